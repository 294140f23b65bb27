"""Lets a new case follow what its citizen was offered, if that can still be followed."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.by import CITIZEN
from assistant.cases.following import merge
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.outage_models import OutageRow
from assistant.cases.outages import outages_of
from assistant.cases.similar.find import Matter, candidates
from assistant.cases.similar.rules import similar_rules
from assistant.cases.step import IllegalMoveError, Step
from assistant.cases.terms import Indicator, Kind
from assistant.storage.locking import locked
from assistant.storage.sealing import Sealer

if TYPE_CHECKING:
    from assistant.cases.door import Door


def offer_of(sealer: Sealer, what: Case | OutageRow) -> str:
    """The name of an offer: nothing of the case can be read from it, and it opens nothing."""
    if isinstance(what, OutageRow):
        return sealer.blind(f"offer of outage {what.id}")
    return sealer.blind(f"offer of case {what.tracking_code}")


def follow(session: Session, door: "Door", case: Case, offer: str, now: datetime) -> bool:
    """Merge the new `case` into what was offered; whether that could be done.

    Only what would be offered for this very case can be followed. If it ended meanwhile the case
    goes alone, since filing it matters more.
    """
    if case.kind != Kind.COMPLAINT or not case.agency_id:
        return False
    matter = matter_of(case)
    found = candidates(session, matter, similar_rules(), now, besides=case.conversation_id)
    known = {offer_of(door.sealer, one): one.id for one in found if one.id != case.id}
    for outage in outages_of(session, matter, similar_rules().outages, now):
        if offer_of(door.sealer, outage) == offer:
            return _follow_outage(session, door, case, outage.id, now)
    return offer in known and _merged(session, door, case, known[offer], now)


def matter_of(case: Case) -> Matter:
    """What a case is about, without its words."""
    indicator = Indicator(case.indicator) if case.indicator else None
    return Matter(case.agency_id or "", indicator, case.province, case.city, case.service_id)


def _follow_outage(
    session: Session, door: "Door", case: Case, outage_id: int, now: datetime
) -> bool:
    """Whoever comes first leads the others."""
    (outage,) = locked(session, select(OutageRow).where(OutageRow.id == outage_id))
    if outage.case_id and _merged(session, door, case, outage.case_id, now):
        return True
    outage.case_id = case.id
    return True


def _merged(session: Session, door: "Door", case: Case, leader_id: int, now: datetime) -> bool:
    leader = locked(session, select(Case).where(Case.id == leader_id))[0]
    try:
        merge(session, door, case, leader, step=Step(Move.MERGED, CITIZEN), now=now)
    except IllegalMoveError:
        return False
    return True
