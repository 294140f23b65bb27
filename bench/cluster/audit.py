"""What is wrong in the end: everything that citizens wrote and were told, against the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent
from assistant.conversation.models import Event, Turn
from assistant.storage.jobs.queue import Job
from bench.cluster.load import Told


@dataclass(frozen=True)
class Faults:
    """Counts that have to be nought.

    `lost_codes` were shown and are in no case; `doubled_cases` are of one conversation;
    `without_owner` are cases that no conversation holds.
    """

    lost_turns: int
    doubled_turns: int
    changed_turns: int
    lost_replies: int
    doubled_replies: int
    lost_codes: int
    doubled_cases: int
    without_owner: int
    dead_jobs: int

    def counts(self) -> list[tuple[str, int]]:
        """Each by its name."""
        return list(vars(self).items())


def faults_of(session: Session, crowd: Sequence[Told]) -> Faults:
    """Compare what the citizens were told with what was kept."""
    answered = {key: turn for told in crowd for key, turn in told.keys.items()}
    turns = Counter(session.scalars(select(Turn.idempotency_key)))
    promised = {turn: count for told in crowd for turn, count in told.replies.items()}
    kept = _replies(session)
    filed = Counter(session.scalars(select(Case.conversation_id)))
    known = set(session.scalars(select(Case.tracking_code)))
    return Faults(
        lost_turns=sum(not turns[key] for key in answered),
        doubled_turns=sum(count - 1 for key, count in turns.items() if key and count > 1),
        changed_turns=sum(told.changed for told in crowd),
        lost_replies=sum(max(0, count - kept[turn]) for turn, count in promised.items()),
        doubled_replies=sum(max(0, kept[turn] - count) for turn, count in promised.items()),
        lost_codes=sum(code not in known for told in crowd for code in told.codes),
        doubled_cases=sum(count - 1 for id_, count in filed.items() if id_ and count > 1),
        without_owner=filed[None],
        dead_jobs=session.scalar(select(func.count()).where(Job.state == "dead")) or 0,
    )


def _replies(session: Session) -> Counter[str]:
    """How many replies of each turn are among the events, the citizen's own words left out."""
    told = session.scalars(select(Event.data).where(Event.type == "reply"))
    return Counter(
        data["turn_id"] for data in told if data.get("turn_id") and data["role"] != "citizen"
    )


def doubled_events(session: Session) -> int:
    """Escalations and referrals that one case had more than once at the same level."""
    rows = session.execute(
        select(CaseEvent.case_id, CaseEvent.type, CaseEvent.level, func.count())
        .where(CaseEvent.type.in_(("escalated", "referred")))
        .group_by(CaseEvent.case_id, CaseEvent.type, CaseEvent.level)
    )
    return sum(count - 1 for *_, count in rows if count > 1)
