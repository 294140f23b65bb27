"""A conversation between citizen, queue and operator: the moves, with what the citizen is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.conversation import ownership
from assistant.conversation.models import Conversation, Event
from assistant.conversation.owners import Move
from assistant.conversation.ownership import NotOwnerError, Step
from assistant.conversation.recording import Speaker, reply_event
from assistant.conversation.waiting import BACK, WaitingRoom
from assistant.replies.shapes import ChoicesReply, HandoffReply, Reply

CONNECTED = "کارشناس به گفت‌وگو پیوست و از این پس خودش پاسخ می‌دهد."
ANY_TIME = "هر وقت خواستید می‌توانید با دستیار ادامه دهید."
TRANSFERRED = "گفت‌وگو به کارشناس دیگری سپرده شد. آنچه نوشته‌اید پیش اوست."
CLOSED = "گفت‌وگو با کارشناس پایان یافت. اگر پرسش دیگری دارید، همین‌جا بنویسید."


@dataclass(frozen=True)
class Handoff:
    """What operators and the clock may do with a conversation; `lease` is how long one is held.

    `closed` is told of every goodbye, within its transaction.

    Every function works in the caller's session and raises `NotOwnerError` when the conversation is
    not the operator's, or not waiting.
    """

    waiting: WaitingRoom
    lease: timedelta
    closed: Callable[[Session, str, datetime], None] | None = None

    def take(self, session: Session, conversation_id: str, operator: str, at: datetime) -> None:
        """Make `operator` the owner of a waiting conversation; who owns it already keeps it."""
        if ownership.renew(session, operator, at, self.lease, conversation_id):
            return
        ownership.take(session, conversation_id, operator, at, self.lease)
        connected = HandoffReply(state="connected", text=CONNECTED)
        back = ChoicesReply(text=ANY_TIME, options=[BACK])
        _tell(session, conversation_id, connected, back)

    def renew(self, session: Session, operator: str, at: datetime) -> int:
        """Hold everything that `operator` owns for another lease; how many that is."""
        return ownership.renew(session, operator, at, self.lease)

    def say(
        self,
        session: Session,
        conversation_id: str,
        operator: str,
        reply: Reply,
        at: datetime,
        *,
        key: str | None = None,
    ) -> Event:
        """Say `reply` to the citizen; the same `key` again gives the first event."""
        self.hold(session, conversation_id, operator, at)
        if key and (earlier := _said_before(session, conversation_id, key)):
            return earlier
        event = reply_event(conversation_id, None, Speaker.OPERATOR, reply)
        event.key = key
        session.add(event)
        session.flush()
        return event

    def hold(self, session: Session, conversation_id: str, operator: str, at: datetime) -> None:
        """Renew the lease of one conversation, and keep others from moving it meanwhile."""
        if not ownership.renew(session, operator, at, self.lease, conversation_id):
            raise NotOwnerError(conversation_id)

    def check_held(
        self, session: Session, conversation_id: str, operator: str, at: datetime
    ) -> None:
        """Raise `NotOwnerError` unless `operator` has the conversation; changes nothing."""
        mine = (Conversation.id == conversation_id, *ownership.held_by(operator, at))
        if session.scalar(select(Conversation.id).where(*mine)) is None:
            raise NotOwnerError(conversation_id)

    def release(self, session: Session, conversation_id: str, operator: str, at: datetime) -> None:
        """Give it back to the queue, where it keeps its place."""
        ownership.change_owner(session, conversation_id, Step(Move.RELEASE, at, actor=operator))
        self._tell_waiting(session, conversation_id, at)

    def transfer(
        self, session: Session, conversation_id: str, operator: str, to: str, at: datetime
    ) -> None:
        """Make the account `to` its owner; without a sign of life it goes back to the queue."""
        step = Step(Move.TRANSFER, at, actor=operator, to=to, lease=self.lease)
        ownership.change_owner(session, conversation_id, step)
        _tell(session, conversation_id, HandoffReply(state="connected", text=TRANSFERRED))

    def close(
        self, session: Session, conversation_id: str, operator: str, at: datetime, reason: str
    ) -> None:
        """End the operator's part; the assistant answers again."""
        step = Step(Move.CLOSE, at, actor=operator, reason=reason)
        ownership.change_owner(session, conversation_id, step)
        _tell(session, conversation_id, HandoffReply(state="closed", text=CLOSED))
        if self.closed:
            self.closed(session, conversation_id, at)

    def expire(self, session: Session, at: datetime) -> list[str]:
        """Give what vanished operators held back to the queue; the conversations' ids."""
        ids = ownership.expire(session, at)
        for conversation_id in ids:
            self._tell_waiting(session, conversation_id, at)
        return ids

    def _tell_waiting(self, session: Session, conversation_id: str, at: datetime) -> None:
        query = select(Conversation.queued_at).where(Conversation.id == conversation_id)
        queued_at = session.scalar(query) or at
        _tell(session, conversation_id, *self.waiting.replies(session, queued_at, at))


def _tell(session: Session, conversation_id: str, *replies: Reply) -> None:
    """How it stands is a notice: no operator has said it, so none has answered by it."""
    events: Sequence[Event] = [
        reply_event(conversation_id, None, Speaker.NOTICE, reply) for reply in replies
    ]
    session.add_all(events)
    session.flush()


def _said_before(session: Session, conversation_id: str, key: str) -> Event | None:
    query = select(Event).where(Event.conversation_id == conversation_id, Event.key == key)
    found: Event | None = session.scalar(query)
    return found
