"""Who waits for a human and tells the assistant to go on, instead of pressing its button."""

import re

from assistant.language.repair import repair

_MOST_WORDS, _LEAST_REST = 9, 2
_ASSISTANT = r"(?:خودت|خودتان|دستیار|ربات|روبات|هوش مصنوعی)"
_GOES_ON = (
    r"(?:(?:جواب|پاسخ|ادامه) (?:بده|بدهید|بدهیم|می‌دهم|می‌دهیم)|بگو|بگویید|"
    r"(?:راهنمایی|کمک) (?:کن|کنید)|برگرد|برمی‌گرد)"
)
_PIECE = re.compile(r"[^.!؟?،,؛\n]+[.!؟?،,؛\n]*")
_BACK = re.compile(
    rf"(?<![\w‌]){_ASSISTANT}(?: \S+){{0,3}} {_GOES_ON}"
    rf"|(?<![\w‌]){_GOES_ON}\S*(?: \S+){{0,2}} (?:به|با|پیش) {_ASSISTANT}"
    r"|(?<![\w‌])(?:کارشناس|اپراتور|آدم|همکارت\S*)(?: را)? (?:نمی‌خواهم|لازم نیست|لازم ندارم)"
    rf"|(?<![\w‌])ادامه (?:به|با) {_ASSISTANT}|(?<![\w‌])با (?:خودت|خودتان|شما) (?:بود|هست)\S*"
    r"|نمی‌خواهم (?:صبر کنم|منتظر)|(?:صبر|منتظر) (?:نمی‌کنم|نمی‌مانم)|از صف (?:بیرون|در ?بیا|خارج)"
)


def wants_assistant_back(text: str) -> bool:
    """Whether a message as it was typed wants the assistant to go on («خودت جواب بده»)."""
    return rest_for_assistant(text) is not None


def rest_for_assistant(text: str) -> str | None:
    """What else a message says that wants the assistant to go on; None if it does not.

    «ادامه با دستیار. مدارکش چیه؟» leaves «مدارکش چیه؟», which is answered at once.
    """
    pieces = [match[0].strip() for match in _PIECE.finditer(text)]
    rest = [_rest_of(piece) for piece in pieces]
    if not any(one is not None for one in rest):
        return None
    told = (piece if one is None else one for piece, one in zip(pieces, rest, strict=True))
    return " ".join(filter(None, told))


def _rest_of(piece: str) -> str | None:
    """What stands beside the wish in a piece: «خودت بگو مهلتش چقدره» leaves «مهلتش چقدره»."""
    if len(piece.split()) > _MOST_WORDS:
        return None
    plain, found = _BACK.subn(" ", repair(piece).text)
    rest = plain.split()
    return (" ".join(rest) if len(rest) >= _LEAST_REST else "") if found else None
