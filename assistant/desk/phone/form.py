"""The form of the telephone composer (docs/api.md), filled in while an operator listens.

The operator's text is understood as the citizen's own words would be. Name, mobile number and
national id are those that the words give for the caller: «اسمم علی رضایی است و آقای نوری جواب
نمی‌دهد» gives the name «علی رضایی» alone. A name counts only beside words by which people give
their own, since most other names are those of officials. Of two numbers of a kind neither counts;
the operator asks.
"""

import asyncio
import re
from collections.abc import Iterable
from typing import Annotated, Literal, cast

from pydantic import BaseModel, BeforeValidator, StringConstraints, model_validator

from assistant.cases.filing import PhoneDraft
from assistant.cases.schemas import Words
from assistant.cases.similar.offers import SimilarIn, SimilarOut
from assistant.cases.terms import KIND_OF_ACT, Indicator, Kind
from assistant.cases.view_schemas import CaseFiled
from assistant.channels.web.services import indicator_of, line_of
from assistant.desk.casework.schemas import Named
from assistant.desk.schemas import StrictBody
from assistant.dialogue import words
from assistant.language.digits import ascii_digits
from assistant.language.pii import find_pii
from assistant.language.pii_rules.view import view_of
from assistant.rasa.client import Understood
from assistant.runtime import Runtime
from assistant.understanding.reading import Reading

MOST_TYPED = 32


class HeardIn(StrictBody):
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
    """Digits of any script, without signs between them, and 0 for +98."""
    if not isinstance(typed, str) or len(typed) > MOST_TYPED:
        return typed  # kept as typed, and refused: it is no number
    plain = re.sub(r"[\s\u200c()./_-]", "", ascii_digits(typed))
    return re.sub(r"^(?:\+98|0098|98(?=9\d{9}$)|(?=9\d{9}$))", "0", plain)


class CallerIn(StrictBody):
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


_EDGE = r"[\s\u200c:،,«\"-]*"
_TITLE = r"(?:(?:آقای|خانم)\s*)?"
_CALLER = r"متقاضی|شاکی|شهروند|تماس[\s\u200c]?گیرنده"
_BEFORE = re.compile(
    # «اسمم», «نام و نام خانوادگی:», «نام تماس‌گیرنده»
    rf"(?:(?:اسم|نام)(?:\s*و\s*(?:نام\s*)?(?:خانوادگی|فامیل\w*))?{_EDGE}"
    rf"(?:م|ام|ش|اش|من|بنده|ایشان|{_CALLER})?{_EDGE}"
    # «من», but not «به من … گفت»
    rf"|(?<!\S)(?<!به\s)(?<!از\s)(?<!با\s)(?<!برای\s)(?:من|بنده|اینجانب){_EDGE}"
    rf"|(?<!\S)(?:{_CALLER}|به نام){_EDGE}{_TITLE})\Z",
)
_AFTER = re.compile(
    rf"{_EDGE}(?:هستم|می[\s\u200c]?باشم|صحبت می[\s\u200c]?کنم|تماس گرفت|زنگ زد)",
)
_OF_ANOTHER = re.compile(rf"{_EDGE}(?:را|رو|گفت|نگفت|به من)(?![\w\u200c])")
_MOBILE = re.compile(r"(?:\+98|0098|98|0)?(9\d{9})")
_NATIONAL_ID = re.compile(r"\d{10}")


def told_contact(text: str) -> ContactHeard:
    """The caller's details in `text`, as it was typed; it takes milliseconds of the CPU."""
    spans = find_pii(text)
    values = [(span.type, text[span.start : span.end]) for span in spans]
    names = [
        text[span.start : span.end].strip()
        for span in spans
        if span.type == "name" and _is_own(text, span.start, span.end)
    ]
    mobiles = (
        f"0{found[1]}"
        for kind, value in values
        if kind == "mobile" and (found := _MOBILE.fullmatch(_digits(value)))
    )
    ids = (
        digits
        for kind, value in values
        if kind == "national_id" and _NATIONAL_ID.fullmatch(digits := _digits(value))
    )
    return ContactHeard(
        name=names[0] if names else None, mobile=_only(mobiles), national_id=_only(ids)
    )


def _is_own(text: str, start: int, end: int) -> bool:
    is_told = _BEFORE.search(text[:start]) or _AFTER.match(text, end)
    return bool(is_told) and not _OF_ANOTHER.match(text, end)


def _digits(value: str) -> str:
    """The digits of a number, also of a spelled one: «صفر نهصد و دوازده …»."""
    return re.sub(r"[^0-9+]", "", ascii_digits(view_of(value).text))


def _only(found: Iterable[str]) -> str | None:
    different = set(found)
    return different.pop() if len(different) == 1 else None


OWN_LINE = "128"


async def heard(running: Runtime, text: str) -> HeardOut:
    """The form's view of `text`; personal data is masked before Rasa or the search reads it."""
    reading = await running.turns.read(text)
    understood = await running.brain.classify(reading)
    told = _of_act(running, understood) if understood else {}
    if told.get("kind") is Kind.SUGGESTION and words.has("kinds", reading.text, "criticism"):
        told["kind"] = Kind.CRITICISM
    found = await _similar(running, reading, told)
    agency_ids, mentions = reading.mentions.agency_ids, reading.mentions
    agency = running.catalogue.agencies.get(agency_ids[0]) if agency_ids else None
    missing = {"agency": agency is None, "place": not mentions.province}
    return HeardOut(
        is_understood=understood is not None,
        agency=Named(id=agency.id, title=agency.name) if agency else None,
        province=mentions.province,
        city=mentions.city,
        service=_service(reading),
        contact=await asyncio.to_thread(told_contact, text),
        similar=found,
        missing=[name for name, is_missing in missing.items() if is_missing],
        **told,
    )


async def _similar(
    running: Runtime, reading: Reading, told: dict[str, object]
) -> SimilarOut | None:
    """Similar reports of others; None while the agency is not known."""
    mentions = reading.mentions
    is_complaint = told.get("kind", Kind.COMPLAINT) in {None, Kind.COMPLAINT}
    if not mentions.agency_ids or not is_complaint:
        return None
    wanted = SimilarIn(
        agency_id=mentions.agency_ids[0],
        indicator=cast("Indicator | None", told.get("indicator")),
        province=mentions.province,
        city=mentions.city,
        description=reading.masked,
    )
    return await running.similar.offers(wanted)


def _of_act(running: Runtime, understood: Understood) -> dict[str, object]:
    act, sublabels = understood.act, understood.sublabels
    kind, indicator = KIND_OF_ACT.get(act), indicator_of(act, sublabels)
    line = running.catalogue.lines.get(line_of(act, sublabels) or OWN_LINE)
    is_other = line is not None and line.number != OWN_LINE
    return {
        "kind": kind,
        "indicator": Indicator(indicator) if indicator else None,
        "line": LineOut(number=line.number, title=line.title) if line and is_other else None,
        "is_emergency": act == "emergency",
    }


def _service(reading: Reading) -> ServiceGuess | None:
    if reading.found.abstained or not reading.found.hits:
        return None
    entry = reading.found.hits[0].entry
    agency = Named(id=entry.agency.id, title=entry.agency.name)
    return ServiceGuess(id=entry.service.id, title=entry.service.title, agency=agency)
