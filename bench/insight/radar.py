"""The outage radar in simulated traffic: false alarms, how soon it notices a burst, and its cost.

300 services of some ninety agencies get reports as a Poisson process whose rate follows the week
and varies from hour to hour more than Poisson's (a gamma factor with a coefficient of variation of
.5). Usual rates are learnt from eight simulated weeks, as the product learns them; a look comes
once a minute. A third of the people name no service.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import insert
from sqlalchemy.orm import Session

from assistant.cases.terms import Indicator
from assistant.insight.radar.cusum import HOURS_OF_WEEK, UsualRate, Week, is_alarm
from assistant.insight.radar.models import RadarHour, RadarSignal, ReportSource
from assistant.insight.radar.reports import LOOKBACK, Reported
from assistant.insight.radar.suspicions import look, strongest
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from bench.rows import Row

PART = "radar"
SERVICES, LEARNT = 300, 8
FALSE_A_WEEK, MOST_REPORTS, MOST_MINUTES = 1.0, 10, 16.0
BURSTS = 60
RATES = (12, 30, 60, 120)
MANY_REPORTS, MOST_LOOK_S = 20_000, 6.0
"""A tenth of the minute between two looks, on a day on which everything is down."""
QUIET = timedelta(hours=6)
"""A false alarm is dismissed, for as long as the desk dismisses by default."""
BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday."""
_VARIATION = 0.5
_UNNAMED = 1 / 3
_HOUR = timedelta(hours=1)
_LONGEST = timedelta(hours=4)


@dataclass(frozen=True)
class Traffic:
    """Agencies with their services' mean rates, in reports an hour, and the shape of a week."""

    agency_of: tuple[int, ...]
    means: NDArray[np.float64]
    shape: NDArray[np.float64]

    @classmethod
    def usual(cls, rng: np.random.Generator) -> "Traffic":
        """Most services have a report in a day or a week, a few have several an hour."""
        means = np.minimum(np.exp(rng.normal(np.log(0.05), 1.5, SERVICES)), 4.0)
        sizes = rng.integers(1, 7, SERVICES)
        agencies = np.repeat(np.arange(SERVICES), sizes)[:SERVICES]
        return cls(tuple(int(one) for one in agencies), means, _week())

    def counts(self, rng: np.random.Generator, weeks: int) -> NDArray[np.int64]:
        """Reports of each service in each hour, named or not."""
        rate = self.means[:, None] * np.tile(self.shape, weeks)[None]
        factor = rng.gamma(1 / _VARIATION**2, _VARIATION**2, rate.shape)
        return rng.poisson(rate * factor)


def _week() -> NDArray[np.float64]:
    """Offices' hours have most reports, nights and Fridays few; its mean is 1."""
    hour, day = np.arange(HOURS_OF_WEEK) % 24, np.arange(HOURS_OF_WEEK) // 24
    of_day = np.where((hour >= 4) & (hour < 11), 2.4, np.where(hour < 19, 1.0, 0.15))
    of_week = np.where(day == 4, 0.35, np.where(day == 3, 0.6, 1.15))
    shape = of_day * of_week
    return np.asarray(shape / shape.mean())


@dataclass(frozen=True)
class Learnt:
    """The usual rates of one agency, as the product holds them."""

    usual: dict[str, UsualRate]
    unknown: UsualRate


