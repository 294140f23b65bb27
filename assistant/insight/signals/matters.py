"""What signals look at: the matters that an agency had, as columns; made from tenures. No database.

A matter is a cluster of cases (`facts`): its leader, or else its first case, is seen for all of
them. So a hundred followers are one, whatever is counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.cases.terms import Kind, Verdict

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
NEVER = float("nan")
NO_TEXT = -1


@dataclass(frozen=True)
class Matters:
    """Matters in any order; `agency` is a place in `agencies`.

    Times named `_min` are office minutes since the agency got the matter, those named `_at` minutes
    of the clock since 1970, and `NEVER` what did not happen. `over_min` is when it was answered or
    ended, `sent_on_min` when the agency said that it is another one's. `contested` is an answer
    that was disputed or reopened, `solved_at` when the citizen first judged, if that was "solved".
    `talked_out` was withdrawn soon after the agency had turned to the citizen. `text` names the
    text of the answer, `NO_TEXT` where none is known, and `sort` the indicator and service.
    """

    agencies: Sequence[str]
    agency: Places
    answered_min: Numbers
    over_min: Numbers
    sent_on_min: Numbers
    answered_at: Numbers
    solved_at: Numbers
    contested: Flags
    talked_out: Flags
    text: Places
    sort: Places

    def counted(self, which: Flags) -> Numbers:
        """How many matters of each agency `which` is true of."""
        return np.bincount(self.agency[which], minlength=len(self.agencies)).astype(float)


@dataclass(frozen=True)
class AddressCounts:
    """By agency, verdicts or marks whose address was known on their day.

    `repeated` came from an address that had judged the same agency that day already. `good` are
    those that said "solved" or gave 4 or 5. `chances` is the sum of `counting.chance_to_meet` over
    the days.
    """

    known: Numbers
    repeated: Numbers
    good: Numbers
    repeated_good: Numbers
    chances: Numbers


@dataclass(frozen=True)
class OffLedger:
    """By agency, what is known beside the ledger.

    `people` and `people_before` came in the period and in the months before it, `talks` and
    `talks_before` were talks with the assistant about the agency.
    """

    people: Numbers
    people_before: Numbers
    talks: Numbers
    talks_before: Numbers
    verdicts: AddressCounts
    marks: AddressCounts


Row = Mapping[str, Any]
"""A tenure with the columns of `CaseFact`."""
SOON_AFTER = timedelta(days=1)
"""A withdrawal within a day of something that the agency did comes after it."""
_MINUTE = 60.0


@dataclass(frozen=True)
class Happened:
    """What agencies did and tenures do not show, by case and in order of time.

    `sent_on` has the moments at which an agency said that a case is another one's, with the office
    minutes since it got it; `turned` those at which an agency did anything with the case.
    """

    sent_on: Mapping[int, Sequence[tuple[datetime, int]]] = field(default_factory=dict)
    turned: Mapping[int, Sequence[datetime]] = field(default_factory=dict)


@dataclass
class _Columns:
    """The columns of `Matters`, while they grow."""

    agency: list[int] = field(default_factory=list)
    answered_min: list[float] = field(default_factory=list)
    over_min: list[float] = field(default_factory=list)
    sent_on_min: list[float] = field(default_factory=list)
    answered_at: list[float] = field(default_factory=list)
    solved_at: list[float] = field(default_factory=list)
    contested: list[bool] = field(default_factory=list)
    talked_out: list[bool] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    sort: list[int] = field(default_factory=list)


def matters(rows: Iterable[Row], happened: Happened) -> Matters:
    """One line for each agency and cluster in `rows`, which are whole spans in any order."""
    found: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        if row["counts"] and row["kind"] != Kind.PRAISE:
            found[row["agency_id"], row["cluster_id"]].append(row)
    keys = sorted(found)
    agencies = sorted({agency for agency, _ in keys})
    places = {agency: place for place, agency in enumerate(agencies)}
    columns, texts, sorts = _Columns(), dict[str, int](), dict[tuple[Any, Any], int]()
    for agency, cluster in keys:
        columns.agency.append(places[agency])
        stay = _stay(found[agency, cluster], cluster)
        _add(columns, stay, happened, texts, sorts)
    return _matters(agencies, columns)


def _stay(rows: Sequence[Row], cluster: int) -> list[Row]:
    """The first stay with the agency of the case that is seen for its cluster."""
    ids = {row["case_id"] for row in rows}
    case_id = cluster if cluster in ids else min(ids)
    mine = sorted((r for r in rows if r["case_id"] == case_id), key=lambda row: row["number"])
    return [row for row in mine if row["span"] == mine[0]["span"]]


def _add(
    columns: _Columns,
    stay: Sequence[Row],
    happened: Happened,
    texts: dict[str, int],
    sorts: dict[tuple[Any, Any], int],
) -> None:
    last = stay[-1]
    answer = next((row for row in stay if row["answered_at"]), None)
    judged = next((row for row in stay if row["first_verdict"]), None)
    solved = judged if judged and judged["first_verdict"] == Verdict.SOLVED else None
    answered = float(answer["answered_agency_min"]) if answer else NEVER
    ended = last["ended_agency_min"]
    columns.answered_min.append(answered)
    columns.over_min.append(answered if answer or ended is None else float(ended))
    columns.sent_on_min.append(_sent_on(stay, happened))
    columns.answered_at.append(_clock(answer["answered_at"] if answer else None))
    columns.solved_at.append(_clock(solved["first_verdict_at"] if solved else None))
    columns.contested.append(any(row["is_disputed"] or row["is_reopened"] for row in stay))
    columns.talked_out.append(_is_talked_out(stay, happened))
    text = answer["answer_hash"] if answer else None
    columns.text.append(texts.setdefault(text, len(texts)) if text else NO_TEXT)
    sort = (stay[0]["indicator"], stay[0]["service_id"])
    columns.sort.append(sorts.setdefault(sort, len(sorts)))


def _sent_on(stay: Sequence[Row], happened: Happened) -> float:
    begin, end = stay[0]["agency_began_at"], stay[-1]["ended_at"]
    for at, minutes in happened.sent_on.get(stay[0]["case_id"], ()):
        if begin <= at and (end is None or at <= end):
            return float(minutes)
    return NEVER


def _is_talked_out(stay: Sequence[Row], happened: Happened) -> bool:
    end = stay[-1]["ended_at"]
    if not any(row["is_withdrawn"] for row in stay) or end is None:
        return False
    begin = max(stay[0]["agency_began_at"], end - SOON_AFTER)
    return any(begin <= at <= end for at in happened.turned.get(stay[0]["case_id"], ()))


def _clock(at: datetime | None) -> float:
    return at.timestamp() / _MINUTE if at else NEVER


def _matters(agencies: Sequence[str], columns: _Columns) -> Matters:
    return Matters(
        agencies,
        np.array(columns.agency, dtype=np.int64),
        np.array(columns.answered_min, dtype=float),
        np.array(columns.over_min, dtype=float),
        np.array(columns.sent_on_min, dtype=float),
        np.array(columns.answered_at, dtype=float),
        np.array(columns.solved_at, dtype=float),
        np.array(columns.contested, dtype=bool),
        np.array(columns.talked_out, dtype=bool),
        np.array(columns.text, dtype=np.int64),
        np.array(columns.sort, dtype=np.int64),
    )
