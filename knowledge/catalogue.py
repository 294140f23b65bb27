"""The whole of what the assistant knows, loaded once and cross-checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from knowledge.files import CatalogueError, place_in, read
from knowledge.schema import Agency, AgencyFile, Line, LinesFile, Province, Service

ROOT = Path(__file__).parent

Model = TypeVar("Model", AgencyFile, LinesFile, Province)


@dataclass(frozen=True)
class Entry:
    """A service together with its agency."""

    service: Service
    agency: Agency


@dataclass(frozen=True)
class Catalogue:
    """Agencies, services, lines and places; ids are unique and every reference resolves."""

    entries: tuple[Entry, ...]
    agencies: dict[str, Agency]
    lines: dict[str, Line]
    provinces: tuple[Province, ...]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by service id."""
        return {entry.service.id: entry for entry in self.entries}


def load(root: Path = ROOT) -> Catalogue:
    """Load and check everything under `root`; raises `CatalogueError` with file and line."""
    faults: list[str] = []
    files = _collect(sorted((root / "catalogue").glob("*.yml")), AgencyFile, faults)
    provinces = _collect(sorted((root / "places").glob("*.yml")), Province, faults)
    lines = _collect([root / "lines.yml"], LinesFile, faults)
    faults += _cross_check(files)
    if faults:
        raise CatalogueError(faults)
    return Catalogue(
        entries=tuple(
            Entry(service, file.agency) for file in files.values() for service in file.services
        ),
        agencies={file.agency.id: file.agency for file in files.values()},
        lines={line.number: line for file in lines.values() for line in file.lines},
        provinces=tuple(provinces.values()),
    )


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
