"""How well the right words fit those that they stand for, and how far both reach.

«۱۲ آبان» and «۱۲ مهر» share the «۱۲»: what both begin or end with stays. A number comes for a
number, whose unit stays.
"""

from collections.abc import Iterable, Sequence

from assistant.dialogue import words
from assistant.dialogue.complaint.matching import Atom, Stretch, Text, atoms, is_same, value_of
from assistant.dialogue.complaint.message_words import MessageWords, listed
from assistant.dialogue.complaint.naming import NamedWords, Naming
from assistant.dialogue.complaint.numbers import ANY, is_same_unit, is_sum, only_amount, sum_length

_PHRASE = 3
"""So many new words may be a sentence, which takes the place of one with the same beginning."""


def fitted(
    text: Text, place: Stretch, new: Sequence[Atom], sentence: Stretch, *, is_told: bool
) -> tuple[Stretch, Sequence[Atom]] | None:
    """The words that really go there, and those that come; None where all stays as it is.

    `place` is in `sentence`, of the same line. Where the new words are told as a phrase of their
    own, they may take the place of all of the sentence that begins or ends likewise.
    """
    line = [atom for atom in text.atoms[place.line] if _is_in(atom, sentence)]
    first = sum(atom.last <= place.first for atom in line)
    last = sum(atom.first < place.last for atom in line)
    if is_same(line[first:last], new):
        return None
    if is_told:
        first, last = _of_amount(line, first, last, new) or _of_phrase(line, first, last, new)
    new = _without_classifier(line[first : last + 1], new)
    new = _without_unit(line[last - 1 : last + 1], new)
    first, last, new = _without_shared(line, first, last, new)
    found = _of_number(line, first, last, new)
    if found is None:
        return None
    first, last, new = _without_shared(line, *found, new)
    if is_same(line[first:last], new):
        return None
    start = line[first].first if first < len(line) else sentence.last
    end = line[last - 1].last if last > first else start
    return Stretch(start, end, place.line), new


def _without_shared(
    line: Sequence[Atom], first: int, last: int, new: Sequence[Atom]
) -> tuple[int, int, Sequence[Atom]]:
    """Without what stands in the text already: around the place, and at both ends of it."""
    before, behind = _shared_around(line, first, last, new)
    new = new[before : len(new) - behind]
    while len(new) > 1 and first < last and is_same(line[first : first + 1], new[:1]):
        first, new = first + 1, new[1:]
    while len(new) > 1 and first < last and is_same(line[last - 1 : last], new[-1:]):
        last, new = last - 1, new[:-1]
    return first, last, new


def _is_in(atom: Atom, sentence: Stretch) -> bool:
    return sentence.first <= atom.first < sentence.last


def _of_number(
    line: Sequence[Atom], first: int, last: int, new: Sequence[Atom]
) -> tuple[int, int] | None:
    """All of «۲ میلیون و ۸۰۰» where a whole sum comes for its beginning; else the number alone.

    None where a number would come for what is none.
    """
    numbers = [place for place in range(first, last) if line[place].is_number]
    is_bare = all(one.is_number or _is("of_numbers", one) for one in new)
    if not any(one.is_number for one in new) or first == last:
        return first, last
    if not numbers:
        if is_bare:
            # «منطقه رو بکن ۸» means the number behind it.
            return (last, last + 1) if line[last : last + 1] and line[last].is_number else None
        is_counted = new[0].is_number and first > 0 and line[first - 1].is_number
        return first - is_counted, last
    if is_sum(new) and numbers[0] == first:
        return first, max(last, first + sum_length(line[first:]))
    if is_bare and len(numbers) == 1:
        return numbers[0], numbers[0] + 1
    return first, last


def _of_phrase(line: Sequence[Atom], first: int, last: int, new: Sequence[Atom]) -> tuple[int, int]:
    """From the sentence's beginning, or to its end, where the new words begin or end likewise."""
    if len(new) < _PHRASE or first == last:
        return first, last
    begins, first_was = is_same(line[:1], new[:1]), first
    if first and begins and not is_same(line[first : first + 1], new[:1]):
        first = 0
    if last < len(line) and (
        is_same(line[-1:], new[-1:]) or (begins and first_was and last + 1 == len(line))
    ):
        last = len(line)
    return first, last


def _of_amount(
    line: Sequence[Atom], first: int, last: int, new: Sequence[Atom]
) -> tuple[int, int] | None:
    """The one number of a place, for new words that are no more than one that counts the same."""
    told, old = only_amount(new), only_amount(line[first:last])
    if told is None or old is None or (told.first, told.end) != (0, len(new)):
        return None
    is_like = old.is_like(told) and ANY not in {old.kind, told.kind}
    return (first + old.first, first + old.end) if is_like else None


