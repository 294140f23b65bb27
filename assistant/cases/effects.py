"""What a move changes in the row of a case, besides its status."""

from datetime import datetime

from assistant.cases.models import Case
from assistant.cases.moves import ENDED, Move
from assistant.cases.schedule import Schedule
from assistant.cases.step import Step
from assistant.cases.terms import Identity, Verdict

LONG_PIN = "long_pin"
"""In the evidence of a filing, or of a change: that the pin of the case is a long one."""
SHOWS_NAMES = "shows_names"
"""In the evidence of a filing: that its agency reads the names and addresses in the words."""
VERDICTS = {
    Move.CONFIRMED: Verdict.SOLVED,
    Move.PARTLY: Verdict.PARTLY,
    Move.DISPUTED: Verdict.UNSOLVED,
}
"""The verdict that a citizen's move gives."""


def apply(case: Case, step: Step, schedule: Schedule, now: datetime) -> None:
    """Change `case`, whose status is that after `step` already."""
    move, agency_id = step.move, step.agency_id
    if move in VERDICTS:
        case.verdict, case.score, case.judged_at = VERDICTS[move], step.score, now
    if move is Move.REFERRED and agency_id and agency_id != case.agency_id:
        _hand_over(case, agency_id, schedule, now)
    if move is Move.PIN_CHANGED:
        case.pin_number += 1
        case.has_long_pin |= LONG_PIN in step.evidence
    if move is Move.MERGED and step.link:
        case.leader_id, case.link = step.link.leader_id, step.link.id
    elif move is Move.SEPARATED:
        case.leader_id = case.link = None
    if move in {Move.DISPUTED, Move.REOPENED}:
        schedule.start(case, now)
    _stamp(case, move, schedule, now)
    case.ended_at = (case.ended_at or now) if case.status in ENDED else None


def _stamp(case: Case, move: Move, schedule: Schedule, now: datetime) -> None:
    if move is Move.ANSWERED:
        case.answered_at, case.reminded_at = now, None
    elif move is Move.REMINDED:
        case.reminded_at = now
    elif move is Move.REOPENED:
        case.verdict = case.score = case.judged_at = None
    elif move is Move.ESCALATED:
        case.level = schedule.level_above(case.level) or case.level
    elif move is Move.CONSENT_GIVEN:
        case.identity = Identity.NAMED
    elif move is Move.CONSENT_WITHDRAWN:
        case.identity = Identity.SEALED


def _hand_over(case: Case, agency_id: str, schedule: Schedule, now: datetime) -> None:
    """Another agency has its own ladder and its own time."""
    case.agency_id, case.level = agency_id, schedule.first_level
    schedule.start(case, now)
