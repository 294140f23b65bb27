"""What a catalogue file may contain; every model refuses unknown fields.

Units: short numbers and phones are strings; a source's `date` is ISO (a year, a month or a day)
and `date_fa` is the date as its source gives it; amounts are in rial; `as_of` is an Iranian year;
`reviewed` is an ISO day.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from knowledge.fact_marks import Answers, Rule

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=64)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Year = Annotated[str, StringConstraints(pattern=r"^1[34][0-9]{2}$")]
_ISO_DATE = r"^[0-9]{4}(-[0-9]{2}){0,2}$"
_FIRST_REVIEW = date(2020, 1, 1)
"""Older days are Jalali ones, or slips of the pen."""
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_KINDS = ("law", "official", "news", "guide")
"""Kinds of sources, the best first; any other comes after them."""


class Confidence(StrEnum):
    """How well a fact is founded: an official page, news or a guide, or general knowledge."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


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


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Model):
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


class Item(_Model):
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


Items = tuple[Item, ...]


class Facts(_Model):
    """What is known of a service, by what citizens ask for; each in the order of telling."""

    eligibility: Items = ()
    documents: Items = ()
    steps: Items = ()
    fee: Items = ()
    duration: Items = ()
    deadline: Items = ()
    where: Items = ()
    who: Items = ()
    online: Items = ()
    benefit: Items = ()
    validity: Items = ()
    after: Items = ()
    if_refused: Items = ()
    contact: Items = ()

    def of(self, aspect: str) -> Items:
        """The items of an aspect, without those that are outdated."""
        items: Items = getattr(self, aspect)
        return tuple(item for item in items if not item.outdated)

    def lines(self, aspect: str) -> tuple[str, ...]:
        """The lines that citizens read about an aspect."""
        return tuple(line for item in self.of(aspect) for line in item.lines)


ASPECTS = tuple(Facts.model_fields)


class Portal(_Model):
    """The address where a service is done, with the source in which that address was seen."""

    url: Url
    source: Source


class Service(_Model):
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
