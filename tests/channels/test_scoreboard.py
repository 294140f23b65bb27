"""The public scoreboard over HTTP: what it tells, what it holds back, and what it refuses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from support.figures import Group, put
from support.problems import assert_problem
from support.serving import Gateway

from assistant.background.open_data import press_of
from assistant.insight.method import Figure
from assistant.insight.opendata.months import end_of
from knowledge.catalogue import Catalogue

BOARD = "/api/v1/insight/scoreboard"
MONTHS = {"from": "1405-01", "to": "1405-02"}


@pytest.fixture(scope="module")
def agencies(catalogue: Catalogue) -> list[str]:
    return sorted(catalogue.agencies)


@pytest.fixture(scope="module", autouse=True)
async def _filled(
    lone_gateway: Gateway, agencies: Sequence[str], lone_http: httpx.AsyncClient
) -> None:
    groups = [
        Group(agency, "تهران", month, 30 if place == 5 else 40, solved=0.3 if place == 0 else 0.7)
        for place, agency in enumerate(agencies[:12])
        for month in ("1405-01", "1405-02")
    ]
    small = [
        Group(agencies[place], "قم", month, people)
        for month in ("1405-01", "1405-02")
        for place, people in ((12, 7), (13, 8), (14, 9))
    ]
    running = lone_gateway.runtime
    await running.database.run(lambda session: put(session, [*groups, *small], 5_000_000))
    # Asked for another period, since what is answered is kept for a minute.
    before = (await lone_http.get(BOARD, params={"from": "1405-01", "to": "1405-01"})).json()
    assert before["overall"]["people"] > 0
    assert not any(row["enough"] for row in before["rows"]), "nothing is open yet"
    page = await lone_http.get("/scoreboard", params={"from": "1405-01", "to": "1405-01"})
    assert "هنوز هیچ ماهی منتشر نشده است" in page.text
    press = replace(press_of(running.settings, running.catalogue), lag=timedelta(days=1))
    at = end_of("1405-02") + timedelta(days=2)
    assert await running.database.run(lambda session: press.publish(session, at))


async def test_figures_have_numbers_intervals_and_bands(
    lone_http: httpx.AsyncClient, agencies: Sequence[str]
) -> None:
    board = (await lone_http.get(BOARD, params=MONTHS)).json()
    assert (board["by"], board["from"], board["to"]) == ("agency", "1405-01", "1405-02")
    assert board["period_fa"] == "فروردین تا اردیبهشت ۱۴۰۵"
    assert [one["id"] for one in board["figures"]] == list(Figure)
    row = next(row for row in board["rows"] if row["id"] == agencies[0])
    assert row["people"] == 80
    found = row["figures"]["solved_first"]
    assert found["value"]["low"] < found["value"]["value"] < found["value"]["high"]
    assert found["n"] % 10 == 0
    assert found["band_998"] == "worse"
    assert found["expected"] > found["value"]["value"]
    assert found["ratio"]["value"] < 1


async def test_rows_are_in_the_order_of_names_and_ranks_come_when_asked(
    lone_http: httpx.AsyncClient,
) -> None:
    board = (await lone_http.get(BOARD, params=MONTHS | {"ranks": "true"})).json()
    names = [row["name"] for row in board["rows"]]
    assert names == sorted(names)
    found = [row["figures"]["solved_first"] for row in board["rows"] if row["enough"]]
    ranks = [one["rank"] for one in found if "value" in one]
    assert len(ranks) > 5
    assert all(rank["best"] <= rank["worst"] for rank in ranks)
    plain = (await lone_http.get(BOARD, params=MONTHS)).json()
    assert all(
        "rank" not in row["figures"]["solved_first"] for row in plain["rows"] if row["enough"]
    )


async def test_what_the_open_tables_hide_shows_no_number(
    lone_http: httpx.AsyncClient, agencies: Sequence[str]
) -> None:
    rows = (await lone_http.get(BOARD, params=MONTHS)).json()["rows"]
    hidden = [row for row in rows if not row["enough"]]
    assert {row["id"] for row in hidden} == set(agencies[12:15])
    for row in hidden:
        assert row["note_fa"] == "برای داوری کم است"
        assert not {"people", "figures"} & set(row)


async def test_how_many_judged_is_hidden_where_the_tables_hide_it(
    lone_http: httpx.AsyncClient, agencies: Sequence[str]
) -> None:
    """The smallest of those with enough people hides how few have judged elsewhere."""
    rows = (await lone_http.get(BOARD, params=MONTHS)).json()["rows"]
    figures = {row["id"]: row["figures"] for row in rows if row["enough"]}
    assert figures[agencies[5]]["breaches"]["n"] == 60
    assert "n" not in figures[agencies[5]]["solved_first"]
    assert "n" in figures[agencies[0]]["solved_first"]


async def test_one_row_is_shown_alone_and_compared_with_all(
    lone_http: httpx.AsyncClient, agencies: Sequence[str]
) -> None:
    whole = (await lone_http.get(BOARD, params=MONTHS)).json()["rows"]
    alone = (await lone_http.get(BOARD, params=MONTHS | {"agency": agencies[0]})).json()["rows"]
    assert alone == [row for row in whole if row["id"] == agencies[0]]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"from": "1405-02", "to": "1405-01"}, "period_reversed"),
        ({"from": "1405-00"}, "unknown_period"),
        ({"to": "1499-01"}, "unknown_period"),
        ({"agency": "nobody"}, "unknown_agency"),
        ({"province": "ناکجا", "by": "province"}, "unknown_province"),
        ({"province": "قم"}, "only_at_the_desk"),
        ({"by": "service"}, "agency_needed"),
        ({"by": "person"}, "invalid"),
        ({"who": "me"}, "invalid"),
    ],
)
async def test_what_is_wrong_is_a_problem(
    lone_http: httpx.AsyncClient, asked: dict[str, str], code: str
) -> None:
    assert_problem(await lone_http.get(BOARD, params=asked), 422, code)


async def test_too_few_people_for_the_row_that_is_wanted(
    lone_http: httpx.AsyncClient, agencies: Sequence[str]
) -> None:
    answer = await lone_http.get(BOARD, params=MONTHS | {"agency": agencies[12]})
    assert_problem(answer, 422, "too_few")


async def test_the_page_needs_no_script(lone_http: httpx.AsyncClient) -> None:
    page = await lone_http.get("/scoreboard", params=MONTHS)
    assert page.status_code == 200
    assert "<script" not in page.text
    assert '<polyline class="limit outer"' in page.text
    assert "برای داوری کم است" in page.text
    assert 'dir="rtl"' in page.text


async def test_who_names_no_months_is_shown_the_newest_that_are_published(
    lone_http: httpx.AsyncClient,
) -> None:
    board = (await lone_http.get(BOARD)).json()
    assert (board["from"], board["to"]) == ("1405-01", "1405-02")
    assert any(row["enough"] for row in board["rows"])
    board = (await lone_http.get(BOARD, params={"from": "1405-02"})).json()
    assert (board["from"], board["to"]) == ("1405-02", "1405-02")
    page = (await lone_http.get("/scoreboard")).text
    assert "هنوز منتشر نشده است" not in page


async def test_months_that_are_not_published_are_told_as_such(lone_http: httpx.AsyncClient) -> None:
    page = (await lone_http.get("/scoreboard", params={"from": "1405-01", "to": "1405-03"})).text
    assert "تا اردیبهشت ۱۴۰۵ منتشر شده است" in page
    assert "هنوز منتشر نشده است" in page
    assert "برای داوری کم است" not in page.split("<tbody>")[1]


async def test_the_page_says_what_is_wrong(lone_http: httpx.AsyncClient) -> None:
    page = await lone_http.get("/scoreboard", params={"from": "1405-02", "to": "1405-01"})
    assert page.status_code == 422
    assert "آغاز دوره پس از پایان آن است" in page.text


@pytest.mark.parametrize(("lang", "words"), [("fa", "بازهٔ جفریز"), ("en", "Jeffreys' interval")])
async def test_the_method_is_public(lone_http: httpx.AsyncClient, lang: str, words: str) -> None:
    page = await lone_http.get("/scoreboard/method", params={"lang": lang})
    assert words in page.text.replace("&#39;", "'")
