"""The scoreboard for everybody: as JSON, as a table, as a page without script, and its method.

A board costs much, so `ExpiringCache` keeps it for a short time: many readers cost as much as one.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from assistant.channels.insight.open_data import shelf_of
from assistant.channels.insight.problems import INSIGHT_DETAILS
from assistant.channels.insight.scoreboard_formats import BoardOut, board_csv, board_out
from assistant.channels.templates import environment
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.insight.method import METHOD_VERSION, WORDS, Figure
from assistant.insight.method_pages import method_page
from assistant.insight.opendata.scoreboard_limits import is_unpublished, told, usual
from assistant.insight.scoreboard import charts, formatting
from assistant.insight.scoreboard.board import Board, asked_in_public, chosen, in_tens
from assistant.insight.scoreboard.query import BoardRefusedError, By, month_title, months_back
from assistant.insight.scoreboard.service import Scoreboard
from assistant.insight.spreadsheet import MEDIA_TYPE, sheet_headers
from assistant.language.dates import jalali_month
from assistant.language.digits import persian_digits
from assistant.runtime import Runtime
from assistant.storage.shared_clock import utc_now


@dataclass
class _Entry:
    made: float
    value: asyncio.Future[Any]


class ExpiringCache:
    """Values by key, each for `lasting`, `most` of them; the oldest is dropped first.

    Whoever asks while a value is being made waits for it. A failure is raised for all who wait, and
    not kept.
    """

    def __init__(self, lasting: timedelta, most: int) -> None:
        self._lasting, self._most = lasting.total_seconds(), most
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Any]]) -> Any:
        """The value of `key`, made if there is none or it is too old."""
        entry = self._entries.get(key)
        if entry is None or monotonic() - entry.made > self._lasting:
            entry = _Entry(monotonic(), asyncio.ensure_future(make()))
            self._entries[key] = entry
            self._entries.move_to_end(key)
            while len(self._entries) > self._most:
                self._entries.popitem(last=False)
        try:
            return await asyncio.shield(entry.value)
        except Exception:
            self._entries.pop(key, None)
            raise


router = APIRouter(tags=["insight"])
BY_FA = {
    By.AGENCY: "دستگاه",
    By.PROVINCE: "استان",
    By.LEVEL: "سطح رسیدگی",
    By.SERVICE: "خدمتِ یک دستگاه",
}
_MONTHS_TO_CHOOSE = 12
_TEMPLATES = environment(Path(__file__).parent / "templates", trim_blocks=True, lstrip_blocks=True)
_TEMPLATES.globals |= {
    "telling": formatting,
    "in_tens": in_tens,
    "words": WORDS,
    "digits": persian_digits,
    "month_title": month_title,
}


class BoardRequest(BaseModel):
    """What a board is asked by: months are Jalali (`1405-01`) or days (`2026-03-21`)."""

    model_config = ConfigDict(extra="forbid")

    by: By = By.AGENCY
    first: Annotated[str | None, Field(alias="from", max_length=10)] = None
    last: Annotated[str | None, Field(alias="to", max_length=10)] = None
    agency: Annotated[str | None, Field(max_length=64)] = None
    province: Annotated[str | None, Field(max_length=64)] = None
    ranks: bool = False


class BoardPageRequest(BoardRequest):
    """The parameters of the page; `figure` is the one that it draws."""

    figure: Figure = Figure.SOLVED_FIRST


@router.get("/api/v1/insight/scoreboard", response_model_exclude_none=True)
async def scoreboard(
    request: Request, running: RuntimeDep, asked: Annotated[BoardRequest, Query()]
) -> BoardOut:
    """Figures with intervals, bands and what was expected, of months that have ended."""
    try:
        return board_out(await _public_board(request, running, asked))
    except BoardRefusedError as refused:
        raise Problem(refused.code) from None


@router.get(
    "/api/v1/insight/scoreboard.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)
async def scoreboard_table(
    request: Request, running: RuntimeDep, asked: Annotated[BoardRequest, Query()]
) -> Response:
    """The same as a table that a spreadsheet opens."""
    board = await scoreboard(request, running, asked)
    name = f"scoreboard-{board.by}-{board.first}-{board.last}.csv"
    return Response(board_csv(board), media_type=MEDIA_TYPE, headers=sheet_headers(name))


@router.get("/scoreboard", include_in_schema=False)
async def scoreboard_page(
    request: Request, running: RuntimeDep, asked: Annotated[BoardPageRequest, Query()]
) -> HTMLResponse:
    """The same as a page; what cannot be answered is said on it, with the status of the problem."""
    try:
        board = await _public_board(request, running, asked)
    except BoardRefusedError as refused:
        status, detail = INSIGHT_DETAILS[refused.code]
        return HTMLResponse(_page(running, asked, board=None, notice=detail), status)
    funnel, months = charts.funnel(board, asked.figure), await _published(running)
    is_empty, newest = is_unpublished(board, months), max(months, default=None)
    values = {"board": board, "funnel": funnel, "is_unpublished": is_empty, "newest": newest}
    return HTMLResponse(_page(running, asked, **values))


@router.get("/scoreboard/method", include_in_schema=False)
async def method(lang: Literal["fa", "en"] = "fa") -> HTMLResponse:
    """How the figures are computed, in Persian or English."""
    page = _TEMPLATES.get_template("method.html")
    return HTMLResponse(page.render(page=method_page(lang), lang=lang))


async def _public_board(request: Request, running: Runtime, asked: BoardRequest) -> Board:
    now, boards = utc_now(), Scoreboard(running.catalogue, running.times)
    # An empty field of the page's form means none.
    first, last, agency, province = (
        value or None for value in (asked.first, asked.last, asked.agency, asked.province)
    )
    first, last = usual(await _published(running), first, last)
    query = boards.query(asked.by, first, last, now, agency=agency, province=province)
    query = asked_in_public(query, now)
    # One row is compared with all the others, so all such questions share the cached board.
    whole = replace(query, agency_id=None) if query.by is By.AGENCY else query
    whole = replace(whole, province=None) if query.by is By.PROVINCE else whole

    def work(session: Session) -> Board:
        board = boards.board(session, whole, now, with_ranks=asked.ranks)
        return told(session, board, shelf_of(running).pattern())

    kept: ExpiringCache = request.app.state.boards
    board: Board = await kept.get((whole, asked.ranks), lambda: running.database.run(work))
    return chosen(replace(board, query=query))


async def _published(running: Runtime) -> tuple[str, ...]:
    """The months of the open tables."""
    newest = await asyncio.to_thread(shelf_of(running).newest)
    return newest.months if newest else ()


def _page(running: Runtime, asked: BoardPageRequest, **values: Any) -> str:
    now, boards = utc_now(), Scoreboard(running.catalogue, running.times)
    agencies = sorted(boards.agencies.items(), key=lambda one: one[1])
    months = [months_back(jalali_month(now), k) for k in range(1, _MONTHS_TO_CHOOSE + 1)]
    return _TEMPLATES.get_template("scoreboard.html").render(
        **values,
        by=asked.by,
        figure=asked.figure,
        wanted={"agency": asked.agency, "province": asked.province},
        agencies=agencies,
        provinces=[one.name for one in running.catalogue.provinces],
        months=months,
        by_fa=BY_FA,
        By=By,
        Figure=Figure,
        version=METHOD_VERSION,
        bar=charts.bar,
        bar_length=charts.BAR,
        size=charts,
    )
