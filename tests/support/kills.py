"""Gateways that are killed while portals file cases over HTTP, and what must be left of that."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.verify import verify
from assistant.storage.database import Database
from assistant.storage.jobs import Job
from support.gateway_process import Gateways
from support.samples import MOBILE, NAME, complaint

Receipt = tuple[str, str]
"""Tracking code and pin, as they were shown."""

CODES = select(Case.tracking_code)
WRITERS = 20
CONTACT = {"mobile": MOBILE, "name": NAME}
DRAFTS: Sequence[dict[str, Any]] = (
    complaint(),
    complaint(identity="sealed", contact=CONTACT),
    complaint(identity="named", contact=CONTACT),
)
STEPS = {
    "anonymous": ["registered", "referred"],
    "sealed": ["registered", "referred"],
    "named": ["registered", "consent_given", "referred"],
}
SEALED = {
    "anonymous": {"words"},
    "sealed": {"words", "mobile", "name"},
    "named": {"words", "mobile", "name"},
}


class Writers:
    """Portals that file one case after another, and again by its key what got no answer."""

    def __init__(self, address: str, seed: int) -> None:
        limits = httpx.Limits(max_connections=WRITERS)
        self._http = httpx.AsyncClient(base_url=address, timeout=30, trust_env=False, limits=limits)
        self._dice = random.Random(seed)
        self._is_over = self._is_closed = False
        self.drafts: dict[str, dict[str, Any]] = {}
        self.shown: dict[str, Receipt] = {}
        """What was shown, by idempotency key."""
        self.doubled = 0
        """How often a key brought another code or pin than before."""
        self._tasks = [asyncio.create_task(self._write()) for _ in range(WRITERS)]

    async def until_shown(self, number: int) -> None:
        """Wait until so many codes were shown; raises what has happened to a writer."""
        async with asyncio.timeout(60):
            while len(self.shown) < number:
                for task in self._tasks:
                    if task.done():
                        task.result()
                await asyncio.sleep(0.002)

    async def finish(self) -> None:
        """Let every portal get its last answer."""
        self._is_over = True
        async with asyncio.timeout(60):
            await asyncio.gather(*self._tasks)

    async def repeat_all(self) -> None:
        """File everything again by its key: the same code and pin must come back."""
        keys = iter(list(self.shown))
        await asyncio.gather(*(self._repeat(keys) for _ in range(WRITERS)))

    async def close(self) -> None:
        # Nobody may be connecting when it is cancelled: anyio forgets the socket then, unclosed.
        self._is_closed = True
        await asyncio.wait(self._tasks, timeout=0.2)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.aclose()

    async def _write(self) -> None:
        while not self._is_over:
            key = uuid4().hex
            self.drafts[key] = self._dice.choice(DRAFTS)
            self.shown[key] = await self._filed(key)
            if self._dice.random() < 0.1:
                await self._repeat(iter([key]))

    async def _repeat(self, keys: Any) -> None:
        for key in keys:
            self.doubled += await self._filed(key) != self.shown[key]

    async def _filed(self, key: str) -> Receipt:
        while not self._is_closed:
            try:
                answer = await self._http.post(
                    "/api/v1/cases", json=self.drafts[key], headers={"Idempotency-Key": key}
                )
            except httpx.TransportError:
                await asyncio.sleep(0.01)
                continue
            assert answer.status_code == 201, answer.text
            filed = answer.json()
            return filed["tracking_code"], filed["pin"]
        raise asyncio.CancelledError


@dataclass(frozen=True)
class Killed:
    """What so many kills have left.

    `unanswered` cases were kept, but shown only when they were filed again. `lost` codes were shown
    and not there after a kill, `doubled` keys brought another code; `faults` are those of the rest.
    """

    kills: int
    shown: int
    unanswered: int
    lost: int
    doubled: int
    faults: Sequence[str]


async def kill_often(
    gateways: Gateways, database: Database, kills: int, seed: int, **settings: Any
) -> Killed:
    """Kill a gateway so often at random points.

    `database` is migrated and empty; `settings` are those of the gateways.
    """
    dice, unanswered, lost = random.Random(seed), 0, set[str]()
    writers = Writers(gateways.address, seed)
    try:
        for _ in range(kills):
            gateways.start(**settings)
            await writers.until_shown(len(writers.shown) + 1)
            await asyncio.sleep(dice.uniform(0, 0.3))
            gateways.kill()
            kept = await database.run(lambda session: set(session.scalars(CODES)))
            shown = {code for code, _ in writers.shown.values()}
            lost, unanswered = lost | (shown - kept), unanswered + len(kept - shown)
        gateways.start(**settings)
        await writers.finish()
        await writers.repeat_all()
        gateways.stop()
    finally:
        await writers.close()
    faults = await database.run(lambda session: faults_of(session, set(writers.shown.values())))
    return Killed(kills, len(writers.shown), unanswered, len(lost), writers.doubled, faults)


def faults_of(session: Session, shown: set[Receipt]) -> list[str]:
    """The faults, if exactly these cases must be there, whole."""
    cases = list(session.scalars(select(Case)))
    found = [f"{code}: {fault}" for code, fault in verify(session)]
    if {case.tracking_code for case in cases} != {code for code, _ in shown}:
        found.append("not exactly what was shown is there")
    steps = _by_case(
        session.execute(select(CaseEvent.case_id, CaseEvent.type).order_by(CaseEvent.id))
    )
    sealed = _by_case(session.execute(select(PersonalValue.case_id, PersonalValue.field)))
    jobs = set(session.scalars(select(Job.unique_key)))
    for case in cases:
        if steps.get(case.id) != STEPS[case.identity]:
            found.append(f"{case.tracking_code} has the events {steps.get(case.id)}")
        if set(sealed.get(case.id, ())) != SEALED[case.identity]:
            found.append(f"{case.tracking_code} has the values {sealed.get(case.id)}")
        if f"cases.upstream:{case.id}:1" not in jobs:
            found.append(f"nobody will be told of {case.tracking_code}")
    return found


def _by_case(rows: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for case_id, value in rows:
        found.setdefault(case_id, []).append(value)
    return found
