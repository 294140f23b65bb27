"""The clauses of a message as people type it: each ends at a mark, or behind its verb.

«مادرم ۱۲ مهر افتاد اسم منم ننویس» has two. What comes into a text comes by whole clauses, so that no
text begins or ends in the middle of a sentence.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.dialogue import words
from assistant.dialogue.complaint.counting import value_of
from assistant.dialogue.complaint.stretches import Stretch, plain
from assistant.language.repair import repair
from assistant.language.repair.verbs import is_verb
from knowledge.features.edits import Span

_MARK = re.compile(r"[.،,؛!؟?\n:«»\"()]")


@lru_cache(maxsize=65536)
def ends_clause(word: str) -> bool:
    """Whether a word is a verb, as people write it: «نیومده», «قطعه», «nakarde»."""
    bare = plain(word)
    if value_of(bare) is not None or _is(bare, "no_verbs"):
        return False
    return _is(bare, "verbs") or is_verb(word) or is_verb(repair(word).text.split(" ")[-1])


def clauses(text: str, spans: Sequence[Span], borders: Iterable[int] = ()) -> list[Stretch]:
    """The clauses of a text of these words, in their order; at `borders` one begins, too."""
    some = [text[span.start : span.end] for span in spans]
    marked = {
        number
        for number in range(1, len(spans))
        if _MARK.search(text[spans[number - 1].end : spans[number].start])
    }
    begins = {0, *marked, *borders}
    for number in range(1, len(some)):
        before, here = plain(some[number - 1]), plain(some[number])
        ends = ends_clause(some[number - 1]) and not _is(here, "helpers", "joints")
        if ends or _is(before, "joints"):
            begins.add(number)
    starts = sorted(one for one in begins if one < len(some))
    return [Stretch(*pair) for pair in zip(starts, [*starts[1:], len(some)], strict=True)]


def _is(word: str, *names: str) -> bool:
    return any(word in words.listed("clauses")[name].split("|") for name in names)
