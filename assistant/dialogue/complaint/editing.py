"""Carries out in the description of a case what a message changes, and breaks no sentence by it.

«اسم روستا فتح‌آباده. ۱۸ میلیون نه، ۲۸. بعد ثبتش کن» puts two things right; nothing that is said to
the assistant comes into the text. What is not surely placed is noted below the text, in the words
of the citizen: «اصلاح: …».
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from assistant.dialogue import words
from assistant.dialogue.complaint.change import DraftChange
from assistant.dialogue.complaint.clauses import clauses, is_order, whole_clauses
from assistant.dialogue.complaint.matching import Stretch, plain
from assistant.dialogue.complaint.message_words import MessageWords
from assistant.dialogue.complaint.stretches import joined
from assistant.dialogue.draft import Draft, Part
from assistant.language.repair import repair
from knowledge.features.edits import EditReading, words_of

MOST_CHARACTERS = 2000
"""Of a description with all its pieces; a case takes no more."""
NOTE = "اصلاح: {text}"
"""A correction whose place is not sure, as it stands below a text."""
CORRECTED, WRONG = "به‌جای «{old}» درست این است: «{new}»", "این درست نیست: «{old}»"
"""How a change of a filed case is told: its own text stays as it was filed."""
CUT = "edit:cut:"
_SURELY_NOTHING = 0.9
_MOST_OFFERED = 3
_IS = " است"


@dataclass(frozen=True)
class Clause:
    """A clause of a description, which may be meant: its part, its words, and its letters."""

    part: int
    first: int
    last: int
    start: int
    end: int
    text: str

    @property
    def choice(self) -> str:
        """What its button does; of a text that has changed since it means nothing."""
        return f"{CUT}{self.part}:{self.start}:{crc32(self.text.encode()):08x}"


@dataclass(frozen=True)
class Edited:
    """A draft after a message, and the keys of the sentences that say what was done to it.

    `offered` are clauses of which the citizen has to choose the one that goes, and `proposed` is
    the text as it would be. `placed` counts what was put right or taken out; `notes` are the
    corrections that have no place.
    """

    draft: Draft
    said: tuple[str, ...] = ()
    offered: tuple[Clause, ...] = ()
    proposed: tuple[Part, ...] = ()
    placed: int = 0
    notes: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether nothing is changed yet."""
        return bool(self.offered or self.proposed)

    @property
    def is_placed(self) -> bool:
        """Whether all that was to be put right is."""
        return not (self.offered or self.notes)

    def saying(self, key: str, draft: Draft | None = None) -> "Edited":
        """Likewise, with one more change said."""
        return Edited(draft or self.draft, tuple(dict.fromkeys((*self.said, key))))


def edited(
    draft: Draft,
    edits: EditReading,
    message: str,
    turn_id: str | None,
    *,
    may_remove: bool = True,
) -> Edited:
    """`draft` after all that a masked message does to its text; nothing said where that is none.

    Unless it `may_remove`, words go only where others come for them.
    """
    edits = _with_dictated(edits, message)
    change = DraftChange(draft, edits, message, may_remove=may_remove)
    if change.takes_all:
        return Edited(draft).saying("not_the_whole")
    if not change.is_sure and not (change.notes or change.asks):
        shown = carried_out(draft, change, turn_id).draft
        proposed = Edited(draft, proposed=shown.parts) if shown != draft else Edited(draft)
        return _counting(proposed, change)
    if not change.is_sure:
        change = DraftChange(draft, edits, message, may_remove=may_remove, only_sure=True)
    done = carried_out(draft, change, turn_id)
    if change.asks and draft.parts:
        done = Edited(done.draft, done.said, _likely(done.draft, draft, edits, message))
    return _counting(done, change)


def _with_dictated(edits: EditReading, message: str) -> EditReading:
    """A reading by which all comes that stands behind «اینم اضافه کن», whole as it was typed."""
    dictated_more = MessageWords(message, edits.words).dictated
    if not dictated_more or words.has("whole_text", message):
        return edits
    if edits.is_new_text:
        # Who adds to a text leaves it.
        edits = replace(edits, cut=tuple(np.zeros_like(line) for line in edits.cut))
    tells, instead = edits.tells.copy(), edits.instead.copy()
    for one in dictated_more:
        tells[one.first : one.last], instead[one.first : one.last] = 1, 0
    return replace(edits, tells=tells, instead=instead)