class Simulation:
    """Ordinary traffic, and the rates that the radar has learnt from it."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.traffic = Traffic.usual(self.rng)
        self.people = 0
        past = self.traffic.counts(self.rng, LEARNT)
        hours = [BEGIN - LEARNT * timedelta(weeks=1) + n * _HOUR for n in range(past.shape[1])]
        totals = past.sum(axis=0)
        self.week = Week.of({hour: int(n) for hour, n in zip(hours, totals, strict=True)})
        self.learnt = [self._learn(agency, past, hours) for agency in self.agencies]

    @property
    def agencies(self) -> range:
        """All agencies."""
        return range(self.traffic.agency_of[-1] + 1)

    def services(self, agency: int) -> list[int]:
        """The services of an agency."""
        return [n for n, one in enumerate(self.traffic.agency_of) if one == agency]

    def _learn(self, agency: int, past: NDArray[np.int64], hours: Sequence[datetime]) -> Learnt:
        def rate(counts: NDArray[np.int64]) -> UsualRate:
            told = {hour: int(n) for hour, n in zip(hours, counts, strict=True) if n}
            return UsualRate.of(told, hours, self.week)

        own = self.services(agency)
        named = self.rng.binomial(past[own], 1 - _UNNAMED)
        usual = {str(service): rate(counts) for service, counts in zip(own, named, strict=True)}
        return Learnt(usual | {"": rate(past[own].sum(axis=0))}, rate(0 * past[0]))

    def reports(self, agency: int, begins: datetime, hours: int) -> list[Reported]:
        """Ordinary reports of an agency, in order of time."""
        first, found = int((begins - BEGIN) / _HOUR) % HOURS_OF_WEEK, list[Reported]()
        shape = np.take(self.traffic.shape, np.arange(first, first + hours), mode="wrap")
        for service in self.services(agency):
            rate = self.traffic.means[service] * shape
            factor = self.rng.gamma(1 / _VARIATION**2, _VARIATION**2, hours)
            for hour, count in enumerate(self.rng.poisson(rate * factor)):
                at = [begins + (hour + share) * _HOUR for share in self.rng.random(count)]
                found += [self._reported(agency, service, one) for one in at]
        return sorted(found, key=lambda one: one.at)

    def burst(self, agency: int, service: int, begins: datetime, rate: int) -> list[Reported]:
        """Reports of an outage, `rate` an hour."""
        gaps = self.rng.exponential(1 / rate, 4 * rate)
        times = [begins + float(hours) * _HOUR for hours in np.cumsum(gaps)]
        return [self._reported(agency, service, at) for at in times if at < begins + _LONGEST]

    def _reported(self, agency: int, service: int, at: datetime) -> Reported:
        self.people += 1
        named = "" if self.rng.random() < _UNNAMED else str(service)
        series = (str(agency), Indicator.SYSTEM_DOWN.value)
        return Reported(at, series, named, None, ReportSource.TALK, str(self.people))

    def alarms(self, agency: int, reports: Sequence[Reported]) -> Iterator[datetime]:
        """When the radar raises a suspicion; each is dismissed."""
        learnt, quiet = self.learnt[agency], BEGIN - timedelta(weeks=1)
        for number, one in enumerate(reports):
            if one.at <= quiet:
                continue
            since = max(quiet, one.at - LOOKBACK)
            seen = [r for r in reports[max(0, number - 600) : number + 1] if r.at > since]
            if is_alarm(strongest(seen, learnt.usual, learnt.unknown).evidence):
                yield (look := _next_look(one.at))
                quiet = look + QUIET


def _next_look(at: datetime) -> datetime:
    """Looks come once a minute."""
    return at.replace(second=0, microsecond=0) + timedelta(minutes=1)


@dataclass(frozen=True)
class Noticed:
    """A burst: minutes and its own reports until the suspicion; None if it was missed."""

    minutes: float | None
    reports: int | None


def false_alarms(simulation: Simulation, weeks: int) -> float:
    """Suspicions a week in ordinary traffic."""
    found = 0
    for agency in simulation.agencies:
        reports = simulation.reports(agency, BEGIN, weeks * HOURS_OF_WEEK)
        found += sum(1 for _ in simulation.alarms(agency, reports))
    return found / weeks


def notice(simulation: Simulation, rate: int) -> Noticed:
    """One burst at a random service, at a random time of a day's or evening's hours."""
    rng = simulation.rng
    service = int(rng.integers(SERVICES))
    agency = simulation.traffic.agency_of[service]
    day, hour = int(rng.integers(7)), float(rng.uniform(4, 19))
    begins = BEGIN + timedelta(days=day, hours=hour)
    before = (begins - 2 * _HOUR).replace(minute=0, second=0, microsecond=0)
    usual = simulation.reports(agency, before, 6)
    burst = simulation.burst(agency, service, begins, rate)
    for at in simulation.alarms(agency, sorted([*usual, *burst], key=lambda one: one.at)):
        if at > begins:
            seen = sum(one.at <= at for one in burst)
            return Noticed((at - begins) / timedelta(minutes=1), seen)
    return Noticed(None, None)


def bursts(simulation: Simulation, rate: int, count: int) -> list[Noticed]:
    """So many bursts."""
    return [notice(simulation, rate) for _ in range(count)]


def median(values: Sequence[float | None]) -> float:
    """The median, where a missed one counts as later than all others."""
    return statistics.median(float("inf") if one is None else one for one in values)


def run(*, is_quick: bool = False) -> list[Row]:
    """The rows of the table; `is_quick` for fewer weeks and bursts."""
    weeks, count = (2, BURSTS) if is_quick else (12, 2 * BURSTS)
    simulation = Simulation(seed=15)
    started = time.perf_counter()
    false = false_alarms(simulation, weeks)
    rows = [_false_row(false, weeks)]
    for rate in RATES:
        rows += _burst_rows(rate, bursts(simulation, rate, count))
    rows.append(Row(PART, "", "simulated in", f"{time.perf_counter() - started:.0f} s"))
    return [*rows, _look_row(MANY_REPORTS // 10 if is_quick else MANY_REPORTS)]


def look_cost(reports: int) -> float:
    """Seconds that one look takes with so many reports in half a day and eight weeks of history."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/radar.sqlite3")
        asyncio.run(migrate(database))
        now = BEGIN + 10 * _HOUR
        with Session(database.engine) as session:
            _fill(session, now, reports)
            session.commit()
            look(session, now - timedelta(minutes=1))
            session.commit()
            began = time.perf_counter()
            look(session, now)
            session.commit()
        took = time.perf_counter() - began
        asyncio.run(database.close())
        return took


