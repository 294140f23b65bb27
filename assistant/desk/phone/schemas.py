"""Shapes of the telephone composer (docs/api.md)."""

import re
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    StringConstraints,
    model_validator,
)

from assistant.cases.filing import PhoneDraft
from assistant.cases.schemas import CaseFiled, Words
from assistant.cases.similar.offers import SimilarOut
from assistant.cases.terms import Indicator, Kind
from assistant.desk.casework.schemas import Named
from assistant.desk.schemas import Body
from assistant.language.digits import ascii_digits

MOST_TYPED = 32


class HeardIn(Body):
    """What the operator hears and types."""

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


class ContactHeard(BaseModel):
    """Who the caller says to be, and where they are reached: to be read back to them."""

    name: str | None = None
    mobile: str | None = None
    national_id: str | None = None


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
    contact: ContactHeard
    similar: SimilarOut | None = None
    missing: list[Literal["agency", "place"]]


def _mobile(typed: object) -> object:
    """Digits of any script, without what one writes between them, and 0 for +98."""
    if not isinstance(typed, str) or len(typed) > MOST_TYPED:
        return typed  # refused as it stands: it is no number
    plain = re.sub(r"[\s\u200c()./_-]", "", ascii_digits(typed))
    return re.sub(r"^(?:\+98|0098|98(?=9\d{9}$)|(?=9\d{9}$))", "0", plain)


class CallerIn(Body):
    """The mobile number that somebody calls from, in any digits."""

    mobile: Annotated[
        str,
        StringConstraints(pattern=r"^09\d{9}$"),
        BeforeValidator(_mobile),
    ]


class CallerCase(BaseModel):
    """A case that holds the number; its `description` is masked."""

    tracking_code: str
    kind_fa: str
    status_fa: str
    agency_name: str
    description: str
    created_at_fa: str
    time_left_fa: str | None = None
    is_overdue: bool = False


class CallerOut(BaseModel):
    """The number as it is filed with a case, and the newest cases that hold it."""

    mobile: str
    cases: list[CallerCase]


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
