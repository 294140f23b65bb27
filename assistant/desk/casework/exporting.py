"""The table of cases as a sheet for a spreadsheet, and that it was taken, on record."""

from sqlalchemy.orm import Session

from assistant.cases.schedule import Schedule
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.schemas import CaseEntry, CaseFilters
from assistant.desk.casework.search import all_cases
from assistant.desk.conversations import Viewer
from assistant.insight.situation.sheet import Cell, csv_bytes
from knowledge.catalogue import Catalogue

MOST = 20_000
"""So many cases are in one sheet."""
_COLUMNS = (
    *("کد رهگیری", "نوع", "وضعیت", "دستگاه", "شاخص", "محل", "سطح"),
    *("ثبت", "مهلت (UTC)", "مهلت", "مهلت گذشته", "نفرها", "مسئول", "شرح"),
)


class TooManyCasesError(ValueError):
    """There are more cases than one sheet may hold."""


def sheet_of(
    session: Session, viewer: Viewer, catalogue: Catalogue, schedule: Schedule, wanted: CaseFilters
) -> bytes:
    """All cases that are wanted, masked as in the table; raises `TooManyCasesError`."""
    found = all_cases(session, viewer, catalogue, schedule, wanted, most=MOST + 1)
    if len(found) > MOST:
        raise TooManyCasesError
    note_audit(session, Audited.CASES_EXPORTED, viewer.account.id, data=_told(wanted, len(found)))
    return csv_bytes(_COLUMNS, map(_line, found))


def _told(wanted: CaseFilters, count: int) -> dict[str, object]:
    """By what they were narrowed; the words that were looked for are not kept, nor is any value."""
    asked = wanted.model_dump(exclude_defaults=True, exclude={"sort"})
    return {"filters": sorted(asked), "rows": count}


def _line(entry: CaseEntry) -> tuple[Cell, ...]:
    return (
        *(entry.tracking_code, entry.kind_fa, entry.status_fa, entry.agency_name),
        *(entry.indicator_fa, entry.place_fa, entry.level_fa, entry.created_at_fa),
        *(entry.due_at, entry.due_at_fa, "بله" if entry.is_overdue else "", entry.people),
        *(entry.assignee.title if entry.assignee else None, entry.description),
    )
