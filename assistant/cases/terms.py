"""The vocabulary of cases with its Persian faces."""

from enum import StrEnum


class Kind(StrEnum):
    """What a case is; also called a 128 report."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    CRITICISM = "criticism"
    PRAISE = "praise"


class Status(StrEnum):
    """Where a case stands."""

    REGISTERED = "registered"


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


STATUS_FA = {Status.REGISTERED: "ثبت شده"}

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
