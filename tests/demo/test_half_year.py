"""The made-up half year is whole: ledgers, roots and facts hold, and a seed tells the same."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session
from support.office_times import shipped

from assistant.cases.closures import CurrentTimes
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case, CaseEvent, LedgerRoot, PersonalValue
from assistant.cases.moves import Move
from assistant.cases.outages import OutageRow
from assistant.cases.personal import Field
from assistant.cases.schemas import Contact, OpenDraft
from assistant.cases.signatures import Notary
from assistant.cases.terms import CITIZEN, CLOCK, Actor, Identity, Indicator, Kind, Role
from assistant.cases.transitions import Door, MoveRequest
from assistant.cases.verify import verify
from assistant.conversation.models import Conversation, Rating, Turn
from assistant.demo.half_year.case_writer import CaseWriter
from assistant.demo.half_year.chances import Chances
from assistant.demo.half_year.fill import (
    SPAN,
    DemoMeans,
    HalfYearSize,
    count_figures,
    fill,
    freeze_figures,
)
from assistant.demo.half_year.schemas import plan, words
from assistant.demo.half_year.talks import TalkWriter
from assistant.demo.stories import MARK
from assistant.insight.facts.models import CaseFact, ScoreCell
from assistant.insight.facts.replay import kept, replayed
from assistant.insight.facts.writing import Histories
from assistant.insight.periods.callbacks import Outcome, progress, waiting_calls
from assistant.insight.periods.closing import recomputed
from assistant.insight.periods.moves import periods, standing
from assistant.insight.periods.reporting_period import CitizenCallback, ReportingPeriod, State
from assistant.insight.periods.statement import Statements
from assistant.insight.ratings import prompts
from assistant.insight.ratings.marks import keep
from assistant.insight.ratings.prompts import RatingAsk, RatingPrompt
from assistant.storage.database import Base, Database
from assistant.storage.digests import Digests
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from knowledge.catalogue import load

UNTIL = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
OPERATOR = Actor(Role.OPERATOR, "operator")
CASES = 170
"""Whether a drawn call still waits on the last day depends on the draw; of 170 one does."""


def _means() -> DemoMeans:
    door = Door(Sealer(b"k" * 32, []), CurrentTimes(shipped()))
    return DemoMeans(door, shipped(), load(), Notary(b"secret"))


async def _database(path: Path) -> Database:
    database = Database(f"sqlite:///{path}")
    await migrate(database)
    return database


@pytest.fixture(scope="module")
async def seeded(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database, means = await _database(tmp_path_factory.mktemp("half") / "a.sqlite3"), _means()

    def work(session: Session) -> None:
        fill(session, means, HalfYearSize(CASES), UNTIL, OPERATOR)
        count_figures(session, means)
        freeze_figures(session, means, UNTIL)

    await database.run(work)
    return database


@pytest.fixture
def session(seeded: Database) -> Iterator[Session]:
    with seeded.transaction() as session:
        yield session


def test_the_ledger_holds_and_each_day_has_its_root(session: Session) -> None:
    assert list(verify(session)) == []
    days = session.scalars(select(LedgerRoot.day).order_by(LedgerRoot.day)).all()
    assert len(days) > SPAN.days * 0.8
    assert all(day < UNTIL.date().isoformat() for day in days)
    times = session.execute(select(func.min(CaseEvent.created_at), func.max(CaseEvent.created_at)))
    first, last = times.one()
    assert UNTIL - SPAN <= first <= UNTIL - SPAN + timedelta(days=7)
    assert UNTIL - timedelta(days=2) < last <= UNTIL


def test_facts_are_what_the_ledger_tells_and_all_are_counted(session: Session) -> None:
    histories = Histories(_means().door.sealer.digests, shipped())
    assert list(kept(session)) == list(replayed(session, histories))
    spans = {tuple(row) for row in session.execute(select(CaseFact.case_id, CaseFact.span))}
    praise = set(session.scalars(select(Case.id).where(Case.kind == Kind.PRAISE)))
    counted = session.scalar(select(func.sum(ScoreCell.tenures)).where(ScoreCell.level == ""))
    assert counted == sum(case_id not in praise for case_id, _ in spans)


def test_every_page_has_something_to_show(session: Session) -> None:
    assert session.scalar(select(func.count(Case.id))) > CASES
    assert set(session.scalars(select(Case.kind))) == set(Kind)
    assert {Move.DISPUTED, Move.REOPENED, Move.MISDIRECTED, Move.JOINED, Move.WITHDRAWN} <= set(
        session.scalars(select(CaseEvent.type).distinct())
    )
    assert len(set(session.scalars(select(CaseFact.month)))) >= 6
    assert len(set(session.scalars(select(CaseFact.channel)))) >= 4
    assert all(text.startswith(MARK) for text in session.scalars(select(Case.description)))
    assert not any("{" in text for text in session.scalars(select(Case.description)))
    outages = session.scalars(select(OutageRow).order_by(OutageRow.began_at)).all()
    assert [row.ended_at is None for row in outages] == [False] * (len(outages) - 1) + [True]
    assert session.scalar(select(func.count(Case.id)).where(Case.leader_id.is_not(None)))
    assert session.scalar(select(func.count(Rating.id)).where(Rating.agency_id.is_not(None)))
    offered, answered = session.execute(
        select(func.sum(RatingPrompt.offered), func.sum(RatingPrompt.answered))
    ).one()
    assert offered > answered > 0


def test_some_give_their_contact_and_the_lot_has_somebody_to_call(session: Session) -> None:
    shares = Counter(session.scalars(select(Case.identity)))
    assert all(shares[one] > 0.15 * shares.total() for one in Identity)
    consents = select(func.count()).where(CaseEvent.type == Move.CONSENT_GIVEN)
    assert session.scalar(consents) == shares[Identity.NAMED]
    open_it = _means().door.sealer.open
    fields = (Field.MOBILE, Field.NAME)
    query = select(PersonalValue.field, PersonalValue.sealed, Case.description)
    query = query.join(Case, Case.id == PersonalValue.case_id)
    given = session.execute(query.where(PersonalValue.field.in_(fields))).all()
    assert len(given) == 2 * (shares[Identity.NAMED] + shares[Identity.SEALED])
    for name, sealed, description in given:
        value = open_it(sealed)
        assert value not in description
        if name == Field.MOBILE:
            assert value.startswith("0970")
    called = Counter(session.scalars(select(CitizenCallback.outcome)))
    assert called[Outcome.SOLVED] > called[Outcome.NOT_REACHED] > 0
    calls = waiting_calls(session, UNTIL)
    assert calls
    assert not {one.code for one in calls} & set(
        session.scalars(select(Case.tracking_code).where(Case.identity == Identity.ANONYMOUS))
    )
    assert progress(session, UNTIL - timedelta(days=5), UNTIL).said


def test_periods_are_closed_with_what_the_ledger_tells(session: Session) -> None:
    months = [f"1405-{number:02}" for number in range(2, 8)]
    names = sorted(periods(session))
    assert names == [*months, "1405-S1", "1405-S2"]
    known = [standing(session, ReportingPeriod.parse(name)) for name in names]
    assert {one.state for one in known} == {State.FINAL}
    means = _means()
    statements = Statements(means.histories, means.catalogue, means.times, means.notary)
    for name in ("1405-07", "1405-S2"):
        assert recomputed(session, statements, ReportingPeriod.parse(name))


def test_talks_are_kept_as_the_product_keeps_them() -> None:
    chances = Chances(5, plan(), words(), load(), UNTIL - SPAN)
    digests, pen = Digests(b"k" * 32), TalkWriter(Digests(b"k" * 32), chances)
    for n in range(40):
        pen.talk(UNTIL - timedelta(hours=7 * n))
    talks = list(pen.new)
    assert {one.mark is None for one in talks} == {True, False}

    def by_pen(session: Session) -> None:
        pen.write(session)
        pen.write_prompts(session)

    def by_product(session: Session) -> None:
        for one in talks:
            for row in (Conversation(**one.conversation), Turn(**one.turn)):
                session.add(row)
                session.flush()
            prompts.count_offer(session, one.id, one.channel, one.place, one.at)
            if one.mark:
                at = one.at + timedelta(minutes=1)
                keep(session, digests, one.id, one.mark, one.rater, now=at)

    assert _talks_by(by_pen) == _talks_by(by_product)


def _talks_by(work: Callable[[Session], None]) -> list[list[str]]:
    """The rows of all tables of talks and marks."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        work(session)
        session.flush()
        tables = [one.__table__ for one in (Conversation, Turn, Rating, RatingAsk, RatingPrompt)]
        return [
            sorted(
                str({name: value for name, value in row.items() if name != "id"})
                for row in session.execute(select(table)).mappings()
            )
            for table in tables
        ]


