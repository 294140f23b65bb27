"""What a message changes in the description of a case: which words go, which come, and where.

«پنج روزه نه سه، ساری نه قائمشهر» has two words go and two come; which for which, `Swaps` finds.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.dialogue.complaint.alike import atoms
from assistant.dialogue.complaint.contrast import Contrasts
from assistant.dialogue.complaint.numbers import are_unlike
from assistant.dialogue.complaint.swapping import Stretch, Swaps, plain, stretches
from assistant.dialogue.ranking import Features
from assistant.dialogue.state import Draft
from assistant.language.pii import PLACEHOLDER
from knowledge.features.edits import EditReading, Floats, Span

LIKELY_INSTEAD = 0.1
"""From here on words come for others that go, where these are not to be left out."""
MOST_OF_CLAUSE, LEAST_OF_CLAUSE = 0.5, 0.3
"""A clause of which so much goes, and nothing comes for it, is meant whole, if its rest may go; of
one of which less goes, only words go that surely do. Of 180 removals .56 are right then, of which
.48 were."""
SURELY_GOES, MAY_GO = 0.9, 0.02
_STOP = re.compile(r"[.!؟?؛\n]")
_EDGES = " \t\n،,.؛:-"
_WEAKEST, _LEAST_DOUBT = 3, 1e-3


class Change:
    """One masked message before one draft.

    Unless it `may_remove`, words go only where others come for them. `gone` are the stretches of
    the text that go, `swaps` what comes for which, and `free` new words that stand for none.
    """

    def __init__(
        self, draft: Draft, edits: EditReading, message: str, *, may_remove: bool = True
    ) -> None:
        self._message, self._lines = message, [part.text for part in draft.parts]
        contrasts = Contrasts(self._lines, edits, message)
        self._contrasts, self._edits = contrasts.found, contrasts.rest
        self._asides = contrasts.asides
        self.gone = self._going()
        self._new = self._coming_in()
        self.swaps = self._swapped()
        if not may_remove:
            self.swaps |= self._likeliest()
        self.is_unlike = self._leave_unlike()
        self._widen()
        if not may_remove and not self._is_new_text():
            self.gone = [*self.swaps]
        self._contrast()
        used = {one for some in self.swaps.values() for one in some}
        self.free = [one for one in self._new if one not in used]

    @property
    def only_tells(self) -> bool:
        """Whether nothing goes, and no word stands for another: there is only something more."""
        return not (self.gone or self.swaps or self.free)

    @property
    def only_removes(self) -> bool:
        """Whether words go, and none come."""
        return bool(self.gone) and not self.swaps and not self.told()

    @cached_property
    def signs(self) -> Features:
        """What speaks for and against that the change is what the citizen means."""
        edits, gone = self._edits, np.concatenate([np.zeros(0, np.float32), *self._edits.cut])
        told = np.maximum.reduce([edits.tells, edits.instead, edits.says_nothing])
        stays = np.maximum(gone, 1 - gone)
        removed = [one for one in self.gone if one not in self.swaps]
        return {
            "weakest word": _weakest(told, 1),
            "weak words": _weakest(told, _WEAKEST),
            "weakest of text": _weakest(stays, 1),
            "weak of text": _weakest(stays, _WEAKEST),
            "swaps": float(len(self.swaps)),
            "removes": float(len(removed)),
            "swaps and removes": float(bool(self.swaps) and bool(removed)),
            "only removes": float(self.only_removes),
            "stands for nothing": float(len(self.free)),
            "several for one": float(sum(len(some) > 1 for some in self.swaps.values())),
            "longest": max((one.last - one.first for one in self.gone), default=0) / 10,
            "contrasts": float(len(self._contrasts)),
            "least support": min((one.support for one in self._contrasts), default=0) / 5,
            "least score": min((one.score for one in self._contrasts), default=0) / 10,
            "unlike the encoder": min((one.agrees for one in self._contrasts), default=0) / 3,
            "clear": float(bool(self._contrasts) and all(one.is_clear for one in self._contrasts)),
            "by order": float(any(not one.is_each for one in self._contrasts)),
            "lines": len(self._lines) / 5,
            "words": len(edits.words) / 20,
            "always": 1.0,
        }

    def told(self) -> str:
        """What is told more, and new words that stand for none."""
        tells = list(self._edits.tells_more)
        for one in (*(one for some in self.swaps.values() for one in some), *self._asides):
            tells[one.first : one.last] = [False] * (one.last - one.first)
        told = [*stretches(tells), *self.free]
        return joined(self._message, self._edits.words, sorted(told))

    def text(self, one: Stretch) -> str:
        """A stretch of the message, as typed."""
        spans = self._edits.words
        return self._message[spans[one.first].start : spans[one.last - 1].end]

    def words_of(self, number: int, first: int, last: int) -> str:
        """Words of a line, with what stands between them; nothing where there are none."""
        spans, line = self._edits.lines[number][first:last], self._lines[number]
        return line[spans[0].start : spans[-1].end] if spans else ""

    def old(self, place: Stretch) -> str:
        """What stands there in the text."""
        return self.words_of(place.line, place.first, place.last)

    def is_line(self, place: Stretch) -> bool:
        """Whether a stretch is all of its line."""
        return (place.first, place.last) == (0, len(self._edits.lines[place.line]))

    def _contrast(self) -> None:
        """Add what the message sets against words of the text."""
        for one in self._contrasts:
            self.gone = sorted(
                {*self.gone, *(place for place in one.gone if place.first < place.last)}
            )
            if one.come:
                places = one.gone if one.is_each else one.gone[:1]
                self.swaps |= {place: [one.come] for place in places}

    # What goes

    def _going(self) -> list[Stretch]:
        """What goes; whole clauses where nothing comes for what goes."""
        only_goes = not any(self._edits.replaces)
        return [
            one
            for number, shares in enumerate(self._edits.cut)
            for one in stretches(self._going_of(number, shares, whole=only_goes), number)
        ]

    def _going_of(self, number: int, shares: Floats, *, whole: bool) -> list[bool]:
        goes, clauses = shares >= 0.5, np.array(self._edits.clauses_of_lines[number])
        held = self._held(number, len(shares))
        for clause in set(clauses.tolist()) if whole else ():
            words = (clauses == clause) & ~held
            if not words.any():
                continue
            share, gone, rest = goes[words].mean(), shares[words & goes], shares[words & ~goes]
            if share >= MOST_OF_CLAUSE and rest.sum() >= MAY_GO * len(rest):
                goes[words] = True
            elif share <= LEAST_OF_CLAUSE and not (gone >= SURELY_GOES).all():
                goes[words] = False
        return [bool(one) for one in goes]

    def _held(self, number: int, count: int) -> NDArray[np.bool_]:
        """Which words of a line a contrast speaks of: no others of their clause go with them."""
        held = np.zeros(count, np.bool_)
        for one in self._contrasts:
            for place in (*one.gone, *one.named):
                if place.line == number:
                    held[place.first : place.last] = True
        return held

    def _leave_unlike(self) -> bool:
        """Keep numbers for which others would come that count something else."""
        said = atoms([plain(self._word(n)) for n in range(len(self._edits.words))])
        there = [atoms([plain(w) for w in self._words_of_line(n)]) for n in range(len(self._lines))]
        unlike = [
            place
            for place, some in self.swaps.items()
            if not self._is_new_text() and are_unlike(said, some, there[place.line], place)
        ]
        for place in unlike:
            used = self.swaps.pop(place)
            self.gone = [one for one in self.gone if one != place]
            self._new = [one for one in self._new if one not in used]
        return bool(unlike)

    def _words_of_line(self, number: int) -> list[str]:
        line = self._lines[number]
        return [line[word.start : word.end] for word in self._edits.lines[number]]

    def _is_new_text(self) -> bool:
        """Whether all that stands there gives way."""
        return bool(self._edits.cut) and all(bool((line >= 0.5).all()) for line in self._edits.cut)

    def _widen(self) -> None:
        """«۹ میلیون» for the «۸» of «۸ میلیون» comes for both words: one unit is enough."""
        wide = {place: self._wide(place) for place in self.swaps}
        self.swaps = {wide[place]: new for place, new in self.swaps.items()}
        self.gone = [wide.get(place, place) for place in self.gone]

    def _wide(self, place: Stretch) -> Stretch:
        if place.first == place.last:
            return place
        come = [plain(word) for one in self.swaps[place] for word in self.text(one).split()]
        line = [plain(self.words_of(place.line, n, n + 1)) for n in range(place.last + 1)]
        is_behind = len(come) > 1 and come[-1] == line[place.last]
        is_before = len(come) > 1 and place.first > 0 and come[0] == line[place.first - 1]
        return Stretch(place.first - is_before, place.last + is_behind, place.line)

    # What comes

    def _coming_in(self) -> list[Stretch]:
        """Words that stand for others; «عصا نه واکر، سه دفعه نه دو» has two such, side by side."""
        new = stretches(self._edits.replaces)
        parts = [part for one in new for part in self._apart(one)]
        return new if self._is_new_text() or len(parts) > len(self.gone) else parts

    def _apart(self, one: Stretch) -> list[Stretch]:
        """A stretch of the message in its clauses."""
        clauses, first, found = self._edits.clauses, one.first, list[Stretch]()
        for last in range(one.first + 1, one.last + 1):
            if last == one.last or clauses[last - 1] != clauses[last]:
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
        swaps = Swaps(message, lines, self._edits.clauses)
        # Hidden data stays in the turn that has it as typed, and so in a part of that turn.
        new = [one for one in self._new if not PLACEHOLDER.search(self.text(one))]
        if self.gone:
            pairs = swaps.pairs(new, self.gone)
            return {place: some for place, some in pairs.items() if self._differs(place, some)}
        beside = {one: swaps.place_beside(one) for one in new}
        return {place: [one] for one, place in beside.items() if place}

    def _differs(self, place: Stretch, new: Sequence[Stretch]) -> bool:
        """«سه هفته نه دو هفته»: «دو» comes for no «دو»."""
        come = [plain(self._word(n)) for one in new for n in range(one.first, one.last)]
        return come != [plain(word) for word in self.old(place).split()]

    def _likeliest(self) -> dict[Stretch, list[Stretch]]:
        """For what surely goes and is not to be removed: the likeliest other words."""
        told = self._edits.instead + self._edits.tells / 2
        found = {}
        for place in self.gone:
            old = {plain(word) for word in self.old(place).split()}
            likely = [
                0.0 if plain(self._word(n)) in old else float(share) for n, share in enumerate(told)
            ]
            most = max(likely, default=0.0)
            if place not in self.swaps and most >= LIKELY_INSTEAD:
                near = stretches([share >= most / 2 for share in likely])
                found[place] = [one for one in near if max(likely[one.first : one.last]) == most]
        return found

    def _word(self, number: int) -> str:
        span = self._edits.words[number]
        return self._message[span.start : span.end]


def joined(message: str, spans: Sequence[Span], told: Iterable[Stretch]) -> str:
    """Stretches of a message as one text; a new line where a sentence ended between them."""
    text, end = "", 0
    for one in told:
        start = spans[one.first].start
        if text:
            text += "\n" if _STOP.search(message[end:start]) else " "
        end = spans[one.last - 1].end
        text += message[start:end]
    return text.strip(_EDGES)


def _weakest(shares: Floats, count: int) -> float:
    """How sure the least sure words are: 0 where all are doubtful, 1 at .999 and without any."""
    if not len(shares):
        return 1.0
    doubt = np.maximum(1 - np.sort(shares)[:count], _LEAST_DOUBT)
    return float(np.log(doubt).mean() / np.log(_LEAST_DOUBT))
