"""What the words around a number say that it is."""

import re

from .labels import FILLERS, LABEL, RECEIPT, SENTENCE, label_name

BEFORE = 40
AFTER = 24

_UNIT = re.compile(
    r"[\s\u200c]*(?:هزار|میلیون|میلیارد|تومن|تومان|ریال|نفر|درصد|%|متر|کیلو|گرم|لیتر|هکتار|دلار"
    r"|یورو|عدد|قسط|toman|tomen|rial)(?![آ-ی]{3})"
)
_BARRIER = re.compile(r"[0-9\]\n]")
_COUNTED = re.compile(r"(?<![0-9])[0-9][\s:.)\-]{1,3}\Z")
_OWN_LINE = re.compile(r"\n[^\S\n]*\Z")
_AND = re.compile(
    r"[0-9][0-9\s\u200c-]*[0-9][\s\u200c]*(?:[،,/-]|و|یا|va|ya|and|or)?[\s\u200c]*\Z", re.I
)
_NUMBER_FOLLOWS = re.compile(r"[^0-9\[\n]{0,6}[0-9\[]")
_GAP = re.compile(r"[\s\u200c]*")
SECRET_NAMED = re.compile(
    r"رمز|پسورد|پسوورد|گذرواژه|عبور|پین|یک ?بار ?مصرف|فعال ?سازی|تایید|تأیید|ramz|pass|pin|otp",
    re.I,
)
"""Words for what nobody else may know."""
_CODES = ("code", "account")


def label_before(text: str, start: int) -> str:
    """Name of the nearest label before a number, back to the number before it; "" for none.

    «شماره» alone says less than any other label: «پرونده شماره …» stays a case file.
    """
    return _nearest(_left(text, start))[0]


def label_before_all(text: str, start: int) -> str:
    """As `label_before`; for the second of «a و b» what stands before the first."""
    left = _left(text, start)
    found = _nearest(left)[0]
    series = None if found else _AND.search(text, max(0, start - BEFORE), start)
    return label_before(text, series.start()) if series else found


def _nearest(left: str) -> tuple[str, str]:
    """The nearest label and what stands behind it."""
    found, behind = "", left
    for match in LABEL.finditer(left):
        name = label_name(match)
        weak = name == "number" or (name == "other_date" and found in _CODES)
        if not (weak and found):
            found, behind = name, left[match.end() :]
    return found, behind


def labels_before(text: str, start: int) -> set[str]:
    """All labels between the number and the one before it."""
    return {label_name(match) for match in LABEL.finditer(_left(text, start))}


def label_after(text: str, end: int) -> str:
    """Name of the first label close behind a number, unless another number follows it; else ""."""
    right = text[end : end + AFTER] + "\0"
    match = LABEL.search(right)
    if match is None or re.search("[0-9\\[\\n]", right[: match.start()]):
        return ""
    match = _of_what(right, match)
    owned = _NUMBER_FOLLOWS.match(text, end + match.end())
    return "" if owned else label_name(match)


def _of_what(right: str, first: "re.Match[str]") -> "re.Match[str]":
    """For «شماره» the label right behind it, if there is one: «شماره گذرنامه»."""
    if label_name(first) != "number":
        return first
    gap = _GAP.match(right, first.end())
    return LABEL.match(right, gap.end() if gap else first.end()) or first


def counts_something(text: str, end: int) -> bool:
    """Whether a unit follows: an amount or a count."""
    return _UNIT.match(text, end) is not None


def _left(text: str, start: int) -> str:
    left = text[max(0, start - BEFORE) : start]
    through = _COUNTED.search(left) or _OWN_LINE.search(left)
    limit = through.start() if through else len(left)
    barriers = [match.end() for match in _BARRIER.finditer(left, 0, limit)]
    return left[barriers[-1] :] if barriers else left


def is_other_code(text: str, start: int, end: int) -> bool:
    """Whether the words say that the number is a code, a bill or an amount."""
    before, behind = _nearest(_left(text, start))
    if before == "amount" or counts_something(text, end):
        return True
    if before in _CODES:
        return SENTENCE.match(behind) is None
    return before in ("", "number") and label_after(text, end) == "code"


def is_of_receipt(text: str, start: int) -> bool:
    """Whether the words right before a number say that a receipt, a letter or a file has it."""
    return RECEIPT.search(_left(text, start)) is not None and not SECRET_NAMED.search(
        _left(text, start)
    )


def is_called_a_code(text: str, start: int, end: int) -> bool:
    """As `is_other_code`, for numbers so sure by themselves that only words right beside count."""
    before, behind = _nearest(_left(text, start))
    if before == "code":
        return FILLERS.fullmatch(behind) is not None
    return before in ("", "number") and label_after(text, end) == "code"


def stands_right_behind(text: str, start: int, label: str) -> bool:
    """Whether the label is the nearest one and only small words part it from the number."""
    before, behind = _nearest(_left(text, start))
    return before == label and FILLERS.fullmatch(behind) is not None
