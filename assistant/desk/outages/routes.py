"""Outages at the desk: seen, entered and ended."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy.orm import Session

from assistant.cases import outages
from assistant.cases.outage_models import OutageRow
from assistant.cases.similar.offers import known_outage
from assistant.cases.similar.rules import similar_rules
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import OutageKeeping
from assistant.desk.outages.schemas import OutageIn, OutageOut, OutagesOut, SuspectedOut
from assistant.language.dates import jalali_brief
from knowledge.catalogue import Catalogue

router = APIRouter(prefix="/api/v1/desk/outages", tags=["desk"])
OutageId = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("", response_model_exclude_none=True)
async def see_outages(viewer: OutageKeeping, running: RuntimeDep) -> OutagesOut:
    """What goes on, and agencies of which many tell that a system is down."""
    return await running.database.run(lambda s: _all(s, viewer, running.catalogue))


@router.post("", status_code=201, response_model_exclude_none=True)
async def add(body: OutageIn, viewer: OutageKeeping, running: RuntimeDep) -> OutageOut:
    """Confirm an outage; citizens who complain of it are told."""
    row = OutageRow(
        agency_id=body.agency_id,
        service_id=body.service_id,
        province=body.province,
        began_at=body.began,
        expected_end_at=body.expected_end,
        source=body.source,
        added_by=viewer.account.id,
    )

    def work(session: Session) -> OutageRow:
        outages.add_outage(session, running.catalogue, row)
        note_audit(session, Audited.OUTAGE_ADDED, viewer.account.id, data={"outage": row.id})
        return row

    with as_problems():
        return _out(await running.database.run(work), viewer, running.catalogue)


@router.post("/{id}/end", status_code=204)
async def end(id: OutageId, viewer: OutageKeeping, running: RuntimeDep) -> Response:
    """Say that it is over."""

    def work(session: Session) -> bool:
        if not outages.end_outage(session, id, viewer.at):
            return False
        note_audit(session, Audited.OUTAGE_ENDED, viewer.account.id, data={"outage": id})
        return True

    if not await running.database.run(work):
        raise Problem("not_found")
    return Response(status_code=204)


def _all(session: Session, viewer: Viewer, catalogue: Catalogue) -> OutagesOut:
    found = outages.suspected(session, similar_rules().outages, viewer.at)
    return OutagesOut(
        outages=[_out(row, viewer, catalogue) for row in outages.open_outages(session)],
        suspected=[_suspected(one, viewer, catalogue) for one in found],
    )


def _out(row: OutageRow, viewer: Viewer, catalogue: Catalogue) -> OutageOut:
    is_told = outages.is_told(row, similar_rules().outages, viewer.at)
    return OutageOut(**dict(known_outage(row, catalogue)), is_told=is_told)


def _suspected(one: outages.Suspected, viewer: Viewer, catalogue: Catalogue) -> SuspectedOut:
    agency = catalogue.agencies.get(one.agency_id)
    return SuspectedOut(
        agency_id=one.agency_id,
        agency_name=agency.name if agency else one.agency_id,
        people=one.people,
        since_fa=jalali_brief(one.since, viewer.at),
    )
