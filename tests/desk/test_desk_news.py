"""What an open console hears of cases and upkeep, by role."""

import httpx
import pytest
from support.listening import listening, next_of
from support.samples import complaint

from assistant.desk.roles import Role


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR])
async def test_a_new_case_is_heard_by_who_may_see_it(
    role: Role, http: httpx.AsyncClient, arrive
) -> None:
    somebody = await arrive(role, "abfa" if role is Role.CLERK else None)
    codes: list[str] = []
    async with listening(somebody) as heard:
        for agency in ("tavanir", "abfa"):
            filed = await http.post("/api/v1/cases", json=complaint(agency_id=agency))
            codes.append(filed.json()["tracking_code"])
        told: list[str] = []
        while codes[1] not in told:
            told += (await next_of(heard, "cases"))["changed"]
        assert (codes[0] in told) == (role is Role.SUPERVISOR)
        assert len(told) == len(set(told))


async def test_at_first_a_console_is_told_to_read_its_lists_anew(arrive) -> None:
    """What happened after they were read, and before the stream looked, is in no event."""
    async with listening(await arrive(Role.CLERK, "abfa")) as heard:
        assert await next_of(heard, "cases") == {"changed": []}
        assert await next_of(heard, "situation") == {}


async def test_who_keeps_the_house_hears_what_needs_a_hand(arrive) -> None:
    administrator = await arrive(Role.ADMINISTRATOR)
    async with listening(administrator) as heard:
        assert set(await next_of(heard, "upkeep")) == {"dead_jobs", "closures"}
        assert heard.empty()
