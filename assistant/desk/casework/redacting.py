"""Taking out of a case, and of its conversation, words that masking has left."""

from fastapi import APIRouter, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.codes import normalise
from assistant.cases.door import Door, Step
from assistant.cases.moves import Move
from assistant.cases.redaction import NothingToRedactError, redact, without
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.redaction import redact_conversation
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import RedactIn
from assistant.desk.casework.work import note_move, step_of, visible
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import CaseCorrecting, IdempotencyKey
from assistant.desk.models import DeskNote

router = APIRouter(prefix="/api/v1/desk/cases/{code}", tags=["desk"])


@router.post("/redact", status_code=204)
async def redact_case(
    code: str,
    body: RedactIn,
    viewer: CaseCorrecting,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Take words out of the case and its conversation, and erase the originals that hold them."""
    step = step_of(viewer, Move.REDACTED, idempotency_key, reason=body.reason)
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
        note_move(session, viewer, case, step.move)
