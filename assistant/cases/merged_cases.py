"""Merged cases of one matter: one leads, the others follow its answers, and nobody is lost.

A follower stays a whole case: it keeps its code, its history, its deadlines and its citizen's own
verdict. A move of agency or desk on the leader is made on every follower that it fits. A follower
that waits while its leader no longer does goes alone, or to another leader. A new case follows the
case that its citizen was offered, if that can still be followed.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.masking import masked_step
from assistant.cases.models import Case
from assistant.cases.move_requests import IllegalMoveError, Link, MoveRequest, Why, earlier
from assistant.cases.moves import Move
from assistant.cases.outages import OutageRow, outages_of
from assistant.cases.similar.find import CaseMatter, candidates, similar_rules
from assistant.cases.terms import CITIZEN, CLOCK, WAITING, Indicator, Kind, Role
from assistant.storage.sealing import Sealer
from assistant.storage.statements import locked

if TYPE_CHECKING:
    from assistant.cases.transitions import Door

ECHOED = frozenset([Move.TAKEN, Move.ANSWERED, Move.MISDIRECTED, Move.REFERRED, Move.INFORMED])
"""Moves of agency or desk that are made on a leader and its followers at once."""
_BONDS = frozenset([Move.MERGED, Move.JOINED, Move.SEPARATED, Move.LEFT])


def merge(
    session: Session, door: "Door", case: Case, leader: Case, *, step: MoveRequest, now: datetime
) -> None:
    """Let `case` follow `leader`, and with it all that follow `case`; both are locked or new.

    `step` says by whom, why and under which key. Raises `IllegalMoveError` before anything is
    changed, and what `Door.move` raises.
    """
    if step.key and earlier(session, case, step):
        return
    _check(case, leader, step.move)
    for one in [case, *_followers(session, case)]:
        by, reason = (step.by, step.reason) if one is case else (CLOCK, "")
        _tie(session, door, one, leader, step=replace(step, by=by, reason=reason), now=now)


def separate(session: Session, door: "Door", case: Case, step: MoveRequest, now: datetime) -> None:
    """Let `case` go alone again; raises what `Door.move` raises."""
    if step.key and earlier(session, case, step):
        return
    leader, link = _leader(session, case), case.link
    door.move(session, case, step, now)
    if leader and link:
        left = MoveRequest(Move.LEFT, step.by, link=Link(link, leader.id))
        door.move(session, leader, left, now)


def keep_together(
    door: "Door", session: Session, case: Case, step: MoveRequest, now: datetime
) -> None:
    """Make the moves that follow from a move of `case` on the cases of the same matter."""
    if step.move in _BONDS:
        return
    if step.move in ECHOED and step.by.role in {Role.AGENCY, Role.OPERATOR} and not step.is_echo:
        told = masked_step(session, door.sealer, case, step)
        for follower in _followers(session, case):
            _echo(session, door, follower, told, now)
    if case.status not in WAITING:
        _pass_on(session, door, case, now)
    elif case.leader_id and not _is_led(case, _leader(session, case)):
        separate(session, door, case, _ended(Move.SEPARATED), now)


def people(session: Session, case_ids: Iterable[int]) -> dict[int, int]:
    """How many people each of the cases is about: its own citizen, and those who follow it.

    A repetition from the same address adds nobody, so a repeated case is about its followers alone.
    """
    ids = list(case_ids)
    counts = Case.is_repeat.is_(False)
    own = set(session.scalars(select(Case.id).where(Case.id.in_(ids), counts)))
    query = select(Case.leader_id, func.count()).where(Case.leader_id.in_(ids), counts)
    found = dict(session.execute(query.group_by(Case.leader_id)).all())
    return {id_: (id_ in own) + found.get(id_, 0) for id_ in ids}


def _check(case: Case, leader: Case, move: Move) -> None:
    if leader is case or leader.leader_id is not None or case.leader_id is not None:
        raise IllegalMoveError(move, Why.GUARD)
    if not {case.status, leader.status} <= WAITING:
        raise IllegalMoveError(move, Why.STATUS)
    is_alike = case.agency_id is not None and case.agency_id == leader.agency_id
    if not is_alike or {case.kind, leader.kind} != {Kind.COMPLAINT}:
        raise IllegalMoveError(move, Why.UNLIKE)


def _tie(
    session: Session, door: "Door", case: Case, leader: Case, *, step: MoveRequest, now: datetime
) -> None:
    before, link, key = case.link, Link.to(leader.id), step.key if step.by is not CLOCK else None
    left = _leader(session, case)
    door.move(session, case, replace(step, link=link, key=key), now)
    if left and before:
        door.move(session, left, MoveRequest(Move.LEFT, step.by, link=Link(before, left.id)), now)
    door.move(session, leader, MoveRequest(Move.JOINED, step.by, link=link), now)


def _echo(session: Session, door: "Door", follower: Case, step: MoveRequest, now: datetime) -> None:
    """Repeat `step` on a follower, with words as the leader's citizen reads them: masked."""
    echo = replace(
        step,
        link=Link(follower.link or "", follower.leader_id or 0),
        is_echo=True,
        key=None,
        evidence={},
    )
    try:
        door.move(session, follower, echo, now)
    except IllegalMoveError:
        # The follower has an answer, or an end, already.
        return


