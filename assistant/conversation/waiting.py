"""What a citizen in the operators' queue is told: the place, the wait, and the hours."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.conversation import choices
from assistant.conversation.models import Conversation, OwnerChange, Turn
from assistant.conversation.owners import Move
from assistant.conversation.queueing import Queueing
from assistant.guessing.tries import Caller
from assistant.language.dates import jalali_brief
from assistant.language.digits import persian_digits
from assistant.replies.shapes import ChoicesReply, HandoffReply, Option, Owner, Reply
from knowledge.calendar.work import WorkCalendar

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
    """Speaks for the queue.

    Without a `calendar` operators answer at any time, without `queueing` everybody may wait.
    """

    def __init__(
        self, calendar: Callable[[], WorkCalendar] | None, queueing: Queueing | None = None
    ) -> None:
        self._calendar, self._queueing = calendar, queueing

    async def admits(self, caller: Caller) -> bool:
        """Whether one more conversation of `caller` may wait, which is counted."""
        return self._queueing is None or await self._queueing.admits(caller)

    def replies(self, session: Session, queued_at: datetime, at: datetime) -> list[Reply]:
        """How it stands for who has been in the queue since `queued_at`, and the way back."""
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
        the newest stands over the conversation at the desk.
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
    """Place in the queue of who has been there since `queued_at`, 1 for the first."""
    query = (
        select(func.count())
        .select_from(Conversation)
        .where(Conversation.owner == Owner.QUEUE, Conversation.queued_at < queued_at)
    )
    return (session.scalar(query) or 0) + 1


def estimated_wait(session: Session, place: int, at: datetime) -> timedelta | None:
    """How long place `place` waits at the pace of late; None when that cannot be known."""
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
        OwnerChange.move == Move.CLOSE,
        OwnerChange.created_at > at - _RECENT,
        OwnerChange.lasted_s.is_not(None),
    )
    newest = query.order_by(OwnerChange.created_at.desc()).limit(_LATEST)
    return [seconds for seconds in session.scalars(newest) if seconds is not None]
