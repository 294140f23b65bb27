"""Providers of text messages as data: `profiles.yml`, checked when it is read."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

_FILE = Path(__file__).with_name("profiles.yml")
_PLACE = re.compile(r"\{(\w+)\}")


class Because(StrEnum):
    """The reason of a refusal, which decides what follows.

    message: this message will never be accepted, it is dead; account: no message will, until the
    administrator has done something; credit: the same, and messages wait meanwhile; slow: too many
    at once, all wait a moment; busy: the provider has a problem, this message is tried again.
    """

    MESSAGE = "message"
    ACCOUNT = "account"
    CREDIT = "credit"
    SLOW = "slow"
    BUSY = "busy"


class MessageState(StrEnum):
    """How far a message is: `sending` until a provider has accepted it.

    `unknown`: the provider reported nothing final for as long as it reported anything.
    """

    SENDING = "sending"
    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    UNKNOWN = "unknown"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProviderCall(_Strict):
    """One request; `{names}` in it are filled in. `answer` is the place of the wanted value."""

    method: Literal["GET", "POST"]
    path: str = Field(pattern=r"^/")
    form: dict[str, str] | None = None
    body: dict[str, Any] | None = None
    answer: str


class ReportCall(ProviderCall):
    """Asks for the state of at most `most` messages; `answer` holds a row, or a list of them."""

    most: int = Field(ge=1, le=100)
    id: str
    state: str


class CreditCall(ProviderCall):
    """Asks for the money that is left."""

    unit_fa: str


class Refusal(_Strict):
    """A code by which a provider refuses."""

    because: Because
    fa: str


class SmsProfile(_Strict):
    """The interface of one provider.

    `code` is the place of the result code in its answers, `fine` the code of success. `no_id` are
    values in place of an id when this recipient was refused. A provider with `knows_local_ids`
    answers a repeated local id with the message it has, and sends none.
    """

    title_fa: str
    sources: list[str] = Field(min_length=1)
    api: str = Field(pattern=r"^https://")
    headers: dict[str, str] = {}
    longest: int
    knows_local_ids: bool
    reports_hours: int
    code: str
    fine: int
    send: ProviderCall
    no_id: dict[str, str] = {}
    report: ReportCall
    credit: CreditCall
    states: dict[int, MessageState]
    refusals: dict[int, Refusal]


@cache
def profiles() -> Mapping[str, SmsProfile]:
    """All of them by name."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: SmsProfile.model_validate(one) for name, one in data.items()}


def profile_of(name: str) -> SmsProfile:
    """The profile; raises ValueError that lists the known ones."""
    if name not in profiles():
        known = ", ".join(sorted(profiles()))
        raise ValueError(f"DASTYAR_SMS_PROVIDER__PROFILE is one of: {known}")
    return profiles()[name]


def filled(template: Any, values: Mapping[str, Any]) -> Any:
    """`template` with values for its `{names}`; a name that is all of it keeps its value's type."""
    if isinstance(template, Mapping):
        return {name: filled(one, values) for name, one in template.items()}
    if isinstance(template, list):
        return [filled(one, values) for one in template]
    if not isinstance(template, str):
        return template
    if alone := _PLACE.fullmatch(template):
        return values[alone[1]]
    return _PLACE.sub(lambda found: str(values[found[1]]), template)


MISSING = object()


def found(answer: Any, place: str) -> Any:
    """The value at `a.0.b` of a decoded answer, `None` too; `MISSING` where there is none."""
    for step in place.split("."):
        if isinstance(answer, Mapping) and step in answer:
            answer = answer[step]
        elif isinstance(answer, list) and step.isdecimal() and int(step) < len(answer):
            answer = answer[int(step)]
        else:
            return MISSING
    return answer
