"""What citizens see of their cases: their state, what happened, and what comes next."""

from collections.abc import Mapping
from datetime import datetime

from assistant.cases.labels import (
    AHEAD_FA,
    ERASED_FA,
    HIDDEN,
    MOVE_FA,
    REASON_FA,
    line_128_fa,
    time_left_fa,
)
from assistant.cases.masking import NOTHING_OPEN, OpenWords
from assistant.cases.models import Case, CaseEvent
from assistant.cases.move_requests import ALONG
from assistant.cases.moves import Move
from assistant.cases.schedule import Schedule
from assistant.cases.service import CaseFile, FiledCase
from assistant.cases.terms import (
    CITIZEN,
    STATUS_FA,
    WAITING,
    Identity,
    Indicator,
    Kind,
    Role,
    Status,
    Verdict,
)
from assistant.cases.transitions import IllegalMoveError, MoveRequest, check
from assistant.cases.view_schemas import (
    CaseAnswer,
    CaseDeadlines,
    CaseFiled,
    CaseLevel,
    CaseStep,
    CaseView,
    CitizenAction,
    StepAhead,
)
from assistant.language.dates import jalali, rfc3339
from knowledge.catalogue import Catalogue


def steps_ahead(case: Case, schedule: Schedule) -> list[StepAhead]:
    """The steps to come, the next one first; empty if nothing is due any more."""
    status, by_clock = Status(case.status), _clock_steps(case, schedule)
    if status is Status.ANSWERED:
        return [_step(Move.CONFIRMED), *by_clock]
    if status not in WAITING or case.kind == Kind.PRAISE:
        return by_clock
    # The answer may be due before or after the day on which the level rises.
    timed = sorted([_answer(case), *by_clock], key=lambda step: step.at or "")
    found = [] if case.agency_id else [_step(Move.REFERRED)]
    return [*found, *timed, _step(Move.CONFIRMED)]


def _answer(case: Case) -> StepAhead:
    step = _step(Move.ANSWERED, case.due_at)
    return step.model_copy(update={"at_fa": f"تا {step.at_fa}"})


def _clock_steps(case: Case, schedule: Schedule) -> list[StepAhead]:
    """What the clock will do if nobody acts before; empty for a case that follows another."""
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


TRIAGE_AGENCY = "aro"
"""The keeper of the 128 line, which finds the agency when the citizen cannot name it."""

_ACTIONS = {
    CitizenAction.VERDICT: (Move.CONFIRMED,),
    CitizenAction.MESSAGES: (Move.MESSAGE,),
    CitizenAction.ATTACHMENTS: (Move.ATTACHED,),
    CitizenAction.REOPEN: (Move.REOPENED,),
    CitizenAction.WITHDRAW: (Move.WITHDRAWN,),
    CitizenAction.SEPARATE: (Move.SEPARATED,),
    CitizenAction.PIN: (Move.PIN_CHANGED,),
    CitizenAction.CONSENT: (Move.CONSENT_GIVEN, Move.CONSENT_WITHDRAWN),
}


def case_filed(filed: FiledCase, catalogue: Catalogue) -> CaseFiled:
    """The receipt of a filing; its status is that at registration, even if the case has moved."""
    case = filed.case
    return CaseFiled(
        tracking_code=case.tracking_code,
        pin=filed.pin,
        status=Status.REGISTERED,
        due_at=rfc3339(case.due_at),
        due_at_fa=jalali(case.due_at),
        is_following=case.leader_id is not None,
        line_128_fa=line_128_fa(catalogue, case.province, case.created_at),
        proof=filed.proof,
    )


def agency_of(case: Case, catalogue: Catalogue) -> tuple[str, str]:
    """Id and name of the agency; while it is not known, those of the office that looks for it."""
    agency = catalogue.agencies.get(case.agency_id or TRIAGE_AGENCY)
    if agency is None:
        return case.agency_id or TRIAGE_AGENCY, "دستگاهی که دیگر در فهرست نیست"
    return agency.id, agency.name if case.agency_id else f"{agency.name} (برای تعیین دستگاه)"


