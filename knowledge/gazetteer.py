"""Makes the gazetteer's pattern file out of the catalogue, the places and knowledge/aliases.yml.

The file is spaCy's pattern format, one JSON object a line, with three keys of ours: `cue`
(`ordinary`, `office`, `strong` or `line`: the name needs one), and `provinces` and `default` for
places.
Names pass through the repair that messages pass through; the caller hands it in.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from knowledge.aliases import Aliases, joinings, letters, read_aliases
from knowledge.catalogue import ROOT, Catalogue, load
from knowledge.schema import Agency

TARGET = ROOT.parent / "nlu_data" / "gazetteer.jsonl"
_PLACES = ("province", "county", "city")
Pattern = dict[str, str | list[str]]
Repair = Callable[[str], str]


def write(repair: Repair, target: Path = TARGET) -> int:
    """Write the whole pattern file again; returns the number of patterns."""
    text = render(load(), read_aliases(), repair)
    target.write_text(text, encoding="utf-8")
    return text.count("\n")


def is_stale(repair: Repair, target: Path = TARGET) -> bool:
    """Whether the file differs from what the catalogue, the aliases and the repair give now."""
    current = render(load(), read_aliases(), repair)
    return not target.exists() or target.read_text("utf-8") != current


def render(catalogue: Catalogue, aliases: Aliases, repair: Repair) -> str:
    """The whole file: agencies, provinces, counties, cities, documents, in a stable order."""
    unique: dict[tuple[str, str, str], Pattern] = {}
    for pattern in _patterns(catalogue, aliases):
        name = repair(str(pattern["pattern"]))
        for spelling in joinings(name, place=pattern["label"] in _PLACES):
            key = (str(pattern["label"]), spelling, str(pattern["id"]))
            unique.setdefault(key, {**pattern, "pattern": spelling})
    return "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in unique.values())


def _patterns(catalogue: Catalogue, aliases: Aliases) -> Iterator[Pattern]:
    for agency in catalogue.agencies.values():
        yield from _agency(agency, aliases)
    yield from _named("none", "none", aliases.not_agencies)
    yield from _places(catalogue, aliases)
    for name, others in aliases.documents.items():
        yield from _named("document", name, [name, *others])


def _agency(agency: Agency, aliases: Aliases) -> Iterator[Pattern]:
    own = aliases.agency(agency.id)
    by_cue = {"line": own.lines, "strong": own.strong, "ordinary": own.ordinary}
    everyday = {name for names in by_cue.values() for name in names} | set(own.never)
    plain = [n for n in (agency.name, *agency.short_names, *own.names) if n not in everyday]
    yield from _named("agency", agency.id, [*plain, *_joined(plain)])
    for cue, names in by_cue.items():
        yield from _named("agency", agency.id, names, cue=cue)


def _joined(names: Iterable[str]) -> Iterator[str]:
    """Names as they are written before the name of a place («آبفای بیرجند»)."""
    return (f"{name}ی" for name in names if re.search(r"(?<!ه)ا$", name))


def _places(catalogue: Catalogue, aliases: Aliases) -> Iterator[Pattern]:
    for province in catalogue.provinces:
        names = [province.name, *aliases.provinces.get(province.name, ())]
        yield from _place("province", province.name, names, [province.name], aliases)
    capitals = {letters(p.capital): p.name for p in catalogue.provinces}
    for label, found, others in (
        ("county", _counties(catalogue), aliases.counties),
        ("city", _cities(catalogue), aliases.cities),
    ):
        for name, provinces in found.items():
            names = [name, *others.get(name, ())]
            for pattern in _place(label, name, names, provinces, aliases):
                default = capitals.get(letters(name))
                if default in provinces and len(provinces) > 1:
                    pattern["default"] = str(default)
                yield pattern


def _place(
    label: str, name: str, names: Iterable[str], provinces: list[str], aliases: Aliases
) -> Iterator[Pattern]:
    for each in names:
        for pattern in _named(label, name, [each], cue=aliases.cue_of_place(each)):
            pattern["provinces"] = provinces
            yield pattern


def _counties(catalogue: Catalogue) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for province in catalogue.provinces:
        for county in province.counties:
            found.setdefault(county.name, []).append(province.name)
    return found


def _cities(catalogue: Catalogue) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for province in catalogue.provinces:
        for county in province.counties:
            for city in county.cities:
                provinces = found.setdefault(city, [])
                if province.name not in provinces:
                    provinces.append(province.name)
    return found


def _named(label: str, id_: str, names: Iterable[str], cue: str = "") -> Iterator[Pattern]:
    for name in names:
        pattern: Pattern = {"label": label, "pattern": name, "id": id_}
        yield {**pattern, "cue": cue} if cue else pattern
