"""The route by which Rasa runs custom actions here; it answers only to the internal secret."""

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import structlog
import yaml
from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions.turns import TurnNotOpenError
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem

DOMAIN = Path(__file__).resolve().parents[3] / "domain.yml"
log = structlog.get_logger()
router = APIRouter(prefix="/internal/actions", include_in_schema=False)


@lru_cache(maxsize=1)
def domain() -> dict[str, Any]:
    """The part of Rasa's domain that actions read: the forms."""
    forms = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["forms"]
    return {"forms": forms}


@router.post("/webhook")
async def run_action(
    request: Request, running: RuntimeDep, x_internal_secret: Annotated[str, Header()] = ""
) -> Response:
    """Run the action that Rasa asks for, in rasa-sdk's protocol."""
    expected = running.settings.rasa_secret
    if not secrets.compare_digest(x_internal_secret.encode(), expected.encode()):
        raise Problem("not_found")
    call = await request.json()
    # Rasa leaves the domain out (endpoints.yml), since it is the same with every call.
    call.setdefault("domain", domain())
    try:
        result = await running.executor.run(call)
    except ActionExecutionRejection as error:
        return JSONResponse({"error": str(error), "action_name": error.action_name}, 400)
    except ActionNotFoundException as error:
        return JSONResponse({"error": str(error), "action_name": error.action_name}, 404)
    except TurnNotOpenError:
        log.warning("action_refused", action=call.get("next_action"))
        fault = {"error": "no such turn is open here", "action_name": call.get("next_action")}
        return JSONResponse(fault, 409)
    return JSONResponse(result.model_dump() if result else {})
