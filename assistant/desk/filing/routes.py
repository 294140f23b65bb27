"""Filing a case out of a conversation in hand."""

from fastapi import APIRouter

from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.models import Conversation
from assistant.conversation.ownership import NotOwnerError
from assistant.desk.conversations import NotVisibleError, Viewer, readable
from assistant.desk.dependencies import CaseFiling, IdempotencyKey
from assistant.desk.filing.drafting import draft_of
from assistant.desk.filing.filing import file_in_talk
from assistant.desk.filing.schemas import TalkCaseIn, TalkDraftOut, TalkFiled
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.get("/conversations/{id}/case-draft", response_model_exclude_none=True)
async def see_draft(id: str, viewer: CaseFiling, running: RuntimeDep) -> TalkDraftOut:
    """The form of a case as the conversation fills it in; nothing is filed by it."""
    return await draft_of(running, await _in_hand(running, viewer, id))


@router.post("/conversations/{id}/cases", status_code=201)
async def file_case(
    id: str,
    body: TalkCaseIn,
    viewer: CaseFiling,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> TalkFiled:
    """File the citizen's case; the receipt with its pin is said in the conversation."""
    try:
        with as_problems():
            filed = await file_in_talk(
                running, viewer, id if id.isprintable() else "-", body, idempotency_key
            )
    except NotOwnerError as error:
        raise Problem("not_owner") from error
    running.stream.ring(id)
    return filed


async def _in_hand(running: Runtime, viewer: Viewer, id: str) -> Conversation:
    try:
        return await running.database.run(lambda s: readable(s, viewer, id))
    except NotVisibleError as error:
        raise Problem("not_found") from error
