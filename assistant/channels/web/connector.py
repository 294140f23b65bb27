"""Callbacks of the system of the 128 line (docs/connector.md)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import structlog
from fastapi import APIRouter, Header, Request
from pydantic import ValidationError

from assistant.cases.connector.carrying import Callback, take_callback
from assistant.cases.connector.signing import BadSignatureError, Signer
from assistant.cases.step import IllegalMoveError
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.storage.shared_clock import utc_now

log = structlog.get_logger()
router = APIRouter(prefix="/api/v1/connector", tags=["connector"])
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": Callback.model_json_schema()}},
    }
}


@router.post("/callbacks", status_code=204, openapi_extra=_BODY)
async def take(
    request: Request,
    running: RuntimeDep,
    dastyar_timestamp: Annotated[str, Header(max_length=16)] = "",
    dastyar_signature: Annotated[str, Header(max_length=80)] = "",
) -> None:
    """The agency did something with a case. Signed; once for each `event_id`."""
    body, now = await request.body(), utc_now()
    try:
        # Before anything is parsed: what is not signed is not looked at.
        signer = Signer(running.settings.connector_key)
        signer.check(body, dastyar_timestamp, dastyar_signature, now)
        callback = Callback.model_validate_json(body)
    except BadSignatureError as error:
        raise Problem("bad_signature") from error
    except ValidationError as error:
        fields = [".".join(map(str, fault["loc"])) for fault in error.errors()]
        raise Problem("invalid", errors=[{"field": field} for field in fields]) from error
    with as_problems(), _refusals_logged():
        is_known = await running.database.run(
            lambda session: take_callback(session, running.desk.door, callback, now)
        )
    if not is_known:
        raise Problem("not_found")


@contextmanager
def _refusals_logged() -> Iterator[None]:
    """The other side does not repeat what is refused, so that it is written down here."""
    try:
        yield
    except IllegalMoveError as error:
        log.warning("callback_refused", move=error.move, why=error.why)
        raise
