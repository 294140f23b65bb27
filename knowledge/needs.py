"""Needs that no service of the catalogue meets, and the agency whose matter each is."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from knowledge.files import CatalogueError, place_in, read
from knowledge.items import Id, Text


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Need(_Model):
    """What people need, how they ask for it, and the id of the agency that it belongs to.

    `office` is the door of that agency to go to («مرکز تعویض پلاک»), where that is not the agency
    itself; it fits in «این کار با … است».
    """

    need: Text
    agency: Id
    office: Text = ""
    questions: tuple[Text, ...] = Field(min_length=1)

    @property
    def id(self) -> str:
        """Its name; no other need has it."""
        return self.need


class NeedsFile(_Model):
    """knowledge/needs.yml."""

    needs: tuple[Need, ...]


def read_needs(path: Path, agencies: set[str]) -> dict[str, Need]:
    """The needs of a file by name, none without one; raises `CatalogueError` with file and line.

    `agencies` are the ids that a need may name.
    """
    if not path.exists():
        return {}
    file = read(path, NeedsFile)
    if faults := list(_faults(path, file, agencies)):
        raise CatalogueError(faults)
    return {one.need: one for one in file.needs}


def _faults(path: Path, file: NeedsFile, agencies: set[str]) -> Iterator[str]:
    names, asked = set[str](), set[str]()
    for number, one in enumerate(file.needs):
        if one.agency not in agencies:
            yield f"{place_in(path, 'needs', number, 'agency')}: unknown agency {one.agency}"
        if one.need in names:
            yield f"{place_in(path, 'needs', number, 'need')}: duplicate need {one.need}"
        for place, question in enumerate(one.questions):
            if question in asked:
                where = place_in(path, "needs", number, "questions", place)
                yield f"{where}: duplicate question {question}"
            asked.add(question)
        names.add(one.need)
