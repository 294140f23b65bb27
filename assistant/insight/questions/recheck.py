"""Asks the questions of a theme again: how many does the assistant answer now?"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from assistant.insight.questions.board import Words
from assistant.insight.questions.reasons import Reason

Find = Callable[[str], Awaitable[Sequence[str]]]
"""Masked words in; the ids of services that a citizen would be shown out, none when it abstains."""
Knows = Callable[[str, str, str], Awaitable[bool]]
"""Service id, aspect and masked words in; whether something known answers them."""


@dataclass(frozen=True)
class Checked:
    """So many of the words that came were asked again, and so many are answered."""

    asked: int
    answered: int


async def check(
    words: Sequence[Words], service_id: str | None, find: Find, knows: Knows
) -> Checked:
    """Ask each of `words` as often as it came.

    What was not found is answered when the service that is meant to answer it is among those shown,
    or any if none is named. Where a fact was missing, a fact must be there now.
    """
    answered = 0
    for one in words:
        answered += one.times * await _is_answered(one, service_id, find, knows)
    return Checked(sum(one.times for one in words), answered)


async def _is_answered(one: Words, service_id: str | None, find: Find, knows: Knows) -> bool:
    if one.reason is Reason.NO_FACT and one.service_id:
        return await knows(one.service_id, one.aspect or "what", one.text)
    shown = await find(one.text)
    return service_id in shown if service_id else bool(shown)
