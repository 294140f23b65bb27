"""The parameters of a query, read as the standard says: an empty one is none at all."""

from datetime import UTC, datetime

from assistant.channels.open311.catalogue import SERVICES, Service
from assistant.channels.open311.refusals import Refused
from assistant.channels.open311.requests import MOST, MOST_PAGES, Wanted, window
from assistant.language.digits import persian_digits

MOST_IDS = 100
_STATUSES = {"open": False, "closed": True}
_LONG = "بازهٔ start_date تا end_date باید از پیش به پس و حداکثر ۹۰ روز باشد."


def listed(text: str) -> list[str]:
    """The values between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def service_called(code: str) -> Service:
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


def wanted(
    *,
    service_code: str,
    start_date: str,
    end_date: str,
    status: str,
    page: str,
    page_size: str,
    now: datetime,
) -> Wanted:
    """What a query asks for; raises `Refused`."""
    since, until = moment("start_date", start_date), moment("end_date", end_date)
    try:
        since, until = window(since, until, now)
    except (ValueError, OverflowError) as error:
        raise Refused(400, _LONG) from error
    services = [service_called(code) for code in listed(service_code)]
    return Wanted(
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
