"""Answers and refusals in the two formats of GeoReport: XML, and JSON by the Spark convention.

An answer is built once, of dicts, lists and plain values; in JSON the name of the root and those of
list items are left out. A refusal is a list of errors in the requested format.
"""

import json
import unicodedata
from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import Any
from xml.etree.ElementTree import Element, tostring

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from assistant.channels.web.problems import DETAILS, Problem


class Format(StrEnum):
    """The ending of an address."""

    JSON = "json"
    XML = "xml"


MEDIA = {Format.JSON: "application/json; charset=utf-8", Format.XML: "text/xml; charset=utf-8"}
ITEMS = {
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}
"""The names of list items in XML."""


def answer(
    format_: Format, root: str, value: Any, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """`value` under the name `root`."""
    body = as_json(value) if format_ is Format.JSON else as_xml(root, value)
    return Response(body, status, headers, media_type=MEDIA[format_])


def as_json(value: Any) -> bytes:
    """The value alone, in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()


def as_xml(root: str, value: Any) -> bytes:
    """A document with its declaration, in UTF-8."""
    written: bytes = tostring(_element(root, value), encoding="utf-8", xml_declaration=True)
    return written


def _element(name: str, value: Any) -> Element:
    element = Element(name)
    if isinstance(value, list):
        element.extend(_element(ITEMS[name], one) for one in value)
    elif isinstance(value, dict):
        element.extend(_element(key, one) for key, one in value.items())
    elif isinstance(value, bool):
        element.text = str(value).lower()
    elif value is not None:
        element.text = _text(str(value))
    return element


def _text(text: str) -> str:
    """Without what XML 1.0 cannot hold: control characters, lone surrogates, non-characters."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n"
        or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign < "\ufffe")
        or sign > "\uffff"
    )


class Refused(Exception):
    """Ends a request: 404 for an unknown object, 403 for a key, 400 for all else."""

    def __init__(self, status: int, *descriptions: str, headers: dict[str, str] | None = None):
        super().__init__(status)
        self.status, self.descriptions, self.headers = status, descriptions, headers


def no_address() -> Refused:
    """The refusal for an unknown address."""
    return Refused(404, "چنین نشانی‌ای نیست. نشانی‌ها با .json یا .xml پایان می‌گیرند.")


class GeoReportRoute(APIRoute):
    """A route whose refusals, also those of its dependencies, are lists of errors."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of the route."""
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except Refused as error:
                return _errors(request, error)
            except Problem as error:
                return _errors(request, _of_problem(error))
            except RequestValidationError:
                return _errors(request, no_address())

        return answered


def _of_problem(problem: Problem) -> Refused:
    status, detail = DETAILS[problem.code]
    return Refused(status, detail, headers=dict(problem.headers or {}))


def _errors(request: Request, error: Refused) -> Response:
    wanted = request.url.path.rpartition(".")[2]
    # XML is what every client of GeoReport reads.
    format_ = Format(wanted) if wanted in set(Format) else Format.XML
    listed = [{"code": error.status, "description": told} for told in error.descriptions]
    return answer(format_, "errors", listed, error.status, error.headers)
