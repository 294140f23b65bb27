"""Shapes of the desk's lists and of the live events that update them (docs/api.md)."""

from pydantic import BaseModel

from assistant.desk.schemas import EventOut, Mood
from assistant.replies.schemas import Owner


class QueueEntry(BaseModel):
    """A conversation in a list of the desk; `owned_since` is when its present owner began."""

    conversation_id: str
    owner: Owner
    owner_id: str | None = None
    owner_name: str | None = None
    queued_at: str | None = None
    queued_at_fa: str | None = None
    owned_since: str | None = None
    channel: str
    channel_fa: str
    preview: str
    about_fa: str
    mood: Mood
    mood_fa: str
    last_event_id: int
    is_unanswered: bool


class LookAlarm(BaseModel):
    """Somebody looked at so much personal data in an hour; `is_stopped`: at no more."""

    name: str
    looks: int
    is_stopped: bool
    at_fa: str


class InHand(BaseModel):
    """How many conversations an operator has."""

    name: str
    conversations: int


class LoadOut(BaseModel):
    """How busy the desk is; times in seconds, absent when there are none."""

    waiting: int
    longest_wait_s: int | None = None
    median_wait_s: int | None = None
    median_handling_s: int | None = None
    operators: list[InHand]
    alarms: list[LookAlarm] = []


class QueueOut(BaseModel):
    """Everything that waits, and what operators have in hand; `waiting_count` counts all."""

    waiting: list[QueueEntry]
    mine: list[QueueEntry]
    others: list[QueueEntry]
    waiting_count: int
    load: LoadOut | None = None


class QueueChanges(BaseModel):
    """What is other in the lists than a console heard last; `gone` are ids."""

    changed: list[QueueEntry]
    gone: list[str]
    waiting_count: int
    load: LoadOut | None = None


class ClosedOut(BaseModel):
    """A conversation that an operator has ended."""

    conversation_id: str
    closed_at: str
    closed_at_fa: str
    operator: str
    reason_fa: str
    channel: str
    channel_fa: str
    preview: str


class SaidNews(BaseModel):
    """A new event of a conversation in hand."""

    conversation_id: str
    event: EventOut


class TypingNews(BaseModel):
    """The citizen of a conversation in hand is writing; shown for so many seconds at most."""

    conversation_id: str
    for_s: float


class CaseNews(BaseModel):
    """Codes of cases with something new; at first none, since what was read may be older."""

    changed: list[str]


class OutageNews(BaseModel):
    """How many people told of each suspected and each confirmed outage, by its id."""

    suspected: dict[str, int]
    confirmed: dict[str, int]


class UpkeepNews(BaseModel):
    """How much needs a hand; what one may not see is absent."""

    dead_jobs: int | None = None
    closures: int | None = None


DeskNews = QueueOut | QueueChanges | SaidNews | TypingNews | CaseNews | OutageNews | UpkeepNews
"""The data of an event, by its name; `situation` and `signed_out` have none."""
