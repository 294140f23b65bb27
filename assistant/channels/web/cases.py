"""The citizen's side of cases over HTTP: filing, seeing and moving one, and replacing a lost pin.

The daily roots of the ledger are open to all: whoever notes them can prove later that nothing was
changed.
"""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel, ConfigDict, StringConstraints

from assistant.cases import lost_pins
from assistant.cases.codes import normalise
from assistant.cases.filing import Origin, consent, is_secret
from assistant.cases.ledger import RootsOut, ledger_of, roots_between
from assistant.cases.ledger_schemas import CaseLedger
from assistant.cases.lost_pins import VALID, PinChange
from assistant.cases.moves import VERDICT_MOVES, Move
from assistant.cases.personal import CONTACT
from assistant.cases.schemas import CaseDraft, ConsentIn, MessageIn, ReopenIn, VerdictIn, WithdrawIn
from assistant.cases.similar.offers import SimilarIn, SimilarOut
from assistant.cases.terms import CITIZEN
from assistant.cases.transitions import MoveRequest
from assistant.cases.view_schemas import CaseFiled, CaseView, NewPin
from assistant.cases.views import case_filed
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.conversations import IdempotencyKey
from assistant.channels.web.dependencies import CitizenDep, RuntimeDep
from assistant.channels.web.holders import HolderDep
from assistant.channels.web.problems import Problem
from assistant.provider_settings import SmsKind
from assistant.storage.shared_clock import utc_now

router = APIRouter(prefix="/api/v1/cases", tags=["cases"])


@router.post("", status_code=201, response_model_exclude_none=True)
async def file_case(
    body: CaseDraft,
    request: Request,
    running: RuntimeDep,
    *,
    citizen: CitizenDep,
    idempotency_key: IdempotencyKey = None,
    authorization: Annotated[str, Header(max_length=256)] = "",
) -> CaseFiled:
    """File a case. It is durable before this is answered; the pin is shown this once."""
    guards = request.app.state.guards
    await guards.count_or_work(guards.cases, request)
    if idempotency_key and not (is_secret(idempotency_key) or is_secret(_token(authorization))):
        # A repetition is answered with code and pin, and there may be many people behind one
        # address.
        raise Problem("key_guessable")
    address = guards.address(request)
    caller, evidence = f"api {authorization or address}", {"channel": "api"}
    origin = Origin(idempotency_key, caller, evidence=evidence, group=address)
    also = running.citizens.linking(citizen)
    with as_problems():
        return case_filed(await running.desk.file(body, origin, also), running.catalogue)


@router.post("/similar", response_model_exclude_none=True)
async def similar(body: SimilarIn, request: Request, running: RuntimeDep) -> SimilarOut:
    """What others have told already of the same matter: nobody's words, nobody's name."""
    guards = request.app.state.guards
    await guards.count_or_work(guards.similar, request)
    with as_problems():
        return await running.similar.offers(body)


@router.get("/{tracking_code}", response_model_exclude_none=True)
async def see_case(presented: HolderDep) -> CaseView:
    """A case, for whoever holds the code and the pin; both wrong and unknown are 404."""
    return await presented.view()


@router.post("/{tracking_code}/verdict", response_model_exclude_none=True)
async def give_verdict(body: VerdictIn, presented: HolderDep) -> CaseView:
    """Say whether the agency's answer solved it. Unsolved goes up a level by itself."""
    move, words = VERDICT_MOVES[body.verdict], body.comment or ""
    step = MoveRequest(move, CITIZEN, words=words, score=body.score, key=presented.key)
    return await presented.judge(step)


@router.post("/{tracking_code}/messages", response_model_exclude_none=True)
async def add_message(body: MessageIn, presented: HolderDep) -> CaseView:
    """Add something to an open case, or answer what was asked."""
    return await presented.act(Move.MESSAGE, words=body.text)


@router.post("/{tracking_code}/reopen", response_model_exclude_none=True)
async def reopen(body: ReopenIn, presented: HolderDep) -> CaseView:
    """Open a settled case again: same code, same history, new deadlines."""
    return await presented.act(Move.REOPENED, reason=body.reason)


@router.post("/{tracking_code}/withdraw", response_model_exclude_none=True)
async def withdraw(body: WithdrawIn, presented: HolderDep) -> CaseView:
    """Take an open case back."""
    return await presented.act(Move.WITHDRAWN, reason=body.reason or "")


@router.post("/{tracking_code}/separate", response_model_exclude_none=True)
async def separate(presented: HolderDep) -> CaseView:
    """Follow no other case any longer."""
    return await presented.act(Move.SEPARATED)


@router.post("/{tracking_code}/consent", response_model_exclude_none=True)
async def set_consent(body: ConsentIn, presented: HolderDep) -> CaseView:
    """Let the agency see who one is, or take that back."""
    if not body.given:
        return await presented.act(Move.CONSENT_WITHDRAWN)
    step = consent(CONTACT)
    return await presented.make(
        MoveRequest(step.move, step.by, evidence=step.evidence, key=presented.key)
    )


@router.post("/{tracking_code}/pin")
async def change_pin(presented: HolderDep) -> NewPin:
    """Get another pin for the case; the old one opens nothing any more."""
    return await presented.change_pin()


@router.get("/{tracking_code}/ledger", response_model_exclude_none=True)
async def see_ledger(presented: HolderDep) -> CaseLedger:
    """Every event of the case, hash-chained, with proofs for the daily roots."""
    file = await presented.see()
    return await presented.running.database.run(
        lambda session: ledger_of(session, file.case, file.events)
    )


def _token(authorization: str) -> str:
    return authorization.rpartition(" ")[2]


lost_pin_router = APIRouter(prefix="/api/v1/cases/{tracking_code}/lost-pin", tags=["cases"])


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


@lost_pin_router.post("", status_code=202, dependencies=[Depends(_texting)])
async def lost_pin(tracking_code: str, request: Request, running: RuntimeDep) -> Ticket:
    """Have a code sent, if there is such a case and it holds a mobile number; nobody is told."""
    guards = request.app.state.guards
    await guards.count_or_work(guards.lost_pins, request)
    sealer = running.desk.door.sealer
    ticket = await running.database.run(lambda s: lost_pins.ask(s, sealer, tracking_code))
    return Ticket(ticket=ticket, valid_s=int(VALID.total_seconds()))


@lost_pin_router.post("/code", dependencies=[Depends(_texting), Depends(_looking)])
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


MOST_DAYS = 366
_USUAL_DAYS = 31
ledger_router = APIRouter(prefix="/api/v1/ledger", tags=["cases"])


@ledger_router.get("/roots")
async def see_roots(
    running: RuntimeDep,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> RootsOut:
    """The signed root of each day from `from` to `to`, both included; else of the last month."""
    until = last or utc_now().date()
    since = first or _before(until, _USUAL_DAYS - 1)
    if not timedelta() <= until - since < timedelta(days=MOST_DAYS):
        raise Problem("invalid", errors=[{"field": "query.from", "fault": "days_out_of_range"}])
    key = running.desk.public_key
    return await running.database.run(lambda session: roots_between(session, key, since, until))


def _before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))
