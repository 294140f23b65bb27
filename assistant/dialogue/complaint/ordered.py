"""Places of a text that are named by their order: «خط آخر», «سومیه», «دو تا خط آخر»."""

import re
from collections.abc import Sequence

from assistant.dialogue import words
from assistant.dialogue.complaint.matching import Stretch, value_of
from knowledge.features.edits import Span

_STOP = re.compile(r"[.!؟?؛\n]")
_THREE = 3


def sentences(lines: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Stretch]:
    """The sentences of a text, line by line."""
    found = []
    for number, (line, some) in enumerate(zip(lines, spans, strict=True)):
        first = 0
        for last in range(1, len(some) + 1):
            ends = last == len(some) or _STOP.search(line[some[last - 1].end : some[last].start])
            if ends:
                found.append(Stretch(first, last, number))
                first = last
    return found


def whole_lines(spans: Sequence[Sequence[Span]]) -> list[Stretch]:
    """The lines of a text that have words."""
    return [Stretch(0, len(some), number) for number, some in enumerate(spans) if some]


def named_by_order(
    named: Sequence[str], lines: Sequence[str], spans: Sequence[Sequence[Span]]
) -> list[Stretch]:
    """What plain words name by its order, where they say no more than that; else nothing."""
    said = " ".join(named)
    units = sentences(lines, spans)
    if len(spans) > 1 and _found("line", said):
        units = whole_lines(spans)
    for each in (_counted, _one):
        if chosen := each(said, len(units)):
            return [units[number] for number in chosen]
    return []


def _found(name: str, said: str) -> bool:
    return re.search(rf"(?<!\w)(?:{words.listed('contrast')[name]})", said) is not None


def _one(said: str, count: int) -> list[int]:
    """«خط دوم», «سومیش», «یکی مانده به آخر», «وسطی»; «خط یک و خط آخر» are two."""
    table = words.listed("contrast")
    found = []
    for part in re.split(" (?:و|با) ", said):
        shape = rf"(?:(?:{table['this']}) )?(?P<unit>(?:{table['unit']}) )?(?P<order>.+?)"
        match = re.fullmatch(rf"{shape}(?: (?:{table['object']}))?", part)
        named, is_named = (match["order"], bool(match["unit"])) if match else ("", False)
        endings = [one for one in ("", *table["order_ending"].split("|")) if named.endswith(one)]
        orders = (_order(named.removesuffix(one), count, is_named=is_named) for one in endings)
        number = next((one for one in orders if one is not None), None)
        if number is None:
            return []
        found.append(number)
    return sorted(set(found))


def _order(said: str, count: int, *, is_named: bool) -> int | None:
    table = words.listed("contrast")
    if re.fullmatch(table["last_but_one"], said):
        return count - 2 if count > 1 else None
    if re.fullmatch(table["last"], said):
        return count - 1 if count else None
    if re.fullmatch(table["middle"], said):
        return count // 2 if count % 2 and count >= _THREE else None
    for number, forms in enumerate(table["orders"]):
        if re.fullmatch(forms, said):
            return number if number < count else None
    value = int(value_of(said) or 0) if is_named else 0
    return value - 1 if 0 < value <= count else None


def _counted(said: str, count: int) -> list[int]:
    """«دو خط آخر», «سه تای اول»."""
    table = words.listed("contrast")
    shape = (
        rf"(?:(?:{table['this']}) )?(?P<many>\w+?) ?(?:تا|تای|ta|taye)?(?: ?(?:{table['unit']}))?"
    )
    edge = rf"(?:(?P<last>{table['last']})|(?P<first>{table['orders'][0]}))"
    ending = rf"(?:{table['order_ending']})?(?: {table['object']})?"
    match = re.fullmatch(rf"{shape} {edge}{ending}", said)
    many = int(value_of(match["many"]) or 0) if match else 0
    if match is None or not 1 < many <= count:
        return []
    return list(range(count - many, count) if match["last"] else range(many))
