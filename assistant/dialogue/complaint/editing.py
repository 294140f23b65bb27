"""What a message changes in the description of a case: words come in, go, or give way to others.

«اسم روستا فتح‌آباده. ۱۸ میلیون نه، ۲۸. بعد ثبتش کن» puts two things right; nothing that is said to
the assistant comes into the text. Which words do what, the edit encoder says.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.dialogue.complaint.swapping import Stretch, Swaps, plain, stretches
from assistant.dialogue.state import Draft, Part
from assistant.language.pii import PLACEHOLDER
from assistant.language.repair import repair
from knowledge.features.edits import EditReading, Span

MOST_CHARACTERS = 2000
"""Of a description with all its pieces; a case takes no more."""
CORRECTED, WRONG = "به‌جای «{old}» درست این است: «{new}»", "این درست نیست: «{old}»"
"""How a change of a filed case is told: its own text stays as it was filed."""
LIKELY_INSTEAD = 0.1
"""From here on words come for others that go, where these are not to be left out."""
MOST_OF_LINE, MAY_GO = 0.6, 0.1
"""A line of which so much goes is meant whole, if the rest may go as well: «مرتیکه» alone would be
left of one."""
_IS = " است"
_STOP = re.compile(r"[.!؟?؛\n]")
_MARK = re.compile(r"[.،,؛!؟?\n]")
_EDGES = " \t\n،,.؛:-"


@dataclass(frozen=True)
class Edited:
    """A draft after a message, and the keys of the sentences that say what was done to it."""

    draft: Draft
    said: tuple[str, ...] = ()

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
    change = _Change(draft, edits, message, may_remove=may_remove)
    done = change.carried_out()
    if len(done.draft.description) > max(MOST_CHARACTERS, len(draft.description)):
        return Edited(draft).saying("no_room")
    if told := change.told():
        done = _added(done, Part(text=told, turn=turn_id))
    if not done.draft.parts and draft.parts:
        # Nothing would be left to tell.
        return Edited(draft).saying("not_the_whole")
    return done


def told_by(edits: EditReading, message: str) -> str:
    """The words of a masked message that belong into a description, as they were typed."""
    return _joined(message, edits.words, stretches(edits.comes))


def for_agency(filed: Draft, edits: EditReading, message: str) -> str:
    """What a masked message says to who has a filed case: what was wrong in it, and what is new."""
    change = _Change(filed, edits, message)
    return "\n".join(filter(None, [*change.corrections(), change.told()]))


class _Change:
    """One message before one draft."""

    def __init__(
        self, draft: Draft, edits: EditReading, message: str, *, may_remove: bool = True
    ) -> None:
        self._draft, self._edits, self._message = draft, edits, message
        self._lines = [part.text for part in draft.parts]
        self._gone = [
            one
            for number, line in enumerate(edits.cut)
            for one in stretches((line >= 0.5).tolist(), number)
        ]
        self._new = self._coming_in()
        self._swaps = self._swapped()
        if not may_remove:
            self._swaps |= self._likeliest()
        self._widen()
        self._gone = self._whole() if may_remove or self._is_new_text() else [*self._swaps]
        used = {one for some in self._swaps.values() for one in some}
        self._free = [one for one in self._new if one not in used]

    def _likeliest(self) -> dict[Stretch, list[Stretch]]:
        """For what surely goes and is not to be removed: the likeliest other words."""
        told = self._edits.instead + self._edits.tells / 2
        found = {}
        for place in self._gone:
            old = {plain(word) for word in self._old(place).split()}
            likely = [
                0.0 if plain(self._word(n)) in old else float(share) for n, share in enumerate(told)
            ]
            most = max(likely, default=0.0)
            if place not in self._swaps and most >= LIKELY_INSTEAD:
                near = stretches([share >= most / 2 for share in likely])
                found[place] = [one for one in near if max(likely[one.first : one.last]) == most]
        return found

    def _word(self, number: int) -> str:
        span = self._edits.words[number]
        return self._message[span.start : span.end]

    def _widen(self) -> None:
        """«۹ میلیون» for the «۸» of «۸ میلیون» comes for both words: one unit is enough."""
        wide = {place: self._wide(place) for place in self._swaps}
        self._swaps = {wide[place]: new for place, new in self._swaps.items()}
        self._gone = [wide.get(place, place) for place in self._gone]

    def _wide(self, place: Stretch) -> Stretch:
        if place.first == place.last:
            return place
        come = [plain(word) for one in self._swaps[place] for word in self._text(one).split()]
        line = [plain(self._words_of(place.line, n, n + 1)) for n in range(place.last + 1)]
        is_behind = len(come) > 1 and come[-1] == line[place.last]
        is_before = len(come) > 1 and place.first > 0 and come[0] == line[place.first - 1]
        return Stretch(place.first - is_before, place.last + is_behind, place.line)

    def _whole(self) -> list[Stretch]:
        """What goes; all of a line where most of it goes and nothing comes for it."""
        found = []
        for number, shares in enumerate(self._edits.cut):
            gone = [one for one in self._gone if one.line == number]
            kept = shares[shares < 0.5]
            is_most = len(kept) <= (1 - MOST_OF_LINE) * len(shares)
            is_swapped = any(one in self._swaps for one in gone)
            if gone and is_most and not is_swapped and (kept >= MAY_GO).all():
                gone = [Stretch(0, len(shares), number)]
            found += gone
        return found

    def _coming_in(self) -> list[Stretch]:
        """Words that stand for others; «عصا نه واکر، سه دفعه نه دو» has two such, side by side."""
        new = stretches(self._edits.replaces)
        parts = [part for one in new for part in self._apart(one)]
        return new if self._is_new_text() or len(parts) > len(self._gone) else parts

    def _is_new_text(self) -> bool:
        """Whether all that stands there gives way."""
        return bool(self._edits.cut) and all(bool((line >= 0.5).all()) for line in self._edits.cut)

    def _apart(self, one: Stretch) -> list[Stretch]:
        """A stretch of the message in the parts that stops leave."""
        spans, first, found = self._edits.words, one.first, list[Stretch]()
        for last in range(one.first + 1, one.last + 1):
            is_end = last == one.last
            if is_end or _MARK.search(self._message[spans[last - 1].end : spans[last].start]):
                found.append(Stretch(first, last))
                first = last
        return found

    def _swapped(self) -> dict[Stretch, list[Stretch]]:
        """What comes at which place of the draft."""
        lines = [
            [plain(line[word.start : word.end]) for word in spans]
            for line, spans in zip(self._lines, self._edits.lines, strict=True)
        ]
        message = [plain(self._message[word.start : word.end]) for word in self._edits.words]
        swaps = Swaps(message, lines, self._clauses())
        # Hidden data stays in the turn that has it as typed, and so in a part of that turn.
        new = [one for one in self._new if not PLACEHOLDER.search(self._text(one))]
        if self._gone:
            pairs = swaps.pairs(new, self._gone)
            return {place: some for place, some in pairs.items() if self._differs(place, some)}
        beside = {one: swaps.place_beside(one) for one in new}
        return {place: [one] for one, place in beside.items() if place}

    def _clauses(self) -> list[int]:
        """The number of the clause that each word of the message is of."""
        number, end, found = 0, 0, []
        for span in self._edits.words:
            number += bool(end and _MARK.search(self._message[end : span.start]))
            end = span.end
            found.append(number)
        return found

    def _differs(self, place: Stretch, new: Sequence[Stretch]) -> bool:
        """«سه هفته نه دو هفته»: «دو» comes for no «دو»."""
        come = [plain(self._word(n)) for one in new for n in range(one.first, one.last)]
        return come != [plain(word) for word in self._old(place).split()]

    def _text(self, one: Stretch) -> str:
        spans = self._edits.words
        return self._message[spans[one.first].start : spans[one.last - 1].end]

    def told(self) -> str:
        """What is told more, and new words that stand for none."""
        tells = list(self._edits.tells_more)
        for one in (one for some in self._swaps.values() for one in some):
            tells[one.first : one.last] = [False] * (one.last - one.first)
        told = [*stretches(tells), *self._free]
        return _joined(self._message, self._edits.words, sorted(told))

    def corrections(self) -> list[str]:
        """Each change of words that stand there, with those beside them, as a sentence, once."""
        places = sorted({*self._gone, *self._swaps}, key=lambda one: (one.line, one.first))
        return list(dict.fromkeys(map(self._correction, places)))

    def _correction(self, place: Stretch) -> str:
        come = self._coming(place)
        if place.first < place.last and not come:
            return WRONG.format(old=self._old(place))
        before = self._words_of(place.line, max(0, place.first - 1), place.first)
        behind = self._words_of(place.line, place.last, place.last + 2)
        old = self._old(place) if place.first < place.last else ""
        told = (" ".join(filter(None, [before, word, behind])) for word in (old, come))
        return CORRECTED.format(**dict(zip(("old", "new"), told, strict=True)))

    def _words_of(self, number: int, first: int, last: int) -> str:
        """Words of a line, with what stands between them; nothing where there are none."""
        spans, line = self._edits.lines[number][first:last], self._lines[number]
        return line[spans[0].start : spans[-1].end] if spans else ""

    def _old(self, place: Stretch) -> str:
        return self._words_of(place.line, place.first, place.last)

    def _coming(self, place: Stretch) -> str:
        come = [self._text(one) for one in self._swaps.get(place, ())]
        if come and not self._may_end_in_verb(place):
            come[-1] = _without_verb(come[-1])
        return " ".join(come)

    def _may_end_in_verb(self, place: Stretch) -> bool:
        """Whether the words that go are a sentence, or ended with «is» themselves."""
        is_line = (place.first, place.last) == (0, len(self._edits.lines[place.line]))
        return is_line or _has_verb(self._old(place))

    def carried_out(self) -> Edited:
        """The draft with words put right and taken out."""
        places = {*self._gone, *self._swaps}
        if not places:
            return Edited(self._draft)
        parts = [
            self._part(number, part, sorted(place for place in places if place.line == number))
            for number, part in enumerate(self._draft.parts)
        ]
        kept = tuple(part for part in parts if part.text)
        draft = self._draft.model_copy(update={"parts": kept})
        done = Edited(draft)
        if self._swaps:
            done = done.saying("taken_swapped")
        return done.saying("taken_removed") if len(self._swaps) < len(places) else done

    def _part(self, number: int, part: Part, places: Sequence[Stretch]) -> Part:
        """One line with what goes gone, from its end to its beginning."""
        text, spans = part.text, self._edits.lines[number]
        for place in reversed(places):
            come = self._coming(place)
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


def _joined(message: str, spans: Sequence[Span], told: Iterable[Stretch]) -> str:
    """Stretches of a message as one text; a new line where a sentence ended between them."""
    text, end = "", 0
    for one in told:
        start = spans[one.first].start
        if text:
            text += "\n" if _STOP.search(message[end:start]) else " "
        end = spans[one.last - 1].end
        text += message[start:end]
    return text.strip(_EDGES)


def _added(done: Edited, part: Part) -> Edited:
    more = done.draft.model_copy(update={"parts": (*done.draft.parts, part)})
    if len(more.description) > MOST_CHARACTERS:
        return done.saying("no_room")
    return done.saying("taken_added", more)


def tidied(text: str) -> str:
    """A text without the blanks and stops that a removal leaves."""
    text = re.sub(r"[،,؛]\s*(?=[.،,!؟?؛])", "", text)
    text = re.sub(r"(?<=[.!؟?])\s+[.،,؛!؟?]+", "", text)
    text = re.sub(r"[^\S\n]+(?=[،,.\s])", "", text)
    return re.sub(r"(?m)^[\s.،,؛!؟?]+|(?:[^\S\n]|[،,؛])+$", "", text).rstrip()
