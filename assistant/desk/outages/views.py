"""Outages and suspicions as the desk sees them. Plain functions of a `Session`."""

from collections import Counter
from collections.abc import Iterable

from persiantools.jdatetime import JalaliDateTime
from sqlalchemy.orm import Session

from assistant.cases import outages
from assistant.cases.merged_cases import people
from assistant.cases.outage_cases import alone_count
from assistant.cases.outages import WHAT_FA, OutageRow
from assistant.cases.similar.find import similar_rules
from assistant.cases.similar.offers import known_outage
from assistant.cases.terms import Indicator
from assistant.desk.conversations import Viewer
from assistant.desk.outages.schemas import CountedName, OutageOut, OutagesOut, SuspectedOut
from assistant.insight.radar.models import RadarSuspicion
from assistant.insight.radar.signals import Reported, first_of_each, of_suspicion
from assistant.insight.radar.suspicions import open_suspicions
from assistant.language.dates import TEHRAN, jalali_brief, rfc3339
from assistant.runtime import Runtime
from knowledge.catalogue import Catalogue

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
    """One outage, with how many get the answer of its agency."""
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
