"""Closures at short notice, as the desk keeps them."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy.orm import Session

from assistant.cases import closures
from assistant.cases.closures import ClosureRow
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.models import now
from assistant.desk.audit import Audited, note_audit
from assistant.desk.dependencies import CalendarKeeping
from assistant.desk.masking import for_colleagues
from assistant.desk.upkeep.schemas import ClosureIn, ClosureOut, WhyIn, WithdrawnOut
from assistant.language.dates import jalali, jalali_brief
from knowledge.calendar.schema import EVERYWHERE, Reason
from knowledge.calendar.work import Closure

router = APIRouter(prefix="/api/v1/desk/closures", tags=["desk"])
ClosureId = Annotated[int, Path(ge=1, le=2**31 - 1)]
MOST_WITHDRAWN = 50
"""So many closures that were called off are listed."""
REASON_FA = {
    Reason.COLD: "سرما",
    Reason.HEAT: "گرما",
    Reason.SMOG: "آلودگی هوا",
    Reason.DUST: "گرد و غبار",
    Reason.STORM: "توفان و برف",
    Reason.POWER: "کمبود برق",
    Reason.GAS: "کمبود گاز",
    Reason.WATER: "کمبود آب",
    Reason.OTHER: "دلیل دیگر",
}


@router.get("")
async def see_closures(_: CalendarKeeping, running: RuntimeDep) -> list[ClosureOut]:
    """The closures that were added and hold."""
    rows = await running.database.run(closures.closures)
    return [_out(row) for row in rows]


@router.post("", status_code=201)
async def add(body: ClosureIn, viewer: CalendarKeeping, running: RuntimeDep) -> ClosureOut:
    """Close offices for a time; open deadlines move."""
    province = closures.province_called(body.province)
    closure = Closure(province, body.begins, body.ends, body.reason, body.source)
    names = {one.name for one in running.catalogue.provinces}

    def work(session: Session) -> ClosureRow:
        row = closures.add_closure(session, closure, names, viewer.account.id)
        note_audit(session, Audited.CLOSURE_ADDED, viewer.account.id, data={"closure": row.id})
        return row

    try:
        return _out(await running.database.run(work))
    except closures.UnknownProvinceError as error:
        raise Problem("unknown_reference", errors=[{"field": "province"}]) from error


@router.get("/withdrawn", response_model_exclude_none=True)
async def see_withdrawn(viewer: CalendarKeeping, running: RuntimeDep) -> list[WithdrawnOut]:
    """The closures that were called off last."""
    rows = await running.database.run(lambda s: closures.withdrawn_closures(s, MOST_WITHDRAWN))
    return [
        WithdrawnOut(
            **_out(row).model_dump(),
            withdrawn_at_fa=jalali_brief(row.withdrawn_at or row.created_at, viewer.at),
            withdrawn_reason=row.withdrawn_reason,
        )
        for row in rows
    ]


@router.post("/{id}/end", status_code=204)
async def end(id: ClosureId, body: WhyIn, viewer: CalendarKeeping, running: RuntimeDep) -> Response:
    """Call a closure off, for a reason; open deadlines move back."""
    reason = for_colleagues(body.reason)

    def work(session: Session) -> bool:
        if not closures.withdraw_closure(session, id, reason):
            return False
        note_audit(session, Audited.CLOSURE_ENDED, viewer.account.id, data={"closure": id})
        return True

    if not await running.database.run(work):
        raise Problem("not_found")
    return Response(status_code=204)


def _out(row: ClosureRow) -> ClosureOut:
    return ClosureOut(
        id=row.id,
        province=row.province or EVERYWHERE,
        begins_fa=jalali(row.begins_at),
        ends_fa=jalali(row.ends_at),
        reason=Reason(row.reason),
        reason_fa=REASON_FA[Reason(row.reason)],
        source=row.source,
        is_over=row.ends_at <= now(),
    )