def case_view(file: CaseFile, catalogue: Catalogue, schedule: Schedule, now: datetime) -> CaseView:
    """A case with its timeline, deadlines and answers, and what its citizen may do now."""
    case, events = file.case, file.events
    agency_id, agency_name = agency_of(case, catalogue)
    return CaseView(
        tracking_code=case.tracking_code,
        kind=Kind(case.kind),
        status=Status(case.status),
        status_fa=STATUS_FA[Status(case.status)],
        agency_id=agency_id,
        agency_name=agency_name,
        indicator=Indicator(case.indicator) if case.indicator else None,
        province=case.province,
        city=case.city,
        description=file.words.description or case.description,
        formal_description=file.words.formal or case.formal_description,
        created_at=rfc3339(case.created_at),
        identity=Identity(case.identity),
        level=level_of(case.level, schedule),
        verdict=Verdict(case.verdict) if case.verdict else None,
        score=case.score,
        timeline=[
            case_step(event, schedule, words=file.words)
            for event in events
            if event.type not in HIDDEN and not came_along(event)
        ],
        ahead=steps_ahead(case, schedule),
        deadlines=_deadlines(case, now),
        answers=[answer_of(event) for event in events if event.type == Move.ANSWERED],
        actions=actions(case, schedule),
        people=file.people,
        is_following=case.leader_id is not None,
        proof=file.proof,
    )


def level_of(id_: str, schedule: Schedule) -> CaseLevel:
    """A level with its title, counted from 1."""
    level, number = schedule.level(id_)
    return CaseLevel(id=level.id, title=level.title, number=number)


def actions(case: Case, schedule: Schedule) -> list[CitizenAction]:
    """What the citizen may do with the case now."""
    return [
        action
        for action, moves in _ACTIONS.items()
        if any(_may(case, move, schedule) for move in moves)
    ]


def _may(case: Case, move: Move, schedule: Schedule) -> bool:
    if move is Move.CONSENT_GIVEN and case.identity == Identity.ANONYMOUS:
        # No contact was kept, so the citizen has none to show to the agency.
        return False
    try:
        check(case, MoveRequest(move, CITIZEN, reason="-", words="-"), schedule)
    except IllegalMoveError:
        return False
    return True


def _deadlines(case: Case, now: datetime) -> CaseDeadlines:
    is_waiting = case.status in WAITING
    return CaseDeadlines(
        first_answer_due_at=rfc3339(case.first_answer_due_at),
        first_answer_due_at_fa=jalali(case.first_answer_due_at),
        due_at=rfc3339(case.due_at),
        due_at_fa=jalali(case.due_at),
        time_left_fa=time_left_fa(case.due_at, now) if is_waiting else None,
        is_overdue=is_waiting and case.due_at <= now,
    )


def answer_of(event: CaseEvent) -> CaseAnswer:
    """The agency's answer with `event`, masked."""
    return CaseAnswer(
        text=event.said("text") or ERASED_FA,
        at=rfc3339(event.created_at),
        at_fa=jalali(event.created_at),
        files=files_along(event),
    )


def came_along(event: CaseEvent) -> bool:
    """Whether `event` is a file of desk or agency, which is shown with the words it goes with."""
    return event.type == Move.ATTACHED and event.actor != Role.CITIZEN


def files_along(event: CaseEvent) -> list[int]:
    """The numbers of the files that came with `event`; empty if its words were erased."""
    along: list[int] = event.data.get(ALONG, [])
    return along if event.said("text") else []


def case_step(
    event: CaseEvent,
    schedule: Schedule,
    titles: Mapping[Move, str] = MOVE_FA,
    words: OpenWords = NOTHING_OPEN,
) -> CaseStep:
    """A step of the timeline, as its reader may see it.

    `titles` has the title for each move; `words` are the open words, empty if the reader may see
    only the masked ones.
    """
    title = titles[Move(event.type)]
    if event.type == Move.ESCALATED:
        title = f"{title}: {level_of(event.level, schedule).title}"
    reason = event.said("reason")
    if reason and event.actor == Role.CLOCK:
        reason = REASON_FA[reason]
    return CaseStep(
        number=event.number,
        type=event.type,
        title_fa=title,
        by=Role(event.actor),
        at=rfc3339(event.created_at),
        at_fa=jalali(event.created_at),
        status=Status(event.status),
        text=words.texts.get(event.number) or event.said("text"),
        reason_fa=reason,
        files=files_along(event),
    )
