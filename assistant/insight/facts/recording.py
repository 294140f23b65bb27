"""When facts are written: in the transaction of each move, and in background jobs.

`Door` calls `Recorder` last, for every move. A case that moves several times in one transaction is
written once, at the end of it. Jobs count the cells that change, try again where writing failed,
and fill in the cases from before there were facts.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from enum import StrEnum

import structlog
from sqlalchemy import delete, inspect, literal, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.insight.facts.cells import refresh_cell
from assistant.insight.facts.models import CaseFact
from assistant.insight.facts.writing import CellKey, Histories, write_facts
from assistant.storage.database import do_late
from assistant.storage.digests import plain
from assistant.storage.jobs import Claim, Handling, Job, JobState, Work, enqueue
from assistant.storage.statements import locked

_MOVED = "cases that moved"
log = structlog.get_logger()


class Recorder:
    """An observer of `Door`. A fault in it stops no move: it is logged, and a job tries again."""

    def __init__(self, histories: Histories) -> None:
        self._histories = histories

    def __call__(self, session: Session, case: Case, event: CaseEvent) -> None:
        """Have the facts of `case` written before this transaction is committed."""
        if _MOVED not in session.info:
            session.info[_MOVED] = []
            do_late(session, self._write)
        session.info[_MOVED].append(case)

    def _write(self, session: Session) -> None:
        moved: list[Case] = session.info.pop(_MOVED)
        session.flush()
        # What a savepoint has taken back is no longer in the session.
        ids = sorted({_id(case) for case in moved if case in session})
        if ids:
            self._write_apart(session, ids)

    def _write_apart(self, session: Session, ids: Collection[int]) -> None:
        try:
            # Below the session, which would look through all that it has; nothing of it changes.
            with session.connection().begin_nested():
                have_counted(session, write_facts(session, self._histories, ids))
        except Exception as error:
            log.error("facts_fault", cases=list(ids), exc_info=error)
            have_written(session, ids)


def _id(case: Case) -> int:
    """Without reading the row anew, which may have been expired."""
    (found,) = inspect(case).identity or (case.id,)
    return int(found)


# Written out in the statement, so that the index of what waits is used.
_WAITING = literal(JobState.WAITING.value, literal_execute=True)
_UNSYNCHRONISED = {"synchronize_session": False}
BATCH = 100
"""Cases that one transaction of a replay holds locked."""


class InsightJob(StrEnum):
    """Kinds of jobs about facts."""

    CELL = "insight.cell"
    CASE = "insight.case"
    FILL = "insight.fill"


class FactsJobs:
    """Handlers of `InsightJob`."""

    def __init__(self, histories: Histories) -> None:
        self._histories = histories

    @property
    def handlings(self) -> dict[str, Handling]:
        """The handler of each kind."""
        return {
            InsightJob.CELL: Handling(_count),
            InsightJob.CASE: Handling(self._write),
            InsightJob.FILL: Handling(self._fill),
        }

    async def _write(self, claim: Claim) -> Work:
        case_id = claim.payload["case_id"]
        return lambda session: have_counted(session, rewrite(session, self._histories, [case_id]))

    async def _fill(self, claim: Claim) -> Work:
        """Facts of cases of before there were facts, in batches, and then all cells."""

        def work(session: Session) -> None:
            after_id = rewrite_after(session, self._histories, claim.payload.get("after_id", 0))
            if after_id is None:
                have_counted(session, all_cells(session))
            else:
                key = f"{InsightJob.FILL}>{after_id}"
                enqueue(session, InsightJob.FILL, {"after_id": after_id}, key=key)

        return work


def have_counted(session: Session, cells: Iterable[CellKey]) -> None:
    """Have these cells counted soon, each of them by one worker at a time.

    Every change adds a job of its own, in the cell's lane, and the first that is done does all that
    wait. A unique key would lose a change that is committed while its cell is being counted.
    """
    for cell in sorted(cells):
        enqueue(session, InsightJob.CELL, asdict(cell), lane=_lane(cell))


def have_written(session: Session, case_ids: Collection[int]) -> None:
    """Have the facts of these cases written soon."""
    for case_id in case_ids:
        lane = f"{InsightJob.CASE}:{case_id}"
        enqueue(session, InsightJob.CASE, {"case_id": case_id}, lane=lane)


def rewrite(session: Session, histories: Histories, case_ids: Collection[int]) -> set[CellKey]:
    """Have the facts of these cases be what their ledgers tell now; the cells that change."""
    ids = locked(session, select(Case.id).where(Case.id.in_(case_ids)).order_by(Case.id))
    return write_facts(session, histories, ids)


def rewrite_after(session: Session, histories: Histories, after_id: int) -> int | None:
    """The same for the next cases behind `after_id`; the id to go on after, None at the end."""
    query = select(Case.id).where(Case.id > after_id).order_by(Case.id).limit(BATCH)
    ids = locked(session, query)
    write_facts(session, histories, ids)
    return ids[-1] if len(ids) == BATCH else None


def all_cells(session: Session) -> set[CellKey]:
    """The key of every cell that has a tenure."""
    query = select(CaseFact.agency_id, CaseFact.province, CaseFact.month).distinct()
    rows = session.execute(query)
    return {CellKey(agency_id, province or "", month) for agency_id, province, month in rows}


async def _count(claim: Claim) -> Work:
    cell = CellKey(**claim.payload)

    def work(session: Session) -> None:
        # Facts of these were committed with them, so the count below has them all. None is kept as
        # done: they would be as many as moves, and tell nothing.
        waiting = (Job.lane == _lane(cell)) & (Job.state == _WAITING)
        for gone in (waiting, Job.id == claim.id):
            session.execute(delete(Job).where(gone), execution_options=_UNSYNCHRONISED)
        refresh_cell(session, cell)

    return work


def _lane(cell: CellKey) -> str:
    named = "\n".join([cell.agency_id, cell.province, cell.month])
    return f"{InsightJob.CELL}:{plain(named.encode())[:32]}"
