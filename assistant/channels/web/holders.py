"""Who may look after a case over HTTP: whoever shows its code and pin, or has signed in for it."""

from typing import Annotated, Protocol

from fastapi import Depends, Header, Request, Response

from assistant.cases.codes import normalise
from assistant.cases.filing import is_secret
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.service import CaseFile
from assistant.cases.terms import CITIZEN
from assistant.cases.transitions import MoveRequest
from assistant.cases.view_schemas import CaseView, NewPin
from assistant.cases.views import case_view
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.conversations import IdempotencyKey
from assistant.channels.web.dependencies import CitizenDep, RuntimeDep, caller_of
from assistant.channels.web.problems import Problem
from assistant.citizens.sessions import Citizen
from assistant.guessing.tries import Caller
from assistant.runtime import Runtime
from assistant.storage.shared_clock import utc_now

DEVICE_HEADER = "X-Known-Device"
"""The token that answers a right pin; shown again, it spares the puzzle."""


class _Way(Protocol):
    """A way to open a case; each method returns None for a case that stays closed."""

    async def find(self, code: str) -> Case | None: ...
    async def see(self, code: str) -> CaseFile | None: ...
    async def act(self, code: str, step: MoveRequest) -> CaseFile | None: ...
    async def change_pin(self, code: str, key: str) -> str | None: ...


class _ByPin:
    """Opens the case of the pin."""

    def __init__(self, running: Runtime, pin: str, caller: Caller) -> None:
        self._desk, self._pin, self._caller = running.desk, pin, caller

    async def find(self, code: str) -> Case | None:
        return await self._desk.find(code, self._pin, self._caller)

    async def see(self, code: str) -> CaseFile | None:
        return await self._desk.see(code, self._pin, self._caller)

    async def act(self, code: str, step: MoveRequest) -> CaseFile | None:
        return await self._desk.act(code, self._pin, step, self._caller)

    async def change_pin(self, code: str, key: str) -> str | None:
        return await self._desk.change_pin(code, self._pin, key, self._caller)


class _SignedIn:
    """Opens the citizen's own cases, without a pin."""

    def __init__(self, running: Runtime, citizen: Citizen) -> None:
        self._running, self._citizen = running, citizen

    async def find(self, code: str) -> Case | None:
        return await self._running.citizens.case(self._citizen, code)

    async def see(self, code: str) -> CaseFile | None:
        return await self._running.citizens.file(self._citizen, code, self._running.desk.notary)

    async def act(self, code: str, step: MoveRequest) -> CaseFile | None:
        case = await self.find(code)
        return await self._running.desk.act_as_sure(case.tracking_code, step) if case else None

    async def change_pin(self, code: str, key: str) -> str | None:
        door = self._running.desk.door
        return await self._running.citizens.change_pin(self._citizen, door, code, key)


class Holder:
    """Who presents a case; the first move shows whether it is theirs.

    A pin is checked before anything else. Without a pin, a signed-in citizen may open their own
    cases.
    """

    def __init__(
        self,
        tracking_code: str,
        *,
        request: Request,
        response: Response,
        running: RuntimeDep,
        citizen: CitizenDep,
        x_case_pin: Annotated[str, Header(max_length=32)] = "",
        x_known_device: Annotated[str, Header(max_length=1024)] = "",
        idempotency_key: IdempotencyKey = None,
    ) -> None:
        self.code, self.key, self.running = tracking_code, idempotency_key, running
        self._response, self._caller = response, caller_of(request, x_known_device)
        self._address = request.app.state.guards.address(request)
        self._citizen, self._has_pin = citizen, bool(x_case_pin)
        self._way: _Way = _ByPin(running, x_case_pin, self._caller)
        if citizen is not None and not x_case_pin:
            self._way = _SignedIn(running, citizen)

    async def find(self) -> Case:
        """The case alone; raises the `case_not_found` problem."""
        with as_problems():
            case = await self._way.find(self.code)
        if case is None:
            raise Problem("case_not_found")
        await self._welcome(case)
        return case

    async def see(self) -> CaseFile:
        """The case; raises the `case_not_found` problem."""
        with as_problems():
            file = await self._way.see(self.code)
        return await self._welcomed(file)

    async def view(self) -> CaseView:
        """The case as its citizen sees it; raises the `case_not_found` problem."""
        return self._view(await self.see())

    async def act(self, move: Move, *, reason: str = "", words: str = "") -> CaseView:
        """Make a move and return the case after it."""
        return await self.make(MoveRequest(move, CITIZEN, reason=reason, words=words, key=self.key))

    async def change_pin(self) -> NewPin:
        """Get another pin. A key is required: without one, a lost answer locks the citizen out."""
        if not self.key or not is_secret(self.key):
            await self.find()
            raise Problem("key_guessable")
        with as_problems():
            pin = await self._way.change_pin(self.code, self.key)
        if pin is None:
            raise Problem("case_not_found")
        self._know_device()
        return NewPin(tracking_code=normalise(self.code) or self.code, pin=pin)

    async def make(self, step: MoveRequest) -> CaseView:
        """The same, with all that a step may hold."""
        with as_problems():
            file = await self._way.act(self.code, step)
        return self._view(await self._welcomed(file))

    async def judge(self, step: MoveRequest) -> CaseView:
        """Make a verdict, and note for a day where it came from: one device is not many people."""
        view = await self.make(step)
        await self.running.verdict_addresses.note(self.code, self._address, utc_now())
        return view

    async def _welcomed(self, file: CaseFile | None) -> CaseFile:
        if file is None:
            raise Problem("case_not_found")
        await self._welcome(file.case)
        return file

    async def _welcome(self, case: Case) -> None:
        """After a right pin: the device is known, and a signed-in citizen has the case."""
        self._know_device()
        if self._has_pin and self._citizen is not None:
            await self.running.citizens.keep(self._citizen, case)

    def _know_device(self) -> None:
        """Give the device that has shown a pin a token by which it is recognised later."""
        if not self._has_pin:
            return
        if token := self.running.desk.opening.device(self.code, self._caller):
            self._response.headers[DEVICE_HEADER] = token

    def _view(self, file: CaseFile) -> CaseView:
        running = self.running
        return case_view(file, running.catalogue, running.desk.schedule, utc_now())


async def holder(request: Request, presented: Annotated[Holder, Depends()]) -> Holder:
    """The holder, counted as one look of their address at this case, and at any."""
    await request.app.state.guards.look(request, presented.code)
    return presented


HolderDep = Annotated[Holder, Depends(holder)]
