"""Sends text messages by a provider, and asks for their delivery reports and for the credit.

Each message goes out once as far as that is possible, and no faster than the settings allow: it
gets a row with a random local id, committed before the provider hears of it. So an attempt that
ended without an answer, or whose worker died, goes on under the same id; a provider that
`knows_local_ids` sends it once. What such a provider answers is kept with the job's end.

Reports are fetched, not received: both providers answer such questions with the key that is there
anyway, so no address of this installation has to be open to anybody who says to be a provider.
"""

import asyncio
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from prometheus_client import Counter
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.sms.accounts import (
    SmsMessage,
    credit_is_due,
    line_of,
    note_success,
    note_trouble,
    take_turn,
)
from assistant.sms.profiles import Because, MessageState
from assistant.sms.provider import SmsProvider, SmsRefusedError, UnansweredError
from assistant.sms.text_messages import MOST_PARTS, TextMessage, parts_of
from assistant.storage.database import Database
from assistant.storage.jobs import GiveUp, Postpone, TryAgain, Work
from assistant.storage.shared_clock import utc_now
from assistant.storage.statements import delete_some, locked

SENT = Counter("dastyar_sms_total", "Attempts at text messages.", ["provider", "outcome"])
PARTS = Counter("dastyar_sms_parts_total", "Parts of the messages that were taken.", ["provider"])

HELD_WITHOUT_CREDIT = timedelta(minutes=10)
HELD_WHEN_SLOW = timedelta(minutes=1)
WITHOUT_CREDIT_AT_MOST = timedelta(hours=24)
"""A message that waited so long for credit is out of date: a human decides."""
FIRST_LOOK = timedelta(minutes=1)
_AT_ONCE = timedelta(seconds=1)
_MISSED = timedelta(seconds=30)
"""A turn that was missed by more is given up, so that missed ones do not all go at once."""
_MOBILE = re.compile(r"(?:\+98|0)(9\d{9})", re.ASCII)

log = structlog.get_logger()


@dataclass(frozen=True)
class _Turn:
    """When it may go, under which local id; `is_done` if the provider accepted it before."""

    at: datetime
    local_id: int
    begun_at: datetime
    is_done: bool = False


class HttpSms:
    """Sends through `provider`; any number of workers share its pace."""

    def __init__(self, database: Database, provider: SmsProvider, per_minute: int) -> None:
        self._database, self.provider, self._per_minute = database, provider, per_minute

    async def send(self, message: TextMessage) -> Work | None:
        """Send `message` when it is its turn; raises as `SmsPort` says."""
        mobile, parts = national(message.mobile), self._checked_parts(message.text)
        now = utc_now()
        turn = await self._database.run(lambda s: self._turn(s, message, parts, now))
        if turn.is_done:
            return None
        if turn.at - now > _AT_ONCE:
            self._count("held")
            raise Postpone(turn.at)
        await asyncio.sleep(max((turn.at - now).total_seconds(), 0))
        try:
            id_ = await self.provider.send(mobile, message.text, turn.local_id)
        except UnansweredError as error:
            self._count("unanswered")
            raise TryAgain(str(error), error.wait) from None
        except SmsRefusedError as error:
            self._count("refused")
            await self._refused(error, turn)
        self._count("taken")
        PARTS.labels(self.provider.name).inc(parts)
        return lambda session: self._taken(session, message.key, id_)

    async def close(self) -> None:
        """Close the connections to the provider."""
        await self.provider.close()

    def _checked_parts(self, text: str) -> int:
        parts = parts_of(text)
        if parts > MOST_PARTS or len(text) > self.provider.profile.longest:
            raise GiveUp(f"متن پیامک بیش از اندازه بلند است ({parts} بخش)")
        return parts

    def _turn(self, session: Session, message: TextMessage, parts: int, now: datetime) -> _Turn:
        """Note the message, and find its turn; a turn is used up when it is now."""
        name = self.provider.name
        line = line_of(session, name)
        row = session.scalar(select(SmsMessage).where(SmsMessage.job_key == message.key))
        if row is None:
            row = SmsMessage(
                case_id=message.case_id,
                job_key=message.key,
                provider=name,
                local_id=secrets.randbits(53),
                state=MessageState.SENDING,
                created_at=now,
            )
            session.add(row)
        row.provider, row.parts = name, parts
        if row.provider_id:
            return _Turn(now, row.local_id, row.created_at, is_done=True)
        is_held = line.held_until is not None and line.held_until > now
        is_missed = row.slot_at is not None and row.slot_at < now - _MISSED
        at = row.slot_at
        if at is None or is_held or is_missed:
            at = take_turn(line, now, self._per_minute)
        row.slot_at = at if at - now > _AT_ONCE else None
        return _Turn(at, row.local_id, row.created_at)

    async def _refused(self, error: SmsRefusedError, turn: _Turn) -> None:
        """Act on a refusal; always raises."""
        now, words = utc_now(), str(error)
        hold = _HOLDS.get(error.because, timedelta())
        if error.because not in {Because.MESSAGE, Because.BUSY}:
            await self._database.run(lambda s: self._note(s, error.because, words, now, hold))
        if error.because is Because.BUSY:
            raise TryAgain(words)
        if error.because is Because.SLOW:
            raise TryAgain(words, hold)
        if error.because is Because.CREDIT and now - turn.begun_at < WITHOUT_CREDIT_AT_MOST:
            raise Postpone(now + hold)
        raise GiveUp(words)

    def _note(
        self, session: Session, because: Because, words: str, now: datetime, hold: timedelta
    ) -> None:
        if note_trouble(line_of(session, self.provider.name), because, words, now, hold):
            log.error("sms_trouble", provider=self.provider.name, because=because, why=words)

    def _taken(self, session: Session, key: str, provider_id: str) -> None:
        now = utc_now()
        row = session.scalars(select(SmsMessage).where(SmsMessage.job_key == key)).one_or_none()
        # None when its case was erased meanwhile.
        if row is not None:
            row.provider_id, row.state = provider_id, MessageState.UNDER_WAY
            row.taken_at = row.state_at = now
            row.look_at = now + FIRST_LOOK
        note_success(session, self.provider.name)

    def _count(self, outcome: str) -> None:
        SENT.labels(self.provider.name, outcome).inc()