def _pass_on(session: Session, door: "Door", case: Case, now: datetime) -> None:
    """The oldest follower that still waits becomes the leader of the others that wait."""
    waiting = [one for one in _followers(session, case) if one.status in WAITING]
    if not waiting:
        return
    first, *others = waiting
    separate(session, door, first, _ended(Move.SEPARATED), now)
    outages = select(OutageRow).where(OutageRow.case_id == case.id)
    for outage in locked(session, outages):
        outage.case_id = first.id
    for one in others:
        if one.leader_id == case.id:
            _tie(session, door, one, first, step=_ended(Move.MERGED), now=now)


def _ended(move: Move) -> MoveRequest:
    return MoveRequest(move, CLOCK, reason="leader_ended")


def _followers(session: Session, case: Case) -> list[Case]:
    """Locked, the oldest first."""
    if case.id is None:
        return []
    return locked(session, select(Case).where(Case.leader_id == case.id).order_by(Case.id))


def _leader(session: Session, case: Case) -> Case | None:
    return session.get(Case, case.leader_id) if case.leader_id else None


def _is_led(case: Case, leader: Case | None) -> bool:
    """Whether the answer that `case` waits for can come through its leader."""
    return leader is not None and leader.status in WAITING and leader.agency_id == case.agency_id


def offer_of(sealer: Sealer, what: Case | OutageRow) -> str:
    """The name of an offer: it reveals nothing of the case, and gives no access to it."""
    if isinstance(what, OutageRow):
        return sealer.blind(f"offer of outage {what.id}")
    return sealer.blind(f"offer of case {what.tracking_code}")


def follow(session: Session, door: "Door", case: Case, offer: str, now: datetime) -> bool:
    """Merge the new `case` into the offered one; returns whether that was possible.

    Only an offer that would be made for this very case can be followed. If it ended meanwhile the
    case goes alone, since filing it matters more.
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


def matter_of(case: Case) -> CaseMatter:
    """The matter of a case, without its words."""
    indicator = Indicator(case.indicator) if case.indicator else None
    return CaseMatter(case.agency_id or "", indicator, case.province, case.city, case.service_id)


def _follow_outage(
    session: Session, door: "Door", case: Case, outage_id: int, now: datetime
) -> bool:
    """Follow the case that leads the outage; the first case becomes the leader."""
    (outage,) = locked(session, select(OutageRow).where(OutageRow.id == outage_id))
    if outage.case_id and _merged(session, door, case, outage.case_id, now):
        return True
    outage.case_id = case.id
    return True


def _merged(session: Session, door: "Door", case: Case, leader_id: int, now: datetime) -> bool:
    leader = locked(session, select(Case).where(Case.id == leader_id))[0]
    try:
        merge(session, door, case, leader, step=MoveRequest(Move.MERGED, CITIZEN), now=now)
    except IllegalMoveError:
        return False
    return True
