"""Whatever is tampered with is found with a known root, and nothing in what is honest."""

from pathlib import Path

import pytest
from sqlalchemy import inspect
from support.ledger_tampering import NOT_HISTORY, TABLES
from support.ledger_trials import trials

from assistant.cases.check_case import NOT_COMPARED, compared
from assistant.cases.models import Case
from assistant.storage.database import Base, Database
from assistant.storage.migrate import migrate

HISTORIES = 40
"""`make bench-cases` tries a thousand."""


@pytest.fixture
async def empty(tmp_path: Path) -> Path:
    """An SQLite file at the newest schema."""
    path = tmp_path / "empty" / "empty.sqlite3"
    path.parent.mkdir()
    database = Database(f"sqlite:///{path}")
    await migrate(database)
    await database.close()
    return path


async def test_tampering_is_found_and_honest_histories_are_whole(
    empty: Path, tmp_path: Path
) -> None:
    seen = list(trials(empty, tmp_path, HISTORIES, seed=14))
    assert [trial.alarms for trial in seen if trial.alarms] == []
    assert [trial.tampering for trial in seen if not trial.found] == []
    assert sum(trial.erased for trial in seen) > HISTORIES, "few of the honest ones erase"
    ways = {trial.tampering.partition(":")[0] for trial in seen}
    assert len(ways) > HISTORIES / 2, "always the same is tried"


def test_every_column_of_a_case_is_compared_or_has_a_reason_not_to_be() -> None:
    columns = set(inspect(Case).column_attrs.keys())
    assert compared() | NOT_COMPARED.keys() == columns
    assert not compared() & NOT_COMPARED.keys()


def test_what_is_left_out_of_tampering_exists() -> None:
    tables = Base.metadata.tables
    assert set(TABLES) <= set(tables)
    assert all(column in tables[table].columns for table, column in NOT_HISTORY)
