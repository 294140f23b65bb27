"""What a message sets against the words of a text: «۴۰ روز نه ۵۰ روز», «خط آخر رو بردار».

Around a pivot («نه», «به جای», «رو پاک کن بنویس») stand what is wrong, which is found as words of
the text, and what is right. Each way to read the words around a pivot is a candidate; the shares of
the edit encoder say which is meant, and where its words end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.dialogue.complaint.alike import Atom, atoms
from assistant.dialogue.complaint.fitting import fitted
from assistant.dialogue.complaint.naming import MOST_NAMED, Named, Naming, logits
from assistant.dialogue.complaint.said import TREATS, Said, listed
from assistant.dialogue.complaint.swapping import Stretch
from assistant.dialogue.complaint.weighing import Weights
from knowledge.features.edits import EditReading

_MOST_ABOUT = 5
"""Words about what is wrong."""
OF_NEW, OF_OLD = 0.3, 0.5
"""How much the encoder's logits count: of each new word, and of the words that go together."""
CLEAR = 1.5
"""What speaks for a contrast whose sentence says no more."""
SURELY_READ = 0.95
"""Where the encoder is so sure of every word, its marks are carried out as they are: of 540
messages with a contrast three more are right so."""
LEAST = -2.0
"""Support that a contrast needs. From 1 on 24 of 461 puttings right are read less; of 590 messages
that add, or change nothing, it spoils one at most at either."""


