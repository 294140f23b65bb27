"""The whole of what the assistant knows, loaded once and cross-checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from knowledge.aspects import ASPECTS
from knowledge.files import CatalogueError, place_in, read
from knowledge.items import Source
from knowledge.journeys import Journey, read_journeys
from knowledge.needs import Need, read_needs
from knowledge.schema import Agency, AgencyFile, Line, LinesFile, Province, Service

ROOT = Path(__file__).parent

Model = TypeVar("Model", AgencyFile, LinesFile, Province)


@dataclass(frozen=True)
class Entry:
    """A service with its agency, the short numbers among their phones, and the agency above."""

    service: Service
    agency: Agency
    lines: tuple[Line, ...] = ()
    above: Agency | None = None

    def __hash__(self) -> int:
        # An entry is looked up all the time, and all of it takes a while to hash.
        return hash(self.service.id)

    @property
    def agency_phone(self) -> str | None:
        """The agency's phone, unless it is one for emergencies only."""
        phone = self.agency.phone
        is_shut = any(line.number == phone and not line.is_for_questions for line in self.lines)
        return None if is_shut else phone


@dataclass(frozen=True)
class Catalogue:
    """Agencies, services, lines, places, life events and needs; every reference resolves."""

    entries: tuple[Entry, ...]
    agencies: dict[str, Agency]
    lines: dict[str, Line]
    provinces: tuple[Province, ...]
    journeys: dict[str, Journey] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by service id."""
        return {entry.service.id: entry for entry in self.entries}

    def above(self, agency: Agency) -> Agency | None:
        """The agency that `agency` names as its parent, if it is of the catalogue."""
        return next((one for one in self.agencies.values() if one.name == agency.parent), None)

    def line_of(self, agency: Agency) -> Line | None:
        """The line that is called like `agency`, or is its phone, and takes questions."""
        names = {agency.name, *agency.short_names}
        return next(
            (
                line
                for line in self.lines.values()
                if line.is_for_questions and (line.number == agency.phone or line.title in names)
            ),
            None,
        )


def load(root: Path = ROOT) -> Catalogue:
    """Load and check everything under `root`; raises `CatalogueError` with file and line."""
    faults: list[str] = []
    files = _collect(sorted((root / "catalogue").glob("*.yml")), AgencyFile, faults)
    provinces = _collect(sorted((root / "places").glob("*.yml")), Province, faults)
    lines = _collect([root / "lines.yml"], LinesFile, faults)
    journeys = _journeys(root / "journeys", files, faults)
    needs = _needs(root / "needs.yml", files, faults)
    faults += _cross_check(files)
    if faults:
        raise CatalogueError(faults)
    sure = (line for file in lines.values() for line in file.lines if line.state != "unsure")
    by_number = {line.number: line for line in sure}
    by_name = {file.agency.name: file.agency for file in files.values()}
    return Catalogue(
        entries=tuple(
            Entry(
                service,
                file.agency,
                _lines_among(by_number, service.phone, file.agency.phone),
                by_name.get(file.agency.parent or ""),
            )
            for file in files.values()
            for service in file.services
        ),
        agencies={file.agency.id: file.agency for file in files.values()},
        lines=by_number,
        provinces=tuple(provinces.values()),
        journeys=journeys,
        needs=needs,
    )


def _journeys(folder: Path, files: dict[Path, AgencyFile], faults: list[str]) -> dict[str, Journey]:
    known = {service.id for file in files.values() for service in file.services}
    try:
        return read_journeys(folder, known)
    except CatalogueError as error:
        faults += error.faults
        return {}


def _needs(path: Path, files: dict[Path, AgencyFile], faults: list[str]) -> dict[str, Need]:
    try:
        return read_needs(path, {file.agency.id for file in files.values()})
    except CatalogueError as error:
        faults += error.faults
        return {}


def _lines_among(by_number: dict[str, Line], *phones: str | None) -> tuple[Line, ...]:
    return tuple(by_number[phone] for phone in dict.fromkeys(phones) if phone in by_number)


def _collect(paths: Iterable[Path], model: type[Model], faults: list[str]) -> dict[Path, Model]:
    found: dict[Path, Model] = {}
    for path in paths:
        try:
            found[path] = read(path, model)
        except CatalogueError as error:
            faults += error.faults
    return found


def _cross_check(files: dict[Path, AgencyFile]) -> Iterator[str]:
    owners: dict[str, Path] = {}
    asked: dict[str, str] = {}
    known = {service.id for file in files.values() for service in file.services}
    for path, file in files.items():
        if path.stem != file.agency.id:
            where = place_in(path, "agency", "id")
            yield f"{where}: agency id must be the file's name, {path.stem}"
        for number, service in enumerate(file.services):
            first = owners.setdefault(service.id, path)
            if first != path or sum(s.id == service.id for s in file.services) > 1:
                yield f"{place_in(path, 'services', number, 'id')}: duplicate id {service.id}"
            for target in service.related:
                if target not in known:
                    where = place_in(path, "services", number, "related")
                    yield f"{where}: unknown related service {target}"
            for place, fault in (*_source_faults(service), *_question_faults(service, asked)):
                yield f"{place_in(path, 'services', number, *place)}: {fault}"


def _question_faults(
    service: Service, asked: dict[str, str]
) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Test questions that occur twice; `asked` has the earlier ones, with their services."""
    for number, question in enumerate(service.questions):
        if question in asked:
            yield ("questions", number), f"the question stands at {asked[question]} too"
        asked.setdefault(question, service.id)


def _source_faults(service: Service) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Keys of sources that are missing, taken twice or not public, with their places."""
    by_key: dict[str, Source] = {}
    for number, source in enumerate(service.sources):
        if source.key in by_key:
            yield ("sources", number, "key"), f"the key {source.key} is taken"
        if source.key:
            by_key[source.key] = source
    for aspect in ASPECTS:
        for number, item in enumerate(getattr(service.facts, aspect)):
            for key in item.sources:
                place = ("facts", aspect, number, "sources")
                if isinstance(key, str) and key not in by_key:
                    yield place, f"no source of the service has the key {key}"
                elif isinstance(key, str) and not by_key[key].is_public:
                    yield place, f"the source {key} has no http(s) address"
