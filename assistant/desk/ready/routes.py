"""Ready answers at the desk: for the reply box, and for the people who keep them."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.dependencies import AnswerKeeping
from assistant.desk.ready import answers
from assistant.desk.ready.schemas import (
    AnswerChange,
    AnswerIn,
    AnswerOut,
    AnswerQuery,
    AnswersOut,
    AtHand,
    UnknownPlaceholderError,
)
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])
AnswerId = Annotated[str, Path(pattern=r"^[0-9a-z_]{1,32}$")]


@router.get("/canned")
async def see_canned(viewer: AnswerKeeping, running: RuntimeDep) -> AtHand:
    """Ready answers for a reply or for a case, own ones first."""
    return await running.database.run(lambda s: answers.at_hand(s, viewer))


@router.get("/ready-answers", response_model_exclude_none=True)
async def see_answers(
    viewer: AnswerKeeping, running: RuntimeDep, wanted: Annotated[AnswerQuery, Query()]
) -> AnswersOut:
    """Own and shared ready answers, and what may stand in braces in one."""
    return await running.database.run(lambda s: answers.listed(s, viewer, wanted))


@router.post("/ready-answers", status_code=201, response_model_exclude_none=True)
async def add(body: AnswerIn, viewer: AnswerKeeping, running: RuntimeDep) -> AnswerOut:
    """Keep a new one, of one's own or for all."""
    return await _done(running, lambda s: answers.add(s, viewer, body))


@router.post("/ready-answers/{id}/change", response_model_exclude_none=True)
async def change(
    id: AnswerId, body: AnswerChange, viewer: AnswerKeeping, running: RuntimeDep
) -> AnswerOut:
    """Set title and text, unless somebody else has done so since `version`."""
    return await _done(running, lambda s: answers.change(s, viewer, id, body))


@router.post("/ready-answers/{id}/retire", response_model_exclude_none=True)
async def retire(id: AnswerId, viewer: AnswerKeeping, running: RuntimeDep) -> AnswerOut:
    """Take it out of use."""
    return await _done(running, lambda s: answers.retire(s, viewer, id))


@router.post("/ready-answers/{id}/restore", response_model_exclude_none=True)
async def restore(id: AnswerId, viewer: AnswerKeeping, running: RuntimeDep) -> AnswerOut:
    """Bring it back into use."""
    return await _done(running, lambda s: answers.restore(s, viewer, id))


async def _done(running: Runtime, step: Callable[[Session], AnswerOut]) -> AnswerOut:
    try:
        return await running.database.run(step)
    except answers.NoReadyAnswerError as error:
        raise Problem("not_found") from error
    except answers.NotAllowedError as error:
        raise Problem("forbidden") from error
    except answers.ChangedMeanwhileError as error:
        at_fault = [{"field": "text"}]
        raise Problem("ready_answer_changed", errors=at_fault, version=error.version) from error
    except answers.FullError as error:
        raise Problem("ready_answers_full") from error
    except UnknownPlaceholderError as error:
        raise Problem("unknown_placeholder", errors=[{"field": "text"}]) from error
