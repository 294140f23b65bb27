"""Tells citizens what happened to their cases."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.merged_cases import ECHOED
from assistant.cases.models import Case, CaseEvent
from assistant.cases.move_requests import CLOCK
from assistant.cases.moves import Move
from assistant.cases.outbox import CaseJob
from assistant.cases.personal import Field, NotReadableError, read_personal
from assistant.cases.pins import pin_of
from assistant.cases.terms import Identity, Role
from assistant.channels.messengers.chats import is_in_a_messenger
from assistant.conversation.models import Conversation
from assistant.conversation.recording import Speaker, reply_event
from assistant.notices.quiet import QuietHours
from assistant.notices.words import in_conversation, in_sms, is_still_asked, receipt_sms
from assistant.replies.shapes import Owner, TextReply
from assistant.sms.port import SmsPort, TextMessage
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, Postpone, Work, enqueue
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now

BY_SMS = frozenset(
    [Move.ANSWERED, Move.ASKED, Move.REMINDED, Move.CLOSED_UNCONFIRMED, Move.INFORMED]
)
"""What is told by SMS too, whoever did it."""


class Teller:
    """Handles the jobs that tell citizens something; `page` is where they open their cases."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        sms: SmsPort | None,
        quiet: QuietHours,
        *,
        page: str,
    ) -> None:
        self._database, self._sealer = database, sealer
        self._sms, self._quiet, self._page = sms, quiet, page

    async def notice(self, claim: Claim) -> Work:
        """Put the notice into the conversation, and have a text message sent where one is due.

        In the quiet hours a conversation in a messenger waits; a page on a portal does not ring.
        """
        now = utc_now()
        if self._quiet.hold_at(now) and await self._database.run(lambda s: _rings(s, claim)):
            raise Postpone(self._quiet.next_allowed(now))
        return lambda session: self._keep(session, claim)

    async def send_sms(self, claim: Claim) -> Work | None:
        """Send a text message; in the quiet hours only one that was asked for just now."""
        now = utc_now()
        if self._quiet.hold_at(now) and not claim.payload.get("is_asked_for"):
            raise Postpone(self._quiet.next_allowed(now))
        found = await self._database.run(lambda session: self._letter(session, claim, now))
        if found and self._sms:
            mobile, text = found
            case_id = claim.payload["case_id"]
            return await self._sms.send(TextMessage(mobile, text, claim.key, case_id))
        return None

    def _keep(self, session: Session, claim: Claim) -> None:
        found = _event(session, claim)
        if found is None:
            return
        case, event = found
        leader = _leader_beside(session, case, event)
        if case.conversation_id and not leader:
            is_elsewhere = is_in_a_messenger(session, case.conversation_id)
            page = self._page if is_elsewhere else ""
            reply = TextReply(text=in_conversation(case, event, page))
            role = voice(session, case.conversation_id)
            session.add(reply_event(case.conversation_id, None, role, reply))
        may_contact = case.identity != Identity.ANONYMOUS
        if leader and leader.identity != Identity.ANONYMOUS:
            return
        if self._sms and may_contact and is_worth_sms(event):
            name = f"{CaseJob.SMS}:{case.id}"
            enqueue(session, CaseJob.SMS, claim.payload, key=f"{name}:{event.number}", lane=name)

    def _letter(self, session: Session, claim: Claim, now: datetime) -> tuple[str, str] | None:
        """Number and text; None when nobody may use a number, or it is out of date."""
        found = _event(session, claim)
        if found is None:
            return None
        case, event = found
        if not is_still_asked(case, event):
            return None
        purpose = f"sms:{event.number}"
        mobile = mobile_of(session, self._sealer, case, purpose=purpose, now=now)
        return (mobile, self._words(case, event)) if mobile else None

    def _words(self, case: Case, event: CaseEvent) -> str:
        if event.type == Move.REGISTERED:
            return receipt_sms(case, pin_of(self._sealer, case))
        return in_sms(case, event)


def mobile_of(
    session: Session, sealer: Sealer, case: Case, *, purpose: str, now: datetime
) -> str | None:
    """The newest mobile number of `case`, read for `purpose`; None where none may be used."""
    try:
        told = read_personal(session, sealer, case, CLOCK, purpose=purpose, now=now)
    except NotReadableError:
        return None
    return next((one.text for one in reversed(told) if one.field is Field.MOBILE), None)


def is_worth_sms(event: CaseEvent) -> bool:
    """Whether something is wanted of the citizen, or others have ended the case."""
    is_last_word = event.type == Move.CLOSED and event.actor == Role.OPERATOR
    return is_last_word or Move(event.type) in BY_SMS


def _rings(session: Session, claim: Claim) -> bool:
    query = select(Case.conversation_id).where(Case.id == claim.payload["case_id"])
    conversation_id = session.scalar(query)
    return conversation_id is not None and is_in_a_messenger(session, conversation_id)


def voice(session: Session, conversation_id: str) -> Speaker:
    """The assistant's while it has the conversation; beside a human it is a notice."""
    query = select(Conversation.owner).where(Conversation.id == conversation_id)
    return Speaker.BOT if session.scalar(query) == Owner.BOT else Speaker.NOTICE


def _leader_beside(session: Session, case: Case, event: CaseEvent) -> Case | None:
    """The leader whose own notice of what was done with both is in the same conversation."""
    if not case.leader_id or event.type not in ECHOED:
        return None
    leader = session.get(Case, case.leader_id)
    is_same = leader and case.conversation_id and leader.conversation_id == case.conversation_id
    return leader if is_same else None


def _event(session: Session, claim: Claim) -> tuple[Case, CaseEvent] | None:
    case = session.get(Case, claim.payload["case_id"])
    query = select(CaseEvent).where(
        CaseEvent.case_id == claim.payload["case_id"], CaseEvent.number == claim.payload["number"]
    )
    event = session.scalar(query)
    return (case, event) if case and event else None
