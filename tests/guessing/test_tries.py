"""Strangers' tries make a try dearer and lock nobody out; guessing itself becomes too dear."""

import asyncio

import pytest
from prometheus_client import REGISTRY
from pydantic import ValidationError
from support.clocks import Clock
from support.logged import everything_logged

from assistant.guessing import puzzles
from assistant.guessing.puzzles import Devices, Puzzles, solve, zero_bits
from assistant.guessing.tries import (
    BACKOFF_AFTER,
    EASIEST,
    HARDEST,
    Caller,
    TooManyTriesError,
    Tries,
    TryLimits,
)
from assistant.logs import configure_logs
from assistant.settings import Settings
from assistant.storage.counting import Counting
from assistant.storage.sealing import Sealer

SEALER = Sealer(b"a key of the tests")
LIMITS = TryLimits(at_target=10, by_address=30, free=3)


@pytest.fixture
def tries() -> Tries:
    return Tries("pin", SEALER, Counting(), LIMITS)


async def wrong(tries: Tries, target: str, caller: Caller, count: int = 1) -> None:
    for _ in range(count):
        async with tries.trying(target, caller):
            pass


async def is_in(tries: Tries, target: str, caller: Caller) -> bool:
    async with tries.trying(target, caller) as attempt:
        attempt.is_right = True
    return attempt.is_right


async def refusal(tries: Tries, target: str, caller: Caller) -> TooManyTriesError:
    with pytest.raises(TooManyTriesError) as refused:
        await is_in(tries, target, caller)
    return refused.value


async def worked(tries: Tries, target: str, caller: Caller) -> Caller:
    puzzle = (await refusal(tries, target, caller)).puzzle
    assert puzzle is not None
    return Caller(caller.group, caller.devices, solve(puzzle.seed, puzzle.bits))


async def storm(tries: Tries, target: str, count: int) -> None:
    """Each from an address of its own, and all that each needs."""
    for number in range(count):
        stranger = Caller(f"10.0.{number // 250}.{number % 250}")
        try:
            await wrong(tries, target, stranger)
        except TooManyTriesError:
            await wrong(tries, target, await worked(tries, target, stranger))


@pytest.mark.parametrize("limit", ["pins", "sign_ins", "tries"])
def test_a_limit_that_nobody_can_keep_ends_the_start(limit: str) -> None:
    with pytest.raises(ValidationError, match=f"wrong_{limit}_per_hour"):
        Settings.model_validate({f"wrong_{limit}_per_hour": 0})


async def test_a_few_tries_cost_nothing(tries: Tries) -> None:
    await wrong(tries, "A", Caller("here"), 2)
    assert await is_in(tries, "A", Caller("here"))


async def test_an_address_that_guesses_has_to_work_more_and_more(tries: Tries) -> None:
    caller, bits = Caller("here"), []
    await wrong(tries, "A", caller, 3)
    for _ in range(3):
        puzzle = (await refusal(tries, "A", caller)).puzzle
        bits.append(puzzle.bits)
        await wrong(tries, "A", Caller("here", solution=solve(puzzle.seed, puzzle.bits)))
    assert bits == [EASIEST, EASIEST + 1, EASIEST + 2]
    assert await is_in(tries, "B", caller), "another case is as before"


async def test_the_right_one_gets_in_while_strangers_guess(tries: Tries) -> None:
    await storm(tries, "A", 25)
    citizen = Caller("5.6.7.8")
    puzzle = (await refusal(tries, "A", citizen)).puzzle
    assert EASIEST <= puzzle.bits <= HARDEST
    assert await is_in(tries, "A", await worked(tries, "A", citizen))


async def test_a_known_device_pays_nothing_for_strangers(tries: Tries) -> None:
    assert await is_in(tries, "A", Caller("5.6.7.8"))
    device = tries.device("A", Caller("5.6.7.8"))
    await storm(tries, "A", 12)
    # From another address, and from one that guessed itself.
    assert await is_in(tries, "A", Caller("9.9.9.9", f"x~{device}"))
    assert await is_in(tries, "A", Caller("10.0.0.1", str(device)))
    assert tries.device("A", Caller("9.9.9.9", str(device))) is None
    await refusal(tries, "A", Caller("9.9.9.9", Devices(SEALER).token("pin\nB")))


async def test_a_known_device_has_its_own_bound(tries: Tries) -> None:
    device = Caller("5.6.7.8", str(tries.device("A", Caller("5.6.7.8"))))
    await wrong(tries, "A", device, 10)
    await refusal(tries, "A", device)


