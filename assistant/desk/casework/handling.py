"""A request that works on a case, from the desk or from an agency's system: a move, or a file."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from fastapi import Request
from sqlalchemy.orm import Session

from assistant.cases.attachments.pending import Along
from assistant.cases.attachments.schemas import PreparedOut, prepared_out
from assistant.cases.models import Case
from assistant.cases.transitions import MoveRequest
from assistant.channels.web.attachments import sent_file
from assistant.channels.web.case_problems import along_problems, file_problems
from assistant.desk.casework.access import Party, act, find
from assistant.desk.casework.refusals import refusals
from assistant.runtime import Runtime

Given = TypeVar("Given")


async def move_case(
    running: Runtime,
    party: Party,
    code: str,
    step: MoveRequest,
    files: Sequence[str],
    *,
    then: Callable[[Session, Case], Given],
) -> Given:
    """Make `step` with the prepared `files`, then `then`, in one transaction; raises problems."""
    along = Along(files, party.hand, running.files.limits.per_case)

    def make(session: Session) -> Given:
        return then(session, act(session, party, running.desk.door, code, step, along=along))

    with refusals(), along_problems():
        return await running.database.run(make)


async def prepare_sent_file(
    request: Request, running: Runtime, party: Party, code: str
) -> PreparedOut:
    """Let the file in the body wait for words of this party; raises problems."""
    guards, files = request.app.state.guards, running.files
    await guards.count(guards.attachments, f"{party.key_prefix} {code}")
    with refusals(), file_problems():
        case = await running.database.run(lambda s: find(s, party, code))
        async with sent_file(request, files.limits.max_bytes) as data:
            row = await files.prepare(case.id, party.hand, data)
    return prepared_out(running.sealer, row)