def _fill(session: Session, now: datetime, reports: int) -> None:
    named = {"indicator": Indicator.SYSTEM_DOWN.value, "source": ReportSource.TALK.value}
    signals = [
        named
        | {
            "at": now - LOOKBACK * (1 - number / reports),
            "agency_id": str(number % 90),
            "service_id": str(number % 300),
            "person_key": str(number),
        }
        for number in range(reports)
    ]
    hours = [now - number * _HOUR for number in range(2, LEARNT * HOURS_OF_WEEK)]
    marked = [{"agency_id": "", "indicator": "", "service_id": ""}]
    marked += [
        {"agency_id": str(n), "indicator": Indicator.SYSTEM_DOWN.value, "service_id": ""}
        for n in range(90)
    ]
    counts = [one | {"hour": hour, "people": 3} for hour in hours for one in marked]
    session.execute(insert(RadarSignal), signals)
    session.execute(insert(RadarHour), counts)


def _look_row(reports: int) -> Row:
    cost = look_cost(reports)
    what = f"one look, {reports:,} reports in 12 hours, 90 agencies, 8 weeks of history"
    return Row(PART, "sqlite", what, f"{cost:.2f} s", f"≤ {MOST_LOOK_S:.0f} s", cost <= MOST_LOOK_S)


def _false_row(false: float, weeks: int) -> Row:
    what = f"false alarms a week, {SERVICES} services, {weeks} weeks"
    return Row(PART, "", what, f"{false:.2f}", f"≤ {FALSE_A_WEEK:.0f}", false <= FALSE_A_WEEK)


def _burst_rows(rate: int, noticed: Sequence[Noticed]) -> list[Row]:
    reports, minutes = (
        median([one.reports for one in noticed]),
        median([one.minutes for one in noticed]),
    )
    missed = sum(one.reports is None for one in noticed)
    name = f"{len(noticed)} bursts of {rate} an hour"
    is_soon = minutes <= MOST_MINUTES if rate >= 30 else None
    is_few = reports <= MOST_REPORTS if rate >= 30 else None
    few, soon = f"≤ {MOST_REPORTS}", f"≤ {MOST_MINUTES:.0f} min"
    return [
        Row(PART, "", f"{name}: reports until noticed (median)", f"{reports:.0f}", few, is_few),
        Row(PART, "", f"{name}: time (median)", f"{minutes:.1f} min", soon, is_soon),
        Row(PART, "", f"{name}: missed", f"{missed}", "= 0", missed == 0),
    ]