async def test_one_password_at_many_logins_needs_work(tries: Tries) -> None:
    for number in range(30):
        await wrong(tries, f"login{number}", Caller("here"))
    assert (await refusal(tries, "another", Caller("here"))).puzzle is not None
    assert await is_in(tries, "another", Caller("there"))


async def test_who_goes_on_has_to_wait_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.guessing.tries.EASIEST", 1)
    monkeypatch.setattr("assistant.guessing.tries.HARDEST_OWN", 1)
    tries, caller = Tries("pin", SEALER, Counting(), TryLimits(10**4, 10**4, 1)), Caller("here")
    await wrong(tries, "A", caller)
    for _ in range(BACKOFF_AFTER + 2):
        await wrong_or_wait(tries, caller)
    refused = await refusal(tries, "A", await worked(tries, "A", caller))
    assert refused.puzzle is None
    assert refused.wait_s >= 1
    # The target is not shut for others.
    assert await is_in(tries, "A", Caller("there"))


async def test_a_wait_lasts_whatever_the_clock_says(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setattr("assistant.guessing.tries.EASIEST", 1)
    monkeypatch.setattr("assistant.guessing.tries.HARDEST_OWN", 1)
    monkeypatch.setattr("assistant.guessing.tries.BACKOFF_AFTER", 0)
    tries, caller = Tries("pin", SEALER, Counting(), TryLimits(10**4, 10**4, 1)), Caller("here")
    # A window of the clock's turns a moment after the wait of a second begins.
    clock.at = int(clock.at) + 1.8
    await wrong(tries, "A", caller)
    clock.at += 0.4
    assert (await refusal(tries, "A", await worked(tries, "A", caller))).wait_s == 1


async def wrong_or_wait(tries: Tries, caller: Caller) -> None:
    try:
        await wrong(tries, "A", await worked(tries, "A", caller))
    except TooManyTriesError as error:
        await asyncio.sleep(error.wait_s)


async def test_many_tries_at_once_are_not_all_the_first(tries: Tries) -> None:
    async def one() -> bool:
        async with tries.trying("A", Caller("here")):
            await asyncio.sleep(0.01)
        return True

    done = await asyncio.gather(*(one() for _ in range(30)), return_exceptions=True)
    assert done.count(True) == LIMITS.free


async def test_guessing_is_told_without_who_and_what(tries: Tries) -> None:
    configure_logs()
    before = REGISTRY.get_sample_value("dastyar_guessing_alarms_total", {"kind": "pin"}) or 0
    with everything_logged() as logged:
        await storm(tries, "ABCD2345", 20)
    alarms = [line for line in logged.lines if '"guessing"' in line]
    assert len(alarms) == 2, "at the limit, and at twice as many"
    assert "ABCD2345" not in logged.text
    assert "10.0." not in logged.text
    after = REGISTRY.get_sample_value("dastyar_guessing_alarms_total", {"kind": "pin"})
    assert after == before + 2


# Puzzles


async def test_a_solution_opens_once_and_only_what_it_is_for() -> None:
    made = Puzzles(SEALER, Counting())
    puzzle = made.new("A", 10)
    solution = solve(puzzle.seed, puzzle.bits)
    assert zero_bits(solution) >= 10
    assert not await made.is_solved(solution, "B", 10)
    assert not await made.is_solved(solution, "A", 11)
    assert await made.is_solved(solution, "A", 10)
    assert not await made.is_solved(solution, "A", 10)


async def test_an_old_or_forged_puzzle_opens_nothing() -> None:
    clock = [1000.0]
    made = Puzzles(SEALER, Counting(), lambda: clock[0])
    puzzle = made.new("A", 4)
    solution = solve(puzzle.seed, puzzle.bits)
    forged = solve(puzzle.seed.replace("4.", "1.", 1), 1)
    clock[0] += puzzles.LASTS_S + 1
    assert not await made.is_solved(solution, "A", 4)
    clock[0] = 1000.0
    assert not await made.is_solved(forged, "A", 1)
    for odd in ("", ":", "4.1.a.b:", "ی:1", "4.x.a.b:1", ":" * 500, puzzle.seed):
        assert not await made.is_solved(odd, "A", 1)


def test_a_device_is_known_for_its_own_only() -> None:
    clock = [1000.0]
    devices = Devices(SEALER, lambda: clock[0])
    token = devices.token("A")
    assert devices.known(token, "A") == token
    assert devices.known(f"a.b.c~ ~{token}", "A") == token
    assert devices.known(token, "B") is None
    assert devices.known(token[:-1], "A") is None
    assert Devices(Sealer(b"another")).known(token, "A") is None
    clock[0] += 400 * 86_400
    assert devices.known(token, "A") is None
