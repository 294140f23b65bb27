"""Citizens who complain, in the words and by the buttons that they are shown, until all are filed.

A message without an answer is sent again under its key, as the widget does it. All answers to a
citizen are kept, and compared with the database in the end.
"""

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.conversation.models import Event, Turn
from assistant.storage.jobs.queue import Job

PATIENCE_S = 120.0
"""So long a citizen tries the same message."""
TIMEOUT_S = 30.0
_PLAIN = ("ثبت شود", "شکایت خودم ثبت شود", "نمی‌دانم", "لازم نیست")
"""The plainest button of each question, the most wished for first."""
_PAUSE_S = (0.5, 2.0)


@dataclass(frozen=True)
class FilingAttempt:
    """One request: when it was sent, how long it took, and what came of it."""

    at: float
    seconds: float
    outcome: str

    @property
    def was_answered(self) -> bool:
        """Whether the request succeeded."""
        return self.outcome == "answered"

    @property
    def is_clear(self) -> bool:
        """Whether it succeeded, or its sender got an error that says what is wrong."""
        return self.was_answered or self.outcome.startswith("refused")


@dataclass
class ToldReply:
    """One citizen's messages and answers; `keys` has the turn that answered each key."""

    conversation: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    replies: dict[str, int] = field(default_factory=dict)
    changed: int = 0
    codes: list[str] = field(default_factory=list)
    lost: str = ""


class FilingCrowd:
    """Citizens who come one after the other; `rate` of their messages a second in all."""

    def __init__(self, addresses: Sequence[str], rate: float, seed: int) -> None:
        self._addresses, self.rate = addresses, rate
        self._dice = random.Random(seed)
        self._next = 0.0
        self.told: list[ToldReply] = []
        self.attempts: list[FilingAttempt] = []

    async def complain(self, citizens: int, at_once: int) -> None:
        """Have so many citizens file a complaint each, so many of them at a time."""
        left = iter(range(citizens))

        async def one_after_the_other() -> None:
            async with _Doors(self._addresses) as http:
                for number in left:
                    told = ToldReply()
                    self.told.append(told)
                    try:
                        await self._file(http, told, number)
                    except TimeoutError as error:
                        told.lost = str(error)

        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(one_after_the_other())

    async def _file(self, http: "_Doors", told: ToldReply, number: int) -> None:
        opened = await self._ask(http, "/api/v1/conversations", {}, {})
        told.conversation = opened["conversation_id"]
        path = f"/api/v1/conversations/{told.conversation}/messages"
        headers = {"Authorization": f"Bearer {opened['token']}"}
        body: dict[str, str] = {"text": "می‌خواهم شکایت کنم"}
        words = f"سه هفته است انشعاب آب ما را در قم وصل نمی‌کنند، خانهٔ {number}"
        for _ in range(8):
            answer = await self._say(http, told, path, headers, body)
            if told.codes:
                return
            body = _next_step(answer) or {"text": words}
        told.lost = "no case after eight messages"

    async def _say(
        self,
        http: "_Doors",
        told: ToldReply,
        path: str,
        headers: Mapping[str, str],
        body: Mapping[str, str],
    ) -> dict[str, Any]:
        key = uuid4().hex
        answer = await self._ask(http, path, body, {**headers, "Idempotency-Key": key})
        turn = answer["turn_id"]
        told.changed += told.keys.get(key, turn) != turn
        told.keys[key] = turn
        told.replies[turn] = len(answer["replies"])
        told.codes += [
            reply["tracking_code"] for reply in answer["replies"] if reply["kind"] == "case"
        ]
        return answer

    async def _ask(
        self,
        http: "_Doors",
        path: str,
        body: Mapping[str, str],
        headers: Mapping[str, str],
    ) -> dict[str, Any]:
        """The answer, however many attempts it takes; `TimeoutError` when patience ends."""
        await self._turn_comes()
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            began = time.monotonic()
            outcome, answer = await _attempt(http, path, body, headers)
            self.attempts.append(FilingAttempt(began, time.monotonic() - began, outcome))
            if answer is not None:
                return answer
            await asyncio.sleep(self._dice.uniform(*_PAUSE_S))
        raise TimeoutError(f"{path}: {outcome}")

    async def _turn_comes(self) -> None:
        """Wait for the next place in the stream of messages."""
        begins = max(self._next, time.monotonic())
        self._next = begins + 1 / self.rate
        await asyncio.sleep(begins - time.monotonic())


