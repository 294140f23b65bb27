"""Facts by tenure in tests: doors that write them, and a second look at what was written."""

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy.orm import Session

from assistant.cases.transitions import Door
from assistant.insight.facts.recording import Recorder
from assistant.insight.facts.writing import Histories, Row, facts_of
from assistant.storage.sealing import Sealer
from support.office_times import shipped


def histories(sealer: Sealer) -> Histories:
    return Histories(sealer.digests, shipped())


def recorder(sealer: Sealer) -> Recorder:
    return Recorder(histories(sealer))


def door_of(sealer: Sealer) -> Door:
    """A door that writes facts, by the office times of the files."""
    return Door(sealer, shipped, [recorder(sealer)])


def differences(
    session: Session, sealer: Sealer, case_ids: Collection[int]
) -> list[tuple[Row | None, Row | None]]:
    """Where the facts that were written live differ from those of a replay."""
    told = {_key(row): row for row in map(asdict, histories(sealer).tenures(session, case_ids))}
    kept = {_key(row): row for row in facts_of(session, case_ids)}
    keys = sorted({*told, *kept})
    return [(kept.get(key), told.get(key)) for key in keys if kept.get(key) != told.get(key)]


def _key(row: Row) -> tuple[int, int]:
    return row["case_id"], row["number"]