def _without_classifier(line: Sequence[Atom], new: Sequence[Atom]) -> Sequence[Atom]:
    """«۲ تا» comes for the «۳» of «۳ بار» without its «تا»."""
    is_counted = len(new) > 1 and new[-2].is_number and _is("classifiers", new[-1])
    if is_counted and not any(_is("classifiers", one) for one in line):
        return new[:-1]
    return new


def _without_unit(line: Sequence[Atom], new: Sequence[Atom]) -> Sequence[Atom]:
    """«3 bar» comes for the «۲» of «۲ بار» without its «bar»."""
    is_counted = len(new) > 1 and new[-2].is_number and len(line) > 1
    is_there = is_counted and line[0].is_number and is_same_unit(line[1], new[-1])
    return new[:-1] if is_there else new


def _shared_around(
    line: Sequence[Atom], first: int, last: int, new: Sequence[Atom]
) -> tuple[int, int]:
    """How many of the new words stand in the text already, right before and behind the place."""
    most = len(new) - 1
    before = next(
        (
            size
            for size in range(min(most, first), 0, -1)
            if is_same(line[first - size : first], new[:size])
        ),
        0,
    )
    behind = next(
        (
            size
            for size in range(min(most - before, len(line) - last), 0, -1)
            if is_same(line[last : last + size], new[-size:])
        ),
        0,
    )
    return before, behind


def _is(name: str, one: Atom) -> bool:
    return one.key in words.listed("contrast")[name].split("|")


ALIKE = 0.7
"""For a number instead of a number, or of none for none; against the rest."""
NO_EDGE = 2.0
"""Against new words that end in the middle."""
_MOST_OF_PART = 3
_ORDER, _MARK, _KNOWN = 3.0, 2.0, 1.5
"""Against another order among them, a mark, and words that the text has all."""


class ContrastWeights:
    """What speaks for new words of a message, and against them."""

    def __init__(self, said: MessageWords, names: Naming) -> None:
        self._said, self._names = said, names

    def of_told(self, old: NamedWords, new: Stretch, come: Sequence[Atom]) -> float:
        """How well new words fit that are dictated: to the end, and without another order."""
        said = self._said
        ends = said.is_end(new.last) or new.last in {
            one.first for one in said.pivots("writes", "changes", "makes")
        }
        orders = said.pivots("removes", "changes", "makes")
        has_order = any(
            new.first <= one.first < new.last and one.last < len(said.words) for one in orders
        )
        against = _ORDER * has_order + said.stops(new) + 1.5 * NO_EDGE * (not ends)
        return (ALIKE if self._counts(old) == _count(come) else -ALIKE) - against

    def of_denied(self, old: NamedWords, new: Stretch, come: Sequence[Atom]) -> float:
        """How well new words fit that stand against others: «الف نه ب»."""
        said, is_number = self._said, self._counts(old)
        is_bare = is_number and len(atoms(said.words[old.said.first : old.said.last])) == 1
        weight = ALIKE if is_number == _count(come) else -ALIKE
        starts_number = is_number and come[0].is_number and not said.is_in_sum(new.first)
        if not (starts_number or said.is_edge(new.first)):
            weight -= 0.6 * NO_EDGE
        is_word_behind = new.last < len(said.words) and said.words[new.last] in listed(
            "behind_new", "conjunctions"
        )
        if not (said.is_end(new.last) or is_word_behind):
            # «چهار» is not all of «چهار ماه و نیم».
            is_part = {*said.words[new.last : new.last + _MOST_OF_PART]} & listed("halves")
            is_count = is_number and come[-1].is_number and not is_part
            weight -= (0.0 if is_bare else 0.5 * NO_EDGE) if is_count else NO_EDGE
        if is_bare:
            weight -= 0.5 * sum(
                not one.is_number and one.key not in listed("of_numbers", "scales") for one in come
            )
        if new.last <= old.said.first:
            behind = said.words[new.last : old.said.first]
            weight -= sum(word not in listed("behind_new") for word in behind) - 1.0
        return weight - self._against(new)

    def _against(self, new: Stretch) -> float:
        """What speaks against new words by themselves."""
        words = self._said.words[new.first : new.last]
        fillers = (word in listed("before_new") and value_of(word) is None for word in words)
        return (
            _MARK * self._said.has_mark(new)
            + 1.0 * any(word in listed("behind_new") for word in words[:-1])
            + 0.5 * (words[-1] in listed("behind_new"))
            + _KNOWN * all(self._names.is_known[new.first : new.last])
            + next((number for number, is_one in enumerate(fillers) if not is_one), 0)
        )

    def _counts(self, old: NamedWords) -> bool:
        return _count(atoms(self._said.words[old.said.first : old.said.last]))


def _count(some: Iterable[Atom]) -> bool:
    return any(one.is_number for one in some)
