"""The one place that knows which data is personal, where it is, how it goes (`register.yml`)."""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

_PATH = Path(__file__).with_name("register.yml")


class Whose(StrEnum):
    """The person or thing that a row is about."""

    CASE = "case"
    CONVERSATION = "conversation"
    CITIZEN = "citizen"
    STAFF = "staff"
    NOBODY = "nobody"


class PersonalKind(StrEnum):
    """The kind of data in a personal column."""

    WORDS = "words"
    SEALED = "sealed"
    CONTACT = "contact"
    PLACE = "place"
    LINK = "link"
    HASH = "hash"
    NUMBER = "number"
    SUBJECT = "subject"
    KEY = "key"
    MARK = "mark"
    READING = "reading"
    STAFF = "staff"


_SEALED = frozenset([PersonalKind.SEALED, PersonalKind.CONTACT])
_NEVER_COPIED = frozenset(
    [PersonalKind.HASH, PersonalKind.SUBJECT, PersonalKind.KEY, PersonalKind.STAFF]
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Personal(_Strict):
    """A personal column.

    `then` is its value in a row that stays; `stays` says why the column is not touched: it is not
    the citizen's, or leads to nobody without the others; `copied` says whether a copy for the
    citizen has it.
    """

    kind: PersonalKind
    then: str | None = None
    stays: bool = False
    copied: bool | None = None

    @property
    def is_copied(self) -> bool:
        """Whether a copy for its citizen has it."""
        return self.kind not in _NEVER_COPIED if self.copied is None else self.copied

    @property
    def is_sealed(self) -> bool:
        """Whether it is unreadable without a key."""
        return self.kind in _SEALED


class PersonalTable(_Strict):
    """A table: whom its rows are about, and its personal columns."""

    title_fa: str
    whose: Whose
    by: str = ""
    through: dict[str, str] = {}
    rows: Literal["go", "stay", ""] = ""
    parts: str = ""
    personal: dict[str, Personal] = {}
    other: tuple[str, ...] = ()

    @property
    def has_what_goes(self) -> bool:
        """Whether an erasure deletes any of it: rows, or the values of personal columns."""
        return self.rows == "go" or any(not one.stays for one in self.personal.values())

    @model_validator(mode="after")
    def _says_how_it_goes(self) -> "PersonalTable":
        is_citizens = self.whose in {Whose.CASE, Whose.CONVERSATION, Whose.CITIZEN}
        if is_citizens != bool(self.by and self.rows):
            raise ValueError(
                "what is of a citizen, and nothing else, says how it is found and goes"
            )
        return self


class Register(_Strict):
    """All tables, and titles of the kinds."""

    kinds: dict[PersonalKind, str]
    tables: dict[str, PersonalTable]

    def of(self, whose: Whose) -> dict[str, PersonalTable]:
        """The tables with rows of cases, of conversations, or of who is signed in."""
        return {name: table for name, table in self.tables.items() if table.whose is whose}

    def kinds_of(self, whose: Whose) -> list[str]:
        """Persian titles of all stored data of a case or a conversation that is the citizen's."""
        found = dict.fromkeys(
            one.kind for table in self.of(whose).values() for one in table.personal.values()
        )
        return [self.kinds[kind] for kind in found if kind is not PersonalKind.STAFF]


@lru_cache
def register() -> Register:
    """The content of `register.yml`; raises `pydantic.ValidationError`."""
    return Register.model_validate(yaml.safe_load(_PATH.read_text(encoding="utf-8")))
