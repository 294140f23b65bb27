"""Why a question is open: read off what the dialogue remembers before and after a turn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from assistant.conversation.decisions import FAILED, FAILED_ALONE
from assistant.dialogue.state import State
from assistant.dialogue.things import ThingKind
from assistant.replies.schemas import Reply, TextReply
from knowledge.catalogue import Catalogue


class Kind(StrEnum):
    """What a row or a theme holds; only rows of one kind come into one theme."""

    QUESTION = "question"
    SUGGESTION = "suggestion"
    CRITICISM = "criticism"
    PRAISE = "praise"


class Reason(StrEnum):
    """Why a question is on the board."""

    NOT_FOUND = "not_found"
    NO_FACT = "no_fact"
    REJECTED = "rejected"
    FAILED = "failed"
    HANDOFF = "handoff"
    RATED = "rated"


KIND_FA: dict[Kind, str] = {
    Kind.QUESTION: "پرسش",
    Kind.SUGGESTION: "پیشنهاد",
    Kind.CRITICISM: "انتقاد",
    Kind.PRAISE: "قدردانی",
}
REASON_FA: dict[Reason, str] = {
    Reason.NOT_FOUND: "خدمتی پیدا نشد",
    Reason.NO_FACT: "در منابع ما نبود",
    Reason.REJECTED: "شهروند گفت این نبود",
    Reason.FAILED: "دستیار نتوانست پاسخ دهد",
    Reason.HANDOFF: "پس از پاسخ، کارشناس خواست",
    Reason.RATED: "نمرهٔ بد گرفت",
}
_NOT_FOUND = ("not_found", "need_way", "need_at", "process_unknown", "line_unsure")
"""Sentences of `sentences.fa.yml` that say that nothing fits; `State.wordings` counts them."""
_NO_FACT = ("unknown", "unknown_again", "nearest_only")
_REJECTED = ("not_this", "none_of_them")
_OFFER = "offer_human"
"""Said instead of any of these when it is the second miss."""
_UNKNOWN = "unknown:"
"""How the dialogue marks in `State.shown` what it does not know: `unknown:SERVICE:ASPECT`."""


@dataclass(frozen=True)
class Gap:
    """What an answer left open, and of which service, aspect or agency; empty where not known."""

    reason: Reason
    service_id: str | None = None
    aspect: str | None = None
    agency_id: str | None = None

    def with_agency(self, catalogue: Catalogue) -> Self:
        """With the agency of its service, if that is known."""
        entry = catalogue.by_id.get(self.service_id or "")
        return replace(self, agency_id=entry.agency.id) if entry else self


def gap_of(before: State, after: State, replies: Sequence[Reply]) -> Gap | None:
    """What a turn left open, or None when it was answered."""
    if any(isinstance(one, TextReply) and one.text in (FAILED, FAILED_ALONE) for one in replies):
        return Gap(Reason.FAILED, **_focus(after))
    said = {key for key, count in after.wordings.items() if count > before.wordings.get(key, 0)}
    new = [key for key in after.shown if key.startswith(_UNKNOWN) and key not in before.shown]
    if new or said.intersection(_NO_FACT):
        return _no_fact(after, new)
    if said.intersection(_REJECTED) or (_OFFER in said and after.rejected != before.rejected):
        return Gap(Reason.REJECTED)
    if said.intersection(_NOT_FOUND) or _OFFER in said:
        return Gap(Reason.NOT_FOUND, **_focus(after))
    return None


def _no_fact(after: State, new: Sequence[str]) -> Gap:
    """Without a new mark, the last one holds again, or the nearest facts were shown instead."""
    marks = new or [key for key in after.shown[-1:] if key.startswith(_UNKNOWN)]
    if marks:
        service, _, aspect = marks[0].removeprefix(_UNKNOWN).partition(":")
        return Gap(Reason.NO_FACT, service, aspect)
    return Gap(Reason.NO_FACT, **_focus(after))


def _focus(state: State) -> dict[str, str]:
    """The service or the agency that the talk is about."""
    focus = state.focus
    if focus is None or focus.kind not in (ThingKind.SERVICE, ThingKind.AGENCY):
        return {}
    return {f"{focus.kind}_id": focus.id}
