"""Notices to those who asked about an outage, once it is over."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.outages import OutageRow, what_fa
from assistant.channels.messengers.chats import is_in_a_messenger
from assistant.conversation.models import Conversation
from assistant.conversation.turn_records import reply_event
from assistant.language.dates import jalali
from assistant.notices.case_notices import voice
from assistant.notices.quiet_hours import QuietHours
from assistant.replies.schemas import TextReply
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, Postpone, Work
from assistant.storage.shared_clock import utc_now
from assistant.storage.statements import locked
from knowledge.catalogue import Catalogue


class OutageEndNotifier:
    """Handles the job of one conversation and one outage; the job's key makes it run once."""

    def __init__(self, database: Database, catalogue: Catalogue, quiet: QuietHours) -> None:
        self._database, self._catalogue, self._quiet = database, catalogue, quiet

    async def over(self, claim: Claim) -> Work:
        """Put the news into the conversation; a telephone does not ring in the quiet hours."""
        now, id_ = utc_now(), claim.payload["conversation_id"]
        if self._quiet.hold_at(now) and await self._database.run(
            lambda session: is_in_a_messenger(session, id_)
        ):
            raise Postpone(self._quiet.next_allowed(now))
        return lambda session: self._keep(session, id_, claim.payload["outage_id"])

    def _keep(self, session: Session, conversation_id: str, outage_id: int) -> None:
        is_there = locked(session, select(Conversation).where(Conversation.id == conversation_id))
        outage = session.get(OutageRow, outage_id)
        if is_there and outage:
            reply = TextReply(text=over(outage, self._catalogue))
            session.add(reply_event(conversation_id, None, voice(session, conversation_id), reply))


def over(outage: OutageRow, catalogue: Catalogue) -> str:
    """The text of the notice."""
    return (
        f"خبر خوب: قطعی {what_fa(outage, catalogue)} که از {jalali(outage.began_at)} آغاز شده بود "
        "و از آن پرسیده بودید، پایان یافته است. اگر هنوز مشکل دارید، همین‌جا بنویسید."
    )
