"""Plain words by which a citizen steers the case form: giving up, changing a field, taking back."""

import re

from actions.vocabulary import own_words

_CANCEL = re.compile(
    r"انصراف|منصرف|لغو|کنسل|بی‌?خیال|ول(?:ش|شون)?[ ‌]?کن|ولش(?= *[.!]*$)|پشیمان|"
    r"حوصله ندارم|ثبت نکن(?:ید)?(?![\w‌])|"
    r"دیگر نمی‌خواهم|نمی‌خواهم (?:شکایت|ثبت|ادامه)|شکایت نمی‌خواهم|شکایت نمی‌کنم"
)
_FEW, _SHORT = 6, 8
_FIELDS = (
    ("case_place", re.compile(r"(?:شهر|محل|استان|مکان|جا)(?:ش|یش|‌اش)?(?![\w‌])")),
    ("case_agency", re.compile(r"(?:دستگاه|اداره|سازمان|ارگان)(?:ش|‌اش)?(?![\w‌])")),
    ("case_description", re.compile(r"(?:متن|شرح|توضیح|توضیحات|نوشته)(?:ش|‌اش|م|‌ام)?(?![\w‌])")),
)
_CHANGE = re.compile(r"اشتباه|غلط|عوض|تغییر|اصلاح|ویرایش|درست نیست|درست (?:کن|کنم)|نیست")
_TAKES_BACK = re.compile(r"اشتباه|غلط|منظورم|ببخشید|(?:^|[ ،,.])نه(?=[ ،,.!])|عوض|درستش|نیست|نبود")
_KINDS = (
    ("complaint", re.compile(r"شکایت|گله|شاکی")),
    ("suggestion", re.compile(r"پیشنهاد|انتقاد")),
    ("praise", re.compile(r"تشکر|قدردانی|تقدیر")),
)
_OWN_CASE = re.compile(r"خودم|جدا|جداگانه|(?:مال|برای) من|همان نیست|همین نیست|فرق دارد|ثبت شود")
_SAME_CASE = re.compile(r"پیگیری|دنبال|همان|همون|همین|اولی|بپیوند")
_LATER_NOT = re.compile(r"(?:نه|نیست)(?:\s|$)")
_BARE_OPENING = re.compile(
    r"^(?:سلام|صبر|کن|کنید|وایسا|پس|حالا|آقا|خانم|لطفا|ببخشید|من|یک|یه|می‌?خواهم|خواستم|دارم|کنم|بکنم|ثبت|شکایت|شکایتی|شاکی|شاکی‌ام|شاکیم|"
    r"هستم|از|این|اون|آن|همین|همان|دست|اداره|گله|انتقاد|پیشنهاد|بدم|بدهم|بگذارم|128|نه|بله|[\s؟?.!،])*$"
)
_LEAST_WORDS = 4


def gives_up(text: str) -> bool:
    """Whether a repaired text gives the form up: briefly, or before it turns to something else."""
    found = _CANCEL.search(text)
    if found is None:
        return False
    return len(text.split()) <= _FEW or len(text[: found.start()].split()) <= 1


def after_giving_up(text: str) -> str:
    """What a text says besides giving up."""
    return re.sub(
        r"^[\s،,.!]*(?:شکایت|شدم|کن)?[\s،,.!]*", "", _CANCEL.sub(" ", text, count=1).strip()
    )


def field_to_change(text: str) -> str | None:
    """The slot that a short repaired text wants to change («شهرش اشتباه است»), or None."""
    if len(text.split()) > _SHORT or not _CHANGE.search(text):
        return None
    return next((slot for slot, pattern in _FIELDS if pattern.search(text)), None)


def takes_back(text: str) -> bool:
    """Whether a short repaired text takes back an earlier one («اشتباه گفتم، اداره آب است»)."""
    return bool(_TAKES_BACK.search(text)) and len(text.split()) <= _SHORT


def kind_instead(text: str) -> str | None:
    """The kind of case that a correction names («شکایت است نه تشکر»), or None."""
    if not takes_back(text):
        return None
    named = [
        (m.start(), kind) for kind, p in _KINDS if (m := p.search(text)) and not _refused(text, m)
    ]
    return min(named)[1] if named else None


def _refused(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()].rstrip()
    return before.endswith("نه") or bool(_LATER_NOT.match(text[found.end() :].lstrip()))


def wants_to_follow(text: str) -> bool | None:
    """Whether a short repaired text chooses what was offered, or one's own case; None: neither."""
    if len(text.split()) > _SHORT:
        return None
    if _OWN_CASE.search(text):
        return False
    return True if _SAME_CASE.search(text) else None


def is_short(text: str) -> bool:
    """Whether a text is short enough to be an answer to one question."""
    return len(text.split()) <= _SHORT


def is_substantive(unnamed: str) -> bool:
    """Whether a text without its names tells what happened, not only that one complains."""
    return len(unnamed.split()) >= _LEAST_WORDS and not _BARE_OPENING.match(unnamed)


def tells_something(unnamed: str) -> bool:
    """Whether an answer to «what happened» says anything beside naming agency and place."""
    return (
        not _BARE_OPENING.match(unnamed) and len(unnamed.split()) >= 2 and bool(own_words(unnamed))
    )
