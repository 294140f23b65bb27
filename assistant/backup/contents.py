"""What is told of a database beside its copy: keys, schema, codes and the newest root."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.backup.manifest import NewestRoot
from assistant.cases.ledger import roots_between
from assistant.cases.models import Case
from assistant.storage.key_marks import marks
from assistant.storage.migrate import revision_of

CODES, ROOTS = "codes.txt", "roots.json"


@dataclass(frozen=True)
class Contents:
    """The database at one moment. `roots` are the signed roots as they are published."""

    schema: str
    keys: dict[str, str]
    codes: tuple[str, ...]
    roots: str
    newest_root: NewestRoot | None


def contents_of(session: Session, public_key: str) -> Contents:
    """Read within one transaction that sees one moment."""
    published = roots_between(session, public_key, date.min, date.max)
    newest = published.roots[-1] if published.roots else None
    return Contents(
        revision_of(session) or "",
        marks(session),
        codes_in(session),
        published.model_dump_json(),
        NewestRoot(number=newest.number, day=newest.day, hash=newest.hash) if newest else None,
    )


def codes_in(session: Session) -> tuple[str, ...]:
    """All tracking codes."""
    return tuple(session.scalars(select(Case.tracking_code).order_by(Case.id)))
