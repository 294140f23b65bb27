"""The log of who read what is personal of a case, and why.

Why may itself tell of the citizen. So the log's chain covers a commitment to it, and erasing a case
takes the purpose and its salt away.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.by import By
from assistant.cases.commitments import commitment, new_salt
from assistant.cases.logs import append
from assistant.cases.models import Case, PersonalReading

_PURPOSE = "purpose"
_MOST_CHARACTERS = 200


def note(
    session: Session, case: Case, reader: By, fields: Sequence[str], *, purpose: str, now: datetime
) -> None:
    """Put on record that `reader` read `fields`; it is kept when the transaction is."""
    salt, why = new_salt(), purpose[:_MOST_CHARACTERS]
    reading = PersonalReading(
        case_id=case.id,
        role=reader.role,
        reader_id=reader.id,
        fields=list(fields),
        purpose=why,
        salt=salt,
        purpose_commitment=commitment(salt, _PURPOSE, why),
        created_at=now,
    )
    append(session, reading)


def faults_of_purposes(session: Session) -> Iterator[str]:
    """Purposes that are not those of the log, or that are gone though their case was not erased."""
    query = select(PersonalReading, Case.erased_at).outerjoin(
        Case, Case.id == PersonalReading.case_id
    )
    rows = session.execute(query.order_by(PersonalReading.number).execution_options(yield_per=500))
    for reading, erased_at in rows:
        if reading.salt is None and not reading.purpose:
            if erased_at is None or reading.created_at > erased_at:
                yield f"the purpose of entry {reading.number} is gone"
        elif reading.purpose_commitment != commitment(
            reading.salt or "", _PURPOSE, reading.purpose
        ):
            yield f"the purpose of entry {reading.number} is another"
