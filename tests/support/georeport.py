"""Open311 as its clients use it, and the fields that the published examples have."""

import xml.etree.ElementTree as ElementTree
from typing import Any

import httpx
from sqlalchemy import select

from assistant.cases.models import Case
from assistant.channels.open311.catalogue import BASE
from support.serving import Gateway

SERVICE_FIELDS = {
    "service_code",
    "service_name",
    "description",
    "metadata",
    "type",
    "keywords",
    "group",
}
ATTRIBUTE_FIELDS = {
    "variable",
    "code",
    "datatype",
    "required",
    "datatype_description",
    "order",
    "description",
    "values",
}
REQUEST_FIELDS = {
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
}


def report(**changes: str) -> dict[str, str]:
    """A report's form without its key."""
    given = {
        "service_code": "delay",
        "description": "سه هفته است انشعاب آب را وصل نمی‌کنند.",
        "address_string": "خیابان ارم، کوچهٔ ۵",
        "attribute[agency]": "abfa",
        "attribute[province]": "قم",
    }
    return {name: value for name, value in (given | changes).items() if value}


async def get_json(http: httpx.AsyncClient, path: str, **query: object) -> Any:
    response = await http.get(f"{BASE}/{path}.json", params=query)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    return response.json()


async def get_xml(http: httpx.AsyncClient, path: str, **query: object) -> ElementTree.Element:
    response = await http.get(f"{BASE}/{path}.xml", params=query)
    assert response.status_code == 200, response.text
    return xml_of(response)


def xml_of(response: httpx.Response) -> ElementTree.Element:
    assert response.headers["content-type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    return ElementTree.fromstring(response.content)


def assert_errors(response: httpx.Response, status: int, words: str = "") -> None:
    """`response` is the standard's list of errors, in the format that was asked for."""
    assert response.status_code == status, response.text
    if response.headers["content-type"].startswith("application/json"):
        errors = [(error["code"], error["description"]) for error in response.json()]
    else:
        root = xml_of(response)
        assert (root.tag, {error.tag for error in root}) == ("errors", {"error"})
        errors = [(int(e.findtext("code")), e.findtext("description")) for e in root]
    assert errors
    for code, description in errors:
        assert code == status
        assert words in description


async def public_id(gateway: Gateway, tracking_code: str) -> str:
    """The id under which a case is published."""
    query = select(Case.id).where(Case.tracking_code == tracking_code)
    found = await gateway.runtime.database.run(lambda session: session.scalar(query))
    return gateway.runtime.sealer.public_id(found)
