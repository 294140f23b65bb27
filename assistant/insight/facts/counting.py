"""Counts tenures and spans by people: pure, so a cell comes out the same wherever it is counted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from assistant.cases.terms import Kind, Verdict
from assistant.insight.statistics.survival import BINS, bin_of

SpanRow = Mapping[str, Any]
SCORES = 5
"""Scores go from 1 to this one."""
FIRST_TERM, SECOND_TERM = 180, 840
"""Office minutes of 3 hours, and of 48 as two office days."""
MIX_COLUMNS = (
    *("people", "breaches", "answered", "disputed_or_reopened"),
    *("seen_3h", "in_3h", "seen_48h", "in_48h", "judged", "solved_first", "solved_last"),
)
"""What is counted of each sort of case; `seen_` are those of whom it is known."""
_DIGITS = 6
_SHARES: dict[str, Callable[[SpanRow], bool]] = {
    "answered": lambda row: row["answered_at"] is not None,
    "breaches": lambda row: row["is_breach"],
    "disputed": lambda row: row["is_disputed"],
    "reopened": lambda row: row["is_reopened"],
    "disputed_or_reopened": lambda row: row["is_disputed"] or row["is_reopened"],
    "withdrawn": lambda row: row["is_withdrawn"],
    "misdirected": lambda row: row["is_misdirected"],
}
"""Figures of all people."""
_VERDICTS = {
    "solved_first": ("first_verdict", Verdict.SOLVED),
    "partly_first": ("first_verdict", Verdict.PARTLY),
    "solved_last": ("last_verdict", Verdict.SOLVED),
    "partly_last": ("last_verdict", Verdict.PARTLY),
}
"""Figures of those who have judged. Who reopened a case afterwards has no last verdict."""


ALL_LEVELS = ""
"""In place of a level: spans are counted, that is all that an agency had of a case."""
_TIMES = {"answer": "answered", "verdict": "verdict"}


def by_levels(rows: Iterable[SpanRow]) -> dict[str, list[SpanRow]]:
    """The units to be counted for each level, and for all of them together."""
    found: defaultdict[str, list[SpanRow]] = defaultdict(list)
    for row in rows:
        found[row["level"]].append(_timed(row, "work_min"))
    return {ALL_LEVELS: spans_of(rows), **{level: found[level] for level in sorted(found)}}


def spans_of(rows: Iterable[SpanRow]) -> list[SpanRow]:
    """One unit for each span of these tenures, which are whole spans, in order of case and span."""
    found: defaultdict[tuple[int, int], list[SpanRow]] = defaultdict(list)
    for row in rows:
        found[row["case_id"], row["span"]].append(row)
    return [_span(sorted(found[key], key=lambda row: row["number"])) for key in sorted(found)]


def _span(tenures: Sequence[SpanRow]) -> SpanRow:
    """A span as if it were one tenure: the first answer and verdict, the last word, the end."""
    span = _timed(tenures[0], "agency_min")
    for row in tenures[1:]:
        later = _timed(row, "agency_min")
        for first in ("answered_at", "answered_min", "first_verdict", "verdict_min"):
            span[first] = later[first] if span[first] is None else span[first]
        if later["last_verdict"] or later["is_reopened"]:
            span |= {name: later[name] for name in ("last_verdict", "last_score")}
        span |= {name: span[name] or later[name] for name in later if name.startswith("is_")}
        span |= {name: later[name] for name in ("ended_at", "ended_min", "cluster_id", "counts")}
    return span


def _timed(row: SpanRow, since: str) -> dict[str, Any]:
    """`row` with its times since its tenure (`work_min`) or its span (`agency_min`) began."""
    times = {f"{name}_min": row[f"{name}_{since}"] for name in ("answered", "verdict", "ended")}
    return {**row, **times}


def counts_of(rows: Iterable[SpanRow], elsewhere: Iterable[SpanRow] = ()) -> dict[str, Any]:
    """The counts of `ScoreCell` for these units, its key left out; praise is no part of them.

    `elsewhere`: tenures of other cells that follow a case of this one, for what they tell of it.
    """
    tenures = [row for row in rows if row["kind"] != Kind.PRAISE]
    counted = [row for row in tenures if row["counts"]]
    people = _clusters(counted)
    judged = _clusters(row for row in counted if row["first_verdict"])
    shares = {name: _sum(people, is_so) for name, is_so in _SHARES.items()}
    verdicts = {
        name: _sum(judged, lambda row, c=column, v=verdict: row[c] == v)  # type: ignore[misc]
        for name, (column, verdict) in _VERDICTS.items()
    }
    whole = {"tenures": len(tenures), "people": len(people), "judged": len(judged)}
    more = {"mix": _mix(people, judged), "incidents": _incidents(counted, elsewhere)}
    return whole | shares | verdicts | _scores(counted) | _times(people) | more


def weights(clusters: Iterable[Sequence[SpanRow]]) -> Iterable[tuple[SpanRow, float]]:
    """Each unit with what it weighs: all of a cluster weigh one together."""
    return ((row, 1 / len(rows)) for rows in clusters for row in rows)


def _clusters(rows: Iterable[SpanRow]) -> list[list[SpanRow]]:
    found: defaultdict[int, list[SpanRow]] = defaultdict(list)
    for row in rows:
        found[row["cluster_id"]].append(row)
    # Sums of fractions hang on their order.
    return [found[cluster] for cluster in sorted(found)]


def _sum(clusters: Sequence[Sequence[SpanRow]], is_so: Callable[[SpanRow], bool]) -> float:
    return _rounded(sum(sum(map(is_so, rows)) / len(rows) for rows in clusters))


def _scores(counted: Iterable[SpanRow]) -> dict[str, Any]:
    """How many people have given a score with their last verdict, and which."""
    scored = _clusters(row for row in counted if row["last_score"])
    scores = [0.0] * SCORES
    for row, weight in weights(scored):
        scores[row["last_score"] - 1] += weight
    return {"scored": len(scored), "scores": [_rounded(one) for one in scores]}


def _times(people: Sequence[Sequence[SpanRow]]) -> dict[str, list[float]]:
    """Office minutes until the first answer and the first verdict, and until it came to neither.

    What is open and waits is in none of them: whoever reads the cells reads that live.
    """
    found = {
        name: [0.0] * BINS
        for name in ("answer_times", "answer_censored", "verdict_times", "verdict_censored")
    }
    for row, weight in weights(people):
        for what, name in _TIMES.items():
            minutes, ended = row[f"{name}_min"], row["ended_min"]
            if minutes is not None:
                found[f"{what}_times"][bin_of(minutes)] += weight
            elif ended is not None:
                found[f"{what}_censored"][bin_of(ended)] += weight
    return {name: [_rounded(one) for one in bins] for name, bins in found.items()}


def _mix(
    people: Sequence[Sequence[SpanRow]], judged: Sequence[Sequence[SpanRow]]
) -> dict[str, list[float]]:
    """Counts by sort of case, `indicator|channel|kind`; columns are `MIX_COLUMNS`."""
    found: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * len(MIX_COLUMNS))
    for groups, marks in ((people, _marks), (judged, _words)):
        for row, weight in weights(groups):
            sort = f"{row['indicator'] or 'none'}|{row['channel']}|{row['kind']}"
            for column, is_so in marks(row).items():
                found[sort][MIX_COLUMNS.index(column)] += weight * bool(is_so)
    return {sort: [_rounded(one) for one in found[sort]] for sort in sorted(found)}


def _marks(row: SpanRow) -> dict[str, bool]:
    is_answered = row["answered_at"] is not None
    in_3h, in_48h = _within(row, FIRST_TERM), _within(row, SECOND_TERM)
    return {
        "people": True,
        "breaches": row["is_breach"],
        "answered": is_answered,
        "disputed_or_reopened": is_answered and (row["is_disputed"] or row["is_reopened"]),
        "seen_3h": in_3h is not None,
        "in_3h": bool(in_3h),
        "seen_48h": in_48h is not None,
        "in_48h": bool(in_48h),
    }


def _words(row: SpanRow) -> dict[str, bool]:
    return {
        "judged": True,
        "solved_first": row["first_verdict"] == Verdict.SOLVED,
        "solved_last": row["last_verdict"] == Verdict.SOLVED,
    }


def _within(row: SpanRow, term: int) -> bool | None:
    """Whether an answer came within so many office minutes; None where that was never seen."""
    if row["answered_min"] is not None:
        return bool(row["answered_min"] <= term)
    return False if row["ended_min"] is not None and row["ended_min"] > term else None


def _incidents(counted: Iterable[SpanRow], elsewhere: Iterable[SpanRow]) -> list[float]:
    """Sums over incidents that were answered or ended, for `statistics.reporting.Incidents`.

    An incident is what a complaint of somebody tells first; who follows it until it is answered
    tells the same one again. It is counted where its leader is, with followers in other cells.
    """
    clusters: defaultdict[int, list[SpanRow]] = defaultdict(list)
    for row in (*counted, *elsewhere):
        if row["is_first"] and row["kind"] == Kind.COMPLAINT:
            clusters[row["cluster_id"]].append(row)
    sums = [0.0] * 6
    for cluster in sorted(clusters):
        leader = next((row for row in clusters[cluster] if row["case_id"] == cluster), None)
        until = (leader["answered_at"] or leader["ended_at"]) if leader else None
        if leader is None or until is None:
            continue
        begin = leader["began_at"]
        days = (until - begin) / timedelta(days=1)
        more = sum(begin <= row["began_at"] <= until for row in clusters[cluster]) - 1
        one = (1, days, more, more**2, more * days, days**2)
        sums = [have + new for have, new in zip(sums, one, strict=True)]
    return [_rounded(one) for one in sums]


def _rounded(number: float) -> float:
    return round(float(number), _DIGITS)
