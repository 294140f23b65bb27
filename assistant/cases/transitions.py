"""The only way to change a case: one move, checked, recorded and applied in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.chain import exact, link
from assistant.cases.commitments import commitments_of_step
from assistant.cases.masking import masked_step
from assistant.cases.merged_cases import keep_together
from assistant.cases.models import Case, CaseEvent
from assistant.cases.move_requests import (
    IllegalMoveError,
    MoveKeyReusedError,
    MoveRequest,
    Why,
    earlier,
)
from assistant.cases.moves import ENDED, RULES, Guard, Move, MoveNeed, MoveRule
from assistant.cases.outbox import announce
from assistant.cases.personal import Field, keep
from assistant.cases.schedule import Schedule
from assistant.cases.tenure import measured
from assistant.cases.terms import CLOCK, Identity, Kind, Role, Status, Verdict
from assistant.storage.sealing import Sealer
from assistant.storage.statements import locked
from knowledge.calendar.load import OfficeTimes

LONG_PIN = "long_pin"
"""In the evidence of a filing, or of a change: the pin of the case is a long one."""
SHOWS_NAMES = "shows_names"
"""In the evidence of a filing: its agency reads the names and addresses in the words."""
VERDICTS = {
    Move.CONFIRMED: Verdict.SOLVED,
    Move.PARTLY: Verdict.PARTLY,
    Move.DISPUTED: Verdict.UNSOLVED,
}
"""The verdict that a citizen's move gives."""


def apply_move(case: Case, step: MoveRequest, schedule: Schedule, now: datetime) -> None:
    """Change `case`; its status is already that after `step`."""
    move, agency_id = step.move, step.agency_id
    if move in VERDICTS:
        case.verdict, case.score, case.judged_at = VERDICTS[move], step.score, now
    if move is Move.REFERRED and agency_id and agency_id != case.agency_id:
        _hand_over(case, agency_id, schedule, now)
    if move is Move.PIN_CHANGED:
        case.pin_number += 1
        case.has_long_pin |= LONG_PIN in step.evidence
    if move is Move.MERGED and step.link:
        case.leader_id, case.link = step.link.leader_id, step.link.id
    elif move is Move.SEPARATED:
        case.leader_id = case.link = None
    if move in {Move.DISPUTED, Move.REOPENED}:
        schedule.start(case, now)
    _stamp(case, move, schedule, now)
    case.ended_at = (case.ended_at or now) if case.status in ENDED else None


def _stamp(case: Case, move: Move, schedule: Schedule, now: datetime) -> None:
    if move is Move.ANSWERED:
        case.answered_at, case.reminded_at = now, None
    elif move is Move.REMINDED:
        case.reminded_at = now
    elif move is Move.REOPENED:
        case.verdict = case.score = case.judged_at = None
    elif move is Move.ESCALATED:
        case.level = schedule.level_above(case.level) or case.level
    elif move is Move.CONSENT_GIVEN:
        case.identity = Identity.NAMED
    elif move is Move.CONSENT_WITHDRAWN:
        case.identity = Identity.SEALED


def _hand_over(case: Case, agency_id: str, schedule: Schedule, now: datetime) -> None:
    """Another agency has its own ladder and its own time."""
    case.agency_id, case.level = agency_id, schedule.first_level
    schedule.start(case, now)


__all__ = [
    "Door",
    "IllegalMoveError",
    "MoveKeyReusedError",
    "MoveRequest",
    "Observer",
    "Times",
    "Why",
    "check",
]

Times = Callable[[], OfficeTimes]
"""Returns the current office times; called for every change."""
Observer = Callable[[Session, Case, CaseEvent], None]
"""Gets each move that was made, within its transaction; a new case may have no id yet."""


class Door:
    """Makes moves. All methods are plain functions of a session, within its transaction.

    `observers` are called in their order, as the last thing of every move.
    """

    def __init__(self, sealer: Sealer, times: Times, observers: Iterable[Observer] = ()) -> None:
        self.sealer, self._times, self._observers = sealer, times, tuple(observers)

    @property
    def schedule(self) -> Schedule:
        """The schedule by the current office times."""
        return Schedule(self._times())

    def case(self, session: Session, tracking_code: str) -> Case | None:
        """The case with this code (as stored), locked for the transaction, with its leader."""
        is_it = Case.tracking_code == tracking_code
        # The leader is locked first, as when its moves reach its followers, so that there is no
        # deadlock.
        locked(session, select(Case).where(Case.id.in_(select(Case.leader_id).where(is_it))))
        found = locked(session, select(Case).where(is_it))
        return found[0] if found else None

    def move(
        self,
        session: Session,
        case: Case,
        step: MoveRequest,
        now: datetime,
        *,
        is_announced: bool = True,
    ) -> CaseEvent:
        """Make `step`; `case` is new or locked by this transaction.

        Without `is_announced` the caller calls `announce`, after the last of several moves. Raises
        `IllegalMoveError` or `MoveKeyReusedError` before anything is changed.
        """
        if step.key and (known := earlier(session, case, step)):
            return known
        schedule = self.schedule
        rule = check(case, step, schedule)
        told: dict[str, Any] = measured(session, case, step, self._times().calendar, now)
        told |= changed(case, step, rule, schedule, now)
        event = self._record(session, case, step, now, told)
        if is_announced:
            announce(session, case, event)
        if step.move is Move.DISPUTED and schedule.level_above(case.level):
            self.move(session, case, MoveRequest(Move.ESCALATED, CLOCK, reason="disputed"), now)
        case.next_check_at = schedule.next_check(case)
        keep_together(self, session, case, step, now)
        for observe in self._observers:
            observe(session, case, event)
        return event

    def _record(
        self,
        session: Session,
        case: Case,
        step: MoveRequest,
        now: datetime,
        told: Mapping[str, Any],
    ) -> CaseEvent:
        """Add the event of `step`; `told` is added to its data."""
        masked = masked_step(session, self.sealer, case, step)
        sealed = keep(session, self.sealer, case, hidden(step, masked), now)
        event = event_of(case, masked, {"told": told, "sealed": sealed}, now)
        link(event, case, self.sealer.digests)
        session.add(event)
        return event


