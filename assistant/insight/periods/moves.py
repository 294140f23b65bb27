"""What is done with the figures of a period: frozen, objected to, decided upon, made final.

An agency objects within `OBJECTION`, once or more, to all of its figures or to some cases. Somebody
who is not of that agency decides. The final figures leave out the cases of an upheld objection.
Figures become final when their time comes, but not while an objection waits for a decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.logs import append
from assistant.cases.models import Case, LogHead
from assistant.cases.terms import Actor
from assistant.insight.facts.models import CaseFact
from assistant.insight.periods.reporting_period import (
    OBJECTION,
    PeriodEntry,
    ReportingPeriod,
    State,
)
from assistant.storage.statements import locked

MOST_CODES = 500
"""Cases that one objection may name."""


class Move(StrEnum):
    """One step in the life of a period's figures."""

    FROZEN = "frozen"
    OBJECTED = "objected"
    TAKEN_BACK = "taken_back"
    UPHELD = "upheld"
    REFUSED = "refused"
    FINALISED = "finalised"


MOVE_FA: dict[Move, str] = {
    Move.FROZEN: "آمار موقت بسته شد",
    Move.OBJECTED: "دستگاه اعتراض کرد",
    Move.TAKEN_BACK: "دستگاه اعتراضش را پس گرفت",
    Move.UPHELD: "اعتراض پذیرفته شد",
    Move.REFUSED: "اعتراض پذیرفته نشد",
    Move.FINALISED: "آمار قطعی شد",
}
_ENDS_AN_OBJECTION = frozenset([Move.TAKEN_BACK, Move.UPHELD, Move.REFUSED])


class PeriodMoveRefusal(StrEnum):
    """Why a move is not allowed."""

    STATE = "state"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NO_OBJECTION = "no_objection"
    UNDECIDED = "undecided"
    FOREIGN_CASE = "foreign_case"
    OWN_OBJECTION = "own_objection"


class IllegalPeriodMoveError(ValueError):
    """A move that the rules do not allow; `why` says which of them."""

    def __init__(self, why: PeriodMoveRefusal) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Objection:
    """What an agency objects to: some cases, or all of its figures; `number` is the entry's id."""

    number: int
    agency_id: str
    words: str
    codes: tuple[str, ...]
    at: datetime
    decision: Move | None = None
    decision_words: str = ""


@dataclass
class PeriodStanding:
    """How far the figures of a period are; `entries` are all moves, the oldest first."""

    period: ReportingPeriod
    entries: Sequence[PeriodEntry] = ()
    state: State = State.OPEN
    frozen_at: datetime | None = None
    final_at: datetime | None = None
    objections: dict[int, Objection] = field(default_factory=dict)

    @property
    def objection_until(self) -> datetime | None:
        """The end of the time for objections; None before the freezing."""
        return self.frozen_at + OBJECTION if self.frozen_at else None

    @property
    def undecided(self) -> list[Objection]:
        """Objections that wait for a decision."""
        return [one for one in self.objections.values() if one.decision is None]

    @property
    def left_out(self) -> frozenset[str]:
        """Codes of the cases that upheld objections take out of the final figures."""
        upheld = [one for one in self.objections.values() if one.decision is Move.UPHELD]
        return frozenset(code for one in upheld for code in one.codes)


def standing(session: Session, period: ReportingPeriod) -> PeriodStanding:
    """How far the figures of `period` are, by its log."""
    query = select(PeriodEntry).where(PeriodEntry.period == str(period)).order_by(PeriodEntry.id)
    entries = list(session.scalars(query))
    found = PeriodStanding(period, entries)
    for entry in entries:
        _follow(found, entry)
    return found


def periods(session: Session) -> list[str]:
    """The names of all periods that were frozen, the newest first."""
    frozen = select(PeriodEntry.period).where(PeriodEntry.move == Move.FROZEN)
    return list(session.scalars(frozen.order_by(PeriodEntry.id.desc())))


def freeze(
    session: Session, period: ReportingPeriod, *, by: Actor, now: datetime, data: dict[str, Any]
) -> PeriodEntry:
    """Keep that the figures are provisional from now on; `data` fixes them by their digest."""
    known = _locked_standing(session, period)
    if known.state is not State.OPEN:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.STATE)
    if now < period.ripe_at:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.TOO_EARLY)
    return _add(session, period, Move.FROZEN, by=by, now=now, data=data)


