"""Cells added up: of each agency over all provinces, and of each province over all agencies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from assistant.insight.facts.models import ScoreCell, ScoreSum
from assistant.storage.digests import plain

AGENCY, PROVINCE = "agency", "province"
_KEYS = {"by", "key", "level", "month"}
_COUNTED = [column.name for column in ScoreSum.__table__.columns if column.name not in _KEYS]
_DIGITS = 6


def refresh_sums(session: Session, agency_id: str, province: str, month: str) -> None:
    """Add up anew what a changed cell is part of; whoever adds up the same meanwhile waits."""
    refresh_sum(session, AGENCY, agency_id, month)
    refresh_sum(session, PROVINCE, province, month)


def refresh_sum(session: Session, by: str, key: str, month: str) -> None:
    """Add up the cells of one agency or province in a month."""
    column = {AGENCY: ScoreCell.agency_id, PROVINCE: ScoreCell.province}[by]
    _lock(session, by, key, month)
    mine = (ScoreSum.by == by, ScoreSum.key == key, ScoreSum.month == month)
    session.execute(delete(ScoreSum).where(*mine), execution_options=_UNSYNCHRONISED)
    cells = (column == key, ScoreCell.month == month)
    columns = [getattr(ScoreCell, name) for name in ("level", *_COUNTED)]
    # Sums of fractions hang on their order.
    order = (ScoreCell.level, ScoreCell.agency_id, ScoreCell.province)
    rows = session.execute(select(*columns).where(*cells).order_by(*order)).mappings().all()
    place = {"by": by, "key": key, "month": month}
    new = [place | {"level": level} | counts for level, counts in _by_level(rows)]
    if new:
        session.execute(insert(ScoreSum), new)


def added_up(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The counts of `Counts` of several cells together."""
    return {name: _sum([row[name] for row in rows]) for name in _COUNTED}


_UNSYNCHRONISED = {"synchronize_session": False}


def _by_level(rows: Iterable[Any]) -> list[tuple[str, dict[str, Any]]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row["level"]].append(row)
    return [(level, added_up(found[level])) for level in sorted(found)]


def _sum(values: Sequence[Any]) -> Any:
    if isinstance(values[0], list):
        return [_rounded(sum(parts)) for parts in zip(*values, strict=True)]
    if isinstance(values[0], dict):
        sorts = sorted({sort for value in values for sort in value})
        return {sort: _sum([value[sort] for value in values if sort in value]) for sort in sorts}
    return sum(values) if isinstance(values[0], int) else _rounded(sum(values))


def _rounded(number: float) -> float:
    return round(float(number), _DIGITS)


def _lock(session: Session, by: str, key: str, month: str) -> None:
    """Until the end of the transaction; on SQLite the deletion that follows does as much."""
    if session.get_bind().dialect.name == "postgresql":
        number = int(plain("\n".join([by, key, month]).encode())[:15], 16)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
