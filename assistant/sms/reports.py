"""Asks the provider what became of messages, and what is left in the account.

Asked, not told: both providers answer such questions with the key that is there anyway, so no
address of this installation has to be open to anybody who says to be a provider.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from prometheus_client import Counter
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.sms.line import credit_is_due, line_of
from assistant.sms.models import SmsMessage
from assistant.sms.profiles import MessageState
from assistant.sms.provider import Provider, RefusedError, UnansweredError
from assistant.storage.database import Database
from assistant.storage.shared_clock import utc_now
from assistant.storage.statements import locked

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
"""Up to which age a message is asked about how often; after that every six hours."""
_RARELY = timedelta(hours=6)

log = structlog.get_logger()


class SmsReports:
    """Looked at every half minute by each worker; a message is asked about by one of them."""

    def __init__(self, database: Database, provider: Provider, credit_warning: float) -> None:
        self._database, self._provider, self._least = database, provider, credit_warning

    async def look(self) -> bool:
        """Ask about what is due, and once an hour for the credit; whether more is due."""
        await self._look_at_credit()
        now, most = utc_now(), self._provider.profile.report.most
        ids = await self._database.run(lambda s: _claimed(s, self._provider.name, now, most))
        if not ids:
            return False
        try:
            states = await self._provider.look(ids)
        except (UnansweredError, RefusedError) as error:
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
        except (UnansweredError, RefusedError) as error:
            log.warning("sms_credit_unknown", provider=name, why=str(error))
            return
        await self._database.run(lambda session: _keep_credit(session, name, credit))
        if credit < self._least:
            unit = self._provider.profile.credit.unit_fa
            log.warning("sms_credit_low", provider=name, credit=credit, unit=unit)


def next_look(age: timedelta) -> timedelta:
    """How long to wait until a message of that age is asked about again."""
    return next((wait for until, wait in _LOOKS if age < until), _RARELY)


def _claimed(session: Session, provider: str, now: datetime, most: int) -> list[str]:
    """The provider's ids of messages that are due, which no other worker takes for a while."""
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
