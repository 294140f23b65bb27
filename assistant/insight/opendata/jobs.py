"""Has closed months published by itself: one job for each month that becomes due."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

import structlog
from sqlalchemy.orm import Session

from assistant.insight.opendata.audit import ContradictionError
from assistant.insight.opendata.hiding import NothingToHideBehindError
from assistant.insight.opendata.periods import TEHRAN, before, month_at
from assistant.insight.opendata.publishing import Press, PublishedTodayError, RefusedError
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, GiveUp, Handling, Postpone, enqueue
from assistant.storage.shared_clock import utc_now

log = structlog.get_logger()


class OpenDataJob(StrEnum):
    """Kinds of jobs about open data."""

    PUBLISH = "insight.publish"


class OpenData:
    """Publishes each month once, by any number of processes."""

    def __init__(self, database: Database, press: Press) -> None:
        self._database, self._press = database, press
        self._known = ""

    @property
    def handlings(self) -> dict[str, Handling]:
        """The handler of each kind."""
        return {OpenDataJob.PUBLISH: Handling(self._publish)}

    async def look(self) -> bool:
        """Add the job of the month that is due, unless this process has done so."""
        due = last_due(utc_now(), self._press.lag)
        if due != self._known:
            key = f"{OpenDataJob.PUBLISH}:{due}"
            # One lane: two processes never write on the shelf at once.
            await self._database.run(
                lambda session: enqueue(
                    session, OpenDataJob.PUBLISH, {}, key=key, lane=OpenDataJob.PUBLISH
                )
            )
            self._known = due
        return False

    async def _publish(self, claim: Claim) -> None:
        """Publish what is due. A refusal needs a human: the job is dead, and says why."""

        def work(session: Session) -> None:
            self._press.publish(session, utc_now())

        try:
            await self._database.run_long(OpenDataJob.PUBLISH, work)
        except PublishedTodayError as error:
            tomorrow = datetime.now(TEHRAN).date() + timedelta(days=1)
            begins = datetime.combine(tomorrow, time(), TEHRAN).astimezone(UTC)
            raise Postpone(begins) from error
        except (RefusedError, ContradictionError, NothingToHideBehindError) as error:
            log.error("open_data_refused", why=str(error))
            raise GiveUp(str(error)) from error


def last_due(now: datetime, lag: timedelta) -> str:
    """The newest month that may be published."""
    return before(month_at(now - lag))
