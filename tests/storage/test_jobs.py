"""A job exists exactly if its transaction does, is done once, and is never forgotten."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from assistant.storage.database import Database
from assistant.storage.jobs import (
    Backoff,
    Claim,
    GiveUp,
    Handling,
    Job,
    JobState,
    Postpone,
    TryAgain,
    Work,
    Worker,
    enqueue,
    queue,
)
from assistant.storage.jobs.queue import claim, finish, forget_done, revive
from assistant.storage.shared_clock import utc_now

KIND = "test"
LEASE = timedelta(minutes=1)
AT_ONCE = Backoff(timedelta(), timedelta())


@pytest.fixture(autouse=True)
async def no_other_jobs(database: Database) -> AsyncIterator[None]:
    await database.run(lambda session: session.execute(delete(Job)))
    yield
    await database.run(lambda session: session.execute(delete(Job)))


async def add(database: Database, number: int = 0, **values: object) -> bool:
    return await database.run(lambda s: enqueue(s, KIND, {"number": number}, **values))


async def take(database: Database, limit: int = 10, now: datetime | None = None) -> list[Claim]:
    return await database.run(lambda s: claim(s, [KIND], limit, LEASE, now))


async def states(database: Database) -> list[tuple[str, int]]:
    query = select(Job.state, Job.attempts).order_by(Job.id)
    return [tuple(row) for row in await database.run(lambda s: s.execute(query).all())]


async def only(database: Database) -> Job:
    return await database.run(lambda s: s.scalars(select(Job)).one())


class Seen:
    """A handler that notes what it was given, and fails as it is told to."""

    def __init__(self, *faults: Exception) -> None:
        self.claims: list[Claim] = []
        self._faults = list(faults)

    async def __call__(self, claimed: Claim) -> Work | None:
        self.claims.append(claimed)
        if self._faults:
            raise self._faults.pop(0)
        return None

    @property
    def numbers(self) -> list[int]:
        return [one.payload["number"] for one in self.claims]


def worker(database: Database, handler: Seen, **values: object) -> Worker:
    handling = Handling(handler, AT_ONCE, **values)
    return Worker(database, {KIND: handling}, poll_s=0.05, at_once=3)


async def test_a_job_goes_with_its_transaction(database: Database) -> None:
    def breaks_off(session) -> None:
        enqueue(session, KIND, {})
        raise RuntimeError("the rest of the change failed")

    with pytest.raises(RuntimeError):
        await database.run(breaks_off)
    assert await take(database) == []


async def test_a_key_is_taken_once(database: Database) -> None:
    assert await add(database, 1, key="same")
    assert not await add(database, 2, key="same")
    (claimed,) = await take(database)
    assert (claimed.payload, claimed.key) == ({"number": 1}, "same")
    assert await database.run(lambda s: finish(s, claimed, datetime.now(UTC)))
    assert not await add(database, 3, key="same"), "what is done is not done again"


async def test_without_a_key_each_job_has_one_of_its_own(database: Database) -> None:
    await add(database)
    await add(database)
    first, second = await take(database)
    assert first.key != second.key


async def test_nothing_is_claimed_before_its_time_or_twice(database: Database) -> None:
    now = datetime.now(UTC)
    await add(database, 1, run_at=now + timedelta(hours=1))
    await add(database, 2)
    assert [c.payload["number"] for c in await take(database)] == [2]
    assert await take(database) == []
    later = now + timedelta(hours=2)
    assert {c.payload["number"] for c in await take(database, now=later)} == {1, 2}


async def test_who_lost_the_lease_changes_nothing(database: Database) -> None:
    await add(database)
    (first,) = await take(database)
    (second,) = await take(database, now=datetime.now(UTC) + LEASE)
    assert (first.attempt, second.attempt) == (1, 2)
    assert not await database.run(lambda s: finish(s, first, datetime.now(UTC)))
    assert await states(database) == [("waiting", 2)]
    assert await database.run(lambda s: finish(s, second, datetime.now(UTC)))
    assert await states(database) == [("done", 2)]


async def test_a_lane_keeps_its_order(database: Database) -> None:
    for number in (1, 2, 3):
        await add(database, number, lane="chat")
    await add(database, 9, lane="other chat")
    assert sorted(c.payload["number"] for c in await take(database)) == [1, 9]
    assert await take(database) == [], "the second waits until the first is done"


async def test_a_failed_job_holds_its_lane_up_and_a_dead_one_does_not(database: Database) -> None:
    for number in (1, 2):
        await add(database, number, lane="chat")
    seen = Seen(TryAgain("again"), TryAgain("again"), GiveUp("refused"))
    await worker(database, seen).drain()
    assert seen.numbers == [1, 1, 1, 2]
    assert await states(database) == [("dead", 3), ("done", 1)]


async def test_what_a_handler_returns_is_kept_with_the_end_of_the_job(database: Database) -> None:
    async def asks_for_another(claimed: Claim) -> Work | None:
        if claimed.payload["number"] == 0:
            return None
        return lambda s: enqueue(s, KIND, {"number": claimed.payload["number"] - 1})

    await add(database, 2)
    attempts = await Worker(database, {KIND: Handling(asks_for_another)}).drain()
    assert attempts == 3
    assert await states(database) == [("done", 1)] * 3


async def test_a_fault_in_that_work_undoes_the_end_as_well(database: Database) -> None:
    async def cannot_be_kept(claimed: Claim) -> Work | None:
        def fails(session) -> None:
            enqueue(session, "never", {})
            raise KeyError("۰۹۱۲۱۲۳۴۵۶۷")

        return fails

    await add(database)
    await Worker(database, {KIND: Handling(cannot_be_kept, max_attempts=1)}).drain()
    job = await only(database)
    assert (job.kind, job.state) == (KIND, JobState.DEAD)
    assert job.last_error is not None
    assert job.last_error.startswith("KeyError (fails:"), "the place, and not what was in it"


async def test_it_is_tried_as_often_as_its_kind_says(database: Database) -> None:
    await add(database)
    seen = Seen(*(RuntimeError() for _ in range(9)))
    await worker(database, seen, max_attempts=4).drain()
    assert [c.attempt for c in seen.claims] == [1, 2, 3, 4]
    assert len({c.key for c in seen.claims}) == 1
    assert await states(database) == [("dead", 4)]


async def test_it_waits_as_long_as_the_other_side_asks_for(database: Database) -> None:
    await add(database)
    before = utc_now()
    await worker(database, Seen(TryAgain("۴۲۹", timedelta(seconds=90)))).drain()
    job = await only(database)
    assert timedelta(seconds=90) <= job.run_at - before <= timedelta(seconds=95)
    assert job.last_error == "۴۲۹"


async def test_postponing_costs_no_attempt(database: Database) -> None:
    morning = datetime.now(UTC) + timedelta(hours=8)
    await add(database)
    seen = Seen(Postpone(morning))
    at_night = worker(database, seen, max_attempts=1)
    await at_night.drain()
    assert (await only(database)).attempts == 0
    await at_night.drain(morning)
    assert await states(database) == [("done", 1)]


async def test_a_job_whose_workers_die_each_time_is_dead_in_the_end(database: Database) -> None:
    await add(database)
    await database.run(lambda s: s.execute(update(Job).values(attempts=20)))
    seen = Seen()
    await worker(database, seen).drain()
    assert seen.claims == []
    assert await states(database) == [("dead", 21)]


async def test_a_handler_that_hangs_is_stopped_before_its_lease_ends(database: Database) -> None:
    async def hangs(claimed: Claim) -> None:
        await asyncio.sleep(60)

    await add(database)
    await Worker(database, {KIND: Handling(hangs, max_attempts=1)}, lease_s=0.4).drain()
    assert (await only(database)).last_error.startswith("TimeoutError")


async def test_a_dead_job_can_be_revived(database: Database) -> None:
    await add(database)
    seen = Seen(GiveUp("refused"))
    at_work = worker(database, seen)
    await at_work.drain()
    job = await only(database)
    assert not await database.run(lambda s: revive(s, job.id + 1))
    assert await database.run(lambda s: revive(s, job.id))
    await at_work.drain()
    assert await states(database) == [("done", 1)]


async def test_only_old_done_jobs_are_forgotten(database: Database) -> None:
    for number in range(3):
        await add(database, number)
    await worker(database, Seen(GiveUp("refused"))).drain()
    assert await database.run(lambda s: forget_done(s, datetime.now(UTC) - LEASE)) == 0
    assert await database.run(lambda s: forget_done(s, datetime.now(UTC) + LEASE)) == 2
    assert await states(database) == [("dead", 1)]


async def test_a_commit_wakes_a_worker_that_would_sleep_for_long(database: Database) -> None:
    seen = Seen()
    asleep = Worker(database, {KIND: Handling(seen)}, poll_s=60)
    running = asyncio.create_task(asleep.run())
    try:
        await asyncio.sleep(0.2)
        for number in range(12):
            await add(database, number, lane=f"{number % 2}")
        async with asyncio.timeout(20):
            while len(seen.claims) < 12:
                await asyncio.sleep(0.01)
        assert asleep.is_alive
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    for lane in (0, 1):
        assert [n for n in seen.numbers if n % 2 == lane] == list(range(lane, 12, 2))


async def test_a_worker_that_is_stopped_gives_back_what_it_cannot_end(database: Database) -> None:
    begun = asyncio.Event()

    async def takes_long(claimed: Claim) -> None:
        begun.set()
        await asyncio.sleep(30)

    await add(database)
    at_work = Worker(database, {KIND: Handling(takes_long)}, grace_s=0.1)
    running = asyncio.create_task(at_work.run())
    await asyncio.wait_for(begun.wait(), 5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    job = await only(database)
    assert (job.state, job.attempts, job.lease) == (JobState.WAITING, 0, None)


async def test_many_workers_at_once_take_each_job_once(database: Database) -> None:
    def add_many(session) -> None:
        for number in range(200):
            enqueue(session, KIND, {"number": number})

    await database.run(add_many)
    seen = Seen()
    await asyncio.gather(*(worker(database, seen).drain() for _ in range(4)))
    assert sorted(seen.numbers) == list(range(200))
    done = select(func.count()).where(Job.state == JobState.DONE, Job.attempts == 1)
    assert await database.run(lambda s: s.scalar(done)) == 200


@pytest.mark.parametrize("is_away", [False, True])
async def test_a_worker_that_is_stopped_while_it_claims_holds_no_job(
    database: Database, monkeypatch: pytest.MonkeyPatch, is_away: bool
) -> None:
    claiming, may_go_on = threading.Event(), threading.Event()

    def slow(*asked) -> list[Claim]:
        claims = [] if is_away else claim(*asked)
        claiming.set()
        assert may_go_on.wait(10)
        if is_away:
            raise ConnectionError
        return claims

    await add(database)
    monkeypatch.setattr(queue, "claim", slow)
    running = asyncio.create_task(worker(database, seen := Seen()).run())
    await asyncio.to_thread(claiming.wait, 10)
    running.cancel()
    await asyncio.sleep(0)
    may_go_on.set()
    done, _ = await asyncio.wait({running}, timeout=10)
    assert done == {running}
    job = await only(database)
    assert (seen.claims, job.state, job.attempts, job.lease) == ([], JobState.WAITING, 0, None)


async def test_slow_jobs_leave_places_to_quick_ones(database: Database) -> None:
    begun, may_end, done = [], asyncio.Event(), asyncio.Event()

    async def slow(claim: Claim) -> None:
        begun.append(claim.id)
        await may_end.wait()

    async def quick(_: Claim) -> None:
        done.set()

    handlings = {"slow": Handling(slow, is_slow=True), KIND: Handling(quick)}
    worker = Worker(database, handlings, at_once=4, slow_at_once=2, poll_s=0.02)
    for _ in range(8):
        await database.run(lambda s: enqueue(s, "slow", {}))
    task = asyncio.create_task(worker.run())
    while len(begun) < 2:
        await asyncio.sleep(0.01)
    await add(database)
    async with asyncio.timeout(20):
        await done.wait()
    assert len(begun) == 2
    may_end.set()
    async with asyncio.timeout(20):
        while set(await states(database)) != {(JobState.DONE, 1)}:
            await asyncio.sleep(0.02)
    assert len(begun) == 8
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
