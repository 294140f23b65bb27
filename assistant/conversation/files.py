"""Files that a citizen sends in a conversation: they wait for the case that is written here.

If no case is being written, they join the newest open case that was filed here. Plain functions of
a `Session`, within its transaction.
"""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.pending import attach_waiting, drop_waiting, wait_for_case
from assistant.cases.attachments.store import WaitingFile, attach
from assistant.cases.models import Case
from assistant.cases.moves import OPEN
from assistant.cases.terms import CITIZEN
from assistant.cases.transitions import Door
from assistant.conversation.models import Conversation
from assistant.conversation.turn_records import AnsweredTurn, state_of
from assistant.dialogue.state import State
from assistant.replies.schemas import CaseReply
from assistant.storage.shared_clock import utc_now
from assistant.storage.statements import locked


def is_wanted(session: Session, conversation_id: str) -> bool:
    """Whether there is a form or an open case that a file could belong to."""
    is_open = _is_form_open(session.get_one(Conversation, conversation_id))
    return is_open or session.scalar(_open_cases(conversation_id).limit(1)) is not None


def take(
    session: Session,
    door: Door,
    conversation_id: str,
    kept: KeptFile,
    now: datetime,
    *,
    most: int,
) -> WaitingFile | Case | None:
    """Let a kept file wait, or add it to a case; None if there is neither a form nor a case.

    The conversation is locked meanwhile, so a turn that files either sees the waiting file, or
    comes first. Raises `TooManyFilesError` when there are `most` already.
    """
    own = select(Conversation).where(Conversation.id == conversation_id)
    (conversation,) = locked(session, own)
    if _is_form_open(conversation):
        return wait_for_case(session, conversation_id, kept, now, most=most)
    found = locked(session, _open_cases(conversation_id).limit(1))
    if not found:
        return None
    attach(session, door, found[0], kept, CITIZEN, now=now, per_case=most)
    return found[0]


class FileWitness:
    """Handles files that came between the filing of a case and the end of the turn that filed it.

    Until then the form is open for whoever sends a file; the file would otherwise wait for nothing.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    def __call__(self, session: Session, answered: AnsweredTurn) -> None:
        """Move waiting files to the case just filed; forget them if their form is gone.

        A form that was given up comes back by a button as long as no message follows.
        """
        conversation_id, now = answered.turn.conversation_id, utc_now()
        new = [one for one in answered.replies if isinstance(one, CaseReply) and one.is_new]
        if new:
            case = self._door.case(session, new[0].tracking_code)
            if case is not None and case.conversation_id == conversation_id:
                attach_waiting(session, self._door, case, now)
        elif _may_be_filed(answered.before) and not _may_be_filed(answered.after):
            drop_waiting(session, conversation_id)


def _may_be_filed(state: State) -> bool:
    return state.draft is not None or state.given_up is not None


def _is_form_open(conversation: Conversation) -> bool:
    return state_of(conversation).draft is not None


def _open_cases(conversation_id: str) -> Select[Case]:
    """The newest first."""
    own = select(Case).where(Case.conversation_id == conversation_id, Case.status.in_(OPEN))
    return own.order_by(Case.id.desc())