def object_to(
    session: Session,
    period: ReportingPeriod,
    agency_id: str,
    *,
    by: Actor,
    now: datetime,
    words: str,
    codes: Sequence[str] = (),
) -> PeriodEntry:
    """Keep an agency's objection to its figures, or to the cases of `codes` in them."""
    known = _locked_standing(session, period)
    if known.state is not State.PROVISIONAL:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.STATE)
    if known.objection_until is not None and now >= known.objection_until:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.TOO_LATE)
    if _foreign(session, period, agency_id, codes):
        raise IllegalPeriodMoveError(PeriodMoveRefusal.FOREIGN_CASE)
    about: dict[str, Any] = {
        "agency_id": agency_id,
        "data": {"codes": sorted(set(codes))},
        "words": words,
    }
    return _add(session, period, Move.OBJECTED, by=by, now=now, **about)


def take_back(
    session: Session,
    period: ReportingPeriod,
    number: int,
    agency_id: str,
    *,
    by: Actor,
    now: datetime,
) -> PeriodEntry:
    """Keep that an agency no longer objects."""
    objection = _open_objection(session, period, number)
    if objection.agency_id != agency_id:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.NO_OBJECTION)
    about: dict[str, Any] = {"agency_id": agency_id, "data": {"objection": number}}
    return _add(session, period, Move.TAKEN_BACK, by=by, now=now, **about)


def decide(
    session: Session,
    period: ReportingPeriod,
    number: int,
    *,
    by: Actor,
    now: datetime,
    is_upheld: bool,
    words: str,
) -> PeriodEntry:
    """Keep what was decided on an objection, and why."""
    objection = _open_objection(session, period, number)
    move = Move.UPHELD if is_upheld else Move.REFUSED
    about: dict[str, Any] = {
        "agency_id": objection.agency_id,
        "data": {"objection": number},
        "words": words,
    }
    return _add(session, period, move, by=by, now=now, **about)


def finalise(
    session: Session, period: ReportingPeriod, *, by: Actor, now: datetime, data: dict[str, Any]
) -> PeriodEntry:
    """Keep that the figures are final; `data` fixes them by their digest."""
    known = _locked_standing(session, period)
    if known.state is not State.PROVISIONAL:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.STATE)
    if known.objection_until is not None and now < known.objection_until:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.TOO_EARLY)
    if known.undecided:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.UNDECIDED)
    return _add(session, period, Move.FINALISED, by=by, now=now, data=data)


def _follow(known: PeriodStanding, entry: PeriodEntry) -> None:
    """Bring `known` to its state after `entry`."""
    move = Move(entry.move)
    if move is Move.FROZEN:
        known.state, known.frozen_at = State.PROVISIONAL, entry.created_at
    elif move is Move.FINALISED:
        known.state, known.final_at = State.FINAL, entry.created_at
    elif move is Move.OBJECTED:
        known.objections[entry.id] = Objection(
            entry.id,
            entry.agency_id or "",
            entry.words,
            tuple(entry.data["codes"]),
            entry.created_at,
        )
    elif move in _ENDS_AN_OBJECTION:
        before = known.objections[entry.data["objection"]]
        known.objections[before.number] = Objection(
            before.number,
            before.agency_id,
            before.words,
            before.codes,
            before.at,
            move,
            entry.words,
        )


def _locked_standing(session: Session, period: ReportingPeriod) -> PeriodStanding:
    """The standing, which nobody else changes until this transaction ends."""
    # The head of the log is what every move has to change anyway, so it is the lock of all.
    locked(session, select(LogHead).where(LogHead.name == PeriodEntry.log))
    return standing(session, period)


def _open_objection(session: Session, period: ReportingPeriod, number: int) -> Objection:
    known = _locked_standing(session, period)
    if known.state is not State.PROVISIONAL:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.STATE)
    found = known.objections.get(number)
    if found is None or found.decision is not None:
        raise IllegalPeriodMoveError(PeriodMoveRefusal.NO_OBJECTION)
    return found


def _foreign(
    session: Session, period: ReportingPeriod, agency_id: str, codes: Sequence[str]
) -> set[str]:
    """Which of `codes` have no tenure of the agency in the period."""
    wanted = set(codes)
    if len(wanted) > MOST_CODES:
        return wanted
    query = (
        select(Case.tracking_code)
        .join(CaseFact, CaseFact.case_id == Case.id)
        .where(
            CaseFact.agency_id == agency_id,
            CaseFact.month.in_(period.months),
            Case.tracking_code.in_(wanted),
        )
    )
    return wanted - set(session.scalars(query))


def _add(
    session: Session,
    period: ReportingPeriod,
    move: Move,
    *,
    by: Actor,
    now: datetime,
    agency_id: str | None = None,
    data: dict[str, Any] | None = None,
    words: str = "",
) -> PeriodEntry:
    entry = PeriodEntry(
        period=str(period),
        move=move,
        agency_id=agency_id,
        actor=by.role,
        actor_id=by.id,
        data=data or {},
        words=words,
        created_at=now,
    )
    append(session, entry)
    session.flush()
    return entry
