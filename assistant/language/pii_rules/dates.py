"""Birth dates: a full date, only where the text says that somebody was born then."""

import re
from collections.abc import Iterator

from .context import label_after, label_before
from .view import Found, View

_MONTHS = (
    "فروردین|اردیبهشت|خرداد|تیر|مرداد|امرداد|شهریور|مهر|آبان|ابان|آذر|اذر|دی|بهمن|اسفند"
    "|ژانویه|فوریه|مارس|آوریل|اوریل|مه|می|ژوئن|ژوئیه|جولای|اوت|آگوست|سپتامبر|اکتبر|نوامبر|دسامبر"
)
_DAYS = (
    "اول|یکم|دوم|سوم|چهارم|پنجم|ششم|شیشم|هفتم|هشتم|نهم|دهم|یازدهم|دوازدهم|سیزدهم|چهاردهم|پانزدهم"
    "|شانزدهم|هفدهم|هجدهم|نوزدهم|بیستم|بیست و [ا-ی]{2,6}م|سی و یکم|سی[\u200c ]?ام"
)
_YEAR = r"(?:1[2-4][0-9]{2}|19[0-9]{2}|20[0-2][0-9]|[0-9]{2})"
_SEP = r" ?[-/.\u066b] ?"
_DATE = re.compile(
    rf"(?<![0-9])(?:{_YEAR}{_SEP}[0-9]{{1,2}}{_SEP}[0-9]{{1,2}}|[0-9]{{1,2}}{_SEP}[0-9]{{1,2}}{_SEP}{_YEAR}"
    rf"|(?:(?:[0-9]{{1,2}}(?:[\u200c ]?ا?م)?|{_DAYS}) (?:ماه )?)?(?:{_MONTHS})(?:[\u200c ]?ماه)?"
    rf"(?: سال| ,|،)? {_YEAR}"
    rf"|(?:13|14|19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])"
)


def birth_dates(view: View) -> Iterator[Found]:
    """Dates (digits, or with the month's name) that the words before or behind call a birth."""
    for match in _DATE.finditer(view.text):
        before = label_before(view.text, match.start())
        after = "" if before == "other_date" else label_after(view.text, match.end())
        if before == "birth" or (before != "other_date" and after == "birth"):
            yield match.span()
