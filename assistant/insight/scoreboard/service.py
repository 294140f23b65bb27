"""Answers boards: what is asked is checked, counted, and told with the names of things."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from assistant.cases.tenure import office_minutes_until
from assistant.insight.scoreboard.board import Board, assemble
from assistant.insight.scoreboard.query import BoardQuery, By, known, period_of
from assistant.insight.scoreboard.reading import NOWHERE, counted
from knowledge.calendar.load import OfficeTimes
from knowledge.catalogue import Catalogue

_NOWHERE_FA = {By.PROVINCE: "بدون استان", By.SERVICE: "بدون خدمت مشخص"}


class Scoreboard:
    """Boards over the figures of a database; it only reads."""

    def __init__(self, catalogue: Catalogue, times: Callable[[], OfficeTimes]) -> None:
        self._catalogue, self._times = catalogue, times

    def query(
        self,
        by: By,
        first: str | None,
        last: str | None,
        now: datetime,
        *,
        agency: str | None = None,
        province: str | None = None,
        level: str | None = None,
    ) -> BoardQuery:
        """What is asked, checked; raises RefusedError with the code of what is wrong."""
        names = {one.name for one in self._catalogue.provinces}
        return BoardQuery(
            by,
            period_of(first, last, now),
            known(agency, self._catalogue.agencies, "unknown_agency"),
            known(province, names, "unknown_province"),
            known(level, self.levels, "unknown_level"),
        )

    @property
    def levels(self) -> dict[str, str]:
        """Titles of the levels by id, from the first up."""
        return {level.id: level.title for level in self._times().deadlines.ladder}

    @property
    def office_times(self) -> OfficeTimes:
        """The calendar and the terms of now."""
        return self._times()

    @property
    def agencies(self) -> dict[str, str]:
        """Names of the agencies by id."""
        return {id_: agency.name for id_, agency in self._catalogue.agencies.items()}

    def board(
        self, session: Session, query: BoardQuery, now: datetime, *, with_ranks: bool = False
    ) -> Board:
        """The board that was asked for, with everything in it: `public.py` takes out.

        An agency that is asked for in a board of agencies is compared with all of them, as is a
        province among provinces; `board.chosen` then leaves it alone. Raises RefusedError.
        """
        calendar = self._times().calendar
        found = counted(session, _compared(query), office_minutes_until(calendar, now))
        return assemble(
            query, found.tallies, self._names(query.by), found.starts, with_ranks=with_ranks
        )

    def _names(self, by: By) -> dict[str, str]:
        if by is By.AGENCY:
            return self.agencies
        if by is By.LEVEL:
            return self.levels
        names = {NOWHERE: _NOWHERE_FA[by]}
        if by is By.SERVICE:
            names |= {id_: entry.service.title for id_, entry in self._catalogue.by_id.items()}
        return names


def _compared(query: BoardQuery) -> BoardQuery:
    """What is counted for a board: all that the rows are compared with."""
    if query.by is By.AGENCY:
        return replace(query, agency_id=None)
    return replace(query, province=None) if query.by is By.PROVINCE else query
