"""Cases that wait while another is written: two matters for two offices are two cases."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from assistant.dialogue.complaint.questions import JOIN_MATTERS, SPLIT_MATTERS, SWAP_MATTERS
from assistant.dialogue.draft import Draft
from assistant.dialogue.matters import Matter
from assistant.dialogue.policy.moves import JOIN, SPLIT, SWAP
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.turn import OpenTurn

CaseOf = Callable[[Matter, OpenTurn], Awaitable[Draft]]
"""A matter in; the case out, with its own words, agency and place."""


_SAID = {SPLIT: "matters_split", JOIN: "matters_joined", SWAP: "matters_swapped"}


class Waiting:
    """Sets matters aside, takes them up, and makes two cases of one or one of two."""

    def __init__(self, case_of: CaseOf) -> None:
        self._case_of = case_of

    async def set_aside(self, speech: Speech, turn: OpenTurn, matters: Sequence[Matter]) -> None:
        """Keep other matters until the case in hand is filed or given up."""
        cases = [await self._case_of(one, turn) for one in matters]
        speech.state = speech.state.setting_aside(*speech.state.later, *cases)

    async def doubt(self, turn: OpenTurn, matters: Sequence[Matter]) -> tuple[Draft, ...]:
        """The cases that a message may tell of."""
        return tuple([await self._case_of(one, turn) for one in matters])

    def change(self, speech: Speech, choice: str) -> bool:
        """Split, join or swap by the name of a choice; whether there was anything to do."""
        state = speech.state
        changed = {SPLIT: _split, JOIN: _joined, SWAP: _swapped}[choice](state)
        if changed is None:
            return False
        speech.say(_SAID[choice])
        speech.state = changed
        return True


def taken_up(state: State) -> State:
    """With the next matter in hand; the place of the one that was filed is near at hand."""
    first, *rest = state.later
    if not first.has_place:
        first = first.model_copy(update={"nearby": state.filed_place})
    return state.setting_aside(*rest).drafting(first)


def offer_ways(speech: Speech) -> None:
    """Beside the question: that the other one is written first, or that both are one."""
    speech.beside(SWAP_MATTERS, JOIN_MATTERS)


def offer_split(speech: Speech) -> None:
    """Beside the question: that it is two."""
    speech.beside(SPLIT_MATTERS)


def _split(state: State) -> State | None:
    draft = state.draft
    if draft is None or not draft.apart:
        return None
    first, *others = draft.apart
    place = {"province": draft.province, "city": draft.city, "no_place": draft.no_place}
    agency = first.agency or draft.agency
    first = first.model_copy(update={"agency": agency, **({} if first.has_place else place)})
    if draft.is_quiet:
        # Of which of them it was said is not known.
        first, *others = (one.model_copy(update={"is_quiet": True}) for one in (first, *others))
    return state.drafting(first).setting_aside(*others, *state.later)


def _joined(state: State) -> State | None:
    if state.draft is None or not state.later:
        return None
    other, *rest = state.later
    draft = state.draft
    joined: dict[str, Any] = {"parts": (*draft.parts, *other.parts), "apart": (draft, other)}
    joined["is_quiet"] = draft.is_quiet or other.is_quiet
    return state.drafting(draft.model_copy(update=joined)).setting_aside(*rest)


def _swapped(state: State) -> State | None:
    if state.draft is None or not state.later:
        return None
    other, *rest = state.later
    return state.drafting(other).setting_aside(state.draft, *rest)
