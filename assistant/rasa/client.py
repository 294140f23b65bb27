"""Speaks with Rasa: any number of equal servers, each of which can take any turn.

A turn carries all that Rasa needs, and the address of the gateway that has it open. So it goes to
whichever server has the fewest under way. A server that is sick or not warm yet is left out. A turn
that a server has not begun is tried once with another.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prometheus_client import Counter

from assistant.dialogue.reports import OutageReport
from assistant.rasa.replica import RasaUnavailableError, Replica
from assistant.rasa.side.protocol import CALLBACK, CHANNEL_PATH
from assistant.replies.schemas import Reply
from assistant.tracing import span

LOOK_EVERY_S = 2.0
"""How often several servers are looked at; the only one is asked at every turn anyway."""
LOOKING = "rasa_look"
RETRIED = Counter("dastyar_rasa_retries_total", "Questions that another Rasa was asked again.")


@dataclass(frozen=True)
class Memory:
    """What the gateway remembers of a conversation for Rasa: slots, and the open form."""

    slots: dict[str, Any] = field(default_factory=dict)
    active_loop: str | None = None


@dataclass(frozen=True)
class RasaAnswer:
    """A turn's answer; `report` is the outage that the citizen reports in it, if any."""

    replies: list[Reply]
    act: str
    confidence: float
    memory: Memory
    report: OutageReport | None = None


@dataclass(frozen=True)
class Understood:
    """Rasa's reading of a text: acts by confidence, and the finer labels within some acts."""

    act: str
    confidence: float
    sublabels: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class _Question:
    """A request to a server; `within` is the field of its answer that holds the reading.

    `has_begun` says whether a turn has begun, and so must not be asked again elsewhere.
    """

    path: str
    body: dict[str, Any]
    within: str = ""
    has_begun: Callable[[], bool] | None = None

    @property
    def is_begun(self) -> bool:
        return self.has_begun is not None and self.has_begun()


class RasaClient:
    """The Rasa servers at `urls`, one at least.

    `timeout_s` is how long a citizen waits before search answers alone, `callback` the address at
    which a server runs the actions of our turns.
    """

    def __init__(self, urls: Sequence[str], secret: str, timeout_s: float, callback: str) -> None:
        self._replicas = [Replica(url, secret, timeout_s) for url in urls]
        self._timeout_s, self._callback = timeout_s, callback
        self._looking: asyncio.Task[None] | None = None

    async def is_up(self) -> bool:
        """Whether a server answers with a model loaded and warmed up by a first sentence."""
        if len(self._replicas) == 1:
            (only,) = self._replicas
            return not only.is_left_alone and await only.is_well()
        self._look_after()
        return any(replica.is_ready for replica in self._replicas)

    async def turn(
        self,
        text: str,
        turn_id: str,
        hints: Mapping[str, str],
        memory: Memory,
        has_begun: Callable[[], bool],
    ) -> Understood:
        """Let Rasa lead the turn to our action; raises `RasaUnavailableError` when it does not.

        `hints` spare it what is known already (`Reading.hints`); they may be empty. `has_begun`
        says whether an action of the turn has come here.
        """
        # The memory is the gateway's, so Rasa's tracker is the turn's own and of no use after it:
        # turns stay fast however long a conversation grows, and any server can take the next one.
        body = {
            "sender": turn_id,
            "text": text,
            "metadata": {"turn_id": turn_id, CALLBACK: self._callback, **hints},
            "state": {"slots": memory.slots, "active_loop": memory.active_loop},
        }
        return await self._asked(_Question(CHANNEL_PATH, body, "parse", has_begun))

    async def understand(self, text: str, hints: Mapping[str, str]) -> Understood:
        """Classify `text` without answering it; raises `RasaUnavailableError`."""
        body = {"text": text, "metadata": dict(hints)}
        return await self._asked(_Question(f"{CHANNEL_PATH}/parse", body))

    async def close(self) -> None:
        """Close the connections."""
        if self._looking is not None:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking
        for replica in self._replicas:
            await replica.close()

    async def _asked(self, question: _Question) -> Understood:
        with span("rasa", path=question.path):
            return await self._asked_of_one(question)

    async def _asked_of_one(self, question: _Question) -> Understood:
        """Ask a server; if it has not begun the turn, ask another one, once."""
        self._look_after()
        give_up_at = asyncio.get_running_loop().time() + self._timeout_s
        first = self._chosen()
        try:
            with first.occupied():
                if self._other(first) is None:
                    return await _ask(first, question)
                return await self._ask_impatiently(first, question)
        except RasaUnavailableError:
            second = self._other(first)
            if second is None or question.is_begun:
                raise
        RETRIED.inc()
        try:
            with second.occupied():
                async with asyncio.timeout_at(give_up_at):
                    return await _ask(second, question)
        except TimeoutError as error:
            second.failed()
            raise RasaUnavailableError("TimeoutError") from error

    async def _ask_impatiently(self, replica: Replica, question: _Question) -> Understood:
        """Wait for one of several servers no longer than half the time, unless the turn has begun.

        A turn reaches its action within milliseconds. A turn that has not done so by then hardly
        ever will, so the other half of the time is for another server. If it does all the same,
        both get the same answer.
        """
        asking = asyncio.ensure_future(_ask(replica, question))
        try:
            done, _ = await asyncio.wait({asking}, timeout=self._timeout_s / 2)
            if done or question.is_begun:
                return await asking
            replica.failed()
            raise RasaUnavailableError("not begun")
        finally:
            asking.cancel()

    def _chosen(self) -> Replica:
        """The server for the next question; raises `RasaUnavailableError` when all are sick."""
        free = [replica for replica in self._replicas if not replica.is_left_alone]
        if not free:
            raise RasaUnavailableError("left alone")
        return min(free, key=_burden)

    def _other(self, than: Replica) -> Replica | None:
        free = [one for one in self._replicas if not one.is_left_alone and one is not than]
        return min(free, key=_burden, default=None)

    def _look_after(self) -> None:
        """Start the regular checks of the servers, if there are several."""
        if len(self._replicas) > 1 and self._looking is None:
            self._looking = asyncio.create_task(self._keep_looking(), name=LOOKING)

    async def _keep_looking(self) -> None:
        # Each on its own: a server that hangs must not keep the others from being found well.
        await asyncio.gather(*(_keep_looking_at(replica) for replica in self._replicas))


async def _keep_looking_at(replica: Replica) -> None:
    while True:
        await replica.look()
        await asyncio.sleep(LOOK_EVERY_S)


def _burden(replica: Replica) -> tuple[bool, int, float]:
    """Warm ones first, then those with the fewest under way, then who has rested longest."""
    return (not replica.is_ready, replica.under_way, replica.asked_at)


async def _ask(replica: Replica, question: _Question) -> Understood:
    answer = await replica.ask(question.path, question.body)
    try:
        understood = _understood(answer[question.within] if question.within else answer)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        replica.failed()
        raise RasaUnavailableError("no sense") from error
    if question.has_begun is not None and not question.is_begun:
        # It answers, but cannot call us back. It is quick at that, and must not draw all turns.
        replica.failed()
        raise RasaUnavailableError("no action ran")
    replica.succeeded()
    return understood


def _understood(parse: dict[str, Any]) -> Understood:
    """The act, or none of ours where Rasa found nothing in a text."""
    intent = parse["intent"]
    act, confidence = intent.get("name"), float(intent.get("confidence") or 0.0)
    if not act:
        act, confidence = _NO_ACT
    return Understood(str(act), confidence, parse.get("sublabels") or {})


_NO_ACT = ("out_of_scope", 0.0)
