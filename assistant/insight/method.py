"""The method: which figures there are, their words and formulas, and from how many people on.

Pages, exports and the method pages (`method_pages.py`) take all of it from here. Whoever changes
how a figure is computed raises `METHOD_VERSION`: what was published tells by which it was made.
"""

from dataclasses import dataclass
from enum import StrEnum

from assistant.insight.facts.counting import FIRST_TERM, SECOND_TERM
from assistant.insight.statistics.funnel import MIN_PEOPLE, Place

__all__ = [
    "GOOD_SCORE",
    "METHOD_VERSION",
    "MIN_JUDGED",
    "MIN_PEOPLE",
    "PLACES_EN",
    "PLACES_FA",
    "TOO_FEW_EN",
    "TOO_FEW_FA",
    "WITHIN_3_H",
    "WITHIN_48_H",
    "WORDS",
    "Figure",
    "FigureText",
    "Unit",
]

METHOD_VERSION = "1.1"
MIN_JUDGED = 100
"""Fewer judged tenures than this pay nobody and fine nobody."""
WITHIN_3_H = FIRST_TERM
"""Office minutes of the first term: 3 working hours."""
WITHIN_48_H = SECOND_TERM
"""Office minutes of the second term: 48 hours, as two office days of 7 hours. So
knowledge/calendar/deadlines.yml counts them, and so an answer is late."""
GOOD_SCORE = 4
"""Marks from here to 5 count as satisfied."""

TOO_FEW_FA = "برای داوری کم است"
TOO_FEW_EN = "too few to judge"


class Figure(StrEnum):
    """What is told of an agency, each by itself: there is no single number."""

    SOLVED_FIRST = "solved_first"
    SOLVED_LAST = "solved_last"
    ANSWERED_3H = "answered_3h"
    ANSWERED_48H = "answered_48h"
    TIME_TO_VERDICT = "time_to_verdict"
    BREACHES = "breaches"
    DISPUTED_OR_REOPENED = "disputed_or_reopened"
    SATISFACTION = "satisfaction"


class Unit(StrEnum):
    """What a figure is measured in."""

    SHARE = "share"
    MINUTES = "office_minutes"


@dataclass(frozen=True)
class FigureText:
    """A figure for readers. `of` says among whom it is counted."""

    unit: Unit
    higher_is_better: bool
    name_fa: str
    name_en: str
    of_fa: str
    of_en: str
    explanation_fa: str
    explanation_en: str
    formula: str


