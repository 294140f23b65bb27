"""Signals of gaming at the desk: in numbers and words, and whose one sees."""

import pytest
from support.gaming import CHEAT, MONTH
from support.operators import Arrive, Operator
from support.problems import assert_problem

from assistant.desk.roles import Role


@pytest.mark.usefixtures("gaming_month")
async def test_a_supervisor_sees_what_was_seen_and_how_usual_it_is(arrive: Arrive) -> None:
    supervisor: Operator = await arrive(Role.SUPERVISOR)
    found = (await supervisor.get(f"periods/{MONTH}/signals")).json()
    assert (found["period"], found["state"]) == (MONTH, "open")
    (flag,) = found["flags"]
    assert (flag["agency_id"], flag["signal"]) == (CHEAT, "judged_at_once")
    assert flag["observed"] == flag["n"] >= 10
    assert flag["seen_fa"].startswith("۱۰۰٪ نظرهای «حل شد»")
    page = (await supervisor.http.get(f"/desk/reports/{CHEAT}/{MONTH}")).text
    assert flag["name_fa"] in page
    table = await supervisor.get(f"reports/{CHEAT}/{MONTH}.csv")
    assert flag["seen_fa"] in table.content.decode("utf-8-sig")


@pytest.mark.usefixtures("gaming_month")
async def test_a_clerk_sees_those_of_the_own_agency_alone(arrive: Arrive) -> None:
    own, other = await arrive(Role.CLERK, CHEAT), await arrive(Role.CLERK, "tavanir")
    assert len((await own.get(f"periods/{MONTH}/signals")).json()["flags"]) == 1
    assert (await other.get(f"periods/{MONTH}/signals")).json()["flags"] == []
    refused = await other.get(f"periods/{MONTH}/signals?agency_id={CHEAT}")
    assert_problem(refused, 403, "forbidden")


async def test_who_sees_no_figures_and_what_is_no_period(arrive: Arrive) -> None:
    operator, observer = await arrive(Role.OPERATOR), await arrive(Role.OBSERVER)
    assert_problem(await operator.get(f"periods/{MONTH}/signals"), 403, "forbidden")
    assert_problem(await observer.get("periods/1405-13/signals"), 404, "period_not_found")
    unknown = await observer.get(f"periods/{MONTH}/signals?agency_id=no-such")
    assert_problem(unknown, 422, "unknown_agency")
