"""A turn's answer is worked out once, whoever asks for it and however often."""

import asyncio

import pytest

from assistant.dialogue.state import State
from assistant.dialogue.turn import OpenTurn, OpenTurns, TurnOutcome

TURN = OpenTurn("t", "c", "سلام", State())


class Work:
    """What is done for an answer; `goes_on` lets it end, and `fails` so many times it breaks."""

    def __init__(self, fails: int = 0) -> None:
        self.times, self.fails, self.ended = 0, fails, 0
        self.goes_on = asyncio.Event()

    async def __call__(self, _: OpenTurn) -> TurnOutcome:
        self.times += 1
        await self.goes_on.wait()
        if self.times <= self.fails:
            raise LookupError
        self.ended += 1
        return TurnOutcome([], State())


async def test_all_who_ask_at_once_get_one_answer() -> None:
    opened, work = OpenTurns(), Work()
    with opened.opened(TURN):
        assert not opened.has_begun("t")
        asked = [asyncio.create_task(opened.answered(TURN, work)) for _ in range(3)]
        await asyncio.sleep(0)
        assert opened.has_begun("t")
        assert opened.outcome("t") is None
        work.goes_on.set()
        first, *others = await asyncio.gather(*asked)
        assert all(other is first for other in others)
        assert opened.outcome("t") is first
    assert work.times == 1
    assert opened.get("t") is opened.outcome("t") is None
    assert not opened.has_begun("t")


async def test_after_a_failure_it_is_tried_again() -> None:
    opened, work = OpenTurns(), Work(fails=1)
    work.goes_on.set()
    with opened.opened(TURN):
        with pytest.raises(LookupError):
            await opened.answered(TURN, work)
        assert opened.has_begun("t")
        assert opened.outcome("t") is None
        assert await opened.answered(TURN, work) is opened.outcome("t")


async def test_who_goes_away_does_not_stop_it_for_the_others() -> None:
    opened, work = OpenTurns(), Work()
    with opened.opened(TURN):
        gone = asyncio.create_task(opened.answered(TURN, work))
        await asyncio.sleep(0)
        gone.cancel()
        stays = asyncio.create_task(opened.answered(TURN, work))
        await asyncio.sleep(0)
        work.goes_on.set()
        await stays
    assert gone.cancelled()
    assert (work.times, work.ended) == (1, 1)


@pytest.mark.parametrize("fails", [0, 1])
async def test_what_nobody_waits_for_still_ends(fails: int) -> None:
    opened, work = OpenTurns(), Work(fails)
    with opened.opened(TURN):
        gone = asyncio.create_task(opened.answered(TURN, work))
        await asyncio.sleep(0)
        gone.cancel()
    assert opened._left
    work.goes_on.set()
    async with asyncio.timeout(5):
        while opened._left:
            await asyncio.sleep(0)
    assert work.ended == 1 - fails
