"""Service requests as anyone may see them: what, where, when, how far; never who and never words.

Plain functions of a `Session`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import ENDED
from assistant.cases.terms import WAITING, Identity, Status, Verdict
from assistant.cases.views import agency_of
from assistant.channels.open311.catalogue import Service, reported_under, service_of
from assistant.language.dates import rfc3339
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

SPAN = timedelta(days=90)
"""No query reaches further."""
MOST = 1000
MOST_PAGES = 1000

NOTES_FA = {
    Status.REGISTERED: "ثبت شده است.",
    Status.REFERRED: "به دستگاه ارجاع شده است.",
    Status.IN_PROGRESS: "دستگاه رسیدگی را آغاز کرده است.",
    Status.ANSWERED: "دستگاه پاسخ داده است؛ شهروند هنوز نگفته که حل شده است یا نه.",
    Status.CONFIRMED: "شهروند گفته که حل شده است.",
    Status.PARTLY: "شهروند گفته که تا اندازه‌ای حل شده است.",
    Status.DISPUTED: "شهروند پاسخ دستگاه را نپذیرفته است.",
    Status.CLOSED: "بسته شده است.",
    Status.CLOSED_UNCONFIRMED: "بدون نظر شهروند بسته شده است؛ حل شدنش را کسی تأیید نکرده است.",
    Status.WITHDRAWN: "شهروند آن را پس گرفته است.",
    Status.REOPENED: "شهروند دوباره بازش کرده است.",
    Status.MISDIRECTED: "کارشناس دستگاه درست را پیدا می‌کند.",
}
_VERDICT_FA = {
    Verdict.SOLVED: NOTES_FA[Status.CONFIRMED],
    Verdict.PARTLY: NOTES_FA[Status.PARTLY],
    Verdict.UNSOLVED: "شهروند گفته که حل نشده است.",
}


@dataclass(frozen=True)
class Wanted:
    """Which requests are wanted; `closed` None means open and closed alike."""

    since: datetime
    until: datetime
    services: Sequence[Service] = ()
    closed: bool | None = None
    page: int = 1
    page_size: int = MOST


@dataclass(frozen=True)
class Publisher:
    """Makes what is published of cases."""

    sealer: Sealer
    catalogue: Catalogue

    def between(self, session: Session, wanted: Wanted) -> list[dict[str, Any]]:
        """One page of the wanted requests, the newest first."""
        conditions = [Case.created_at >= wanted.since, Case.created_at <= wanted.until]
        if wanted.services:
            conditions.append(or_(*map(reported_under, wanted.services)))
        if wanted.closed is not None:
            is_closed = Case.status.in_(ENDED)
            conditions.append(is_closed if wanted.closed else ~is_closed)
        newest = _rows().where(*conditions).order_by(Case.created_at.desc(), Case.id.desc())
        page = newest.limit(wanted.page_size).offset((wanted.page - 1) * wanted.page_size)
        return [self._out(*row) for row in session.execute(page)]

    def named(self, session: Session, public_ids: Iterable[str]) -> list[dict[str, Any]]:
        """The requests with these ids, the newest first; an unknown one is left out."""
        numbers = [self.sealer.number_of(one) for one in public_ids]
        known = _rows().where(Case.id.in_([number for number in numbers if number is not None]))
        return [self._out(*row) for row in session.execute(known.order_by(Case.id.desc()))]

    def _out(self, case: Case, changed_at: datetime) -> dict[str, Any]:
        service, is_closed = service_of(case), case.status in ENDED
        return {
            "service_request_id": self.sealer.public_id(case.id),
            "status": "closed" if is_closed else "open",
            "status_notes": notes_of(case),
            "service_name": service.name,
            "service_code": str(service.code),
            "description": None,
            "agency_responsible": agency_of(case, self.catalogue)[1],
            "service_notice": None,
            "requested_datetime": _told(case, case.created_at),
            "updated_datetime": _told(case, case.ended_at or changed_at),
            "expected_datetime": _told(case, case.due_at) if case.status in WAITING else None,
            "address": case.province,
            "address_id": None,
            "zipcode": None,
            "lat": None,
            "long": None,
            "media_url": None,
        }


def _told(case: Case, moment: datetime) -> str:
    """A time as it is published; of a case without a name the hour, which others have in common."""
    if case.identity == Identity.NAMED:
        return rfc3339(moment)
    return rfc3339(moment.replace(minute=0, second=0, microsecond=0))


def notes_of(case: Case) -> str:
    """How far it is; what is closed is solved only if the citizen said so."""
    status = Status(case.status)
    if status is Status.CLOSED and case.verdict:
        return f"{NOTES_FA[status]} {_VERDICT_FA[Verdict(case.verdict)]}"
    return NOTES_FA[status]


def _rows() -> Any:
    newest = and_(CaseEvent.case_id == Case.id, CaseEvent.number == Case.version)
    return select(Case, CaseEvent.created_at).join(CaseEvent, newest)


def window(
    since: datetime | None, until: datetime | None, now: datetime
) -> tuple[datetime, datetime]:
    """The time that a query reaches over, at most `SPAN`; the last such time if none is named.

    Raises `ValueError` or `OverflowError` for one that is too long, backwards or out of the world.
    """
    if until is None:
        until = now if since is None else max(since, min(now, since + SPAN))
    if since is None:
        since = until - SPAN
    if not timedelta() <= until - since <= SPAN:
        raise ValueError("out of range")
    return since, until
