"""Words of a description that a message puts right: «به جای سه ماه بنویس پنج ماه»."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from assistant.dialogue import words
from assistant.dialogue.state import Draft
from assistant.language.digits import ascii_digits
from assistant.language.letters import persian_letters
from assistant.language.pii import PLACEHOLDER
from assistant.language.repair import repair

_LETTER = r"[^\s.,،؛!؟?:«»()]"
_TOKEN = re.compile(rf"{PLACEHOLDER.pattern}|{_LETTER}+")
_ENDING = re.compile(r"(?:ه|ی|م|و|ا|ش|شو|رو|ست)$")
_NINE, _IS = "9", " است"
_OWN_BESIDE_NUMBER = 2
"""Words of a message that only gives a number anew, beside that and its units: what it counts."""
_MOST_NEW = 4
"""Words that a correction brings at most; more than these tell something of their own."""


@dataclass(frozen=True)
class _Token:
    """A word with its place in a text; `plain` is compared, without half-spaces."""

    plain: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        # «نه» says no, unless a unit stands behind it (`_tokens`).
        return self.plain.isdigit() or (self.plain != "نه" and words.has("numbers", self.plain))

    @property
    def unit(self) -> str:
        """«میلیونه» and «میلیون» are one unit; empty for what is none."""
        short = _ENDING.sub("", self.plain)
        return next((one for one in (self.plain, short) if words.has("units", one)), "")


@dataclass(frozen=True)
class _Number:
    """Words for a number, with the units behind them: «۵ میلیون تومان»; `last` is exclusive."""

    first: int
    last: int
    numbers: tuple[str, ...]
    units: tuple[str, ...]
    is_joined: bool = False

    def joined(self, other: "_Number") -> "_Number":
        """Both as one number, with «و» between them."""
        numbers, units = (*self.numbers, *other.numbers), (*self.units, *other.units)
        return _Number(self.first, other.last, numbers, units, is_joined=True)

    def may_be(self, other: "_Number") -> bool:
        """Whether both are one number; who says it again may leave the unit out."""
        is_short = not self.units or not other.units
        return self.numbers == other.numbers and (is_short or self.units[0] == other.units[0])


@dataclass(frozen=True)
class _Run:
    """Words of a message, from `first` to before `last`, that stand in a part at `start`."""

    first: int
    last: int
    part: int
    start: int
    old: str


def swapped(draft: Draft, message: str) -> Draft | None:
    """`draft` with the words put right that a masked message names; None when it names none.

    A number gives way to another one of the message. Other words stand in the description, and
    beside them in the message a word like «نه» or «به جای»; what else it says are the new ones.
    Personal data is none of both: it belongs to the turn that has it as typed.
    """
    # «نه» before a unit may say no; the number it is where one is changed, or nine stands already.
    has_nine = words.has("plain_swaps", message) or any(
        place.number.numbers == (_NINE,) for place in _places(draft)
    )
    tokens = _tokens(message, has_nine=has_nine)
    return _of_numbers(draft, message, tokens) or _of_words(draft, message, tokens)


def longest_told(draft: Draft, message: str) -> tuple[int, str] | None:
    """The longest stretch of the description that a message repeats, with its part's number."""
    run = _longest(draft, _tokens(message), breaks=False)
    return (run.part, run.old) if run else None


def put_right(draft: Draft, number: int, old: str, start: int, new: str) -> Draft:
    """`draft` with `new` for the words `old` that stand at `start` of its part of this number."""
    part, parts = draft.parts[number], list(draft.parts)
    text = part.text[:start] + new + part.text[start + len(old) :]
    parts[number] = part.model_copy(update={"text": text})
    return draft.model_copy(update={"parts": tuple(parts)})


def _of_words(draft: Draft, message: str, tokens: Sequence[_Token]) -> Draft | None:
    run = _longest(draft, tokens)
    if run is None or not _is_refused(tokens, run):
        return None
    rest = [*tokens[: run.first], *tokens[run.last :]]
    new = [token for token in rest if not words.has("swap_words", token.plain)]
    new = _behind(draft.parts[run.part].text[: run.start], new)
    old = tokens[run.first : run.last]
    if not 0 < len(new) <= _MOST_NEW or (all(one.unit for one in old) and _counts(new)):
        return None
    tells_more = _counts(old) != _counts(new) or (run.first == 1 and len(new) > 1)
    if tokens[0].plain == "نه" and tells_more and not _goes(tokens, run):
        # «نه پنج بار رفتم و جواب ندادند» and «نه پسرم از تهران فرستاده، من کرمانشاهم» say no to
        # the assistant, and tell more.
        return None
    if any(token.plain == "که" for token in tokens[run.last :]):
        # «کارمند نبود که جواب بدهد» tells, and puts nothing right.
        return None
    text = _without_copula(" ".join(message[token.start : token.end] for token in new))
    if PLACEHOLDER.search(f"{run.old} {text}"):
        return None
    return put_right(draft, run.part, run.old, run.start, text)