async def test_the_same_seed_tells_the_same(seeded: Database, tmp_path: Path) -> None:
    async def told(seed: int, name: str) -> list[tuple[object, ...]]:
        database = await _database(tmp_path / name)
        await database.run(lambda s: fill(s, _means(), HalfYearSize(30, seed), UNTIL, OPERATOR))
        query = select(CaseEvent.type, CaseEvent.created_at, CaseEvent.words, Case.description)
        order = (CaseEvent.created_at, CaseEvent.type, Case.description)
        rows = await database.run(
            lambda s: [tuple(row) for row in s.execute(query.join(CaseEvent.case).order_by(*order))]
        )
        await database.close()
        return rows

    first = await told(7, "one.sqlite3")
    assert first == await told(7, "two.sqlite3")
    starts = [Chances(n, plan(), words(), load(), UNTIL - SPAN).moments(9, UNTIL) for n in (7, 8)]
    assert starts[0] != starts[1]


@pytest.mark.parametrize("identity", Identity)
async def test_the_pen_writes_what_the_door_writes(tmp_path: Path, identity: Identity) -> None:
    """The same lives by both: all but the random codes, salts and what they seal is equal."""
    draft = _DRAFT.model_copy(update={"identity": identity})
    if identity is Identity.ANONYMOUS:
        draft = draft.model_copy(update={"contact": None})
    database, means = await _database(tmp_path / "both.sqlite3"), _means()

    def by_door(session: Session, at: datetime) -> None:
        case = file(session, means.door, draft, Origin(evidence={"channel": "web"}), at)
        for hours, step in _life():
            means.door.move(session, case, step, at + timedelta(hours=hours))

    def by_pen(session: Session, at: datetime) -> None:
        pen = CaseWriter(means.door, means.times)
        page = pen.file(draft, Origin(evidence={"channel": "web"}), at)
        for place, (hours, step) in enumerate(_life()):
            if place % 2:
                pen.write(session)
            pen.move(page, step, at + timedelta(hours=hours))
        pen.write(session)

    at = datetime(2026, 10, 3, 6, tzinfo=UTC)
    await database.run(lambda session: by_door(session, at))
    await database.run(lambda session: by_pen(session, at))

    def look(session: Session) -> tuple[list[object], list[object]]:
        assert list(verify(session)) == []
        one, other = session.scalars(select(Case).order_by(Case.id)).all()
        return _all_of(session, one), _all_of(session, other)

    one, other = await database.run(look)
    assert one == other
    await database.close()


