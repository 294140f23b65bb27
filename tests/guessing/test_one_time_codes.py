"""Wrong codes beside the right password make one wait, and nobody else's guesses do."""

import asyncio

import pytest
from support.clocks import Clock
from support.logged import everything_logged

from assistant.guessing.tries import FIRST_S, FREE, Codes, TooManyTriesError
from assistant.logs import configure_logs
from assistant.storage.counting import Counting


@pytest.fixture
def tried() -> Codes:
    return Codes(Counting())


async def wrong(tried: Codes, who: str, count: int = 1) -> None:
    for _ in range(count):
        async with tried.trying(who, "hashed") as attempt:
            attempt.is_wrong = True


async def wait_of(tried: Codes, who: str) -> int:
    with pytest.raises(TooManyTriesError) as refused:
        async with tried.trying(who, "hashed"):
            pass
    assert refused.value.puzzle is None
    return refused.value.wait_s


async def test_after_a_few_wrong_codes_one_waits(tried: Codes) -> None:
    await wrong(tried, "n.karimi", FREE)
    assert 1 <= await wait_of(tried, "n.karimi") <= 30
    async with tried.trying("somebody else", "hashed"):
        pass


async def test_tries_at_once_are_no_way_around(tried: Codes) -> None:
    async def one() -> bool:
        try:
            await wrong(tried, "n.karimi")
        except TooManyTriesError:
            return False
        return True

    done = await asyncio.gather(*(one() for _ in range(50)))
    assert done.count(True) == FREE


async def test_each_wait_is_twice_as_long(tried: Codes, clock: Clock) -> None:
    await wrong(tried, "n.karimi", FREE)
    for wait_s in (FIRST_S, 2 * FIRST_S, 4 * FIRST_S):
        assert await wait_of(tried, "n.karimi") == wait_s
        clock.at += wait_s - 1
        assert await wait_of(tried, "n.karimi") == 1
        clock.at += 2
        await wrong(tried, "n.karimi")


async def test_a_right_code_costs_nothing(tried: Codes) -> None:
    for _ in range(3 * FREE):
        async with tried.trying("n.karimi", "hashed"):
            pass


async def test_guessing_is_told_without_the_login(tried: Codes) -> None:
    configure_logs()
    with everything_logged() as logged:
        await wrong(tried, "n.karimi", FREE)
    assert '"kind": "code"' in logged.text
    assert "hashed" in logged.text
    assert "n.karimi" not in logged.text
