"""The words of a message about a text, as the grammar of contrasts reads them: «الف نه، ب».

The words around which it is built («نه», «به جای», «پاک کن») are in the words file; they are
compared as they are typed, without half-spaces.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from assistant.dialogue import words
from assistant.dialogue.complaint.matching import Stretch, atoms, plain, value_of
from knowledge.features.edits import Span

_STOP, _MARK = re.compile(r"[.!؟?؛\n]"), re.compile(r"[،,:]")
_MOST_PIVOTS = 8
"""Of one kind, in one message; who denies more in one breath is read by the encoder alone."""
_MOST_DENIED = 10
"""Words that are right instead of others: «الف نه ب»."""
_MOST_BETWEEN = 9
"""Words of a reason between an order to take out and the one to write."""
_LEAST_DICTATED = 3
"""Words behind «اینم اضافه کن» that tell something of their own."""
_NINE = "نه"
TREATS = ("removes", "changes", "makes", "writes", "arrow")
DENIES = ("not", "instead", "removes", "changes", "makes")
_PIVOTS = ("not", "instead", *TREATS, "in_its_place", "with", "adds_more", "mistaken", "scolds")


@cache
def listed(*names: str) -> frozenset[str]:
    """The words under these names of the grammar."""
    return frozenset(word for name in names for word in words.listed("contrast")[name].split("|"))


class MessageWords:
    """A masked message: its plain `words`, and where pivots, sentences and slots are."""

    def __init__(self, message: str, spans: Iterable[Span]) -> None:
        some = tuple(spans)
        self.words = [plain(message[word.start : word.end]) for word in some]
        self._marks = [""] * (len(some) + 1)
        for number in range(1, len(some)):
            between = message[some[number - 1].end : some[number].start]
            mark = "،" if _MARK.search(between) else ""
            self._marks[number] = "." if _STOP.search(between) else mark
        self.borders = {one.first for one in atoms(self.words)} | {len(self.words)}

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """The words with their marks, and where each begins there."""
        text, starts = "", list[int]()
        for word, mark in zip(self.words, self._marks, strict=False):
            text += f" {mark} " if mark else " "
            starts.append(len(text))
            text += word
        return text, starts

    @cached_property
    def _all_pivots(self) -> dict[str, list[Stretch]]:
        return {name: self._pivots_of(name)[:_MOST_PIVOTS] for name in _PIVOTS}

    def _pivots_of(self, name: str) -> list[Stretch]:
        text, starts = self._joined
        ends = {start + len(word): n + 1 for n, (start, word) in enumerate(zip(starts, self.words))}
        firsts = {start: number for number, start in enumerate(starts)}
        return [
            Stretch(firsts[match.start()], ends[match.end()])
            for match in words.pattern("contrast", name).finditer(text)
            if match.start() in firsts
            and match.end() in ends
            and not self._is_nine(firsts[match.start()])
        ]

    def _is_nine(self, number: int) -> bool:
        """«نه میلیون» denies nothing."""
        return self.words[number] == _NINE and self._is(number + 1, "scales")

    def pivots(self, *names: str) -> list[Stretch]:
        """Where the words of these kinds stand; «حذف نکن» is none."""
        every = self._all_pivots
        orders = [*every["removes"], *every["changes"]]
        return [
            one
            for name in names
            for one in every[name]
            if not self._is(one.last, "refrains")
            and not (name != "adds_more" and any(_is_in(one, more) for more in self.dictated))
            and not (
                name in {"makes", "not", "instead"}
                and any(one.first < other.last and other.first < one.last for other in orders)
            )
        ]

    @cached_property
    def dictated(self) -> list[Stretch]:
        """What stands behind «اینم اضافه کن» in its sentence, if it tells and denies nothing."""
        found = []
        for pivot in self._all_pivots["adds_more"]:
            first = pivot.last + self._is(pivot.last, "before_told")
            told = Stretch(first, self.sentence(pivot)[1])
            denies = (*self._all_pivots["not"], *self._all_pivots["mistaken"])
            is_long = told.last - told.first >= _LEAST_DICTATED
            if is_long and not any(_is_in(one, told) for one in denies):
                found.append(told)
        return found

    @cached_property
    def _after_pivots(self) -> frozenset[int]:
        return frozenset(one.last for some in self._all_pivots.values() for one in some)

    def _is(self, number: int, *names: str) -> bool:
        return 0 <= number < len(self.words) and self.words[number] in listed(*names)

    def sentence(self, pivot: Stretch) -> tuple[int, int]:
        """Where the sentence around a pivot begins and ends."""
        low, high = pivot.first, pivot.last
        while low > 0 and self._marks[low] != ".":
            low -= 1
        while high < len(self.words) and self._marks[high] != ".":
            high += 1
        return low, high

    def has_mark(self, one: Stretch) -> bool:
        """Whether any mark stands between the words there."""
        return any(self._marks[one.first + 1 : one.last])

    def stops(self, one: Stretch) -> int:
        """How many sentences end between the words there."""
        return self._marks[one.first + 1 : one.last].count(".")

    def is_end(self, number: int) -> bool:
        """Whether a mark stands before that word, or the message ends."""
        return number == len(self.words) or bool(self._marks[number])

    def is_edge(self, number: int) -> bool:
        """Whether a slot may well begin before that word."""
        if number == 0 or self._marks[number] or number in self._after_pivots:
            return True
        return self._is(number - 1, "before_new", "prepositions", "behind_new")

    def is_clear(self, covers: Stretch) -> bool:
        """Whether a sentence, or what stands between its marks, says nothing else."""
        first, last = covers.first, covers.last
        while first > 0 and not self._marks[first] and self._is(first - 1, "before_new"):
            first -= 1
        while not self.is_end(last) and self._is(last, "behind_new"):
            last += 1
        return (first == 0 or bool(self._marks[first])) and self.is_end(last)

    def is_in_sum(self, number: int) -> bool:
        """«۲۰۰» of «۳ میلیون و ۲۰۰»."""
        before = self.words[max(0, number - 2) : number]
        is_joined = len(before) == 2 and before[1] == "و"
        return is_joined and (before[0] in listed("scales") or value_of(before[0]) is not None)

    def adds(self, pivot: Stretch) -> bool:
        """«اینم بنویس», «یه چیز دیگه هم بنویس»."""
        return self._is(pivot.first - 1, "addings")

    def is_counted(self, new: Stretch) -> bool:
        """«یه هفته» counts, «یه سرباز» does not."""
        is_alone = new.last - new.first == 1
        return is_alone or self._is(new.first + 1, "counted", "scales", "classifiers")

    def connected(self, start: int, *, with_too: bool) -> int | None:
        """Where new words begin behind «بنویس», «جاش», «با», maybe after a reason; None if not."""
        at_once = ("with", "makes") if with_too else ("makes",)
        most = min(len(self.words), start + _MOST_BETWEEN)
        found = [one for one in self.pivots("writes", "in_its_place") if start <= one.first < most]
        found += [one for one in self.pivots(*at_once) if one.first == start]
        found = [one for one in found if not self.adds(one)]
        if not found:
            return None
        place = min(one.first for one in found)
        end = max(one.last for one in found if one.first == place)
        return max([end, *(one.last for one in found if one.first == end)])

    def told_from(self, start: int) -> int:
        """Where what is dictated begins, behind «جاش بنویس که»."""
        pivots = {one.first: one.last for one in self.pivots("writes", "in_its_place")}
        while start in pivots or self._is(start, "before_told"):
            start = pivots.get(start, start + 1)
        return start

    # Where new words may stand

    def slots_behind(self, start: int, high: int) -> Iterator[Stretch]:
        """New words that begin there."""
        starts = [start]
        while starts[-1] < high and self.words[starts[-1]] in listed("before_new"):
            starts.append(starts[-1] + 1)
        return self._within(starts, range(start + 1, min(high, starts[-1] + _MOST_DENIED) + 1))

    def slots_before(self, end: int, low: int) -> Iterator[Stretch]:
        """New words that stand before there."""
        low = max(low, end - 2 * _MOST_DENIED)
        return self._within(range(low, end), range(low + 1, end + 1))

    def slots_told(self, start: int) -> Iterator[Stretch]:
        """What is dictated from there on."""
        start = self.told_from(start)
        return self._within([start], range(start + 1, len(self.words) + 1))

    def _within(self, firsts: Iterable[int], lasts: Sequence[int]) -> Iterator[Stretch]:
        """All stretches with such beginnings and ends that break no number apart."""
        for first in firsts:
            for last in lasts:
                if first < last and {first, last} <= self.borders:
                    yield Stretch(first, last)

    def unlike_orders(self, new: Iterable[Stretch]) -> Iterator[Stretch]:
        """New words that are no orders themselves, deny nothing and give no reason."""
        pivots = self.pivots(*DENIES)
        for one in new:
            word = self.words[one.first]
            is_article = word in listed("articles") and not self.is_counted(one)
            # «نه ماهه» is nine months.
            counts = one.first if value_of(word) is not None and one.last > one.first + 1 else -1
            denies = any(
                one.first <= pivot.first and pivot.last <= one.last and pivot.first != counts
                for pivot in pivots
            )
            is_long = one.last - one.first > _MOST_DENIED
            speaks = any(told in listed("talk") for told in self.words[one.first : one.last])
            if not (is_long or is_article or denies or speaks or word in listed("reasons")):
                yield one


def _is_in(one: Stretch, whole: Stretch) -> bool:
    return whole.first <= one.first and one.last <= whole.last
