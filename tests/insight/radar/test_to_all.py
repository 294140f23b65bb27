"""From cases to a suspicion, and from the desk back to all who filed one; on both databases."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from support.office_times import shipped
from support.town import HOUR, MINUTE, RECORDER, Town

from assistant.cases.filing import Origin
from assistant.cases.models import Case, CaseEvent
from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import Move
from assistant.cases.outage_cases import alone_count, gather, inform
from assistant.cases.outages import OutageRow, end_outage
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import CaseDesk
from assistant.cases.terms import Actor, Identity, Indicator, Kind, Role
from assistant.conversation.models import Conversation, Event
from assistant.conversation.turn_records import Noted
from assistant.dialogue.reports import OutageReport
from assistant.insight.radar import askers, suspicions
from assistant.insight.radar.askers import AskersJob, tell
from assistant.insight.radar.models import RadarAsker, RadarSignal, ReportSource
from assistant.notices.outage_notices import OutageEndNotifier
from assistant.notices.quiet_hours import QuietHours
from assistant.storage.jobs import Handling, Worker
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

DESK = Actor(Role.OPERATOR, "op")
COMPLAINT: dict[str, object] = {
    "kind": Kind.COMPLAINT,
    "agency_id": "tax",
    "indicator": Indicator.SYSTEM_DOWN,
    "description": "سامانه از صبح باز نمی‌شود",
    "identity": Identity.ANONYMOUS,
}


def desk_of(town: Town, catalogue: Catalogue) -> CaseDesk:
    times = shipped()
    return CaseDesk(
        town.database,
        catalogue,
        Sealer(b"a key of the tests"),
        lambda: times,
        now=lambda: town.now,
        filing_observers=(RECORDER.of_case,),
    )


async def filed(desk: CaseDesk, town: Town, group: str, **changes: object) -> Case:
    town.now += MINUTE
    draft = OpenDraft.model_validate(COMPLAINT | changes)
    return (await desk.file(draft, Origin(group=group))).case


async def news(town: Town, case: Case) -> list[str]:
    query = select(CaseEvent).where(CaseEvent.case_id == case.id, CaseEvent.type == Move.INFORMED)
    rows = await town.database.run(lambda s: list(s.scalars(query.order_by(CaseEvent.number))))
    return [row.said("text") or "" for row in rows]


async def test_all_who_filed_are_one_matter_and_hear_of_beginning_and_end(
    town: Town, catalogue: Catalogue
) -> None:
    desk = desk_of(town, catalogue)
    await town.database.run(lambda s: s.execute(delete(RadarSignal)))
    cases = [await filed(desk, town, f"address {number}") for number in range(8)]
    other = await filed(desk, town, "elsewhere", indicator=Indicator.DELAY)
    (raised,) = await town.look()
    assert (raised.people, raised.from_cases) == (8, 8)

    def confirm(session: object) -> tuple[int, list[int]]:
        row = OutageRow(
            agency_id="tax", began_at=raised.began_at, source="-", people=0, added_by="op"
        )
        session.add(row)
        session.flush()
        suspicions.confirm(session, row, by="op", now=town.now)
        assert alone_count(session, row) == 8
        step = MoveRequest(Move.MERGED, DESK, reason="یک قطعی")
        merged = [case.id for case in gather(session, desk.door, row, step, town.now)]
        told = MoveRequest(Move.INFORMED, DESK, words="تأیید شد")
        inform(session, desk.door, row, told, town.now)
        assert (alone_count(session, row), row.people, row.case_id) == (0, 8, cases[0].id)
        return row.id, merged

    outage, merged = await town.database.run(confirm)
    assert merged == [case.id for case in cases[1:]]
    late = await filed(desk, town, "address 99")

    def end(session: object) -> None:
        row = end_outage(session, outage, town.now + timedelta(seconds=1))
        step = MoveRequest(Move.INFORMED, DESK, words="پایان یافت")
        inform(session, desk.door, row, step, town.now + timedelta(seconds=1))

    await town.database.run(end)
    for case in cases:
        assert await news(town, case) == ["تأیید شد", "پایان یافت"]
    assert await news(town, late) == ["پایان یافت"]
    assert await news(town, other) == []


async def test_who_only_asked_hears_of_the_end_once(town: Town, catalogue: Catalogue) -> None:
    begin = town.now
    asked = [await asker(town, "tax") for _ in range(2)]
    with_case, elsewhere = await asker(town, "tax"), await asker(town, "saham")
    origin = Origin(group="address 7", conversation_id=with_case)
    desk = desk_of(town, catalogue)
    await desk.file(OpenDraft.model_validate(COMPLAINT), origin)
    late = await asker(town, "tax", begin - 4 * HOUR)

    def end(session: Session) -> None:
        row = OutageRow(agency_id="tax", began_at=begin, source="-", people=0, added_by="op")
        session.add(row)
        session.flush()
        assert end_outage(session, row.id, town.now) is row
        inform(session, desk.door, row, MoveRequest(Move.INFORMED, DESK, words="پایان"), town.now)
        assert tell(session, row, town.now) == sorted(asked)
        assert tell(session, row, town.now) == []

    await town.database.run(end)
    teller = OutageEndNotifier(town.database, catalogue, QuietHours.written("00:00-00:00"))
    worker = Worker(town.database, {AskersJob.OVER: Handling(teller.over)})
    await worker.drain()
    for one in asked:
        (text,) = await said(town, one)
        assert text.startswith("خبر خوب: قطعی سامانهٔ این دستگاه که از سه‌شنبه")
        assert text.endswith("پایان یافته است. اگر هنوز مشکل دارید، همین‌جا بنویسید.")
    for one in (with_case, elsewhere, late):
        assert await said(town, one) == []
    await town.look(timedelta(days=3))
    assert await town.database.run(lambda s: list(s.scalars(select(RadarAsker)))) == []


async def asker(town: Town, agency: str, at: datetime | None = None) -> str:
    """A new conversation in which somebody asks, twice, whether something is down."""
    id_ = uuid4().hex
    report = OutageReport(agency, Indicator.SYSTEM_DOWN)

    def work(session: Session) -> None:
        session.add(Conversation(id=id_, token_hash=id_))
        session.flush()
        for minute in (1, 2):
            noted = Noted(id_, "", (at or town.now) + minute * MINUTE, report)
            askers.note(session, noted)

    await town.database.run(work)
    town.now += 3 * MINUTE
    return id_


async def said(town: Town, conversation_id: str) -> list[str]:
    """What the assistant has written into a conversation by itself."""
    query = select(Event.data).where(Event.conversation_id == conversation_id).order_by(Event.id)
    rows = await town.database.run(lambda s: list(s.scalars(query)))
    return [row["reply"]["text"] for row in rows]


async def test_a_case_after_a_question_is_the_same_person(town: Town, catalogue: Catalogue) -> None:
    desk = desk_of(town, catalogue)
    await town.told(1, agency="saham", who="chat 5")
    town.now += HOUR
    await filed(desk, town, "chat 5", agency_id="saham")
    query = select(RadarSignal.source).where(RadarSignal.agency_id == "saham")
    sources = await town.database.run(lambda s: list(s.scalars(query)))
    assert sources == [ReportSource.CASE]


async def test_only_complaints_of_machines_at_a_known_agency_are_reports(
    town: Town, catalogue: Catalogue
) -> None:
    desk = desk_of(town, catalogue)
    await town.database.run(lambda s: s.execute(delete(RadarSignal)))
    await filed(desk, town, "a", agency_id=None)
    await filed(desk, town, "b", indicator=Indicator.NEGLIGENCE)
    await filed(desk, town, "c", kind=Kind.PRAISE, indicator=None)
    assert await town.database.run(lambda s: s.scalar(select(RadarSignal.id))) is None
