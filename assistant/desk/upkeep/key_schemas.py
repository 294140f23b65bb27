"""Shapes of the endpoints for keys of other systems (docs/api.md)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.cases.schemas import Line
from assistant.keys.api_keys import LONGEST_DAYS, KeyState, Scope

KeyName = Annotated[Line, StringConstraints(min_length=3, max_length=64)]
Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS)]


class KeyIn(BaseModel):
    """A key that is wanted; one for an agency's cases, and no other, names the agency."""

    model_config = ConfigDict(extra="forbid")

    name: KeyName
    scope: Scope
    agency_id: Line | None = None
    days: Days = 365

    @model_validator(mode="after")
    def _fits(self) -> "KeyIn":
        if (self.agency_id is None) == (self.scope is Scope.AGENCY):
            raise ValueError("an agency is named for the scope of agencies, and only for it")
        return self


class KeyOut(BaseModel):
    """A key as administrators see it: never the key itself."""

    id: str
    name: str
    scope: Scope
    scope_fa: str
    agency_id: str | None = None
    agency_name: str | None = None
    state: KeyState
    state_fa: str
    created_at: str
    created_at_fa: str
    expires_at: str
    expires_at_fa: str
    last_used_at: str | None = None
    last_used_at_fa: str | None = None


class NewKeyOut(KeyOut):
    """A new key, shown this once."""

    key: str
