"""Is it understood what the citizen does, what went wrong, where, and which line is right?"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from assistant.evaluation.client import Client, lines
from assistant.evaluation.figures import Figure, Section, figure, macro_f1, worst
from knowledge.aliases import letters

Item = tuple[dict[str, Any], dict[str, Any]]
"""What is expected and what was understood."""


def evaluate_acts(client: Client) -> tuple[Section, ...]:
    """Acts, indicators, lines, agencies and places over acts.jsonl."""
    items = [(item, client.understand(item["text"])) for item in lines("acts.jsonl")]
    return (_acts(items), *(_field(items, name) for name in _FIELDS))


def _acts(items: list[Item]) -> Section:
    pairs = [(item["act"], got["act"]["name"]) for item, got in items]
    groups: dict[str, list[bool]] = defaultdict(list)
    for (item, _), (expected, got) in zip(items, pairs, strict=True):
        groups[item["register"]].append(expected == got)
    figures = [
        figure("accuracy", (a == b for a, b in pairs)),
        Figure("macro-F1 (×1000)", round(1000 * macro_f1(pairs)), 1000),
        _recall(pairs, "complain"),
        _recall(pairs, "emergency"),
        _hard_pairs(items),
        *(figure(f"accuracy {register}", hits) for register, hits in sorted(groups.items())),
    ]
    return Section("acts", tuple(figures), worst(pairs))


def _recall(pairs: list[tuple[str, str]], act: str) -> Figure:
    return figure(f"{act} recall", (b == act for a, b in pairs if a == act))


def _hard_pairs(items: list[Item]) -> Figure:
    """A pair counts when both of its sentences are right."""
    pairs: dict[int, list[bool]] = defaultdict(list)
    for item, got in items:
        if item.get("pair") is not None:
            pairs[item["pair"]].append(item["act"] == got["act"]["name"])
    return figure("hard pairs", (all(hits) for hits in pairs.values()))


def _line_is_right(item: dict[str, Any], got: str | None) -> bool:
    return got in {item["line"], *item.get("line_also", [])}


def _same(name: str) -> Callable[[dict[str, Any], str | None], bool]:
    def is_same(item: dict[str, Any], got: str | None) -> bool:
        return (item[name] or "") == (got or "")

    return is_same


def _is_same_place(name: str) -> Callable[[dict[str, Any], str | None], bool]:
    """However it is spelled: with half-spaces or without, with ئ or ی."""

    def is_same(item: dict[str, Any], got: str | None) -> bool:
        return letters(item[name] or "") == letters(got or "")

    return is_same


_FIELDS: dict[str, Callable[[dict[str, Any], str | None], bool]] = {
    "indicator": _same("indicator"),
    "line": _line_is_right,
    "agency_id": _same("agency_id"),
    "province": _is_same_place("province"),
    "city": _is_same_place("city"),
}


def _field(items: list[Item], name: str) -> Section:
    known = [(item, got.get(name)) for item, got in items if item.get(name)]
    absent = [got.get(name) for item, got in items if not item.get(name)]
    figures = [figure("right where there is one", (_FIELDS[name](i, g) for i, g in known))]
    if name in {"agency_id", "province", "city"}:
        figures.append(figure("silent where there is none", (g is None for g in absent)))
    return Section(name, tuple(figures), worst((i[name], g) for i, g in known))
