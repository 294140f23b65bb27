"""Which names in a text are the writer's own: «من پروین جعفری هستم», or a name under it all.

Of a clerk, a neighbour or a street an agency must read. Whose a name is tell the words beside it;
where a name stands alone at the end of a line, it is taken for a signature.
"""

import re

from .letters import persian_letters
from .pii import LABELS, PiiSpan, find_pii
from .pii_tagger.surroundings import kinds_of
from .pii_tagger.words import key_of

_GAP = r"[\s\u200c،,:ـ\-]*"
_BEFORE = re.compile(
    r"(?:^|(?<![\w\u200c]))(?:من|اینجانب(?:ه)?|بنده|حقیر|فرزند|اسمم|نامم|فامیلی?م|(?:اسم|نام|فامیلی?)[\s\u200c]*"
    r"(?:و[\s\u200c]*(?:اسم|نام)?[\s\u200c]*(?:فامیلی?|خانوادگی)[\s\u200c]*)?(?:من|بنده|م|ام|اینجانب)"
    r"|نام[\s\u200c]*و[\s\u200c]*نام[\s\u200c]*خانوادگی|(?:با[\s\u200c]*)?(?:تشکر|احترام|سپاس)|ارادتمند|امضا"
    r"|شاکی|متقاضی|فرستنده|درخواست[\s\u200c]*(?:دهنده|کننده)|man|esmam|name)"
    rf"{_GAP}(?:هم|ها?ی)?{_GAP}$",
    re.I,
)
"""What says that the name behind it is the writer's."""
_BEHIND = re.compile(
    r"^[\s\u200c،,]*(?:هستم|هسم|می[\s\u200c]?باشم|ام(?!\w)|اسممه|hastam|فرزند|متولد|(?:به|با)?[\s\u200c]*"
    r"(?:ش|شماره|کد)[\s\u200c]*(?:ملی|شناسنامه)|\[کد ملی|\[شماره همراه)",
    re.I,
)
"""What says so of the name before it."""
_LINE_END = re.compile(r"^[\s\u200c.،,!؛]*(?:\n|$)|^\s*(?:\[[^\]]*\]\s*)+$")
_LINKS = frozenset(
    ["به", "از", "با", "پیش", "توسط", "برای", "علیه", "اسمش", "نامش", "که", "و", "یا", "مال", "دست"]
)
"""Behind these no signature stands."""


def own_names(text: str) -> list[str]:
    """The writer's own names in `text`, as they are typed there."""
    found = [span for span in find_pii(text) if span.type == "name"]
    return [text[span.start : span.end] for span in found if is_own(text, span)]


def is_own(text: str, span: PiiSpan) -> bool:
    """Whether a name in `text` is the writer's."""
    plain = persian_letters(text)
    before, behind = plain[: span.start], plain[span.end :]
    return bool(_BEFORE.search(before) or _BEHIND.match(behind)) or (
        _LINE_END.match(behind) is not None and _may_sign(before)
    )


def _may_sign(before: str) -> bool:
    words = re.findall(r"[\w\u200c]+", before.rsplit("\n", 1)[-1])
    ends = re.search(r"[.؟!،,\n]\s*$", before) is not None
    if not words or ends:
        return True
    key = key_of(words[-1])
    return key not in _LINKS and not kinds_of(key)


SHOWN = frozenset(["name", "address"])
"""Kinds that the agency of an unnamed case reads, where its citizen does not want them hidden."""
_SHOWN_LABELS = tuple(f"[{LABELS[kind]}" for kind in SHOWN)


def tells_whom_or_where(masked: str) -> bool:
    """Whether names or addresses are hidden in a masked text."""
    return any(label in masked for label in _SHOWN_LABELS)
