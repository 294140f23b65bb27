"""Publishes closed months: counts, hides, checks everything ever published, and then writes.

A background job does so for each month that becomes due.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from itertools import groupby

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.terms import INDICATOR_FA, Indicator
from assistant.insight.facts.models import CaseFact
from assistant.insight.opendata import scoreboard_limits
from assistant.insight.opendata.audit import Audit, ContradictionError, Disclosure, SumClaim
from assistant.insight.opendata.cells import (
    ALL,
    MIN_PEOPLE,
    NOT_SAID,
    Cell,
    Keys,
    Pattern,
    Tallies,
    all_series,
    summed,
    tallies_of,
)
from assistant.insight.opendata.descriptors import DataPublisher, Issue, data_package, dcat
from assistant.insight.opendata.months import TEHRAN, after, before, end_of, month_at, months_of
from assistant.insight.opendata.parquet import has_duckdb, table_as_parquet
from assistant.insight.opendata.snapshots import Snapshot, SnapshotStore, new_snapshot, told_again
from assistant.insight.opendata.suppression import Hiding, NothingToHideBehindError
from assistant.insight.opendata.tables import (
    TABLES,
    Counts,
    Names,
    Row,
    as_csv,
    as_persian_csv,
    dictionary_csv,
    new_rows,
    read_csv,
)
from assistant.language.dates import rfc3339
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, GiveUp, Handling, Postpone, enqueue
from assistant.storage.shared_clock import utc_now
from knowledge.catalogue import Catalogue


class PublishingRefusedError(Exception):
    """Nothing was published, since it would have let readers work out a hidden number."""

    def __init__(self, told: Sequence[Disclosure]) -> None:
        first = told[0]
        super().__init__(
            f"{len(told)} hidden cells could be told within {MIN_PEOPLE}, the first between "
            f"{first.low:g} and {first.high:g}: {first.cell}"
        )
        self.told = told


class PublishedTodayError(Exception):
    """Months are due, but the day has its snapshot, which nobody changes: they come a day later."""

    def __init__(self, snapshot: str, months: Sequence[str]) -> None:
        waiting = ", ".join(months)
        super().__init__(
            f"{snapshot} has its snapshot; {waiting} can be published on another day.\n"
            f"عکس {snapshot} پیش‌تر منتشر شده است و عوض نمی‌شود؛ {waiting} روز دیگری منتشر می‌شود."
        )
        self.snapshot = snapshot


@dataclass(frozen=True)
class Press:
    """Publishes into a shelf.

    A month is counted `lag` after its end. `claims` are what other pages than the scoreboard have
    published.
    """

    shelf: SnapshotStore
    keys: Keys
    names: Names
    publisher: DataPublisher
    lag: timedelta
    claims: Sequence[SumClaim] = field(default=())

    def publish(self, session: Session, as_of: datetime) -> Snapshot | None:
        """Publish the months that are due at `as_of`; None if there are none.

        Raises `PublishedTodayError`, `PublishingRefusedError`, `ContradictionError` and
        `NothingToHideBehindError`; then nothing has changed.
        """
        newest = self.shelf.newest()
        months = self._due(session, newest, as_of)
        day = as_of.astimezone(TEHRAN).date().isoformat()
        if months and any(one.id == day for one in self.shelf.snapshots()):
            raise PublishedTodayError(day, months)
        counts = {month: tallies_of(session, month, as_of, self.keys) for month in months}
        withheld = [month for month in months if _is_empty(counts[month])]
        new = [month for month in months if month not in withheld]
        if not new:
            return None
        contents = self._files(new, counts)
        issue = self._described(newest, new, withheld, as_of, contents)
        self._check(session, contents)
        for month in new:
            self.shelf.keep_counts(month, counts[month])
        self.shelf.add(issue, contents)
        return issue

    def _due(self, session: Session, newest: Snapshot | None, as_of: datetime) -> list[str]:
        if newest:
            month = after(max(newest.months + newest.withheld))
        else:
            month = session.scalar(select(func.min(CaseFact.month))) or ""
        found = []
        while month and end_of(month) + self.lag <= as_of:
            found.append(month)
            month = after(month)
        return found

    def _files(self, new: Sequence[str], counts: dict[str, Tallies]) -> dict[str, bytes]:
        known = self.shelf.everything_told()
        all_counts = self.shelf.counts() | counts
        hiding = Hiding(all_series(self.keys, all_counts.values()), known, all_counts)
        for _, of_year in groupby(new, key=lambda month: month[:4]):
            hiding.add(list(of_year))
        periods = {cell.period for cell in hiding.grid} - {cell.period for cell in known}
        found: dict[str, bytes] = {"dictionary.csv": dictionary_csv().encode()}
        for table in TABLES:
            rows = self.shelf.rows(table)
            rows += new_rows(table, hiding.grid, periods, self.names, _of(all_counts))
            found |= _forms(table.name, rows)
        return found

    def _described(
        self,
        newest: Snapshot | None,
        new: Sequence[str],
        withheld: Sequence[str],
        as_of: datetime,
        contents: dict[str, bytes],
    ) -> Snapshot:
        """The snapshot of these files, with the descriptors added to them."""
        day = as_of.astimezone(TEHRAN).date().isoformat()
        told = {
            "day": day,
            "as_of": rfc3339(as_of),
            "months": [*(newest.months if newest else ()), *new],
            "withheld": [*(newest.withheld if newest else ()), *withheld],
        }
        plain = new_snapshot(self.shelf, contents=contents, **told)  # type: ignore[arg-type]
        issue = Issue(day, plain.months, plain.files)
        contents["datapackage.json"] = data_package(issue, self.publisher).encode()
        contents["dcat.jsonld"] = dcat(issue, self.publisher).encode()
        return new_snapshot(self.shelf, contents=contents, **told)  # type: ignore[arg-type]

    def _check(self, session: Session, contents: dict[str, bytes]) -> None:
        """The gate: read files and scoreboard as anybody would, beside all of before."""
        grid: dict[Cell, int | None] = self.shelf.everything_told()
        for table in TABLES:
            rows = read_csv(table, contents[f"{table.name}.csv"].decode())
            told_again(grid, table, rows)
        everywhere = [*self.claims, *scoreboard_limits.claims(session, Pattern(grid))]
        if told := Audit(grid, everywhere).told_within(MIN_PEOPLE):
            raise PublishingRefusedError(told)


def keys_of(catalogue: Catalogue) -> Keys:
    """The keys of each dimension that the catalogue knows; provinces go by name, as in facts."""
    return {
        "agency": frozenset(catalogue.agencies),
        "province": frozenset(province.name for province in catalogue.provinces),
        "indicator": frozenset(str(one) for one in Indicator),
        "service": frozenset(entry.service.id for entry in catalogue.entries),
    }


def names_of(catalogue: Catalogue) -> Names:
    """Their Persian names."""
    return {
        ALL: {},
        "agency": {one.id: one.name for one in catalogue.agencies.values()},
        "province": {one.name: one.name for one in catalogue.provinces},
        "indicator": {str(one): INDICATOR_FA[one] for one in Indicator},
        "service": {entry.service.id: entry.service.title for entry in catalogue.entries},
    }


def _is_empty(tallies: Tallies) -> bool:
    """Whether so few came in a month that not even their number is published."""
    whole = tallies[ALL].get(NOT_SAID)
    return whole is None or whole.cases_people < MIN_PEOPLE


def _of(counts: Mapping[str, Tallies]) -> Counts:
    """Counts of a month or of a half-year, each added up once."""
    return cache(lambda period: summed([counts[month] for month in months_of(period)]))


def _forms(name: str, rows: Sequence[Row]) -> dict[str, bytes]:
    """A table's files: for machines, for Excel in Persian, and Parquet where it can be written."""
    table = next(one for one in TABLES if one.name == name)
    text = as_csv(table, rows)
    found = {f"{name}.csv": text.encode(), f"{name}.fa.csv": as_persian_csv(table, rows).encode()}
    if has_duckdb():
        found[f"{name}.parquet"] = table_as_parquet(table, text)
    return found