class _Doors:
    """The edges: who gets no line to one goes to the next, as browsers do by a name's addresses."""

    def __init__(self, addresses: Sequence[str]) -> None:
        timeout = httpx.Timeout(TIMEOUT_S, connect=2.0)
        limits = httpx.Limits(max_keepalive_connections=1, keepalive_expiry=5)
        self._doors = deque(
            httpx.AsyncClient(base_url=one, timeout=timeout, trust_env=False, limits=limits)
            for one in addresses
        )

    async def __aenter__(self) -> "_Doors":
        return self

    async def __aexit__(self, *_: object) -> None:
        for door in self._doors:
            await door.aclose()

    async def post(
        self, path: str, body: Mapping[str, str], headers: Mapping[str, str]
    ) -> httpx.Response:
        """POST at the first door that opens; raises `httpx.TransportError`."""
        for _ in range(len(self._doors) - 1):
            try:
                return await self._doors[0].post(path, json=body, headers=dict(headers))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                self._doors.rotate(-1)
            except httpx.TransportError:
                self._doors.rotate(-1)
                raise
        return await self._doors[0].post(path, json=body, headers=dict(headers))


async def _attempt(
    http: "_Doors", path: str, body: Mapping[str, str], headers: Mapping[str, str]
) -> tuple[str, dict[str, Any] | None]:
    try:
        response = await http.post(path, body, headers)
    except httpx.TransportError as error:
        return f"nothing: {type(error).__name__}", None
    if response.is_success:
        return "answered", response.json()
    is_problem = response.headers.get("content-type", "").startswith("application/problem+json")
    code = response.json()["code"] if is_problem else response.status_code
    return f"{'refused' if is_problem else 'senseless'}: {code}", None


def _next_step(answer: Mapping[str, Any]) -> dict[str, str] | None:
    """The button to press now; None where words are asked for."""
    buttons = {
        option["title"]: option["choice"]
        for reply in answer["replies"]
        if reply["kind"] == "choices"
        for option in reply["options"]
    }
    for title in _PLAIN:
        if title in buttons:
            return {"choice": buttons[title]}
    return None


@dataclass(frozen=True)
class ClusterFaults:
    """Counts that have to be nought.

    `lost_codes` were shown and are in no case; `doubled_cases` are of one conversation;
    `without_owner` are cases that no conversation holds.
    """

    lost_turns: int
    doubled_turns: int
    changed_turns: int
    lost_replies: int
    doubled_replies: int
    lost_codes: int
    doubled_cases: int
    without_owner: int
    dead_jobs: int

    def counts(self) -> list[tuple[str, int]]:
        """Each by its name."""
        return list(vars(self).items())


def faults_of(session: Session, crowd: Sequence[ToldReply]) -> ClusterFaults:
    """Compare the answers that citizens got with the database."""
    answered = {key: turn for told in crowd for key, turn in told.keys.items()}
    turns = Counter(session.scalars(select(Turn.idempotency_key)))
    promised = {turn: count for told in crowd for turn, count in told.replies.items()}
    kept = _replies(session)
    filed = Counter(session.scalars(select(Case.conversation_id)))
    known = set(session.scalars(select(Case.tracking_code)))
    return ClusterFaults(
        lost_turns=sum(not turns[key] for key in answered),
        doubled_turns=sum(count - 1 for key, count in turns.items() if key and count > 1),
        changed_turns=sum(told.changed for told in crowd),
        lost_replies=sum(max(0, count - kept[turn]) for turn, count in promised.items()),
        doubled_replies=sum(max(0, kept[turn] - count) for turn, count in promised.items()),
        lost_codes=sum(code not in known for told in crowd for code in told.codes),
        doubled_cases=sum(count - 1 for id_, count in filed.items() if id_ and count > 1),
        without_owner=filed[None],
        dead_jobs=session.scalar(select(func.count()).where(Job.state == "dead")) or 0,
    )


def _replies(session: Session) -> Counter[str]:
    """How many replies of each turn are among the events, the citizen's own words left out."""
    told = session.scalars(select(Event.data).where(Event.type == "reply"))
    return Counter(
        data["turn_id"] for data in told if data.get("turn_id") and data["role"] != "citizen"
    )


def doubled_events(session: Session) -> int:
    """Escalations and referrals that one case had more than once at the same level."""
    rows = session.execute(
        select(CaseEvent.case_id, CaseEvent.type, CaseEvent.level, func.count())
        .where(CaseEvent.type.in_(("escalated", "referred")))
        .group_by(CaseEvent.case_id, CaseEvent.type, CaseEvent.level)
    )
    return sum(count - 1 for *_, count in rows if count > 1)
