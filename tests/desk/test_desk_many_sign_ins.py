"""Many come to the desk at once: whoever was let in is in, at once and on every connection."""

import asyncio

from support.operators import DESK, Holder, Operator
from support.problems import assert_problem
from support.serving import Gateway

from assistant.desk.dependencies import COOKIE
from assistant.storage.database import Database

_PEOPLE = 8
_ROUNDS = 3
_AT_ONCE = 6


async def test_who_has_just_signed_in_is_never_refused(
    gateway: Gateway, database: Database
) -> None:
    """Also while others sign in, and old sessions are cleared away, on all database threads."""
    sealer = gateway.runtime.sealer
    holders = [await Holder.enrol(database, sealer) for _ in range(_PEOPLE)]

    async def come_and_look(holder: Holder) -> list[int]:
        seen = []
        async with gateway.client() as http:
            operator = Operator(http, holder)
            for _ in range(_ROUNDS):
                response = await operator.sign_in()
                assert response.status_code == 200, response.text
                looks = (http.get(f"{DESK}/session") for _ in range(_AT_ONCE))
                seen += [answer.status_code for answer in await asyncio.gather(*looks)]
        return seen

    found = await asyncio.gather(*(come_and_look(holder) for holder in holders))
    assert {status for statuses in found for status in statuses} == {200}


async def test_a_browser_that_signs_in_twice_at_once_keeps_the_last_session(
    gateway: Gateway, database: Database
) -> None:
    """Each sign-in ends the session that its own request came with, and no other."""
    holder = await Holder.enrol(database, gateway.runtime.sealer)
    async with gateway.client() as one, gateway.client() as two:
        await Operator(one, holder).sign_in()
        first = one.cookies[COOKIE]
        two.cookies.set(COOKIE, first, domain="127.0.0.1", path="/")
        await Operator(two, holder).sign_in()
        assert_problem(await one.get(f"{DESK}/session"), 401, "not_signed_in")
        assert (await two.get(f"{DESK}/session")).status_code == 200
