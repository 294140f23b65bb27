"""The search on a collection that is not ours."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.language.repair import repair
from knowledge.search.encoder import Encoder
from knowledge.search.engine import TextCollection
from lab.evaluation.figures import Figure, Section, figure

_TOP = 10


class ForeignDataError(ValueError):
    """A file is not what it should be; the message names file and line."""


@dataclass(frozen=True)
class ForeignQuery:
    """A question and the ids of the documents that answer it."""

    text: str
    relevant: frozenset[str]


def evaluate_retrieval(documents: Path, queries: Path, encoder: Encoder) -> Section:
    """Search in the documents of a JSON-lines file; raises `ForeignDataError`."""
    texts = dict(_documents(documents))
    asked = list(_queries(queries, texts))
    ids = list(texts)
    collection = TextCollection([repair(text).text for text in texts.values()], encoder)
    ranked = [[ids[row] for row in collection.best(repair(q.text).text, _TOP)] for q in asked]
    return Section("retrieval", tuple(_figures(asked, ranked)))


def _figures(asked: Sequence[ForeignQuery], ranked: Sequence[list[str]]) -> Iterator[Figure]:
    both = list(zip(asked, ranked, strict=True))
    for depth in (1, 5, _TOP):
        found = (bool(query.relevant.intersection(ids[:depth])) for query, ids in both)
        yield figure(f"hit at {depth}", found)
    for name, gain in (("MRR@10", _reciprocal_rank), ("nDCG@10", _ndcg)):
        mean = float(np.mean([gain(query, ids) for query, ids in both]))
        yield Figure(f"{name} (×1000)", round(1000 * mean), 1000)


def _reciprocal_rank(query: ForeignQuery, ids: Sequence[str]) -> float:
    return next((1 / rank for rank, id in enumerate(ids, 1) if id in query.relevant), 0.0)


def _ndcg(query: ForeignQuery, ids: Sequence[str]) -> float:
    gained = sum(1 / math.log2(rank + 1) for rank, id in enumerate(ids, 1) if id in query.relevant)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(query.relevant), _TOP) + 1))
    return gained / best


def _documents(path: Path) -> Iterator[tuple[str, str]]:
    seen = set()
    for where, row in _rows(path):
        id = str(_field(row, "id", where))
        if id in seen:
            raise ForeignDataError(f"{where}: the id {id!r} is there twice")
        seen.add(id)
        yield id, str(_field(row, "text", where))


def _queries(path: Path, known: Mapping[str, str]) -> Iterator[ForeignQuery]:
    for where, row in _rows(path):
        relevant = _field(row, "relevant", where)
        if not isinstance(relevant, list) or not relevant:
            raise ForeignDataError(f"{where}: `relevant` must be a list of ids")
        ids = frozenset(map(str, relevant))
        if unknown := ids.difference(known):
            raise ForeignDataError(f"{where}: no document has the id {min(unknown)!r}")
        yield ForeignQuery(str(_field(row, "text", where)), ids)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{path}:{number}", _row(line, f"{path}:{number}")


def _row(line: str, where: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ForeignDataError(f"{where}: not JSON ({error})") from error
    if not isinstance(row, dict):
        raise ForeignDataError(f"{where}: not an object")
    return row


def _field(row: Mapping[str, object], name: str, where: str) -> object:
    if name not in row:
        raise ForeignDataError(f"{where}: `{name}` is missing")
    return row[name]