def _behind(before: str, new: list[_Token]) -> list[_Token]:
    """New words without the first, where it stands before the old ones already: «خیابونم سعدیه»."""
    there = _tokens(before)
    is_there = len(new) > 1 and bool(there) and bool(_forms(new[0]) & _forms(there[-1]))
    return new[1:] if is_there else new


def _forms(token: _Token) -> set[str]:
    """A word, and it without an ending like that of «خیابونم»."""
    return {token.plain, _ENDING.sub("", token.plain)}


def _without_copula(text: str) -> str:
    """«سعدیه» is «سعدی» where it puts a name right."""
    plain = repair(text).text
    return text.removesuffix("ه") if plain.endswith(_IS) else text


def _counts(tokens: Iterable[_Token]) -> bool:
    return any(token.is_number for token in tokens)


@dataclass(frozen=True)
class _Place:
    """A number of the description: its part, that part's words, and where it stands in them."""

    part: int
    words: Sequence[_Token]
    number: _Number


def _of_numbers(draft: Draft, message: str, tokens: Sequence[_Token]) -> Draft | None:
    """«۸۴ میلیونه نه ۴۸» and «مبلغش اشتباه شد، ۸ میلیونه»: another number for one of the text."""
    beside = [one for one in tokens if not (one.is_number or one.unit)]
    own = [token for token in beside if not words.has("swap_words", token.plain)]
    is_short = len(own) <= _OWN_BESIDE_NUMBER
    signs = ("changes", "amounts", "swap_before", *(("sets",) if is_short else ()))
    if not any(words.has(sign, message) for sign in signs):
        return None
    there, told = _places(draft), _numbers(tokens)
    new = [one for one in told if not any(one.may_be(place.number) for place in there)]
    old = [place for place in there if any(place.number.may_be(one) for one in told)]
    if len(new) == 1 and len(old) != 1:
        old = _meant(tokens, new[0], old or (there if is_short else []))
    if len(new) != 1 or len(old) != 1:
        return None
    said = [one for one in told if one.may_be(old[0].number)]
    if _goes(tokens, new[0]) and not any(_is_refused(tokens, one) for one in said):
        # «۸ میلیون نه، ده میلیون», where ten stands already.
        return None
    return _written(draft, old[0], message, tokens, new[0])


def _places(draft: Draft) -> list[_Place]:
    found = ((number, _tokens(part.text)) for number, part in enumerate(draft.parts))
    return [_Place(part, there, one) for part, there in found for one in _numbers(there)]


def _meant(tokens: Sequence[_Token], new: _Number, old: Sequence[_Place]) -> list[_Place]:
    """Of several numbers those that count the same: «منطقه ۵ بود نه ۳», «مبلغش ۸ میلیونه»."""
    what = tokens[new.first - 1].plain if new.first else ""
    named = [p for p in old if p.number.first and p.words[p.number.first - 1].plain == what]
    alike = [place for place in old if place.number.units[:1] == new.units[:1] != ()]
    return named if len(named) == 1 else alike


def _written(
    draft: Draft, place: _Place, message: str, tokens: Sequence[_Token], new: _Number
) -> Draft:
    """`draft` with a number of the message in a place, and one unit behind it."""
    old, there = place.number, place.words
    start, end, last = there[old.first].start, there[old.last - 1].end, new.last
    keeps_unit = not new.units or (not new.is_joined and new.units[:1] == old.units[:1])
    if keeps_unit and not old.is_joined:
        # «۴۸ میلیون» keeps its unit, and so does «۵ میلیون» that becomes «۳ و نیم».
        end = there[old.first + len(old.numbers) - 1].end
        last = new.last - len(new.units)
    text = message[tokens[new.first].start : tokens[last - 1].end]
    if new.is_joined and new.units and old.units and old.units[-1] not in new.units:
        text = f"{text} {old.units[-1]}"
    behind = draft.parts[place.part].text
    if behind[end : end + 1].isalpha():
        # «دوماهه» becomes «سه‌ماهه», of which the parts must not run together.
        text += "\u200c"
    return put_right(draft, place.part, behind[start:end], start, text)


