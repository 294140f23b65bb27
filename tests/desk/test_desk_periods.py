"""Frozen figures and calls of the lot at the desk, over HTTP."""

import csv
import io

from support.frozen import AGENCY, PERIOD, drawn_today
from support.operators import Operator
from support.periods import Month
from support.problems import assert_problem

from assistant.desk.roles import Role
from assistant.insight.method import Figure
from assistant.insight.periods import verify_export

FIGURES = f"periods/{PERIOD}/figures"
REASON = "پرسیدن نظر شهروند از پاسخ راهور"


async def test_figures_are_told_in_words_and_as_the_export_has_them(
    frozen: Month, people: dict[Role, Operator]
) -> None:
    told = (await people[Role.OBSERVER].get(f"{FIGURES}?agency_id={AGENCY}")).json()
    by_name = {one["figure"]: one for one in told["figures"]}
    assert list(by_name) == list(Figure)
    assert by_name["solved_first"]["value_fa"] == "۷۵٪"
    assert by_name["solved_first"]["n"] == len(frozen.codes)
    assert by_name["satisfaction"]["band"] == "too_few"
    assert "value_fa" not in by_name["satisfaction"]
    assert not told["may_pay"]
    saved = await people[Role.SUPERVISOR].get(f"periods/{PERIOD}/export.csv")
    rows = list(csv.DictReader(io.StringIO(saved.content.decode("utf-8-sig"))))
    of_agency = {row["figure"]: row for row in rows if row["agency_id"] == AGENCY}
    assert float(of_agency["solved_first"]["point"]) == 0.75


async def test_whose_figures_there_are_is_for_who_sees_all(
    frozen: Month, people: dict[Role, Operator]
) -> None:
    every = (await people[Role.OBSERVER].get(FIGURES)).json()
    assert AGENCY in [one["id"] for one in every["agencies"]]
    assert every["figures"] == []
    own = (await people[Role.CLERK].get(FIGURES)).json()
    assert (own["agencies"], own["agency_id"]) == ([], "abfa")
    foreign = await people[Role.CLERK].get(f"{FIGURES}?agency_id={AGENCY}")
    assert_problem(foreign, 403, "forbidden")
    open_month = await people[Role.OBSERVER].get("periods/1420-01/figures")
    assert_problem(open_month, 409, "period_move_not_allowed")


async def test_the_verifier_is_saved_as_it_is(people: dict[Role, Operator]) -> None:
    saved = await people[Role.AUDITOR].get("periods/verify_export.py")
    with open(verify_export.__file__, "rb") as source:
        assert saved.content == source.read()


async def test_nobody_is_called_by_two(frozen: Month, people: dict[Role, Operator]) -> None:
    code = frozen.codes[5]
    drawn_today(frozen, [code])
    first, second = people[Role.OPERATOR], people[Role.SUPERVISOR]
    assert code in await _to_call(second)
    page = (await first.get(f"cases/{code}")).json()
    number = next(one["event_number"] for one in page["sealed"] if one["field"] == "mobile")
    wanted = {"field": "mobile", "event_number": number, "reason": REASON}
    assert (await first.post(f"cases/{code}/reveal", wanted)).status_code == 200
    assert code not in await _to_call(second)
    assert code in await _to_call(first)
    before = (await first.get("calls/progress")).json()
    assert (await first.post(f"calls/{code}", {"outcome": "declined"})).status_code == 204
    after = (await second.get("calls/progress")).json()
    assert after["declined"] == before["declined"] + 1
    assert after["waiting"] == before["waiting"] - 1
    again = await second.post(f"calls/{code}", {"outcome": "solved"})
    assert_problem(again, 404, "not_found")


async def _to_call(somebody: Operator) -> list[str]:
    return [one["tracking_code"] for one in (await somebody.get("calls")).json()]
