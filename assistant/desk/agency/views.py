"""A case as the system of its agency sees it. Plain functions of a `Session`."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assistant.cases.labels import OWN
from assistant.cases.masking import OpenWords, open_words
from assistant.cases.merged_cases import people
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.personal import masked_notes
from assistant.cases.schedule import Schedule
from assistant.cases.service import history
from assistant.cases.terms import WAITING, Identity, Indicator, Kind, Status, Verdict
from assistant.cases.transitions import Door
from assistant.cases.views import answer_of, came_along, case_step, level_of
from assistant.desk.agency.caller import Caller
from assistant.desk.agency.schemas import (
    AgencyAction,
    AgencyCase,
    AgencyEntry,
    AgencyPage,
    AgencyStep,
)
from assistant.desk.casework.faces import MOVE_AT_DESK, STATUS_AT_DESK
from assistant.desk.casework.work import is_possible
from assistant.language.dates import jalali, rfc3339

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


def case_of(session: Session, caller: Caller, door: Door, case: Case) -> AgencyCase:
    """The whole case; who the citizen is stands nowhere in it."""
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
    session: Session, caller: Caller, door: Door, events: list[CaseEvent], words: OpenWords
) -> list[AgencyStep]:
    """All steps but the citizen's own; of notes and keys only those of the agency."""
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


def _may(case: Case, caller: Caller, schedule: Schedule) -> list[AgencyAction]:
    moves = [
        action for action, move in MOVES.items() if is_possible(case, move, caller.by, schedule)
    ]
    return moves + ([AgencyAction.REVEAL] if case.identity == Identity.NAMED else [])
