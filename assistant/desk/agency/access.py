"""What the system of an agency, known by its key, may see of the agency's cases and do with them.

A case of another agency and an unknown one are refused alike. Moves, readings of files and looks at
personal values are recorded with the key. Plain functions of a `Session`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from assistant.cases.attachments.store import Attachment
from assistant.cases.labels import OWN
from assistant.cases.masking import OpenWords, open_words
from assistant.cases.merged_cases import people
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.personal import ClearValue, NotReadableError, masked_notes, read_personal
from assistant.cases.schedule import Schedule
from assistant.cases.service import history
from assistant.cases.terms import WAITING, Actor, Identity, Indicator, Kind, Role, Status, Verdict
from assistant.cases.transitions import Door
from assistant.cases.views import answer_of, came_along, case_step, level_of
from assistant.channels.web.dependencies import RuntimeDep, known_key
from assistant.channels.web.problems import Problem
from assistant.conversation.models import now
from assistant.desk.agency.schemas import (
    AgencyAction,
    AgencyCase,
    AgencyEntry,
    AgencyPage,
    AgencyQuery,
    AgencyStep,
)
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.access import find, is_possible, read_file
from assistant.desk.casework.views import MOVE_AT_DESK, STATUS_AT_DESK
from assistant.desk.conversations import NotVisibleError
from assistant.keys.api_keys import Scope
from assistant.language.dates import jalali, rfc3339
from assistant.language.pii import mask


@dataclass(frozen=True)
class AgencyCaller:
    """The agency, the id of the key that it calls with, and when."""

    agency_id: str
    key_id: str
    at: datetime

    @property
    def actor(self) -> Actor:
        """The agency; the key is in the evidence of the event."""
        return Actor(Role.AGENCY, self.agency_id)

    @property
    def hand(self) -> str:
        """Names the key as the holder of prepared files."""
        return f"key:{self.key_id}"

    @property
    def key_prefix(self) -> str:
        """Keeps idempotency keys of this key apart from those of others."""
        return self.hand

    @property
    def evidence(self) -> dict[str, str]:
        """The key, beside the agency."""
        return {"api_key": self.key_id}

    def sees(self, case: Case) -> bool:
        """Whether the case is the agency's."""
        return case.agency_id == self.agency_id

    def note(self, session: Session, action: Audited, data: dict[str, Any]) -> None:
        """Put `action` on the record of the desk, with the key."""
        note_audit(session, action, None, data=data | {"key": self.key_id})

    def made(self, event: CaseEvent) -> bool:
        """Whether this agency made the step, by key or by a clerk."""
        return (event.actor, event.actor_id) == (Role.AGENCY, self.agency_id)


async def caller(
    request: Request,
    running: RuntimeDep,
    authorization: Annotated[str, Header(max_length=256)] = "",
) -> AgencyCaller:
    """The caller; raises `bad_key`, `too_many`, and `forbidden` for a key of another scope."""
    scheme, _, token = authorization.partition(" ")
    key = await known_key(request, running, token if scheme.lower() == "bearer" else "")
    if key.scope != Scope.AGENCY or not key.agency_id:
        raise Problem("forbidden")
    return AgencyCaller(key.agency_id, key.id, now())


CallerDep = Annotated[AgencyCaller, Depends(caller)]


def listed(session: Session, caller: AgencyCaller, wanted: AgencyQuery) -> list[Case]:
    """The wanted cases, those due first; one more than a page holds if there are more.

    Raises `NotVisibleError` for a bad `after`.
    """
    query = select(Case).where(Case.agency_id == caller.agency_id)
    if wanted.status:
        query = query.where(Case.status.in_(wanted.status))
    if wanted.level is not None:
        query = query.where(Case.level == wanted.level)
    if wanted.overdue:
        query = query.where(Case.status.in_(WAITING), Case.due_at <= caller.at)
    if wanted.due_before is not None:
        query = query.where(Case.due_at < wanted.due_before)
    if wanted.after is not None:
        last = find(session, caller, wanted.after)
        is_same = and_(Case.due_at == last.due_at, Case.id > last.id)
        query = query.where(or_(Case.due_at > last.due_at, is_same))
    return list(session.scalars(query.order_by(Case.due_at, Case.id).limit(wanted.limit + 1)))


