"""How the desk shows a case: its Persian labels, its page, and the choices in forms.

Labels for citizens are those of `assistant.cases`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assistant.cases.labels import MOVE_FA, OWN
from assistant.cases.ledger import ledger_of
from assistant.cases.ledger_schemas import CaseLedger
from assistant.cases.masking import NOTHING_OPEN, open_words
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.personal import Field, masked_notes, readable_values
from assistant.cases.schedule import Schedule
from assistant.cases.service import CaseFile, case_file, history
from assistant.cases.terms import (
    INDICATOR_FA,
    KIND_FA,
    STATUS_FA,
    Identity,
    Indicator,
    Kind,
    Status,
)
from assistant.cases.terms import Role as Party
from assistant.cases.transitions import Door
from assistant.cases.views import came_along, case_step, case_view
from assistant.desk.casework.access import allowed, find
from assistant.desk.casework.schemas import (
    AgencyNamed,
    DeskCase,
    DeskStep,
    Named,
    ProvinceOut,
    SealedValue,
    TermsOut,
)
from assistant.desk.casework.workspace import assignees
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account
from assistant.desk.roles import Permission, Role
from assistant.language.dates import jalali, jalali_brief
from knowledge.catalogue import Catalogue
from knowledge.schema import Province

STATUS_AT_DESK = STATUS_FA | {
    Status.ANSWERED: "پاسخ داده شده، در انتظار نظر شهروند",
    Status.CONFIRMED: "حل شده به گفتهٔ شهروند",
    Status.PARTLY: "تا اندازه‌ای حل شده به گفتهٔ شهروند",
    Status.DISPUTED: "پاسخ را شهروند نپذیرفته است",
    Status.CLOSED_UNCONFIRMED: "بسته شده بدون نظر شهروند",
}

MOVE_AT_DESK = MOVE_FA | {
    Move.ASKED: "از شهروند چیزی پرسیده شد",
    Move.MISDIRECTED: "برگشت خورد: موضوع با دستگاه دیگری است",
    Move.CONFIRMED: "شهروند گفت حل شده است",
    Move.PARTLY: "شهروند گفت تا اندازه‌ای حل شده است",
    Move.DISPUTED: "شهروند پاسخ را نپذیرفت",
    Move.REMINDED: "به شهروند یادآوری شد که نظرش را بگوید",
    Move.CLOSED_UNCONFIRMED: "چون شهروند نظری نداد، بدون تأیید او بسته شد",
    Move.WITHDRAWN: "شهروند آن را پس گرفت",
    Move.REOPENED: "شهروند دوباره بازش کرد",
    Move.MESSAGE: "شهروند توضیحی افزود",
    Move.ATTACHED: "شهروند فایلی افزود",
    Move.NOTED: "یادداشت داخلی",
    Move.CONSENT_GIVEN: "شهروند اجازه داد دستگاه نام و نشانی تماسش را ببیند",
    Move.CONSENT_WITHDRAWN: "شهروند اجازهٔ دیدن نام و نشانی تماس را پس گرفت",
    Move.PIN_CHANGED: "شهروند رمز پیگیری را عوض کرد",
    Move.MERGED: "به پروندهٔ دیگری دربارهٔ همین موضوع پیوست",
    Move.SEPARATED: "از پرونده‌ای که دنبال می‌کرد جدا شد",
    Move.INFORMED: "به شهروند خبر داده شد",
    Move.ERASED: "داده‌های شخصی پاک شد",
}

WHO_FA = {
    Party.CITIZEN: "شهروند",
    Party.AGENCY: "دستگاه",
    Party.OPERATOR: "کارشناس میز",
    Party.CLOCK: "سامانه",
}

IDENTITY_FA = {
    Identity.ANONYMOUS: "ناشناس",
    Identity.SEALED: "نام و تماس فقط نزد میز ۱۲۸",
    Identity.NAMED: "با نام؛ دستگاه هم نام و تماس را می‌بیند",
}

FIELD_FA = {
    Field.WORDS: "نوشتهٔ کامل",
    Field.PLACE: "محل، همان‌طور که نوشته شده",
    Field.REASON: "دلیل، همان‌طور که نوشته شده",
    Field.NOTE: "یادداشت، همان‌طور که نوشته شده",
    Field.MOBILE: "شماره همراه",
    Field.NAME: "نام",
    Field.NATIONAL_ID: "کد ملی",
    Field.CALLER: "نام تماس‌گیرنده",
    Field.MANDATE: "چگونگی رضایت در تماس",
    Field.FILING: "نوشته و تماس",
}


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
        # For citizens; the desk shows the deadlines.
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
    """An auditor checks how cases are handled, and needs nobody's name or street for it."""
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
        for field, number in readable_values(session, case, viewer.actor)
    ]


def _timeline(session: Session, viewer: Viewer, door: Door, file: CaseFile) -> list[DeskStep]:
    """A clerk sees only notes of the clerk's agency, and not who at the desk did something."""
    case, events = file.case, file.events
    is_within, own = viewer.account.role != Role.CLERK, viewer.actor
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


def terms(catalogue: Catalogue, schedule: Schedule, *, sends_sms: bool) -> TermsOut:
    """All terms; sorting names by the alphabet is left to the client."""
    return TermsOut(
        agencies=[
            AgencyNamed(id=one.id, title=one.name, aliases=list(one.short_names))
            for one in catalogue.agencies.values()
        ],
        provinces=[_province(one) for one in catalogue.provinces],
        statuses=_labelled(STATUS_AT_DESK),
        levels=_named((level.id, level.title) for level in schedule.levels),
        kinds=_labelled(KIND_FA),
        indicators=_labelled(INDICATOR_FA),
        identities=_labelled(IDENTITY_FA),
        sends_sms=sends_sms,
    )


def _province(province: Province) -> ProvinceOut:
    cities = {city for county in province.counties for city in county.cities}
    return ProvinceOut(name=province.name, cities=sorted(cities))


def _labelled(faces: Mapping[Any, str]) -> list[Named]:
    return _named((str(id_), title) for id_, title in faces.items())


def _named(pairs: Iterable[tuple[str, str]]) -> list[Named]:
    return [Named(id=id_, title=title) for id_, title in pairs]
