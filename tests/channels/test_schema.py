"""Everything that the OpenAPI description allows, and much that it does not, without a fault."""

from pathlib import Path

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from support.citizen import CONVERSATIONS
from support.keys import AGENCY_CASES
from support.samples import complaint
from support.serving import Gateway, private_settings

from assistant.app import create_app
from assistant.dialogue.models import now
from assistant.keys.service import KeyWish, Scope, issue
from assistant.storage.database import Database

schema = schemathesis.openapi.from_dict(create_app(private_settings(Path("/nowhere"))).openapi())
CONFORMANCE = [content_type_conformance, response_schema_conformance, status_code_conformance]
ENDLESS = "/api/v1/conversations/{id}/events"
CASE = "/api/v1/cases/{tracking_code}"


@pytest.fixture(scope="module")
def receipt(gateway: Gateway) -> dict[str, str]:
    """A case that exists, so that it can be looked at."""
    filed = requests.post(f"{gateway.address}/api/v1/cases", json=complaint(), timeout=30)
    return filed.json()


@pytest.fixture(scope="module")
def agency_key(gateway: Gateway) -> str:
    """A key of the agency whose case `receipt` is."""
    wish, database = (
        KeyWish("سامانهٔ آزمون", Scope.AGENCY, "abfa", 1, "cli"),
        Database(gateway.settings.database),
    )
    with database.transaction() as session:
        token = issue(session, wish, now()).token
    database.engine.dispose()
    return token


@schema.parametrize()
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_no_request_is_a_fault(
    case: schemathesis.Case, gateway: Gateway, receipt: dict[str, str], agency_key: str
) -> None:
    path = case.operation.path
    if "/conversations/{id}/" in path and path != ENDLESS:
        # Through the door: there is more to break behind it.
        opened = requests.post(gateway.address + CONVERSATIONS, timeout=30).json()
        case.path_parameters["id"] = opened["conversation_id"]
        case.headers["Authorization"] = f"Bearer {opened['token']}"
    elif path.startswith(AGENCY_CASES):
        case.headers["Authorization"] = f"Bearer {agency_key}"
        if len(case.path_parameters.get("code", "")) % 2:
            case.path_parameters["code"] = receipt["tracking_code"]
    elif path.startswith(CASE) and len(case.path_parameters["tracking_code"]) % 2:
        case.path_parameters["tracking_code"] = receipt["tracking_code"]
        case.headers["X-Case-Pin"] = receipt["pin"]
    response = case.call(base_url=gateway.address, timeout=30)
    # 503 is how understanding says that Rasa is away.
    assert response.status_code < 500 or response.status_code == 503, response.text
    case.validate_response(response, checks=CONFORMANCE)
