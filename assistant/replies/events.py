"""What a conversation's listener hears: the data of its events (docs/api.md)."""

from typing import Literal

from pydantic import BaseModel

from assistant.replies.shapes import Owner, Reply

Voice = Literal["citizen", "bot", "operator", "notice"]
"""Who says something; a notice is nobody's voice."""


class ReplyEvent(BaseModel):
    """Something said; `turn_id` is null for what belongs to no message of the citizen."""

    turn_id: str | None
    role: Voice
    reply: Reply
    at: str


class OwnerEvent(BaseModel):
    """The conversation has a new owner."""

    owner: Owner
    at: str


class TypingEvent(BaseModel):
    """Somebody is writing; to be shown for so many seconds, or until a reply comes."""

    role: Voice
    for_s: float
