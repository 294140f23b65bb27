"""What a catalogue file may contain; every model refuses unknown fields.

Units: short numbers and phones are strings; a source's `date` is ISO (a year, a month or a day)
and `date_fa` is the date as its source gives it.
"""

import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=64)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
_ISO_DATE = r"^\d{4}(-\d{2}){0,2}$"


class Confidence(StrEnum):
    """How well a fact is founded: an official page, news or a guide, or general knowledge."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Model):
    """Where a fact was found. Only an http(s) address is ever shown to a citizen."""

    address: Text
    kind: Text | None = None
    date: Annotated[str, StringConstraints(pattern=_ISO_DATE)] | None = None
    date_fa: Text | None = None

    @property
    def is_public(self) -> bool:
        """Whether the address can be opened by a citizen."""
        return re.match(r"^https?://", self.address) is not None


class Portal(_Model):
    """The address where a service is done, with the source in which that address was seen."""

    url: Url
    source: Source


class Service(_Model):
    """One service of one agency, as citizens are told of it."""

    id: Id
    title: Text
    alternative_names: tuple[Text, ...] = ()
    audience: Text | None = None
    summary: Text
    prerequisites: tuple[Text, ...] = ()
    documents: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()
    fee: Text | None = None
    processing_time: Text | None = None
    portal: Portal | None = None
    phone: Text | None = None
    related: tuple[Id, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence

    @model_validator(mode="after")
    def _facts_have_sources(self) -> Self:
        if not self.sources and (self.documents or self.steps or self.fee or self.processing_time):
            raise ValueError("documents, steps, fee and processing_time need a source")
        if self.id in self.related:
            raise ValueError("a service is not related to itself")
        return self


class Agency(_Model):
    """A government agency (دستگاه) with the short names that citizens call it by."""

    id: Id
    name: Text
    short_names: tuple[Text, ...] = ()
    parent: Text | None = None
    domain: Text | None = None
    phone: Text | None = None
    sources: tuple[Source, ...] = ()


class AgencyFile(_Model):
    """One file of knowledge/catalogue: an agency and its services."""

    agency: Agency
    services: tuple[Service, ...] = ()


class Line(_Model):
    """A national short number and what it is for; `kind` is how one reaches it.

    `emergencies_only`: whoever merely has a question must not hold it up.
    """

    number: Text
    title: Text
    use_for: Text
    kind: Literal["voice", "sms", "ussd"]
    outside_128: bool
    emergencies_only: bool = False
    note: Text | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence

    @property
    def is_for_questions(self) -> bool:
        """Whether somebody answers there who may be asked."""
        return self.kind == "voice" and not self.emergencies_only


class LinesFile(_Model):
    """knowledge/lines.yml."""

    lines: tuple[Line, ...]


class County(_Model):
    """A county (شهرستان) and its cities."""

    name: Text
    cities: tuple[Text, ...] = ()


class Province(_Model):
    """A province; `line_128_since` is the sourced start of the 128 line there, Jalali words."""

    id: Id
    name: Text
    capital: Text
    line_128_since: Text | None = None
    counties: tuple[County, ...] = Field(min_length=1)
