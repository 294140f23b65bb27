"""Another pin for who has lost it, by a code sent to the mobile number of the case."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, StringConstraints

from assistant.cases import lost_pins
from assistant.cases.codes import normalise
from assistant.cases.filing import is_secret
from assistant.cases.lost_pins import VALID, PinChange
from assistant.cases.schemas import NewPin
from assistant.channels.web.conversations import IdempotencyKey
from assistant.channels.web.dependencies import CitizenDep, RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.settings import SmsKind
from assistant.storage.shared_clock import utc_now

router = APIRouter(prefix="/api/v1/cases/{tracking_code}/lost-pin", tags=["cases"])


class Ticket(BaseModel):
    """What is to be shown with the code, which works for so many seconds."""

    ticket: str
    valid_s: int


class CodeIn(BaseModel):
    """The code of the text message, with the ticket of whoever asked for it."""

    model_config = ConfigDict(extra="forbid")

    ticket: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    code: Annotated[str, StringConstraints(min_length=1, max_length=32)]


async def _texting(running: RuntimeDep) -> None:
    if running.settings.sms is SmsKind.OFF:
        raise Problem("sms_off")


async def _looking(request: Request, tracking_code: str) -> None:
    """Counts as one look of the address at this case, and at any."""
    await request.app.state.guards.look(request, tracking_code)


@router.post("", status_code=202, dependencies=[Depends(_texting)])
async def lost_pin(tracking_code: str, request: Request, running: RuntimeDep) -> Ticket:
    """Have a code sent, if there is such a case and it holds a mobile number; nobody is told."""
    guards = request.app.state.guards
    await guards.count_or_work(guards.lost_pins, request)
    sealer = running.desk.door.sealer
    ticket = await running.database.run(lambda s: lost_pins.ask(s, sealer, tracking_code))
    return Ticket(ticket=ticket, valid_s=int(VALID.total_seconds()))


@router.post("/code", dependencies=[Depends(_texting), Depends(_looking)])
async def recover_pin(
    tracking_code: str,
    body: CodeIn,
    *,
    running: RuntimeDep,
    citizen: CitizenDep,
    idempotency_key: IdempotencyKey = None,
) -> NewPin:
    """Another pin for the code; the old pin opens nothing any more.

    Nobody but who is signed in here has the case among theirs afterwards.
    """
    if not idempotency_key or not is_secret(idempotency_key):
        raise Problem("key_guessable")
    shown = PinChange(tracking_code, body.ticket, body.code, idempotency_key)
    door, also = running.desk.door, running.citizens.linking(citizen)
    pin = await running.database.run(
        lambda session: lost_pins.recover(session, door, shown, utc_now(), also)
    )
    if pin is None:
        raise Problem("pin_code_wrong")
    return NewPin(tracking_code=normalise(tracking_code) or tracking_code, pin=pin)
