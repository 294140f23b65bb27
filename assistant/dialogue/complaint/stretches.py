"""How stretches of words lie to each other: one over, in, or beside another; and their text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.dialogue.complaint.matching import Stretch
from knowledge.features.edits import Span

_STOP = re.compile(r"[.!؟?؛\n]")
_ENDS = re.compile(r"[.،,؛!؟?\n]")
_EDGES = " \t\n،,.؛:-"


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches have words in common."""
    return one.line == other.line and one.first < other.last and other.first < one.last


def holds(whole: Stretch, part: Stretch) -> bool:
    """Whether one stretch has all words of another."""
    is_same_line = whole.line == part.line
    return is_same_line and whole.first <= part.first and part.last <= whole.last


def together(some: Sequence[Stretch], goes: Sequence[bool]) -> list[Stretch]:
    """Clauses that go, those side by side in one line as one."""
    found = list[Stretch]()
    for clause, is_gone in zip(some, goes, strict=True):
        if is_gone and found and found[-1].line == clause.line and found[-1].last == clause.first:
            found[-1] = replace(found[-1], last=clause.last)
        elif is_gone:
            found.append(clause)
    return found


def runs(some: Iterable[Stretch]) -> list[list[Stretch]]:
    """Clauses of a message in groups of those that stand side by side."""
    found = list[list[Stretch]]()
    for one in some:
        if found and found[-1][-1].last == one.first:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def mark_before(text: str, spans: Sequence[Span], number: int) -> bool:
    """Whether a mark stands before a word."""
    return _ENDS.search(text[spans[number - 1].end : spans[number].start]) is not None


def stop_before(text: str, spans: Sequence[Span], number: int) -> bool:
    """Whether a sentence ends before a word."""
    return _STOP.search(text[spans[number - 1].end : spans[number].start]) is not None


def outermost(some: Iterable[Stretch]) -> list[Stretch]:
    """Stretches without those that lie in others, each once."""
    every = set(some)
    return [one for one in every if not any(other != one and holds(other, one) for other in every)]


def joined(message: str, spans: Sequence[Span], told: Iterable[Stretch]) -> str:
    """Stretches of a message as one text; a new line where a sentence ended between them."""
    text, end, last = "", 0, -1
    for one in told:
        start = spans[one.first].start
        if text and one.first == last:
            text += message[end:start]
        elif text:
            text += "\n" if _STOP.search(message[end:start]) else " "
        end, last = spans[one.last - 1].end, one.last
        text += message[start:end]
    return text.strip(_EDGES)
