"""Outages at the desk: suspected ones dismissed, confirmed ones entered, merged and ended.

Citizens with a case of an outage hear that it is known, and that it is over.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Path, Response
from persiantools.jdatetime import JalaliDateTime
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases import outage_cases, outages
from assistant.cases.merged_cases import people
from assistant.cases.moves import Move
from assistant.cases.outage_cases import alone_count
from assistant.cases.outages import WHAT_FA, OutageRow, people_fa, what_fa
from assistant.cases.similar.find import similar_rules
from assistant.cases.similar.offers import known_outage
from assistant.cases.terms import Indicator
from assistant.cases.transitions import MoveRequest
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import OutageKeeping
from assistant.desk.masking import for_citizen, for_colleagues
from assistant.desk.outages.schemas import (
    MOST_ASKED,
    MOST_OF_A_SOURCE,
    CountedName,
    DismissIn,
    MergedOut,
    OutageIn,
    OutageOut,
    OutagesOut,
    SuspectedOut,
)
from assistant.insight.radar import askers, suspicions
from assistant.insight.radar.models import RadarSuspicion
from assistant.insight.radar.reports import Reported, first_of_each, of_suspicion
from assistant.insight.radar.suspicions import open_suspicions
from assistant.language.dates import TEHRAN, jalali, jalali_brief, rfc3339
from assistant.runtime import Runtime
from assistant.storage.statements import locked
from knowledge.catalogue import Catalogue

MERGED_FA = "همه از یک قطعی می‌گویند"
_NEWS = "همین که درست شد، همین‌جا خبر می‌دهیم."
_STILL = "اگر هنوز مشکل دارید، منتظر پاسخ دستگاه بمانید یا به پرونده پیامی بیفزایید."


def confirmed_fa(row: OutageRow, catalogue: Catalogue) -> str:
    """Since when, how many, and who was asked about it."""
    asked = f" پیگیری شده از: {row.asked}." if row.asked else ""
    return (
        f"این قطعی تأیید شد: {what_fa(row, catalogue)}، از {jalali(row.began_at)}. "
        f"تا حالا {people_fa(row)} آن را گزارش کرده‌اند.{asked} {_NEWS}"
    )


def ended_fa(row: OutageRow, catalogue: Catalogue) -> str:
    """That it is over, and what to do if not."""
    return (
        f"میز خبر داد که قطعی {what_fa(row, catalogue)} از {jalali(row.began_at)} پایان یافته است. "
        f"{_STILL}"
    )


_MOST_SHARES = 5


def everything(session: Session, viewer: Viewer, running: Runtime) -> OutagesOut:
    """What goes on, and what somebody should look into."""
    return OutagesOut(
        outages=[
            outage_out(session, row, viewer, running) for row in outages.open_outages(session)
        ],
        suspected=[
            suspected_out(session, row, viewer, running.catalogue)
            for row in open_suspicions(session)
        ],
    )


def outage_out(session: Session, row: OutageRow, viewer: Viewer, running: Runtime) -> OutageOut:
    """One outage, with how many people get the answer of its agency."""
    known = known_outage(row, running.catalogue, running.sealer)
    led = people(session, [row.case_id]) if row.case_id else {}
    return OutageOut(
        **dict(known),
        is_told=outages.is_told(row, similar_rules().outages, viewer.at),
        people_counted=row.people,
        followers=led.get(row.case_id or 0, 0),
        alone=alone_count(session, row),
    )


def suspected_out(
    session: Session, row: RadarSuspicion, viewer: Viewer, catalogue: Catalogue
) -> SuspectedOut:
    """A suspicion with its evidence."""
    agency, service = (
        catalogue.agencies.get(row.agency_id),
        catalogue.by_id.get(row.service_id or ""),
    )
    reports = first_of_each(of_suspicion(session, row)).values()
    return SuspectedOut(
        id=row.id,
        agency_id=row.agency_id,
        agency_name=agency.name if agency else row.agency_id,
        indicator=Indicator(row.indicator),
        what_fa=service.service.title if service else WHAT_FA[Indicator(row.indicator)],
        service_id=row.service_id,
        service_title=service.service.title if service else None,
        province=row.province,
        people=row.people,
        from_cases=row.from_cases,
        since=rfc3339(row.began_at),
        since_fa=jalali_brief(row.began_at, viewer.at),
        began=JalaliDateTime(row.began_at.astimezone(TEHRAN)).strftime("%Y-%m-%d %H:%M"),
        last_fa=jalali_brief(row.last_at, viewer.at),
        usual_per_hour=round(row.usual_per_hour, 2),
        observed_per_hour=round(row.observed_per_hour, 1),
        score=round(row.score, 1),
        threshold=row.threshold,
        services=_shares(reports, catalogue),
        provinces=_counted(one.province for one in reports),
    )


def _shares(reports: Iterable[Reported], catalogue: Catalogue) -> list[CountedName]:
    found = (catalogue.by_id.get(one.service) for one in reports)
    return _counted(entry.service.title if entry else None for entry in found)


def _counted(names: Iterable[str | None]) -> list[CountedName]:
    told = Counter(name for name in names if name)
    return [CountedName(title=name, people=count) for name, count in told.most_common(_MOST_SHARES)]


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
            _inform(session, viewer, running, row, confirmed_fa(row, running.catalogue))
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
            _inform(session, viewer, running, row, ended_fa(row, running.catalogue))
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
    step = MoveRequest(Move.MERGED, viewer.actor, reason=MERGED_FA)
    merged = outage_cases.gather(session, running.desk.door, row, step, viewer.at)
    if merged:
        told = {"outage": row.id, "cases": len(merged)}
        note_audit(session, Audited.OUTAGE_MERGED, viewer.account.id, data=told)
    return len(merged)


def _inform(session: Session, viewer: Viewer, running: Runtime, row: OutageRow, said: str) -> None:
    step = MoveRequest(Move.INFORMED, viewer.actor, words=said)
    outage_cases.inform(session, running.desk.door, row, step, viewer.at)


def _or_unknown(found: T | None) -> T:
    if found is None:
        raise Problem("not_found")
    return found
