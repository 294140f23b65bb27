"""Counts what the open tables tell of a month, out of the facts.

A *case that came* is the first tenure of a case with an agency, and what follows it there without a
break, at whatever level. Praise is left out, and so is who tells the same again. A month is counted
once, some weeks after its end; what is judged later is not told of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from assistant.cases.terms import Kind, Verdict
from assistant.insight.bins import bin_of
from assistant.insight.facts.models import CaseFact

DIMENSIONS = {
    "agency": "agency_id",
    "province": "province",
    "indicator": "indicator",
    "service": "service_id",
}
"""By what cases are counted, and the column of the facts that says it."""
NOT_SAID = ""
"""The key of cases that say nothing of a dimension, or something the catalogue knows no more."""
ALL = "all"
"""The dimension of the whole; its one key is `NOT_SAID`."""
_HIGH_SCORE = 4
_BATCH = 10_000
Keys = Mapping[str, frozenset[str]]
"""The keys of each dimension that there are."""


@dataclass
class Tally:
    """Counts of one cell.

    The `_people` count those who lead, or go alone: of all who follow one matter, one. So these
    are never more than there are, and months add up. `answered` and `left` count by the bins of
    `insight/bins.py` after how many office minutes the first answer came, or the case went without.
    """

    cases: int = 0
    cases_people: int = 0
    judged: int = 0
    judged_people: int = 0
    scored: int = 0
    scored_people: int = 0
    solved: int = 0
    partly: int = 0
    high: int = 0
    answered: Counter[int] = field(default_factory=Counter)
    left: Counter[int] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Count another one in."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Tally":
        """From JSON, which knows no numbers as keys."""
        bins = {
            name: Counter({int(place): count for place, count in written[name].items()})
            for name in ("answered", "left")
        }
        return cls(**(dict(written) | bins))


Tallies = dict[str, dict[str, Tally]]
"""Tallies by dimension and key."""


def tallies_of(session: Session, month: str, as_of: datetime, keys: Keys) -> Tallies:
    """Count the cases that came in `month`, as was known at `as_of`."""
    return tally(_stays(session, month), as_of, keys)


def tally(stays: Iterable[Sequence[Any]], as_of: datetime, keys: Keys) -> Tallies:
    """Count stays, each the tenures of a case with an agency in their order. Pure."""
    found: Tallies = {name: defaultdict(Tally) for name in (ALL, *DIMENSIONS)}
    for stay in stays:
        one = _tally_of(stay, as_of)
        found[ALL][NOT_SAID].add(one)
        for dimension, column in DIMENSIONS.items():
            key = getattr(stay[0], column)
            found[dimension][key if key in keys[dimension] else NOT_SAID].add(one)
    return {dimension: dict(tallies) for dimension, tallies in found.items()}


def _tally_of(stay: Sequence[Any], as_of: datetime) -> Tally:
    first = next((row for row in stay if row.first_verdict_at), None)
    is_judged = first is not None and first.first_verdict_at <= as_of
    score = first.first_score if first is not None and is_judged else None
    leads = int(stay[0].cluster_id == stay[0].case_id)
    one = Tally(cases=1, cases_people=leads)
    if first is not None and is_judged:
        one.judged, one.judged_people = 1, leads
        one.solved = int(first.first_verdict == Verdict.SOLVED)
        one.partly = int(first.first_verdict == Verdict.PARTLY)
    if score is not None:
        one.scored, one.scored_people, one.high = 1, leads, int(score >= _HIGH_SCORE)
    minutes, is_answered = _answer_time(stay, as_of)
    if minutes is not None:
        (one.answered if is_answered else one.left)[bin_of(minutes)] = 1
    return one


def _answer_time(stay: Sequence[Any], as_of: datetime) -> tuple[int | None, bool]:
    """Office minutes from the arrival to the first answer, or to the end; None while it waits."""
    for row in stay:
        if row.answered_at and row.answered_at <= as_of:
            return row.answered_agency_min, True
    last = stay[-1]
    has_ended = last.ended_at is not None and last.ended_at <= as_of
    return (last.ended_agency_min if has_ended else None), False


def _stays(session: Session, month: str) -> Iterator[list[Any]]:
    """The stays that began in a month, one case after the other."""
    came = select(CaseFact.case_id, CaseFact.agency_id).where(
        CaseFact.month == month, CaseFact.is_first, CaseFact.counts, CaseFact.kind != Kind.PRAISE
    )
    query = (
        select(CaseFact)
        .where(tuple_(CaseFact.case_id, CaseFact.agency_id).in_(came))
        .order_by(CaseFact.case_id, CaseFact.agency_id, CaseFact.number)
        .execution_options(yield_per=_BATCH)
    )
    stay: list[Any] = []
    for row in session.scalars(query):
        if stay and not _goes_on(stay[-1], row):
            yield from _if_came(stay, month)
            stay = []
        stay.append(row)
    yield from _if_came(stay, month)


def _goes_on(last: Any, row: Any) -> bool:
    """Whether `row` follows in the same stay."""
    return bool((row.case_id, row.agency_id, row.span) == (last.case_id, last.agency_id, last.span))


def _if_came(stay: list[Any], month: str) -> Iterator[list[Any]]:
    # A case that comes back to an agency is not counted there again.
    if stay and stay[0].is_first and stay[0].month == month:
        yield stay
