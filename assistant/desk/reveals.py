"""Looks at personal data: each has a reason and a record, is limited by the hour, and many alarm.

A reason must say something, and must not always be the same. Looks are counted in the record
itself, so that all gateway processes count together and a restart forgets nothing.
"""

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from prometheus_client import Counter
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.conversation.models import Turn
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account, AuditEntry, DeskAlarm
from assistant.desk.queue_schemas import LookAlarm
from assistant.language.dates import jalali_brief
from assistant.settings import Settings
from assistant.storage.sealing import Sealer
from assistant.storage.statements import locked

LEAST_LETTERS, LEAST_DIFFERENT, LEAST_WORDS = 8, 5, 2
"""«برای بازدید» is the shortest reason seen in real work; «تست تست تست» is no reason."""
SAME_IN_A_ROW = 20
"""Nobody has the very same reason for so many cases one after the other."""
_RUN = re.compile(r"(\w)\1{3}")
_MOST_LOOKS = 500
"""Looks that are compared; several values of one case count as one case."""


class PoorReasonError(ValueError):
    """The reason says nothing."""


class RepeatedReasonError(ValueError):
    """The same reason was given for all of the last cases."""


def check_reason(reason: str) -> None:
    """Raise `PoorReasonError` unless it is made of words."""
    letters, words = _letters(reason), {word.casefold() for word in reason.split()}
    is_rich = len(letters) >= LEAST_LETTERS and len(set(letters)) >= LEAST_DIFFERENT
    if not is_rich or len(words) < LEAST_WORDS or _RUN.search(letters):
        raise PoorReasonError


def reason_hash(sealer: Sealer, reason: str) -> str:
    """The hash that identifies a reason; digits, spaces and signs do not change it."""
    return sealer.code("reason", _letters(reason))[:16]


def check_not_repeated(session: Session, account_id: str, case: str, hashed: str) -> None:
    """Raise `RepeatedReasonError` if each of the last cases has the same reason."""
    query = select(AuditEntry.data).where(
        AuditEntry.account_id == account_id, AuditEntry.action == Audited.CASE_REVEALED
    )
    cases = {case}
    for data in session.scalars(query.order_by(AuditEntry.id.desc()).limit(_MOST_LOOKS)):
        if data.get("reason") != hashed:
            return
        cases.add(data.get("case", ""))
        if len(cases) >= SAME_IN_A_ROW:
            raise RepeatedReasonError


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


log = structlog.get_logger()

LOOKS = (
    Audited.REVEALED,
    Audited.CASE_REVEALED,
    Audited.CASE_FILE_READ,
    Audited.CALLER_LOOKED_UP,
)
"""Kinds of looks: a message as typed, a sealed value, a file, the owner of a number."""
SEEN = Counter("dastyar_reveals_total", "Looks at personal data at the desk.", ["outcome"])
ALARMS = Counter("dastyar_reveal_alarms_total", "Times that somebody looked at very much.")
_HOUR = timedelta(hours=1)
_SHOWN = timedelta(hours=24)
_MOST_ALARMS = 20


class TooManyLooksError(ValueError):
    """Too many looks at personal data in an hour; `wait_s` seconds until the next look."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


@dataclass(frozen=True)
class LookBounds:
    """Looks an hour of one person: at most `most`; an alarm is raised at `told_at`."""

    most: int
    told_at: int


def bounds_of(settings: Settings) -> LookBounds:
    """How many looks there may be in this installation."""
    return LookBounds(settings.desk_reveals_per_hour, settings.desk_reveals_alarm_per_hour)


def note_look(
    session: Session,
    viewer: Viewer,
    bounds: LookBounds,
    action: Audited,
    *,
    conversation_id: str | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Record a look, before anything is shown; raises `TooManyLooksError`."""
    account = viewer.account.id
    # One look after the other: parallel ones would all count the same.
    locked(session, select(Account).where(Account.id == account))
    times = _looks(session, account, bounds.most, viewer.at)
    if len(times) >= bounds.most:
        SEEN.labels("refused").inc()
        raise TooManyLooksError(_wait_s(times[-1], viewer.at))
    note_audit(session, action, account, conversation_id, data)
    SEEN.labels("shown").inc()
    looks = len(times) + 1
    if looks in {bounds.told_at, bounds.most}:
        _tell(session, viewer, looks, is_stopped=looks == bounds.most)


def reveal_message(
    session: Session, viewer: Viewer, sealer: Sealer, bounds: LookBounds, turn: Turn
) -> str:
    """A message as it was typed, once the look is on record; raises `TooManyLooksError`."""
    talk, about = turn.conversation_id, {"turn": turn.id}
    note_look(session, viewer, bounds, Audited.REVEALED, conversation_id=talk, data=about)
    return sealer.open(turn.sealed) if turn.sealed else turn.text


def alarms(session: Session, at: datetime) -> list[LookAlarm]:
    """Who looked at very much in the last day, newest first."""
    query = select(DeskAlarm, Account.name).join(Account, Account.id == DeskAlarm.account_id)
    query = query.where(DeskAlarm.created_at > at - _SHOWN).order_by(DeskAlarm.id.desc())
    return [
        LookAlarm(
            name=name,
            looks=alarm.looks,
            is_stopped=alarm.is_stopped,
            at_fa=jalali_brief(alarm.created_at, at),
        )
        for alarm, name in session.execute(query.limit(_MOST_ALARMS))
    ]


def _looks(session: Session, account: str, most: int, at: datetime) -> list[datetime]:
    """When the account looked in the last hour, newest first, `most` times at most."""
    query = select(AuditEntry.created_at).where(
        AuditEntry.account_id == account,
        AuditEntry.action.in_(LOOKS),
        AuditEntry.created_at > at - _HOUR,
    )
    return list(session.scalars(query.order_by(AuditEntry.id.desc()).limit(most)))


def _wait_s(oldest: datetime, at: datetime) -> int:
    left = math.ceil((oldest + _HOUR - at).total_seconds())
    return min(max(1, left), round(_HOUR.total_seconds()))


def _tell(session: Session, viewer: Viewer, looks: int, *, is_stopped: bool) -> None:
    """Alarm in log, metrics, record and to supervisors; once an hour for each of the two bounds."""
    account = viewer.account.id
    before = select(DeskAlarm.id).where(
        DeskAlarm.account_id == account,
        DeskAlarm.is_stopped == is_stopped,
        DeskAlarm.created_at > viewer.at - _HOUR,
    )
    if session.scalar(before.limit(1)) is not None:
        return
    session.add(
        DeskAlarm(account_id=account, looks=looks, is_stopped=is_stopped, created_at=viewer.at)
    )
    told = {"looks": looks, "stopped": is_stopped}
    note_audit(session, Audited.REVEALS_ALARM, account, data=told)
    ALARMS.inc()
    log.warning("many_reveals", account=account, in_an_hour=looks, stopped=is_stopped)
