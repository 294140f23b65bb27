"""Callbacks of the system of the 128 line (docs/connector.md)."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Annotated

import structlog
from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.attachments.schemas import PreparedOut, prepared_out
from assistant.cases.codes import normalise
from assistant.cases.connector.adapters import BadSignatureError, Signer
from assistant.cases.connector.exchange import HAND, Callback, take_callback
from assistant.cases.models import Case
from assistant.cases.move_requests import IllegalMoveError
from assistant.channels.web.attachments import FILE_IN, sent_file
from assistant.channels.web.case_problems import along_problems, as_problems, file_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.storage.shared_clock import utc_now

log = structlog.get_logger()
router = APIRouter(tags=["connector"])
_PREFIX = "/api/v1/connector"
FILES_PATH = f"{_PREFIX}/cases/{{tracking_code}}/files"
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": Callback.model_json_schema()}},
    }
}


class SignedFile(BaseModel):
    """The headers of a file: when it is sent, its SHA-256 in hex, and the signature of both."""

    dastyar_timestamp: Annotated[str, Field(max_length=16)] = ""
    dastyar_signature: Annotated[str, Field(max_length=80)] = ""
    dastyar_sha256: Annotated[str, Field(max_length=64)] = ""


@router.post(f"{_PREFIX}/callbacks", status_code=204, openapi_extra=_BODY)
async def take(
    request: Request,
    running: RuntimeDep,
    dastyar_timestamp: Annotated[str, Header(max_length=16)] = "",
    dastyar_signature: Annotated[str, Header(max_length=80)] = "",
) -> None:
    """The agency did something with a case. Signed; once for each `event_id`."""
    body, now = await request.body(), utc_now()
    try:
        # Checked before anything is parsed: an unsigned body is not read.
        signer = Signer(running.settings.connector_key)
        signer.check(body, dastyar_timestamp, dastyar_signature, now)
        callback = Callback.model_validate_json(body)
    except BadSignatureError as error:
        raise Problem("bad_signature") from error
    except ValidationError as error:
        fields = [".".join(map(str, fault["loc"])) for fault in error.errors()]
        raise Problem("invalid", errors=[{"field": field} for field in fields]) from error
    most = running.files.limits.per_case
    with as_problems(), along_problems(), _refusals_logged():
        is_known = await running.database.run(
            lambda session: take_callback(
                session, running.desk.door, callback, now, files_per_case=most
            )
        )
    if not is_known:
        raise Problem("not_found")


@router.post(FILES_PATH, status_code=201, openapi_extra=FILE_IN)
async def prepare_file(
    tracking_code: str,
    request: Request,
    running: RuntimeDep,
    signed: Annotated[SignedFile, Header()],
) -> PreparedOut:
    """Let a file wait for an answer or a question of the agency; the same file again is one.

    Signed is the file's hash with the code, in headers: of a stranger, no file is read.
    """
    told = f"{tracking_code}/{signed.dastyar_sha256}".encode()
    try:
        signer = Signer(running.settings.connector_key)
        signer.check(told, signed.dastyar_timestamp, signed.dastyar_signature, utc_now())
    except BadSignatureError as error:
        raise Problem("bad_signature") from error
    limits = running.files.limits
    with file_problems():
        case_id = await running.database.run(lambda s: _id_of(s, tracking_code))
        async with sent_file(request, limits.max_bytes) as data:
            if sha256(data).hexdigest() != signed.dastyar_sha256:
                raise Problem("bad_signature")
            row = await running.files.prepare(case_id, HAND, data)
    return prepared_out(running.sealer, row)


def _id_of(session: Session, tracking_code: str) -> int:
    known = normalise(tracking_code) or "-"
    id_: int | None = session.scalar(select(Case.id).where(Case.tracking_code == known))
    if id_ is None:
        raise Problem("not_found")
    return id_


@contextmanager
def _refusals_logged() -> Iterator[None]:
    """The other side does not repeat a refused request, so the refusal is logged here."""
    try:
        yield
    except IllegalMoveError as error:
        log.warning("callback_refused", move=error.move, why=error.why)
        raise
