"""For what somebody wants to see personal data: a reason that is one, and not ever the same."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.desk.audit import Audited
from assistant.desk.models import AuditEntry
from assistant.storage.sealing import Sealer

LEAST_LETTERS, LEAST_DIFFERENT, LEAST_WORDS = 8, 5, 2
"""«برای بازدید» is the shortest reason of real work that was met; «تست تست تست» is none."""
SAME_IN_A_ROW = 20
"""For so many cases one after the other nobody has the very same reason."""
_RUN = re.compile(r"(\w)\1{3}")
_MOST_LOOKS = 500
"""Looks that are compared; several values of one case count as one case."""


class PoorReasonError(ValueError):
    """The reason says nothing."""


class RepeatedReasonError(ValueError):
    """The same reason stood for all of the last cases."""


def check_reason(reason: str) -> None:
    """Raise `PoorReasonError` unless it is made of words."""
    letters, words = _letters(reason), {word.casefold() for word in reason.split()}
    is_rich = len(letters) >= LEAST_LETTERS and len(set(letters)) >= LEAST_DIFFERENT
    if not is_rich or len(words) < LEAST_WORDS or _RUN.search(letters):
        raise PoorReasonError


def reason_hash(sealer: Sealer, reason: str) -> str:
    """By what a reason is known again; digits, spaces and signs make no other reason of it."""
    return sealer.code("reason", _letters(reason))[:16]


def check_not_repeated(session: Session, account_id: str, case: str, hashed: str) -> None:
    """Raise `RepeatedReasonError` where the same reason stood for the last cases, one by one."""
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
