"""What OpenAPI tells of GeoReport: its forms, and answers in two formats."""

from typing import Any

from assistant.channels.open311.catalogue import SERVICES
from assistant.channels.open311.form import FORM

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
"""What a report is, and what it is answered with."""
