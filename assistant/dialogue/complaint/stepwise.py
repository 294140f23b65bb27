"""A message that puts several things right is read correction by correction.

«۸ مگ نه ۱۶، قرارداد شیش ماهه‌ست» before one text: the encoder and the grammar each find one of the
two. Read one behind the other, each before the text as the last one left it, both are found.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.dialogue.complaint.clauses import clauses
from assistant.dialogue.complaint.editing import Edited, edited
from assistant.dialogue.complaint.matching import atoms
from assistant.dialogue.complaint.message_words import DENIES, MessageWords
from assistant.dialogue.draft import Draft
from knowledge.features.edits import EditReading, Span, words_of

Read = Callable[[str, Draft], EditReading]
"""A masked message and a draft in; what the one does to the text of the other out."""

_CORRECTS = 0.5
"""From here on a word of a message stands for another of the text."""
_MOST_STEPS, _LEAST_STEPS = 6, 2
"""Parts of a message that are read by themselves; more are no corrections but a new text."""
_SENTENCE, _PHRASE = re.compile(r"[.!؟?؛\n]"), re.compile(r"[.!؟?؛\n،,]")


@dataclass(frozen=True)
class _Step:
    """A part of a message, and which of its words it has."""

    text: str
    first: int
    last: int


def edited_by_steps(
    draft: Draft,
    edits: EditReading,
    message: str,
    turn_id: str | None,
    read: Read,
    *,
    may_remove: bool = True,
) -> Edited:
    """`draft` after a masked message, as `editing.edited`, with each of its corrections done.

    The message as one is taken unless its parts leave less of it without a place.
    """
    done = edited(draft, edits, message, turn_id, may_remove=may_remove)
    if not (draft.parts and edits.words) or edits.is_new_text:
        return done
    for steps in _partings(edits, message):
        if done.is_placed and done.placed >= sum(_corrects(edits, one) for one in steps):
            continue
        other = _in_steps(draft, edits, steps, turn_id, read, may_remove=may_remove)
        if other is not None and other.placed > done.placed and len(other.notes) <= len(done.notes):
            done = other
    return done


def _in_steps(
    draft: Draft,
    edits: EditReading,
    steps: Sequence[_Step],
    turn_id: str | None,
    read: Read,
    *,
    may_remove: bool,
) -> Edited | None:
    """What comes of the parts one behind the other.

    None where one asks what shall go, or brings back what another took out.
    """
    now, said, is_sure, placed = draft, list[str](), True, 0
    gone, notes = Counter[str](), list[str]()
    for step in steps:
        alone = _no_likelier(read(step.text, now), edits, step)
        done = edited(now, alone, step.text, turn_id, may_remove=may_remove)
        if done.offered or (done.proposed and not _is_surely_meant(step)):
            return None
        before = Counter(now.newest.split())
        now = done.draft.model_copy(update={"parts": done.proposed or done.draft.parts})
        is_sure = is_sure and not done.proposed
        after = Counter(now.newest.split())
        if gone & (after - before):
            return None
        gone += before - after
        said += done.said
        placed += done.placed
        notes += done.notes
    if not is_sure:
        return Edited(draft, proposed=now.parts, placed=placed, notes=tuple(notes))
    done = Edited(now, tuple(dict.fromkeys(said)))
    return replace(done, placed=placed, notes=tuple(notes))


def _is_surely_meant(step: _Step) -> bool:
    """Whether a part has a word that puts something right, or a number."""
    some = MessageWords(step.text, words_of(step.text))
    return bool(some.pivots(*DENIES)) or any(one.is_number for one in atoms(some.words))


def _no_likelier(alone: EditReading, edits: EditReading, step: _Step) -> EditReading:
    """A part read alone, of which no word is likelier told than in the whole message.

    Alone, a reason («شاید آن خانم هم آنجا باشد») sounds like something more that happened.
    """
    whole = (1 - edits.says_nothing)[step.first : step.last]
    return replace(alone, tells=np.minimum(alone.tells, whole)) if len(whole) else alone


def _partings(edits: EditReading, message: str) -> Iterator[list[_Step]]:
    """Ways to part a message: by sentences, by all marks, and by clauses; each once."""
    spans, known = edits.words, set[tuple[int, ...]]()
    ends = [one.first for one in clauses(message, spans)]
    denials = MessageWords(message, spans).pivots("not")
    inside = {one for pivot in denials for one in (pivot.first, pivot.last)}
    for borders in (_marked(message, spans, _SENTENCE), _marked(message, spans, _PHRASE), ends):
        # «۱۲ نه، ۲۱» is one.
        steps = _steps(edits, message, [one for one in borders if one not in inside])
        key = tuple(one.first for one in steps)
        if key not in known and _LEAST_STEPS <= len(steps) <= _MOST_STEPS:
            known.add(key)
            yield steps


def _marked(message: str, spans: Sequence[Span], mark: re.Pattern[str]) -> list[int]:
    between = range(1, len(spans))
    return [n for n in between if mark.search(message[spans[n - 1].end : spans[n].start])]


def _steps(edits: EditReading, message: str, borders: Sequence[int]) -> list[_Step]:
    """The parts between borders; one that puts nothing right stays with the one before it."""
    spans = edits.words
    firsts = [0, *(one for one in borders if one)]
    found = list[_Step]()
    for first, last in zip(firsts, [*firsts[1:], len(spans)], strict=True):
        end = spans[last].start if last < len(spans) else len(message)
        step = _Step(message[spans[first].start : end], first, last)
        if found and not _corrects(edits, step):
            before = found.pop()
            step = _Step(message[spans[before.first].start : end], before.first, last)
        found.append(step)
    return found


def _corrects(edits: EditReading, step: _Step) -> bool:
    """Whether a part may put something right: by a word of the grammar, or by the encoder."""
    marked = (edits.instead[step.first : step.last] >= _CORRECTS).any()
    return bool(marked) or bool(MessageWords(step.text, words_of(step.text)).pivots(*DENIES))
