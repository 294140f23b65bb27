"""Personal values of a case: sealed when they come, read by role, and every reading is logged.

A keyed hash of a mobile number is kept beside the sealed value and deleted with it: when words are
taken out, and when the case is erased. So cases are found by number without opening sealed values,
and whoever has a copy of the database without its keys cannot guess numbers from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import structlog
from cryptography.fernet import InvalidToken
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases import logs
from assistant.cases.commitments import new_salt
from assistant.cases.models import Case, PersonalValue
from assistant.cases.terms import Actor, Identity, Role
from assistant.language.pii import mask
from assistant.storage.digests import Purpose
from assistant.storage.sealing import Sealer, resealed


class Field(StrEnum):
    """What a personal value is.

    `CALLER` and `MANDATE` tell who called for the citizen, and by what consent. `FILING` is that of
    the first version: words and contact in one.
    """

    WORDS = "words"
    PLACE = "place"
    REASON = "reason"
    NOTE = "note"
    MOBILE = "mobile"
    NAME = "name"
    NATIONAL_ID = "national_id"
    CALLER = "caller"
    MANDATE = "mandate"
    FILING = "filing"


CONTACT = frozenset([Field.MOBILE, Field.NAME, Field.NATIONAL_ID])
_SAID = frozenset([Field.WORDS, Field.REASON, Field.PLACE])
_ALL = frozenset(Field)
_OWN_DIGITS = 10
"""The digits of a mobile number after 0 or +98."""
_NOTHING: frozenset[Field] = frozenset()

READABLE: dict[tuple[Role, Identity], frozenset[Field]] = {
    (Role.OPERATOR, Identity.ANONYMOUS): _SAID | {Field.NOTE, Field.MANDATE},
    (Role.OPERATOR, Identity.SEALED): _ALL,
    (Role.OPERATOR, Identity.NAMED): _ALL,
    (Role.AGENCY, Identity.ANONYMOUS): _NOTHING,
    (Role.AGENCY, Identity.SEALED): _NOTHING,
    (Role.AGENCY, Identity.NAMED): _SAID | CONTACT,
    # The system sends text messages, and needs only the number for that.
    (Role.CLOCK, Identity.ANONYMOUS): _NOTHING,
    (Role.CLOCK, Identity.SEALED): frozenset([Field.MOBILE]),
    (Role.CLOCK, Identity.NAMED): frozenset([Field.MOBILE]),
}
"""Who may read what. Citizens see their own words with personal values masked."""


class NobodyNamedError(ValueError):
    """A case should name its citizen, but nothing that identifies anybody is kept with it."""


class NotReadableError(PermissionError):
    """The reader may read none of the personal values of this case."""


@dataclass(frozen=True)
class ClearValue:
    """A decrypted personal value; `event_number` says with which event it came."""

    field: Field
    event_number: int
    text: str


def check_names_somebody(session: Session, case: Case) -> None:
    """Raise `NobodyNamedError` unless a name, a number or an id is kept with `case`."""
    kept = select(PersonalValue.id).where(
        PersonalValue.case_id == case.id, PersonalValue.field.in_([*CONTACT, Field.FILING])
    )
    if session.scalar(kept.limit(1)) is None:
        raise NobodyNamedError(case.tracking_code)


def keep(
    session: Session,
    sealer: Sealer,
    case: Case,
    values: Mapping[Field, str | None],
    now: datetime,
) -> dict[str, str]:
    """Seal `values` as part of the next event of `case`; returns the commitments for the event.

    Without the salt nobody can guess a value from its commitment, even with the key; the salt is
    deleted with the value. The commitment is made of the value, and not of the sealed text, which
    changes when the key changes.
    """
    commitments = {}
    for field, text in values.items():
        if text:
            row = sealed_value(sealer, case, field, text, now)
            session.add(row)
            commitments[str(field)] = value_commitment(sealer, case, row, text)
    return commitments


def sealed_value(
    sealer: Sealer, case: Case, field: Field, text: str, now: datetime
) -> PersonalValue:
    """The row that keeps `text`, sealed, with the next event of `case`."""
    return PersonalValue(
        case=case,
        event_number=case.version + 1,
        field=field,
        sealed=sealer.seal(text),
        salt=new_salt(),
        key_id=sealer.key_id,
        created_at=now,
        number_hash=number_hash(sealer, text) if field is Field.MOBILE else None,
    )


def number_hash(sealer: Sealer, mobile: str) -> str:
    """The hash that identifies a mobile number, whether it is written with 0 or with +98."""
    return sealer.digests.keyed(Purpose.MOBILE, mobile[-_OWN_DIGITS:])


def value_commitment(sealer: Sealer, case: Case, row: PersonalValue, text: str) -> str:
    """A commitment to the content of a row, and to its event and case."""
    bound_to = (row.salt or "", case.tracking_code, str(row.event_number), row.field)
    # None of these has a line end in it, so the joined lines can be read in one way only.
    return sealer.digests.keyed(Purpose.SEALED_VALUE, "\n".join((*bound_to, text)))


def read_personal(
    session: Session,
    sealer: Sealer,
    case: Case,
    reader: Actor,
    *,
    purpose: str,
    now: datetime,
    only: tuple[Field, int] | None = None,
) -> list[ClearValue]:
    """The values of `case` that `reader` may read, oldest first; logs the reading with its purpose.

    `only` narrows it to one field of one event. Raises `NotReadableError` for a reader who may read
    nothing, and for an agency whose case it is not.
    """
    allowed = _allowed(case, reader)
    if not allowed:
        raise NotReadableError(case.tracking_code)
    query = select(PersonalValue).where(
        PersonalValue.case_id == case.id, PersonalValue.field.in_(allowed)
    )
    if only is not None:
        field, number = only
        query = query.where(PersonalValue.field == field, PersonalValue.event_number == number)
    rows = session.scalars(query.order_by(PersonalValue.id)).all()
    fields = sorted({row.field for row in rows})
    logs.log_reading(session, case, reader, fields, purpose=purpose, now=now)
    return [ClearValue(Field(row.field), row.event_number, sealer.open(row.sealed)) for row in rows]


def readable_values(session: Session, case: Case, reader: Actor) -> list[tuple[Field, int]]:
    """Field and event of all values that `reader` may read of `case`, not opened; oldest first."""
    query = select(PersonalValue.field, PersonalValue.event_number).where(
        PersonalValue.case_id == case.id, PersonalValue.field.in_(_allowed(case, reader))
    )
    rows = session.execute(query.order_by(PersonalValue.id))
    return [(Field(field), number) for field, number in rows]


def masked_notes(session: Session, sealer: Sealer, case: Case) -> dict[int, str]:
    """The desk's notes by the number of their event, with personal values masked."""
    query = select(PersonalValue).where(
        PersonalValue.case_id == case.id, PersonalValue.field == Field.NOTE
    )
    return {row.event_number: mask(sealer.open(row.sealed)).text for row in session.scalars(query)}


