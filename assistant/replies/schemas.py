"""The public contract of what the assistant says (docs/api.md): replies, turns, and events.

`words_of` puts a reply into running text, for memory and for terminals.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from assistant.language.digits import persian_digits

Act = Literal[
    "ask_service",
    "ask_documents",
    "ask_fee",
    "ask_duration",
    "ask_link_or_phone",
    "complain",
    "suggest",
    "praise",
    "track_case",
    "talk_to_human",
    "greet",
    "thank",
    "goodbye",
    "affirm",
    "deny",
    "emergency",
    "other_line",
    "out_of_scope",
    "abuse",
]


class Owner(StrEnum):
    """Who may speak in a conversation."""

    BOT = "bot"
    QUEUE = "queue"
    OPERATOR = "operator"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AgencyRef(_Shape):
    """An agency by id and Persian name."""

    id: str
    name: str


class CardSource(_Shape):
    """Where a card's facts come from; `date` is ISO, `date_fa` as the source gives it."""

    address: str
    name: str | None = None
    date: str | None = None
    date_fa: str | None = None


class ServiceCard(_Shape):
    """A service as shown to citizens. A field without a source is absent."""

    id: str
    title: str
    agency: AgencyRef
    summary: str
    audience: str | None = None
    prerequisites: list[str] = []
    documents: list[str] = []
    steps: list[str] = []
    fee: str | None = None
    processing_time: str | None = None
    deadline: list[str] = []
    where: list[str] = []
    who: list[str] = []
    online: list[str] = []
    benefit: list[str] = []
    validity: list[str] = []
    after: list[str] = []
    if_refused: list[str] = []
    portal_url: str | None = None
    phone: str | None = None
    confidence: Literal["high", "medium", "low"]
    sources: list[CardSource] = []
    source_note: str | None = None
    verified_on: str | None = None


class ScoredCard(ServiceCard):
    """A card with its search score, 0..1."""

    score: float


class TextReply(_Shape):
    """Plain words."""

    kind: Literal["text"] = "text"
    text: str


class ServiceReply(_Shape):
    """One service, when the assistant is sure."""

    kind: Literal["service"] = "service"
    service: ServiceCard


class ServicesReply(_Shape):
    """At most three services, when it is not."""

    kind: Literal["services"] = "services"
    services: list[ServiceCard]


class Option(_Shape):
    """A button: what it says, and what is sent back when it is chosen."""

    title: str
    choice: str


class TextRow(_Shape):
    """A line of `text` that can be shown in a table; `choice` is the option that changes it."""

    name: str
    text: str
    choice: str | None = None


class ChoicesReply(_Shape):
    """A question with buttons. `draft` is a text to be changed, for a text box.

    `rows` are lines that stand together in `text`, as "name: text".
    """

    kind: Literal["choices"] = "choices"
    text: str
    options: list[Option]
    draft: str | None = None
    rows: list[TextRow] | None = None


class CaseReply(_Shape):
    """A 128 case. `is_new` marks the turn that filed it, `pin_number` one that changed its pin.

    Only the answers of these turns have the pin, as long as it is the one that they gave.
    """

    kind: Literal["case"] = "case"
    tracking_code: str
    status: str
    status_fa: str
    agency: AgencyRef
    due_at: str
    due_at_fa: str
    is_new: bool = False
    pin_number: int | None = None
    pin: str | None = None


class LineReply(_Shape):
    """Another line than 128 is right; `number` may be `court`, which has no number."""

    kind: Literal["line"] = "line"
    number: str
    title: str
    reason: str


class HandoffReply(_Shape):
    """How the way to a human operator stands."""

    kind: Literal["handoff"] = "handoff"
    state: Literal["waiting", "connected", "closed"]
    text: str | None = None
    position: int | None = None
    estimated_wait_s: int | None = None


Reply = Annotated[
    TextReply | ServiceReply | ServicesReply | ChoicesReply | CaseReply | LineReply | HandoffReply,
    Field(discriminator="kind"),
]
reply_adapter: TypeAdapter[Reply] = TypeAdapter(Reply)


class ActOut(_Shape):
    """What the citizen was doing, with the classifier's confidence, 0..1."""

    name: Act
    confidence: float


class About(_Shape):
    """What the assistant now takes the conversation to be about."""

    agency_id: str | None = None
    service_id: str | None = None
    indicator: str | None = None
    province: str | None = None
    city: str | None = None


class TurnOut(_Shape):
    """The answer to one message."""

    turn_id: str
    owner: Owner
    act: ActOut
    about: About
    replies: list[Reply]


def words_of(reply: Reply) -> str:
    """The running text of a reply; empty for one that shows a case or a form."""
    match reply:
        case TextReply(text=text) | ChoicesReply(text=text):
            return text
        case ServiceReply(service=card):
            return f"{card.title}: {card.summary}"
        case ServicesReply(services=cards):
            return " / ".join(card.title for card in cards)
        case LineReply(number=number, title=title):
            return f"{persian_digits(number)} {title}"
        case _:
            return ""


Voice = Literal["citizen", "bot", "operator", "notice"]
"""The speaker; a notice is nobody's voice."""


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
