"""Persian words for what is done with a theme."""

from enum import StrEnum


class ThemeStep(StrEnum):
    """What was done with a theme, as the record of the desk tells it."""

    NAMED = "named"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    REOPENED = "reopened"
    CHECKED = "checked"
    EXPORTED = "exported"


STEP_FA: dict[str, str] = {
    ThemeStep.NAMED: "نام‌گذاری",
    ThemeStep.ASSIGNED: "سپردن به یک نفر",
    ThemeStep.ANSWERED: "پیوند به خدمت",
    ThemeStep.DISMISSED: "کنار گذاشتن",
    ThemeStep.REOPENED: "باز کردن دوباره",
    ThemeStep.CHECKED: "پرسیدن دوباره",
    ThemeStep.EXPORTED: "گرفتن پرسش‌های آزمون",
}
