"""Whether words of a message may stand for others of a text: like for like, and nothing broken.

«بیست و پنجم مهر» may stand for «بیستم مهر»; «۱۲» alone for no «۱۲ مهر», and «ای بابا لوله گاز» for
no «آب».
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.complaint.clauses import is_a_verb
from assistant.dialogue.complaint.matching import Stretch, atoms, is_same, is_same_word, value_of
from assistant.dialogue.complaint.message_words import listed
from assistant.dialogue.complaint.numbers import ANY, Amount, amounts

Words = Sequence[str]

_MOST_MORE = 3
"""Words that new ones may have more than those they stand for."""
_NEAR = 6
"""Words around a place in which none of the new ones may stand already."""
_LONG = 3
"""Letters from which a word is no mere joint of a sentence."""


@dataclass(frozen=True)
class Swap:
    """Words of a message that come, at places of the text; `covers` is all that says so."""

    places: tuple[Stretch, ...]
    come: Stretch
    covers: Stretch


def whole_amounts(swap: Swap, said: Words, lines: Sequence[Words]) -> Swap:
    """The swap with its numbers whole, where both have a unit: a date with its month."""
    new = _amount_at(said, swap.come)
    old = [_amount_at(lines[place.line], place) for place in swap.places]
    known = [one for one in old if one is not None]
    if new is None or len(known) < len(old):
        return swap
    if all(one.is_united(new) for one in known):
        is_unit = all(one.amount.unit == new.amount.unit for one in known)
        there = [one.sum if is_unit else one.stretch for one in known]
        come = new.sum if is_unit else new.stretch
    elif not new.has_unit:
        is_bare = new.sum == new.number
        there, come = [one.number if is_bare else one.sum for one in known], new.sum
    else:
        return swap
    places = zip(there, swap.places, strict=True)
    return replace(swap, places=tuple(replace(one, line=of.line) for one, of in places), come=come)


@dataclass(frozen=True)
class _There:
    """A number of a text; the words that say it, with its scale, and with its unit."""

    amount: Amount
    number: Stretch
    sum: Stretch
    stretch: Stretch

    @property
    def has_unit(self) -> bool:
        return self.amount.end > self.amount.last

    def is_united(self, other: "_There") -> bool:
        """Whether both have a unit of one kind."""
        return self.has_unit and other.has_unit and self.amount.kind == other.amount.kind


def _amount_at(some: Words, place: Stretch) -> _There | None:
    """The one number of which a place is all or a part."""
    found = atoms(some)
    there = [
        _There(
            one,
            Stretch(found[one.first].first, found[one.first].last),
            Stretch(found[one.first].first, found[one.last - 1].last),
            Stretch(found[one.first].first, found[one.end - 1].last),
        )
        for one in amounts(found)
    ]
    around = [
        one for one in there if one.stretch.first <= place.first and place.last <= one.stretch.last
    ]
    return around[0] if len(around) == 1 else None


def is_sound(swap: Swap, said: Words, lines: Sequence[Words], *, has_mark: bool) -> bool:
    """Whether new words may stand at all places of a swap; `has_mark` if there is one in them."""
    kinds = {_kind(lines[place.line], place) for place in swap.places}
    is_one_kind = len(kinds) == 1 and len({*kinds, _kind(said, swap.come)} - {ANY}) < 2
    new = said[swap.come.first : swap.come.last]
    fits = all(_fits(new, lines[place.line], place) for place in swap.places)
    return is_one_kind and not has_mark and not _speaks(new) and fits


def stands_once(swap: Swap, said: Words, lines: Sequence[Words]) -> bool:
    """Whether no new word stands near the place already."""
    new = said[swap.come.first : swap.come.last]
    return not any(_doubles(new, lines[place.line], place) for place in swap.places)


def _fits(new: Words, line: Words, place: Stretch) -> bool:
    """Whether new words are as long as the old ones, with a verb for a verb, and stand once."""
    old = line[place.first : place.last]
    is_line = (place.first, place.last) == (0, len(line))
    has_as_many = is_line or len(new) <= len(old) + _MOST_MORE
    has_verb = any(map(is_a_verb, new)) == any(map(is_a_verb, old))
    return (
        bool(old)
        and not {*new} <= {*old}
        and not is_same(atoms(new), atoms(old))
        and (_is_number(new) or not _breaks_number(line, place))
        and has_as_many
        and has_verb
        and not _doubles(new, line, place)
    )


def _kind(some: Words, place: Stretch) -> str:
    """What the number there counts; nothing where it is not known, or there is none."""
    there = _amount_at(some, place)
    return there.amount.kind if there else ANY


def _is_number(some: Words) -> bool:
    return any(one.is_number for one in atoms(some))


def _breaks_number(line: Words, place: Stretch) -> bool:
    """Whether a place is a number without its unit."""
    there = _amount_at(line, place)
    return there is not None and there.stretch.last > place.last


def _doubles(new: Words, line: Words, place: Stretch) -> bool:
    """Whether a word would stand twice near a place."""
    before = line[max(0, place.first - _NEAR) : place.first]
    behind = line[place.last : place.last + _NEAR]
    beside = {*before[-1:], *behind[:1]}
    return any(
        is_same_word(word, other)
        for word in new
        for other in (*before, *behind)
        if other in beside or (len(word) >= _LONG and value_of(word) is None)
    )


def _speaks(new: Words) -> bool:
    """Whether new words have any that are said to the assistant, or begin or end with a joint."""
    return (
        any(word in listed("talk") for word in new)
        or new[0] in listed("before_new")
        or new[-1] in listed("dangling")
    )
