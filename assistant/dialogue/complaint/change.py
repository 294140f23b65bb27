"""What a message changes in the description of a case: whole clauses come, and sound swaps.

Words inside a sentence change only where one old stretch and one new one of its kind stand against
each other, and the sentence reads well afterwards. What else a message puts right is not guessed:
the citizen's own clause is noted below the text.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from assistant.dialogue import words
from assistant.dialogue.complaint.clauses import clauses, ends_clause, is_a_verb, is_order
from assistant.dialogue.complaint.contrast import Contrast, Contrasts
from assistant.dialogue.complaint.matching import Stretch, atoms, plain, stretches
from assistant.dialogue.complaint.message_words import listed
from assistant.dialogue.complaint.soundness import Swap, is_sound, stands_once, whole_amounts
from assistant.dialogue.complaint.stretches import (
    holds,
    joined,
    mark_before,
    outermost,
    overlap,
    runs,
    stop_before,
    together,
)
from assistant.dialogue.draft import Draft
from assistant.language.pii import PLACEHOLDER
from knowledge.features.edits import EditReading, Floats

SAID_TO_US = 0.8
"""By the mean share of its words that say nothing, a clause is left out from here on."""
AGREES = 0.0
"""The least mean logit of the encoder for a swap that the grammar finds. Of 460 puttings right that
it had not learnt, .96 of the sound swaps above are right, and .82 of those below."""
ALL_GOES = 0.95
"""The least mean share of a text that gives way to another, where an order may be about a part."""
SURELY = 0.98
"""The least mean share for a swap that the encoder alone finds."""
GOES, MAY_GO = 0.9, 0.5
"""From the first on a clause of the text goes, by its mean share; from the second it is asked."""
_MARK = re.compile(r"[.،,؛!؟?\n:](?!\d)")
_HIDDEN = re.compile(r"\[(?P<kind>[^\]\d]+?)\s*\d*\]")
"""What stands for hidden data: «[نام 2]» is a name; in a talk each has a mark of its own."""
_QUESTION = re.compile(r"[^.!\n؟?]*[؟?]")


class DraftChange:
    """One masked message before one draft.

    `swaps` are words that come for others; `gone` is what goes for nothing; `notes` are corrections
    whose place is not sure. It `asks` if something shall go and it is not sure what. Unless it
    `may_remove`, nothing goes for nothing.
    """

    def __init__(
        self,
        draft: Draft,
        edits: EditReading,
        message: str,
        *,
        may_remove: bool = True,
        only_sure: bool = False,
    ) -> None:
        self._message, self._lines = message, [part.text for part in draft.parts]
        self._read = edits
        contrasts = Contrasts(self._lines, edits, message)
        self._rest, self._found = contrasts.rest, contrasts.found
        self._asides, self._orders = contrasts.asides, contrasts.orders_at
        self._told_whole = contrasts.dictated
        self._least, self._least_share = (AGREES, SURELY) if only_sure else (-math.inf, 0.0)
        self._is_proposed = False
        self.is_new_text = self._begins_anew(contrasts.orders)
        self.swaps = [] if self.is_new_text else list(self._sound_swaps())
        self.asks = may_remove and not self.is_new_text and self._is_more_to_go()
        self.gone = list(self._going(may_remove=may_remove))
        self.notes = [] if self.is_new_text or not self._lines else list(self._unplaced())

    @property
    def is_sure(self) -> bool:
        """Whether the encoder bears out each swap, and words say that a text begins anew."""
        if self.is_new_text:
            return not self._is_proposed
        found = {one.covers: one.agrees > AGREES for one in self._found}
        return all(
            found[one.covers] if one.covers in found else self._share_of(one) > SURELY
            for one in self.swaps
        )

    @property
    def only_tells(self) -> bool:
        """Whether nothing of the text changes: there is only something more."""
        return not (self.gone or self.swaps or self.notes or self.asks)

    def text(self, one: Stretch) -> str:
        """A stretch of the message, as typed."""
        spans = self._read.words
        return self._message[spans[one.first].start : spans[one.last - 1].end]

    def words_of(self, number: int, first: int, last: int) -> str:
        """Words of a line, with what stands between them; nothing where there are none."""
        spans, line = self._read.lines[number][first:last], self._lines[number]
        return line[spans[0].start : spans[-1].end] if spans else ""

    def old(self, place: Stretch) -> str:
        """What stands there in the text."""
        return self.words_of(place.line, place.first, place.last)

    def is_line(self, place: Stretch) -> bool:
        """Whether a stretch is all of its line."""
        return (place.first, place.last) == (0, len(self._read.lines[place.line]))

    # What comes for what

    def _sound_swaps(self) -> Iterator[Swap]:
        for one in self._found:
            if one.come and one.agrees > self._least and (swap := self._sound(_swap_of(one))):
                yield swap
        for swap in self._read_swaps():
            if self._share_of(swap) > self._least_share:
                yield swap

    @cached_property
    def _cut(self) -> list[Stretch]:
        """Words of the text side by side that the encoder takes out."""
        lines = enumerate(self._rest.cut)
        return [
            one
            for number, shares in lines
            for one in stretches((shares >= MAY_GO).tolist(), number)
        ]

    def _read_swaps(self) -> list[Swap]:
        """What the encoder puts in the place of other words, where each has one sound place."""
        come = [one for one in stretches(self._rest.replaces) if not self._is_of_telling(one)]
        alike = dict[tuple[str, ...], list[Stretch]]()
        for place in self._cut:
            alike.setdefault(tuple(self._plain(place)), []).append(place)
        pairs = [
            (new, old, swap)
            for new in come
            for old, places in alike.items()
            if _counts(self._said[new.first : new.last]) == _counts(old)
            and (swap := self._sound(Swap(tuple(places), new, new)))
        ]
        return [
            swap
            for new, old, swap in pairs
            if [one for one in pairs if new == one[0] or old == one[1]] == [(new, old, swap)]
        ]

    def _is_of_telling(self, come: Stretch) -> bool:
        """Whether words stand in a clause of which most is told: «در حیاط مرکز صندلی بگذارند»."""
        every = clauses(self._message, self._read.words)
        here = next(one for one in every if one.first <= come.first < one.last)
        some = slice(here.first, here.last)
        return bool(self._rest.tells[some].mean() > max(0.5, self._rest.instead[some].mean()))

    def _share_of(self, swap: Swap) -> float:
        """How sure the encoder is of a swap that it finds alone; a unit need not be marked."""
        here = slice(swap.covers.first, swap.covers.last)
        cut = [self._rest.cut[one.line][one.first : one.last] for one in swap.places]
        old = (float(shares[shares >= MAY_GO].mean()) for shares in cut)
        return min(float(self._rest.instead[here].mean()), *old)

    def _sound(self, swap: Swap) -> Swap | None:
        if PLACEHOLDER.search(self.text(swap.come)) and not self._is_hidden_too(swap):
            return None
        swap = whole_amounts(swap, self._said, self._plain_lines)
        has_mark = _MARK.search(self.text(swap.come)) is not None
        if not all(place.first < place.last for place in swap.places):
            return None
        if all(map(self._is_whole, swap.places)) and self._ends_clauses(swap.come):
            return swap if stands_once(swap, self._said, self._plain_lines) else None
        sound = is_sound(swap, self._said, self._plain_lines, has_mark=has_mark)
        return swap if sound else None

    def _is_hidden_too(self, swap: Swap) -> bool:
        """Whether hidden data comes for hidden data of its kind: one name for another."""
        kinds = {_HIDDEN.fullmatch(self.text(swap.come))}
        kinds |= {_HIDDEN.fullmatch(self.old(place)) for place in swap.places}
        return len({kind["kind"] if kind else None for kind in kinds} - {None}) == 1 and all(kinds)

    def _ends_clauses(self, come: Stretch) -> bool:
        """Whether new words are whole clauses of the message."""
        every = clauses(self._message, self._read.words, [come.first])
        return come.last in {one.last for one in every}

    def _is_whole(self, place: Stretch) -> bool:
        """Whether a stretch is one or more sentences of the text, or clauses with what is left."""
        line = [one for one in self._clauses_of_text if one.line == place.line]
        starts, ends = {one.first for one in line}, {one.last for one in line}
        if place.first not in starts or place.last not in ends:
            return False
        spans, text = self._read.lines[place.line], self._lines[place.line]
        before = place.first == 0 or mark_before(text, spans, place.first)
        behind = place.last == len(spans) or mark_before(text, spans, place.last)
        rest = self._plain_lines[place.line]
        has_verb = any(map(ends_clause, rest[place.last :]))
        return (before or ends_clause(rest[place.first - 1])) and (behind or has_verb)

    def _begins_anew(self, orders: bool) -> bool:
        """Whether another text comes for all of it, and not for a part that is named to go."""
        if not self._lines:
            return False
        if self._dictated:
            return True
        shares = np.concatenate([np.ones(1, np.float32), *self._read.cut])
        is_all = words.has("whole_text", self._message)
        is_sure = shares.min() >= MAY_GO and shares.mean() >= ALL_GOES
        self._is_proposed = not is_all
        return self._read.is_new_text and (is_all or is_sure or not orders)

    @cached_property
    def _dictated(self) -> int:
        """The first word of a text that a message has whole, behind «فقط بمونه:»; 0 for none."""
        match = words.pattern("new_text").search(self._message)
        behind = self._message[match.end() :] if match else ""
        if not (match and behind.lstrip().startswith(":")):
            return 0
        return sum(one.start < match.end() for one in self._read.words)

    @cached_property
    def _said(self) -> list[str]:
        return [plain(self._message[one.start : one.end]) for one in self._read.words]

    @cached_property
    def _plain_lines(self) -> list[list[str]]:
        lines = zip(self._lines, self._read.lines, strict=True)
        return [[plain(line[one.start : one.end]) for one in spans] for line, spans in lines]

    def _plain(self, place: Stretch) -> list[str]:
        return self._plain_lines[place.line][place.first : place.last]

    # What goes

    def _going(self, *, may_remove: bool) -> Iterator[Stretch]:
        if self.is_new_text:
            yield from (
                Stretch(0, len(spans), number)
                for number, spans in enumerate(self._read.lines)
                if spans
            )
        elif may_remove and not self.asks:
            yield from self._removed

    @cached_property
    def _removed(self) -> list[Stretch]:
        named = {place for one in self._found if one.come is None for place in one.gone}
        surely = [
            _share(self._rest.cut, clause) >= GOES and not self._comes_for(clause)
            for clause in self._clauses_of_text
        ]
        quoted = {place for place in self._cut if self._is_quoted(place)}
        some = {*named, *quoted, *together(self._clauses_of_text, surely)}
        whole = [one for one in outermost(some) if self._is_whole(one) or self._is_quoted(one)]
        return sorted(whole, key=lambda one: (one.line, one.first))

    @property
    def takes_all(self) -> bool:
        """Whether all of the text shall go, and nothing comes for it."""
        return self.asks and self._is_all_gone() and not self.told()

    def _is_all_gone(self) -> bool:
        goes = (any(holds(gone, one) for gone in self._removed) for one in self._clauses_of_text)
        return bool(self._removed) and all(goes)

    def _is_quoted(self, place: Stretch) -> bool:
        """Whether the message names these words as words: «کلمه چشم», ««فقط» چیه»."""
        old = re.escape(self.old(place))
        named = (
            rf"[«\"']\s*{old}\s*[»\"']|(?<!\w)(?:{words.listed('contrast')['word']}) {old}(?!\w)"
        )
        return re.search(named, self._message) is not None

    @cached_property
    def _clauses_of_text(self) -> list[Stretch]:
        lines = enumerate(zip(self._lines, self._read.lines, strict=True))
        return [
            Stretch(one.first, one.last, number)
            for number, (line, spans) in lines
            for one in clauses(line, spans)
        ]

    def _comes_for(self, clause: Stretch) -> bool:
        places = (place for one in self.swaps for place in one.places)
        return any(overlap(clause, place) for place in places)

    def _is_more_to_go(self) -> bool:
        """Whether words shall go that are no clause, and for which nothing comes."""
        if any(self._rest.replaces):
            return False
        named = [place for one in self._found if one.come is None for place in one.gone]
        if self._is_all_gone():
            return True
        if not all(any(holds(gone, place) for gone in self._removed) for place in named):
            return True
        return any(
            bool((self._rest.cut[one.line][one.first : one.last] >= MAY_GO).any())
            for one in self._clauses_of_text
            if not self._comes_for(one) and not any(overlap(one, gone) for gone in self._removed)
        )

    # What is told, and what is noted

    @cached_property
    def _clauses(self) -> list[Stretch]:
        """The clauses of the message; what says what goes and comes is apart from the rest."""
        covers = [*(one.covers for one in self._found), *self._asides]
        if self._dictated:
            covers.append(Stretch(0, self._dictated))
        covers += [one.come for one in self._found if one.come and one.is_told]
        covers += self._told_whole
        borders = {edge for one in covers for edge in (one.first, one.last)}
        return clauses(self._message, self._read.words, borders)

    def _is_used(self, clause: Stretch) -> bool:
        """Whether a clause only says what goes, what comes for it, or that something was wrong."""
        used = [
            *self._asides,
            *(one.covers for one in self.swaps),
            *(one.covers for one in self._found if one.come is None),
        ]
        return any(overlap(clause, one) for one in used)

    def _unplaced(self) -> Iterator[str]:
        """Clauses that put something right whose place is not sure, those side by side as one."""
        clauses_ = [
            clause
            for clause in self._clauses
            if not self._is_used(clause) and self._puts_right(clause)
        ]
        for group in runs(clauses_):
            text = joined(self._message, self._read.words, group)
            if text and self._has_own_words(group):
                yield text

    def _puts_right(self, clause: Stretch) -> bool:
        here = slice(clause.first, clause.last)
        if self._is_order(clause):
            return False
        for one in self._found:
            if one.come and overlap(clause, one.covers):
                # Of «الف رو بردار جاش بنویس ب» only «ب» says what is right.
                return not one.is_told or overlap(clause, one.come)
        instead = self._rest.instead[here].mean()
        return bool(instead > self._rest.tells[here].mean() and instead >= 1 - SAID_TO_US)

    def told(self) -> str:
        """What is told more: whole clauses that are not said to the assistant."""
        told = [clause for clause in self._clauses if self._is_told(clause)]
        kept = [clause for group in runs(told) if self._has_own_words(group) for clause in group]
        while kept and self._is_lead(kept[0].first):
            first = replace(kept[0], first=kept[0].first + 1)
            kept = [first, *kept[1:]] if first.first < first.last else kept[1:]
        return joined(self._message, self._read.words, kept)

    def _asks(self, clause: Stretch) -> bool:
        """Whether a mark behind a clause, or behind those that go with it, asks."""
        rest = self._message[self._read.words[clause.last - 1].end :]
        return _QUESTION.match(rest) is not None

    def _is_sentence(self, clause: Stretch) -> bool:
        """Whether a clause with a verb stands between stops."""
        spans, text = self._read.words, self._message
        begins = clause.first == 0 or stop_before(text, spans, clause.first)
        ends = clause.last == len(spans) or stop_before(text, spans, clause.last)
        has_verb = any(map(is_a_verb, self._said[clause.first : clause.last]))
        return begins and ends and has_verb

    def _is_order(self, clause: Stretch) -> bool:
        before = self._said[clause.first - 1] if clause.first else ""
        return is_order(self.text(clause), before) or self._is_reason(clause)

    def _is_reason(self, clause: Stretch) -> bool:
        """«… که فردا گیر ندن», «… شاید یکی دیگه هم باشه»: why an order is given."""
        before = next((one for one in self._clauses if one.last == clause.first), None)
        if before is None or not self._lines:
            return False
        word = self._said[clause.first]
        if not stop_before(self._message, self._read.words, clause.first):
            hangs = word in listed_of("reasons") and self._orders_at(before)
            goes_on = self._said[before.first] in listed_of("supposes") and self._is_reason(before)
            if hangs or goes_on:
                return True
        is_ordered = self._is_used(before) or any(overlap(before, one) for one in self._orders)
        return word in listed_of("supposes") and is_ordered

    def _orders_at(self, clause: Stretch) -> bool:
        """Whether a clause orders something else than to write what follows."""
        is_found = any(overlap(clause, one.covers) for one in self._found)
        if words.pattern("clauses", "writes").search(self.text(clause)) and not is_found:
            return False
        return self._is_order(clause) or any(overlap(clause, one) for one in self._orders)

    def _has_own_words(self, group: Sequence[Stretch]) -> bool:
        """Whether clauses have a word that is no joint, and does not only speak of the text."""
        return any(
            word not in listed("poor", "before_new", "behind_new", "behind_order", "conjunctions")
            for one in group
            for word in self._said[one.first : one.last]
        )

    def _is_lead(self, number: int) -> bool:
        return self._said[number] in words.listed("clauses")["leads"].split("|")

    def _is_told(self, clause: Stretch) -> bool:
        here = slice(clause.first, clause.last)
        if self._is_order(clause):
            return False
        if self.is_new_text and clause.first < self._dictated:
            return False
        is_alone = self.is_new_text or not self._lines
        if not is_alone and (self._is_used(clause) or self._puts_right(clause)):
            return False
        if not is_alone and self._asks(clause):
            # What is asked amid the writing is asked of the assistant.
            return False
        # Beside a swap, what may stand for other words is a telling only as a sentence of its own.
        is_beside = any(one.come for one in self._found) and not self._is_sentence(clause)
        edits = self._rest if is_beside else self._read
        return bool(edits.says_nothing[here].mean() <= SAID_TO_US)


def listed_of(*names: str) -> frozenset[str]:
    """The words under these names about clauses."""
    return frozenset(word for n in names for word in words.listed("clauses")[n].split("|"))


def _counts(some: Sequence[str]) -> bool:
    return any(one.is_number for one in atoms(some))


def _swap_of(one: Contrast) -> Swap:
    assert one.come is not None
    return Swap(one.gone if one.is_each else one.gone[:1], one.come, one.covers)


def _share(cut: Sequence[Floats], place: Stretch) -> float:
    return float(cut[place.line][place.first : place.last].mean())
