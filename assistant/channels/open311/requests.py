"""Service requests as anyone may see them, and the queries for them.

They say what, where, when, and how far; never who, and never in the citizen's words. The parameters
of a query are read as the standard says: an empty one counts as none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import ENDED
from assistant.cases.terms import WAITING, Identity, Status, Verdict
from assistant.cases.views import agency_of
from assistant.channels.open311.answers import Refused
from assistant.channels.open311.catalogue import (
    SERVICES,
    ReportableService,
    reported_under,
    service_of,
)
from assistant.language.dates import rfc3339
from assistant.language.digits import persian_digits
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

SPAN = timedelta(days=90)
"""The longest time that a query covers."""
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
class RequestQuery:
    """The wanted requests; `closed` None means open and closed alike."""

    since: datetime
    until: datetime
    services: Sequence[ReportableService] = ()
    closed: bool | None = None
    page: int = 1
    page_size: int = MOST


@dataclass(frozen=True)
class RequestPublisher:
    """Makes the public form of cases."""

    sealer: Sealer
    catalogue: Catalogue

    def between(self, session: Session, wanted: RequestQuery) -> list[dict[str, Any]]:
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
    """A time as it is published; for a case without a name only the hour, which others share."""
    if case.identity == Identity.NAMED:
        return rfc3339(moment)
    return rfc3339(moment.replace(minute=0, second=0, microsecond=0))


def notes_of(case: Case) -> str:
    """The progress of a case; a closed one is solved only if the citizen said so."""
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
    """The time that a query covers, at most `SPAN`; the last such time if none is named.

    Raises `ValueError` or `OverflowError` for a time that is too long, backwards or out of range.
    """
    if until is None:
        until = now if since is None else max(since, min(now, since + SPAN))
    if since is None:
        since = until - SPAN
    if not timedelta() <= until - since <= SPAN:
        raise ValueError("out of range")
    return since, until


MOST_IDS = 100
_STATUSES = {"open": False, "closed": True}
_LONG = "بازهٔ start_date تا end_date باید از پیش به پس و حداکثر ۹۰ روز باشد."


def listed(text: str) -> list[str]:
    """The values between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def service_called(code: str) -> ReportableService:
    """The service with this code; raises `Refused`."""
    service = SERVICES.get(code.strip())
    if service is None:
        raise Refused(404, "service_code پیدا نشد. فهرست را در services ببینید.")
    return service


def ids_of(text: str) -> list[str]:
    """The ids of a query; raises `Refused`."""
    ids = listed(text)
    if len(ids) > MOST_IDS:
        raise Refused(400, "در یک پرسش حداکثر ۱۰۰ service_request_id می‌شود پرسید.")
    return ids


def moment(name: str, text: str) -> datetime | None:
    """A time as the W3C writes it; one without a zone is taken as UTC. Raises `Refused`."""
    if not text.strip():
        return None
    try:
        read = datetime.fromisoformat(text.strip())
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        told = f"{name} باید زمانی مانند 2026-11-25T00:00:00Z باشد."
        raise Refused(400, told) from error


def read_query(
    *,
    service_code: str,
    start_date: str,
    end_date: str,
    status: str,
    page: str,
    page_size: str,
    now: datetime,
) -> RequestQuery:
    """The parameters of a query; raises `Refused`."""
    since, until = moment("start_date", start_date), moment("end_date", end_date)
    try:
        since, until = window(since, until, now)
    except (ValueError, OverflowError) as error:
        raise Refused(400, _LONG) from error
    services = [service_called(code) for code in listed(service_code)]
    return RequestQuery(
        since,
        until,
        services,
        _closed(listed(status)),
        _number("page", page, MOST_PAGES, 1),
        _number("page_size", page_size, MOST, MOST),
    )


def _closed(statuses: list[str]) -> bool | None:
    if not set(statuses) <= set(_STATUSES):
        raise Refused(400, "status باید open یا closed باشد.")
    asked = {_STATUSES[one] for one in statuses}
    return asked.pop() if len(asked) == 1 else None


def _number(name: str, text: str, most: int, usual: int) -> int:
    if not text.strip():
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 1 <= int(text) <= most):
        raise Refused(400, f"{name} باید عددی از ۱ تا {persian_digits(most)} باشد.")
    return int(text)
