"""Which words of a message are personal: a conditional random field over them.

It has learnt from `nlu_data/personal.jsonl` (`dastyar train personal`). It finds what no rule can
prove: names, addresses, passwords, and numbers that are mistyped or that nothing names.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from knowledge.features.crf import tagger

from ..pii_rules.context import counts_something, is_of_receipt, label_after, label_before_all
from ..pii_rules.view import Found, View
from .no_names import is_no_name
from .surroundings import CALLED_AFTER, kind_of_place, kinds_of
from .words import DATA, key_of, likeness, lists_of, usual

MODEL = DATA / "model.crf"
OUTSIDE = "O"
_TOKEN = re.compile(
    r"\[[آ-ی ]+(?: [0-9]+)?\]|[آ-ی]+(?:[\u200c_]+[آ-ی]+)*|[A-Za-z]+|[0-9]+|[^\w\s\u200c]|\n"
)
_ENDINGS = ("هستم", "مون", "شون", "ست", "ام", "م", "ه", "س", "ش", "و", "ا", "ی")
_LEAST_STEM = 3
_LONG, _LONGEST_RUN, _MOST_GROUPS = 9, 27, 6
_AROUND = (-2, -1, 1, 2)
_REACH = 6
# What names a number or a password stands before it, up to so many words; less stands behind it.
_BEFORE, _BEHIND, _LONGEST_SHAPE = 8, 4, 40
_VALUE = re.compile(r"#|[a-z]")
_CHUNK = re.compile(r"\S+")
_SPOKEN = frozenset(["months", "number words"])
_NUMBER, _HIDDEN, _LINE_END = "#", "[]", "\\n"


@dataclass(frozen=True)
class Token:
    """A word, number or mark of the normal form, and how it is looked up."""

    start: int
    end: int
    key: str


Proof = Sequence[tuple[str, Found]]
"""What rules have found: the type, and where."""


def tokens_of(view: View) -> list[Token]:
    """The tokens of a message; a placeholder of what is masked already is one."""
    return [Token(*match.span(), _key(match.group())) for match in _TOKEN.finditer(view.text)]


def features_of(view: View, tokens: Sequence[Token], proof: Proof) -> list[list[str]]:
    """What is seen of each token: itself, its neighbours, and what rules say."""
    numbers, proved = _of_numbers(view, tokens), _of_proof(tokens, proof)
    places = [kind_of_place(token.key) for token in tokens]
    chunks = [chunk.start() for chunk in _CHUNK.finditer(view.text)]
    found = []
    for i, token in enumerate(tokens):
        seen = [*_of_word(token.key), *numbers.get(i, ()), *proved.get(i, ()), f"ak={places[i]}"]
        for step in _AROUND:
            j = i + step
            is_there = 0 <= j < len(tokens)
            seen += _of_neighbour(tokens[j].key, step) if is_there else (f"{step}:edge",)
        seen += _of_pairs(tokens, i)
        seen += _of_value(view.text, chunks, tokens, i)
        near = set(places[max(0, i - _REACH) : i] + places[i + 1 : i + 1 + _REACH])
        found.append(seen + [f"na={place}" for place in sorted(near)])
    return found


def tagged(view: View, proof: Proof) -> Iterator[tuple[str, Found]]:
    """Types and places of what is personal, from left to right."""
    tokens = tokens_of(view)
    if not any(token.key[0] != _HIDDEN[0] and token.key[0].isalnum() for token in tokens):
        return
    labels = tagger(MODEL).tag(features_of(view, tokens, proof))
    behind_a_place = {
        token.start for before, token in pairwise(tokens) if CALLED_AFTER in kinds_of(before.key)
    }
    keys = [token.key for token in tokens]
    at = {place: i for i, token in enumerate(tokens) for place in (token.start, token.end - 1)}
    for kind, found in spans_of(tokens, labels):
        first, last = at[found[0]], at[found[1] - 1] + 1
        # «کوچه سعدی» is no person's, and «شماره رسیدم» no secret, however the message goes on.
        is_place = kind == "name" and (found[0] in behind_a_place or is_no_name(keys, first, last))
        is_paper = kind == "secret" and is_of_receipt(view.text, found[0])
        if not (is_place or is_paper):
            yield kind, found


def spans_of(tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[tuple[str, Found]]:
    """What the labels say, `B…` at its first token and `I…` at the others, placeholders apart."""
    i = 0
    while i < len(tokens):
        first, kind = i, labels[i][1:]
        i += 1
        if labels[first] == OUTSIDE or tokens[first].key == _HIDDEN:
            continue
        while i < len(tokens) and labels[i] == f"I{kind}" and tokens[i].key != _HIDDEN:
            i += 1
        yield kind, (tokens[first].start, tokens[i - 1].end)


def _key(word: str) -> str:
    if word[0].isdigit():
        return f"{_NUMBER}{min(len(word), _LONG)}"
    if word[0] == "[" and len(word) > 1:
        return _HIDDEN
    return _LINE_END if word == "\n" else key_of(word)


@lru_cache(maxsize=1 << 15)
def _of_word(key: str) -> tuple[str, ...]:
    found = [f"k={key}", f"l={min(len(key), _LONG)}"]
    found += [f"s{n}={key[-n:]}" for n in (2, 3, 4) if len(key) > n]
    found += [f"p{n}={key[:n]}" for n in (2, 3) if len(key) > n]
    lists, seen, like = lists_of(key), usual(key), likeness(key)
    short = "".join(name[0] for name in lists)
    found += [f"L={name}" for name in lists or ("none",)]
    found += _of_stem(key)
    found += [f"seen={seen}", f"nm={like}", f"nmL={like}{short}", f"LS={short}{seen}"]
    return (*found, *(f"set={kind}" for kind in kinds_of(key)))


def _of_stem(key: str) -> list[str]:
    """Of «رضاست» that it is a name with an ending."""
    for ending in _ENDINGS:
        is_long = key.endswith(ending) and len(key) - len(ending) >= _LEAST_STEM
        if is_long and (lists := lists_of(key[: -len(ending)])):
            return [*(f"LG={name}" for name in lists), f"glue={ending}"]
    return []


@lru_cache(maxsize=1 << 16)
def _of_neighbour(key: str, step: int) -> tuple[str, ...]:
    found = [f"nm={likeness(key)}", f"k={key}", f"seen={usual(key)}"]
    found.append("L=" + ("".join(name[0] for name in lists_of(key)) or "none"))
    if len(key) > 2:
        found.append(f"s2={key[-2:]}")
    found += [f"set={kind}" for kind in kinds_of(key)] + [f"ak={kind_of_place(key)}"]
    return tuple(f"{step}:{one}" for one in found)


def _of_pairs(tokens: Sequence[Token], i: int) -> list[str]:
    def lists(place: int) -> str:
        return "".join(name[0] for name in lists_of(tokens[place].key)) or "none"

    found = [f"bi={tokens[i - 1].key}|{lists(i)}"] if i else []
    found += [f"bj={lists(i)}|{tokens[i + 1].key}"] if i + 1 < len(tokens) else []
    return found + ([f"-21={lists(i - 2)}|{tokens[i - 1].key}"] if i > 1 else [])


def _of_value(text: str, chunks: Sequence[int], tokens: Sequence[Token], i: int) -> list[str]:
    """Of what may be a number, date or password: its shape, and the words near it.

    `chunks` are the places where what is written without a space begins.
    """
    token = tokens[i]
    if not (_VALUE.match(token.key) or set(kinds_of(token.key)) & _SPOKEN):
        return []
    before = {other.key for other in tokens[max(0, i - _BEFORE) : i]}
    behind = {other.key for other in tokens[i + 1 : i + 1 + _BEHIND]}
    start = chunks[bisect_right(chunks, token.start) - 1]
    chunk = _CHUNK.match(text, start, start + _LONGEST_SHAPE)
    found = [f"shape={_shape(chunk.group() if chunk else '')}"]
    return found + [f"b-={key}" for key in sorted(before)] + [f"b+={key}" for key in sorted(behind)]


def _shape(chunk: str) -> str:
    """«Bahar1398» as «Aa9», with marks as they are."""
    kinds = ("9" if c.isdigit() else _letter(c) if c.isalpha() else c for c in chunk)
    return "".join(kind for kind, _ in groupby(kinds))


def _letter(char: str) -> str:
    if not char.isascii():
        return "ب"
    return "A" if char.isupper() else "a"


def _of_numbers(view: View, tokens: Sequence[Token]) -> dict[int, list[str]]:
    """Of the digits of a run: how many they are together, and the words that name them."""
    at = {token.start: i for i, token in enumerate(tokens)}
    found: dict[int, list[str]] = {}
    for run in view.runs:
        start, end = run[0].start, run[-1].end
        digits = min(sum(len(group.digits) for group in run), _LONGEST_RUN)
        label = label_before_all(view.text, start)
        seen = [f"run={digits}", f"grp={min(len(run), _MOST_GROUPS)}", f"lab={label}"]
        seen += [f"laba={label_after(view.text, end)}", f"d2={run[0].digits[:2]}"]
        seen.append(f"run={digits}|lab={label}")
        if counts_something(view.text, end):
            seen.append("counted")
        found |= {at[group.start]: seen for group in run if group.start in at}
    return found


def _of_proof(tokens: Sequence[Token], proof: Proof) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for kind, (start, end) in proof:
        for i, token in enumerate(tokens):
            if token.start < end and token.end > start:
                found.setdefault(i, [f"rt={kind}"])
    return found
