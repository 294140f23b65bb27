"""Months full of made-up facts, and a press that publishes them."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.conversation.models import Conversation
from assistant.insight.facts.cells import AGENCY, COUNTED, PROVINCE
from assistant.insight.facts.counting import by_levels, counts_of
from assistant.insight.facts.models import CaseFact, ScoreSum
from assistant.insight.opendata.cells import Keys
from assistant.insight.opendata.descriptors import DataPublisher
from assistant.insight.opendata.months import begins_on
from assistant.insight.opendata.publishing import Press, keys_of, names_of
from assistant.insight.opendata.snapshots import SnapshotStore
from assistant.storage.database import Database
from knowledge.catalogue import Catalogue

LATER = datetime(2030, 1, 1, tzinfo=UTC)
LAG = timedelta(days=40)
PUBLISHER = DataPublisher("سازمان نمونه", "https://dastyar.example")


_KEYS = (CaseFact.agency_id, CaseFact.province, CaseFact.month)
_FEW = {"agency": 14, "province": 8, "indicator": 11, "service": 20}


def few_keys(catalogue: Catalogue) -> Keys:
    """Some keys of each dimension: the audit of all takes minutes where many tests run at once."""
    return {
        dimension: frozenset(sorted(known)[: _FEW[dimension]])
        for dimension, known in keys_of(catalogue).items()
    }


def facts(
    catalogue: Catalogue, months: Sequence[str], a_month: int, seed: int
) -> list[dict[str, Any]]:
    """Cases that came, spread unevenly over agencies, provinces and services, as they are."""
    chance = random.Random(seed)
    keys = few_keys(catalogue)
    named = {dimension: sorted(known) for dimension, known in keys.items()}
    weights = {d: [chance.paretovariate(0.9) for _ in known] for d, known in named.items()}
    found = []
    for month in months:
        start = datetime.combine(begins_on(month), datetime.min.time(), UTC) + timedelta(hours=8)
        for _ in range(a_month):
            of = {d: chance.choices(known, weights[d])[0] for d, known in named.items()}
            found.append(_fact(chance, len(found) + 1, month, start, of))
    return found


def _fact(
    chance: random.Random, number: int, month: str, start: datetime, of: dict[str, str]
) -> dict[str, Any]:
    began = start + timedelta(minutes=chance.randrange(28 * 1440))
    is_answered, is_judged = chance.random() < 0.9, chance.random() < 0.6
    verdict = chance.choice(["solved", "solved", "partly", "unsolved"])
    minutes = int(chance.lognormvariate(5, 1))
    is_judged = is_judged and is_answered
    has_score = is_judged and chance.random() < 0.7
    return blank_fact() | {
        "case_id": number,
        "cluster_id": number,
        "agency_id": of["agency"],
        "province": of["province"],
        "indicator": of["indicator"],
        "service_id": of["service"] if chance.random() < 0.5 else None,
        "month": month,
        "began_at": began,
        "agency_began_at": began,
        "answered_at": began + timedelta(minutes=minutes) if is_answered else None,
        "answered_work_min": minutes if is_answered else None,
        "answered_agency_min": minutes if is_answered else None,
        "first_verdict": verdict if is_judged else None,
        "first_verdict_at": began + timedelta(days=3) if is_judged else None,
        "first_score": chance.randint(1, 5) if has_score else None,
    }


def put_sums(session: Session) -> None:
    """The sums that the scoreboard reads, of all facts that are there."""
    rows = [dict(row) for row in session.execute(select(*COUNTED, *_KEYS)).mappings()]
    for by, name in ((AGENCY, "agency_id"), (PROVINCE, "province")):
        groups: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            groups[row[name], row["month"]].append(row)
        session.execute(
            insert(ScoreSum),
            [
                {"by": by, "key": key, "month": month, "level": ""} | counts_of(by_levels(of)[""])
                for (key, month), of in groups.items()
            ],
        )


def blank_fact() -> dict[str, Any]:
    """All columns of a fact, with the values that most facts have."""
    columns = CaseFact.__table__.c
    empty = {column.name: None for column in columns}
    no = {column.name: False for column in columns if column.name.startswith("is_")}
    return (
        empty
        | no
        | {
            "number": 1,
            "level": "first",
            "is_first": True,
            "kind": "complaint",
            "channel": "web",
            "counts": True,
            "as_of_event": 1,
            "span": 1,
        }
    )


@contextmanager
def holding(folder: Path, rows: Iterable[dict[str, Any]]) -> Iterator[Session]:
    """A database with these facts and nothing else; their cases are not there."""
    database = Database(f"sqlite:///{folder / 'facts.sqlite3'}")
    # Both have to be known, since one table names the other.
    assert Conversation.metadata is Case.metadata
    Case.metadata.create_all(database.engine)
    with Session(database.engine) as session:
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        session.execute(insert(CaseFact), list(rows))
        yield session
        session.rollback()
    database.engine.dispose()


def press(folder: Path, catalogue: Catalogue, **others: Any) -> Press:
    """A press over the catalogue, with its shelf in `folder`."""
    shelf = SnapshotStore(folder / "open-data")
    return Press(shelf, few_keys(catalogue), names_of(catalogue), PUBLISHER, LAG, **others)
