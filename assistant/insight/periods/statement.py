"""The figures of a reporting period, worked out from the ledger as it was at a moment, and signed.

The same ledger gives the same bytes, whenever they are worked out: `dastyar insight recompute` does
it again and compares. Events after the moment count for nothing, nor do calls that were made
later.

An export is CSV and JSON with a signed statement. Nothing in it depends on when or where it is
made; `verify_export.py` checks it without the rest of the repository.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.chain import digest
from assistant.cases.closures import PastCalendars
from assistant.cases.models import Case, LedgerRoot
from assistant.cases.signatures import Notary
from assistant.cases.tenure import office_minutes
from assistant.cases.terms import Kind
from assistant.insight.facts.counting import SpanRow as Span
from assistant.insight.facts.counting import counts_of, spans_of, weights
from assistant.insight.facts.models import CaseFact
from assistant.insight.facts.writing import Histories, batches
from assistant.insight.method import METHOD_VERSION, MIN_JUDGED, MIN_PEOPLE, Figure
from assistant.insight.periods.callbacks import CallGap, counted_calls, gap
from assistant.insight.periods.reporting_period import ReportingPeriod, State
from assistant.insight.periods.verify_export import CSV_FILE, JSON_FILE, SAME, STATEMENT
from assistant.insight.scoreboard.board import Board, BoardRow, assemble
from assistant.insight.scoreboard.figures import Estimate, RowTally
from assistant.insight.scoreboard.query import BoardQuery, By, Period
from assistant.insight.signals.flags import flags_of_ledger
from assistant.insight.signals.reading import seen
from assistant.insight.statistics.intervals import Interval
from assistant.language.dates import rfc3339
from knowledge.calendar.load import OfficeTimes
from knowledge.catalogue import Catalogue

FORMAT = "dastyar-figures/2"
"""Since 2 `flags` are in the figures, each a signal of gaming that the ledger proves."""
WITHOUT_FLAGS = "dastyar-figures/1"
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can tell; a real one would differ each time."""


@dataclass(frozen=True)
class Export:
    """The files of an export, and the digest that fixes all of them."""

    files: Mapping[str, bytes]
    digest: str

    def zipped(self) -> bytes:
        """All files in one, without times or compression: the same bytes wherever it is made."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in sorted(self.files):
                archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP), self.files[name])
        return buffer.getvalue()


def export(figures: Mapping[str, Any], notary: Notary) -> Export:
    """Sign `figures`, which has `rows` (each with the same columns) and all of `SAME`.

    The `format` also says whether it has `flags`.
    """
    files = {JSON_FILE: canonical(figures), CSV_FILE: _csv(figures["rows"])}
    statement = {
        "format": FORMAT if "flags" in figures else WITHOUT_FLAGS,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "public_key": notary.public_key,
        **{name: figures[name] for name in SAME},
    }
    fixed = digest(statement)
    signed = {"statement": statement, "signature": notary.sign(fixed)}
    return Export({**files, STATEMENT: canonical(signed)}, digest(statement, "public_key"))


def canonical(value: Mapping[str, Any]) -> bytes:
    """JSON with sorted names and no spaces: the same bytes for the same value."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """With a byte order mark, without which Excel takes Persian for something else."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


_AT_ONCE = 500
"""Cases whose events are read together."""
_LEADING = 3
"""Digits behind the first of a probability, for the same reason."""
_DIGITS = 6
"""Decimals of what is exported: as exact as the formulas, and no machine rounds it otherwise."""
Tenures = dict[str, list[dict[str, Any]]]
Waited = Callable[[Span], int]
"""Office minutes that an open span has waited."""


