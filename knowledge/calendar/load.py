"""Reads the calendar's files and checks them against the catalogue."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from knowledge.calendar.schema import (
    EVERYWHERE,
    WEEKDAYS,
    AnnouncedClosure,
    ClosuresFile,
    DeadlinesFile,
    HolidaysFile,
    HoursFile,
)
from knowledge.calendar.work import Closure, OpenHours, WorkCalendar
from knowledge.catalogue import Catalogue
from knowledge.files import CatalogueError, place_in, read

ROOT = Path(__file__).parent

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class OfficeTimes:
    """The working calendar with the announced closures, and the rules of deadlines."""

    calendar: WorkCalendar
    deadlines: DeadlinesFile


def load(catalogue: Catalogue, indicators: Collection[str], root: Path = ROOT) -> OfficeTimes:
    """Load and check the files in `root`; raises `CatalogueError` with file and line.

    `indicators` are the ids that an override may name; provinces and agencies are the catalogue's.
    """
    faults: list[str] = []
    hours = _read(root / "hours.yml", HoursFile, faults)
    holidays = _read(root / "holidays.yml", HolidaysFile, faults)
    closures = _read(root / "closures.yml", ClosuresFile, faults)
    deadlines = _read(root / "deadlines.yml", DeadlinesFile, faults)
    provinces = {province.name for province in catalogue.provinces}
    if hours:
        faults += _faults_of_hours(root / "hours.yml", hours, provinces)
    if closures:
        faults += _faults_of_closures(root / "closures.yml", closures, provinces)
    if deadlines:
        known = {"indicator": indicators, "agency": catalogue.agencies}
        faults += _faults_of_overrides(root / "deadlines.yml", deadlines, known)
        faults += _faults_of_ladder(root / "deadlines.yml", deadlines)
    if faults or not (hours and holidays and closures and deadlines):
        raise CatalogueError(faults)
    announced = map(_closure, closures.closures)
    return OfficeTimes(WorkCalendar(OpenHours(hours.hours, holidays), announced), deadlines)


def _read(path: Path, model: type[Model], faults: list[str]) -> Model | None:
    try:
        return read(path, model)
    except CatalogueError as error:
        faults += error.faults
        return None


def _closure(entry: AnnouncedClosure) -> Closure:
    province = None if entry.province == EVERYWHERE else entry.province
    return Closure(province, entry.begins, entry.ends, entry.reason, entry.sources[0].address)


def _faults_of_hours(path: Path, file: HoursFile, provinces: Collection[str]) -> Iterator[str]:
    first = file.hours[0]
    limited = first.provinces or first.first_day or first.last_day
    if limited or set(first.days) != set(WEEKDAYS):
        where = place_in(path, "hours", 0)
        yield f"{where}: the first entry must hold everywhere, always, for all seven days"
    for number, entry in enumerate(file.hours):
        for place, name in enumerate(entry.provinces):
            if name not in provinces:
                where = place_in(path, "hours", number, "provinces", place)
                yield f"{where}: unknown province {name}"


def _faults_of_closures(
    path: Path, file: ClosuresFile, provinces: Collection[str]
) -> Iterator[str]:
    for number, entry in enumerate(file.closures):
        if entry.province != EVERYWHERE and entry.province not in provinces:
            where = place_in(path, "closures", number, "province")
            yield f"{where}: unknown province {entry.province}; for all, write {EVERYWHERE}"


def _faults_of_overrides(
    path: Path, file: DeadlinesFile, known: dict[str, Collection[str]]
) -> Iterator[str]:
    seen: set[tuple[str | None, str | None]] = set()
    for number, entry in enumerate(file.overrides):
        for field, names in known.items():
            name = getattr(entry, field)
            if name is not None and name not in names:
                where = place_in(path, "overrides", number, field)
                yield f"{where}: unknown {field} {name}"
        if entry.key in seen:
            yield f"{place_in(path, 'overrides', number)}: there is an override for this already"
        seen.add(entry.key)


def _faults_of_ladder(path: Path, file: DeadlinesFile) -> Iterator[str]:
    seen: set[str] = set()
    for number, level in enumerate(file.ladder):
        if level.id in seen:
            yield f"{place_in(path, 'ladder', number, 'id')}: duplicate level {level.id}"
        seen.add(level.id)
    if file.ladder[0].begins != "registered" or file.ladder[0].after:
        where = place_in(path, "ladder", 0, "begins")
        yield f"{where}: the first level begins when the case is registered"
