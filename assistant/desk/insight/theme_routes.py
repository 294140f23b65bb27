"""The board of open questions: what citizens miss, who works on it, and the answer to it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy.orm import Session

from assistant.cases.references import UnknownReferenceError, check_references
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.schemas import Named
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import InsightSeeing, ThemeKeeping
from assistant.desk.insight.theme_schemas import (
    AnswerIn,
    AssignIn,
    DismissIn,
    LinesOut,
    NameIn,
    ThemeOut,
    ThemePage,
    ThemesOut,
    ThemesQuery,
    ThemeStep,
)
from assistant.desk.insight.theme_views import (
    board_out,
    names_of,
    owners,
    scope_of,
    theme_out,
    words_out,
)
from assistant.desk.masking import for_colleagues
from assistant.insight.questions import themes
from assistant.insight.questions.board import (
    Find,
    Knows,
    ThemeCounts,
    ThemeWords,
    check,
    counted,
    lines_for_tests,
    words_of,
)
from assistant.insight.questions.reasons import Kind
from assistant.insight.questions.themes import Theme, ask_for_grouping, is_grouping
from assistant.language.repair import repair
from assistant.runtime import Runtime

router = APIRouter(prefix="/api/v1/desk/themes", tags=["desk"])
ThemeId = Annotated[int, Path(ge=1, le=2**31 - 1)]
_LIKELY_OF = 3
"""The catalogue is searched with so many of the most typical words."""


@router.get("", response_model_exclude_none=True)
async def see_themes(
    viewer: InsightSeeing, running: RuntimeDep, wanted: Annotated[ThemesQuery, Query()]
) -> ThemesOut:
    """The board; a clerk's holds what is of their own agency alone."""
    return await running.database.run(lambda s: board_out(s, viewer, running.catalogue, wanted))


@router.post("/group", status_code=202)
async def group_themes(viewer: ThemeKeeping, running: RuntimeDep) -> Response:
    """Have the board brought up to date now, unless that is under way."""

    def ask(session: Session) -> None:
        if not is_grouping(session, viewer.at):
            ask_for_grouping(session, viewer.at.isoformat(), viewer.at)

    await running.database.run(ask)
    return Response(status_code=202)


@router.get("/{id}", response_model_exclude_none=True)
async def see_theme(id: ThemeId, viewer: InsightSeeing, running: RuntimeDep) -> ThemePage:
    """One theme with its citizens' masked words, and the services that these find now."""
    shown, words = await running.database.run(lambda s: _page(s, viewer, running, id))
    likely = await _likely(running, words) if shown.kind is Kind.QUESTION else []
    said = words_out(words, running.catalogue)
    return ThemePage(**shown.model_dump(), words=said, likely=likely)


@router.post("/{id}/name", response_model_exclude_none=True)
async def name_theme(
    id: ThemeId, body: NameIn, viewer: ThemeKeeping, running: RuntimeDep
) -> ThemeOut:
    """Say what it is called."""

    def step(_: Session, theme: Theme) -> None:
        theme.title = for_colleagues(body.title)[:120]

    return await _do(running, viewer, id, ThemeStep.NAMED, step)


@router.post("/{id}/assign", response_model_exclude_none=True)
async def assign_theme(
    id: ThemeId, body: AssignIn, viewer: ThemeKeeping, running: RuntimeDep
) -> ThemeOut:
    """Give it to somebody who keeps themes, to be done by a day."""

    def step(session: Session, theme: Theme) -> None:
        if body.owner_id not in {owner.id for owner in owners(session)}:
            raise UnknownReferenceError("owner_id")
        themes.assign(theme, body.owner_id, body.due)

    return await _do(running, viewer, id, ThemeStep.ASSIGNED, step)


@router.post("/{id}/answer", response_model_exclude_none=True)
async def answer_theme(
    id: ThemeId, body: AnswerIn, viewer: ThemeKeeping, running: RuntimeDep
) -> ThemeOut:
    """Say which catalogue entry answers it."""

    def step(_: Session, theme: Theme) -> None:
        check_references(
            running.catalogue, agency_id=None, service_id=body.service_id, province=None
        )
        themes.answer(theme, body.service_id, viewer.at)

    return await _do(running, viewer, id, ThemeStep.ANSWERED, step)


@router.post("/{id}/dismiss", response_model_exclude_none=True)
async def dismiss_theme(
    id: ThemeId, body: DismissIn, viewer: ThemeKeeping, running: RuntimeDep
) -> ThemeOut:
    """Put it aside, and say why."""

    def step(_: Session, theme: Theme) -> None:
        themes.dismiss(theme, for_colleagues(body.reason)[:500], viewer.at)

    return await _do(running, viewer, id, ThemeStep.DISMISSED, step)