_DRAFT = OpenDraft(
    kind=Kind.COMPLAINT,
    agency_id="abfa",
    indicator=Indicator.DELAY,
    province="قم",
    city="قم",
    description="[نمونه] انشعاب آب وصل نمی‌شود؛ شماره‌ام ۰۹۱۲۳۴۵۶۷۸۹ است. مریم فرضی",
    contact=Contact(name="مریم فرضی", mobile="09700000001"),
)


def _life() -> list[tuple[float, MoveRequest]]:
    def agency(move: Move, id_: str, **said: str) -> MoveRequest:
        return MoveRequest(move, Actor(Role.AGENCY, id_), **said)

    return [
        (1, agency(Move.TAKEN, "abfa")),
        (2, agency(Move.MISDIRECTED, "abfa", reason="با شهرداری است؛ ۰۹۱۲۳۴۵۶۷۸۹.")),
        (3, MoveRequest(Move.REFERRED, OPERATOR, reason="درست است.", agency_id="shahrdari")),
        (8, MoveRequest(Move.ESCALATED, CLOCK, reason="late", evidence={"was_due_at": "x"})),
        (30, agency(Move.ANSWERED, "shahrdari", words="درست شد؛ به ۰۹۱۲۳۴۵۶۷۸۹ زنگ بزنید.")),
        (40, MoveRequest(Move.DISPUTED, CITIZEN, words="نشد.", score=1)),
        (60, agency(Move.ANSWERED, "shahrdari", words="خانم فرضی، اکنون درست شد.")),
        (70, MoveRequest(Move.CONFIRMED, CITIZEN, score=4)),
        (90, MoveRequest(Move.REOPENED, CITIZEN, reason="باز خراب شد.")),
        (95, MoveRequest(Move.WITHDRAWN, CITIZEN, reason="بس است.")),
    ]


