"""An operator finds the agency of a case, and the agency answers, at a gateway of the tests."""

from typing import Any

from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import Move
from assistant.cases.terms import Actor, Role, Status
from assistant.conversation.models import now
from support.serving import Gateway


async def answered(gateway: Gateway, code: str) -> None:
    """The agency answers."""
    door = gateway.runtime.desk.door

    def work(session: Any) -> None:
        case = door.case(session, code)
        assert case is not None
        by = Actor(Role.AGENCY, case.agency_id or "")
        door.move(session, case, MoveRequest(Move.ANSWERED, by, words="وصل شد."), now())

    await gateway.runtime.database.run(work)


async def referred(gateway: Gateway, code: str) -> None:
    """An operator finds the agency."""
    door = gateway.runtime.desk.door

    def work(session: Any) -> None:
        case = door.case(session, code)
        assert case is not None
        if case.status == Status.REGISTERED:
            by = Actor(Role.OPERATOR, "o1")
            step = MoveRequest(Move.REFERRED, by, reason="مربوط به آن‌هاست", agency_id="abfa")
            door.move(session, case, step, now())

    await gateway.runtime.database.run(work)
