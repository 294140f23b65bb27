"""Handing over a conversation to humans: the queue, the operator, and notices for the citizen.

The citizen in the queue gets the place, the wait, and the working hours. An address may hand over
only so many conversations an hour, since few clerks serve everybody.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from limits import RateLimitItemPerHour
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.conversation import choices, ownership
from assistant.conversation.models import Conversation, Event, OwnerChange, Turn
from assistant.conversation.ownership import NotOwnerError, OwnerMove, OwnerStep
from assistant.conversation.turn_records import Speaker, reply_event
from assistant.guessing.tries import HERE, Caller
from assistant.language.dates import jalali_brief
from assistant.language.digits import persian_digits
from assistant.replies.schemas import ChoicesReply, HandoffReply, Option, Owner, Reply
from assistant.storage.counting import Counting
from knowledge.calendar.work import WorkCalendar

HANDOFFS = "handoffs"
"""The name of the counter, shared by the talk and the button."""


class HandoffLimit:
    """Counts by the hour; the address of a waiting conversation is kept nowhere."""

    def __init__(self, counting: Counting, per_hour: int) -> None:
        self._counting, self._limit = counting, RateLimitItemPerHour(per_hour)

    async def admits(self, caller: Caller) -> bool:
        """Count one more for `caller`; False if that is too many."""
        return caller == HERE or await self._counting.hit(self._limit, HANDOFFS, caller.group)


PLACE = "شما نفر {place} در صف هستید. هر چه اینجا بنویسید، کارشناس می‌خواند."
OUT_OF_HOURS = (
    "اکنون بیرون از ساعت کاری کارشناسان است. پرسش و شماره‌تان را همین‌جا بگذارید؛ "
    "کارشناس از {opening} نوشته‌ها را به نوبت می‌خواند."
)
NOTED = "یادداشت شد؛ کارشناس می‌خواند و همین‌جا جواب می‌دهد."
NOTED_OUT_OF_HOURS = "یادداشت شد؛ {opening} کارشناس می‌خواند و همین‌جا جواب می‌دهد."
MEANWHILE = "تا آمدن کارشناس می‌توانید با دستیار ادامه دهید."
BACK = Option(title="ادامه با دستیار", choice=choices.RESUME_BOT)

_RECENT = timedelta(hours=24)
_ENOUGH = 3
"""So many conversations must have been settled lately before a wait is estimated from them."""
_LATEST = 20


class WaitingRoom:
    """Writes the notices of the queue.

    Without a `calendar` operators answer at any time, without `queueing` everybody may wait.
    """

    def __init__(
        self, calendar: Callable[[], WorkCalendar] | None, queueing: HandoffLimit | None = None
    ) -> None:
        self._calendar, self._queueing = calendar, queueing

    async def admits(self, caller: Caller) -> bool:
        """Whether one more conversation of `caller` may wait; counts it."""
        return self._queueing is None or await self._queueing.admits(caller)

    def replies(self, session: Session, queued_at: datetime, at: datetime) -> list[Reply]:
        """The state of the queue for a citizen in it since `queued_at`, and the way back."""
        place = queue_place(session, queued_at)
        opening = self._opening(at)
        if opening is None:
            text, wait = (
                PLACE.format(place=persian_digits(place)),
                estimated_wait(session, place, at),
            )
        else:
            text, wait = OUT_OF_HOURS.format(opening=jalali_brief(opening, at)), None
        seconds = math.ceil(wait.total_seconds()) if wait is not None else None
        handoff = HandoffReply(state="waiting", text=text, position=place, estimated_wait_s=seconds)
        return [handoff, ChoicesReply(text=MEANWHILE, options=[BACK])]

    def noted(self, session: Session, conversation: Conversation, at: datetime) -> list[Reply]:
        """The first message that somebody in the queue leaves is acknowledged.

        Later ones are answered by the assistant until an operator comes. All of them are kept, and
        the desk shows the newest above the conversation.
        """
        # This message is counted, too: it was recorded in the same transaction.
        if notes_left(session, conversation) > 1:
            return []
        opening = self._opening(at)
        if opening is None:
            return [ChoicesReply(text=NOTED, options=[BACK])]
        text = NOTED_OUT_OF_HOURS.format(opening=jalali_brief(opening, at))
        return [ChoicesReply(text=text, options=[BACK])]

    def _opening(self, at: datetime) -> datetime | None:
        """When operators come back, or None while they are there."""
        calendar = self._calendar() if self._calendar else None
        if calendar is None or calendar.is_open(at, None):
            return None
        return calendar.add(at, timedelta(), None)


def notes_left(session: Session, conversation: Conversation) -> int:
    """How many messages a citizen has left since the conversation waits."""
    if conversation.queued_at is None:
        return 0
    query = select(func.count()).select_from(Turn)
    since = Turn.created_at > conversation.queued_at
    return session.scalar(query.where(Turn.conversation_id == conversation.id, since)) or 0


def queue_place(session: Session, queued_at: datetime) -> int:
    """The place in the queue of a citizen in it since `queued_at`, 1 for the first."""
    query = (
        select(func.count())
        .select_from(Conversation)
        .where(Conversation.owner == Owner.QUEUE, Conversation.queued_at < queued_at)
    )
    return (session.scalar(query) or 0) + 1


def estimated_wait(session: Session, place: int, at: datetime) -> timedelta | None:
    """The wait at place `place` at the recent pace; None when it cannot be known."""
    operators = session.scalar(
        select(func.count(func.distinct(Conversation.owner_id))).where(
            Conversation.owner == Owner.OPERATOR, Conversation.lease_until > at
        )
    )
    lasted = _recent_handlings(session, at)
    if not operators or len(lasted) < _ENOUGH:
        return None
    return timedelta(seconds=median(lasted)) * place / operators


def _recent_handlings(session: Session, at: datetime) -> list[int]:
    """Seconds that operators needed for the conversations that they have closed lately."""
    query = select(OwnerChange.lasted_s).where(
        OwnerChange.move == OwnerMove.CLOSE,
        OwnerChange.created_at > at - _RECENT,
        OwnerChange.lasted_s.is_not(None),
    )
    newest = query.order_by(OwnerChange.created_at.desc()).limit(_LATEST)
    return [seconds for seconds in session.scalars(newest) if seconds is not None]


CONNECTED = "کارشناس به گفت‌وگو پیوست و از این پس خودش پاسخ می‌دهد."
ANY_TIME = "هر وقت خواستید می‌توانید با دستیار ادامه دهید."
TRANSFERRED = "گفت‌وگو به کارشناس دیگری سپرده شد. آنچه نوشته‌اید پیش اوست."
CLOSED = "گفت‌وگو با کارشناس پایان یافت. اگر پرسش دیگری دارید، همین‌جا بنویسید."


@dataclass(frozen=True)
class Handoff:
    """The moves of operators and the clock on a conversation; `lease` is how long one is held.

    `closed` is called for every goodbye, within its transaction. Every function works in the
    caller's session and raises `NotOwnerError` when the conversation is not the operator's, or not
    waiting.
    """

    waiting: WaitingRoom
    lease: timedelta
    closed: Callable[[Session, str, datetime], None] | None = None

    def take(self, session: Session, conversation_id: str, operator: str, at: datetime) -> None:
        """Make `operator` the owner of a waiting conversation; the present owner just keeps it."""
        if ownership.renew(session, operator, at, self.lease, conversation_id):
            return
        ownership.take(session, conversation_id, operator, at, self.lease)
        connected = HandoffReply(state="connected", text=CONNECTED)
        back = ChoicesReply(text=ANY_TIME, options=[BACK])
        _tell(session, conversation_id, connected, back)

    def renew(self, session: Session, operator: str, at: datetime) -> int:
        """Hold everything that `operator` owns for another lease; returns how many."""
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
        ownership.change_owner(
            session, conversation_id, OwnerStep(OwnerMove.RELEASE, at, actor=operator)
        )
        self._tell_waiting(session, conversation_id, at)

    def transfer(
        self, session: Session, conversation_id: str, operator: str, to: str, at: datetime
    ) -> None:
        """Make the account `to` its owner; without a sign of life it goes back to the queue."""
        step = OwnerStep(OwnerMove.TRANSFER, at, actor=operator, to=to, lease=self.lease)
        ownership.change_owner(session, conversation_id, step)
        _tell(session, conversation_id, HandoffReply(state="connected", text=TRANSFERRED))

    def close(
        self, session: Session, conversation_id: str, operator: str, at: datetime, reason: str
    ) -> None:
        """End the operator's part; the assistant answers again."""
        step = OwnerStep(OwnerMove.CLOSE, at, actor=operator, reason=reason)
        ownership.change_owner(session, conversation_id, step)
        _tell(session, conversation_id, HandoffReply(state="closed", text=CLOSED))
        if self.closed:
            self.closed(session, conversation_id, at)

    def expire(self, session: Session, at: datetime) -> list[str]:
        """Give conversations of vanished operators back to the queue; returns their ids."""
        ids = ownership.expire(session, at)
        for conversation_id in ids:
            self._tell_waiting(session, conversation_id, at)
        return ids

    def _tell_waiting(self, session: Session, conversation_id: str, at: datetime) -> None:
        query = select(Conversation.queued_at).where(Conversation.id == conversation_id)
        queued_at = session.scalar(query) or at
        _tell(session, conversation_id, *self.waiting.replies(session, queued_at, at))


def _tell(session: Session, conversation_id: str, *replies: Reply) -> None:
    """The state of the queue is a notice: no operator has said it, so it counts as no answer."""
    events: Sequence[Event] = [
        reply_event(conversation_id, None, Speaker.NOTICE, reply) for reply in replies
    ]
    session.add_all(events)
    session.flush()


def _said_before(session: Session, conversation_id: str, key: str) -> Event | None:
    query = select(Event).where(Event.conversation_id == conversation_id, Event.key == key)
    found: Event | None = session.scalar(query)
    return found
