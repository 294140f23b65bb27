"""Outages at the desk: suspected ones dismissed, confirmed ones entered, merged and ended."""

from typing import Annotated, TypeVar

from fastapi import APIRouter, Path, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases import outage_cases, outages
from assistant.cases.moves import Move
from assistant.cases.outages import OutageRow
from assistant.cases.transitions import MoveRequest
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.work import party
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import OutageKeeping
from assistant.desk.masking import for_citizen, for_colleagues
from assistant.desk.outages import words
from assistant.desk.outages.schemas import (
    MOST_ASKED,
    MOST_OF_A_SOURCE,
    DismissIn,
    MergedOut,
    OutageIn,
    OutageOut,
    OutagesOut,
)
from assistant.desk.outages.views import everything, outage_out
from assistant.insight.radar import askers, suspicions
from assistant.runtime import Runtime
from assistant.storage.statements import locked

router = APIRouter(prefix="/api/v1/desk/outages", tags=["desk"])
Id = Annotated[int, Path(ge=1, le=2**31 - 1)]
T = TypeVar("T")


@router.get("", response_model_exclude_none=True)
async def see_outages(viewer: OutageKeeping, running: RuntimeDep) -> OutagesOut:
    """What goes on, and what many more people than usual report."""
    return await running.database.run(lambda s: everything(s, viewer, running))


@router.post("", status_code=201, response_model_exclude_none=True)
async def add(body: OutageIn, viewer: OutageKeeping, running: RuntimeDep) -> OutageOut:
    """Confirm an outage; citizens who complain of it, or did so already, are told."""
    row = OutageRow(
        agency_id=body.agency_id,
        service_id=body.service_id,
        province=body.province,
        indicator=body.indicator,
        began_at=body.began,
        expected_end_at=body.expected_end,
        source=for_citizen(body.source)[:MOST_OF_A_SOURCE],
        asked=for_citizen(body.asked)[:MOST_ASKED] if body.asked else None,
        people=0,
        added_by=viewer.account.id,
    )

    def work(session: Session) -> OutageOut:
        outages.add_outage(session, running.catalogue, row)
        suspicions.confirm(session, row, by=viewer.account.id, now=viewer.at)
        if body.merges:
            _merge(session, viewer, running, row)
        if row.began_at <= viewer.at:
            _inform(session, viewer, running, row, words.confirmed(row, running.catalogue))
        note_audit(session, Audited.OUTAGE_ADDED, viewer.account.id, data={"outage": row.id})
        return outage_out(session, row, viewer, running)

    with as_problems():
        return await running.database.run(work)


@router.post("/{id}/merge")
async def merge(id: Id, viewer: OutageKeeping, running: RuntimeDep) -> MergedOut:
    """Merge all cases of the outage that go alone; at most 500 at once."""

    def work(session: Session) -> MergedOut | None:
        row = _open(session, id)
        if row is None:
            return None
        merged = _merge(session, viewer, running, row)
        return MergedOut(merged=merged, left=outage_cases.alone_count(session, row))

    return _or_unknown(await running.database.run(work))


@router.post("/{id}/end", status_code=204)
async def end(id: Id, viewer: OutageKeeping, running: RuntimeDep) -> Response:
    """Say that it is over; all with an open case of it are told, and all who asked about it."""

    def work(session: Session) -> OutageRow | None:
        row = outages.end_outage(session, id, viewer.at)
        if row is not None:
            _inform(session, viewer, running, row, words.ended(row, running.catalogue))
            askers.tell(session, row, viewer.at)
            note_audit(session, Audited.OUTAGE_ENDED, viewer.account.id, data={"outage": id})
        return row

    _or_unknown(await running.database.run(work))
    return Response(status_code=204)


@router.post("/suspected/{id}/dismiss", status_code=204)
async def dismiss(id: Id, body: DismissIn, viewer: OutageKeeping, running: RuntimeDep) -> Response:
    """Say why it is no outage; the agency raises no suspicion for some hours."""

    def work(session: Session) -> object | None:
        row = suspicions.dismiss(
            session,
            id,
            by=viewer.account.id,
            reason=for_colleagues(body.reason)[:MOST_OF_A_SOURCE],
            hours=body.hours,
            now=viewer.at,
        )
        if row is not None:
            told = {"suspicion": id, "agency": row.agency_id}
            note_audit(session, Audited.OUTAGE_DISMISSED, viewer.account.id, data=told)
        return row

    _or_unknown(await running.database.run(work))
    return Response(status_code=204)


def _open(session: Session, id_: int) -> OutageRow | None:
    query = select(OutageRow).where(OutageRow.id == id_, OutageRow.ended_at.is_(None))
    return next(iter(locked(session, query)), None)


def _merge(session: Session, viewer: Viewer, running: Runtime, row: OutageRow) -> int:
    step = MoveRequest(Move.MERGED, party(viewer.account), reason=words.MERGED)
    merged = outage_cases.gather(session, running.desk.door, row, step, viewer.at)
    if merged:
        told = {"outage": row.id, "cases": len(merged)}
        note_audit(session, Audited.OUTAGE_MERGED, viewer.account.id, data=told)
    return len(merged)


def _inform(session: Session, viewer: Viewer, running: Runtime, row: OutageRow, said: str) -> None:
    step = MoveRequest(Move.INFORMED, party(viewer.account), words=said)
    outage_cases.inform(session, running.desk.door, row, step, viewer.at)


def _or_unknown(found: T | None) -> T:
    if found is None:
        raise Problem("not_found")
    return found
