"""Sentences of the actions, in plain and polite Persian."""

from collections.abc import Sequence

from assistant.language.digits import persian_digits
from knowledge.catalogue import Entry

NOT_FOUND = (
    "خدمتی که با این جمله بخواند پیدا نکردم.",
    "باز هم به خدمت مشخصی نرسیدم.",
    "هنوز مطمئن نیستم دنبال چه کاری هستید.",
)
WHICH_ONE = "منظورتان کدام است؟"
WHAT_NEXT = ("چه کار کنیم؟", "با کارشناس صحبت کنید یا شکایت ثبت کنیم؟")
UNKNOWN_DOCUMENTS = "فهرست مدارک «{title}» در منابع ما نیست."
UNKNOWN_FEE = "رقم هزینهٔ «{title}» در منابع ما نیست و نمی‌خواهم حدس بزنم."
UNKNOWN_DURATION = "زمان انجام «{title}» در منابع ما نیست."
UNKNOWN_CONTACT = "نشانی یا شمارهٔ مطمئنی برای «{title}» در منابع ما نیست."
ASK_AGENCY = "بهتر است از {agency} بپرسید."
ASK_AGENCY_PHONE = "بهتر است از {agency} بپرسید؛ تلفن: {phone}."


def nth(sentences: Sequence[str], number: int) -> str:
    """One of several wordings by how often it was needed; never the same one twice in a row."""
    return sentences[number % len(sentences)]


def numbered(lines: Sequence[str]) -> str:
    """`lines` as a list with Persian numbers."""
    return "\n".join(f"{persian_digits(n)}. {line}" for n, line in enumerate(lines, 1))


def ask_the_agency(entry: Entry) -> str:
    """Where to ask for what is not known here."""
    phone = entry.service.phone or entry.agency.phone
    if phone:
        return ASK_AGENCY_PHONE.format(agency=entry.agency.name, phone=persian_digits(phone))
    return ASK_AGENCY.format(agency=entry.agency.name)


def documents(entry: Entry) -> str:
    """What to bring."""
    service = entry.service
    if not service.documents:
        return f"{UNKNOWN_DOCUMENTS.format(title=service.title)} {ask_the_agency(entry)}"
    text = f"مدارک «{service.title}»:\n{numbered(service.documents)}"
    if service.prerequisites:
        text += f"\nپیش از آن:\n{numbered(service.prerequisites)}"
    return text


def fee(entry: Entry) -> str:
    """What it costs."""
    if entry.service.fee:
        return f"هزینهٔ «{entry.service.title}»: {entry.service.fee}"
    return f"{UNKNOWN_FEE.format(title=entry.service.title)} {ask_the_agency(entry)}"


def duration(entry: Entry) -> str:
    """How long it takes."""
    if entry.service.processing_time:
        return f"زمان انجام «{entry.service.title}»: {entry.service.processing_time}"
    return f"{UNKNOWN_DURATION.format(title=entry.service.title)} {ask_the_agency(entry)}"


def contact(entry: Entry) -> str:
    """Where it is done, and whom to call."""
    service, agency = entry.service, entry.agency
    lines = []
    if service.portal:
        lines.append(f"نشانی اینترنتی: {service.portal.url}")
    elif agency.domain:
        lines.append(f"تارنمای {agency.name}: {agency.domain}")
    phone = service.phone or agency.phone
    if phone:
        lines.append(f"تلفن: {persian_digits(phone)}")
    if not lines:
        return UNKNOWN_CONTACT.format(title=service.title)
    return f"«{service.title}»، {agency.name}\n" + "\n".join(lines)
