"""The vocabulary of cases with its Persian words, and who acts on them."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a case is; also called a 128 report."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    CRITICISM = "criticism"
    PRAISE = "praise"


class Status(StrEnum):
    """Where a case stands. Only `CONFIRMED` means that the citizen calls it solved."""

    REGISTERED = "registered"
    REFERRED = "referred"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    PARTLY = "partly"
    DISPUTED = "disputed"
    CLOSED = "closed"
    CLOSED_UNCONFIRMED = "closed_unconfirmed"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    MISDIRECTED = "misdirected"


class Role(StrEnum):
    """Who does something with a case; the clock is what happens by itself."""

    CITIZEN = "citizen"
    AGENCY = "agency"
    OPERATOR = "operator"
    CLOCK = "clock"


class Verdict(StrEnum):
    """What the citizen says of the agency's answer."""

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"


class Identity(StrEnum):
    """How much of the citizen the agency may see."""

    ANONYMOUS = "anonymous"
    SEALED = "sealed"
    NAMED = "named"


class Indicator(StrEnum):
    """What went wrong: the categories of the 128 line."""

    ABSENCE = "absence"
    NO_SUBSTITUTE = "no_substitute"
    DELAY = "delay"
    NO_RESPONSE = "no_response"
    NEGLIGENCE = "negligence"
    DISCOURTESY = "discourtesy"
    OPAQUE_RULES = "opaque_rules"
    SYSTEM_DOWN = "system_down"
    PHONE_IVR = "phone_ivr"
    CONSULAR = "consular"
    SUGGESTION = "suggestion"


WAITING = frozenset(
    [
        Status.REGISTERED,
        Status.REFERRED,
        Status.IN_PROGRESS,
        Status.DISPUTED,
        Status.REOPENED,
        Status.MISDIRECTED,
    ]
)
"""Where the citizen waits for an answer: deadlines run, and a breach raises the level."""

STATUS_FA = {
    Status.REGISTERED: "ثبت شده",
    Status.REFERRED: "ارجاع شده به دستگاه",
    Status.IN_PROGRESS: "در حال رسیدگی",
    Status.ANSWERED: "پاسخ داده شده، در انتظار نظر شما",
    Status.CONFIRMED: "تأیید شده از سوی شما",
    Status.PARTLY: "تا اندازه‌ای انجام شده",
    Status.DISPUTED: "پاسخ پذیرفته نشده",
    Status.CLOSED: "بسته شده",
    Status.CLOSED_UNCONFIRMED: "بسته شده بدون نظر شما",
    Status.WITHDRAWN: "پس گرفته شده",
    Status.REOPENED: "دوباره باز شده",
    Status.MISDIRECTED: "در انتظار تعیین دستگاه درست",
}

KIND_FA = {
    Kind.COMPLAINT: "شکایت",
    Kind.SUGGESTION: "پیشنهاد",
    Kind.CRITICISM: "انتقاد",
    Kind.PRAISE: "قدردانی",
}

INDICATOR_FA = {
    Indicator.ABSENCE: "نبودن کارمند سر کار",
    Indicator.NO_SUBSTITUTE: "نبودن جانشین",
    Indicator.DELAY: "دیر شدن یا عقب افتادن کار",
    Indicator.NO_RESPONSE: "جواب ندادن",
    Indicator.NEGLIGENCE: "کوتاهی یا اشتباه در کار",
    Indicator.DISCOURTESY: "بدرفتاری یا تبعیض",
    Indicator.OPAQUE_RULES: "روشن نبودن مقررات یا دلیل رد شدن",
    Indicator.SYSTEM_DOWN: "خرابی سامانه یا دستگاه",
    Indicator.PHONE_IVR: "جواب ندادن تلفن",
    Indicator.CONSULAR: "خدمات سفارت و کنسولگری",
    Indicator.SUGGESTION: "پیشنهاد یا انتقاد",
}


@dataclass(frozen=True)
class Actor:
    """A role and its holder: an agency's id, an operator's opaque id; empty for the others."""

    role: Role
    id: str = ""


CITIZEN = Actor(Role.CITIZEN)
"""Whoever holds code and pin."""
CLOCK = Actor(Role.CLOCK)
"""The system itself, without a person."""
