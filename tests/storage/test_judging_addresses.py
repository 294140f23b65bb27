"""A verdict that comes twice from one address is counted once, on both databases."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from assistant.cases.models import Case
from assistant.cases.schemas import Contact, OpenDraft
from assistant.cases.service import CaseDesk
from assistant.cases.terms import Identity, Kind
from assistant.insight.signals.addresses import AddressDay, note
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

# A day of its own in the database that all tests share.
NOW = datetime(2031, 3, 1, 12, 0, tzinfo=UTC)
DIGESTS = Sealer(b"a key of the tests").digests


async def filed(desk: CaseDesk) -> Case:
    draft = OpenDraft(
        kind=Kind.COMPLAINT,
        agency_id="abfa",
        description="سه هفته است انشعاب آب ما را وصل نمی‌کنند.",
        identity=Identity.SEALED,
        contact=Contact(name="پروانه سیمرغی‌زاده", mobile="09121234567"),
    )
    return (await desk.file(draft)).case


async def test_a_verdict_that_comes_again_is_the_same_one(
    database: Database, desk: CaseDesk
) -> None:
    first, second = (await filed(desk)).tracking_code, (await filed(desk)).tracking_code
    with database.transaction() as session:
        for code in (first, first, second, second, first):
            note(session, DIGESTS, code, "192.0.2.1", NOW)
        note(session, DIGESTS, first, "192.0.2.1", NOW + timedelta(hours=1))
        days = session.scalars(select(AddressDay).where(AddressDay.day == "2031-03-01")).all()
        assert [(day.agency_id, day.known, day.repeated) for day in days] == [("abfa", 2, 1)]
