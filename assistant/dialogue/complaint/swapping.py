"""Words of a description that a message puts right: «به جای سه ماه بنویس پنج ماه»."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile, zip_longest

from assistant.dialogue import words
from assistant.dialogue.state import Draft
from assistant.language.digits import ascii_digits
from assistant.language.pii import PLACEHOLDER

_LETTER = r"[^\s.,،؛!؟?:«»()]"
_TOKEN = re.compile(rf"{PLACEHOLDER.pattern}|{_LETTER}+")
_OWN_OF_UNIT = 3
"""Words of a message that only puts a number right: number, unit, and what it counts."""
_MOST_NEW = 4
"""Words that a correction brings at most; more than these tell something of their own."""


@dataclass(frozen=True)
class _Token:
    """A word with its place in a text; `plain` is compared, without half-spaces."""

    plain: str
    start: int
    end: int


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

    The old words stand in the description, and beside them in the message a word like «نه» or
    «به جای»; what else the message says are the new ones. Personal data is none of both: the words
    as typed hold it otherwise.
    """
    tokens = _tokens(message, has_nine=words.has("plain_swaps", message))
    run = _longest(draft, tokens)
    if run is None or not _is_refused(tokens, run):
        return _of_unit(draft, message, tokens)
    rest = [*tokens[: run.first], *tokens[run.last :]]
    new = [token for token in rest if not words.has("swap_words", token.plain)]
    old = tokens[run.first : run.last]
    if not 0 < len(new) <= _MOST_NEW:
        return None
    if tokens[0].plain == "نه" and _counts(old) != _counts(new):
        # «نه پنج بار رفتم و جواب ندادند» says no to the assistant, and tells more.
        return None
    if any(token.plain == "که" for token in tokens[run.last :]):
        # «کارمند نبود که جواب بدهد» tells, and puts nothing right.
        return None
    text = " ".join(message[token.start : token.end] for token in new)
    if PLACEHOLDER.search(f"{run.old} {text}"):
        return None
    return _put_right(draft, run.part, run.old, run.start, text)


def _of_unit(draft: Draft, message: str, tokens: Sequence[_Token]) -> Draft | None:
    """«مبلغ اشتباه شد، ۸ میلیونه»: another number of what the description counts once."""
    told = _numbers(tokens) if words.has("changes", message) else []
    own = [token for token in tokens if not words.has("swap_words", token.plain)]
    if len(own) > _OWN_OF_UNIT:
        return None
    there = [
        (number, pair)
        for number, part in enumerate(draft.parts)
        for pair in _numbers(_tokens(part.text))
        if told and _unit(pair) == _unit(told[0])
    ]
    if len(told) != 1 or len(there) != 1 or there[0][1][0].plain == told[0][0].plain:
        return None
    part, (old, _) = there[0]
    number = draft.parts[part].text[old.start : old.end]
    return _put_right(draft, part, number, old.start, message[told[0][0].start : told[0][0].end])


def _counts(tokens: Sequence[_Token]) -> bool:
    return any(one.plain.isdigit() or words.has("numbers", one.plain) for one in tokens)


def _numbers(tokens: Sequence[_Token]) -> list[tuple[_Token, _Token]]:
    """Numbers with the unit behind them: «۵ میلیون», «سه هفته»."""
    return [
        (one, unit)
        for one, unit in pairwise(tokens)
        if (one.plain.isdigit() or words.has("numbers", one.plain))
        and words.has("units", _unit((one, unit)))
    ]


def _unit(pair: tuple[_Token, _Token]) -> str:
    """«میلیونه» and «میلیون» are one unit."""
    plain = pair[1].plain
    return plain[:-1] if plain.endswith("ه") and words.has("units", plain[:-1]) else plain


def put_right(text: str, old: str, new: str) -> str:
    """`text` with `new` for the words `old` where they first stand by themselves."""
    whole = rf"(?<!{_LETTER}){re.escape(old)}(?!{_LETTER})"
    return re.sub(whole, lambda _: new, text, count=1)


def _put_right(draft: Draft, number: int, old: str, start: int, new: str) -> Draft:
    """`draft` with `new` for what stands at `start` of its part of this number."""
    part, parts = draft.parts[number], list(draft.parts)
    text = part.text[:start] + new + part.text[start + len(old) :]
    parts[number] = part.model_copy(update={"text": text, "swaps": (*part.swaps, (old, new))})
    return draft.model_copy(update={"parts": tuple(parts)})


def _tokens(text: str, *, has_nine: bool = True) -> list[_Token]:
    """The words of a text; with `has_nine` «نه» before a unit is the number."""
    found = [
        _Token(ascii_digits(found[0]).replace("\u200c", ""), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    ]
    if not has_nine:
        return found
    return [_nine(one, unit, text) for one, unit in zip_longest(found, found[1:])][: len(found)]


def _nine(one: _Token, unit: _Token | None, text: str) -> _Token:
    """«نه ماه» are nine months, though «نه» alone says no."""
    if one.plain != "نه" or unit is None or text[one.end : unit.start].strip():
        return one
    return replace(one, plain="9") if words.has("units", unit.plain) else one


def _longest(draft: Draft, tokens: Sequence[_Token]) -> _Run | None:
    """The longest run of telling words of a message that stands in the description."""
    runs = [
        run
        for number, part in enumerate(draft.parts)
        for run in _runs(tokens, _tokens(part.text), part.text, number)
    ]
    return max(runs, key=lambda run: run.last - run.first, default=None)


def _runs(tokens: Sequence[_Token], there: Sequence[_Token], text: str, number: int) -> list[_Run]:
    found = []
    for first, token in enumerate(tokens):
        if words.has("swap_words", token.plain):
            continue
        for place, other in enumerate(there):
            if token.plain != other.plain:
                continue
            length = _alike(tokens[first:], there[place:])
            old = text[other.start : there[place + length - 1].end]
            found.append(_Run(first, first + length, number, other.start, old))
    return found


def _alike(some: Sequence[_Token], others: Sequence[_Token]) -> int:
    length = 0
    for one, other in zip(some, others, strict=False):
        if one.plain != other.plain or words.has("swap_words", one.plain):
            break
        length += 1
    return length


def _is_refused(tokens: Sequence[_Token], run: _Run) -> bool:
    """Whether a word beside the run says that it shall go."""
    # «نه پنج بار رفتم» does not refuse «رفتم», so nothing of its own stands between.
    near = list(_of_swapping(reversed(tokens[max(0, run.first - 2) : run.first])))
    before = " ".join(token.plain for token in reversed(near))
    behind = " ".join(t.plain for t in _of_swapping(tokens[run.last : run.last + 3]))
    return words.has("swap_before", before) or words.has("swap_behind", behind)


def _of_swapping(tokens: Iterable[_Token]) -> Iterable[_Token]:
    return takewhile(lambda token: words.has("swap_words", token.plain), tokens)
