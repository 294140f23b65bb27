"""Searching services, reading one, and understanding a text."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.messages import MAX_CHARACTERS, cleaned
from assistant.language.pii import find_pii
from assistant.replies.cards import scored_card, service_card
from assistant.replies.schemas import ActOut, ScoredCard, ServiceCard

router = APIRouter(prefix="/api/v1", tags=["services"])
Text = Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS)]


class QueryOut(BaseModel):
    """The text as sent and as repaired; personal data is masked in the latter."""

    raw: str
    repaired: str


class SearchOut(BaseModel):
    """Services, best first. `abstained` says that none is likely to be meant."""

    query: QueryOut
    abstained: bool
    results: list[ScoredCard]


class UnderstandIn(BaseModel):
    """A text to understand."""

    model_config = ConfigDict(extra="forbid")

    text: Text


class ScoredId(BaseModel):
    """A service id with its score, 0..1."""

    id: str
    score: float


class PiiOut(BaseModel):
    """Personal data; offsets are in characters of the text as sent."""

    start: int
    end: int
    type: str


class UnderstandOut(BaseModel):
    """All that is understood of a text."""

    repaired: str
    act: ActOut
    indicator: str | None = None
    agency_id: str | None = None
    province: str | None = None
    city: str | None = None
    line: str | None = None
    services: list[ScoredId]
    pii: list[PiiOut]


@router.get("/services", response_model_exclude_none=True)
async def search(
    running: RuntimeDep,
    q: Annotated[str, Query(min_length=1, max_length=MAX_CHARACTERS)],
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> SearchOut:
    """Services that a sentence is about."""
    reading = await running.turns.read(_readable(q))
    found = running.engine.search(
        reading.text, reading.vector, limit, agencies=reading.mentions.agency_ids
    )
    return SearchOut(
        query=QueryOut(raw=q, repaired=reading.text),
        abstained=found.abstained,
        results=[scored_card(hit) for hit in found.hits],
    )


@router.get("/services/{id}", response_model_exclude_none=True)
async def one_service(id: str, running: RuntimeDep) -> ServiceCard:
    """One service by its id."""
    entry = running.catalogue.by_id.get(id)
    if entry is None:
        raise Problem("not_found")
    return service_card(entry)


@router.post("/understand", response_model_exclude_none=True)
async def understand(body: UnderstandIn, running: RuntimeDep) -> UnderstandOut:
    """Act, indicator, agency, place, line, services and personal data of a text."""
    if not running.settings.understand_enabled:
        raise Problem("not_found")
    reading = await running.turns.read(_readable(body.text))
    understood = await running.brain.classify(reading)
    if understood is None:
        raise Problem("unavailable", {"Retry-After": "10"})
    mentions = reading.mentions
    return UnderstandOut(
        repaired=reading.text,
        act=ActOut(name=understood.act, confidence=round(understood.confidence, 4)),
        indicator=indicator_of(understood.act, understood.sublabels),
        agency_id=mentions.agency_ids[0] if mentions.agency_ids else None,
        province=mentions.province,
        city=mentions.city,
        line=line_of(understood.act, understood.sublabels),
        services=[
            ScoredId(id=hit.entry.service.id, score=round(hit.score, 4))
            for hit in reading.found.hits
        ],
        pii=[PiiOut(start=s.start, end=s.end, type=s.type) for s in find_pii(body.text)],
    )


def _readable(text: str) -> str:
    readable = cleaned(text)
    if not readable:
        raise Problem("empty_text")
    return readable


_WITH_LINE = {"emergency", "other_line"}


def indicator_of(act: str, sublabels: dict[str, dict[str, object]]) -> str | None:
    """The problem, by an act and its sublabels."""
    if act == "suggest":
        return "suggestion"
    return (
        str(sublabels["complain"]["name"])
        if act == "complain" and "complain" in sublabels
        else None
    )


def line_of(act: str, sublabels: dict[str, dict[str, object]]) -> str | None:
    """The right telephone line for an act, by its sublabels."""
    if act == "complain":
        return "128"
    return str(sublabels[act]["name"]) if act in _WITH_LINE and act in sublabels else None
