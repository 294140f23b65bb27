"""Filing, seeing and moving cases over HTTP: the citizen's side."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from assistant.cases.by import CITIZEN
from assistant.cases.codes import normalise
from assistant.cases.door import Step
from assistant.cases.filing import Origin, consent
from assistant.cases.filing_keys import is_secret
from assistant.cases.ledger import ledger_of
from assistant.cases.models import Case
from assistant.cases.moves import VERDICT_MOVES, Move
from assistant.cases.personal import CONTACT
from assistant.cases.schemas import (
    CaseDraft,
    CaseFiled,
    CaseLedger,
    CaseView,
    ConsentIn,
    MessageIn,
    NewPin,
    ReopenIn,
    VerdictIn,
    WithdrawIn,
)
from assistant.cases.service import CaseFile, utc_now
from assistant.cases.similar.schemas import SimilarIn, SimilarOut
from assistant.cases.views import case_filed, case_view
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.conversations import IdempotencyKey
from assistant.channels.web.dependencies import RuntimeDep, caller_of
from assistant.channels.web.problems import Problem
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/cases", tags=["cases"])


DEVICE_HEADER = "X-Known-Device"
"""A token that a right pin is answered with; shown again, it spares the puzzle."""


class Holder:
    """Who presents a code and a pin; whether they are right is seen with the first move."""

    def __init__(
        self,
        tracking_code: str,
        *,
        request: Request,
        response: Response,
        running: RuntimeDep,
        x_case_pin: Annotated[str, Header(max_length=32)] = "",
        x_known_device: Annotated[str, Header(max_length=1024)] = "",
        idempotency_key: IdempotencyKey = None,
    ) -> None:
        self.code, self.pin, self.key = tracking_code, x_case_pin, idempotency_key
        self.running, self._response = running, response
        self._caller = caller_of(request, x_known_device)
        self._address = request.app.state.guards.address(request)

    async def find(self) -> Case:
        """The case alone; raises the `case_not_found` problem."""
        with as_problems():
            case = await self.running.desk.find(self.code, self.pin, self._caller)
        if case is None:
            raise Problem("case_not_found")
        self._welcome()
        return case

    async def see(self) -> CaseFile:
        """The case; raises the `case_not_found` problem."""
        with as_problems():
            file = _found(await self.running.desk.see(self.code, self.pin, self._caller))
        self._welcome()
        return file

    async def act(self, move: Move, *, reason: str = "", words: str = "") -> CaseView:
        """Make a move and see what comes of it."""
        return await self.make(Step(move, CITIZEN, reason=reason, words=words, key=self.key))

    async def change_pin(self) -> NewPin:
        """Get another pin. A key is a must: without one, an answer that is lost locks out."""
        if not self.key or not is_secret(self.key):
            await self.find()
            raise Problem("key_guessable")
        with as_problems():
            change = self.running.desk.change_pin
            pin = await change(self.code, self.pin, self.key, self._caller)
        if pin is None:
            raise Problem("case_not_found")
        self._welcome()
        return NewPin(tracking_code=normalise(self.code) or self.code, pin=pin)

    async def make(self, step: Step) -> CaseView:
        """The same, with all that a step may hold."""
        with as_problems():
            act = self.running.desk.act
            file = _found(await act(self.code, self.pin, step, self._caller))
        self._welcome()
        return _view(self.running, file)

    async def judge(self, step: Step) -> CaseView:
        """Make a verdict, and note for a day where it came from: one device is not many people."""
        view = await self.make(step)
        await self.running.verdict_addresses.note(self.code, self._address, utc_now())
        return view

    def _welcome(self) -> None:
        """Give the device of a holder what it will be known by."""
        if token := self.running.desk.opening.device(self.code, self._caller):
            self._response.headers[DEVICE_HEADER] = token


async def holder(request: Request, presented: Annotated[Holder, Depends()]) -> Holder:
    """The holder, counted as one look of their address at this case, and at any."""
    guards = request.app.state.guards
    address = guards.address(request)
    await guards.count(guards.case_looks, f"{address} {presented.code}")
    await guards.count(guards.all_case_looks, address)
    return presented


HolderDep = Annotated[Holder, Depends(holder)]


@router.post("", status_code=201, response_model_exclude_none=True)
async def file_case(
    body: CaseDraft,
    request: Request,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
    authorization: Annotated[str, Header(max_length=256)] = "",
) -> CaseFiled:
    """File a case. It is durable before this is answered; the pin is shown this once."""
    guards = request.app.state.guards
    await guards.count_or_work(guards.cases, request)
    if idempotency_key and not (is_secret(idempotency_key) or is_secret(_token(authorization))):
        # A repetition is answered with code and pin: many are behind one address.
        raise Problem("key_guessable")
    address = guards.address(request)
    caller, evidence = f"api {authorization or address}", {"channel": "api"}
    origin = Origin(idempotency_key, caller, evidence=evidence, group=address)
    with as_problems():
        return case_filed(await running.desk.file(body, origin), running.catalogue)


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
    return _view(presented.running, await presented.see())


@router.post("/{tracking_code}/verdict", response_model_exclude_none=True)
async def give_verdict(body: VerdictIn, presented: HolderDep) -> CaseView:
    """Say whether the agency's answer solved it. Unsolved goes up a level by itself."""
    move, words = VERDICT_MOVES[body.verdict], body.comment or ""
    step = Step(move, CITIZEN, words=words, score=body.score, key=presented.key)
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
    return await presented.make(Step(step.move, step.by, evidence=step.evidence, key=presented.key))


@router.post("/{tracking_code}/pin")
async def change_pin(presented: HolderDep) -> NewPin:
    """Get another pin for the case; the old one opens nothing any more."""
    return await presented.change_pin()


@router.get("/{tracking_code}/ledger")
async def see_ledger(presented: HolderDep) -> CaseLedger:
    """Every event of the case, hash-chained, with proofs for the daily roots."""
    file = await presented.see()
    return await presented.running.database.run(
        lambda session: ledger_of(session, file.case, file.events)
    )


def _token(authorization: str) -> str:
    return authorization.rpartition(" ")[2]


def _found(file: CaseFile | None) -> CaseFile:
    if file is None:
        raise Problem("case_not_found")
    return file


def _view(running: Runtime, file: CaseFile) -> CaseView:
    return case_view(file, running.catalogue, running.desk.schedule, utc_now())
