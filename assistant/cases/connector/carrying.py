"""Carries messages to the system above, and its callbacks to the cases."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from sqlalchemy.orm import Session

from assistant.cases.attachments.prepared import Along, FileIds, move_with
from assistant.cases.by import By
from assistant.cases.codes import normalise
from assistant.cases.connector.messages import message_of
from assistant.cases.connector.port import Upstream
from assistant.cases.door import Door, Step
from assistant.cases.moves import Move
from assistant.cases.terms import Role
from assistant.language.controls import Readable
from assistant.storage.database import Database
from assistant.storage.jobs import Claim
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue


class Carrier:
    """Handles the jobs that send messages about cases; without `upstream` nobody is told."""

    def __init__(
        self, database: Database, catalogue: Catalogue, sealer: Sealer, upstream: Upstream | None
    ) -> None:
        self._database, self._catalogue, self._upstream = database, catalogue, upstream
        self._sealer = sealer

    async def __call__(self, claim: Claim) -> None:
        """Send the message of one event."""
        if self._upstream is None:
            return
        case_id, number = claim.payload["case_id"], claim.payload["number"]
        message = await self._database.run(
            lambda session: message_of(session, self._catalogue, self._sealer, case_id, number)
        )
        if message:
            await self._upstream.send(message)


class CallbackType(StrEnum):
    """What the agency did with a case."""

    TAKEN = "taken"
    ASKED = "asked"
    ANSWERED = "answered"
    MISDIRECTED = "misdirected"


_TO_THE_CITIZEN = frozenset([CallbackType.ASKED, CallbackType.ANSWERED])
HAND = "upstream"
"""Whose hand prepares the files of the system above."""
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), Readable]


class Callback(BaseModel):
    """One thing that the system above tells us; the same `event_id` again does nothing.

    `agency_id` is the agency that did it, as the messages about the case name it. What another
    one than the present agency did is refused; without it, the present one counts as who did it.
    """

    model_config = ConfigDict(extra="forbid")

    event_id: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,100}$")]
    tracking_code: Annotated[str, StringConstraints(max_length=16)]
    type: CallbackType
    agency_id: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    text: Words = ""
    files: FileIds = []

    @model_validator(mode="after")
    def _words_carry_files(self) -> Self:
        if self.files and self.type not in _TO_THE_CITIZEN:
            raise ValueError("files go with words to the citizen alone")
        return self


def take_callback(
    session: Session, door: Door, callback: Callback, now: datetime, *, files_per_case: int
) -> bool:
    """Make the move that the callback tells of; False when there is no such case.

    Raises what `move_with` raises.
    """
    code = normalise(callback.tracking_code)
    case = door.case(session, code) if code else None
    if case is None:
        return False
    move = Move(callback.type)
    is_misdirected = move is Move.MISDIRECTED
    step = Step(
        move,
        By(Role.AGENCY, callback.agency_id or case.agency_id or ""),
        reason=callback.text if is_misdirected else "",
        words="" if is_misdirected else callback.text,
        evidence={"upstream_event": callback.event_id},
        key=f"upstream:{callback.event_id}",
    )
    along = Along(callback.files, HAND, files_per_case)
    move_with(session, door, case, step, along=along, now=now)
    return True
