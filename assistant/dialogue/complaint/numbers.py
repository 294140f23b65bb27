"""Numbers in a text, and what they count: money, a date, a year, an hour, a time, people, a house.

«تاریخش ۲۰ آبانه» gives no other sum of money, though a sum stands in the text: like takes the place
of like alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.dialogue import words
from assistant.dialogue.complaint.matching import Atom, Stretch, is_same_word

_YEARS = range(1300, 1450)
_LONG = 5
"""Digits of a number that counts nothing: of a telephone, a card, a file."""
_OF_UNIT = frozenset({"address", "count"})
"""Kinds of which only numbers with the same unit are alike: no «پلاک ۱۴» is a «شعبه ۲». A time is
one in any unit: «۵۰ دقیقه» becomes «یک ساعت و نیم»."""
_NEAR = 3
"""Words around a number that may name its kind: «تاریخش … ۲۰»."""
ANY = ""


@dataclass(frozen=True)
class Amount:
    """A number at `first` of some atoms, up to `last` with its scale, up to `end` with its unit."""

    kind: str
    unit: str
    first: int
    last: int
    end: int

    def is_like(self, other: "Amount") -> bool:
        """Whether both count the same, so far as is known."""
        if ANY in {self.kind, other.kind}:
            return True
        return self.kind == other.kind and (self.kind not in _OF_UNIT or self.unit == other.unit)


def amounts(some: Sequence[Atom]) -> list[Amount]:
    """The numbers of a text, with what they count."""
    found, place = [], 0
    while place < len(some):
        length = sum_length(some[place:])
        if length and some[place].is_number:
            found.append(_amount(some, place, place + length))
        place += max(length, 1)
    return found


def only_amount(some: Sequence[Atom]) -> Amount | None:
    """The one number of a text; None where it has none, or several."""
    found = amounts(some)
    return found[0] if len(found) == 1 else None


def are_unlike(
    said: Sequence[Atom], new: Sequence[Stretch], line: Sequence[Atom], place: Stretch
) -> bool:
    """Whether a number of the message counts something else than the one of a place.

    Not where the message has that number, too: «۲ بار نه، سه روز» says what is meant.
    """
    old = _amount_in(line, place)
    come = [_amount_in(said, one) for one in new]
    known = [one for one in come if one]
    if old is None or len(known) != 1 or known[0].is_like(old):
        return False
    return not {one.key for one in line[old.first : old.last]} <= {one.key for one in said}


def _amount_in(some: Sequence[Atom], place: Stretch) -> Amount | None:
    """The one number that has any of the words of a stretch; None where none has, or several."""
    words = [n for n, one in enumerate(some) if one.first < place.last and place.first < one.last]
    found = [one for one in amounts(some) if any(one.first <= n < one.end for n in words)]
    return found[0] if len(found) == 1 else None


def kind_named(some: Sequence[Atom], amount: Amount) -> str:
    """What words beside a bare number say that it counts: «مبلغش ۴۰ بود»."""
    around = some[max(0, amount.first - _NEAR) : amount.first]
    return next(
        (kind for kind in _names("named") for one in around if _is("named", kind, one)), ANY
    )


def is_sum(some: Sequence[Atom]) -> bool:
    """Whether a number has a scale: «۲ میلیون»."""
    return any(_is_scale(one) for one in some)


def sum_length(some: Sequence[Atom]) -> int:
    """How many atoms from the first on say one number: «۲ میلیون و ۸۰۰»."""
    length = 0
    while length < len(some):
        one, *behind = some[length : length + 2]
        starts = one.is_number and (not length or _is_scale(some[length - 1]))
        if starts or (_is_scale(one) and length):
            length += 1
        elif length and one.key == "و" and behind and (behind[0].is_number or _is_half(behind[0])):
            length += 2
        else:
            break
    return length


def _amount(some: Sequence[Atom], first: int, last: int) -> Amount:
    before = some[first - 1] if first else None
    behind = some[last] if last < len(some) else None
    has_scale, value = is_sum(some[first:last]), float(some[first].key)
    for where, beside in (("behind", behind), ("before", before)):
        for kind in _names(where) if beside else ():
            unit = _unit(where, kind, beside) if beside else ANY
            if unit:
                end = last + (where == "behind")
                return Amount(kind, unit, first, last, end + _half_behind(some, end))
    if has_scale:
        return Amount("money", ANY, first, last, last)
    if value in _YEARS:
        return Amount("year", ANY, first, last, last)
    kind = "code" if len(some[first].key) >= _LONG else ANY
    return Amount(kind, ANY, first, last, last)


def _half_behind(some: Sequence[Atom], end: int) -> int:
    """How many atoms behind a unit belong to its number: «چهار ماه و نیم»."""
    is_joined = end + 1 < len(some) and some[end].key == "و"
    return 2 if is_joined and _is_half(some[end + 1]) else 0


def _unit(where: str, kind: str, beside: Atom) -> str:
    """The first spelling of the unit that a word is; empty where it is none of this kind."""
    for spellings in _units(where, kind):
        if any(is_same_word(beside.key, one) for one in spellings):
            return spellings[0]
    return ANY


def is_same_unit(one: Atom, other: Atom) -> bool:
    """Whether two words are spellings of one unit: «toman», «تومن»."""
    pairs = ((_unit("behind", k, one), _unit("behind", k, other)) for k in _names("behind"))
    return any(unit and unit == second for unit, second in pairs)


def _is(where: str, kind: str, one: Atom) -> bool:
    return bool(_unit(where, kind, one))


def _is_half(one: Atom) -> bool:
    return one.key in words.listed("contrast")["halves"].split("|")


def _is_scale(one: Atom) -> bool:
    return any(is_same_word(one.key, scale) for scale in _scales())


@cache
def _scales() -> tuple[str, ...]:
    return tuple(words.listed("contrast")["scales"].split("|"))


@cache
def _names(where: str) -> tuple[str, ...]:
    return tuple(words.listed("counted")[where])


@cache
def _units(where: str, kind: str) -> tuple[tuple[str, ...], ...]:
    told = words.listed("counted")[where][kind]
    return tuple(tuple(unit.split("|")) for unit in told.split())
