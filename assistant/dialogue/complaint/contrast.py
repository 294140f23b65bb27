"""What a message sets against the words of a text: «۴۰ روز نه ۵۰ روز», «خط آخر رو بردار».

Around a pivot («نه», «به جای», «رو پاک کن بنویس») stand what is wrong, which is found as words of
the text, and what is right. Each way to read the words around a pivot is a candidate; the shares of
the edit encoder say which is meant, and where its words end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.dialogue.complaint.constructions import Constructions
from assistant.dialogue.complaint.fitting import ALIKE, ContrastWeights, fitted
from assistant.dialogue.complaint.matching import Atom, Stretch, atoms, is_same
from assistant.dialogue.complaint.message_words import MessageWords, listed
from assistant.dialogue.complaint.naming import NamedWords, Naming, logits
from assistant.dialogue.complaint.numbers import only_amount
from knowledge.features.edits import EditReading

OF_NEW, OF_OLD = 0.3, 0.5
"""How much the encoder's logits count: of each new word, and of the words that go together."""
CLEAR = 1.5
"""What speaks for a contrast whose sentence says no more."""
SURELY_READ = 0.95
"""Where the encoder is so sure of every word, its marks are carried out as they are: of 540
messages with a contrast three more are right so."""
_SHARED = 1.5
"""For a word that new ones share with a part of what is named: «شعبه یک … اسرار», «شعبه دو»."""
LEAST = -2.0
"""Support that a contrast needs. From 1 on 24 of 461 puttings right are read less; of 590 messages
that add, or change nothing, it spoils one at most at either."""


@dataclass(frozen=True)
class Contrast:
    """What goes, what comes for it, and which words of the message say so.

    `named` are all the words of the text that the message names. What comes, comes for each place
    that goes, if it `is_each`; else once, for all. `support` and `agrees` say how far the encoder
    is for it, `is_clear` whether nothing else is said beside it; what `is_told` is dictated.
    """

    gone: tuple[Stretch, ...]
    come: Stretch | None
    covers: Stretch
    named: tuple[Stretch, ...]
    score: float
    support: float
    agrees: float
    is_each: bool
    is_clear: bool
    is_told: bool = False

    def is_apart_from(self, other: "Contrast") -> bool:
        """Whether two use other words of the message, and of the text."""
        covers, others = self.covers, other.covers
        is_apart = covers.last <= others.first or others.last <= covers.first
        return is_apart and not any(
            place.line == one.line and place.first < one.last and one.first < place.last
            for place in self.gone
            for one in other.gone
        )


