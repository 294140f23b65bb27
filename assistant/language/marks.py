"""Marks that stand for what was typed («[نام 2]»): which value each hides, and putting it back.

In one conversation a mark stands for one value, and a value has one mark: «خانم حسینی» of the
first message and of the fifth is «خانم [نام]», and whom the fifth names beside her is «[نام 2]». So
a text that is put together of several messages can be shown to who typed them, without a word of
where its pieces come from.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest

from .pii import LABELS, PLACEHOLDER, mask

_LABEL = re.compile(r"[^\[\]0-9]+")
_SECRET = LABELS["secret"]
_NO_NUMBERS = frozenset([LABELS["name"], LABELS["address"]])
_PINS = frozenset([6, 12])
"""So many digits a pin has; the mark of one is never put back."""


def has_marks(text: str) -> bool:
    """Whether anything in `text` is hidden."""
    return PLACEHOLDER.search(text) is not None


def put_back(text: str, values: Mapping[str, str]) -> str:
    """`text` as it was typed, as far as `values` are known by their marks."""
    return PLACEHOLDER.sub(lambda mark: values.get(mark.group(), mark.group()), text)


def without_numbers(values: Mapping[str, str]) -> dict[str, str]:
    """The marks of names and addresses alone: what its citizen is told may be saved elsewhere."""
    return {mark: value for mark, value in values.items() if _label(mark) in _NO_NUMBERS}


def without_brackets(text: str) -> str:
    """`text` with «(نام)» for «[نام 2]»: its marks are none of the conversation it is shown in."""
    return PLACEHOLDER.sub(lambda mark: f"({_label(mark.group())})", text)


def named(kept: str, raw: str, known: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """`kept` with each mark as its value is called in a conversation, and the values of all marks.

    `raw` is what was typed and `known` what earlier marks of the conversation stand for. Where the
    two texts do not fit, nothing is known of the values.
    """
    found = _aligned(kept, raw)
    if found is None:
        return kept, {}
    names = {(_label(mark), value): mark for mark, value in known.items()}
    taken = {*known, *(mark.group() for mark, value in found if value == mark.group())}
    parts, values, position = list[str](), dict[str, str](), 0
    for mark, value in found:
        name = mark.group()
        if not _stays(name, value):
            key = (_label(name), value)
            name = names.setdefault(key, _free(name, taken))
            taken.add(name)
            values[name] = value
        parts += [kept[position : mark.start()], name]
        position = mark.end()
    return "".join([*parts, kept[position:]]), values


def gathered(messages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What the marks of messages, each as kept and as typed, stand for, where that is sure."""
    values, unsure = dict[str, str](), set[str]()
    for kept, raw in messages:
        for mark, value in _aligned(kept, raw) or ():
            name = mark.group()
            if not _stays(name, value) and values.setdefault(name, value) != value:
                # Of a talk that began before marks were those of the whole talk.
                unsure.add(name)
    return {name: value for name, value in values.items() if name not in unsure}


def _stays(mark: str, value: str) -> bool:
    """A pin is not put back, nor what was typed with brackets."""
    is_pin = _label(mark) == _SECRET and len(re.sub(r"\D", "", value)) in _PINS
    return value == mark or (is_pin and not re.search(r"[^\W\d]", value))


def _aligned(kept: str, raw: str) -> list[tuple[re.Match[str], str]] | None:
    """The marks of `kept` with what stands for each in `raw`; None where the texts do not fit."""
    likely = [value for _, value in mask(raw).values]
    found = list[tuple[re.Match[str], str]]()
    marks, position, before = list(PLACEHOLDER.finditer(kept)), 0, 0
    for mark, after in zip_longest(marks, marks[1:]):
        start = position + mark.start() - before
        text = kept[mark.end() : after.start() if after else len(kept)]
        if raw[position:start] != kept[before : mark.start()]:
            return None
        end = _end(raw, start, text, likely, is_last=after is None)
        if end is None:
            return None
        found.append((mark, raw[start:end]))
        position, before = end, mark.end()
    return found if raw[position:] == kept[before:] else None


def _end(raw: str, start: int, text: str, likely: Iterable[str], *, is_last: bool) -> int | None:
    """Where a value ends that begins at `start`, with `text` behind it."""
    if is_last:
        return len(raw) - len(text) if start < len(raw) - len(text) else None
    fits = [v for v in likely if raw.startswith(v + text, start)]
    if fits:
        return start + len(max(fits, key=len))
    end = raw.find(text, start + 1) if text else -1
    return end if end > start else None


def _free(mark: str, taken: Iterable[str]) -> str:
    used, label = set(taken), _label(mark)
    name, number = f"[{label}]", 1
    while name in used:
        number += 1
        name = f"[{label} {number}]"
    return name


def _label(mark: str) -> str:
    found = _LABEL.search(mark)
    assert found is not None
    return found.group().strip()