def _allowed(case: Case, reader: Actor) -> frozenset[Field]:
    """The fields of `case` that `reader` may read; none of another agency's case."""
    is_foreign = reader.role is Role.AGENCY and (not reader.id or reader.id != case.agency_id)
    return (
        _NOTHING if is_foreign else READABLE.get((reader.role, Identity(case.identity)), _NOTHING)
    )


def reseal(session: Session, sealer: Sealer, after_id: int = 0, limit: int = 500) -> int | None:
    """Seal the next `limit` values that are under older keys again, under the newest key.

    Returns the id after which to go on, None at the end.
    """
    query = select(PersonalValue).where(
        PersonalValue.key_id != sealer.key_id, PersonalValue.id > after_id
    )
    rows = session.scalars(query.order_by(PersonalValue.id).limit(limit)).all()
    for row in rows:
        if anew := resealed(sealer, row.sealed, f"case_personal {row.id}"):
            row.sealed, row.key_id = anew, sealer.key_id
    return rows[-1].id if len(rows) == limit else None


log = structlog.get_logger()


def cases_of_number(session: Session, sealer: Sealer, mobile: str, limit: int) -> list[Case]:
    """The newest `limit` cases that hold `mobile`, the newest first."""
    of_number = select(PersonalValue.case_id).where(
        PersonalValue.number_hash == number_hash(sealer, mobile)
    )
    query = select(Case).where(Case.id.in_(of_number)).order_by(Case.id.desc()).limit(limit)
    return list(session.scalars(query))


def hash_older(session: Session, sealer: Sealer, after_id: int = 0, limit: int = 500) -> int | None:
    """Hash the next `limit` numbers that an older version kept without a hash.

    Logs a number that no key opens. Returns the id after which to go on, None at the end.
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
