"""From the events of a case to its tenures: the one way, for what is written live and for replay.

Pure: the same events give the same tenures, whenever and wherever they are worked out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.cases.moves import ENDED, Move
from assistant.cases.tenure import LEVEL_MINUTES, OFFICE_MINUTES, agency_after, begins_tenure
from assistant.cases.terms import WAITING, Kind, Status
from assistant.cases.transitions import VERDICTS
from assistant.language.dates import jalali_month

UNKNOWN_CHANNEL = "unknown"
_LEADER_ENDED = "leader_ended"
"""The clock's reason for a bond that ends or moves since the leader waits for nothing."""
_FACTS = ("kind", "indicator", "service_id", "province")
_AT_THE_AGENCY = WAITING - {Status.MISDIRECTED}


@dataclass(frozen=True)
class PastEvent:
    """An event as the ledger tells it; `text` is what was said, None when it is erased."""

    number: int
    move: Move
    actor: str
    status: Status
    level: str
    data: Mapping[str, Any]
    at: datetime
    text: str | None


@dataclass(frozen=True)
class CaseTold:
    """A case's row, as far as registrations of earlier versions do not tell it themselves."""

    id: int
    kind: str
    agency_id: str | None
    indicator: str | None
    service_id: str | None
    province: str | None


@dataclass(frozen=True)
class Lookups:
    """What is not in the events of the case alone.

    `minutes`: office minutes from a moment until another, in a province, by the calendar that was
    known at the second; for events of before they told it. `leader`: the case that leads by a bond
    of this name. `fingerprint`: the keyed hash by which an answer is known again.
    """

    minutes: Callable[[datetime, datetime, str | None], int]
    leader: Callable[[str], int | None]
    fingerprint: Callable[[str], str]


@dataclass
class Tenure:
    """One span of a case with one agency at one level, with the columns of `CaseFact`.

    A tenure begins when the case comes to an agency, and when its level rises; what ends one is in
    `ended_by`. Those that follow one another with the same agency have the same `span`.
    `cluster_id` is the case that leads, else the case itself. `counts` is false where somebody told
    the same twice. A breach is a due time that passed without an answer while the case lay with the
    agency; `due_at` is when an open tenure breaches next. The first verdict stays, whatever
    follows; a reopening takes back the last one.
    """

    case_id: int
    number: int
    agency_id: str
    level: str
    span: int
    is_first: bool
    kind: str
    indicator: str | None
    service_id: str | None
    province: str | None
    channel: str
    cluster_id: int
    counts: bool
    month: str
    agency_began_at: datetime
    began_at: datetime
    as_of_event: int
    due_at: datetime | None = None
    answered_at: datetime | None = None
    answered_work_min: int | None = None
    answered_agency_min: int | None = None
    answered_by: str | None = None
    answer_hash: str | None = None
    first_verdict: str | None = None
    first_verdict_at: datetime | None = None
    first_score: int | None = None
    verdict_work_min: int | None = None
    verdict_agency_min: int | None = None
    last_verdict: str | None = None
    last_verdict_at: datetime | None = None
    last_score: int | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    ended_work_min: int | None = None
    ended_agency_min: int | None = None
    is_breach: bool = False
    breached_at: datetime | None = None
    is_disputed: bool = False
    is_reopened: bool = False
    is_withdrawn: bool = False
    is_misdirected: bool = False
    is_corrected: bool = False


def tenures_of(case: CaseTold, events: Sequence[PastEvent], means: Lookups) -> list[Tenure]:
    """The tenures of `case` by its `events`, the oldest first: by all, or by those until a time."""
    replay = _Replay(case, means)
    for event in events:
        replay.follow(event)
    replay.end()
    return replay.tenures


