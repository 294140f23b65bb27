"""What a talk is about, and what its last answer left open."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


class ThingKind(StrEnum):
    """What a talk can be about."""

    SERVICE = "service"
    LINE = "line"
    AGENCY = "agency"
    OFFICE = "office"
    DRAFT = "draft"
    FILED = "filed"
    JOURNEY = "journey"


class Frozen(BaseModel):
    """A value that stays as it was made; fields that it does not know are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Thing(Frozen):
    """One thing that a talk is about.

    `id` is a service's, an agency's or a life event's id, a line's number, the name of an office
    that the catalogue does not know, the tracking code of a case that was filed, and empty for the
    case that is being written.
    """

    kind: ThingKind
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else str(self.kind)

    @classmethod
    def named(cls, name: str) -> Thing:
        """The thing that `str` writes as `name`; raises ValueError for anything else."""
        kind, _, id_ = name.partition(":")
        return cls(kind=ThingKind(kind), id=id_)


def service(id_: str) -> Thing:
    """The service `id_` as a thing."""
    return Thing(kind=ThingKind.SERVICE, id=id_)


def life_event(id_: str) -> Thing:
    """The life event `id_` as a thing."""
    return Thing(kind=ThingKind.JOURNEY, id=id_)


DRAFT = Thing(kind=ThingKind.DRAFT)


class Open(StrEnum):
    """What the last answer left open."""

    CHOICE = "choice"
    YES_NO = "yesno"
    DESCRIPTION = "description"
    AGENCY = "agency"
    PLACE = "place"
    CONFIRM = "confirm"
    FOLLOW = "follow"
    CODE = "code"


class Asked(Frozen):
    """The open question: `options` are what can be chosen, `offer` what a yes would mean."""

    kind: Open
    options: tuple[Thing, ...] = ()
    offer: Literal["human", "file", "withdraw", "send", "pin", ""] = ""
