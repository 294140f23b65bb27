"""Figures as people in Iran read them: percents, office time, bands; Persian digits."""

from math import isfinite

from assistant.insight.method import PLACES_FA, WORDS, Figure
from assistant.insight.method import Unit as Measure
from assistant.insight.scoreboard.figures import Estimate
from assistant.insight.statistics.funnel import Band, Place
from assistant.insight.statistics.intervals import Interval
from assistant.insight.statistics.survival import OFFICE_DAY
from assistant.language.digits import persian_digits

_HOUR = 60
UNKNOWN = "نامعلوم"


def percent(share: float) -> str:
    """«۷۳٪»."""
    return persian_digits(f"{round(100 * share)}٪")


def people(n: int) -> str:
    """«۱٬۲۳۰»."""
    return persian_digits(f"{n:,}".replace(",", "٬"))


def office_time(minutes: float) -> str:
    """«۴۵ دقیقه», «۲ ساعت و ۱۰ دقیقه» or «۳٫۵ روز اداری»; office time, a day has seven hours."""
    if minutes == float("inf"):
        return UNKNOWN
    whole = round(minutes)
    if whole < _HOUR:
        return persian_digits(f"{whole} دقیقه")
    if whole < 2 * OFFICE_DAY:
        hours, rest = divmod(whole, _HOUR)
        return persian_digits(f"{hours} ساعت" + (f" و {rest} دقیقه" if rest else ""))
    return _office_days(whole)


def _office_days(minutes: float) -> str:
    days = f"{minutes / OFFICE_DAY:.1f}".removesuffix(".0").replace(".", "٫")
    return persian_digits(f"{days} روز اداری")


def amount(figure: Figure, value: float) -> str:
    """A value of a figure in its unit."""
    return percent(value) if WORDS[figure].unit is Measure.SHARE else office_time(value)


def between(figure: Figure, value: Interval) -> str:
    """«۶۹٪ تا ۷۷٪»; times from half a day on are in days where their point is."""
    low, high = value.low, value.high
    is_time = WORDS[figure].unit is Measure.MINUTES
    if is_time and value.point >= 2 * OFFICE_DAY and low >= OFFICE_DAY / 2:
        low_fa, high_fa = _office_days(low), _office_days(high) if isfinite(high) else UNKNOWN
        return f"{low_fa} تا {high_fa}"
    return f"{amount(figure, value.low)} تا {amount(figure, value.high)}"


def band(of: Band) -> str:
    """«بهتر از انتظار», with how sure that is."""
    if of.at_998 not in {Place.AS_EXPECTED, Place.TOO_FEW}:
        return PLACES_FA[of.at_998]
    if of.at_95 not in {Place.AS_EXPECTED, Place.TOO_FEW}:
        return f"شاید {PLACES_FA[of.at_95]}"
    return PLACES_FA[of.at_95]


def sentence(estimate: Estimate, name: str) -> str:
    """One row's figure in a sentence, for a drawing's title."""
    words = WORDS[estimate.figure]
    if not estimate.is_told or estimate.value is None:
        return f"{name}: {PLACES_FA[Place.TOO_FEW]}"
    value = amount(estimate.figure, estimate.value.point)
    around = between(estimate.figure, estimate.value)
    return f"{name}: {words.name_fa} {value} ({around})، {band(estimate.band)}"
