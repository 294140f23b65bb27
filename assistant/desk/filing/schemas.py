"""Shapes of filing from a conversation (docs/api.md)."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints, model_validator

from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import Identity
from assistant.desk.phone.schemas import HeardOut

TurnId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class TalkDraftOut(HeardOut):
    """What the conversation says for the form: its words, and what they say; to be changed."""

    description: str


class TalkCaseIn(OpenDraft):
    """A case for the citizen of a conversation; `consent_turn_id` is the message that agreed."""

    consent_turn_id: TurnId

    @model_validator(mode="after")
    def _holds_nobody(self) -> "TalkCaseIn":
        if self.identity is Identity.ANONYMOUS and self.contact:
            raise ValueError("an anonymous case holds no name and no contact")
        return self


class TalkFiled(BaseModel):
    """What the operator sees of it: code and pin go to the citizen, into the conversation."""

    tracking_code: str
    agency_name: str
    due_at_fa: str
    is_following: bool
