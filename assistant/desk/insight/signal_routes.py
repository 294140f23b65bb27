"""What is unusual in how an agency came by its figures: for supervisors, and for the agency."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.desk.dependencies import InsightSeeing
from assistant.desk.insight.period_routes import refusals
from assistant.desk.insight.rights import scope
from assistant.insight.periods.moves import standing
from assistant.insight.periods.terms import ReportingPeriod, State
from assistant.insight.signals.counting import Signal
from assistant.insight.signals.flags import Flag
from assistant.insight.signals.words import WORDS, chance, told
from assistant.language.dates import jalali
from knowledge.catalogue import Catalogue

router = APIRouter(prefix="/api/v1/desk/periods", tags=["desk"])
Agency = Annotated[str | None, Query(max_length=64)]


class FlagOut(BaseModel):
    """One signal at one agency, in numbers and in words."""

    agency_id: str
    agency_name: str
    signal: Signal
    name_fa: str
    seen_fa: str
    chance_fa: str
    may_be_fa: str
    observed: int
    n: int
    share: float
    expected: float
    p: float


class SignalsOut(BaseModel):
    """The signals of a period; `objection_until_fa` is there while an agency may object."""

    period: str
    state: State
    objection_until_fa: str | None = None
    flags: list[FlagOut]


@router.get("/{period}/signals", response_model_exclude_none=True)
async def see_signals(
    period: str, viewer: InsightSeeing, running: RuntimeDep, agency_id: Agency = None
) -> SignalsOut:
    """Of one agency or of all; a clerk sees those of the own one, and may object to the figures."""
    whose = scope(viewer, running.catalogue, agency_id)

    def work(session: Session) -> SignalsOut:
        known = standing(session, wanted)
        found = running.signals.read(session, known, running.times())
        until = known.objection_until
        is_open = known.state is State.PROVISIONAL and until is not None and viewer.at < until
        return SignalsOut(
            period=str(wanted),
            state=known.state,
            objection_until_fa=jalali(until) if is_open and until else None,
            flags=[
                _flag(one, running.catalogue) for one in found if whose in {None, one.agency_id}
            ],
        )

    with refusals():
        wanted = ReportingPeriod.parse(period)
        return await running.database.run(work)


def _flag(flag: Flag, catalogue: Catalogue) -> FlagOut:
    agency = catalogue.agencies.get(flag.agency_id)
    return FlagOut(
        agency_id=flag.agency_id,
        agency_name=agency.name if agency else flag.agency_id,
        signal=flag.signal,
        name_fa=WORDS[flag.signal].name_fa,
        seen_fa=told(flag),
        chance_fa=chance(flag),
        may_be_fa=WORDS[flag.signal].may_be_fa,
        observed=flag.observed,
        n=flag.n,
        share=flag.share,
        expected=flag.expected,
        p=flag.p,
    )
