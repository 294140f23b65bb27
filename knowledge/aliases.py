"""Reads knowledge/aliases.yml: the everyday names of agencies, places and documents."""

from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.files import read

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
    """Place names that are everyday words, by how sure a cue must be."""

    model_config = ConfigDict(extra="forbid")
    ordinary: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()


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
        """`strong`, `ordinary`, or empty for a name that always counts."""
        if name in self.place_words.strong:
            return "strong"
        return "ordinary" if name in self.place_words.ordinary else ""


def read_aliases(path: Path = PATH) -> Aliases:
    """Read and validate the file; raises `CatalogueError` with file and line."""
    return read(path, Aliases)
