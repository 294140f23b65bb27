"""Everything that the OpenAPI description allows, and much that it does not, without a fault."""

from pathlib import Path

import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from support.citizen import CONVERSATIONS
from support.serving import Gateway, private_settings

from assistant.app import create_app

schema = schemathesis.openapi.from_dict(create_app(private_settings(Path("/nowhere"))).openapi())
ENDLESS = "/api/v1/conversations/{id}/events"


@schema.parametrize()
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_no_request_is_a_fault(case: schemathesis.Case, gateway: Gateway) -> None:
    if "id" in case.path_parameters and case.operation.path != ENDLESS:
        # Past the door in half of all cases, where there is more to break.
        opened = requests.post(gateway.address + CONVERSATIONS, timeout=30).json()
        case.path_parameters["id"] = opened["conversation_id"]
        case.headers["Authorization"] = f"Bearer {opened['token']}"
    response = case.call(base_url=gateway.address, timeout=30)
    assert response.status_code < 500 or response.status_code == 503, response.text
    case.validate_response(
        response,
        checks=[content_type_conformance, response_schema_conformance, status_code_conformance],
    )