def _counting(done: Edited, change: DraftChange) -> Edited:
    placed = len(change.swaps) + len(change.gone)
    return replace(done, placed=placed, notes=tuple(change.notes))


def carried_out(draft: Draft, change: DraftChange, turn_id: str | None) -> Edited:
    """`draft` after a change, however sure that is."""
    done = _put_right(draft, change)
    if len(done.draft.description) > max(MOST_CHARACTERS, len(draft.description)):
        return Edited(draft).saying("no_room")
    if told := change.told():
        more = _added(done.draft, Part(text=told, turn=turn_id), "taken_added")
        done = done.saying(more.said[0], more.draft)
    for note in change.notes:
        part = Part(text=NOTE.format(text=note), turn=turn_id)
        more = _added(done.draft, part, "taken_noted")
        done = done.saying(more.said[0], more.draft)
    if not done.draft.parts and draft.parts:
        # Nothing would be left to tell.
        return Edited(draft).saying("not_the_whole")
    return done


def told_by(edits: EditReading, message: str) -> str:
    """The clauses of a masked message that belong into a description, as they were typed."""
    alone = replace(edits, lines=(), cut=(), clauses_of_lines=())
    return DraftChange(Draft(), alone, message).told()


def dictated(message: str, edits: EditReading | None = None) -> str:
    """A masked message that is a text, without what is said to the assistant.

    That is orders, words that agree, and questions of which `edits` surely say so: «چند روزه جواب
    میدن؟», but not «مگه ما آدم نیستیم؟».
    """
    spans, agreements = words_of(message), words.pattern("agreements")
    nothing = edits.says_nothing if edits and edits.words == spans else np.zeros(len(spans))
    found = clauses(message, spans)
    kept = []
    for one in found:
        text = message[spans[one.first].start : spans[one.last - 1].end]
        before = message[: spans[one.first].start].split()[-1:]
        asks = message[spans[one.last - 1].end :].lstrip()[:1] in {"؟", "?"}
        is_asked = asks and nothing[one.first : one.last].mean() >= _SURELY_NOTHING
        if not (is_asked or is_order(text, "".join(before)) or agreements.fullmatch(text)):
            kept.append(one)
    if len(kept) in {0, len(found)}:
        return message.strip()
    return joined(message, spans, kept)


def noted(draft: Draft, edits: EditReading, message: str) -> str:
    """A masked message without the clauses at its ends that are surely said to the assistant.

    What speaks of a word of the text («رئیس نه، معاون») is not.
    """
    clauses, known = np.array(edits.clauses), {plain(word) for word in draft.description.split()}
    speaks = [plain(message[word.start : word.end]) in known for word in edits.words]
    means = (edits.says_nothing < _SURELY_NOTHING) | np.array(speaks, bool)
    kept = [bool(means[clauses == one].any()) for one in range(clauses.max(initial=-1) + 1)]
    if not any(kept):
        return message.strip()
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    (there,) = np.nonzero((clauses >= first) & (clauses <= last))
    return joined(message, edits.words, [Stretch(int(there[0]), int(there[-1]) + 1)])


def for_agency(filed: Draft, edits: EditReading, message: str) -> tuple[str, bool]:
    """What a masked message says to who has a filed case, and whether that is sure.

    It is what was wrong in the case, and what is new; the message itself where that is not sure.
    """
    change = DraftChange(filed, edits, message)
    told = "\n".join(filter(None, [*_corrections(change), change.told()]))
    if change.is_sure and not (change.notes or change.asks):
        return told, True
    return noted(filed, edits, message), False


def _corrections(change: DraftChange) -> list[str]:
    """Each change of words that stand there, with those beside them, as a sentence, once."""
    return list(dict.fromkeys(_correction(change, *pair) for pair in _changed(change)))


def _changed(change: DraftChange) -> list[tuple[Stretch, str]]:
    """The places of the text that change, in their order, and what comes there."""
    come = {
        place: _coming(change, place, swap.come) for swap in change.swaps for place in swap.places
    }
    come |= dict.fromkeys(change.gone, "")
    return sorted(come.items(), key=lambda pair: (pair[0].line, pair[0].first))


def _correction(change: DraftChange, place: Stretch, come: str) -> str:
    old = change.old(place)
    if not come:
        return WRONG.format(old=old)
    before = change.words_of(place.line, max(0, place.first - 1), place.first)
    behind = change.words_of(place.line, place.last, place.last + 2)
    told = (" ".join(filter(None, [before, word, behind])) for word in (old, come))
    return CORRECTED.format(**dict(zip(("old", "new"), told, strict=True)))