@dataclass(frozen=True)
class Statements:
    """Works out statements; `times` are the office times without closures of the database."""

    histories: Histories
    catalogue: Catalogue
    times: OfficeTimes
    notary: Notary

    def export(
        self,
        session: Session,
        period: ReportingPeriod,
        state: State,
        left_out: Collection[str],
        *,
        with_flags: bool = True,
    ) -> Export:
        """The signed figures as of `period.ripe_at`, without the cases of the codes `left_out`."""
        figures = self.figures(session, period, state, left_out)
        return export(figures if with_flags else without_flags(figures), self.notary)

    def figures(
        self, session: Session, period: ReportingPeriod, state: State, left_out: Collection[str]
    ) -> dict[str, Any]:
        """The same, unsigned: what `export` takes."""
        as_of = period.ripe_at
        tenures = self._tenures(session, period, as_of, left_out)
        calls = counted_calls(session, period, until=as_of)
        calendars = PastCalendars(session, self.times)

        def waited(span: Span) -> int:
            return _waited(span, as_of, calendars)

        tallies = {agency_id: _tally(of, waited) for agency_id, of in tenures.items()}
        names = {id_: agency.name for id_, agency in self.catalogue.agencies.items()}
        months = Period(period.months[0], period.months[-1])
        board = assemble(BoardQuery(By.AGENCY, months), tallies, names, {})
        return {
            "period": str(period),
            "period_fa": period.title_fa,
            "state": str(state),
            "method_version": METHOD_VERSION,
            "as_of": rfc3339(as_of),
            "ledger_root": _root(session, as_of),
            "least_people": MIN_PEOPLE,
            "least_judged_to_pay": MIN_JUDGED,
            "left_out": len(left_out),
            "rows": list(_rows(board, calls, tallies)),
            "flags": self._flags(session, tenures, as_of),
        }

    def _flags(self, session: Session, tenures: Tenures, as_of: datetime) -> list[dict[str, Any]]:
        """Signals of gaming that the ledger proves; no export has signals from other sources."""
        rows = [row for of in tenures.values() for row in of]
        found = flags_of_ledger(seen(session, rows, self.times, as_of))
        return [
            asdict(one)
            | {
                "signal": str(one.signal),
                "expected": _rounded(one.expected),
                "p": float(f"{one.p:.{_LEADING}e}"),
            }
            for one in found
        ]

    def _tenures(
        self,
        session: Session,
        period: ReportingPeriod,
        as_of: datetime,
        left_out: Collection[str],
    ) -> Tenures:
        """By agency, the tenures that began in `period`, as they were at `as_of`."""
        out = set(session.scalars(select(Case.id).where(Case.tracking_code.in_(left_out))))
        began = select(CaseFact.case_id).where(CaseFact.month.in_(period.months)).distinct()
        ids = session.scalars(began.order_by(CaseFact.case_id)).all()
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for batch in batches((id_ for id_ in ids if id_ not in out), _AT_ONCE):
            for tenure in self.histories.tenures(session, batch, as_of):
                if tenure.month in period.months:
                    found[tenure.agency_id].append(asdict(tenure))
        return found


def without_flags(figures: Mapping[str, Any]) -> dict[str, Any]:
    """As figures were before there were signals."""
    return {name: value for name, value in figures.items() if name != "flags"}


def _tally(tenures: Iterable[dict[str, Any]], waited: Waited) -> RowTally:
    """The counts of an agency: its spans, cell by cell as the board counts, and what waits."""
    tally, cells = RowTally(), defaultdict(list)
    for row in tenures:
        cells[row["month"], row["province"] or ""].append(row)
    for (month, _), rows in sorted(cells.items()):
        spans = spans_of(rows)
        tally.add(SimpleNamespace(**counts_of(spans), month=month))
        for span, weight in weights(_clusters(spans)):
            if span["ended_at"] is None and span["first_verdict"] is None:
                is_answered = span["answered_at"] is not None
                tally.add_open(waited(span), weight, is_answered=is_answered)
    return tally


def _clusters(spans: Iterable[Span]) -> list[list[Span]]:
    """Those that count, by matter: all of one weigh one together."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for span in spans:
        if span["counts"] and span["kind"] != Kind.PRAISE:
            found[span["cluster_id"]].append(span)
    return list(found.values())


def _waited(span: Span, as_of: datetime, calendars: PastCalendars) -> int:
    calendar = calendars.known_at(as_of)
    return office_minutes(calendar, span["agency_began_at"], as_of, span["province"])


def _root(session: Session, as_of: datetime) -> dict[str, Any] | None:
    """The newest daily root of then: whoever kept it can hold these figures against it."""
    query = select(LedgerRoot).where(LedgerRoot.created_at <= as_of)
    row = session.scalar(query.order_by(LedgerRoot.number.desc()).limit(1))
    return {"number": row.number, "day": row.day, "hash": row.hash} if row else None


def _rows(
    board: Board, calls: Mapping[str, dict[str | None, int]], tallies: Mapping[str, RowTally]
) -> Iterator[dict[str, Any]]:
    for row in board.rows:
        tally = tallies[row.key]
        lot = gap(row.key, calls.get(row.key, {}), (tally.solved_first, tally.judged))
        for figure in Figure:
            yield _row(row, figure, row.estimates.get(figure), lot)


def _row(row: BoardRow, figure: Figure, estimate: Estimate | None, lot: CallGap) -> dict[str, Any]:
    """A figure of an agency; numbers are left empty where there are too few people."""
    told = estimate if estimate and estimate.is_told else None
    is_of_lot = figure is Figure.SOLVED_FIRST
    return {
        "agency_id": row.key,
        "agency": row.name,
        "figure": str(figure),
        "n": round(told.n, _DIGITS) if told else None,
        **_bounds("", told.value if told else None),
        "expected": _rounded(told.expected) if told else None,
        **_bounds("ratio_", told.ratio if told else None),
        "band_95": str(told.band.at_95) if told else None,
        "band_998": str(told.band.at_998) if told else None,
        "may_pay": row.may_pay,
        "lot_called": lot.called if is_of_lot else None,
        **_bounds("lot_", lot.by_lot if is_of_lot else None),
        "lot_counts": lot.is_flagged if is_of_lot else None,
    }


def _bounds(prefix: str, interval: Interval | None) -> dict[str, float | None]:
    names = ("low", "point", "high")
    return {
        f"{prefix}{name}": _rounded(getattr(interval, name)) if interval else None for name in names
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), _DIGITS)
