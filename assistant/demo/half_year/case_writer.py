"""Writes lives of many cases at once: by the rules of `Door`, and with the rows of a day together.

`Door.move` reads the database for every move: what began, whom the citizen named, who follows. A
made-up case that nobody follows needs none of that: its page knows whom it names. So its row and
its events are kept in memory, and written once a day. The rules, the chain and the seals are those
of `Door`; a test holds both against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, bindparam, insert, inspect, update
from sqlalchemy.orm import Session

from assistant.cases.chain import link
from assistant.cases.clock import clock_step
from assistant.cases.commitments import columns
from assistant.cases.filing import Origin, consent, evidence_of, new_case, personal_of
from assistant.cases.masking import masked
from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import Move
from assistant.cases.personal import Field, sealed_value, value_commitment
from assistant.cases.schemas import OpenDraft
from assistant.cases.search import index
from assistant.cases.tenure import BEGINS, last_begins, measured_since
from assistant.cases.terms import CLOCK, Identity, Role
from assistant.cases.transitions import Door, changed, check, event_of, hidden
from assistant.storage.database import Base
from knowledge.calendar.load import OfficeTimes

_NEVER_CHANGED = frozenset(["id", "tracking_code", "sealed_version", "created_at", "salt"])


@dataclass
class WrittenCase:
    """A case, and what of it the database does not know yet; `name` is its citizen's."""

    case: Case
    name: str | None = None
    begins: list[tuple[str, dict[str, Any], datetime]] = field(default_factory=list)
    events: list[CaseEvent] = field(default_factory=list)
    values: list[PersonalValue] = field(default_factory=list)


class CaseWriter:
    """Files and moves cases in memory; `write` brings them into the database.

    Only for cases that are open to nobody else and are merged with none.
    """

    def __init__(self, door: Door, times: OfficeTimes) -> None:
        self._door, self._times = door, times
        self._new: list[WrittenCase] = []
        self._changed: dict[int, WrittenCase] = {}

    def file(self, draft: OpenDraft, origin: Origin, now: datetime) -> WrittenCase:
        """A new case, registered and referred to its agency."""
        name = draft.contact.name if draft.contact else None
        page = WrittenCase(new_case(draft, origin, self._door, now), name)
        page.case.is_repeat, page.case.pin_number = False, 0
        self._new.append(page)
        evidence = evidence_of(page.case, draft) | {**origin.evidence}
        personal, committed = personal_of(draft), columns(page.case)
        filed = MoveRequest(
            Move.REGISTERED, origin.by, evidence=evidence, personal=personal, committed=committed
        )
        self.move(page, filed, now)
        if draft.identity is Identity.NAMED:
            self.move(page, consent(name for name in personal if personal[name]), now)
        if page.case.agency_id:
            self.move(page, MoveRequest(Move.REFERRED, CLOCK, reason="filed"), now)
        return page

    def fire(self, page: WrittenCase, now: datetime) -> Move | None:
        """Make the clock's next move of the case at `now`; None when there is none."""
        move = self._door.schedule.next_move(page.case)
        if move is None or move[1] > now:
            return None
        self.move(page, clock_step(page.case, *move), now)
        return move[0]

    def move(self, page: WrittenCase, step: MoveRequest, now: datetime) -> CaseEvent:
        """Make `step`; raises `IllegalMoveError` before anything is changed."""
        case, schedule = page.case, self._door.schedule
        rule = check(case, step, schedule)
        told = measured_since(
            lambda: last_begins(page.begins, case.created_at),
            case,
            step,
            self._times.calendar,
            now,
        )
        told |= changed(case, step, rule, schedule, now)
        event = self._record(page, step, told, now)
        if step.move is Move.DISPUTED and schedule.level_above(case.level):
            self.move(page, MoveRequest(Move.ESCALATED, CLOCK, reason="disputed"), now)
        case.next_check_at = schedule.next_check(case)
        return event

    def _record(
        self, page: WrittenCase, step: MoveRequest, told: dict[str, Any], now: datetime
    ) -> CaseEvent:
        words, reason = _masked(step.words, page.name), _masked(step.reason, page.name)
        shown = replace(step, words=words, reason=reason)
        told_step = step if step.by.role is Role.CLOCK else shown
        sealed = self._keep(page, hidden(step, told_step), now)
        event = event_of(page.case, told_step, {"told": told, "sealed": sealed}, now)
        link(event, page.case, self._door.sealer.digests)
        page.events.append(event)
        if step.move in BEGINS:
            page.begins.append((event.type, event.data, now))
        if page.case.id is not None:
            self._changed[page.case.id] = page
        return event

    def _keep(
        self, page: WrittenCase, values: Mapping[Field, str | None], now: datetime
    ) -> dict[str, str]:
        sealer, told = self._door.sealer, {}
        for name, text in values.items():
            if text:
                row = sealed_value(sealer, page.case, name, text, now)
                page.values.append(row)
                told[str(name)] = value_commitment(sealer, page.case, row, text)
        return told

    def write(self, session: Session) -> None:
        """Bring all that is new into the database, by one statement for each table."""
        new, self._new = self._new, []
        pages = [*self._changed.values(), *new]
        _change(session, [page.case for page in self._changed.values()])
        _add(session, [page.case for page in new])
        events = [_row(one, case_id=page.case.id) for page in pages for one in page.events]
        values = [_row(one, case_id=page.case.id) for page in pages for one in page.values]
        if events:
            session.execute(insert(_table_of(CaseEvent)), events)
        if values:
            session.execute(insert(_table_of(PersonalValue)), values)
        if new:
            texts = {page.case.id: (page.case.description, None) for page in new}
            index.add(session, texts)
        for page in pages:
            page.events, page.values = [], []
        self._changed.clear()


@lru_cache(maxsize=8192)
def _masked(text: str, name: str | None) -> str:
    """Made-up words are said again and again, by people of a few names."""
    return masked(text, [name]) if text else ""


def _add(session: Session, cases: list[Case]) -> None:
    if cases:
        table = _table_of(Case)
        query = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        ids = session.scalars(query, [_row(case) for case in cases]).all()
        for case, id_ in zip(cases, ids, strict=True):
            case.id = id_


def _table_of(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _change(session: Session, cases: list[Case]) -> None:
    if cases:
        rows = [
            {"is_id": case.id} | {f"new_{name}": getattr(case, name) for name in _CHANGED}
            for case in cases
        ]
        session.execute(_CHANGE, rows)


@lru_cache(maxsize=8)
def _names(model: type[Base]) -> tuple[str, ...]:
    return tuple(sorted(set(inspect(model).column_attrs.keys()) - {"id", "case_id"}))


_CHANGED = tuple(name for name in _names(Case) if name not in _NEVER_CHANGED)
_CHANGE = (
    update(_table_of(Case))
    .where(_table_of(Case).c.id == bindparam("is_id"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
)


def _row(one: Base, **more: Any) -> dict[str, Any]:
    """The columns of a row, without an id that the database gives."""
    known = one.__dict__
    return {name: known.get(name) for name in _names(type(one))} | more
