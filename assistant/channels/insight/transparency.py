"""A page that says what the assistant is, how good it is, what it keeps and who answers for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import yaml
from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.channels.insight.open_data import TEMPLATES
from assistant.channels.web.dependencies import RuntimeDep
from assistant.conversation.models import Conversation, OwnerChange, Rating
from assistant.language.digits import persian_digits
from assistant.privacy.register import Whose, register
from assistant.provider_settings import ConnectorKind
from assistant.storage.shared_clock import utc_now

router = APIRouter()
_EVALUATED = Path(__file__).with_name("evaluated.yml")
_LIVE = timedelta(days=90)
_LEAST = 100
"""With fewer, a share of today's conversations shows chance more than the assistant."""
_GOOD_SCORE = 4


@dataclass(frozen=True)
class Live:
    """Figures of the last ninety days; None where there are too few."""

    talks: int
    to_humans: int | None
    ratings: int
    good: int | None


@router.get("/transparency", include_in_schema=False)
async def transparency(running: RuntimeDep) -> HTMLResponse:
    """What the assistant is, in plain words, with figures of tests and of today."""
    settings, now = running.settings, utc_now()
    live = await running.database.run(lambda session: live_figures(session, now))
    html = TEMPLATES.get_template("transparency.html").render(
        evaluated=[_said(one) for one in evaluated()],
        live=live,
        number=lambda value: persian_digits(f"{value:,}".replace(",", "٬")),
        days={
            name: persian_digits(str(getattr(settings, f"keep_{name}_days")))
            for name in ("personal", "conversation")
        },
        of_a_conversation=register().kinds_of(Whose.CONVERSATION),
        of_a_case=register().kinds_of(Whose.CASE),
        services=len(running.catalogue.entries),
        agencies=len(running.catalogue.agencies),
        publisher=settings.publisher,
        contact=settings.publisher_contact,
        has_upstream=settings.connector is not ConnectorKind.OFF,
    )
    return HTMLResponse(html, headers={"Cache-Control": "public, max-age=300"})


@lru_cache
def evaluated() -> list[dict[str, object]]:
    """Rates on the frozen test files; a test compares them with the last evaluation."""
    found: list[dict[str, object]] = yaml.safe_load(_EVALUATED.read_text(encoding="utf-8"))
    return found


def live_figures(session: Session, now: datetime) -> Live:
    """The assistant's results today: talks that a human took over, and marks of 4 and 5."""
    since = now - _LIVE
    talks = _count(session, select(func.count()).where(Conversation.last_turn_at >= since))
    moved = select(func.count(func.distinct(OwnerChange.conversation_id))).where(
        OwnerChange.created_at >= since, OwnerChange.owner != "bot"
    )
    marks = select(func.count()).where(Rating.created_at >= since, Rating.counts)
    ratings = _count(session, marks)
    good = _count(session, marks.where(Rating.score >= _GOOD_SCORE))
    return Live(
        talks,
        round(100 * _count(session, moved) / talks) if talks >= _LEAST else None,
        ratings,
        round(100 * good / ratings) if ratings >= _LEAST else None,
    )


def _count(session: Session, query: object) -> int:
    return int(session.scalar(query) or 0)  # type: ignore[call-overload]


def _said(one: dict[str, object]) -> dict[str, str]:
    hits, total = int(str(one["hits"])), int(str(one["total"]))
    return {
        "title": str(one["title_fa"]),
        "percent": persian_digits(str(round(100 * hits / total))),
        "total": persian_digits(str(total)),
    }
