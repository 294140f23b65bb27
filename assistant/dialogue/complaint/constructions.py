"""The constructions by which a message sets words against a text: «الف نه ب», «الف رو بکن ب».

Around a pivot («نه», «به جای», «رو پاک کن بنویس») stand what is wrong, which is found as words of
the text, and what is right. «اونو» is what was named before; where nothing is, a number takes the
place of one that counts the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.dialogue.complaint.matching import Atom, Stretch, atoms
from assistant.dialogue.complaint.message_words import TREATS, MessageWords, listed
from assistant.dialogue.complaint.naming import MOST_NAMED, NamedWords, Naming
from assistant.dialogue.complaint.numbers import ANY, Amount, amounts, kind_named
from knowledge.features.edits import EditReading

_MOST_ABOUT = 5
"""Words about what is wrong."""
_POINTED = 0.5
"""For words that «اونو» stands for."""
_LEAST_SHARED, _RETOLD = 2, 2.0
"""Words of a sentence that is told again, and what that says for words that differ there."""
_ONLY_LIKE, _LIKE = 1.0, -0.5
"""For the one number of the text that counts the same; for one of several."""


@dataclass(frozen=True)
class Construction:
    """What is wrong, the words that say so, and what is right; None where it only goes.

    `prior` says how well it fits; what `is_told` is a phrase of its own.
    """

    old: NamedWords
    pivot: Stretch
    new: Stretch | None
    prior: float = 0.0
    is_told: bool = False


class Constructions:
    """Reads each construction of a message in every way."""

    def __init__(self, said: MessageWords, names: Naming, edits: EditReading) -> None:
        self._said, self._names, self._edits = said, names, edits

    def all(self) -> Iterator[Construction]:
        """Every way to read the message so."""
        found = list(self._around_pivots())
        yield from found
        if self._edits.is_new_text:
            return
        said = [part for one in found for part in (one.old.said, one.new) if part]
        if not found:
            yield from self._counted()
        yield from self._retold(said)
        yield from self._scolded()

    def _around_pivots(self) -> Iterator[Construction]:
        for pivot in self._said.pivots("not"):
            yield from self._denied(pivot)
        for pivot in self._said.pivots("instead"):
            yield from self._instead(pivot)
        for name in TREATS:
            for pivot in self._said.pivots(name):
                yield from self._treated(name, pivot)

    def _denied(self, pivot: Stretch) -> Iterator[Construction]:
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
                yield Construction(old, pivot, new)
            for new in self._said.unlike_orders(self._said.slots_before(old.said.first, low)):
                yield Construction(old, pivot, new, -1)
        if old := self._names.behind(pivot.last, high):
            for new in self._said.unlike_orders(self._said.slots_before(pivot.first, low)):
                yield Construction(old, pivot, new)

    def _instead(self, pivot: Stretch) -> Iterator[Construction]:
        """«به جای الف بنویس ب», «ب به جای الف»."""
        low, high = self._said.sentence(pivot)
        if old := self._names.behind(pivot.last, high):
            for new in self._said.slots_told(old.said.last):
                yield Construction(old, pivot, new, 1, is_told=True)
            for new in self._said.slots_before(pivot.first, low):
                yield Construction(old, pivot, new)

    def _treated(self, name: str, pivot: Stretch) -> Iterator[Construction]:
        """«الف رو پاک کن», «الف رو پاک کن بنویس ب», «الف بشه ب», «الف رو با ب عوض کن»."""
        if pointed := self._names.pointed_to(pivot):
            yield from self._done_to(name, replace(pointed, prior=_POINTED), pivot)
            return
        old = self._names.object_of(pivot)
        is_object = old and {*self._said.words[old.said.last : pivot.first]} & listed("object")
        if old and (old.prior == 0 or old.is_word_for_word) and (name != "writes" or is_object):
            yield from self._done_to(name, old, pivot)
        if name in {"changes", "makes"}:
            yield from self._between(pivot)
        if old is None and name != "arrow":
            yield from self._spoken_of(name, pivot)

    def _done_to(self, name: str, old: NamedWords, pivot: Stretch) -> Iterator[Construction]:
        start = None
        if name in {"removes", "changes", "makes"}:
            start = self._said.connected(pivot.last, with_too=name == "changes")
        if start is None and name == "removes":
            is_whole = all(place in self._names.sentences for place in old.places)
            if old.is_order or old.is_word_for_word or is_whole:
                yield Construction(old, pivot, None, 4)
            return
        for new in self._said.slots_told(start or pivot.last):
            yield Construction(old, pivot, new, 1, is_told=True)
        for other in self._said.pivots("writes"):
            new = Stretch(min(self._said.told_from(pivot.last), other.first), other.first)
            is_near = 0 < new.last - new.first <= MOST_NAMED
            if is_near and not self._said.has_mark(Stretch(pivot.last - 1, other.last)):
                # «الف رو بردار ب بنویس»
                yield Construction(old, pivot, new, 1, is_told=True)

    def _spoken_of(self, name: str, pivot: Stretch) -> Iterator[Construction]:
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

    def _between(self, pivot: Stretch) -> Iterator[Construction]:
        """«الف رو با ب عوض کن», «الف رو ب کن»."""
        low, _ = self._said.sentence(pivot)
        for number in range(max(low + 1, pivot.first - MOST_NAMED), pivot.first):
            is_with = self._said.words[number] in listed("with")
            new = Stretch(number + is_with, pivot.first)
            is_split = is_with or self._said.words[number - 1] in listed("object")
            if is_split and new.first < new.last and (old := self._names.before(number, low)):
                yield Construction(old, pivot, new, is_told=True)

    def _scolded(self) -> Iterator[Construction]:
        """«این چیه نوشتی که فردا گیر ندن!», «باز که نوشتی گیر ندن»: out with it."""
        for pivot in self._said.pivots("scolds"):
            _, high = self._said.sentence(pivot)
            old = self._names.behind(pivot.last, high)
            if old and old.said.last == high and old.said.last - old.said.first > 1:
                yield Construction(old, pivot, None, 4)

    def _counted(self) -> Iterator[Construction]:
        """«تاریخش ۲۰ آبانه», where nothing says what was wrong: a date for a date."""
        message = atoms(self._said.words)
        for one in amounts(message):
            said = Stretch(message[one.first].first, message[one.end - 1].last)
            if not self._stands_for_others(said):
                continue
            named = replace(one, kind=one.kind or kind_named(message, one))
            places = self._counting_like(named)
            if places and not self._is_known(message, named):
                old = NamedWords(said, tuple(places), is_choice=True)
                yield Construction(old, said, said, _ONLY_LIKE if len(places) == 1 else _LIKE)

    def _stands_for_others(self, said: Stretch) -> bool:
        """Whether a number is heard as one that comes for another, and is not told besides."""
        words = {*self._said.words[said.first : said.last + 1]}
        if words & listed("besides") or self._said.pivots("adds_more"):
            return False
        here = slice(said.first, said.last)
        return bool(self._edits.instead[here].mean() > self._edits.tells[here].mean())

    def _counting_like(self, named: Amount) -> list[Stretch]:
        if named.kind == ANY:
            return []
        has_unit = named.end > named.last
        return [
            self._names.place_of(line, one if has_unit else replace(one, end=one.last))
            for line, one in self._names.amounts
            if one.kind != ANY and one.is_like(named)
        ]

    def _is_known(self, message: Sequence[Atom], told: Amount) -> bool:
        """Whether a number stands in the text already, where it may count the same."""
        keys = [atom.key for atom in message[told.first : told.last]]
        return any(
            keys == [atom.key for atom in self._names.text.atoms[line][one.first : one.last]]
            for line, one in self._names.amounts
            if one.is_like(told) and (one.unit == told.unit or ANY in {one.unit, told.unit})
        )

    def _retold(self, taken: Sequence[Stretch]) -> Iterator[Construction]:
        """«ببخشید اشتباه نوشتم سه بار رفتم شعبه پنج»: the sentence again, put right."""
        for pivot in self._said.pivots("mistaken"):
            _, high = self._said.sentence(pivot)
            first, last = pivot.last, high
            if first == last and last < len(self._said.words):
                first, last = last, self._said.sentence(Stretch(last, last + 1))[1]
            if not any(first < one.last and one.first < last for one in taken):
                yield from self._other_words(pivot, Stretch(first, last))

    def _other_words(self, pivot: Stretch, said: Stretch) -> Iterator[Construction]:
        """Words of a sentence that others stand for where it is told again."""
        new = atoms(self._said.words[said.first : said.last])
        keys = [one.key for one in new]
        for sentence in self._names.sentences:
            old = self._names.atoms(sentence)
            matcher = SequenceMatcher(None, [one.key for one in old], keys, autojunk=False)
            same = sum(size for _, _, size in matcher.get_matching_blocks())
            if same < _LEAST_SHARED or 2 * same < len(new):
                continue
            others = [one for one in matcher.get_opcodes() if one[0] == "replace"]
            for _, low, high, first, last in others:
                place = Stretch(old[low].first, old[high - 1].last, sentence.line)
                come = Stretch(said.first + new[first].first, said.first + new[last - 1].last)
                covers = said if len(others) == 1 else come
                if last < len(new) or high < len(old):
                    yield Construction(NamedWords(covers, (place,)), covers, come, _RETOLD)
