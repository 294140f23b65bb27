"""The facts of a service in words; what is not known is said to be unknown, with whom to ask."""

from collections.abc import Sequence

from assistant.language.digits import persian_digits
from knowledge.catalogue import Entry
from knowledge.schema import Agency, Line

_UNKNOWN = (
    "{fact} «{title}» در منابع ما نیست و نمی‌خواهم حدس بزنم.",
    "{fact} «{title}» را نمی‌دانم؛ هیچ منبعی آن را نگفته است.",
)
_UNKNOWN_CONTACT = (
    "نشانی یا شمارهٔ مطمئنی برای «{title}» در منابع ما نیست.",
    "برای «{title}» نشانی و شمارهٔ مطمئنی پیدا نکرده‌ایم.",
)
NO_PHONE = "شمارهٔ تلفنی برای آن در منابع ما نیست."
IS_LISTED = "در فهرست مدارک آمده است: {items}."
_ASK = "بهتر است از {agency} بپرسید"
_NUMBERS = {
    "voice": "تلفن: {number}",
    "sms": "پیامک به {number}",
    # Left-to-right marks keep the star in front of the code between right-to-left words.
    "ussd": "کد دستوری: \u200e{number}\u200e",
}


def documents(entry: Entry) -> tuple[str, ...]:
    """What to bring; several wordings when it is not known."""
    service = entry.service
    if not service.documents:
        return _unknown("فهرست مدارک", entry)
    text = f"مدارک «{service.title}»:\n{_numbered(service.documents)}"
    if service.prerequisites:
        text += f"\nپیش از آن:\n{_numbered(service.prerequisites)}"
    return (text,)


def fee(entry: Entry) -> tuple[str, ...]:
    """What it costs; several wordings when it is not known."""
    if entry.service.fee:
        return (f"هزینهٔ «{entry.service.title}»: {entry.service.fee}",)
    return _unknown("رقم هزینهٔ", entry)


def duration(entry: Entry) -> tuple[str, ...]:
    """How long it takes; several wordings when it is not known."""
    if entry.service.processing_time:
        return (f"زمان انجام «{entry.service.title}»: {entry.service.processing_time}",)
    return _unknown("زمان انجام", entry)


def steps(entry: Entry) -> tuple[str, ...]:
    """What to do, step by step; several wordings when it is not known."""
    if entry.service.steps:
        return (f"مراحل «{entry.service.title}»:\n{_numbered(entry.service.steps)}",)
    return _unknown("مراحل", entry)


def contact(entry: Entry) -> tuple[str, ...]:
    """Where it is done, and whom to call; several wordings when it is not known."""
    service, agency = entry.service, entry.agency
    phone = service.phone or entry.agency_phone
    lines = [_site(entry), _number(phone, entry.lines) if phone else ""]
    if not any(lines):
        return tuple(text.format(title=service.title) for text in _UNKNOWN_CONTACT)
    return ("\n".join([f"«{service.title}»، {agency.name}", *filter(None, lines)]),)


def agency_contact(agency: Agency, line: Line | None) -> str:
    """Where an agency is found, and its line if it has one; the unknown is said to be unknown."""
    phone = line.number if line else agency.phone
    lines = [
        f"{agency.name}",
        f"تارنما: {agency.domain}" if agency.domain else "",
        _number(phone, (line,) if line else ()) if phone else NO_PHONE,
    ]
    return "\n".join(filter(None, lines))


def ask_the_agency(entry: Entry) -> str:
    """Where to ask for what is not known here: a telephone that is for questions, or a site."""
    asked = _ASK.format(agency=entry.agency.name)
    own = next((line for line in entry.lines if line.number == entry.service.phone), None)
    if own and own.is_for_questions:
        return f"{asked}؛ {_number(own.number, entry.lines)}."
    if entry.agency_phone:
        return f"{asked}؛ {_number(entry.agency_phone, entry.lines)}."
    return f"{asked}؛ {site}" if (site := _site(entry)) else f"{asked}."


def _site(entry: Entry) -> str:
    if entry.service.portal:
        return f"نشانی اینترنتی: {entry.service.portal.url}"
    return f"تارنما: {entry.agency.domain}" if entry.agency.domain else ""


def _number(number: str, lines: Sequence[Line]) -> str:
    """«تلفن: ۱۹۰», but «پیامک به …» and «کد دستوری: …» for what cannot be called."""
    kind = next((line.kind for line in lines if line.number == number), None)
    kind = kind or ("ussd" if number.startswith("*") else "voice")
    return _NUMBERS[kind].format(number=persian_digits(number))


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{persian_digits(n)}. {line}" for n, line in enumerate(lines, 1))


def _unknown(fact: str, entry: Entry) -> tuple[str, ...]:
    where = ask_the_agency(entry)
    return tuple(
        f"{text.format(fact=fact, title=entry.service.title)} {where}" for text in _UNKNOWN
    )
