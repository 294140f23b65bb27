"""Shapes of the telephone composer (docs/api.md)."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.cases.mandate import PhoneDraft
from assistant.cases.schemas import CaseFiled, Words
from assistant.cases.similar.schemas import SimilarOut
from assistant.cases.terms import Indicator, Kind
from assistant.desk.casework.schemas import Named


class HeardIn(BaseModel):
    """What the operator hears and types."""

    model_config = ConfigDict(extra="forbid")

    text: Words


class LineOut(BaseModel):
    """Another number that may be right."""

    number: str
    title: str


class ServiceGuess(BaseModel):
    """The service that may be meant, with its agency: to be asked, never taken for said."""

    id: str
    title: str
    agency: Named


class HeardOut(BaseModel):
    """What the words say for the form; what is absent has to be asked.

    `is_understood` is false when Rasa is away: then only names were found. `similar` is what others
    have told already, once the agency is known.
    """

    is_understood: bool
    kind: Kind | None = None
    agency: Named | None = None
    indicator: Indicator | None = None
    province: str | None = None
    city: str | None = None
    service: ServiceGuess | None = None
    line: LineOut | None = None
    is_emergency: bool = False
    similar: SimilarOut | None = None
    missing: list[Literal["agency", "place"]]


class PhoneCaseIn(PhoneDraft):
    """A case for a caller; `sms` asks for code and pin by text message."""

    sms: bool = False

    @model_validator(mode="after")
    def _knows_where_to(self) -> "PhoneCaseIn":
        if self.sms and not (self.contact and self.contact.mobile):
            raise ValueError("a text message needs a mobile number")
        return self


class Spoken(BaseModel):
    """A few signs that are said in one breath."""

    signs: str
    spoken: str


class PhoneFiled(CaseFiled):
    """The receipt, as it is read aloud; `is_sms_on_its_way` when a text message was asked for."""

    agency_name: str
    code_groups: list[Spoken]
    pin_groups: list[Spoken]
    is_sms_on_its_way: bool
