"""Shapes of the endpoints for accounts of the desk (docs/api.md)."""

from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from assistant.cases.schemas import Line
from assistant.desk.accounts import login_of
from assistant.desk.roles import Role
from assistant.language.controls import Readable

LONGEST_NAME = 100


class AccountState(StrEnum):
    """Whether its holder can sign in, or what is missing; an invitation lapses unused."""

    ACTIVE = "active"
    INVITED = "invited"
    LAPSED = "lapsed"
    DISABLED = "disabled"


Login = Annotated[
    str,
    BeforeValidator(lambda value: login_of(value) if isinstance(value, str) else value),
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]$"),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=LONGEST_NAME),
    Readable,
    AfterValidator(lambda name: " ".join(name.split())),
]


class AccountChange(BaseModel):
    """What an administrator sets; a clerk, and nobody else, belongs to an agency."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    role: Role
    agency_id: Line | None = None

    @model_validator(mode="after")
    def _fits(self) -> "AccountChange":
        if (self.agency_id is None) == (self.role is Role.CLERK):
            raise ValueError("a clerk, and nobody else, belongs to an agency")
        return self


class Invitation(AccountChange):
    """A new account."""

    login: Login


class AccountQuery(BaseModel):
    """Which accounts are wanted; what is not given does not matter. `page` counts from 1."""

    model_config = ConfigDict(extra="forbid")

    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64), Readable] = ""
    role: Role | None = None
    agency_id: Line | None = None
    state: AccountState | None = None
    page: Annotated[int, Field(ge=1, le=10_000)] = 1


class StaffAccount(BaseModel):
    """An account as administrators see it: no password, no secret, no link.

    `sessions` is how many browsers are signed in, `seen_at_fa` when one was last used, and
    `until_fa` when an open invitation ends.
    """

    id: str
    login: str
    name: str
    role: Role
    role_fa: str
    agency_id: str | None = None
    agency_name: str | None = None
    state: AccountState
    state_fa: str
    is_own: bool
    sessions: int
    seen_at_fa: str | None = None
    until_fa: str | None = None
    created_at_fa: str


class StaffPage(BaseModel):
    """One page of the accounts by name, and how many there are on all pages."""

    accounts: list[StaffAccount]
    total: int
    pages: int


class StaffSession(BaseModel):
    """A browser in which somebody is signed in; of the device its kind only."""

    device_fa: str
    began_at_fa: str
    seen_at_fa: str


class StaffAccountPage(StaffAccount):
    """An account with where its holder is signed in."""

    signed_in: list[StaffSession]


class Invited(BaseModel):
    """A one-time link, shown this once; its holder chooses a password there."""

    account: StaffAccount
    link: str
    until_fa: str
