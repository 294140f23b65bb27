"""Reads knowledge/aliases.yml: the everyday names of agencies, places and documents."""

from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.files import read
from knowledge.spellings import letters

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
        """What the file says of one agency; empty when it says nothing."""
        return self.agencies.get(agency_id, AgencyAliases())

    def cue_of_place(self, name: str) -> str:
        """`strong`, `office`, `ordinary`, or empty for a name that always counts."""
        return self.place_words.cues.get(letters(name), "")


def read_aliases(path: Path = PATH) -> Aliases:
    """Read and validate the file; raises `CatalogueError` with file and line."""
    return read(path, Aliases)
