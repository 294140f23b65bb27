"""Shapes of the desk's endpoints (docs/api.md)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_validator,
)

from assistant.conversation.messages import MAX_CHARACTERS
from assistant.desk.close_reasons import CloseReason
from assistant.desk.passwords import LONGEST, SHORTEST
from assistant.desk.roles import Permission, Role
from assistant.language.controls import Readable
from assistant.language.digits import ascii_digits
from assistant.replies.schemas import Owner, Reply, ServiceCard, Voice


def _ascii(value: object) -> object:
    return ascii_digits(value).replace(" ", "") if isinstance(value, str) else value


def _long_enough(password: SecretStr) -> SecretStr:
    if not SHORTEST <= len(password.get_secret_value()) <= LONGEST:
        raise ValueError("password length")
    return password


Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_CHARACTERS),
    Readable,
]
Short = Annotated[str, StringConstraints(max_length=128), Readable]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$"), BeforeValidator(_ascii)]
"""A one-time code, in digits of any script."""
Token = Annotated[str, StringConstraints(min_length=1, max_length=128)]
NewPassword = Annotated[SecretStr, AfterValidator(_long_enough)]


class StrictBody(BaseModel):
    """What a request of the desk says; what is not known is refused, and not overlooked."""

    model_config = ConfigDict(extra="forbid")


class SignIn(StrictBody):
    """What is shown at sign-in."""

    login: Short
    password: Annotated[SecretStr, Field(max_length=LONGEST)]
    code: Code


class SignedOutOut(BaseModel):
    """Where the browser goes on, to sign out at the identity provider too."""

    continue_at: str


class EnrolmentToken(StrictBody):
    """The secret of a one-time link."""

    token: Token


class Enrolment(StrictBody):
    """A password of one's own, and a code that shows the authenticator app works."""

    token: Token
    password: NewPassword
    code: Code


class PasswordChange(StrictBody):
    """A new password of one's own, by the old one and a one-time code."""

    old: Annotated[SecretStr, Field(max_length=LONGEST)]
    new: NewPassword
    code: Code


class OwnSession(BaseModel):
    """A browser in which one is signed in; of the device its kind only."""

    id: str
    device_fa: str
    began_at: str
    began_at_fa: str
    seen_at: str
    seen_at_fa: str
    is_this: bool


class EnrolmentOut(BaseModel):
    """What the holder of a one-time link puts into the authenticator app."""

    login: str
    name: str
    totp_secret: str
    totp_uri: str


class AccountOut(BaseModel):
    """Who is signed in."""

    id: str
    login: str
    name: str
    role: Role
    role_fa: str
    agency_id: str | None = None
    permissions: list[Permission]
    break_since: str | None = None


class SessionOut(BaseModel):
    """A session; `csrf_token` goes into the header X-CSRF-Token of every changing request."""

    account: AccountOut
    csrf_token: str
    expires_at: str


class ReplyIn(StrictBody):
    """A text, or the card of a service; exactly one of the two."""

    text: Words | None = None
    service_id: Short | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "ReplyIn":
        if (self.text is None) == (self.service_id is None):
            raise ValueError("give either text or service_id")
        return self


class CloseIn(StrictBody):
    """Why the operator's part ends."""

    reason: CloseReason


class TransferIn(StrictBody):
    """Who gets the conversation."""

    account_id: Short


class NoteIn(StrictBody):
    """Words for other operators."""

    text: Words


class Mood(StrEnum):
    """How the citizen's last messages sound, as far as their acts tell."""

    CALM = "calm"
    UPSET = "upset"
    ABUSIVE = "abusive"


class EventData(BaseModel):
    """What was said, by whom and in which turn; or who owns the conversation now."""

    turn_id: str | None = None
    role: Voice | None = None
    reply: Reply | None = None
    owner: Owner | None = None


class EventOut(BaseModel):
    """Something said or changed; `is_hidden`: personal data was masked and can be revealed."""

    id: int
    type: Literal["reply", "owner"]
    at: str
    at_fa: str
    data: EventData
    is_hidden: bool = False


class NoteOut(BaseModel):
    """An operators' note."""

    author: str
    text: str
    at: str
    at_fa: str


class Tried(BaseModel):
    """What the citizen asked in one turn, and what the assistant made of it."""

    asked: str
    act: str
    shown: list[str]
    has_failed: bool


class PackCase(BaseModel):
    """A case that was filed in this conversation."""

    tracking_code: str
    status: str
    status_fa: str
    agency_name: str
    due_at_fa: str


class Pack(BaseModel):
    """The warm handoff: what an operator has to know before saying the first word."""

    first_words: str | None = None
    last_words: str | None = None
    tried: list[Tried]
    failed_turns: int
    about: dict[str, str]
    cases: list[PackCase]
    mood: Mood
    mood_fa: str


class TalkOut(BaseModel):
    """A conversation as an operator sees it."""

    conversation_id: str
    owner: Owner
    owner_name: str | None = None
    is_mine: bool
    queued_at_fa: str | None = None
    owned_since_fa: str | None = None
    channel: str
    channel_fa: str
    is_past: bool = False
    pack: Pack
    earlier: list["EarlierOut"] = []
    events: list[EventOut]
    notes: list[NoteOut]


class EarlierOut(BaseModel):
    """An earlier talk of operators with the same citizen; `is_here`: in this very conversation."""

    is_here: bool
    ended_at: str
    ended_at_fa: str
    operator: str | None = None
    reason_fa: str | None = None
    preview: str


class SaidOut(BaseModel):
    """The event that an operator's words became."""

    event_id: int


class RevealedOut(BaseModel):
    """A message as it was typed."""

    text: str


class HeldOut(BaseModel):
    """How many conversations are held."""

    held: int


class BreakIn(StrictBody):
    """Whether the viewer takes a break, or is back."""

    is_on: bool


class BreakOut(BaseModel):
    """Since when the viewer rests; absent for who does not."""

    break_since: str | None = None


class Presence(StrEnum):
    """Whether somebody is at the desk: gave a sign of life, rests, is only signed in, or out."""

    HERE = "here"
    BREAK = "break"
    AWAY = "away"
    SIGNED_OUT = "signed_out"


class ColleagueOut(BaseModel):
    """Somebody to hand a conversation to; `conversations` is how many are in hand now."""

    id: str
    name: str
    role_fa: str
    presence: Presence
    presence_fa: str
    conversations: int


class SuggestedAnswer(BaseModel):
    """Words for the answer box; the operator reads and changes them before anything is sent."""

    title: str
    text: str


class SuggestionsOut(BaseModel):
    """What the newest message of the citizen may be answered with, best first."""

    services: list[ServiceCard]
    answers: list[SuggestedAnswer]
