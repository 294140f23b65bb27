"""What a citizen's messages tell: what they are about, and where that was said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.channels.messengers.models import MessengerChat, MessengerCursor
from assistant.channels.messengers.profiles import all_profiles
from assistant.conversation.models import Turn
from assistant.conversation.turns import ASK_FOR_HUMAN
from assistant.dialogue import words
from assistant.dialogue.speech import HUMAN

WEB = "web"
_WEB_FA = "سایت"
MERE_WISHES = (ASK_FOR_HUMAN.text or "", HUMAN[0])
"""Messages that say no more than that a human is wanted, as the buttons for it put them."""
_WISH = "talk_to_human"
_COURTESY = {"greet", "thank", "goodbye", "affirm", "deny"}
_LATEST = 12
"""So many of the newest messages are looked at; before them the talk was of something else."""
_SHORT_WISH, _SHORT_COURTESY, _SHORT_CONTACT = 6, 3, 3
"""A wish for a human of at most so many words names no matter of its own, and so on."""
_ASKS = re.compile("وصل|صحبت|حرف|بده|می‌خوا|میخوا|لطفا|کجا")
"""Beside «اپراتور», where a human is asked for and no mobile network is complained of."""
_MARK = re.compile(r"\[[^\]\n]*\]")
_WORD = re.compile(r"[^\W\d_][^\W_\u200c]*")


@dataclass(frozen=True)
class Said:
    """One message of a citizen: its words, masked, and the act that was heard in them.

    `act` is empty where nothing was heard: while a human has the conversation nobody listens.
    """

    text: str
    act: str

    @property
    def tells(self) -> bool:
        """Whether it says something of the matter: neither a mere wish for a human, nor a number.

        Who asks for an «اپراتور» means a human, and not the operator of a mobile network.
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
    """Whether words ask for a human, by the words alone."""
    return words.has("humans", text) and _ASKS.search(text) is not None


def said_of(turn: Turn) -> Said:
    """A turn, as it is judged here."""
    heard = turn.answer.get("act", {})
    return Said(turn.text, str(heard.get("name", "")) if heard.get("confidence") else "")


def newest_telling(said: Sequence[Said]) -> str | None:
    """The newest of messages, newest first, that tells something; else the newest at all."""
    if not said:
        return None
    return next((one.text for one in said if one.tells), said[0].text)


def latest(session: Session, ids: Iterable[str]) -> dict[str, list[Said]]:
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
    found: dict[str, list[Said]] = {}
    for row in session.execute(query.order_by(numbered.c.conversation_id, numbered.c.place)):
        found.setdefault(row.conversation_id, []).append(
            Said(row.text, (row.act or "") if row.confidence else "")
        )
    return found


def channels(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """The messenger in which each of these conversations goes on; others are on the web."""
    query = select(MessengerCursor.conversation_id, MessengerChat.channel).join(
        MessengerChat, MessengerChat.id == MessengerCursor.chat_id
    )
    return dict(session.execute(query.where(MessengerCursor.conversation_id.in_(ids))).all())


def channel_fa(channel: str) -> str:
    """What people call a channel."""
    profile = all_profiles().get(channel)
    return profile.title if profile else _WEB_FA if channel == WEB else channel
