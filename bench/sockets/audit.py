"""What is wrong in the end: everything that was written, said and heard, against the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.conversation.models import Event, Turn
from bench.sockets.citizen import Citizen
from bench.sockets.desk import Words


@dataclass(frozen=True)
class Faults:
    """Counts that have to be nought.

    `lost_turns` and `doubled_turns` are messages without a turn, and with more than one;
    `lost_replies` were stored, or promised by the answer, but not heard; `doubled_replies` were
    heard or stored twice; `disordered` citizens heard something before what came earlier.
    """

    lost_turns: int
    doubled_turns: int
    lost_replies: int
    doubled_replies: int
    disordered: int
    changed_turns: int
    problems: int

    @property
    def are_none(self) -> bool:
        """Whether all is well."""
        return not any(vars(self).values())


def faults_of(session: Session, citizens: Sequence[Citizen], said: Sequence[Words]) -> Faults:
    """Compare what `citizens` wrote and heard, and operators `said`, with what was kept of them."""
    ids = [citizen.id for citizen in citizens]
    events, replies = _events(session, ids), _replies(session, ids)
    theirs = select(Turn.idempotency_key).where(Turn.conversation_id.in_(ids))
    turns = Counter(key for key in session.scalars(theirs))
    keys = [message.key for citizen in citizens for message in citizen.written]
    wanted = Counter[tuple[str, int]]()
    for citizen in citizens:
        wanted.update((citizen.id, id_) for id_ in events.get(citizen.id, []))
    heard = Counter((citizen.id, event.id) for citizen in citizens for event in citizen.heard)
    told, operators = _told(citizens), _operators_words(citizens)
    return Faults(
        lost_turns=sum(not turns[key] for key in keys),
        doubled_turns=sum((turns - Counter(keys)).values()),
        lost_replies=(wanted - heard).total()
        + sum(max(0, count - told[turn]) for turn, count in replies.items())
        + sum(not operators[words.text] for words in said),
        doubled_replies=(heard - wanted).total()
        + sum(max(0, told[turn] - count) for turn, count in replies.items())
        + sum(max(0, operators[words.text] - 1) for words in said),
        disordered=sum(_is_disordered(citizen) for citizen in citizens),
        changed_turns=sum(citizen.changed_turns for citizen in citizens),
        problems=sum(len(citizen.problems) for citizen in citizens),
    )


def _events(session: Session, ids: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    theirs = select(Event.conversation_id, Event.id).where(Event.conversation_id.in_(ids))
    for conversation, id_ in session.execute(theirs):
        found.setdefault(conversation, []).append(id_)
    return found


def _replies(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """How many replies each turn has by its stored answer."""
    rows = session.execute(select(Turn.id, Turn.answer).where(Turn.conversation_id.in_(ids)))
    return {id_: len(answer["replies"]) for id_, answer in rows}


def _told(citizens: Sequence[Citizen]) -> Counter[str]:
    """How many replies of each turn were heard."""
    return Counter(
        event.turn_id
        for citizen in citizens
        for event in citizen.heard
        if event.turn_id and event.role != "citizen"
    )


def _operators_words(citizens: Sequence[Citizen]) -> Counter[str]:
    return Counter(
        event.text
        for citizen in citizens
        for event in citizen.heard
        if event.role == "operator" and event.text
    )


def _is_disordered(citizen: Citizen) -> bool:
    ids = [event.id for event in citizen.heard]
    return ids != sorted(ids)
