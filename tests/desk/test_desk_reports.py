"""Reports of agencies at the desk: whose one sees, what is refused, and that they are pages."""

import csv
import io
from datetime import UTC, datetime

import pytest
from support.operators import Arrive, Operator
from support.problems import assert_problem

from assistant.desk.roles import Role
from assistant.insight.method import WORDS
from assistant.insight.scoreboard.query import month_title, months_back
from assistant.language.dates import jalali_month

LAST = months_back(jalali_month(datetime.now(UTC)), 1)
AHEAD = months_back(LAST, -3)


@pytest.fixture
async def observer(arrive: Arrive) -> Operator:
    return await arrive(Role.OBSERVER)


async def test_a_report_is_a_page_with_all_figures(observer: Operator) -> None:
    response = await observer.http.get(f"/desk/reports/abfa/{LAST}")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert '<html lang="fa" dir="rtl">' in response.text
    assert month_title(LAST) in response.text
    for words in WORDS.values():
        assert words.name_fa in response.text
    assert "<script" not in response.text


async def test_all_agencies_can_be_chosen(observer: Operator) -> None:
    text = (await observer.http.get("/desk/reports")).text
    for agency in ("abfa", "tavanir"):
        assert f'href="/desk/reports/{agency}/{LAST}"' in text
    response = await observer.http.get("/desk/reports/abfa", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (
        303,
        f"/desk/reports/abfa/{LAST}",
    )


async def test_a_clerk_sees_the_own_agency_alone(arrive: Arrive) -> None:
    clerk = await arrive(Role.CLERK, "tavanir")
    own = f"/desk/reports/tavanir/{LAST}"
    response = await clerk.http.get("/desk/reports", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, own)
    assert (await clerk.http.get(own)).status_code == 200
    assert (await clerk.get(f"reports/tavanir/{LAST}.csv")).status_code == 200
    for other in ("abfa", "no-such-agency"):
        refused = await clerk.http.get(f"/desk/reports/{other}/{LAST}")
        assert refused.status_code == 403
        assert 'role="alert"' in refused.text
        assert_problem(await clerk.get(f"reports/{other}/{LAST}.csv"), 403, "forbidden")


async def test_who_sees_no_figures_sees_no_report(arrive: Arrive) -> None:
    operator = await arrive(Role.OPERATOR)
    for path in ("/desk/reports", f"/desk/reports/abfa/{LAST}"):
        assert (await operator.http.get(path)).status_code == 403


async def test_who_is_not_signed_in_is_led_to_the_sign_in(gateway) -> None:
    async with gateway.client() as http:
        for path in ("/desk/reports", f"/desk/reports/abfa/{LAST}"):
            response = await http.get(path, follow_redirects=False)
            assert (response.status_code, response.headers["location"]) == (303, "/desk/sign-in")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"abfa/{AHEAD}", "unknown_period"),
        ("abfa/1405-13", "unknown_period"),
        (f"no-such-agency/{LAST}", "unknown_agency"),
    ],
)
async def test_what_is_no_report_is_said_in_persian(
    observer: Operator, path: str, code: str
) -> None:
    page = await observer.http.get(f"/desk/reports/{path}")
    assert page.status_code == 422
    problem = assert_problem(await observer.get(f"reports/{path}.csv"), 422, code)
    assert str(problem["detail"]) in page.text


async def test_the_tables_open_in_a_spreadsheet(observer: Operator) -> None:
    for address in (
        f"/api/v1/desk/reports/abfa/{LAST}.csv",
        "/api/v1/insight/scoreboard.csv",
    ):
        response = await observer.http.get(address)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        assert response.content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
    names = {words.name_fa for words in WORDS.values()}
    assert {row[3] for row in rows[1:]} == names
