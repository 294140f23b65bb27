"""The check of the whole ledger: databases that are tampered with, and honest ones."""

import re
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from support.ledger_trials import Trial, trials

from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from bench.cases.options import CaseOptions
from bench.databases import BenchDatabases
from bench.rows import Row, exactly

PART = "tampering"


async def measured(options: CaseOptions, _: BenchDatabases) -> AsyncIterator[Row]:
    """As many honest databases as tampered ones, with the newest root known from outside."""
    with tempfile.TemporaryDirectory(prefix="dastyar-bench-") as name:
        empty = Path(name) / "empty" / "empty.sqlite3"
        empty.parent.mkdir()
        database = Database(f"sqlite:///{empty}")
        await migrate(database)
        await database.close()
        seen = list(trials(empty, Path(name), options.ledgers, options.seed))
    found = sum(bool(trial.found) for trial in seen)
    share = found / len(seen)
    what = f"of {len(seen):,} tampered databases found, with a known root"
    yield Row(PART, "sqlite", what, f"{found:,}", "≥ .99", share >= 0.99)
    alarms = sum(bool(trial.alarms) for trial in seen)
    yield exactly(PART, "sqlite", f"alarms in {len(seen):,} honest databases", alarms, 0)
    erased = sum(trial.erased for trial in seen)
    yield Row(PART, "sqlite", "erased cases in the honest databases", f"{erased:,}")
    yield Row(PART, "sqlite", "ways of tampering", f"{len({_way(trial) for trial in seen})}")
    for trial in seen:
        if not trial.found:
            yield Row(PART, "sqlite", f"not found: {trial.tampering}"[:100], "")


def _way(trial: Trial) -> str:
    return re.sub(r"\d+", "n", trial.tampering.partition(":")[0])