def reveal(
    session: Session, caller: AgencyCaller, door: Door, code: str, reason: str
) -> list[ClearValue]:
    """The values that the citizen lets the agency see, on record.

    Raises `NotVisibleError` without consent.
    """
    case, purpose = find(session, caller, code), mask(reason).text
    try:
        told = read_personal(
            session, door.sealer, case, caller.actor, purpose=purpose, now=caller.at
        )
    except NotReadableError as error:
        raise NotVisibleError(code) from error
    seen = {"case": case.tracking_code, "fields": sorted({one.field for one in told})}
    caller.note(session, Audited.CASE_REVEALED, seen)
    return told


def taken_out(
    session: Session, caller: AgencyCaller, code: str, id_: str
) -> tuple[Case, Attachment]:
    """A file for the agency; raises what `read_file` does."""
    case, row = read_file(session, caller, code, id_)
    seen = {"case": case.tracking_code, "attachment": row.id}
    caller.note(session, Audited.CASE_FILE_READ, seen)
    return case, row


MOVES = {
    AgencyAction.TAKE: Move.TAKEN,
    AgencyAction.ANSWER: Move.ANSWERED,
    AgencyAction.ASK: Move.ASKED,
    AgencyAction.MISDIRECTED: Move.MISDIRECTED,
    AgencyAction.NOTE: Move.NOTED,
}
"""The move that each action makes."""


def page_of(
    session: Session, cases: list[Case], limit: int, door: Door, at: datetime
) -> AgencyPage:
    """A page of at most `limit` of `cases`."""
    shown = cases[:limit]
    counts = people(session, [case.id for case in shown])
    return AgencyPage(
        cases=[
            AgencyEntry(
                **_entry(case, open_words(session, door.sealer, case), door.schedule, at),
                people=max(1, counts[case.id]),
            )
            for case in shown
        ],
        next=shown[-1].tracking_code if len(cases) > limit else None,
    )


def case_of(session: Session, caller: AgencyCaller, door: Door, case: Case) -> AgencyCase:
    """The whole case, without the citizen's identity."""
    schedule, events = door.schedule, history(session, case)
    words = open_words(session, door.sealer, case)
    return AgencyCase(
        **_entry(case, words, schedule, caller.at),
        people=max(1, people(session, [case.id])[case.id]),
        verdict=Verdict(case.verdict) if case.verdict else None,
        score=case.score,
        timeline=_timeline(session, caller, door, events, words),
        answers=[answer_of(event) for event in events if event.type == Move.ANSWERED],
        may=_may(case, caller, schedule),
    )


def _entry(case: Case, words: OpenWords, schedule: Schedule, at: datetime) -> dict[str, Any]:
    return {
        "tracking_code": case.tracking_code,
        "kind": Kind(case.kind),
        "status": Status(case.status),
        "status_fa": STATUS_AT_DESK[Status(case.status)],
        "indicator": Indicator(case.indicator) if case.indicator else None,
        "service_id": case.service_id,
        "province": case.province,
        "city": case.city,
        "level": level_of(case.level, schedule),
        "identity": Identity(case.identity),
        "description": words.description or case.description,
        "formal_description": words.formal or case.formal_description,
        "occurred_at": rfc3339(case.occurred_at) if case.occurred_at else None,
        "created_at": rfc3339(case.created_at),
        "first_answer_due_at": rfc3339(case.first_answer_due_at),
        "due_at": rfc3339(case.due_at),
        "due_at_fa": jalali(case.due_at),
        "is_following": case.leader_id is not None,
        "is_overdue": case.status in WAITING and case.due_at <= at,
    }


def _timeline(
    session: Session, caller: AgencyCaller, door: Door, events: list[CaseEvent], words: OpenWords
) -> list[AgencyStep]:
    """All steps except the citizen's own; of notes and keys only those of the agency."""
    notes = masked_notes(session, door.sealer, events[0].case)
    return [
        AgencyStep(
            **dict(case_step(event, door.schedule, MOVE_AT_DESK, words))
            | ({"text": notes.get(event.number)} if event.type == Move.NOTED else {}),
            is_note=event.type == Move.NOTED,
            api_key=event.data.get("api_key") if caller.made(event) else None,
        )
        for event in events
        if not came_along(event)
        if event.type not in {Move.NOTED, *OWN} or caller.made(event)
    ]


def _may(case: Case, caller: AgencyCaller, schedule: Schedule) -> list[AgencyAction]:
    moves = [
        action for action, move in MOVES.items() if is_possible(case, move, caller.actor, schedule)
    ]
    return moves + ([AgencyAction.REVEAL] if case.identity == Identity.NAMED else [])
