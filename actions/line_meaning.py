"""What a short number is for, when that is what a message asks: «این ۱۲۸ برای چیست؟»."""

import re

from actions.base import Turn
from knowledge.schema import Line

_MOST_WORDS = 10
_FOR = r"(?:برای|مال|کار|به درد) ?(?:چه|چی|کجا|کدام)|چیست|(?<![\w‌])چه (?:شماره|خط|کار|هست|است)"
_NAMED = re.compile(rf"(?<!\d)(?P<number>\d{{3,5}})(?!\d)(?: \S+){{0,3}}? (?:{_FOR})")


def asked_meaning(turn: Turn) -> Line | None:
    """The line whose purpose a brief message asks for."""
    text = turn.matter.text
    asked = _NAMED.search(text) if len(text.split()) <= _MOST_WORDS else None
    return turn.context.catalogue.lines.get(asked["number"]) if asked else None
