"""People who report that something is down, and the radar that looks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import insert

from assistant.cases.terms import Indicator
from assistant.conversation.turn_records import Noted
from assistant.dialogue.reports import OutageReport
from assistant.insight.radar.cusum import HOURS_OF_WEEK, hour_of
from assistant.insight.radar.models import RadarHour, RadarSuspicion
from assistant.insight.radar.reports import ReportRecorder
from assistant.insight.radar.suspicions import look
from assistant.storage.database import Database
from assistant.storage.digests import Digests

BEGIN = datetime(2026, 11, 24, 6, tzinfo=UTC)
"""A Tuesday morning in Tehran."""
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
RECORDER = ReportRecorder(Digests(b"a key of the tests"))


@dataclass
class Town:
    """People of a town report, and the radar looks."""

    database: Database
    now: datetime = BEGIN
    _people: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    async def told(
        self,
        people: int,
        agency: str = "tax",
        service: str | None = None,
        *,
        every: timedelta = MINUTE,
        who: str = "",
        province: str | None = None,
        indicator: Indicator = Indicator.SYSTEM_DOWN,
    ) -> None:
        """So many people report in talks, one after the other, while time passes.

        With `who`, all reports are one person's.
        """
        report = OutageReport(agency, indicator, service, province)

        def work(session: object) -> None:
            for _ in range(people):
                self.now += every
                group = who or f"address {self._people()}"
                RECORDER.of_turn(session, Noted("-", group, self.now, report))

        await self.database.run(work)

    async def look(self, after: timedelta = timedelta()) -> list[RadarSuspicion]:
        """What the radar newly suspects; `after` passes before."""
        self.now += after
        return await self.database.run(lambda session: look(session, self.now))

    async def has_seen(self, weeks: int, people: int, agency: str = "tax") -> None:
        """The radar has watched for so long, and every hour so many reported."""
        last = hour_of(self.now)
        hours = [last - number * HOUR for number in range(1, weeks * HOURS_OF_WEEK)]
        seen = [{"agency_id": "", "indicator": "", "service_id": ""}]
        seen += [{"agency_id": agency, "indicator": Indicator.SYSTEM_DOWN, "service_id": ""}]
        rows = [one | {"hour": hour, "people": people} for hour in hours for one in seen]
        await self.database.run(lambda session: session.execute(insert(RadarHour), rows))

    async def watched(self, hours: int) -> None:
        """The radar looks once an hour for so long, and nobody reports."""
        for _ in range(hours):
            await self.look(HOUR)
