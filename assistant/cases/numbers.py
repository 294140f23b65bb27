"""Finds the cases that hold a mobile number, without opening what is sealed.

A keyed hash of the number stands beside the sealed value and goes with it: when words are taken
out, when the case is erased. Who has a copy of the database without its keys cannot guess from it.
"""

import structlog
from cryptography.fernet import InvalidToken
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, PersonalValue
from assistant.cases.personal import Field, number_hash
from assistant.storage.sealing import Sealer

log = structlog.get_logger()


def cases_of_number(session: Session, sealer: Sealer, mobile: str, limit: int) -> list[Case]:
    """The newest `limit` cases that hold `mobile`, the newest first."""
    of_number = select(PersonalValue.case_id).where(
        PersonalValue.number_hash == number_hash(sealer, mobile)
    )
    query = select(Case).where(Case.id.in_(of_number)).order_by(Case.id.desc()).limit(limit)
    return list(session.scalars(query))


def hash_older(session: Session, sealer: Sealer, after_id: int = 0, limit: int = 500) -> int | None:
    """Hash the next `limit` numbers of a version that did not; one that no key opens is logged.

    Returns the id to go on after, None at the end.
    """
    query = select(PersonalValue).where(
        PersonalValue.field == Field.MOBILE,
        PersonalValue.number_hash.is_(None),
        PersonalValue.id > after_id,
    )
    rows = session.scalars(query.order_by(PersonalValue.id).limit(limit)).all()
    for row in rows:
        try:
            row.number_hash = number_hash(sealer, sealer.open(row.sealed))
        except InvalidToken:
            log.error("value_without_key", where=f"case_personal {row.id}")
    return rows[-1].id if len(rows) == limit else None
