"""A conversation in short, for operators: the warm handoff pack, and the preview in the lists.

It gives the messages on the matter, what was tried, the subject, the channel, and the citizen's
mood.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.terms import INDICATOR_FA, STATUS_FA, Indicator, Status
from assistant.cases.views import agency_of
from assistant.channels.messengers.chats import MessengerChat, MessengerCursor
from assistant.channels.messengers.profiles import all_profiles
from assistant.conversation.models import Conversation, Turn
from assistant.conversation.turn_records import about_in, state_of
from assistant.conversation.turns import ASK_FOR_HUMAN
from assistant.desk.schemas import Mood, Pack, PackCase, Tried
from assistant.dialogue import words
from assistant.dialogue.speech import HUMAN
from assistant.language.dates import jalali
from knowledge.catalogue import Catalogue

WEB = "web"
_WEB_FA = "سایت"
MERE_WISHES = (ASK_FOR_HUMAN.text or "", HUMAN[0])
"""Messages that only ask for a human, in the words of the buttons for it."""
_WISH = "talk_to_human"
_COURTESY = {"greet", "thank", "goodbye", "affirm", "deny"}
_LATEST = 12
"""So many of the newest messages are read; older ones were about something else."""
_SHORT_WISH, _SHORT_COURTESY, _SHORT_CONTACT = 6, 3, 3
"""At most so many words: a wish for a human, a courtesy or a contact this short names no matter."""
_ASKS = re.compile("وصل|صحبت|حرف|بده|می‌خوا|میخوا|لطفا|کجا")
"""Beside «اپراتور», these words ask for a human and do not complain of a mobile network."""
_MARK = re.compile(r"\[[^\]\n]*\]")
_WORD = re.compile(r"[^\W\d_][^\W_\u200c]*")


@dataclass(frozen=True)
class CitizenMessage:
    """One message of a citizen: its words, masked, and the act that was recognised in them.

    `act` is empty if none was recognised: while a human has the conversation nobody listens.
    """

    text: str
    act: str

    @property
    def tells(self) -> bool:
        """Whether it says something of the matter: neither a mere wish for a human, nor a number.

        A citizen who asks for an «اپراتور» means a human, and not the operator of a mobile network.
        """
        if self.text in MERE_WISHES:
            return False
        bare = _MARK.sub(" ", self.text)
        count = len(_WORD.findall(bare))
        if self.act == _WISH or (not self.act and _is_wish(bare)):
            return count > _SHORT_WISH
        if self.act in _COURTESY:
            return count > _SHORT_COURTESY
        return count > (_SHORT_CONTACT if bare != self.text else 0)


def _is_wish(text: str) -> bool:
    """Whether the words themselves ask for a human."""
    return words.has("humans", text) and _ASKS.search(text) is not None


def said_of(turn: Turn) -> CitizenMessage:
    """A turn as the functions here read it."""
    heard = turn.answer.get("act", {})
    return CitizenMessage(turn.text, str(heard.get("name", "")) if heard.get("confidence") else "")


def newest_telling(said: Sequence[CitizenMessage]) -> str | None:
    """The newest message that says something, else the newest at all; they come newest first."""
    if not said:
        return None
    return next((one.text for one in said if one.tells), said[0].text)


def latest(session: Session, ids: Iterable[str]) -> dict[str, list[CitizenMessage]]:
    """The newest messages of each of these conversations, newest first."""
    place = func.row_number().over(
        partition_by=Turn.conversation_id, order_by=(Turn.created_at.desc(), Turn.id)
    )
    heard = Turn.answer["act"]
    rows = select(
        Turn.conversation_id,
        Turn.text,
        heard["name"].as_string().label("act"),
        heard["confidence"].as_float().label("confidence"),
        place.label("place"),
    ).where(Turn.conversation_id.in_(ids))
    numbered = rows.subquery()
    query = select(numbered).where(numbered.c.place <= _LATEST)
    found: dict[str, list[CitizenMessage]] = {}
    for row in session.execute(query.order_by(numbered.c.conversation_id, numbered.c.place)):
        found.setdefault(row.conversation_id, []).append(
            CitizenMessage(row.text, (row.act or "") if row.confidence else "")
        )
    return found


def channels(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """The messenger of each of these conversations; others are on the web."""
    query = select(MessengerCursor.conversation_id, MessengerChat.channel).join(
        MessengerChat, MessengerChat.id == MessengerCursor.chat_id
    )
    return dict(session.execute(query.where(MessengerCursor.conversation_id.in_(ids))).all())


def channel_fa(channel: str) -> str:
    """The usual name of a channel."""
    profile = all_profiles().get(channel)
    return profile.title if profile else _WEB_FA if channel == WEB else channel


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
    """The whole pack; words are masked as they are stored. Without anything after `until`."""
    newest = select(Turn).where(Turn.conversation_id == conversation.id)
    if until is not None:
        newest = newest.where(Turn.created_at <= until)
    turns = list(session.scalars(newest.order_by(Turn.created_at.desc()).limit(_LATEST_TURNS)))
    turns.reverse()
    first = session.scalar(newest.order_by(Turn.created_at).limit(1))
    # An answer without confidence was kept for a human, or made without Rasa.
    tried = [_tried(turn) for turn in turns if turn.answer.get("owner") == "bot"]
    mood = mood_of([said_of(turn).act for turn in turns])
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
    """The newest message that says something; the mere wish for a human if there is no other."""
    words = newest_telling([said_of(turn) for turn in reversed(turns)])
    return words[:_WORDS_SHOWN] if words else None


def about_of(conversation: Conversation, catalogue: Catalogue) -> dict[str, str]:
    """The matter of the conversation, by Persian headings."""
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
    """From the acts of the messages, oldest first; claims only what the newest ones show."""
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
    """The turn showed nothing: a question without a topic, or only the offer of a human."""
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
