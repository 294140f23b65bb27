"""Life events: the steps after a death or a birth, in order, and how people describe the event."""

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.files import CatalogueError, place_in, read
from knowledge.items import Id, Source, Text, ranked

Phrase = Annotated[Text, Field(max_length=48)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Step(_Model):
    """One thing to do; `service` is its id in the catalogue, if it has one.

    `when` gives the time for it in a sentence, and `limit` in a few words («تا ۱۰ روز»).
    """

    title: Phrase
    service: Id | None = None
    why: Text
    when: Text | None = None
    limit: Phrase | None = None
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _times_have_sources(self) -> Self:
        if not all(source.is_public and source.kind for source in self.sources):
            raise ValueError("a source needs an http(s) address and its kind")
        if self.limit and not self.when:
            raise ValueError("a limit needs the sentence that tells it, when")
        if self.when and not self.sources:
            raise ValueError("a time needs a source")
        return self

    @model_validator(mode="after")
    def _undated_limits_are_usual(self) -> Self:
        is_undated = all(
            one.kind == "guide" and not (one.date or one.date_fa) for one in self.sources
        )
        if self.limit and is_undated and "معمولاً" not in self.limit:
            raise ValueError("a limit that only undated guides give needs «معمولاً»")
        return self

    @property
    def source(self) -> Source | None:
        """The best source, if there is one."""
        return next(iter(ranked(self.sources)), None)


class Journey(_Model):
    """A life event: ways in which people describe it, and the steps to take, in this order."""

    id: Id
    title: Phrase
    questions: tuple[Text, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = Field(min_length=1, max_length=20)


def read_journeys(folder: Path, services: Collection[str]) -> dict[str, Journey]:
    """The life events under `folder` by id; raises `CatalogueError` with file and line.

    `services` are the ids that a step may name.
    """
    faults: list[str] = []
    files: dict[Path, Journey] = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            files[path] = read(path, Journey)
        except CatalogueError as error:
            faults += error.faults
    if faults := [*faults, *_faults(files, services)]:
        raise CatalogueError(faults)
    return {journey.id: journey for journey in files.values()}


def _faults(files: dict[Path, Journey], services: Collection[str]) -> Iterator[str]:
    told = Counter(question for one in files.values() for question in one.questions)
    for path, journey in files.items():
        if path.stem != journey.id:
            yield f"{place_in(path, 'id')}: the id must be the file's name, {path.stem}"
        for number, question in enumerate(journey.questions):
            if told[question] > 1:
                yield f"{place_in(path, 'questions', number)}: duplicate question {question}"
        for number, step in enumerate(journey.steps):
            if step.service is not None and step.service not in services:
                where = place_in(path, "steps", number, "service")
                yield f"{where}: unknown service {step.service}"
        named = Counter(step.service for step in journey.steps if step.service)
        for name, count in named.items():
            if count > 1:
                yield f"{place_in(path, 'steps')}: the service {name} stands twice"
