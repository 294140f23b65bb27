"""What sources say of one thing: an item with its lines, and the sources behind it.

Units: a source's `date` is ISO (a year, a month or a day) and `date_fa` is the date as its source
gives it; amounts are in rial; `as_of` is an Iranian year.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge.fact_marks import Answers, Rule

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=64)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Year = Annotated[str, StringConstraints(pattern=r"^1[34][0-9]{2}$")]
_ISO_DATE = r"^[0-9]{4}(-[0-9]{2}){0,2}$"
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_KINDS = ("law", "official", "news", "guide")
"""Kinds of sources, the best first; any other comes after them."""


class Confidence(StrEnum):
    """How well a fact is founded: an official page, news or a guide, or general knowledge."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Strict(BaseModel):
    """Refuses unknown fields, and is never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where a fact was found. Only an http(s) address is ever shown to a citizen.

    `key` is a short name by which the facts of the same service refer to it.
    """

    key: Id | None = None
    address: Text
    kind: Text | None = None
    date: Annotated[str, StringConstraints(pattern=_ISO_DATE)] | None = None
    date_fa: Text | None = None
    confidence: Confidence | None = None

    @model_validator(mode="after")
    def _an_address_is_nothing_more(self) -> Self:
        if self.is_public and re.search(r"\s", self.address):
            raise ValueError("an http(s) address has no spaces and no note beside it")
        return self

    @property
    def is_public(self) -> bool:
        """Whether the address can be opened by a citizen."""
        return re.match(r"^https?://", self.address) is not None


def ranked(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The public ones, each once: law and official pages first, and of a kind the newest."""
    public = {source.address: source for source in sources if source.is_public}
    newest = sorted(public.values(), key=lambda source: source.date or "", reverse=True)
    return tuple(sorted(newest, key=_rank))


def _rank(source: Source) -> tuple[int, bool]:
    place = _KINDS.index(source.kind) if source.kind in _KINDS else len(_KINDS)
    return place, source.confidence is Confidence.LOW


class Item(Strict):
    """What sources say of one aspect: one line, or several that have the same sources.

    A source is written out, or named by its key among those of the service. `outdated` keeps what
    a newer or better source contradicts; citizens are not told of it. `rules` say what follows from
    it for a number or a person; `answers` which everyday questions its lines answer, by their
    numbers from 1.
    """

    text: Text | Annotated[tuple[Text, ...], Field(min_length=1)]
    applies_to: Text | None = None
    as_of: Year | None = None
    amount_rial: Annotated[int, Field(gt=0)] | None = None
    outdated: bool = False
    answers: Answers = ()
    rules: tuple[Rule, ...] = ()
    sources: tuple[Id | Source, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _amounts_have_a_year(self) -> Self:
        if self.amount_rial and not self.as_of:
            raise ValueError("an amount needs the year it is of, as_of")
        if self.as_of and self.as_of.translate(_PERSIAN) not in " ".join(self.texts):
            raise ValueError("the text must name the year of as_of")
        if not all(source.is_public for source in self.sources if isinstance(source, Source)):
            raise ValueError("a fact needs sources with an http(s) address")
        if any(rule.line > len(self.lines) for rule in self.rules):
            raise ValueError("a rule names a line that the fact does not have")
        if any(max(lines) > len(self.lines) for _, lines in self.answers):
            raise ValueError("answers names a line that the fact does not have")
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines as they are written."""
        return (self.text,) if isinstance(self.text, str) else self.text

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as citizens read them; one line that says for whom, if only some are meant."""
        if self.applies_to is None:
            return self.texts
        return (f"{self.applies_to}: {'؛ '.join(self.texts)}",)

    def rules_of(self, line: int) -> tuple[Rule, ...]:
        """The rules of one of its `lines`, counted from 1."""
        return tuple(rule for rule in self.rules if rule.line == line)
