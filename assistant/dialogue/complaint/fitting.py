"""How far the right words and the wrong ones reach: «۱۲ آبان» and «۱۲ مهر» share the «۱۲».

What both begin or end with stays. A number comes for a number, whose unit stays.
"""

from collections.abc import Sequence

from assistant.dialogue import words
from assistant.dialogue.complaint.alike import Atom, Text, is_same
from assistant.dialogue.complaint.numbers import ANY, is_same_unit, is_sum, only_amount, sum_length
from assistant.dialogue.complaint.stretches import Stretch

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
