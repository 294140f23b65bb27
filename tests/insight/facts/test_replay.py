"""Random lives of a database: what was written live is what the ledger tells, byte for byte."""

import io
from datetime import timedelta

from sqlalchemy import func, select, update
from support.facts import histories
from support.ledger_lives import Histories as Lives

from assistant.cases.models import Case, CaseEvent
from assistant.insight.facts.models import CaseFact, ScoreCell
from assistant.insight.facts.replay import kept, rebuild, replayed, write_lines
from assistant.storage.database import Database


def _bytes(rows: object) -> tuple[bytes, str]:
    file = io.BytesIO()
    written = write_lines(rows, file)  # type: ignore[arg-type]
    return file.getvalue(), written.sha256


async def test_a_replay_writes_the_same_bytes(fresh: Database) -> None:
    lives = Lives(fresh, seed=15)
    lives.live(cases=8, things=90)
    known = histories(lives.sealer)
    with fresh.transaction() as session:
        live = list(kept(session))
        assert len(live) > 9
        assert list(replayed(session, known)) == live, "answer hashes too"
        lines, digest = _bytes(live)
        assert _bytes(replayed(session, known)) == (lines, digest)
        assert lines.count(b"\n") == len(live)
    # A table that was lost is made again.
    with fresh.transaction() as session:
        session.execute(update(CaseFact).values(counts=False, first_verdict="solved"))
        session.execute(update(CaseFact).values(number=CaseFact.number + 50))
    rebuild(fresh.transaction, known)
    with fresh.transaction() as session:
        assert list(kept(session)) == live
        before = _cells(session)
        assert before
    rebuild(fresh.transaction, known)
    with fresh.transaction() as session:
        assert _cells(session) == before


async def test_a_past_state_stays_what_it_was(fresh: Database) -> None:
    lives = Lives(fresh, seed=16)
    lives.live(cases=8, things=60)
    known = histories(lives.sealer)
    with fresh.transaction() as session:
        until = session.scalars(select(func.max(CaseEvent.created_at))).one()
        then = _bytes(kept(session))
    lives.live(cases=4, things=60)
    known = histories(lives.sealer)
    with fresh.transaction() as session:
        assert _bytes(replayed(session, known, until)) == then
        assert _bytes(kept(session)) != then
        assert list(replayed(session, known, until - timedelta(days=400))) == []
        assert session.scalar(select(func.count()).where(Case.erased_at.is_not(None)))


def _cells(session: object) -> list[dict[str, object]]:
    table = ScoreCell.__table__
    rows = session.execute(select(table).order_by(*table.primary_key)).mappings()  # type: ignore[attr-defined]
    return [dict(row) for row in rows]
