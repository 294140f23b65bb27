"""Carries out in the description of a case what a message changes, as far as that is sure.

«اسم روستا فتح‌آباده. ۱۸ میلیون نه، ۲۸. بعد ثبتش کن» puts two things right; nothing that is said to
the assistant comes into the text. Which words do what, the edit encoder says. A change that is not
sure changes nothing by itself: a spoilt text would help nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from zlib import crc32

import numpy as np

from assistant.dialogue.complaint.change import Change, joined
from assistant.dialogue.complaint.swapping import Stretch, plain, stretches
from assistant.dialogue.ranking import Features, Ranker
from assistant.dialogue.state import Draft, Part
from assistant.language.repair import repair
from knowledge.features.edits import EditReading, clauses_of, words_of

MOST_CHARACTERS = 2000
"""Of a description with all its pieces; a case takes no more."""
WEIGHTS = Path(__file__).parent / "certainty.json"
SURE, MAY_BE = 0.65, 0.15
"""From the first on a change is carried out; from the second it is shown, and waits for a yes. Of
the changes of 299 hard messages that nothing had learnt .78 are above the first, .81 of them right.
"""
CORRECTED, WRONG = "به‌جای «{old}» درست این است: «{new}»", "این درست نیست: «{old}»"
"""How a change of a filed case is told: its own text stays as it was filed."""
CUT = "edit:cut:"
_SURELY_NOTHING = 0.9
_MOST_OFFERED = 3
_IS = " است"


@dataclass(frozen=True)
class Clause:
    """A clause of a description, which may be meant: the part that it is of, and its words."""

    part: int
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

    `offered` are clauses of which the citizen has to choose the one that goes, `proposed` is the
    text as it would be; where it `is_unclear` what changes, the citizen writes the text anew.
    """

    draft: Draft
    said: tuple[str, ...] = ()
    offered: tuple[Clause, ...] = ()
    proposed: tuple[Part, ...] = ()
    is_unclear: bool = False

    @property
    def waits(self) -> bool:
        """Whether nothing is changed yet."""
        return bool(self.offered or self.proposed) or self.is_unclear

    def saying(self, key: str, draft: Draft | None = None) -> "Edited":
        """Likewise, with one more change said."""
        return Edited(draft or self.draft, tuple(dict.fromkeys((*self.said, key))))


def certainty(signs: Features) -> float:
    """How likely a change with these `signs` is what the citizen means."""
    return float(_weights().shares([signs, {}])[0])


def _likelihood(change: Change) -> float:
    """How likely a change is meant; what only tells more spoils nothing."""
    if change.is_unlike:
        return 0.0
    return 1.0 if change.only_tells else certainty(change.signs)


@cache
def _weights() -> Ranker:
    return Ranker(WEIGHTS)


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
    change = Change(draft, edits, message, may_remove=may_remove)
    likely = _likelihood(change)
    # In a single clause there is nothing to choose from.
    is_alone = change.only_removes and len(_clauses(draft)) == 1
    if likely >= SURE or is_alone or not draft.parts:
        return carried_out(draft, change, turn_id)
    if change.only_removes:
        return Edited(draft, ("which_goes",), _likely(draft, edits))
    done = carried_out(draft, change, turn_id).draft
    if likely >= MAY_BE and done != draft:
        return Edited(draft, proposed=done.parts)
    return Edited(draft, is_unclear=True)


def carried_out(draft: Draft, change: Change, turn_id: str | None) -> Edited:
    """`draft` after a change, however sure that is."""
    done = _put_right(draft, change)
    if len(done.draft.description) > max(MOST_CHARACTERS, len(draft.description)):
        return Edited(draft).saying("no_room")
    if told := change.told():
        more = _added(done.draft, Part(text=told, turn=turn_id), "taken_added")
        done = done.saying(more.said[0], more.draft)
    if not done.draft.parts and draft.parts:
        # Nothing would be left to tell.
        return Edited(draft).saying("not_the_whole")
    return done


def told_by(edits: EditReading, message: str) -> str:
    """The words of a masked message that belong into a description, as they were typed."""
    return joined(message, edits.words, stretches(edits.comes))


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
    change = Change(filed, edits, message)
    told = "\n".join(filter(None, [*_corrections(change), change.told()]))
    if not told or _likelihood(change) >= SURE:
        return told, True
    return noted(filed, edits, message), False


def _corrections(change: Change) -> list[str]:
    """Each change of words that stand there, with those beside them, as a sentence, once."""
    places = sorted({*change.gone, *change.swaps}, key=lambda one: (one.line, one.first))
    return list(dict.fromkeys(_correction(change, place) for place in places))


def _correction(change: Change, place: Stretch) -> str:
    come, old = _coming(change, place), change.old(place)
    if place.first < place.last and not come:
        return WRONG.format(old=old)
    before = change.words_of(place.line, max(0, place.first - 1), place.first)
    behind = change.words_of(place.line, place.last, place.last + 2)
    told = (" ".join(filter(None, [before, word, behind])) for word in (old, come))
    return CORRECTED.format(**dict(zip(("old", "new"), told, strict=True)))


def _coming(change: Change, place: Stretch) -> str:
    come = [change.text(one) for one in change.swaps.get(place, ())]
    # The words that go may be a sentence, or have ended with «is» themselves.
    may_end_in_verb = change.is_line(place) or _has_verb(change.old(place))
    if come and not may_end_in_verb:
        come[-1] = _without_verb(come[-1])
    return " ".join(come)


def _put_right(draft: Draft, change: Change) -> Edited:
    """The draft with words put right and taken out."""
    places = {*change.gone, *change.swaps}
    if not places:
        return Edited(draft)
    parts = [
        _part(change, part, sorted(place for place in places if place.line == number))
        for number, part in enumerate(draft.parts)
    ]
    kept = tuple(part for part in parts if part.text)
    done = Edited(draft.model_copy(update={"parts": kept}))
    if change.swaps:
        done = done.saying("taken_swapped")
    return done.saying("taken_removed") if len(change.swaps) < len(places) else done


def _part(change: Change, part: Part, places: Sequence[Stretch]) -> Part:
    """One line with what goes gone, from its end to its beginning."""
    text = part.text
    spans = words_of(text)
    for place in reversed(places):
        come = _coming(change, place)
        if place.first == place.last:
            start = spans[place.first].start if place.first < len(spans) else len(text)
            text = f"{text[:start].rstrip()} {come} {text[start:]}".strip()
        else:
            start, end = spans[place.first].start, spans[place.last - 1].end
            text = text[:start] + come + text[end:]
    return part.model_copy(update={"text": tidied(text) if places else text})


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


def _likely(draft: Draft, edits: EditReading) -> tuple[Clause, ...]:
    """The clauses of the draft that are likeliest to go, in their order."""
    likely = [
        float(shares[np.array(clauses) == clause].mean())
        for shares, clauses in zip(edits.cut, edits.clauses_of_lines, strict=True)
        for clause in range(max(clauses, default=-1) + 1)
    ]
    first = sorted(range(len(likely)), key=lambda number: -likely[number])[:_MOST_OFFERED]
    return tuple(clause for number, clause in enumerate(_clauses(draft)) if number in first)


def _clauses(draft: Draft) -> list[Clause]:
    """All clauses of a draft."""
    found = []
    for number, part in enumerate(draft.parts):
        there = words_of(part.text)
        numbered = zip(clauses_of(part.text, there), there, strict=True)
        for _, group in groupby(numbered, itemgetter(0)):
            spans = [word for _, word in group]
            start, end = spans[0].start, spans[-1].end
            found.append(Clause(number, start, end, part.text[start:end]))
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
