"""Two services asked for in one message: «مدرسه شاهد چطور است و کتاب درسی را از کجا بخرم؟»."""

import re
from collections.abc import Iterator

from actions.base import Turn
from actions.vocabulary import own_words, title_words
from knowledge.search.engine import Found, Hit

_TWO = re.compile(
    r"(?<![\w‌])(?:دو ?(?:تا )?(?:سوال|کار)|هر دو|هر کدام)(?![\w‌])"
    r"|(?<![\w‌])هم (?:\S+ ){2,8}هم (?=\S)"
)
_COUNT = re.compile(r"(?<![\w‌])دو ?(?:تا )?سوال(?: (?:دارم|داشتم))?[\s،:,.]*")
_QUESTION = re.compile(r"(?<![\w‌])(?:چطور|چگونه|چه|کجا|کی|چقدر|چند|کدام)(?![\w‌])")
_JOINT = re.compile(r"\s+(?:و\s+)?هم\s+|\s+و\s+|[،؛؟?.]\s*")
_MOST_WORDS = 40


def both_matters(turn: Turn) -> tuple[Hit, ...]:
    """The two services, each found surely in its own part of the message; none otherwise."""
    text = _COUNT.sub("", turn.matter.text)
    if len(text.split()) > _MOST_WORDS or not (_TWO.search(turn.matter.text) or _asks_twice(text)):
        return ()
    for before, after in _halves(text):
        # Each look costs an encoding; the second is taken only where the first has found something.
        if (first := _surely(turn, before)) is None or (second := _surely(turn, after)) is None:
            continue
        if first.entry is not second.entry:
            return first, second
    return ()


def _asks_twice(text: str) -> bool:
    return len(_QUESTION.findall(text)) > 1


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for joint in _JOINT.finditer(text):
        before, after = text[: joint.start()], text[joint.end() :]
        if own_words(before) and own_words(after):
            yield before, after


def _surely(turn: Turn, part: str) -> Hit | None:
    """What a part of the message is surely about, and names."""
    found: Found = turn.context.reader.read(part).found
    best = found.hits[0]
    is_named = bool(set(own_words(part)) & title_words(best.entry))
    return best if found.sure and is_named else None
