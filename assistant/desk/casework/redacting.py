"""Taking out of a case, and of its conversation, words that masking has left."""

from typing import Annotated

from fastapi import APIRouter, Header, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.codes import normalise
from assistant.cases.door import Door, Step
from assistant.cases.moves import Move
from assistant.cases.redaction import NothingToRedactError, redact, without
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.redaction import redact_conversation
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import RedactIn
from assistant.desk.casework.work import party, visible
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import CaseCorrecting
from assistant.desk.models import DeskNote

router = APIRouter(prefix="/api/v1/desk/cases/{code}", tags=["desk"])
IdempotencyKey = Annotated[str | None, Header(max_length=100)]


@router.post("/redact", status_code=204)
async def redact_case(
    code: str,
    body: RedactIn,
    viewer: CaseCorrecting,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Take words out of the case and its conversation, and erase the originals that hold them."""
    key = f"desk:{viewer.account.id[:16]}/{idempotency_key}" if idempotency_key else None
    step = Step(Move.REDACTED, party(viewer.account), reason=body.reason, key=key)
    with refusals():
        try:
            await running.database.run(
                lambda s: take_out(s, viewer, running.desk.door, code, words=body.words, step=step)
            )
        except NothingToRedactError as error:
            raise Problem("not_found") from error
    return Response(status_code=204)


def take_out(
    session: Session, viewer: Viewer, door: Door, code: str, *, words: str, step: Step
) -> None:
    """Redact case, conversation and notes; raises as `cases.redaction.redact` does."""
    case = visible(viewer, door.case(session, normalise(code) or "-"), code)
    before, talk = case.version, case.conversation_id
    elsewhere = redact_conversation(session, door.sealer, talk, words) if talk else 0
    for note in session.scalars(select(DeskNote).where(DeskNote.conversation_id == talk)):
        if (text := without(note.text, words)) != note.text:
            note.text, elsewhere = text, elsewhere + 1
    redact(session, door, case, words, step=step, now=viewer.at, elsewhere=elsewhere)
    if case.version != before:
        told = {"case": case.tracking_code, "move": Move.REDACTED}
        note_audit(session, Audited.CASE_MOVED, viewer.account.id, data=told)
