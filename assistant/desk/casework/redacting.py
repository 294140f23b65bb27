"""Takes out of a case or a conversation the words that masking has left.

Related texts are treated together: the conversation with its case, and the cases with the
conversation in which they were filed.
"""

import asyncio

from fastapi import APIRouter, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.codes import normalise
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.redaction import NothingToRedactError, redact, without
from assistant.cases.transitions import Door, MoveRequest
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.store import redact_conversation
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.access import note_move, step_of, visible
from assistant.desk.casework.refusals import refusals
from assistant.desk.casework.schemas import RedactIn
from assistant.desk.conversations import Viewer, add_note, readable
from assistant.desk.dependencies import CaseCorrecting, IdempotencyKey, Revealing
from assistant.desk.masking import for_colleagues
from assistant.desk.models import DeskNote
from assistant.insight.questions.gathering import forget_vectors
from assistant.privacy.erasure import Gone
from assistant.storage.sealing import Sealer

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.post("/cases/{code}/redact", status_code=204)
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
            raise Problem("nothing_to_redact", errors=[{"field": "words"}]) from error
    await asyncio.to_thread(running.erasures.note, Gone.WORDS_OF_CASE, normalise(code) or code)
    return Response(status_code=204)


@router.post("/conversations/{id}/redact", status_code=204)
async def redact_talk(id: str, body: RedactIn, viewer: Revealing, running: RuntimeDep) -> Response:
    """Take words out of the conversation and its cases, and erase the originals that hold them."""
    with refusals():
        try:
            await running.database.run(
                lambda s: take_out_of_talk(s, viewer, running.desk.door, id, body)
            )
        except NothingToRedactError as error:
            raise Problem("nothing_to_redact", errors=[{"field": "words"}]) from error
    await asyncio.to_thread(running.erasures.note, Gone.WORDS_OF_CONVERSATION, id)
    running.stream.ring(id)
    return Response(status_code=204)


def take_out(
    session: Session, viewer: Viewer, door: Door, code: str, *, words: str, step: MoveRequest
) -> None:
    """Redact case, conversation and notes; raises as `cases.redaction.redact` does."""
    case = visible(viewer, door.case(session, normalise(code) or "-"), code)
    before, talk = case.version, case.conversation_id
    elsewhere = _from_talk(session, door.sealer, talk, words) if talk else 0
    redact(session, door, case, words, step=step, now=viewer.at, elsewhere=elsewhere)
    forget_vectors(session, None, case.id)
    if case.version != before:
        note_move(session, viewer, case, step.move)


def take_out_of_talk(
    session: Session, viewer: Viewer, door: Door, id_: str, wanted: RedactIn
) -> None:
    """Redact a conversation that the viewer may read unmasked, its notes and its cases.

    The reason is kept as a note of the conversation. Raises `NotVisibleError`, and
    `NothingToRedactError` when the words are nowhere.
    """
    talk = readable(session, viewer, id_)
    cases = _from_cases(session, viewer, door, talk.id, wanted)
    places = _from_talk(session, door.sealer, talk.id, wanted.words)
    if not cases + places:
        raise NothingToRedactError(id_)
    reason = for_colleagues(without(wanted.reason, wanted.words))
    add_note(session, viewer, talk.id, f"{_NOTED}{reason}")
    told = {"places": places}
    note_audit(session, Audited.CONVERSATION_REDACTED, viewer.account.id, talk.id, told)


_NOTED = "اطلاعات شخصی از گفت‌وگو حذف شد. دلیل: "


def _from_cases(session: Session, viewer: Viewer, door: Door, talk: str, wanted: RedactIn) -> int:
    """The number of cases of a conversation that held the words."""
    codes = session.scalars(
        select(Case.tracking_code).where(Case.conversation_id == talk).order_by(Case.id)
    ).all()
    step, found = step_of(viewer, Move.REDACTED, None, reason=wanted.reason), 0
    for code in codes:
        case = visible(viewer, door.case(session, code), code)
        try:
            redact(session, door, case, wanted.words, step=step, now=viewer.at)
        except NothingToRedactError:
            continue
        forget_vectors(session, None, case.id)
        note_move(session, viewer, case, step.move)
        found += 1
    return found


def _from_talk(session: Session, sealer: Sealer, talk: str, words: str) -> int:
    """The number of rows of a conversation and its notes that held the words."""
    found = redact_conversation(session, sealer, talk, words)
    forget_vectors(session, talk, None)
    for note in session.scalars(select(DeskNote).where(DeskNote.conversation_id == talk)):
        if (text := without(note.text, words)) != note.text:
            note.text, found = text, found + 1
    return found
