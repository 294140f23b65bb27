"""What a catalogue file may contain; every model refuses unknown fields.

Units: short numbers and phones are strings; `reviewed` is an ISO day.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from knowledge.aspects import Facts
from knowledge.fact_marks import Answers
from knowledge.items import Confidence, Id, Item, Source, Strict, Text, Url, ranked

_FIRST_REVIEW = date(2020, 1, 1)
"""Older days are Jalali ones, or slips of the pen."""


def _day_of_review(written: object) -> date:
    """A day that has come, from its ISO form; raises ValueError for any other."""
    if not isinstance(written, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        raise ValueError("a review is a day, 2026-07-25")
    day = date.fromisoformat(written)
    if day < _FIRST_REVIEW:
        raise ValueError("a review is an ISO day, 2026-07-25, not a Jalali one")
    # In Tehran a day begins before it does in UTC.
    if day > datetime.now(UTC).date() + timedelta(days=1):
        raise ValueError("a review cannot lie in the future")
    return day


class Portal(Strict):
    """The address where a service is done, with the source in which that address was seen."""

    url: Url
    source: Source


class Service(Strict):
    """One service of one agency, as citizens are told of it.

    `questions` are for testing: each must find this service first, and nothing learns from them.
    `reviewed` is the day on which somebody last compared all of it with its sources; `answers`
    says which everyday questions the sentences of the summary answer, by their numbers from 1.
    """

    id: Id
    title: Text
    alternative_names: tuple[Text, ...] = ()
    audience: Text | None = None
    summary: Text
    answers: Answers = ()
    facts: Facts = Facts()
    portal: Portal | None = None
    phone: Text | None = None
    related: tuple[Id, ...] = ()
    questions: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence
    reviewed: Annotated[date, BeforeValidator(_day_of_review)] | None = None

    @model_validator(mode="after")
    def _is_not_its_own_neighbour(self) -> Self:
        if self.id in self.related:
            raise ValueError("a service is not related to itself")
        return self

    @property
    def prerequisites(self) -> tuple[str, ...]:
        """What must be the case before it is asked for."""
        return self.facts.lines("eligibility")

    @property
    def documents(self) -> tuple[str, ...]:
        """What is to be brought along."""
        return self.facts.lines("documents")

    @property
    def steps(self) -> tuple[str, ...]:
        """What is to be done, in this order."""
        return self.facts.lines("steps")

    @property
    def fee(self) -> str | None:
        """What the citizen pays, in one text."""
        return _joined(self.facts.lines("fee"))

    @property
    def processing_time(self) -> str | None:
        """How long it takes, in one text."""
        return _joined(self.facts.lines("duration"))

    def sources_of(self, item: Item) -> tuple[Source, ...]:
        """The sources of one of its items, the best first."""
        by_key = {source.key: source for source in self.sources}
        return ranked(by_key[one] if isinstance(one, str) else one for one in item.sources)


def _joined(lines: tuple[str, ...]) -> str | None:
    return " ".join(line if line[-1] in ".؛!؟" else f"{line}." for line in lines) or None


class Agency(Strict):
    """A government agency (دستگاه) with the short names that citizens call it by."""

    id: Id
    name: Text
    short_names: tuple[Text, ...] = ()
    parent: Text | None = None
    domain: Text | None = None
    phone: Text | None = None
    sources: tuple[Source, ...] = ()


class AgencyFile(Strict):
    """One file of knowledge/catalogue: an agency and its services."""

    agency: Agency
    services: tuple[Service, ...] = ()


class Line(Strict):
    """A national short number and what it is for; `kind` is how one reaches it.

    `emergencies_only`: whoever merely has a question must not hold it up. One that `ended` is told
    as such, for those who ask; one that is `unsure` waits in the file and is told to nobody.
    """

    number: Annotated[str, StringConstraints(pattern=r"^[0-9*#]+$")]
    title: Text
    use_for: Text
    kind: Literal["voice", "sms", "ussd"]
    outside_128: bool
    emergencies_only: bool = False
    state: Literal["works", "ended", "unsure"] = "works"
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence

    @property
    def works(self) -> bool:
        """Whether it can be reached."""
        return self.state == "works"

    @property
    def is_for_questions(self) -> bool:
        """Whether somebody answers there who may be asked."""
        return self.works and self.kind == "voice" and not self.emergencies_only


class LinesFile(Strict):
    """knowledge/lines.yml."""

    lines: tuple[Line, ...]


class County(Strict):
    """A county (شهرستان) and its cities."""

    name: Text
    cities: tuple[Text, ...] = ()


class Province(Strict):
    """A province; `line_128_since` is the sourced start of the 128 line there, Jalali words."""

    id: Id
    name: Text
    capital: Text
    line_128_since: Text | None = None
    counties: tuple[County, ...] = Field(min_length=1)