def check(case: Case, step: MoveRequest, schedule: Schedule) -> MoveRule:
    """The rule that allows `step`; raises `IllegalMoveError`."""
    rule = RULES.get((step.move, step.by.role))
    if rule is None:
        raise IllegalMoveError(step.move, Why.NOBODY)
    if step.by.role is Role.AGENCY and (not step.by.id or step.by.id != case.agency_id):
        raise IllegalMoveError(step.move, Why.FOREIGN)
    # Whoever followed it may still go, since nothing is said with that.
    if case.erased_at and step.by.role is not Role.CLOCK and step.move is not Move.LEFT:
        raise IllegalMoveError(step.move, Why.ERASED)
    is_new = case.version == 0 and step.move is Move.REGISTERED
    is_newer_answer = step.is_echo and (step.move, case.status) == (Move.ANSWERED, Status.ANSWERED)
    if not is_new and case.status not in rule.from_ and not is_newer_answer:
        raise IllegalMoveError(step.move, Why.STATUS)
    if any(not _given(step, need) for need in rule.needs):
        raise IllegalMoveError(step.move, Why.MISSING)
    if not all(_holds(case, guard, schedule) for guard in rule.guards):
        raise IllegalMoveError(step.move, Why.GUARD)
    return rule


def changed(
    case: Case, step: MoveRequest, rule: MoveRule, schedule: Schedule, now: datetime
) -> dict[str, str]:
    """Change the row of `case` by `rule` and `step`; returns deadlines if the event has them.

    The part of a move that needs no database; `Door` does the rest.
    """
    due_before = (case.first_answer_due_at, case.due_at)
    case.status = rule.to or case.status
    apply_move(case, step, schedule, now)
    is_moved = (case.first_answer_due_at, case.due_at) != due_before
    return due_times(case) if step.move is Move.REGISTERED or is_moved else {}


def event_of(
    case: Case, masked: MoveRequest, beside: Mapping[str, Mapping[str, Any]], now: datetime
) -> CaseEvent:
    """The event of a step whose words are masked, not linked yet; `case` is as after it.

    `beside` has the further `told` data, and the commitments to the `sealed` values.
    """
    return CaseEvent(
        case=case,
        type=masked.move,
        actor=masked.by.role,
        actor_id=masked.by.id,
        status=case.status,
        level=case.level,
        data={**_data(case, masked, beside["sealed"]), **beside["told"]},
        words=_words(masked) or None,
        created_at=now,
        idempotency_key=masked.key,
    )


def due_times(case: Case) -> dict[str, str]:
    """The deadlines of `case` in the form that events hold."""
    return {"first_answer_due_at": exact(case.first_answer_due_at), "due_at": exact(case.due_at)}


def _given(step: MoveRequest, need: MoveNeed) -> bool:
    given = {
        MoveNeed.REASON: step.reason.strip(),
        MoveNeed.WORDS: step.words.strip(),
        MoveNeed.AGENCY: step.agency_id,
        MoveNeed.LINK: step.link,
    }
    return bool(given[need])


def _holds(case: Case, guard: Guard, schedule: Schedule) -> bool:
    above = schedule.level_above(case.level)
    holds = {
        Guard.AGENCY_KNOWN: case.agency_id is not None,
        Guard.TOP_LEVEL: above is None,
        Guard.BELOW_TOP: above is not None,
        Guard.NOT_REMINDED: case.reminded_at is None,
        Guard.REMINDED: case.reminded_at is not None,
        Guard.PRAISE: case.kind == Kind.PRAISE,
        Guard.NAMED: case.identity == Identity.NAMED,
        Guard.NOT_NAMED: case.identity != Identity.NAMED,
        Guard.ALONE: case.leader_id is None,
        Guard.FOLLOWS: case.leader_id is not None,
    }
    return holds[guard]


def hidden(step: MoveRequest, told: MoveRequest) -> dict[Field, str | None]:
    """The values that must be sealed, since `told` does not show them."""
    is_note = step.move is Move.NOTED
    said = {
        Field.NOTE if is_note else Field.WORDS: (step.words, told.words),
        Field.REASON: (step.reason, told.reason),
    }
    kept = {name: own for name, (own, shown) in said.items() if is_note or own != shown}
    return {**kept, **step.personal}


def _words(step: MoveRequest) -> dict[str, str]:
    """People's words with a step whose words are masked."""
    said = {
        "text": step.words if step.move is not Move.NOTED else "",
        "reason": step.reason if step.by.role is not Role.CLOCK else "",
    }
    return {name: text for name, text in said.items() if text}


def _commitments(case: Case, step: MoveRequest) -> dict[str, str]:
    return commitments_of_step(case, {**_words(step), **step.committed}, step.key)


def _data(case: Case, step: MoveRequest, sealed: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a step whose words are masked: never words, nor `sealed` values."""
    data: dict[str, Any] = {**step.evidence, **_commitments(case, step)}
    if step.reason and step.by.role is Role.CLOCK:
        data["reason"] = step.reason
    if step.agency_id:
        data["agency_id"] = step.agency_id
    if step.score is not None:
        data["score"] = step.score
    if step.link:
        data["link"] = step.link.id
    if sealed or step.move is Move.REGISTERED:
        data["sealed"] = dict(sealed)
    return data
