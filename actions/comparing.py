"""Two services that a message sets side by side: «فرق معافیت کفالت با پزشکی چیه؟»."""

import re

from actions.base import Turn
from actions.vocabulary import own_words
from knowledge.search.engine import Found, Hit

# «از کدام درگاه» asks where, and compares nothing.
_CUE = re.compile(
    r"(?<![\w‌])(?:فرق|تفاوت|بهتر|ارزان|سریع|زودتر|راحت"
    r"|کدام(?! ?(?:درگاه|سایت|سامانه|اداره|دفتر|شعبه|بانک|شماره|روز|شهر|وزارت"
    r"|سازمان|نهاد|قسمت|بخش)))"
)
_DIFFERENCE = re.compile(r"^.*?(?<![\w‌])(?:فرق|تفاوت)\S*\s+|[؟?].*$")
_BETWEEN = re.compile(r"\s+(?:یا|با|و)\s+")


def compared(turn: Turn) -> tuple[Hit, ...]:
    """The two services that are compared; none when the message compares nothing."""
    text = turn.matter.text
    sides = _BETWEEN.split(_DIFFERENCE.sub("", text)) if _CUE.search(text) else []
    for place in range(1, len(sides)):
        one, other = " ".join(sides[:place]), " ".join(sides[place:])
        found = _found(turn, one), _with_kind(turn, one, other)
        hits = [side.hits[0] for side in found if side and not side.abstained]
        if len(hits) == 2 and hits[0].entry is not hits[1].entry:
            return tuple(hits)
    return ()


def _found(turn: Turn, side: str) -> Found | None:
    return turn.context.reader.read(side).found if own_words(side) else None


def _with_kind(turn: Turn, one: str, other: str) -> Found | None:
    """What the second side finds, by itself or as another of the first one's kind."""
    alone = _found(turn, other)
    kind = next((word for word in one.split() if own_words(word)), "")
    return _found(turn, f"{kind} {other}") if alone and alone.abstained else alone
