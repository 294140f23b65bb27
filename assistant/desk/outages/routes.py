"""Outages at the desk: seen, entered and ended."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy.orm import Session

from assistant.cases import outages
from assistant.cases.door import Door, Step
from assistant.cases.models import Case
from assistant.cases.moves import OPEN, Move
from assistant.cases.outage_models import OutageRow
from assistant.cases.similar.offers import known_outage
from assistant.cases.similar.rules import similar_rules
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.work import party
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import OutageKeeping
from assistant.desk.masking import for_citizen
from assistant.desk.outages.schemas import (
    MOST_OF_A_SOURCE,
    OutageIn,
    OutageOut,
    OutagesOut,
    SuspectedOut,
)
from assistant.language.dates import jalali, jalali_brief
from assistant.runtime import Runtime
from knowledge.catalogue import Catalogue

router = APIRouter(prefix="/api/v1/desk/outages", tags=["desk"])
_STILL = "اگر هنوز مشکل دارید، منتظر پاسخ دستگاه بمانید یا به پرونده پیامی بیفزایید."
OutageId = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("", response_model_exclude_none=True)
async def see_outages(viewer: OutageKeeping, running: RuntimeDep) -> OutagesOut:
    """What goes on, and agencies of which many tell that a system is down."""
    return await running.database.run(lambda s: _all(s, viewer, running))


@router.post("", status_code=201, response_model_exclude_none=True)
async def add(body: OutageIn, viewer: OutageKeeping, running: RuntimeDep) -> OutageOut:
    """Confirm an outage; citizens who complain of it are told."""
    row = OutageRow(
        agency_id=body.agency_id,
        service_id=body.service_id,
        province=body.province,
        began_at=body.began,
        expected_end_at=body.expected_end,
        source=for_citizen(body.source)[:MOST_OF_A_SOURCE],
        added_by=viewer.account.id,
    )

    def work(session: Session) -> OutageRow:
        outages.add_outage(session, running.catalogue, row)
        note_audit(session, Audited.OUTAGE_ADDED, viewer.account.id, data={"outage": row.id})
        return row

    with as_problems():
        return _out(await running.database.run(work), viewer, running)


@router.post("/{id}/end", status_code=204)
async def end(id: OutageId, viewer: OutageKeeping, running: RuntimeDep) -> Response:
    """Say that it is over; all who followed it are told."""

    def work(session: Session) -> bool:
        row = outages.end_outage(session, id, viewer.at)
        if row is None:
            return False
        _tell_followers(session, viewer, running.desk.door, row)
        note_audit(session, Audited.OUTAGE_ENDED, viewer.account.id, data={"outage": id})
        return True

    if not await running.database.run(work):
        raise Problem("not_found")
    return Response(status_code=204)


def _tell_followers(session: Session, viewer: Viewer, door: Door, row: OutageRow) -> None:
    """By the case that leads them; one that has ended has nobody behind it who waits."""
    case = session.get(Case, row.case_id) if row.case_id else None
    case = door.case(session, case.tracking_code) if case else None
    if case and case.status in OPEN:
        words = f"میز خبر داد که قطعی از {jalali(row.began_at)} پایان یافته است. {_STILL}"
        door.move(session, case, Step(Move.INFORMED, party(viewer.account), words=words), viewer.at)


def _all(session: Session, viewer: Viewer, running: Runtime) -> OutagesOut:
    found = outages.suspected(session, similar_rules().outages, viewer.at)
    return OutagesOut(
        outages=[_out(row, viewer, running) for row in outages.open_outages(session)],
        suspected=[_suspected(one, viewer, running.catalogue) for one in found],
    )


def _out(row: OutageRow, viewer: Viewer, running: Runtime) -> OutageOut:
    is_told = outages.is_told(row, similar_rules().outages, viewer.at)
    known = known_outage(row, running.catalogue, running.sealer)
    return OutageOut(**dict(known), is_told=is_told)


def _suspected(one: outages.Suspected, viewer: Viewer, catalogue: Catalogue) -> SuspectedOut:
    agency = catalogue.agencies.get(one.agency_id)
    return SuspectedOut(
        agency_id=one.agency_id,
        agency_name=agency.name if agency else one.agency_id,
        people=one.people,
        since_fa=jalali_brief(one.since, viewer.at),
    )