@router.post("/{id}/reopen", response_model_exclude_none=True)
async def reopen_theme(id: ThemeId, viewer: ThemeKeeping, running: RuntimeDep) -> ThemeOut:
    """Take up again what has ended."""
    return await _do(running, viewer, id, ThemeStep.REOPENED, lambda _, theme: themes.reopen(theme))


@router.post("/{id}/recheck", response_model_exclude_none=True)
async def recheck_theme(id: ThemeId, viewer: ThemeKeeping, running: RuntimeDep) -> ThemeOut:
    """Ask its questions again, and keep how many are answered now."""
    shown, words = await running.database.run(lambda s: _page(s, viewer, running, id))
    if shown.kind is not Kind.QUESTION or not words:
        raise Problem("theme_state")
    done = await check(
        words, shown.service.id if shown.service else None, _find(running), _knows(running)
    )

    def step(_: Session, theme: Theme) -> None:
        theme.checked_at, theme.checked, theme.answered = viewer.at, done.asked, done.answered

    return await _do(running, viewer, id, ThemeStep.CHECKED, step)


@router.get("/{id}/lines", response_model_exclude_none=True)
async def export_theme(id: ThemeId, viewer: ThemeKeeping, running: RuntimeDep) -> LinesOut:
    """Its most typical questions as lines for `questions:` of a catalogue entry."""

    def read(session: Session) -> tuple[ThemeOut, list[ThemeWords]]:
        shown, words = _page(session, viewer, running, id)
        _note(session, viewer, id, ThemeStep.EXPORTED)
        return shown, words

    shown, words = await running.database.run(read)
    if shown.kind is not Kind.QUESTION or not words:
        raise Problem("theme_state")
    entry = running.catalogue.by_id.get(shown.service.id if shown.service else "")
    file = f"knowledge/catalogue/{entry.agency.id}.yml" if entry else None
    place = f"{file}: {entry.service.id}" if entry else ""
    return LinesOut(yaml=lines_for_tests(words, place), file=file)


Step = Callable[[Session, Theme], None]


async def _do(
    running: Runtime, viewer: Viewer, theme_id: int, name: ThemeStep, step: Step
) -> ThemeOut:
    """Do `step` with the theme, record it, and show the new state of the theme."""

    def work(session: Session) -> ThemeOut:
        theme = themes.theme_of(session, theme_id)
        if theme is None:
            raise Problem("not_found")
        step(session, theme)
        _note(session, viewer, theme_id, name)
        return _shown(session, viewer, running, theme)[0]

    with as_problems():
        try:
            return await running.database.run(work)
        except themes.ThemeStateError as error:
            raise Problem("theme_state") from error


def _note(session: Session, viewer: Viewer, theme_id: int, name: ThemeStep) -> None:
    data = {"theme": theme_id, "step": name.value}
    note_audit(session, Audited.THEME_CHANGED, viewer.account.id, data=data)


def _page(
    session: Session, viewer: Viewer, running: Runtime, theme_id: int
) -> tuple[ThemeOut, list[ThemeWords]]:
    theme = session.get(Theme, theme_id)
    if theme is None:
        raise Problem("not_found")
    shown, counts = _shown(session, viewer, running, theme)
    scope = scope_of(viewer)
    if scope is not None and not counts.is_shown:
        raise Problem("not_found")
    return shown, words_of(session, theme, scope)


def _shown(
    session: Session, viewer: Viewer, running: Runtime, theme: Theme
) -> tuple[ThemeOut, ThemeCounts]:
    counts = counted(session, [theme], scope_of(viewer))[theme.id]
    names = names_of(session)
    return theme_out(theme, counts, running.catalogue, names, viewer.at), counts


async def _likely(running: Runtime, words: Sequence[ThemeWords]) -> list[Named]:
    """Services that the most typical words find now, each once."""
    known = running.catalogue.by_id
    found = [id_ for one in words[:_LIKELY_OF] for id_ in await _find(running)(one.text)]
    return [Named(id=id_, title=known[id_].service.title) for id_ in dict.fromkeys(found)]


def _find(running: Runtime) -> Find:
    async def find(text: str) -> Sequence[str]:
        reading = await running.turns.read(text)
        found = await asyncio.to_thread(lambda: reading.found)
        return [hit.entry.service.id for hit in found.shown]

    return find


def _knows(running: Runtime) -> Knows:
    async def knows(service_id: str, aspect: str, text: str) -> bool:
        entry = running.catalogue.by_id.get(service_id)
        if entry is None:
            return False
        repaired = repair(text).text
        return await asyncio.to_thread(running.teller.knows, entry, aspect, repaired)

    return knows