WORDS: dict[Figure, FigureText] = {
    Figure.SOLVED_FIRST: FigureText(
        unit=Unit.SHARE,
        higher_is_better=True,
        name_fa="حل شده، به گفتهٔ نخست شهروند",
        name_en="Solved, by the citizen's first word",
        of_fa="کسانی که دربارهٔ پاسخ دستگاه نظر داده‌اند",
        of_en="people who have judged the agency's answer",
        explanation_fa=(
            "پس از نخستین پاسخ، از شهروند می‌پرسیم که مشکل حل شد یا نه. فقط پاسخ «حل شد» شمرده "
            "می‌شود، نه «تا حدی». کسی که چیزی نگفته، نه حل‌شده حساب می‌شود نه حل‌نشده."
        ),
        explanation_en=(
            "After the first answer we ask the citizen whether the problem is solved. Only "
            "“solved” counts, “partly” does not. Whoever said nothing counts as neither."
        ),
        formula="solved at the first verdict / judged",
    ),
    Figure.SOLVED_LAST: FigureText(
        unit=Unit.SHARE,
        higher_is_better=True,
        name_fa="حل شده، به گفتهٔ آخر شهروند",
        name_en="Solved, by the citizen's last word",
        of_fa="کسانی که دربارهٔ پاسخ دستگاه نظر داده‌اند",
        of_en="people who have judged the agency's answer",
        explanation_fa=(
            "شاید کار پس از اعتراض درست شده باشد. این رقم کنار رقم پیشین می‌آید تا دیده شود که "
            "چند مشکل با پیگیری دوباره حل شده است."
        ),
        explanation_en=(
            "The matter may have been put right after an objection. This figure goes beside the "
            "one before it and shows how many problems were solved only when people insisted."
        ),
        formula="solved at the last verdict / judged",
    ),
    Figure.ANSWERED_3H: FigureText(
        unit=Unit.SHARE,
        higher_is_better=True,
        name_fa="پاسخ تا ۳ ساعت کاری",
        name_en="Answered within 3 working hours",
        of_fa="همهٔ کسانی که کارشان به دستگاه رسیده است",
        of_en="all people whose case came to the agency",
        explanation_fa=(
            "از لحظه‌ای که کار به دستگاه رسید تا نخستین پاسخ، فقط ساعت‌های اداری شمرده می‌شود. "
            "کاری که هنوز باز است به اندازهٔ انتظارش در حساب می‌آید، پس بی‌پاسخ گذاشتن کار سخت "
            "رقم را بهتر نمی‌کند."
        ),
        explanation_en=(
            "From when the case came to the agency until the first answer, in office hours. What "
            "is still open counts for as long as it has waited, so leaving hard cases "
            "unanswered does not improve the figure."
        ),
        formula=f"1 − S({WITHIN_3_H} office minutes), S by Kaplan–Meier",
    ),
    Figure.ANSWERED_48H: FigureText(
        unit=Unit.SHARE,
        higher_is_better=True,
        name_fa="پاسخ تا ۴۸ ساعت (دو روز اداری)",
        name_en="Answered within 48 hours (two office days)",
        of_fa="همهٔ کسانی که کارشان به دستگاه رسیده است",
        of_en="all people whose case came to the agency",
        explanation_fa=(
            "مانند رقم پیشین، با مهلت ۴۸ ساعت. ۴۸ ساعت را دو روز اداری هفت‌ساعته می‌گیریم، همان "
            "که مهلت پاسخ دستگاه است."
        ),
        explanation_en=(
            "As before, with the term of 48 hours. They are taken as two office days of seven "
            "hours, which is the agency's term, too."
        ),
        formula=f"1 − S({WITHIN_48_H} office minutes), S by Kaplan–Meier",
    ),
    Figure.TIME_TO_VERDICT: FigureText(
        unit=Unit.MINUTES,
        higher_is_better=False,
        name_fa="زمان تا نظر شهروند (میانه)",
        name_en="Time to the citizen's verdict (median)",
        of_fa="همهٔ کسانی که کارشان به دستگاه رسیده است",
        of_en="all people whose case came to the agency",
        explanation_fa=(
            "نیمی از مردم تا این زمان پاسخ گرفته و نظر داده‌اند. میانه را می‌گوییم نه میانگین، "
            "چون میانگین با چند کارِ بسیار کوتاه یا بسیار بلند جابه‌جا می‌شود."
        ),
        explanation_en=(
            "Until then, half of the people had got an answer and judged it. It is a median and "
            "no mean, since a few very short or very long cases move a mean."
        ),
        formula="the time at which S = 1/2, S by Kaplan–Meier",
    ),
    Figure.BREACHES: FigureText(
        unit=Unit.SHARE,
        higher_is_better=False,
        name_fa="گذشتن از مهلت",
        name_en="Terms that were passed",
        of_fa="همهٔ کسانی که کارشان به دستگاه رسیده است",
        of_en="all people whose case came to the agency",
        explanation_fa=(
            "سهم کارهایی که مهلت پاسخشان گذشت و دستگاه هنوز پاسخ نداده بود، حتی اگر بعد پاسخ داد."
        ),
        explanation_en=(
            "The share of cases whose term passed without an answer, even if one came later."
        ),
        formula="tenures with a passed term / tenures",
    ),
    Figure.DISPUTED_OR_REOPENED: FigureText(
        unit=Unit.SHARE,
        higher_is_better=False,
        name_fa="اعتراض یا بازگشایی",
        name_en="Disputed or reopened",
        of_fa="کسانی که پاسخ گرفته‌اند",
        of_en="people who got an answer",
        explanation_fa=(
            "سهم کسانی که به پاسخ اعتراض کردند یا کار بسته‌شده را دوباره باز کردند. بستن زودهنگام "
            "کار در این رقم دیده می‌شود."
        ),
        explanation_en=(
            "The share of people who disputed the answer or reopened a closed case. Closing cases "
            "too early shows here."
        ),
        formula="disputed or reopened / answered",
    ),
    Figure.SATISFACTION: FigureText(
        unit=Unit.SHARE,
        higher_is_better=True,
        name_fa="رضایت",
        name_en="Satisfaction",
        of_fa="کسانی که نمره داده‌اند",
        of_en="people who gave a mark",
        explanation_fa=(
            "سهم نمره‌های ۴ و ۵ از ۵. هر نفر برای هر دستگاه در هر ماه یک نمره دارد. کنار آن نرخ "
            "پاسخ می‌آید: از کسانی که می‌توانستند نمره بدهند چند نفر داده‌اند. "
            "هرچه این نرخ کمتر باشد، رقم رضایت کمتر دربارهٔ همهٔ مردم می‌گوید."
        ),
        explanation_en=(
            "The share of marks of 4 and 5 out of 5. Each person has one mark for an agency and a "
            "month. The response rate goes beside it: how many of those who could give a "
            "mark did. The lower it is, the less the figure says of everybody."
        ),
        formula=f"marks ≥ {GOOD_SCORE} / marks; response rate = marks / asked",
    ),
}

PLACES_FA: dict[Place, str] = {
    Place.BETTER: "بهتر از انتظار",
    Place.AS_EXPECTED: "در حد انتظار",
    Place.WORSE: "ضعیف‌تر از انتظار",
    Place.TOO_FEW: TOO_FEW_FA,
}
PLACES_EN: dict[Place, str] = {
    Place.BETTER: "better than expected",
    Place.AS_EXPECTED: "as expected",
    Place.WORSE: "worse than expected",
    Place.TOO_FEW: TOO_FEW_EN,
}