def _numbers(tokens: Sequence[_Token]) -> list[_Number]:
    """The numbers of a text, each with its units."""
    found, place = [], 0
    while place < len(tokens):
        first = place
        while place < len(tokens) and tokens[place].is_number:
            place += 1
        behind = place
        while place < len(tokens) and behind > first and tokens[place].unit:
            place += 1
        if behind > first:
            numbers = tuple(token.plain for token in tokens[first:behind])
            units = tuple(token.unit for token in tokens[behind:place])
            found.append(_Number(first, place, numbers, units))
            if len(found) > 1 and found[-2].last == first - 1 and tokens[first - 1].plain == "و":
                # «سه میلیون و دویست هزار» is one number.
                found[-2:] = [found[-2].joined(found[-1])]
        else:
            place += 1
    return found


def _tokens(text: str, *, has_nine: bool = True) -> list[_Token]:
    """The words of a text, «دوماهه» as two; with `has_nine` «نه» before a unit is the number."""
    found = [part for one in _TOKEN.finditer(text) for part in _unglued(one)]
    if has_nine:
        for place, (one, unit) in enumerate(pairwise(found)):
            gap = text[one.end : unit.start].strip()
            if one.plain == "نه" and not gap and unit.unit:
                # «نه ماه» are nine months, though «نه» alone says no.
                found[place] = _Token(_NINE, one.start, one.end)
    return found


def _unglued(one: re.Match[str]) -> list[_Token]:
    """«۱۸میلیون» and «دوماهه» as number and unit."""
    plain = persian_letters(ascii_digits(one[0])).replace("\u200c", "")
    whole = _Token(plain, one.start(), one.end())
    if found := words.glued_number(ascii_digits(one[0])):
        behind = whole.start + len(found)
        number = _Token(found, whole.start, behind)
        unit = _Token(whole.plain[len(found) :], behind, whole.end)
        if unit.unit:
            return [number, unit]
    return [whole]


def _longest(draft: Draft, tokens: Sequence[_Token], *, breaks: bool = True) -> _Run | None:
    """The longest run of words of a message that stands in the description.

    A word like «نه» or «رو» is no part of it where it `breaks`.
    """
    runs = [
        run
        for number, part in enumerate(draft.parts)
        for run in _runs(tokens, part.text, number, breaks=breaks)
    ]
    return max(runs, key=lambda run: run.last - run.first, default=None)


def _runs(tokens: Sequence[_Token], text: str, number: int, *, breaks: bool) -> list[_Run]:
    found, there = [], _tokens(text)
    for first, token in enumerate(tokens):
        if breaks and words.has("swap_words", token.plain):
            continue
        for place, other in enumerate(there):
            if token.plain != other.plain:
                continue
            length = _alike(tokens[first:], there[place:], breaks=breaks)
            old = text[other.start : there[place + length - 1].end]
            found.append(_Run(first, first + length, number, other.start, old))
    return found


def _alike(some: Sequence[_Token], others: Sequence[_Token], *, breaks: bool) -> int:
    length = 0
    for one, other in zip(some, others, strict=False):
        if one.plain != other.plain or (breaks and words.has("swap_words", one.plain)):
            break
        length += 1
    return length


def _is_refused(tokens: Sequence[_Token], run: _Run | _Number) -> bool:
    """Whether a word beside the run says that it shall go."""
    # «نه پنج بار رفتم» does not refuse «رفتم», so nothing of its own stands between.
    near = list(_of_swapping(reversed(tokens[max(0, run.first - 2) : run.first])))
    before = " ".join(token.plain for token in reversed(near))
    return words.has("swap_before", before) or _goes(tokens, run)


def _goes(tokens: Sequence[_Token], run: _Run | _Number) -> bool:
    """Whether the words behind the run say so."""
    behind = " ".join(t.plain for t in _of_swapping(tokens[run.last : run.last + 3]))
    return words.has("swap_behind", behind)


def _of_swapping(tokens: Iterable[_Token]) -> Iterable[_Token]:
    return takewhile(lambda token: words.has("swap_words", token.plain), tokens)
