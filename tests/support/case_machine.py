"""Random lives of cases through every door, beside a model that has its own copy of the rules.

The doors: the citizen's with code and pin (`CaseDesk.act`), the one for agencies, operators and the
clock (`Door.move`), and the clock's own functions.
"""

import asyncio
from datetime import timedelta
from itertools import pairwise
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import update

from assistant.cases.check_case import faults_of_row
from assistant.cases.clock import fire_due, reschedule
from assistant.cases.ledger import ledger_of
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.personal import NobodyNamedError
from assistant.cases.pins import pin_of
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import CaseDesk, history
from assistant.cases.terms import Actor, Role
from assistant.cases.transitions import IllegalMoveError, MoveRequest
from assistant.cases.verify_ledger import faults
from assistant.privacy.erasure import erase_ended
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from knowledge.calendar.load import OfficeTimes
from knowledge.catalogue import load
from support.facts import differences, recorder
from support.office_times import closed, jalali, shipped
from support.pins import wrong
from support.samples import complaint

FILED = jalali(1405, 9, 7, "09:00")
AGENCIES = ["abfa", "tavanir"]
LADDER = ["agency_unit", "provincial_manager", "inspection_centre"]
AT_AGENCY = {"referred", "in_progress", "disputed", "reopened"}
WAITING = AT_AGENCY | {"registered", "misdirected"}
ENDED = {"confirmed", "partly", "closed", "closed_unconfirmed", "withdrawn"}
MOVES = [move for move in Move if move is not Move.REGISTERED]
WORDS = st.sampled_from(["", " ", "انجام شد", "شماره من 09121234567 است"])


class CaseMachine(RuleBasedStateMachine):
    """One case; `database` is shared, and set before the machine runs."""

    database: ClassVar[Database]
    catalogue: ClassVar[Any] = None

    def __init__(self) -> None:
        super().__init__()
        type(self).catalogue = self.catalogue or load()
        self.now, self.times = FILED, shipped()
        self.desk = CaseDesk(
            self.database,
            self.catalogue,
            Sealer(b"a key of the tests"),
            lambda: self.times,
            now=lambda: self.now,
            observers=[recorder(Sealer(b"a key of the tests"))],
        )

    @initialize(
        agency=st.sampled_from([None, *AGENCIES]),
        kind=st.sampled_from(["complaint", "complaint", "praise"]),
        identity=st.sampled_from(["anonymous", "sealed", "named"]),
    )
    def file(self, agency: str | None, kind: str, identity: str) -> None:
        somebody = {"contact": {"mobile": "09120000000"}} if identity == "named" else {}
        draft = complaint(agency_id=agency, kind=kind, identity=identity, **somebody)
        filed = asyncio.run(self.desk.file(OpenDraft.model_validate(draft)))
        self.id, self.code, self.pin = filed.case.id, filed.case.tracking_code, filed.pin
        self.was_judged = False
        self.level = 0

    def teardown(self) -> None:
        # The next case must not be woken together with this one.
        with self.database.transaction() as session:
            session.execute(update(Case).values(next_check_at=None))

    @rule(
        move=st.sampled_from(MOVES),
        role=st.sampled_from([Role.AGENCY, Role.OPERATOR, Role.CLOCK]),
        id_=st.sampled_from([*AGENCIES, ""]),
        reason=WORDS,
        words=WORDS,
        agency=st.sampled_from([None, *AGENCIES]),
    )
    def knock(
        self, move: Move, role: Role, id_: str, reason: str, words: str, agency: str | None
    ) -> None:
        """Try any move in any role."""
        step = MoveRequest(move, Actor(role, id_), reason=reason, words=words, agency_id=agency)
        self._try(step, lambda: self._by_door(step))

    @rule(move=st.sampled_from(MOVES), reason=WORDS, words=WORDS)
    def knock_with_pin(self, move: Move, reason: str, words: str) -> None:
        """Try any move as the holder of code and pin."""
        step = MoveRequest(move, Actor(Role.CITIZEN), reason=reason, words=words)
        self._try(step, lambda: asyncio.run(self.desk.act(self.code, self.pin, step)))
        self.pin = pin_of(Sealer(b"a key of the tests"), self._case())

    @rule(move=st.sampled_from(MOVES))
    def knock_without_pin(self, move: Move) -> None:
        """A stranger gets nothing."""
        before = self._case().version
        step = MoveRequest(move, Actor(Role.CITIZEN), reason="-", words="-")
        self.desk = CaseDesk(
            self.database,
            self.catalogue,
            Sealer(b"a key of the tests"),
            lambda: self.times,
            now=lambda: self.now,
            observers=[recorder(Sealer(b"a key of the tests"))],
        )
        assert asyncio.run(self.desk.act(self.code, wrong(self.pin), step)) is None
        assert self._case().version == before

    @precondition(lambda self: self._case().status in AT_AGENCY)
    @rule()
    def answer(self) -> None:
        """The agency answers; by chance alone that would be rare."""
        agency = self._case().agency_id
        step = MoveRequest(Move.ANSWERED, Actor(Role.AGENCY, agency), words="انجام شد")
        self._try(step, lambda: self._by_door(step))

    @rule(hours=st.integers(1, 400))
    def wait(self, hours: int) -> None:
        """Time passes, and the clock does what is due."""
        self.now += timedelta(hours=hours)
        with self.database.transaction() as session:
            fire_due(session, self.desk.door, self.now)
        case = self._case()
        assert case.next_check_at is None or case.next_check_at > self.now
        if case.status in WAITING and case.kind != "praise":
            levels = self.desk.schedule.deadlines(case).levels
            begun = [level.id for level in levels if level.begins_at <= self.now]
            assert LADDER.index(case.level) >= LADDER.index(begun[-1]), "a breach was not raised"

    @rule(hours=st.integers(-48, 48), days=st.integers(1, 5))
    def close_offices(self, hours: int, days: int) -> None:
        """Offices close at short notice; deadlines move only later."""
        due, begins = self._case().due_at, self.now + timedelta(hours=hours)
        more = [closed(begins, begins + timedelta(days=days), "قم")]
        self.times = OfficeTimes(self.times.calendar.with_closures(more), self.times.deadlines)
        with self.database.transaction() as session:
            reschedule(session, self.desk.door, self.now, province="قم", after_id=self.id - 1)
        assert self._case().due_at >= due

    @rule()
    def forget(self) -> None:
        """Retention may come at any time."""
        with self.database.transaction() as session:
            erase_ended(session, self.desk.door, self.now - timedelta(days=30), self.now)

    @invariant()
    def the_history_is_whole_and_legal(self) -> None:
        if not hasattr(self, "id"):
            return
        with self.database.transaction() as session:
            case = session.get_one(Case, self.id)
            events = history(session, case)
            assert faults(ledger_of(session, case, events).model_dump()) == []
            assert list(faults_of_row(case, events)) == []
            assert differences(session, Sealer(b"a key of the tests"), [case.id]) == []
        assert events[-1].status == case.status
        assert events[-1].level == case.level
        _assert_legal([(event.type, event.actor, event.status) for event in events])
        assert (case.ended_at is not None) == (case.status in ENDED)
        assert "09121234567" not in str([event.data for event in events])

    def _case(self) -> Case:
        with self.database.transaction() as session:
            return session.get_one(Case, self.id)

    def _by_door(self, step: MoveRequest) -> None:
        with self.database.transaction() as session:
            case = self.desk.door.case(session, self.code)
            self.desk.door.move(session, case, step, self.now)

    def _try(self, step: MoveRequest, attempt: Any) -> None:
        before = self._case()
        expected = _model(before, step)
        try:
            attempt()
            happened = True
        except NobodyNamedError:
            assert step.move is Move.CONSENT_GIVEN
            assert self._case().version == before.version
            return
        except IllegalMoveError:
            happened = False
        after = self._case()
        assert happened == (expected is not None), f"{step} in {before.status}"
        assert (after.version > before.version) == happened
        assert after.status == (expected if happened else before.status)


