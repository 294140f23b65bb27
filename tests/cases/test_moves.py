"""Every role × every move × every status, against a table that was written by hand."""

import itertools

import pytest
from support.office_times import jalali, shipped

from assistant.cases.labels import HIDDEN, MOVE_FA, REASON_FA
from assistant.cases.models import Case
from assistant.cases.move_requests import Link
from assistant.cases.moves import RULES, Guard, Move
from assistant.cases.schedule import Schedule
from assistant.cases.terms import STATUS_FA, Actor, Role, Status
from assistant.cases.transitions import IllegalMoveError, MoveRequest, check

WAITING = "registered referred in_progress disputed reopened misdirected"
AT_AGENCY = "referred in_progress disputed reopened"
ENDED = "confirmed partly closed closed_unconfirmed withdrawn"
OPEN = f"{WAITING} answered"
ANY = f"{OPEN} {ENDED}"
TABLE = {
    "citizen": {
        "confirmed": "answered closed_unconfirmed",
        "partly": "answered closed_unconfirmed",
        "disputed": "answered closed_unconfirmed",
        "reopened": ENDED,
        "withdrawn": OPEN,
        "message": OPEN,
        "attached": OPEN,
        "consent_given": ANY,
        "consent_withdrawn": ANY,
        "pin_changed": ANY,
        "erased": ENDED,
        "merged": WAITING,
        "separated": ANY,
        "joined": WAITING,
        "left": ANY,
    },
    "agency": {
        "taken": "referred disputed reopened",
        "asked": AT_AGENCY,
        "answered": AT_AGENCY,
        "attached": AT_AGENCY,
        "misdirected": AT_AGENCY,
        "noted": ANY,
    },
    "operator": {
        "attached": OPEN,
        "referred": WAITING,
        "answered": AT_AGENCY,
        "asked": OPEN,
        "misdirected": AT_AGENCY,
        "closed": "disputed",
        "noted": ANY,
        "corrected": ANY,
        "redacted": ANY,
        "merged": WAITING,
        "separated": ANY,
        "joined": WAITING,
        "left": ANY,
        "informed": OPEN,
    },
    "clock": {
        "referred": "registered",
        "escalated": WAITING,
        "reminded": "answered",
        "closed_unconfirmed": "answered",
        "closed": "confirmed partly",
        "delivered": AT_AGENCY,
        "rescheduled": WAITING,
        "erased": ENDED,
        "merged": ANY,
        "separated": ANY,
        "joined": WAITING,
        "left": ANY,
    },
}
FILED = jalali(1405, 9, 7, "09:00")
SCHEDULE = Schedule(shipped())
NEEDED = {"reason": "دلیل", "words": "شرح", "agency_id": "abfa", "link": Link("1" * 32, 1)}
FITTING = {
    "closed_unconfirmed": {"reminded_at": FILED},
    "delivered": {"kind": "praise"},
    "consent_withdrawn": {"identity": "named"},
}


def case(status: Status, **values: object) -> Case:
    given = {
        "tracking_code": "22222222",
        "kind": "complaint",
        "status": status,
        "agency_id": "abfa",
        "identity": "sealed",
        "level": "agency_unit",
        "version": 3,
    }
    return Case(**(given | values))


def fitting(role: Role, move: Move, status: Status) -> Case:
    """A case in `status` for which nothing but the status can stand in the way of the move."""
    is_ruling = (role, move) == (Role.OPERATOR, Move.CLOSED)
    level = {"level": "inspection_centre"} if is_ruling else {}
    follows = move is Move.SEPARATED or (role, move) == (Role.CLOCK, Move.MERGED)
    leader = {"leader_id": 1} if follows else {}
    return case(status, **level, **leader, **FITTING.get(move, {}))


def is_allowed(case: Case, step: MoveRequest) -> bool:
    try:
        check(case, step, SCHEDULE)
    except IllegalMoveError:
        return False
    return True


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("move", Move)
def test_who_may_do_what_and_when(role: Role, move: Move) -> None:
    expected = set(TABLE[role].get(move, "").split())
    step = MoveRequest(move, Actor(role, "abfa"), **NEEDED)
    allowed = {str(status) for status in Status if is_allowed(fitting(role, move, status), step)}
    assert allowed == expected


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", [move for move, role in RULES if role is Role.AGENCY])
@pytest.mark.parametrize("id_", ["", "tavanir"])
def test_another_agency_may_do_nothing(move: Move, status: Status, id_: str) -> None:
    assert not is_allowed(case(status), MoveRequest(move, Actor(Role.AGENCY, id_), **NEEDED))
    assert not is_allowed(
        case(status, agency_id=None), MoveRequest(move, Actor(Role.AGENCY, id_), **NEEDED)
    )


@pytest.mark.parametrize("rule", list(RULES.values()), ids=lambda rule: f"{rule.by}-{rule.move}")
def test_what_must_be_told_must_be_told(rule) -> None:
    for status, need in itertools.product(rule.from_, rule.needs):
        told = NEEDED | {need: None if need in {"agency_id", "link"} else " "}
        assert not is_allowed(
            fitting(rule.by, rule.move, status),
            MoveRequest(rule.move, Actor(rule.by, "abfa"), **told),
        )


@pytest.mark.parametrize("rule", list(RULES.values()), ids=lambda rule: f"{rule.by}-{rule.move}")
def test_what_must_hold_must_hold(rule) -> None:
    broken = {
        Guard.AGENCY_KNOWN: {"agency_id": None},
        Guard.TOP_LEVEL: {"level": "provincial_manager"},
        Guard.BELOW_TOP: {"level": "inspection_centre"},
        Guard.NOT_REMINDED: {"reminded_at": FILED},
        Guard.REMINDED: {"reminded_at": None},
        Guard.PRAISE: {"kind": "criticism"},
        Guard.NAMED: {"identity": "sealed"},
        Guard.NOT_NAMED: {"identity": "named"},
        Guard.ALONE: {"leader_id": 1},
        Guard.FOLLOWS: {"leader_id": None},
    }
    for status, guard in itertools.product(rule.from_, rule.guards):
        step = MoveRequest(rule.move, Actor(rule.by, "abfa"), **NEEDED)
        assert not is_allowed(case(status, **broken[guard]), step)


def test_only_the_citizen_can_call_it_solved() -> None:
    solved = {rule.by for rule in RULES.values() if rule.to in {Status.CONFIRMED, Status.PARTLY}}
    assert solved == {Role.CITIZEN}


def test_a_case_that_is_registered_already_is_not_registered_again() -> None:
    for role, status in itertools.product(Role, Status):
        assert not is_allowed(
            case(status), MoveRequest(Move.REGISTERED, Actor(role, "abfa"), **NEEDED)
        )


def test_every_status_can_be_reached_and_none_is_a_dead_end() -> None:
    reached = {rule.to for rule in RULES.values() if rule.to}
    assert reached == set(Status)
    left = {status for rule in RULES.values() if rule.to for status in rule.from_}
    assert left == set(Status)


def test_every_move_has_a_persian_face_that_promises_nothing() -> None:
    assert set(MOVE_FA) == set(Move)
    assert set(HIDDEN) < set(Move)
    assert set(MOVE_FA.values()).isdisjoint(REASON_FA.values())
    closing = [MOVE_FA[move] for move in (Move.CLOSED, Move.CLOSED_UNCONFIRMED, Move.DELIVERED)]
    assert not [face for face in (*closing, *STATUS_FA.values()) if "حل" in face]