def _all_of(session: Session, case: Case) -> list[object]:
    random_ones = {"id", "tracking_code", "salt", "head_hash"}
    columns = {
        c: getattr(case, c)
        for c in [one.key for one in Case.__mapper__.column_attrs]
        if c not in random_ones
    }
    events = session.scalars(
        select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.number)
    )
    values = session.scalars(
        select(PersonalValue).where(PersonalValue.case_id == case.id).order_by(PersonalValue.id)
    )
    sealer = _means().door.sealer
    return [
        columns,
        [
            (e.number, e.type, e.actor, e.actor_id, e.status, e.level, e.words, e.created_at)
            for e in events
        ],
        [
            _without_commitments(e.data)
            for e in session.scalars(
                select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.number)
            )
        ],
        [(v.event_number, v.field, sealer.open(v.sealed), v.key_id, v.created_at) for v in values],
    ]


def _without_commitments(data: dict[str, object]) -> dict[str, object]:
    sealed = data.get("sealed")
    shown = {name: value for name, value in data.items() if not name.endswith("_commitment")}
    return shown | ({"sealed": sorted(sealed)} if isinstance(sealed, dict) else {})


def test_it_comes_as_offices_and_seasons_go() -> None:
    chances = Chances(1, plan(), words(), load(), UNTIL - SPAN)
    moments = chances.moments(3000, UNTIL)
    assert moments == sorted(moments)
    hours = Counter(moment.hour for moment in moments)
    assert sum(hours[hour] for hour in range(8, 14)) > 3 * sum(hours[hour] for hour in range(6))
    days = Counter(moment.weekday() for moment in moments)
    friday, saturday = 4, 5
    assert days[saturday] > 2 * days[friday]


def test_good_agencies_are_good_and_fast_ones_fast() -> None:
    chances = Chances(1, plan(), words(), load(), UNTIL - SPAN)
    gas, insurance = chances.character("nigc"), chances.character("tamin")

    def solved(who) -> float:
        found = [chances.verdict(who, timedelta(hours=4)) for _ in range(2000)]
        return found.count(Move.CONFIRMED) / sum(one is not None for one in found)

    def median(who) -> timedelta:
        return sorted(chances.office_time(who, "قم", UNTIL - SPAN) for _ in range(999))[499]

    assert solved(gas) == pytest.approx(gas.solved, abs=0.05)
    assert solved(insurance) == pytest.approx(insurance.solved, abs=0.05)
    assert median(gas) == pytest.approx(timedelta(hours=gas.hours), rel=0.15)
    assert median(insurance) > 4 * median(gas)


def test_the_data_fit_the_catalogue() -> None:
    catalogue = load()
    assert set(plan().provinces) == {province.name for province in catalogue.provinces}
    assert {one.id for one in plan().agencies} <= set(catalogue.agencies)
    for who in plan().agencies:
        assert set(who.slow) <= set(plan().provinces)
        assert who.solved + who.partly <= 1 - 0.05
        for indicator in plan().indicators.get(who.id, plan().usual):
            assert words().of(Kind.COMPLAINT, indicator)
    assert set(plan().indicators) <= {one.id for one in plan().agencies}
    assert {one.agency for one in plan().outages} <= {one.id for one in plan().agencies}
