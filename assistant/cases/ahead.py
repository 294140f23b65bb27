"""What comes next in a case, as its citizen reads it: what people owe it, what the clock does."""

from datetime import datetime

from assistant.cases.faces import AHEAD_FA
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.schedule import Schedule
from assistant.cases.schemas import StepAhead
from assistant.cases.terms import WAITING, Kind, Status
from assistant.language.dates import jalali, rfc3339


def steps_ahead(case: Case, schedule: Schedule) -> list[StepAhead]:
    """The steps to come, the next one first; none once nothing happens by itself any more."""
    status, by_itself = Status(case.status), _by_itself(case, schedule)
    if status is Status.ANSWERED:
        return [_step(Move.CONFIRMED), *by_itself]
    if status not in WAITING or case.kind == Kind.PRAISE:
        return by_itself
    # The answer may be due before or after the day on which the level rises.
    timed = sorted([_answer(case), *by_itself], key=lambda step: step.at or "")
    found = [] if case.agency_id else [_step(Move.REFERRED)]
    return [*found, *timed, _step(Move.CONFIRMED)]


def _answer(case: Case) -> StepAhead:
    step = _step(Move.ANSWERED, case.due_at)
    return step.model_copy(update={"at_fa": f"تا {step.at_fa}"})


def _by_itself(case: Case, schedule: Schedule) -> list[StepAhead]:
    """What the clock does unless somebody comes before it; a case that follows another has none."""
    move = None if case.leader_id is not None else schedule.next_move(case)
    # The referral follows the filing at once, and is no news.
    if move is None or move[0] is Move.REFERRED:
        return []
    step = _step(*move)
    above = schedule.level_above(case.level) if move[0] is Move.ESCALATED else None
    title = f"{step.title_fa}: {schedule.level(above)[0].title}" if above else step.title_fa
    return [step.model_copy(update={"title_fa": title})]


def _step(move: Move, at: datetime | None = None) -> StepAhead:
    return StepAhead(
        type=move,
        title_fa=AHEAD_FA[move],
        at=rfc3339(at) if at else None,
        at_fa=jalali(at) if at else None,
    )
