"""What an open console hears: the data of the desk's events (docs/api.md)."""

from pydantic import BaseModel

from assistant.desk.queue_schemas import QueueChanges, QueueOut
from assistant.desk.schemas import EventOut


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
