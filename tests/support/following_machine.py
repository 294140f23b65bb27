"""Random lives of cases that follow each other: no citizen is lost, or gets a message twice."""

import asyncio
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assistant.cases.clock import fire_due
from assistant.cases.ledger import ledger_of
from assistant.cases.merged_cases import merge, offer_of, people, separate
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.outbox import TOLD
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import CaseDesk, history
from assistant.cases.terms import CITIZEN, WAITING, Actor, Role
from assistant.cases.transitions import IllegalMoveError, MoveRequest
from assistant.cases.verify_ledger import faults
from assistant.storage.database import Database
from assistant.storage.jobs import Job
from assistant.storage.sealing import Sealer
from knowledge.catalogue import load
from support.facts import differences, recorder
from support.office_times import jalali, shipped
from support.samples import complaint

FILED = jalali(1405, 9, 7, "09:00")
MOST = 6
AGENCIES = ["abfa", "tavanir"]
ONE = st.integers(0, MOST - 1)
OPERATOR = Actor(Role.OPERATOR, "op")
VERDICTS = st.sampled_from([Move.CONFIRMED, Move.PARTLY, Move.DISPUTED])


class FollowingMachine(RuleBasedStateMachine):
    """A few cases of few matters; `database` is shared, and set before the machine runs."""

    database: ClassVar[Database]
    catalogue: ClassVar[Any] = None

    def __init__(self) -> None:
        super().__init__()
        type(self).catalogue = self.catalogue or load()
        self.now, self.ids = FILED, list[int]()
        self.sealer = Sealer(b"a key of the tests")
        self.desk = CaseDesk(
            self.database,
            self.catalogue,
            self.sealer,
            shipped,
            now=lambda: self.now,
            observers=[recorder(self.sealer)],
        )

    @initialize(agencies=st.lists(st.sampled_from([*AGENCIES, "abfa"]), min_size=2, max_size=4))
    def begin(self, agencies: list[str]) -> None:
        for agency in agencies:
            self._file(agency)

    def teardown(self) -> None:
        gone = update(Case).values(next_check_at=None, created_at=FILED - timedelta(days=400))
        with self.database.transaction() as session:
            session.execute(gone)

    @rule(place=ONE)
    def file_to_follow(self, place: int) -> None:
        """Somebody follows instead of going alone; the case is filed in any case."""
        if len(self.ids) < MOST:
            with self.database.transaction() as session:
                leader = session.get_one(Case, self._id(place))
                offer = offer_of(self.sealer, leader)
            self._file(leader.agency_id or "abfa", follow=offer)

    @rule(place=ONE, other=ONE)
    def merge(self, place: int, other: int) -> None:
        def work(session: Session) -> None:
            case, leader = self._locked(session, place), self._locked(session, other)
            step = MoveRequest(Move.MERGED, OPERATOR, reason="همان است")
            merge(session, self.desk.door, case, leader, step=step, now=self.now)

        self._try(work)

    @rule(place=ONE, by=st.sampled_from([CITIZEN, OPERATOR]))
    def separate(self, place: int, by: Actor) -> None:
        step = MoveRequest(Move.SEPARATED, by, reason="جدا")
        self._try(lambda s: separate(s, self.desk.door, self._locked(s, place), step, self.now))

    @rule(place=ONE, move=st.sampled_from([Move.TAKEN, Move.ANSWERED, Move.MISDIRECTED]))
    def agency(self, place: int, move: Move) -> None:
        def work(session: Session) -> None:
            case = self._locked(session, place)
            step = MoveRequest(
                move, Actor(Role.AGENCY, case.agency_id or "-"), reason="-", words="انجام شد"
            )
            self.desk.door.move(session, case, step, self.now)

        self._try(work)

    @rule(place=ONE, agency=st.sampled_from(AGENCIES))
    def refer(self, place: int, agency: str) -> None:
        self._move(place, MoveRequest(Move.REFERRED, OPERATOR, reason="-", agency_id=agency))

    @rule(place=ONE, verdict=VERDICTS)
    def judge(self, place: int, verdict: Move) -> None:
        self._move(place, MoveRequest(verdict, CITIZEN))

    @rule(place=ONE, move=st.sampled_from([Move.WITHDRAWN, Move.REOPENED, Move.MESSAGE]))
    def citizen(self, place: int, move: Move) -> None:
        self._move(place, MoveRequest(move, CITIZEN, reason="-", words="هنوز نه"))

    @rule(place=ONE)
    def inform(self, place: int) -> None:
        self._move(place, MoveRequest(Move.INFORMED, OPERATOR, words="درست شد"))

    @rule(hours=st.integers(1, 300))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        with self.database.transaction() as session:
            fire_due(session, self.desk.door, self.now)

    @invariant()
    def nobody_is_lost(self) -> None:
        with self.database.transaction() as session:
            cases = {id_: session.get_one(Case, id_) for id_ in self.ids}
            counts = people(session, cases)
            leaders = [case.id for case in cases.values() if case.leader_id is None]
            assert sum(counts[id_] for id_ in leaders) == len(cases)
            for case in cases.values():
                assert (case.leader_id is None) == (case.link is None)
                if case.leader_id is not None:
                    leader = cases[case.leader_id]
                    assert leader.leader_id is None, "a chain"
                    can_be_answered = leader.status in WAITING
                    is_same = leader.agency_id == case.agency_id
                    assert case.status not in WAITING or (can_be_answered and is_same)

    @invariant()
    def every_history_is_whole_and_every_notice_comes_once(self) -> None:
        with self.database.transaction() as session:
            for id_ in self.ids:
                case = session.get_one(Case, id_)
                events = history(session, case)
                assert faults(ledger_of(session, case, events).model_dump()) == []
                told = [event.number for event in events if _is_told(event.type, event.actor)]
                query = select(Job.unique_key).where(
                    Job.unique_key.like(f"cases.notice:{case.id}:%")
                )
                keys = sorted(session.scalars(query))
                assert keys == sorted(f"cases.notice:{case.id}:{number}" for number in told)

    @invariant()
    def facts_are_what_the_ledgers_tell(self) -> None:
        with self.database.transaction() as session:
            assert differences(session, self.sealer, self.ids) == []

    @invariant()
    def both_ledgers_tell_of_every_bond(self) -> None:
        with self.database.transaction() as session:
            bonds: Counter[tuple[str, bool]] = Counter()
            for id_ in self.ids:
                for event in history(session, session.get_one(Case, id_)):
                    if event.type in {"merged", "joined"}:
                        bonds[event.data["link"], event.type == "joined"] += 1
            assert set(bonds.values()) <= {1}
            assert {link for link, is_there in bonds if is_there} == {
                link for link, is_there in bonds if not is_there
            }

    def _file(self, agency: str, **more: str) -> None:
        draft = OpenDraft.model_validate(complaint(agency_id=agency, **more))
        self.ids.append(asyncio.run(self.desk.file(draft)).case.id)

    def _id(self, place: int) -> int:
        return self.ids[place % len(self.ids)]

    def _locked(self, session: Session, place: int) -> Case:
        code = session.get_one(Case, self._id(place)).tracking_code
        case = self.desk.door.case(session, code)
        assert case is not None
        return case

    def _move(self, place: int, step: MoveRequest) -> None:
        self._try(lambda s: self.desk.door.move(s, self._locked(s, place), step, self.now))

    def _try(self, work: Any) -> None:
        with suppress(IllegalMoveError), self.database.transaction() as session:
            work(session)


def _is_told(move: str, actor: str) -> bool:
    if move in {"merged", "separated"}:
        return actor == "operator"
    return move in TOLD and not (move == "referred" and actor == "clock")