class Contrasts:
    """The contrasts of one masked message before the lines of a text."""

    def __init__(self, lines: Sequence[str], edits: EditReading, message: str) -> None:
        self._edits, self._said = edits, MessageWords(message, edits.words)
        self._found: list[Contrast] = []
        if not self._said.words or not any(edits.lines):
            return
        self._names = Naming(lines, edits, self._said)
        if _is_surely_read(edits) and not self._comes_for_itself():
            return
        self._weights = ContrastWeights(self._said, self._names)
        self._new, self._other = logits(edits.instead + edits.tells), logits(edits.instead)
        for one in sorted(self._candidates(), key=lambda one: -one.score):
            if one.support >= LEAST and all(one.is_apart_from(other) for other in self._found):
                self._found.append(one)

    def _comes_for_itself(self) -> bool:
        """Whether a word is marked to come for the same one: «یکشنبه نه دوشنبه» is misread so.

        A text that begins anew may well repeat words of the old one.
        """
        marked = zip(self._said.words, self._edits.instead, strict=True)
        come = {word for word, share in marked if share >= SURELY_READ}
        texts = zip(self._names.text.words, self._edits.cut, strict=True)
        gone = [pair for line, shares in texts for pair in zip(line, shares, strict=True)]
        return not self._edits.is_new_text and any(
            share >= SURELY_READ and word in come for word, share in gone
        )

    @property
    def found(self) -> list[Contrast]:
        """The likeliest ones that do not overlap, in the order of the message."""
        return sorted(self._found, key=lambda one: one.covers)

    @property
    def orders_at(self) -> list[Stretch]:
        """Where words order a change of the text."""
        return self._said.pivots("removes", "changes", "makes", "writes", "in_its_place")

    @property
    def dictated(self) -> list[Stretch]:
        """What is to come as it was typed: behind «اینم اضافه کن»."""
        return self._said.dictated

    @property
    def asides(self) -> list[Stretch]:
        """Words about what was told wrong, which belong into no text: «ببخشید اشتباه گفتم»."""
        return self._said.pivots("mistaken")

    @property
    def orders(self) -> bool:
        """Whether any words order to take something out, or to put other words in its place."""
        return bool(self._said.pivots("removes", "changes", "instead", "in_its_place"))

    @property
    def rest(self) -> EditReading:
        """What the message does beside its contrasts."""
        edits = self._edits
        if not self._found:
            return edits
        tells, instead = edits.tells.copy(), edits.instead.copy()
        cut = tuple(line.copy() for line in edits.cut)
        for one in self._found:
            tells[one.covers.first : one.covers.last] = 0
            instead[one.covers.first : one.covers.last] = 0
            for place in (*one.gone, *one.named):
                cut[place.line][place.first : place.last] = 0
        replaces = instead > np.maximum(tells, 1 - tells - instead)
        if not replaces.any() or not any((line >= 0.5).any() for line in cut):
            # Words that go and have none that come, or the other way round, are half of something.
            instead[:] = 0
            for line in cut if not self._removes_more() else ():
                line[:] = 0
        return replace(edits, tells=tells, instead=instead, cut=cut)

    def _removes_more(self) -> bool:
        return any(
            not any(one.covers.first <= pivot.first < one.covers.last for one in self._found)
            for pivot in self._said.pivots("removes")
        )

    def _candidates(self) -> Iterator[Contrast]:
        for one in Constructions(self._said, self._names, self._edits).all():
            if one.old.is_choice and self._edits.is_new_text:
                continue
            if one.new is None:
                yield self._scored(one.old.places, None, one.old, one.pivot, prior=one.prior)
            else:
                yield from self._swap(
                    one.old, one.pivot, one.new, prior=one.prior, is_told=one.is_told
                )

    # What comes

    def _swap(
        self,
        old: NamedWords,
        pivot: Stretch,
        new: Stretch,
        prior: float = 0.0,
        *,
        is_told: bool = False,
    ) -> Iterator[Contrast]:
        said = self._said.words[new.first : new.last]
        if any(word.startswith("[") for word in said) and not self._is_hidden_for_hidden(old, said):
            return
        if said[0] in listed("asking") or all(
            word in listed("poor", "before_new") for word in said
        ):
            return
        come = [
            replace(one, first=one.first + new.first, last=one.last + new.first)
            for one in atoms(said)
        ]
        weigh = self._weights.of_told if is_told else self._weights.of_denied
        prior += old.prior + weigh(old, new, come)
        if old.is_order:
            yield self._scored(old.places, new, old, pivot, prior=prior, is_told=is_told)
            return
        old = self._beside(old, new)
        for places, some, more in self._alternatives(old, come):
            yield from self._at(places, some, old, pivot, new, prior=prior + more, is_told=is_told)

    def _is_hidden_for_hidden(self, old: NamedWords, said: Sequence[str]) -> bool:
        """Whether one mark comes where another stands: no other words may be hidden."""
        there = [self._names.text.words[one.line][one.first : one.last] for one in old.places]
        is_mark = all(len(one) == 1 and one[0].startswith("[") for one in (said, *there))
        return is_mark and not old.is_order

    def _beside(self, old: NamedWords, new: Stretch) -> NamedWords:
        """Of places the ones beside a word that goes with the new ones: «شعبه دو بود نه یک»."""
        said = self._said.words
        near = {*said[max(0, new.first - 1) : new.last], *said[old.said.first - 1 : old.said.first]}
        near -= listed("poor", "before_new", "behind_new") | {*said[old.said.first : old.said.last]}
        beside = tuple(
            place
            for place in old.places
            for line in [self._names.text.words[place.line]]
            if near & {*line[max(0, place.first - 1) : place.first], *line[place.last :][:1]}
        )
        return replace(old, places=beside) if beside and not old.is_choice else old

    def _alternatives(
        self, old: NamedWords, come: Sequence[Atom]
    ) -> Iterator[tuple[Sequence[Stretch], Sequence[Atom], float]]:
        """Places that may be meant together, what comes there, and how well that fits."""
        if not old.is_choice:
            yield self._meant(self._alike(old.places, come)), come, 0.0
            return
        parts = {place: self._names.atoms(place) for place in old.places}
        for place, some in parts.items():
            others = [other for one, other in parts.items() if one != place]
            rest = _without_parts(come, others)
            if not _has_all(rest, some):
                yield [place], rest, _likeness(some, rest) + (len(rest) < len(come))

    def _alike(self, places: Sequence[Stretch], come: Sequence[Atom]) -> Sequence[Stretch]:
        """Of places with the same number those that count what the new one does, if any."""
        new = only_amount(come)
        if new is None:
            return places
        alike = [
            place
            for line, one in self._names.amounts
            for place in places
            if place.line == line
            and (there := self._names.place_of(line, one)).first < place.last
            and place.first < there.last
            and new.is_like(one)
        ]
        return alike or places

    def _at(
        self,
        there: Sequence[Stretch],
        come: Sequence[Atom],
        old: NamedWords,
        pivot: Stretch,
        new: Stretch,
        *,
        prior: float,
        is_told: bool,
    ) -> Iterator[Contrast]:
        places = [
            (place, fit) for place in there if (fit := self._fit(place, come, is_told=is_told))
        ]
        if places:
            some = places[0][1][1]
            gone = [fit[0] for _, fit in places if fit[1] == some]
            stretch = Stretch(some[0].first, some[-1].last)
            named = [place for place, _ in places]
            yield self._scored(
                gone, stretch, old, pivot, prior=prior, new=new, named=named, is_told=is_told
            )

    def _fit(
        self, place: Stretch, come: Sequence[Atom], *, is_told: bool
    ) -> tuple[Stretch, Sequence[Atom]] | None:
        sentence = self._names.sentence_of(place)
        if not is_told:
            place = self._narrow(place, len(come))
        return fitted(self._names.text, place, come, sentence, is_told=is_told)

    def _narrow(self, place: Stretch, size: int) -> Stretch:
        """«مامور اماکن نه بهداشت» leaves the «مامور», where the encoder does not take it out."""
        cut, first = self._names.cut[place.line], place.first
        while place.last - first > size and cut[first] < 0 < cut[first + 1 : place.last].max():
            first += 1
        return Stretch(first, place.last, place.line)

    def _meant(self, places: Sequence[Stretch]) -> list[Stretch]:
        """Of places with the same words all that the encoder takes out, or the likeliest."""
        likely = [self._names.likely(one) for one in places]
        taken = [one for one, share in zip(places, likely, strict=True) if share > 0]
        return taken or [places[likely.index(max(likely))]]

    # How likely it is

    def _scored(
        self,
        gone: Sequence[Stretch],
        come: Stretch | None,
        old: NamedWords,
        pivot: Stretch,
        *,
        prior: float,
        new: Stretch | None = None,
        named: Sequence[Stretch] = (),
        is_told: bool = False,
    ) -> Contrast:
        parts = [part for part in (old.said, pivot, new or come) if part]
        covers = Stretch(min(one.first for one in parts), max(one.last for one in parts))
        named, is_clear = tuple(named or gone), self._said.is_clear(covers)
        cut = np.concatenate([self._names.cut[one.line][one.first : one.last] for one in named])
        agrees = likely = float(cut.mean()) if len(cut) else 0.0
        support = OF_OLD * likely + prior + CLEAR * (is_clear and come is not None)
        score = support - OF_NEW * float(self._new[old.said.first : old.said.last].sum())
        if come:
            comes = float(self._other[come.first : come.last].mean())
            score += OF_NEW * float(self._new[come.first : come.last].sum())
            support, agrees = support + comes, min(likely, comes)
        kinds = (not old.is_order, is_clear, is_told)
        return Contrast(tuple(gone), come, covers, named, score, support, agrees, *kinds)


def _without_parts(come: Sequence[Atom], parts: Sequence[Sequence[Atom]]) -> Sequence[Atom]:
    """New words without those that repeat another part of what is named, at their ends."""
    for part in parts:
        size = len(part)
        if len(come) > size and is_same(come[:size], part):
            come = come[size:]
        if len(come) > size and is_same(come[-size:], part):
            come = come[:-size]
    return come


def _has_all(come: Sequence[Atom], part: Sequence[Atom]) -> bool:
    keys = {one.key for one in come}
    return all(one.key in keys for one in part)


def _likeness(part: Sequence[Atom], come: Sequence[Atom]) -> float:
    """How well new words fit a part of what is named: they share a word, or count as well."""
    shares = any(is_same([one], [other]) for one in part for other in come)
    counts = [any(one.is_number for one in some) for some in (part, come)]
    return _SHARED * shares + ALIKE * (1 if counts[0] == counts[1] else -1)


def _is_surely_read(edits: EditReading) -> bool:
    told = np.maximum.reduce([edits.tells, edits.instead, edits.says_nothing])
    cut = np.concatenate(edits.cut)
    return bool(min(told.min(), np.maximum(cut, 1 - cut).min()) >= SURELY_READ)
