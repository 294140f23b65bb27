"""How people call agencies, places and documents: other names, spellings, and the city meant.

Other names are read from knowledge/aliases.yml. Spellings differ in spaces, half-spaces and
letters; `CityNames` finds the name in knowledge/places, however it was typed.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import Catalogue
from knowledge.files import read

_MAX_PARTS = 4
_AFFIX = re.compile(
    r"^(شهر|بندر|کوه|ده|چاه)(\w{3,})$|^(\w{3,})(آباد|اباد|شهر|دشت|کوه|محله|کلا|دژ)$"
)
_ALIKE = str.maketrans("آأإؤئيىكةۀ", "اااویییکهه")


def letters(name: str) -> str:
    """What two spellings of one name share: no gaps, and letters typed for each other as one."""
    return re.sub(r"[\W_]", "", name.translate(_ALIKE))


def joinings(name: str, *, place: bool = False) -> list[str]:
    """Spellings of `name`, the given one first: its words parted by spaces, or joined.

    A place name is also parted before or after words like شهر and آباد.
    """
    words = [word for word in re.split(r"[\s\u200c]+", name) if word]
    parts = [part for word in words for part in _split_place(word)] if place else words
    if not 1 < len(parts) <= _MAX_PARTS:
        return [" ".join(parts)]
    found = [
        "".join(itertools.chain.from_iterable(zip(parts, [*gaps, ""], strict=True)))
        for gaps in itertools.product((" ", ""), repeat=len(parts) - 1)
    ]
    return found if len(parts) <= 3 else list(dict.fromkeys([found[0], " ".join(words), found[-1]]))


def _split_place(word: str) -> list[str]:
    match = _AFFIX.match(word)
    return [part for part in match.groups() if part] if match else [word]


PATH = Path(__file__).parent / "aliases.yml"


class AgencyAliases(BaseModel):
    """Other names of one agency.

    `ordinary` and `strong` ones and `lines` (short numbers) need a cue; `never` are dropped.
    """

    model_config = ConfigDict(extra="forbid")
    names: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class PlaceWords(BaseModel):
    """Place names that are everyday words, by how sure a cue must be; spelling does not matter."""

    model_config = ConfigDict(extra="forbid", ignored_types=(cached_property,))
    ordinary: tuple[str, ...] = ()
    office: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()

    @cached_property
    def cues(self) -> dict[str, str]:
        """The cue that a name needs, by its letters; the surest one counts."""
        by_cue = {"ordinary": self.ordinary, "office": self.office, "strong": self.strong}
        return {letters(name): cue for cue, names in by_cue.items() for name in names}


class Aliases(BaseModel):
    """The whole file; keys are agency ids, and names exactly as in knowledge/places."""

    model_config = ConfigDict(extra="forbid", ignored_types=(cached_property,))
    agencies: dict[str, AgencyAliases]
    not_agencies: tuple[str, ...]
    provinces: dict[str, tuple[str, ...]]
    cities: dict[str, tuple[str, ...]]
    counties: dict[str, tuple[str, ...]]
    place_words: PlaceWords
    documents: dict[str, tuple[str, ...]]

    def agency(self, agency_id: str) -> AgencyAliases:
        """The file's entry for one agency; empty when it has none."""
        return self.agencies.get(agency_id, AgencyAliases())

    def cue_of_place(self, name: str) -> str:
        """`strong`, `office`, `ordinary`, or empty for a name that always counts."""
        return self.place_words.cues.get(letters(name), "")


def read_aliases(path: Path = PATH) -> Aliases:
    """Read and validate the file; raises `CatalogueError` with file and line."""
    return read(path, Aliases)


class CityNames:
    """Finds the catalogue's spelling of a city; names that it does not know stay as they are."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def spelled(self, city: str, province: str | None = None) -> str:
        """«قایم شهر» as «قائم‌شهر»; a name that means several cities, or none, as it is given."""
        wanted = letters(city)
        for names in self._by_letters:
            found = {
                name for name, lies_in in names.get(wanted, ()) if province in (None, "", lies_in)
            }
            if found:
                return found.pop() if len(found) == 1 else city
        return city

    @cached_property
    def _by_letters(self) -> tuple[dict[str, list[tuple[str, str]]], ...]:
        """Cities with their provinces, by the letters of their main names, then of other names."""
        own: dict[str, list[tuple[str, str]]] = {}
        other: dict[str, list[tuple[str, str]]] = {}
        aliases = read_aliases()
        for city, province in _cities(self._catalogue):
            own.setdefault(letters(city), []).append((city, province))
            for name in _others(aliases, city):
                other.setdefault(letters(name), []).append((city, province))
        return own, other


def _cities(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for province in catalogue.provinces:
        for county in province.counties:
            for city in county.cities:
                yield city, province.name


def _others(aliases: Aliases, city: str) -> tuple[str, ...]:
    return aliases.cities.get(city, ())
