"""The one place that knows what is personal, where it lies and how it goes (`register.yml`)."""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

_PATH = Path(__file__).with_name("register.yml")


class Whose(StrEnum):
    """Of whom a row tells."""

    CASE = "case"
    CONVERSATION = "conversation"
    CITIZEN = "citizen"
    STAFF = "staff"
    NOBODY = "nobody"


class PersonalKind(StrEnum):
    """What a personal column holds."""

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

    `then` is its value in a row that stays; `stays` says that it is not the citizen's, or leads to
    nobody without the others, and is not touched; `copied` whether a copy for the citizen has it.
    """

    kind: PersonalKind
    then: str | None = None
    stays: bool = False
    copied: bool | None = None

    @property
    def is_copied(self) -> bool:
        """Whether its citizen gets it in a copy."""
        return self.kind not in _NEVER_COPIED if self.copied is None else self.copied

    @property
    def is_sealed(self) -> bool:
        """Whether it is unreadable without a key."""
        return self.kind in _SEALED


class PersonalTable(_Strict):
    """A table: whose its rows are, and what of them is personal."""

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
        """Whether an erasure takes anything of it: rows, or what personal columns hold."""
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
        """Persian titles of all that is kept of a case or a conversation, and is the citizen's."""
        found = dict.fromkeys(
            one.kind for table in self.of(whose).values() for one in table.personal.values()
        )
        return [self.kinds[kind] for kind in found if kind is not PersonalKind.STAFF]


@lru_cache
def register() -> Register:
    """What `register.yml` says; raises `pydantic.ValidationError`."""
    return Register.model_validate(yaml.safe_load(_PATH.read_text(encoding="utf-8")))
