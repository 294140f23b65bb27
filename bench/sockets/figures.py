"""From one run to the rows of the table, and what is wrong in the end.

Everything that was written, said and heard is compared with the database.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.conversation.models import Event, Turn
from bench.rows import Row, exactly
from bench.sockets.citizen import SocketCitizen
from bench.sockets.desk import OperatorWords, Wish


@dataclass(frozen=True)
class SocketFaults:
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


def faults_of(
    session: Session, citizens: Sequence[SocketCitizen], said: Sequence[OperatorWords]
) -> SocketFaults:
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
    return SocketFaults(
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


def _told(citizens: Sequence[SocketCitizen]) -> Counter[str]:
    """How many replies of each turn were heard."""
    return Counter(
        event.turn_id
        for citizen in citizens
        for event in citizen.heard
        if event.turn_id and event.role != "citizen"
    )


def _operators_words(citizens: Sequence[SocketCitizen]) -> Counter[str]:
    return Counter(
        event.text
        for citizen in citizens
        for event in citizen.heard
        if event.role == "operator" and event.text
    )


def _is_disordered(citizen: SocketCitizen) -> bool:
    ids = [event.id for event in citizen.heard]
    return ids != sorted(ids)


DELIVERY_MS = 300
HANDOFF_MS = 2000


@dataclass(frozen=True)
class Times:
    """Moments of one run (`time.perf_counter`).

    Counting began; the gateway was killed, was ready again; every citizen had a line again; all
    that had waited was answered; nobody wrote any more.
    """

    start: float
    killed: float
    ready: float
    all_back: float
    recovered: float
    end: float


@dataclass(frozen=True)
class Run:
    """All that one run left."""

    times: Times
    citizens: Sequence[SocketCitizen]
    wishes: Sequence[Wish]
    said: Sequence[OperatorWords]
    consoles: int
    faults: SocketFaults
    without_rasa: int
    lag_ms: Sequence[float]
    cores: dict[str, float]


def rows_of(database: str, run: Run) -> Iterator[Row]:
    """The rows of one database."""
    times = run.times
    yield from _part("before", database, run, times.start, times.killed)
    yield from _restart(database, run)
    yield from _part("after", database, run, times.recovered, times.end)
    yield from _end(database, run)


def _part(part: str, database: str, run: Run, since: float, until: float) -> Iterator[Row]:
    """A span in which all lines were up, without messages still under way at its end."""
    spans = [(m.at, m.delivered_at) for citizen in run.citizens for m in citizen.written]
    words = [(w.at, w.heard_at) for w in run.said]
    answered, told = _within(spans, since, until), _within(words, since, until)
    yield Row(
        part, database, "messages answered a second", f"{len(answered) / (until - since):.1f}"
    )
    yield _judged(part, database, "delivery of a message's answer, p95, ms", answered, DELIVERY_MS)
    yield Row(part, database, "the same, median; p99, ms", _at(answered, 50, 99))
    yield _judged(part, database, "delivery of an operator's words, p95, ms", told, DELIVERY_MS)
    shown = _within(_sightings(run, until), since, until)
    wishes = len(shown) // run.consoles
    what = f"handoff in every console's queue ({wishes} wishes), p95, ms"
    yield _judged(part, database, what, shown, HANDOFF_MS)
    yield Row(part, database, "the same, median; longest, ms", _at(shown, 50, 100))


def _sightings(run: Run, until: float) -> list[tuple[float, float | None]]:
    """Each wish with its sight at each console, without those that the end of the span broke."""
    return [
        (wish.at, wish.seen.get(number))
        for wish in run.wishes
        if all(at < until for at in wish.seen.values())
        for number in range(run.consoles)
    ]


def _restart(database: str, run: Run) -> Iterator[Row]:
    times = run.times
    caught = [
        message
        for citizen in run.citizens
        for message in citizen.written
        if message.at < times.recovered and (message.delivered_at or inf) >= times.killed
    ]
    waits = [((m.delivered_at or inf) - m.at) for m in caught]
    part = "restart"
    yield Row(part, database, "from the kill to ready, s", f"{times.ready - times.killed:.1f}")
    yield Row(
        part, database, "until every line was back, s", f"{times.all_back - times.killed:.1f}"
    )
    yield Row(
        part, database, "until all that waited was told, s", f"{times.recovered - times.killed:.1f}"
    )
    yield Row(part, database, "messages under way or written meanwhile", f"{len(caught):,}")
    yield Row(part, database, "the longest wait of one, s", f"{max(waits, default=0.0):.1f}")


def _end(database: str, run: Run) -> Iterator[Row]:
    part, faults = "in the end", run.faults
    yield Row(part, database, "messages written", f"{sum(len(c.written) for c in run.citizens):,}")
    yield Row(part, database, "events heard", f"{sum(len(c.heard) for c in run.citizens):,}")
    yield exactly(part, database, "messages without a turn", faults.lost_turns, 0)
    yield exactly(part, database, "messages with two turns", faults.doubled_turns, 0)
    yield exactly(part, database, "replies lost", faults.lost_replies, 0)
    yield exactly(part, database, "replies doubled", faults.doubled_replies, 0)
    yield exactly(part, database, "citizens who heard out of order", faults.disordered, 0)
    yield exactly(part, database, "keys that brought another turn", faults.changed_turns, 0)
    yield exactly(part, database, "messages refused", faults.problems, 0)
    yield Row(part, database, "turns answered without Rasa", f"{run.without_rasa:,}")
    for name, cores in run.cores.items():
        yield Row(part, database, f"cores busy with {name}", f"{cores:.2f}")
    yield Row(part, database, "lag of the measuring client, p95, ms", _at(run.lag_ms, 95))


def _within(spans: Iterable[tuple[float, float | None]], since: float, until: float) -> list[float]:
    """Milliseconds of what began in the span; what did not end in it counts if it never ended."""
    return [
        1000 * ((end or inf) - start)
        for start, end in spans
        if since <= start and (end or start) < until
    ]


def _judged(part: str, database: str, what: str, found: Sequence[float], limit: int) -> Row:
    if not found:
        return Row(part, database, what, "none", f"≤ {limit:,}", False)
    value = float(np.percentile(found, 95, method="higher"))
    return Row(part, database, what, f"{value:,.0f}", f"≤ {limit:,}", value <= limit)


def _at(found: Sequence[float], *percentiles: float) -> str:
    if not found:
        return "none"
    return "; ".join(f"{np.percentile(found, p, method='higher'):,.0f}" for p in percentiles)
