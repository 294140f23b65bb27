"""Outages that the desk has confirmed, for everybody."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from assistant.cases import outages
from assistant.cases.outages import OutageRow
from assistant.cases.similar.find import similar_rules
from assistant.cases.similar.offers import known_outage
from assistant.channels.web.dependencies import RuntimeDep
from assistant.language.dates import jalali, rfc3339
from assistant.runtime import Runtime
from assistant.storage.shared_clock import utc_now

router = APIRouter(prefix="/api/v1/insight", tags=["insight"])
Days = Annotated[int, Query(ge=1, le=30)]


class PublicOutage(BaseModel):
    """A confirmed outage.

    `state`: it goes on, it may be over since nobody has said so for long, or it has ended.
    `people` is how many reported it at least, from ten on; below, only `people_fa` says so.
    """

    id: int
    agency_id: str
    agency_name: str
    service_id: str | None = None
    service_title: str | None = None
    province: str | None = None
    indicator: str
    what_fa: str
    state: Literal["goes_on", "may_be_over", "ended"]
    since: str
    since_fa: str
    expected_end: str | None = None
    expected_end_fa: str | None = None
    ended: str | None = None
    ended_fa: str | None = None
    people: int | None = None
    people_fa: str
    asked: str | None = None
    source: str


class PublicOutages(BaseModel):
    """The newest first; ended ones of the last `days`."""

    days: int
    outages: list[PublicOutage]


@router.get("/outages", response_model_exclude_none=True)
async def confirmed_outages(running: RuntimeDep, days: Days = 7) -> PublicOutages:
    """What goes on, and what has ended in the last days."""
    now = utc_now()
    rows = await running.database.run(lambda s: outages.told_outages(s, now, days))
    return PublicOutages(days=days, outages=[_public(row, running) for row in rows])


def _public(row: OutageRow, running: Runtime) -> PublicOutage:
    known = known_outage(row, running.catalogue, running.sealer).model_dump(exclude={"offer"})
    ended = row.ended_at
    return PublicOutage(
        **known,
        state=_state(row),
        ended=rfc3339(ended) if ended else None,
        ended_fa=jalali(ended) if ended else None,
    )


def _state(row: OutageRow) -> Literal["goes_on", "may_be_over", "ended"]:
    if row.ended_at is not None:
        return "ended"
    is_told = outages.is_told(row, similar_rules().outages, utc_now())
    return "goes_on" if is_told else "may_be_over"