class _Replay:
    """Follows the events of one case, and keeps the tenure that it is in."""

    def __init__(self, case: CaseTold, means: Lookups) -> None:
        self._case, self._means = case, means
        self.tenures: list[Tenure] = []
        self._agency_id: str | None = None
        self._cluster_id = case.id
        self._filing: dict[str, Any] = {}
        self._status: Status | None = None
        self._dues: tuple[datetime, ...] = ()
        self._since = datetime.min.replace(tzinfo=UTC)

    def follow(self, event: PastEvent) -> None:
        """Let all be as it is after `event`."""
        if event.move is Move.REGISTERED:
            self._filing = _filing(self._case, event.data)
        data = self._filing if event.move is Move.REGISTERED else event.data
        dues = _dues(event.data) or self._dues
        if event.move is Move.RESCHEDULED:
            self._move_dues(dues)
        self._look_for_breach(event)
        self._follow_leader(event)
        is_new = begins_tenure(self._agency_id, event.move, data)
        if is_new and self.tenures:
            self._end_tenure(event)
        if is_new or event.move in {Move.DISPUTED, Move.REOPENED}:
            self._since = event.at
        self._dues, self._status = dues, event.status
        self._agency_id = agency_after(self._agency_id, event.move, data)
        if is_new:
            self._begin(event)
        elif self.tenures:
            self._note(self.tenures[-1], event)

    def end(self) -> None:
        """After the last event: when the open tenure breaches, if nothing happens."""
        if self.tenures and not self.tenures[-1].is_breach and self._is_with_agency():
            ahead = [due for due in self._dues if due > self._since]
            self.tenures[-1].due_at = min(ahead, default=None)

    def _is_with_agency(self) -> bool:
        return self._status in _AT_THE_AGENCY and self._filing["kind"] != Kind.PRAISE

    def _begin(self, event: PastEvent) -> None:
        assert self._agency_id is not None
        last = self.tenures[-1] if self.tenures else None
        goes_on = last is not None and last.agency_id == self._agency_id
        since = last.agency_began_at if last and goes_on else event.at
        known = {tenure.agency_id for tenure in self.tenures}
        self.tenures.append(
            Tenure(
                case_id=self._case.id,
                number=len(self.tenures) + 1,
                agency_id=self._agency_id,
                level=event.level,
                span=(last.span if last else 0) + (not goes_on),
                is_first=self._agency_id not in known,
                channel=self._filing.get("channel", UNKNOWN_CHANNEL),
                cluster_id=self._cluster_id,
                counts="is_repeat" not in self._filing,
                month=jalali_month(since),
                agency_began_at=since,
                began_at=event.at,
                as_of_event=event.number,
                kind=self._filing["kind"],
                indicator=self._filing.get("indicator"),
                service_id=self._filing.get("service_id"),
                province=self._filing.get("province"),
            )
        )

    def _note(self, tenure: Tenure, event: PastEvent) -> None:
        """What `event` means for the tenure that it is in."""
        tenure.as_of_event = event.number
        if event.move is Move.ANSWERED and tenure.answered_at is None:
            self._answer(tenure, event)
        if event.move in VERDICTS:
            self._judge(tenure, event)
        if event.move is Move.REOPENED:
            tenure.last_verdict = tenure.last_verdict_at = tenure.last_score = None
        tenure.is_disputed |= event.move is Move.DISPUTED
        tenure.is_reopened |= event.move is Move.REOPENED
        tenure.is_withdrawn |= event.move is Move.WITHDRAWN
        tenure.is_misdirected |= event.move is Move.MISDIRECTED
        tenure.is_corrected |= event.move is Move.CORRECTED
        if event.status not in ENDED:
            tenure.ended_at = tenure.ended_by = None
            tenure.ended_work_min = tenure.ended_agency_min = None
        elif tenure.ended_at is None:
            self._end_tenure(event)

    def _answer(self, tenure: Tenure, event: PastEvent) -> None:
        tenure.answered_at, tenure.answered_by = event.at, event.actor
        tenure.answered_work_min, tenure.answered_agency_min = self._minutes(tenure, event)
        tenure.answer_hash = self._means.fingerprint(event.text) if event.text else None

    def _judge(self, tenure: Tenure, event: PastEvent) -> None:
        verdict, score = str(VERDICTS[event.move]), event.data.get("score")
        if tenure.first_verdict is None:
            tenure.first_verdict, tenure.first_score = verdict, score
            tenure.first_verdict_at = event.at
            tenure.verdict_work_min, tenure.verdict_agency_min = self._minutes(tenure, event)
        tenure.last_verdict, tenure.last_score = verdict, score
        tenure.last_verdict_at = event.at

    def _end_tenure(self, event: PastEvent) -> None:
        tenure = self.tenures[-1]
        tenure.ended_at, tenure.ended_by = event.at, str(event.move)
        tenure.ended_work_min, tenure.ended_agency_min = self._minutes(tenure, event)
        tenure.as_of_event = event.number

    def _minutes(self, tenure: Tenure, event: PastEvent) -> tuple[int, int]:
        """Office minutes until `event` since the tenure began, and since its span did."""
        if OFFICE_MINUTES in event.data:
            return event.data[LEVEL_MINUTES], event.data[OFFICE_MINUTES]
        begins = (tenure.began_at, tenure.agency_began_at)
        here, all_ = (self._means.minutes(one, event.at, tenure.province) for one in begins)
        return here, all_

    def _look_for_breach(self, event: PastEvent) -> None:
        """Whether a due time passed until `event`, which the agency has let pass."""
        if not self.tenures or not self._is_with_agency() or self.tenures[-1].is_breach:
            return
        is_late = event.move is Move.ESCALATED
        passed = [
            due
            for due in self._dues
            if self._since < due and (due < event.at or (is_late and due == event.at))
        ]
        if passed:
            self.tenures[-1].is_breach, self.tenures[-1].breached_at = True, min(passed)

    def _move_dues(self, dues: tuple[datetime, ...]) -> None:
        """A closure that was entered late moves due times that have passed: then none was late."""
        tenure = self.tenures[-1] if self.tenures else None
        if tenure and tenure.breached_at in self._dues:
            tenure.is_breach, tenure.breached_at = False, None
        self._dues = dues

    def _follow_leader(self, event: PastEvent) -> None:
        """Let the cluster be the matter: only people say that a case is of another one.

        Who disputes the answer to a leader goes alone by the clock, and is no further voice.
        """
        if event.data.get("reason") == _LEADER_ENDED:
            return
        if event.move is Move.MERGED:
            self._cluster_id = self._means.leader(event.data["link"]) or self._case.id
        elif event.move is Move.SEPARATED:
            self._cluster_id = self._case.id
        else:
            return
        if self.tenures:
            self.tenures[-1].cluster_id = self._cluster_id


def _filing(case: CaseTold, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a registration tells of the case; earlier versions left it to the case's row."""
    if "kind" in data:
        return dict(data)
    facts = {name: getattr(case, name) for name in ("agency_id", *_FACTS)}
    return facts | dict(data)


def _dues(data: Mapping[str, Any]) -> tuple[datetime, ...]:
    names = ("first_answer_due_at", "due_at")
    return tuple(datetime.fromisoformat(data[name]) for name in names if name in data)
