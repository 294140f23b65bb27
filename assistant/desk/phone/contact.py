"""Name, mobile number and national id that a caller's words tell, for the fields of the form.

«اسمم علی رضایی است و آقای نوری جواب نمی‌دهد» tells the name «علی رضایی» alone: a name counts only
beside words by which somebody says their own, since most other names are those of officials. Of
two numbers of a kind neither counts; the operator asks.
"""

import re
from collections.abc import Iterable

from assistant.desk.phone.schemas import ContactHeard
from assistant.language.digits import ascii_digits
from assistant.language.pii import find_pii
from assistant.language.pii_rules.view import view_of

_EDGE = r"[\s\u200c:،,«\"-]*"
_TITLE = r"(?:(?:آقای|خانم)\s*)?"
_CALLER = r"متقاضی|شاکی|شهروند|تماس[\s\u200c]?گیرنده"
_BEFORE = re.compile(
    # «اسمم», «نام و نام خانوادگی:», «نام تماس‌گیرنده»
    rf"(?:(?:اسم|نام)(?:\s*و\s*(?:نام\s*)?(?:خانوادگی|فامیل\w*))?{_EDGE}"
    rf"(?:م|ام|ش|اش|من|بنده|ایشان|{_CALLER})?{_EDGE}"
    # «من», but not «به من … گفت»
    rf"|(?<!\S)(?<!به\s)(?<!از\s)(?<!با\s)(?<!برای\s)(?:من|بنده|اینجانب){_EDGE}"
    rf"|(?<!\S)(?:{_CALLER}|به نام){_EDGE}{_TITLE})\Z",
)
_AFTER = re.compile(
    rf"{_EDGE}(?:هستم|می[\s\u200c]?باشم|صحبت می[\s\u200c]?کنم|تماس گرفت|زنگ زد)",
)
_OF_ANOTHER = re.compile(rf"{_EDGE}(?:را|رو|گفت|نگفت|به من)(?![\w\u200c])")
_MOBILE = re.compile(r"(?:\+98|0098|98|0)?(9\d{9})")
_NATIONAL_ID = re.compile(r"\d{10}")


def told_contact(text: str) -> ContactHeard:
    """What `text`, as it was typed, tells; it takes milliseconds of the CPU."""
    spans = find_pii(text)
    values = [(span.type, text[span.start : span.end]) for span in spans]
    names = [
        text[span.start : span.end].strip()
        for span in spans
        if span.type == "name" and _is_own(text, span.start, span.end)
    ]
    mobiles = (
        f"0{found[1]}"
        for kind, value in values
        if kind == "mobile" and (found := _MOBILE.fullmatch(_digits(value)))
    )
    ids = (
        digits
        for kind, value in values
        if kind == "national_id" and _NATIONAL_ID.fullmatch(digits := _digits(value))
    )
    return ContactHeard(
        name=names[0] if names else None, mobile=_only(mobiles), national_id=_only(ids)
    )


def _is_own(text: str, start: int, end: int) -> bool:
    is_told = _BEFORE.search(text[:start]) or _AFTER.match(text, end)
    return bool(is_told) and not _OF_ANOTHER.match(text, end)


def _digits(value: str) -> str:
    """The digits of a number, also of one in words: «صفر نهصد و دوازده …»."""
    return re.sub(r"[^0-9+]", "", ascii_digits(view_of(value).text))


def _only(found: Iterable[str]) -> str | None:
    different = set(found)
    return different.pop() if len(different) == 1 else None
