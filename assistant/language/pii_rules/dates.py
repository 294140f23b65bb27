"""Birth dates: a full date, only where the text says that somebody was born then."""

import re
from collections.abc import Iterator

from .context import label_after, label_before, stands_right_behind
from .view import Found, View

_MONTHS = (
    "فروردین|اردیبهشت|خرداد|تیر|مرداد|امرداد|شهریور|مهر|آبان|ابان|آذر|اذر|دی|بهمن|اسفند"
    "|ژانویه|فوریه|مارس|آوریل|اوریل|مه|می|ژوئن|ژوین|ژوئیه|جولای|اوت|آگوست|اگوست|سپتامبر|اکتبر"
    "|نوامبر|دسامبر"
    "|farvardin|ordibehesht|khordad|tir|a?mordad|shahrivar|mehr|aban|azar|dey|day|bahman|esfand"
    "|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAYS = (
    "اول|یکم|دوم|سوم|چهارم|پنجم|ششم|شیشم|هفتم|هشتم|نهم|دهم|یازدهم|دوازدهم|سیزدهم|چهاردهم|پانزدهم"
    "|شانزدهم|هفدهم|هجدهم|هیجدهم|نوزدهم|بیستم|بیست و [ا-ی]{2,6}م|سی و یکم|سی[\u200c ]?ام"
)
_YEAR = r"(?:1[2-4][0-9]{2}|19[0-9]{2}|20[0-2][0-9]|3[0-9]{2}|[0-9]{2})"
_FULL_YEAR = r"(?:1[2-4][0-9]{2}|19[0-9]{2}|20[0-2][0-9])"
_SEP = r"[ \u200c]?[-/.\\_\u066b][ \u200c]?"
_DAY = rf"(?:[0-9]{{1,2}}(?:[\u200c ]?(?:ا?م|st|nd|rd|th|om|e))?|{_DAYS})"
_MONTH = rf"(?<![آ-یA-Za-z\u200c])(?:{_MONTHS})(?:[\u200c ]?(?:ماه|mah|e))?"
_OF = r"(?:[ \u200c]{0,2}[-/.,،][ \u200c]?|[ \u200c]{1,2})?"
_DATE = re.compile(
    rf"(?<![0-9])(?:{_YEAR}{_SEP}[0-9]{{1,2}}{_SEP}[0-9]{{1,2}}|[0-9]{{1,2}}{_SEP}[0-9]{{1,2}}{_SEP}{_YEAR}"
    rf"|(?:{_DAY}{_OF}(?:ماه )?)?{_MONTH}{_OF}(?:(?:سال|sale?) )?{_YEAR}"
    r"(?![0-9]|(?:st|nd|rd|th|, ?[0-9]))"
    rf"|{_FULL_YEAR}{_OF}(?:ماه )?{_MONTH}{_OF}{_DAY}"
    rf"|(?:{_MONTHS}) [0-9]{{1,2}}(?:st|nd|rd|th)?,? {_FULL_YEAR}"
    rf"|[0-9]{{1,2}} ?ماه ?[0-9]{{1,2}} ?سال ?{_YEAR}"
    rf"|(?:13|14|19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])",
    re.I,
)
_SPACED = re.compile(
    rf"(?<![0-9])(?:{_YEAR} [0-9]{{1,2}} [0-9]{{1,2}}"
    rf"|[0-9]{{1,2}} [0-9]{{1,2}} {_FULL_YEAR})(?![0-9])"
)
_BORN = re.compile(r"تولد|دنیا|زاد|ولاد|ت[. ]|[mt][aeo][tv]|born|birth|dob|d[oi]nya", re.I)
_EVENT = re.compile(r"[\s\u200c]*(?:رفت|مراجعه|درخواست|نوبت|ثبت (?:کرد|نام)|اقدام|گرفت|صادر(?!ه))")


def birth_dates(view: View) -> Iterator[Found]:
    """Dates (digits, or with the month's name) that the words before or behind call a birth."""
    text = view.text
    if not _BORN.search(text):
        return
    for match in _DATE.finditer(text):
        before = label_before(text, match.start())
        after = "" if before == "other_date" else label_after(text, match.end())
        born = before == "birth" or (before != "other_date" and after == "birth")
        if born and not _EVENT.match(text, match.end()):
            yield match.span()
    for match in _SPACED.finditer(text):
        if stands_right_behind(text, match.start(), "birth"):
            yield match.span()
