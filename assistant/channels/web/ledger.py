"""The daily roots of the ledger: who notes them can prove later that nothing was changed."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from assistant.cases.ledger import RootsOut, roots_between
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.storage.shared_clock import utc_now

MOST_DAYS = 366
_USUAL_DAYS = 31
router = APIRouter(prefix="/api/v1/ledger", tags=["cases"])


@router.get("/roots")
async def see_roots(
    running: RuntimeDep,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> RootsOut:
    """The signed root of each day from `from` to `to`, both included; else of the last month."""
    until = last or utc_now().date()
    since = first or _before(until, _USUAL_DAYS - 1)
    if not timedelta() <= until - since < timedelta(days=MOST_DAYS):
        raise Problem("invalid", errors=[{"field": "query.from", "fault": "days_out_of_range"}])
    key = running.desk.public_key
    return await running.database.run(lambda session: roots_between(session, key, since, until))


def _before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))
