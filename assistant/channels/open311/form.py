"""A posted report: form fields, read into a draft of a case, and described for OpenAPI."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pydantic import ValidationError

from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import Identity
from assistant.channels.open311.answers import Refused
from assistant.channels.open311.catalogue import SERVICES, ReportableService
from assistant.channels.open311.requests import moment
from assistant.language.digits import ascii_digits, persian_digits

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 100
_LONGEST_ADDRESS, _LONGEST_NAME, _LONGEST_URL = 500, 100, 500
_ATTRIBUTES = frozenset(["agency", "province", "city", "occurred_at"])
_FIELD_OF = {
    "agency_id": "attribute[agency]",
    "province": "attribute[province]",
    "city": "attribute[city]",
    "occurred_at": "attribute[occurred_at]",
    "mobile": "phone",
    "name": "first_name",
}
_TOO_LONG = "شرح با نشانی و پیوند باید ۳ تا ۲۰۰۰ نویسه باشد."


@dataclass(frozen=True)
class Form:
    """The fields of a report; a missing one is empty."""

    fields: Mapping[str, str]
    attributes: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "").strip()


def read_form(content_type: str, body: bytes) -> Form:
    """The posted fields; raises `Refused` for any body but a form in UTF-8."""
    if content_type.partition(";")[0].strip().lower() != FORM:
        raise Refused(400, f"Content-Type باید {FORM} باشد.")
    try:
        pairs = parse_qsl(
            body.decode(), encoding="utf-8", errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise Refused(400, "فرم خوانا نیست. آن را با UTF-8 بفرستید.") from error
    attributes = {_code(name): value for name, value in pairs if name.startswith("attribute[")}
    return Form(dict(pairs), attributes)


def draft_of(form: Form, service: ReportableService) -> OpenDraft:
    """The draft of a report; raises `Refused`.

    Contact makes the case a sealed one: the desk can reach the citizen, the agency sees nothing.
    """
    contact = _contact(form)
    if unknown := set(form.attributes) - _ATTRIBUTES:
        raise Refused(400, *(f"attribute {code[:40]} در این خدمت نیست." for code in unknown))
    values = {
        "kind": service.kind,
        "indicator": service.indicator,
        "description": "\n".join(_words(form, service)),
        "agency_id": form.attributes.get("agency", "").strip() or None,
        "province": form.attributes.get("province", "").strip() or None,
        "city": form.attributes.get("city", "").strip() or None,
        "occurred_at": moment("attribute[occurred_at]", form.attributes.get("occurred_at", "")),
        "identity": Identity.SEALED if contact else Identity.ANONYMOUS,
        "contact": contact or None,
    }
    try:
        return OpenDraft.model_validate(values)
    except ValidationError as error:
        raise Refused(400, *_faults(error)) from error


def named(field: str) -> str:
    """The form's name for a field of a draft."""
    return _FIELD_OF.get(field, field)


def _code(name: str) -> str:
    """The code in `attribute[code]` and `attribute[code][]`."""
    return name.removeprefix("attribute[").removesuffix("[]").removesuffix("]")


def _words(form: Form, service: ReportableService) -> list[str]:
    """The report and the place: there is no other field for a place within a city."""
    words = [form["description"] or f"{service.name}."]
    if address := form["address_string"]:
        words.append(f"نشانی: {_short(address, 'address_string', _LONGEST_ADDRESS)}")
    if place := _coordinates(form):
        words.append(f"موقعیت: {place[0]}, {place[1]}")
    if len(words) == 1:
        told = "نشانی را با address_string یا با lat و long بگویید؛ address_id شناخته نیست."
        raise Refused(400, told)
    if url := form["media_url"]:
        words.append(f"پیوند: {_url(url)}")
    return words


def _coordinates(form: Form) -> tuple[str, str] | None:
    given = [form["lat"], form["long"]]
    if not any(given):
        return None
    try:
        lat, long = (float(ascii_digits(text)) for text in given)
    except ValueError as error:
        raise Refused(400, "lat و long هر دو باید عدد باشند.") from error
    if not (math.isfinite(lat) and math.isfinite(long) and abs(lat) <= 90 and abs(long) <= 180):
        raise Refused(400, "lat باید از -90 تا 90 و long از -180 تا 180 باشد.")
    return f"{lat:.5f}", f"{long:.5f}"


def _contact(form: Form) -> dict[str, Any]:
    name = " ".join(part for part in (form["first_name"], form["last_name"]) if part)
    phone = ascii_digits(form["phone"]).replace(" ", "").replace("-", "")
    given = {"name": _short(name, "first_name", _LONGEST_NAME), "mobile": phone}
    return {field: value for field, value in given.items() if value}


def _url(text: str) -> str:
    try:
        parts = urlsplit(_short(text, "media_url", _LONGEST_URL))
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refused(400, "media_url باید نشانی وب باشد.")
    return text


def _short(text: str, name: str, most: int) -> str:
    if len(text) > most:
        raise Refused(400, f"{name} باید حداکثر {persian_digits(most)} نویسه باشد.")
    return text


def _faults(error: ValidationError) -> list[str]:
    fields = dict.fromkeys(str(fault["loc"][-1]) for fault in error.errors())
    return [
        _TOO_LONG if field == "description" else f"مقدار {named(field)} درست نیست."
        for field in fields
    ]


_TEXT = {"type": "string"}
_JSON_ANY: dict[str, Any] = {"schema": {"type": ["object", "array"]}}
_XML: dict[str, Any] = {"schema": _TEXT}
_ERRORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"code": {"type": "integer"}, "description": _TEXT},
        "required": ["code", "description"],
    },
}
_ANSWER: dict[str, Any] = {
    "description": "As GeoReport v2 has it.",
    "content": {"application/json": _JSON_ANY, "text/xml": _XML},
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: _ANSWER,
    "default": {
        "description": "A list of errors; `description` is Persian.",
        "content": {"application/json": {"schema": _ERRORS}, "text/xml": _XML},
    },
}
_FIELDS = (
    "api_key",
    "jurisdiction_id",
    "description",
    "address_string",
    "lat",
    "long",
    "first_name",
    "last_name",
    "phone",
    "media_url",
    "attribute[agency]",
    "attribute[province]",
    "attribute[city]",
    "attribute[occurred_at]",
)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": dict.fromkeys(_FIELDS, _TEXT)
                    | {"service_code": {"enum": list(SERVICES)}},
                    "required": ["api_key", "service_code"],
                }
            }
        },
    }
}
REPORT: dict[str, Any] = {"openapi_extra": _BODY, "responses": {201: _ANSWER}}
"""The description of a report and its answers."""
