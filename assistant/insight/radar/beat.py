"""Lets the radar look once a minute; every worker may, since a look twice finds the same."""

import structlog
from prometheus_client import Counter

from assistant.insight.radar.watch import look
from assistant.storage.database import Database
from assistant.storage.shared_clock import utc_now

log = structlog.get_logger()
EVERY_S = 60.0
RAISED = Counter("dastyar_outages_suspected_total", "Outages that the radar suspected.")


class RadarBeat:
    """The radar of one worker."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def look(self) -> bool:
        """Look once; there is never more to do at once."""
        now = utc_now()
        raised = await self._database.run(
            lambda session: [(one.agency_id, one.indicator) for one in look(session, now)]
        )
        for agency, indicator in raised:
            RAISED.inc()
            log.warning("outage_suspected", agency=agency, indicator=indicator)
        return False
