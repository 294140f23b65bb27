"""The warm handoff pack: what was asked, what was tried, and how the citizen feels."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.terms import INDICATOR_FA, STATUS_FA, Indicator, Status
from assistant.cases.views import agency_of
from assistant.conversation.models import Conversation, Turn
from assistant.conversation.recording import about_in, state_of
from assistant.desk import telling
from assistant.desk.schemas import Mood, Pack, PackCase, Tried
from assistant.language.dates import jalali
from knowledge.catalogue import Catalogue

MOOD_FA = {
    Mood.CALM: "آرام",
    Mood.UPSET: "ناراضی",
    Mood.ABUSIVE: "خشمگین",
}
_LATEST_TURNS = 12
_LATEST_CASES = 5
_MOOD_TURNS = 4
_WORDS_SHOWN = 300
_QUESTIONS = {"ask_service", "ask_documents", "ask_fee", "ask_duration", "ask_link_or_phone"}
_ANSWERS = {"service", "services", "case", "line"}
_OFFER = "human"


def pack_of(
    session: Session,
    conversation: Conversation,
    catalogue: Catalogue,
    until: datetime | None = None,
) -> Pack:
    """All that the pack says; words are masked as they are stored. Nothing of after `until`."""
    newest = select(Turn).where(Turn.conversation_id == conversation.id)
    if until is not None:
        newest = newest.where(Turn.created_at <= until)
    turns = list(session.scalars(newest.order_by(Turn.created_at.desc()).limit(_LATEST_TURNS)))
    turns.reverse()
    first = session.scalar(newest.order_by(Turn.created_at).limit(1))
    # An answer without confidence is one that was kept for a human, or made without Rasa.
    tried = [_tried(turn) for turn in turns if turn.answer.get("owner") == "bot"]
    mood = mood_of([telling.said_of(turn).act for turn in turns])
    return Pack(
        first_words=first.text[:_WORDS_SHOWN] if first else None,
        last_words=_last_words(turns),
        tried=tried,
        failed_turns=sum(turn.has_failed for turn in tried),
        about=about_of(conversation, catalogue) if until is None else {},
        cases=_cases(session, conversation.id, catalogue, until),
        mood=mood,
        mood_fa=MOOD_FA[mood],
    )


def _last_words(turns: Sequence[Turn]) -> str | None:
    """The newest that says something; the mere wish for a human if there is nothing else."""
    words = telling.newest_telling([telling.said_of(turn) for turn in reversed(turns)])
    return words[:_WORDS_SHOWN] if words else None


def about_of(conversation: Conversation, catalogue: Catalogue) -> dict[str, str]:
    """What the conversation is about, by Persian headings."""
    slots = about_in(state_of(conversation), catalogue)
    entry = catalogue.by_id.get(slots.get("service_id") or "")
    agency = catalogue.agencies.get(slots.get("agency_id") or "")
    indicator = slots.get("indicator")
    found = {
        "خدمت": entry.service.title if entry else None,
        "دستگاه": agency.name if agency else None,
        "موضوع": INDICATOR_FA[Indicator(indicator)] if indicator else None,
        "استان": slots.get("province"),
        "شهر": slots.get("city"),
    }
    return {heading: str(words) for heading, words in found.items() if words}


def mood_of(acts: Sequence[str]) -> Mood:
    """From the acts of the messages, oldest first; says nothing that the newest do not."""
    newest = acts[-_MOOD_TURNS:]
    if "abuse" in newest:
        return Mood.ABUSIVE
    return Mood.UPSET if "complain" in newest else Mood.CALM


def _tried(turn: Turn) -> Tried:
    replies: list[dict[str, Any]] = turn.answer.get("replies", [])
    return Tried(
        asked=turn.text[:_WORDS_SHOWN],
        act=turn.answer["act"]["name"],
        shown=[title for reply in replies for title in _titles(reply)],
        has_failed=_has_failed(turn.answer, replies),
    )


def _titles(reply: dict[str, Any]) -> list[str]:
    match reply["kind"]:
        case "service":
            return [reply["service"]["title"]]
        case "services":
            return [service["title"] for service in reply["services"]]
        case "line":
            return [reply["title"]]
        case "case":
            return [reply["tracking_code"]]
        case _:
            return []


def _has_failed(answer: dict[str, Any], replies: list[dict[str, Any]]) -> bool:
    """Nothing was shown: a question without a topic, or the offer of a human in place of words."""
    if any(reply["kind"] in _ANSWERS for reply in replies):
        return False
    if answer["act"]["name"] in _QUESTIONS and not answer.get("about", {}).get("service_id"):
        return True
    choices = [option["choice"] for reply in replies for option in reply.get("options", [])]
    return _OFFER in choices


def _cases(
    session: Session, conversation_id: str, catalogue: Catalogue, until: datetime | None
) -> list[PackCase]:
    query = select(Case).where(Case.conversation_id == conversation_id)
    if until is not None:
        query = query.where(Case.created_at <= until)
    found = session.scalars(query.order_by(Case.id.desc()).limit(_LATEST_CASES))
    return [
        PackCase(
            tracking_code=case.tracking_code,
            status=case.status,
            status_fa=STATUS_FA[Status(case.status)],
            agency_name=agency_of(case, catalogue)[1],
            due_at_fa=jalali(case.due_at),
        )
        for case in found
    ]
