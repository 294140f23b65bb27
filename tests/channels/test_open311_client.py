"""A GeoReport client that others wrote (`georeport`) reads what we serve, in both formats."""

import httpx
import pytest
import requests
from georeport import GeoReport
from support.georeport import ATTRIBUTE_FIELDS, REQUEST_FIELDS, SERVICE_FIELDS, report
from support.keys import issue_at_once
from support.serving import Gateway

from assistant.channels.open311.catalogue import BASE
from assistant.conversation.models import now
from assistant.language.dates import rfc3339


@pytest.fixture(scope="module")
def filed(gateway: Gateway) -> list[str]:
    """Ids of two reports: that client does not file."""
    token = issue_at_once(gateway, None)
    address = f"{gateway.address}{BASE}/requests.json"
    answers = [
        requests.post(address, data=report() | {"api_key": token}, timeout=30).json() for _ in "ab"
    ]
    return [receipt["service_request_id"] for (receipt,) in answers]


@pytest.mark.parametrize("output_format", ["json", "xml"])
def test_another_client_reads_it(gateway: Gateway, filed: list[str], output_format: str) -> None:
    client = GeoReport(
        f"{gateway.address}{BASE}", jurisdiction="city.gov", output_format=output_format
    )
    services = client.get_service_list()
    assert all(set(service) == SERVICE_FIELDS for service in services)
    definition = client.get_service_definition(services[0]["service_code"])
    attributes = definition["attributes"]
    attributes = attributes if isinstance(attributes, list) else attributes["attribute"]
    assert all(set(attribute) == ATTRIBUTE_FIELDS for attribute in attributes)
    found = client.get_service_requests(
        service_code="delay", status="open", start_date=rfc3339(now().replace(hour=0, minute=0))
    )
    assert set(filed) <= {request["service_request_id"] for request in found}
    assert all(set(request) == REQUEST_FIELDS for request in found)
    both = client.get_service_requests(service_request_id=",".join(filed))
    assert {request["service_request_id"] for request in both} == set(filed)
    assert client.get_service_request(filed[0])["status"] == "open"


def test_another_client_sees_a_refusal(gateway: Gateway) -> None:
    client = GeoReport(f"{gateway.address}{BASE}")
    with pytest.raises(requests.HTTPError, match="404"):
        client.get_service_request("unknown")
    assert httpx.get(f"{gateway.address}{BASE}/requests/unknown.json").json()[0]["code"] == 404