def _model(case: Case, step: MoveRequest) -> str | None:
    """The status after `step`, or None when it must be refused."""
    move, role, status = str(step.move), str(step.by.role), case.status
    reason, words = bool(step.reason.strip()), bool(step.words.strip())
    is_top = case.level == LADDER[-1]
    if role == "agency" and (not step.by.id or step.by.id != case.agency_id):
        return None
    if case.erased_at and role != "clock" and move != "left":
        return None
    match role, move:
        case "citizen", "confirmed" | "partly" | "disputed":
            return move if status in {"answered", "closed_unconfirmed"} else None
        case "citizen", "reopened":
            return "reopened" if status in ENDED and reason else None
        case "citizen", "withdrawn":
            return "withdrawn" if status not in ENDED else None
        case "citizen", "message":
            return status if status not in ENDED and words else None
        case "citizen", "attached":
            return status if status not in ENDED else None
        case "citizen", "consent_given":
            return status if case.identity != "named" else None
        case "citizen", "consent_withdrawn":
            return status if case.identity == "named" else None
        case "citizen", "pin_changed":
            return status
        case "agency", "taken":
            return "in_progress" if status in AT_AGENCY - {"in_progress"} else None
        case "agency", "asked":
            return "in_progress" if status in AT_AGENCY and words else None
        case "agency" | "operator", "answered":
            return "answered" if status in AT_AGENCY and words else None
        case "agency", "attached":
            return status if status in AT_AGENCY else None
        case "operator", "attached":
            return status if status not in ENDED else None
        case "agency" | "operator", "misdirected":
            return "misdirected" if status in AT_AGENCY and reason else None
        case "operator", "referred":
            return "referred" if status in WAITING and reason and step.agency_id else None
        case "operator", "asked":
            return status if status not in ENDED and words else None
        case "operator", "closed":
            return "closed" if status == "disputed" and is_top and reason and words else None
        case "operator", "informed":
            return status if status not in ENDED and words else None
        case "agency" | "operator", "noted":
            return status if words else None
        case "operator", "redacted":
            return status if reason else None
        case "operator", "corrected":
            return status if words and reason else None
        case "clock", "referred":
            return "referred" if status == "registered" and case.agency_id else None
        case "clock", "escalated":
            return status if status in WAITING and reason and not is_top else None
        case "clock", "reminded":
            return status if status == "answered" and not case.reminded_at else None
        case "clock", "closed_unconfirmed":
            return move if status == "answered" and case.reminded_at else None
        case "clock", "closed":
            return "closed" if status in {"confirmed", "partly"} else None
        case "clock", "delivered":
            return "closed" if status in AT_AGENCY and case.kind == "praise" else None
        case "clock", "rescheduled":
            return status if status in WAITING else None
        case (("citizen" | "clock"), "erased"):
            return status if status in ENDED else None
    return None


def _assert_legal(events: list[tuple[str, str, str]]) -> None:
    """What no history may show, whoever moved the case."""
    assert events[0] == ("registered", "citizen", "registered")
    for (_, _, before), (move, actor, after) in pairwise(events):
        assert after not in {"confirmed", "partly"} or actor == "citizen" or after == before
        if after == "closed_unconfirmed" and before != after:
            assert "reminded" in [one for one, _, _ in events]
        if move == "misdirected":
            assert after == "misdirected", "closed as not ours"
