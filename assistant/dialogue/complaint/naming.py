"""What a message names of a text: words that stand there, «خط آخر», «از فلان تا آخر»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assistant.dialogue import words
from assistant.dialogue.complaint.matching import Atom, Stretch, Text, atoms, plain
from assistant.dialogue.complaint.message_words import MessageWords, listed
from assistant.dialogue.complaint.numbers import Amount, amounts
from assistant.dialogue.complaint.ordered import named_by_order, sentences
from knowledge.features.edits import EditReading, Floats

MOST_NAMED = 16
"""Words that name something."""
_PARTLY = -0.5
_MOST_LOGIT = 3.0


_WORD_FOR_WORD, _SEVERAL = 3, 2


@dataclass(frozen=True)
class NamedWords:
    """Words of a message, and the words of the text that they name; `prior` says how surely.

    Of places that are a choice only one is meant: of parts that other words stand between, or of
    numbers that count the same.
    """

    said: Stretch
    places: tuple[Stretch, ...]
    prior: float = 0.0
    is_order: bool = False
    is_choice: bool = False

    @property
    def is_word_for_word(self) -> bool:
        """Whether so many words are named, one behind the other, that these alone are meant."""
        return not self.is_order and self.said.last - self.said.first >= _WORD_FOR_WORD


class Naming:
    """Finds what a message names in the lines of a text; `cut` are logits that words go."""

    def __init__(self, lines: Sequence[str], edits: EditReading, said: MessageWords) -> None:
        self._lines, self._spans, self._said = lines, edits.lines, said
        self.text = Text(
            [
                [plain(line[word.start : word.end]) for word in spans]
                for line, spans in zip(lines, edits.lines, strict=True)
            ]
        )
        self.sentences = sentences(lines, edits.lines)
        self.cut = [logits(one) for one in edits.cut]
        self.is_known = [
            word in listed("poor") or bool(self.text.places(atoms([word]))) for word in said.words
        ]

    def before(self, end: int, low: int) -> NamedWords | None:
        """The most words right before there that are words of the text."""
        while end > low:
            for first in range(max(low, end - MOST_NAMED), end):
                if found := self.these(first, end):
                    is_whole = first == low or self._said.is_edge(first)
                    return replace(found, prior=0.0 if is_whole else _PARTLY)
            if self._said.words[end - 1] not in listed("behind_old"):
                return None
            end -= 1
        return None

    def behind(self, start: int, high: int) -> NamedWords | None:
        """The most words from there on that are words of the text."""
        while start < high:
            for last in range(min(high, start + MOST_NAMED), start, -1):
                if found := self.these(start, last):
                    return found
            if self._said.words[start] not in listed("before_old"):
                return None
            start += 1
        return None

    def these(self, first: int, last: int) -> NamedWords | None:
        """Where these words of the message stand in the text; little words name nothing."""
        some = self._said.words[first:last]
        if all(word in listed("poor") or (len(word) == 1 and not word.isdigit()) for word in some):
            return None
        if not any(self.is_known[first:last]) and len(some) > 2:
            return None
        if places := self.text.places(atoms(some)):
            return NamedWords(Stretch(first, last), tuple(places))
        parts = self.text.parts(atoms(some)) if len(some) > 1 and all(self._known_at(some)) else ()
        return NamedWords(Stretch(first, last), tuple(parts), is_choice=True) if parts else None

    def _known_at(self, some: Sequence[str]) -> Iterator[bool]:
        return (bool(self.text.places([one])) for one in atoms(some))

    def pointed_to(self, pivot: Stretch) -> NamedWords | None:
        """What «اونو» before a verb stands for: the most words of the text that were named."""
        said, end = self._said.words, pivot.first - 1
        if end > 0 and said[end] in listed("object") and said[end - 1] in listed("points"):
            end -= 1
        elif end < 0 or said[end] not in listed("points_at"):
            return None
        low = max(0, end - MOST_NAMED)
        found = [
            one
            for last in range(end, low, -1)
            for first in range(low, last)
            if (one := self.these(first, last)) and not one.is_choice
        ]
        best = max(found, key=self._own_words, default=None)
        is_place = {*said[low:end]} & listed("unit")
        return None if best is None or (is_place and self._own_words(best) <= 1) else best

    def _own_words(self, one: NamedWords) -> int:
        return sum(word not in listed("poor") for word in self._words(one.said))

    def _words(self, said: Stretch) -> Sequence[str]:
        return self._said.words[said.first : said.last]

    @cached_property
    def amounts(self) -> list[tuple[int, Amount]]:
        """The numbers of the text, each with its line."""
        return [(line, one) for line, some in enumerate(self.text.atoms) for one in amounts(some)]

    def place_of(self, line: int, one: Amount) -> Stretch:
        """Where a number of a line stands, with its unit."""
        some = self.text.atoms[line][one.first : one.end]
        return Stretch(some[0].first, some[-1].last, line)

    def keys(self, place: Stretch) -> list[str]:
        """The words that stand there, as they are compared."""
        return [one.key for one in self.atoms(place)]

    def atoms(self, place: Stretch) -> list[Atom]:
        """The words that stand there."""
        line = self.text.atoms[place.line]
        return [one for one in line if place.first <= one.first < place.last]

    def object_of(self, pivot: Stretch) -> NamedWords | None:
        """What a verb is said of: a place by its order, or words of the text."""
        low, _ = self._said.sentence(pivot)
        before = self._said.words[low : pivot.first]
        if low and all(word in listed("before_new") for word in before):
            low, _ = self._said.sentence(Stretch(low - 1, low))
        if sentence := self._sentence_about(low, pivot.first):
            return sentence
        found, order = self.before(pivot.first, low), self.by_order(low, pivot.first)
        if found is None or (order and order.said.first < found.said.first):
            return order
        has_unit = found.said.first > low and self._said.words[found.said.first - 1] in listed(
            "unit"
        )
        if has_unit and not found.is_word_for_word:
            # «خط همکارمو» is all of the sentence with these words.
            said = Stretch(found.said.first - 1, found.said.last)
            return NamedWords(said, tuple(map(self.sentence_of, found.places)), is_order=True)
        return found if found.said.last - found.said.first > 1 else order or found

    def _sentence_about(self, low: int, end: int) -> NamedWords | None:
        """«جملهٔ توهین به همسرم را»: the one sentence that has all these words, in any order."""
        said = self._said.words
        unit = next((n for n in reversed(range(low, end)) if said[n] in listed("unit")), None)
        if unit is None:
            return None
        own = [word for word in said[unit + 1 : end] if word not in listed("poor", "object")]
        fits = [one for one in self.sentences if all(self._has(one, word) for word in own)]
        is_one = len(fits) == 1 < len(self.sentences)
        if len(own) < _SEVERAL or "که" in said[unit:end] or not is_one:
            return None
        return NamedWords(Stretch(unit, end), (fits[0],), is_order=True)

    def _has(self, sentence: Stretch, word: str) -> bool:
        places = self.text.places(atoms([word]))
        return any(
            one.line == sentence.line and sentence.first <= one.first < sentence.last
            for one in places
        )

    def by_order(self, low: int, end: int) -> NamedWords | None:
        """What words that end there name by its order."""
        said = self._said.words
        if any(word in listed("except") for word in said[low:end]):
            return None
        for first in range(max(low, end - MOST_NAMED), end):
            named = said[first:end]
            while named and named[-1] in listed("behind_order"):
                named = named[:-1]
            if "که" in named:
                named = named[: named.index("که")]
            if places := self._between(named) or named_by_order(named, self._lines, self._spans):
                return NamedWords(Stretch(first, end), tuple(places), is_order=True)
        return None

    def _between(self, named: Sequence[str]) -> list[Stretch]:
        """«از «بعدش» تا آخر», «از «بعدش» تا «دعواش شد»»."""
        table, said = words.listed("contrast"), " ".join(named)
        behind = rf"(?: (?:{table['object']}))?"
        match = re.fullmatch(rf"(?:{table['from']}) (.+) (?:{table['to_the_end']}){behind}", said)
        if match:
            starts = self.text.places(atoms(match[1].split()))
            start = max(starts, key=lambda one: (self.cut[one.line][one.first], one), default=None)
            return self._range(start, None) if start else []
        match = re.fullmatch(rf"(?:{table['from']}) (.+) تا (.+?){behind}", said)
        ends = [self.text.places(atoms(some.split())) for some in match.groups()] if match else []
        return self._range(ends[0][0], ends[1][-1]) if ends and all(ends) else []

    def _range(self, start: Stretch, end: Stretch | None) -> list[Stretch]:
        """From one place to another, or to the end of the text, line by line."""
        lengths = [len(line) for line in self.text.words]
        end = end or Stretch(0, lengths[-1], len(lengths) - 1)
        if (start.line, start.first) >= (end.line, end.last):
            return []
        return [
            Stretch(
                start.first if number == start.line else 0,
                end.last if number == end.line else lengths[number],
                number,
            )
            for number in range(start.line, end.line + 1)
        ]

    def sentence_of(self, place: Stretch) -> Stretch:
        """The sentence of the text in which a place is."""
        return next(
            one
            for one in self.sentences
            if one.line == place.line and one.first <= place.first < one.last
        )

    def likely(self, place: Stretch) -> float:
        """How likely the encoder finds it that a place goes."""
        return float(self.cut[place.line][place.first : place.last].mean())


def logits(shares: Floats) -> Floats:
    """Probabilities as logits, of which none is far from 0."""
    clipped = np.clip(shares, 1e-3, 1 - 1e-3)
    told: Floats = np.clip(np.log(clipped / (1 - clipped)), -_MOST_LOGIT, _MOST_LOGIT)
    return told.astype(np.float32)
