"""A case from its filing to its end, on both databases: moves, clock, ledger, personal values."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.office_times import closed, jalali, shipped
from support.samples import DESCRIPTION, MOBILE, NAME, complaint

from assistant.cases.clock import fire_due, reschedule
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case, CaseEvent, PersonalReading, PersonalValue
from assistant.cases.moves import Move
from assistant.cases.personal import NotReadableError, read_personal, reseal
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import history
from assistant.cases.terms import CITIZEN, CLOCK, Actor, Role
from assistant.cases.transitions import Door, IllegalMoveError, MoveKeyReusedError, MoveRequest, Why
from assistant.cases.verify import verify
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from knowledge.calendar.load import OfficeTimes

AGENCY, OPERATOR = Actor(Role.AGENCY, "abfa"), Actor(Role.OPERATOR, "op-1")
# A Saturday, so that nothing but the nights is closed in the days after.
FILED = jalali(1405, 9, 7, "09:00")
HOUR = timedelta(hours=1)
SEALER = Sealer(b"a key of the tests")


class Life:
    """One case, moved by hand and by the clock."""

    def __init__(self, database: Database, **changes: Any) -> None:
        self.database, self.times = database, shipped()
        self.door = Door(SEALER, lambda: self.times)
        self.now = FILED
        draft = OpenDraft.model_validate(complaint(**changes))
        with database.transaction() as session:
            self.id = file(session, self.door, draft, Origin(), self.now).id

    def do(self, move: Move, by: Actor, **step: Any) -> CaseEvent:
        return self.run(
            lambda session, case: self.door.move(
                session, case, MoveRequest(move, by, **step), self.now
            )
        )

    def run(self, work: Callable[[Session, Case], Any]) -> Any:
        with self.database.transaction() as session:
            case = session.get_one(Case, self.id, with_for_update=True)
            return work(session, case)

    def wait_until(self, moment: datetime) -> list[str]:
        """Let the clock of all cases run to `moment`; what happened to this one."""
        before = len(self.types)
        self.now = moment
        for _ in range(1000):
            with self.database.transaction() as session:
                fire_due(session, self.door, moment)
                due = select(Case.id).where(Case.next_check_at <= moment).limit(1)
                if session.scalar(due) is None:
                    break
        return self.types[before:]

    @property
    def case(self) -> Case:
        with self.database.transaction() as session:
            return session.get_one(Case, self.id)

    @property
    def types(self) -> list[str]:
        return [event.type for event in self.run(history)]


@pytest.fixture
def life(database: Database) -> Life:
    return Life(database)


def refused(life: Life, move: Move, by: Actor, **step: Any) -> Why:
    before = life.types
    with pytest.raises(IllegalMoveError) as error:
        life.do(move, by, **step)
    assert life.types == before
    return error.value.why


def test_a_case_is_referred_at_once_and_ends_only_by_its_citizen(life: Life) -> None:
    assert life.types == ["registered", "referred"]
    life.do(Move.TAKEN, AGENCY)
    life.do(Move.ANSWERED, AGENCY, words="انشعاب فردا وصل می‌شود.")
    assert (life.case.status, life.case.verdict) == ("answered", None)
    life.do(Move.CONFIRMED, CITIZEN, score=5)
    assert (life.case.status, life.case.verdict, life.case.score) == ("confirmed", "solved", 5)
    assert life.wait_until(FILED + timedelta(days=30)) == ["closed"]
    assert life.case.verdict == "solved"


def test_who_says_nothing_is_reminded_and_then_closed_without_success(life: Life) -> None:
    life.do(Move.ANSWERED, AGENCY, words="بررسی شد.")
    assert life.wait_until(FILED + timedelta(hours=47)) == []
    assert life.wait_until(FILED + timedelta(hours=48)) == ["reminded"]
    assert life.wait_until(FILED + timedelta(hours=119)) == []
    assert life.wait_until(FILED + timedelta(hours=120)) == ["closed_unconfirmed"]
    assert (life.case.status, life.case.verdict) == ("closed_unconfirmed", None)
    life.do(Move.DISPUTED, CITIZEN)
    assert life.case.status == "disputed"


def test_a_late_answer_raises_the_level_by_itself_up_to_the_top(life: Life) -> None:
    first, latest = life.case.first_answer_due_at, life.case.due_at
    assert life.wait_until(first - timedelta(seconds=1)) == []
    assert life.wait_until(first) == ["escalated"]
    assert life.case.level == "provincial_manager"
    assert life.wait_until(latest - timedelta(seconds=1)) == []
    assert life.wait_until(latest) == ["escalated"]
    assert life.case.level == "inspection_centre"
    assert life.case.next_check_at is None
    assert life.wait_until(latest + timedelta(days=90)) == []


def test_a_clock_that_was_away_makes_up_for_every_level(life: Life) -> None:
    assert life.wait_until(FILED + timedelta(days=30)) == ["escalated", "escalated"]


def test_unsolved_goes_up_a_level_and_has_new_deadlines(life: Life) -> None:
    life.do(Move.ANSWERED, AGENCY, words="بررسی شد.")
    life.now = FILED + 2 * HOUR
    life.do(Move.DISPUTED, CITIZEN, words="هنوز آب نداریم")
    assert life.types[-2:] == ["disputed", "escalated"]
    case = life.case
    assert (case.status, case.level) == ("disputed", "provincial_manager")
    assert case.clock_from == life.now
    assert case.due_at > life.now
    assert life.wait_until(case.due_at) == ["escalated"]


def test_the_last_word_on_a_dispute_is_an_operators_and_only_at_the_top(life: Life) -> None:
    life.do(Move.ANSWERED, AGENCY, words="بررسی شد.")
    life.do(Move.DISPUTED, CITIZEN)
    ruling = {"reason": "رأی بازرسی", "words": "انجام این کار در اختیار دستگاه نیست."}
    assert refused(life, Move.CLOSED, OPERATOR, **ruling) is Why.GUARD
    life.wait_until(life.case.due_at)
    life.do(Move.CLOSED, OPERATOR, **ruling)
    assert (life.case.status, life.case.verdict) == ("closed", "unsolved")


def test_reopening_keeps_code_and_history(life: Life) -> None:
    life.do(Move.ANSWERED, AGENCY, words="بررسی شد.")
    life.do(Move.CONFIRMED, CITIZEN)
    life.now = FILED + timedelta(days=20)
    code, before = life.case.tracking_code, life.types
    life.do(Move.REOPENED, CITIZEN, reason="دوباره قطع شد")
    case = life.case
    assert (case.tracking_code, case.status, case.verdict) == (code, "reopened", None)
    assert life.types == [*before, "reopened"]
    assert case.clock_from == life.now
    assert life.wait_until(case.first_answer_due_at) == ["escalated"]


def test_what_is_not_ours_goes_to_an_operator_and_is_never_closed_for_that(life: Life) -> None:
    assert refused(life, Move.MISDIRECTED, AGENCY) is Why.MISSING
    life.do(Move.MISDIRECTED, AGENCY, reason="با شهرداری است")
    assert life.case.status == "misdirected"
    assert refused(life, Move.ANSWERED, AGENCY, words="با ما نیست") is Why.STATUS
    life.do(Move.REFERRED, OPERATOR, agency_id="tavanir", reason="موضوع برق است")
    case = life.case
    assert (case.status, case.agency_id, case.level) == ("referred", "tavanir", "agency_unit")
    assert refused(life, Move.TAKEN, AGENCY) is Why.FOREIGN


def test_nobody_looks_for_an_agency_for_ever(database: Database) -> None:
    life = Life(database, agency_id=None)
    assert life.types == ["registered"]
    assert life.wait_until(life.case.first_answer_due_at) == ["escalated"]
    life.do(Move.REFERRED, OPERATOR, agency_id="abfa", reason="قبض آب پیوست است")
    assert (life.case.status, life.case.level) == ("referred", "agency_unit")


def test_praise_is_not_escalated(database: Database) -> None:
    life = Life(database, kind="praise", indicator=None)
    assert life.wait_until(FILED + timedelta(days=60)) == ["delivered"]
    assert life.case.status == "closed"


def test_a_key_makes_a_move_once(life: Life) -> None:
    life.do(Move.ANSWERED, AGENCY, words="بررسی شد.")
    first = life.do(Move.CONFIRMED, CITIZEN, key="k")
    assert life.do(Move.CONFIRMED, CITIZEN, key="k").id == first.id
    with pytest.raises(MoveKeyReusedError):
        life.do(Move.REOPENED, CITIZEN, reason="نه", key="k")


def test_a_closure_that_is_added_moves_open_deadlines_only_later(life: Life) -> None:
    other = Life(life.database, province="یزد", city="یزد")
    before = life.case.due_at
    life.times = with_closure("قم", before - timedelta(days=1), before + timedelta(hours=2))
    every(life, "قم")
    assert life.types[-1] == "rescheduled"
    assert life.case.due_at > before
    assert other.types[-1] != "rescheduled"
    count = len(life.types)
    every(life, "قم")
    assert len(life.types) == count


def with_closure(province: str | None, begins: datetime, ends: datetime) -> OfficeTimes:
    calendar = shipped().calendar.with_closures([closed(begins, ends, province)])
    return OfficeTimes(calendar, shipped().deadlines)


def every(life: Life, province: str) -> None:
    after: int | None = 0
    while after is not None:
        with life.database.transaction() as session:
            after, _ = reschedule(
                session, life.door, life.now, province=province, after_id=after, limit=3
            )


def test_a_closure_that_the_rows_do_not_know_yet_still_holds_the_clock(life: Life) -> None:
    first = life.case.first_answer_due_at
    life.times = with_closure("قم", first - HOUR, first + timedelta(days=1))
    assert life.wait_until(first) == ["rescheduled"]
    assert life.case.level == "agency_unit"
    assert life.wait_until(life.case.first_answer_due_at) == ["escalated"]


def test_personal_words_are_masked_in_events_and_sealed_beside(life: Life) -> None:
    life.do(Move.MESSAGE, CITIZEN, words=DESCRIPTION)
    life.do(Move.NOTED, OPERATOR, words="تماس گرفتم، پاسخ نداد")
    events = life.run(history)
    assert "[شماره همراه]" in events[-2].said("text")
    assert events[-1].data.keys() == {"sealed"}
    assert (events[-1].words, "تماس" in str(events[-1].data)) == (None, False)
    told = life.run(lambda session, case: read(session, case, OPERATOR))
    assert [(one.field, one.event_number) for one in told] == [
        ("words", 1),
        ("words", 3),
        ("note", 4),
    ]
    assert told[1].text == DESCRIPTION


def read(session: Session, case: Case, reader: Actor) -> list[Any]:
    return read_personal(session, SEALER, case, reader, purpose="تماس", now=FILED)


@pytest.mark.parametrize(
    ("identity", "reader", "fields"),
    [
        ("anonymous", OPERATOR, {"words"}),
        ("anonymous", AGENCY, None),
        ("anonymous", CLOCK, None),
        ("sealed", OPERATOR, {"words", "mobile", "name"}),
        ("sealed", AGENCY, None),
        ("sealed", CLOCK, {"mobile"}),
        ("named", OPERATOR, {"words", "mobile", "name"}),
        ("named", AGENCY, {"words", "mobile", "name"}),
        ("named", Actor(Role.AGENCY, "tavanir"), None),
        ("named", Actor(Role.AGENCY), None),
        ("named", CITIZEN, None),
    ],
)
def test_who_may_read_what(
    database: Database, identity: str, reader: Actor, fields: set[str] | None
) -> None:
    contact = {"mobile": MOBILE, "name": NAME}
    life = Life(database, identity=identity, contact=contact)
    if fields is None:
        with pytest.raises(NotReadableError):
            life.run(lambda session, case: read(session, case, reader))
    else:
        told = life.run(lambda session, case: read(session, case, reader))
        assert {one.field for one in told} == fields
    query = select(PersonalReading).where(PersonalReading.case_id == life.id)
    noted = life.run(lambda session, _: list(session.scalars(query)))
    assert [(one.role, one.reader_id, set(one.fields)) for one in noted] == (
        [(reader.role, reader.id, fields)] if fields else []
    )


def test_consent_is_recorded_and_can_be_taken_back(database: Database) -> None:
    life = Life(database, identity="named", contact={"mobile": MOBILE})
    assert life.types == ["registered", "consent_given", "referred"]
    receipt = life.run(history)[1]
    assert receipt.data == {"reader": "agency", "fields": "mobile,words"}
    life.do(Move.CONSENT_WITHDRAWN, CITIZEN)
    assert life.case.identity == "sealed"
    with pytest.raises(NotReadableError):
        life.run(lambda session, case: read(session, case, AGENCY))


def test_sealed_values_come_under_a_new_key(database: Database) -> None:
    life = Life(database, identity="sealed", contact={"mobile": MOBILE})
    newer = Sealer(b"a key of the tests", [b"a newer key"])
    with database.transaction() as session:
        after: int | None = 0
        while after is not None:
            after = reseal(session, newer, after, 3)
    query = select(PersonalValue).where(PersonalValue.case_id == life.id)
    rows = life.run(lambda session, _: list(session.scalars(query)))
    assert {row.key_id for row in rows} == {newer.key_id}
    assert MOBILE in {newer.open(row.sealed) for row in rows}
    back = Sealer(b"a key of the tests", [b"a key of the tests", b"a newer key"])
    with database.transaction() as session:
        assert reseal(session, back, limit=5000) is None
    assert back.key_id == SEALER.key_id


def test_the_ledger_of_all_this_is_whole(life: Life) -> None:
    life.do(Move.ANSWERED, AGENCY, words="بررسی شد.")
    code = life.run(lambda _, case: case.tracking_code)
    with life.database.transaction() as session:
        assert [fault for place, fault in verify(session) if place == code] == []
