"""One case as the desk sees it. Plain functions of a `Session`."""

from dataclasses import replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assistant.cases.labels import OWN
from assistant.cases.ledger import ledger_of
from assistant.cases.masking import NOTHING_OPEN, open_words
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.personal import masked_notes, readable_values
from assistant.cases.schemas import CaseLedger
from assistant.cases.service import CaseFile, case_file, history
from assistant.cases.terms import INDICATOR_FA, KIND_FA, Indicator, Kind
from assistant.cases.terms import Role as Party
from assistant.cases.transitions import Door
from assistant.cases.views import came_along, case_step, case_view
from assistant.desk.casework.assigning import assignees
from assistant.desk.casework.faces import (
    FIELD_FA,
    IDENTITY_FA,
    MOVE_AT_DESK,
    STATUS_AT_DESK,
    WHO_FA,
)
from assistant.desk.casework.schemas import DeskCase, DeskStep, SealedValue
from assistant.desk.casework.work import allowed, find, party
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account
from assistant.desk.roles import Permission, Role
from assistant.language.dates import jalali, jalali_brief
from knowledge.catalogue import Catalogue

_MOST_FOLLOWERS = 50


def look(session: Session, viewer: Viewer, door: Door, catalogue: Catalogue, code: str) -> DeskCase:
    """The case with its timeline, words as its agency reads them; raises `NotVisibleError`.

    An auditor reads them masked.
    """
    case = find(session, viewer, code)
    words = NOTHING_OPEN if _is_auditor(viewer) else open_words(session, door.sealer, case)
    file = replace(case_file(session, case), words=words)
    view = case_view(file, catalogue, door.schedule, viewer.at)
    service = catalogue.by_id.get(case.service_id or "")
    known = dict(view) | {
        "status_fa": STATUS_AT_DESK[view.status],
        "timeline": _timeline(session, viewer, door, file),
        # Said to the citizen; the desk has the deadlines.
        "ahead": [],
        "kind_fa": KIND_FA[Kind(case.kind)],
        "indicator_fa": INDICATOR_FA[Indicator(case.indicator)] if case.indicator else None,
        "identity_fa": IDENTITY_FA[view.identity],
        "service_title": service.service.title if service else None,
        "occurred_at_fa": jalali(case.occurred_at) if case.occurred_at else None,
        "created_at_fa": jalali_brief(case.created_at, viewer.at),
        "conversation_id": case.conversation_id if viewer.may(Permission.SEE_QUEUE) else None,
        "may": allowed(case, viewer, door.schedule),
        "sealed": _sealed(session, viewer, case),
        "assignee": assignees(session, viewer, [case.id]).get(case.id),
        "may_assign": viewer.may(Permission.ASSIGN_CASES),
        "leader": _codes(session, Case.id == case.leader_id)[0] if case.leader_id else None,
        "followers": _codes(session, Case.leader_id == case.id),
    }
    return DeskCase(**known)


def _is_auditor(viewer: Viewer) -> bool:
    """Who checks how cases are dealt with needs nobody's name or street for it."""
    return viewer.account.role == Role.AUDITOR


def ledger(session: Session, viewer: Viewer, code: str) -> CaseLedger:
    """The ledger of a case; raises `NotVisibleError`."""
    case = find(session, viewer, code)
    return ledger_of(session, case, history(session, case))


def _codes(session: Session, which: ColumnElement[bool]) -> list[str]:
    query = select(Case.tracking_code).where(which).order_by(Case.id)
    return list(session.scalars(query.limit(_MOST_FOLLOWERS)))


def _sealed(session: Session, viewer: Viewer, case: Case) -> list[SealedValue]:
    if not viewer.may(Permission.REVEAL_CASES):
        return []
    return [
        SealedValue(field=field, title_fa=FIELD_FA[field], event_number=number)
        for field, number in readable_values(session, case, party(viewer.account))
    ]


def _timeline(session: Session, viewer: Viewer, door: Door, file: CaseFile) -> list[DeskStep]:
    """A clerk sees notes of the own agency only, and not who at the desk did something."""
    case, events = file.case, file.events
    is_within, own = viewer.account.role != Role.CLERK, party(viewer.account)
    notes = masked_notes(session, door.sealer, case)
    names = _names(session, events) if is_within else {}
    return [
        DeskStep(
            **dict(case_step(event, door.schedule, MOVE_AT_DESK, file.words))
            | ({"text": notes.get(event.number)} if event.type == Move.NOTED else {}),
            who_fa=names.get(event.actor_id) or WHO_FA[Party(event.actor)],
            is_note=event.type == Move.NOTED,
        )
        for event in events
        if not came_along(event)
        if is_within
        or event.type not in {Move.NOTED, *OWN}
        or (event.actor, event.actor_id) == (own.role, own.id)
    ]


def _names(session: Session, events: list[CaseEvent]) -> dict[str, str]:
    ids = {event.actor_id for event in events if event.actor == Party.OPERATOR}
    found = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    return dict(found.all())
