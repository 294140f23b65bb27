"""A month in which one agency is unlike the others, in a database that others use, too."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from assistant.insight.facts.models import CaseFact
from assistant.storage.database import Database
from support.figures import Group, put
from support.serving import Gateway

MONTH = "1403-02"
"""Long before anything that other tests do."""
CHEAT = "abfa"


async def judged_at_once(gateway: Gateway) -> None:
    """Fourteen agencies, and one whose answers are called solved two minutes later."""
    agencies = [CHEAT, *sorted(set(gateway.runtime.catalogue.agencies) - {CHEAT})[:13]]
    database = Database(gateway.settings.database)

    def work(session: Session) -> None:
        put(session, [Group(agency, None, MONTH, 40) for agency in agencies], 9_000_000)
        mine = (CaseFact.agency_id == CHEAT, CaseFact.month == MONTH)
        for row in session.query(CaseFact).where(*mine, CaseFact.first_verdict == "solved"):
            at = row.answered_at + timedelta(minutes=2)
            same = (CaseFact.case_id == row.case_id, CaseFact.number == row.number)
            session.execute(update(CaseFact).where(*same).values(first_verdict_at=at))

    await database.run(work)
    await database.close()