log = structlog.get_logger()


class OpenDataJob(StrEnum):
    """Kinds of jobs about open data."""

    PUBLISH = "insight.publish"


class OpenData:
    """Publishes each month once, by any number of processes."""

    def __init__(self, database: Database, press: Press) -> None:
        self._database, self._press = database, press
        self._known = ""

    @property
    def handlings(self) -> dict[str, Handling]:
        """The handler of each kind."""
        return {OpenDataJob.PUBLISH: Handling(self._publish)}

    async def look(self) -> bool:
        """Add the job of the month that is due, unless this process has done so."""
        due = last_due(utc_now(), self._press.lag)
        if due != self._known:
            key = f"{OpenDataJob.PUBLISH}:{due}"
            # One lane: two processes never write on the shelf at once.
            await self._database.run(
                lambda session: enqueue(
                    session, OpenDataJob.PUBLISH, {}, key=key, lane=OpenDataJob.PUBLISH
                )
            )
            self._known = due
        return False

    async def _publish(self, claim: Claim) -> None:
        """Publish what is due. A refusal needs a human: the job is dead, and says why."""

        def work(session: Session) -> None:
            self._press.publish(session, utc_now())

        try:
            await self._database.run_long(OpenDataJob.PUBLISH, work)
        except PublishedTodayError as error:
            tomorrow = datetime.now(TEHRAN).date() + timedelta(days=1)
            begins = datetime.combine(tomorrow, time(), TEHRAN).astimezone(UTC)
            raise Postpone(begins) from error
        except (PublishingRefusedError, ContradictionError, NothingToHideBehindError) as error:
            log.error("open_data_refused", why=str(error))
            raise GiveUp(str(error)) from error


def last_due(now: datetime, lag: timedelta) -> str:
    """The newest month that may be published."""
    return before(month_at(now - lag))