def _coming(change: DraftChange, place: Stretch, new: Stretch) -> str:
    come = change.text(new)
    # The words that go may be a sentence, or have ended with «is» themselves.
    may_end_in_verb = change.is_line(place) or _has_verb(change.old(place))
    return come if may_end_in_verb else _without_verb(come)


def _put_right(draft: Draft, change: DraftChange) -> Edited:
    """The draft with words put right and taken out."""
    changed = _changed(change)
    if not changed:
        return Edited(draft)
    parts = [
        _part(part, [pair for pair in changed if pair[0].line == number])
        for number, part in enumerate(draft.parts)
    ]
    kept = tuple(part for part in parts if part.text)
    done = Edited(draft.model_copy(update={"parts": kept}))
    if change.swaps or change.is_new_text:
        done = done.saying("taken_swapped")
    return done.saying("taken_removed") if change.gone and not change.is_new_text else done


def _part(part: Part, changed: Sequence[tuple[Stretch, str]]) -> Part:
    """One line with what goes gone, from its end to its beginning."""
    text, spans = part.text, words_of(part.text)
    for place, come in reversed(changed):
        text = text[: spans[place.first].start] + come + text[spans[place.last - 1].end :]
    return part.model_copy(update={"text": tidied(text) if changed else text})


def _has_verb(text: str) -> bool:
    """Whether a text ends with «is», as people write it («سعدیه»)."""
    return text.endswith("ه") and repair(text).text.endswith(_IS)


def _without_verb(text: str) -> str:
    return text.removesuffix("ه") if _has_verb(text) else text


def _added(draft: Draft, part: Part, key: str) -> Edited:
    more = draft.model_copy(update={"parts": (*draft.parts, part)})
    if len(more.description) > MOST_CHARACTERS:
        return Edited(draft, ("no_room",))
    return Edited(more, (key,))


def tidied(text: str) -> str:
    """A text without the blanks and stops that a removal leaves."""
    text = re.sub(r"[،,؛]\s*(?=[.،,!؟?؛])", "", text)
    text = re.sub(r"(?<=[.!؟?])\s+[.،,؛!؟?]+", "", text)
    text = re.sub(r"[^\S\n]+(?=[،,.\s])", "", text)
    text = re.sub(r"(?m)\s+(?:و|ولی|اما)(?=[\s.،,؛!؟?]*$)", "", text)
    return re.sub(r"(?m)^[\s.،,؛!؟?]+|(?:[^\S\n]|[،,؛])+$", "", text).rstrip()


# What is named to go, where it is not sure which words are meant


def _likely(draft: Draft, before: Draft, edits: EditReading, message: str) -> tuple[Clause, ...]:
    """The clauses of `draft` that are likeliest to go: that the message names, or is read to take.

    One that `before` has not was changed by this very message; how it was read is not known.
    """
    read = {
        one.text: float(shares[one.first : one.last].max())
        for one in _clauses(before)
        for shares in [edits.cut[one.part]]
    }
    said, some = words.own_words(message), _clauses(draft)
    shares = [len(words.own_words(one.text) & said) + read.get(one.text, 0.0) for one in some]
    first = sorted(range(len(some)), key=lambda number: -shares[number])[:_MOST_OFFERED]
    return tuple(clause for number, clause in enumerate(some) if number in first)


def _clauses(draft: Draft) -> list[Clause]:
    """All clauses of a draft."""
    found = []
    for number, part in enumerate(draft.parts):
        spans = words_of(part.text)
        for one in whole_clauses(part.text, spans):
            start, end = spans[one.first].start, spans[one.last - 1].end
            found.append(Clause(number, one.first, one.last, start, end, part.text[start:end]))
    return found


def without(draft: Draft, choice: str) -> Edited:
    """`draft` without the clause that a button names; as it is where it has no such clause."""
    clause = next((one for one in _clauses(draft) if one.choice == choice), None)
    if clause is None:
        return Edited(draft, ("no_such_part",))
    part = draft.parts[clause.part]
    text = tidied(part.text[: clause.start] + part.text[clause.end :])
    left = part.model_copy(update={"text": text})
    parts = (*draft.parts[: clause.part], left, *draft.parts[clause.part + 1 :])
    kept = tuple(one for one in parts if one.text)
    return (
        Edited(draft.model_copy(update={"parts": kept}), ("taken_removed",))
        if kept
        else Edited(draft, ("not_the_whole",))
    )
