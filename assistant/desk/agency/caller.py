"""Who calls for an agency: its system, by a key that opens the agency's cases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Header, Request

from assistant.cases.models import CaseEvent
from assistant.cases.move_requests import Actor
from assistant.cases.terms import Role
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.keys import known_key
from assistant.channels.web.problems import Problem
from assistant.conversation.models import now
from assistant.keys.api_keys import Scope


@dataclass(frozen=True)
class Caller:
    """The agency, the id of the key by which it calls, and when."""

    agency_id: str
    key_id: str
    at: datetime

    @property
    def by(self) -> Actor:
        """Who makes the moves: the agency; which key it was is evidence of the event."""
        return Actor(Role.AGENCY, self.agency_id)

    @property
    def hand(self) -> str:
        """Whose files for answers are."""
        return f"key:{self.key_id}"

    def made(self, event: CaseEvent) -> bool:
        """Whether this agency made the step, by whichever hand."""
        return (event.actor, event.actor_id) == (Role.AGENCY, self.agency_id)


async def caller(
    request: Request,
    running: RuntimeDep,
    authorization: Annotated[str, Header(max_length=256)] = "",
) -> Caller:
    """The caller; raises `bad_key`, `too_many`, and `forbidden` for a key of another scope."""
    scheme, _, token = authorization.partition(" ")
    key = await known_key(request, running, token if scheme.lower() == "bearer" else "")
    if key.scope != Scope.AGENCY or not key.agency_id:
        raise Problem("forbidden")
    return Caller(key.agency_id, key.id, now())


CallerDep = Annotated[Caller, Depends(caller)]