_HOLDS = {Because.CREDIT: HELD_WITHOUT_CREDIT, Because.SLOW: HELD_WHEN_SLOW}


def national(mobile: str) -> str:
    """The number as `09…`; raises `GiveUp` for anything but a mobile number of Iran."""
    if whole := _MOBILE.fullmatch(mobile):
        return f"0{whole[1]}"
    raise GiveUp("شمارهٔ پرونده شمارهٔ همراه ایران نیست")


def forget_messages(session: Session, before: datetime) -> int:
    """Remove some notes about messages that were begun before that time; returns how many."""
    return delete_some(session, SmsMessage, SmsMessage.created_at < before)


REPORTED = Counter(
    "dastyar_sms_reports_total", "Messages of which the end is known.", ["provider", "state"]
)

EVERY_S = 30.0
_TRIED_AGAIN_AFTER = timedelta(minutes=10)
_LOOKS = (
    (timedelta(minutes=10), timedelta(minutes=2)),
    (timedelta(hours=2), timedelta(minutes=20)),
    (timedelta(hours=12), timedelta(hours=2)),
)
"""Up to each age, the pause between questions about a message; after that six hours."""
_RARELY = timedelta(hours=6)


class SmsReports:
    """Each worker runs it every half minute; one of them asks about a message."""

    def __init__(self, database: Database, provider: SmsProvider, credit_warning: float) -> None:
        self._database, self._provider, self._least = database, provider, credit_warning

    async def look(self) -> bool:
        """Ask about due messages, and once an hour for the credit; returns whether more is due."""
        await self._look_at_credit()
        now, most = utc_now(), self._provider.profile.report.most
        ids = await self._database.run(lambda s: _claimed(s, self._provider.name, now, most))
        if not ids:
            return False
        try:
            states = await self._provider.look(ids)
        except (UnansweredError, SmsRefusedError) as error:
            log.warning("sms_report_failed", provider=self._provider.name, why=str(error))
            return False
        await self._database.run(lambda session: self._keep(session, ids, states))
        return len(ids) == most

    def _keep(
        self, session: Session, ids: Sequence[str], states: Mapping[str, MessageState]
    ) -> None:
        now, name = utc_now(), self._provider.name
        last = timedelta(hours=self._provider.profile.reports_hours)
        query = select(SmsMessage).where(
            SmsMessage.provider == name, SmsMessage.provider_id.in_(ids)
        )
        for row in session.scalars(query):
            age = now - (row.taken_at or row.created_at)
            state = states.get(row.provider_id or "", MessageState.UNDER_WAY)
            if state is MessageState.UNDER_WAY and age > last:
                state = MessageState.UNKNOWN
            row.look_at = now + next_look(age)
            if state is not MessageState.UNDER_WAY:
                row.state, row.state_at, row.look_at = state, now, None
                REPORTED.labels(name, state).inc()

    async def _look_at_credit(self) -> None:
        name = self._provider.name
        if not await self._database.run(lambda s: credit_is_due(s, name, utc_now())):
            return
        try:
            credit = await self._provider.credit()
        except (UnansweredError, SmsRefusedError) as error:
            log.warning("sms_credit_unknown", provider=name, why=str(error))
            return
        await self._database.run(lambda session: _keep_credit(session, name, credit))
        if credit < self._least:
            unit = self._provider.profile.credit.unit_fa
            log.warning("sms_credit_low", provider=name, credit=credit, unit=unit)


def next_look(age: timedelta) -> timedelta:
    """The wait until a message of that age is asked about again."""
    return next((wait for until, wait in _LOOKS if age < until), _RARELY)


def _claimed(session: Session, provider: str, now: datetime, most: int) -> list[str]:
    """The provider's ids of due messages, reserved for this worker for a while."""
    due = select(SmsMessage).where(
        SmsMessage.state == MessageState.UNDER_WAY,
        SmsMessage.provider == provider,
        SmsMessage.look_at <= now,
    )
    rows = locked(session, due.order_by(SmsMessage.look_at).limit(most), skip_locked=True)
    for row in rows:
        row.look_at = now + _TRIED_AGAIN_AFTER
    return [row.provider_id for row in rows if row.provider_id]


def _keep_credit(session: Session, provider: str, credit: float) -> None:
    line_of(session, provider).credit = credit