@dataclass(frozen=True)
class Contrast:
    """What goes, what comes for it, and which words of the message say so.

    `named` are all the words of the text that the message names. What comes, comes for each place
    that goes, if it `is_each`; else once, for all. `support` and `agrees` say how far the encoder
    is for it, `is_clear` whether nothing else is said beside it.
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
        self._edits, self._said = edits, Said(message, edits.words)
        self._found: list[Contrast] = []
        if not self._said.words or not any(edits.lines) or _is_surely_read(edits):
            return
        self._names = Naming(lines, edits, self._said)
        self._weights = Weights(self._said, self._names)
        self._new, self._other = logits(edits.instead + edits.tells), logits(edits.instead)
        for one in sorted(self._candidates(), key=lambda one: -one.score):
            if one.support >= LEAST and all(one.is_apart_from(other) for other in self._found):
                self._found.append(one)

    @property
    def found(self) -> list[Contrast]:
        """The likeliest ones that do not overlap, in the order of the message."""
        return sorted(self._found, key=lambda one: one.covers)

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
        for pivot in self._said.pivots("not"):
            yield from self._denied(pivot)
        for pivot in self._said.pivots("instead"):
            yield from self._instead(pivot)
        for name in TREATS:
            for pivot in self._said.pivots(name):
                yield from self._treated(name, pivot)

    # Constructions

    def _denied(self, pivot: Stretch) -> Iterator[Contrast]:
        """«الف نه ب», «ب نه الف», «ب بود، الف غلطه»."""
        low, high = self._said.sentence(pivot)
        old = self._names.before(pivot.first, low)
        if old and {*self._said.words[max(0, old.said.first - 1) : old.said.first]} & listed(
            "only"
        ):
            # «فقط گوشت نیست» denies nothing.
            return
        if old:
            for new in self._said.unlike_orders(self._said.slots_behind(pivot.last, high)):
                yield from self._swap(old, pivot, new)
            for new in self._said.unlike_orders(self._said.slots_before(old.said.first, low)):
                yield from self._swap(old, pivot, new, prior=-1)
        if old := self._names.behind(pivot.last, high):
            for new in self._said.unlike_orders(self._said.slots_before(pivot.first, low)):
                yield from self._swap(old, pivot, new)

    def _instead(self, pivot: Stretch) -> Iterator[Contrast]:
        """«به جای الف بنویس ب», «ب به جای الف»."""
        low, high = self._said.sentence(pivot)
        if old := self._names.behind(pivot.last, high):
            for new in self._said.slots_told(old.said.last):
                yield from self._swap(old, pivot, new, prior=1, is_told=True)
            for new in self._said.slots_before(pivot.first, low):
                yield from self._swap(old, pivot, new)

    def _treated(self, name: str, pivot: Stretch) -> Iterator[Contrast]:
        """«الف رو پاک کن», «الف رو پاک کن بنویس ب», «الف بشه ب», «الف رو با ب عوض کن»."""
        old = self._names.object_of(pivot)
        is_object = old and {*self._said.words[old.said.last : pivot.first]} & listed("object")
        if old and (old.prior == 0 or old.is_word_for_word) and (name != "writes" or is_object):
            yield from self._done_to(name, old, pivot)
        if name in {"changes", "makes"}:
            yield from self._between(pivot)
        if old is None and name != "arrow":
            yield from self._spoken_of(name, pivot)

    def _done_to(self, name: str, old: Named, pivot: Stretch) -> Iterator[Contrast]:
        start = None
        if name in {"removes", "changes", "makes"}:
            start = self._said.connected(pivot.last, with_too=name == "changes")
        if start is None and name == "removes":
            is_whole = all(place in self._names.sentences for place in old.places)
            if old.is_order or old.is_word_for_word or is_whole:
                yield self._scored(old.places, None, old, pivot, prior=4)
            return
        for new in self._said.slots_told(start or pivot.last):
            yield from self._swap(old, pivot, new, prior=1, is_told=True)
        for other in self._said.pivots("writes"):
            new = Stretch(pivot.last, other.first)
            is_near = 0 < new.last - new.first <= MOST_NAMED
            if is_near and not self._said.has_mark(Stretch(pivot.last - 1, other.last)):
                # «الف رو بردار ب بنویس»
                yield from self._swap(old, pivot, new, prior=1, is_told=True)

    def _spoken_of(self, name: str, pivot: Stretch) -> Iterator[Contrast]:
        """«الف زیاده‌رویه، بنویس ب»: what is wrong, some words about it, and the order."""
        low, _ = self._said.sentence(pivot)
        before, _ = self._said.sentence(Stretch(low - 1, low)) if low else (low, low)
        for start in sorted({low, before}):
            first = start
            while first < pivot.first and self._said.words[first] in listed(
                "before_new", "before_old"
            ):
                first += 1
            for last in range(min(pivot.first, first + MOST_NAMED), first, -1):
                old = self._names.by_order(first, last) or self._names.these(first, last)
                if old is None or pivot.first - last > _MOST_ABOUT or self._said.adds(pivot):
                    continue
                if old.is_order or any(self._names.likely(one) > 0 for one in old.places):
                    yield from self._done_to(name, replace(old, prior=-0.5), pivot)
                break

    def _between(self, pivot: Stretch) -> Iterator[Contrast]:
        """«الف رو با ب عوض کن», «الف رو ب کن»."""
        low, _ = self._said.sentence(pivot)
        for number in range(max(low + 1, pivot.first - MOST_NAMED), pivot.first):
            is_with = self._said.words[number] in listed("with")
            new = Stretch(number + is_with, pivot.first)
            is_split = is_with or self._said.words[number - 1] in listed("object")
            if is_split and new.first < new.last and (old := self._names.before(number, low)):
                yield from self._swap(old, pivot, new, is_told=True)

    # What comes

    def _swap(
        self, old: Named, pivot: Stretch, new: Stretch, prior: float = 0.0, *, is_told: bool = False
    ) -> Iterator[Contrast]:
        said = self._said.words[new.first : new.last]
        if any(word.startswith("[") for word in said):
            # Hidden data stays in the turn that has it as typed.
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
            yield self._scored(old.places, new, old, pivot, prior=prior)
            return
        places = [
            (place, fit)
            for place in self._meant(old.places)
            if (fit := self._fit(place, come, is_told=is_told))
        ]
        if places:
            some = places[0][1][1]
            there = [fit[0] for _, fit in places if fit[1] == some]
            stretch = Stretch(some[0].first, some[-1].last)
            named = [place for place, _ in places]
            yield self._scored(there, stretch, old, pivot, prior=prior, new=new, named=named)

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
        old: Named,
        pivot: Stretch,
        *,
        prior: float,
        new: Stretch | None = None,
        named: Sequence[Stretch] = (),
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
        is_each = not old.is_order
        return Contrast(tuple(gone), come, covers, named, score, support, agrees, is_each, is_clear)


def _is_surely_read(edits: EditReading) -> bool:
    told = np.maximum.reduce([edits.tells, edits.instead, edits.says_nothing])
    cut = np.concatenate(edits.cut)
    return bool(min(told.min(), np.maximum(cut, 1 - cut).min()) >= SURELY_READ)
