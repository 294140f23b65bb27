"""Who answers a turn, what follows from the answer, and how Prometheus counts it.

The dialogue answers: Rasa's rules lead to it, or it answers alone without Rasa. A decision holds
the answer, the change of owner that goes with it, and the role of the speaker.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import structlog
from prometheus_client import Counter, Histogram
from sqlalchemy.exc import SQLAlchemyError

from actions.turns import FORM, MEMORY, form_slots
from assistant.conversation.models import Conversation
from assistant.conversation.ownership import WAYS, OwnerMove
from assistant.conversation.store import ConversationChangedError
from assistant.conversation.turn_records import Speaker
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.state import State
from assistant.dialogue.turn import OpenTurn, OpenTurns, TurnOutcome
from assistant.dialogue.understood import Understanding
from assistant.rasa.client import Memory, RasaAnswer, RasaClient, Understood
from assistant.rasa.replica import RasaUnavailableError
from assistant.replies.schemas import CaseReply, HandoffReply, Owner, Reply, TextReply
from assistant.understanding.reading import Reading

log = structlog.get_logger()
_ACT_OF_BUTTONS = "affirm"


class Brain:
    """Answers an open turn from memory to memory."""

    def __init__(self, opened: OpenTurns, dialogue: Dialogue, rasa: RasaClient) -> None:
        self._open, self._dialogue, self._rasa = opened, dialogue, rasa

    async def think(self, turn: OpenTurn, command: str, memory: Memory) -> RasaAnswer:
        """Answer `command` (a masked text, or a button's command)."""
        with self._open.opened(turn):
            try:
                return await self._with_rasa(turn, command, memory)
            except RasaUnavailableError as error:
                log.warning("rasa_unavailable", reason=str(error), turn_id=turn.id)
                return await self._alone(turn)

    def hear(self, text: str, state: State) -> Understanding:
        """Understand a masked text; takes CPU, so call it off the loop."""
        return self._dialogue.hear(text, state)

    async def classify(self, reading: Reading) -> Understood | None:
        """The act of a text, or None when Rasa is away."""
        try:
            return await self._rasa.understand(reading.masked, reading.hints)
        except RasaUnavailableError:
            return None

    async def is_up(self) -> bool:
        """Whether Rasa can be reached."""
        return await self._rasa.is_up()

    async def _with_rasa(self, turn: OpenTurn, command: str, memory: Memory) -> RasaAnswer:
        """Rasa predicts the act and calls an action, which asks the dialogue."""
        hints = turn.heard.reading.hints if turn.heard else {}
        # Rasa is shown the form alone; the rest of the state never leaves the gateway.
        shown = Memory(dict(form_slots(turn.state.draft)), memory.active_loop)
        heard = await self._rasa.turn(
            command, turn.id, hints, shown, lambda: self._open.has_begun(turn.id)
        )
        outcome = self._open.outcome(turn.id)
        if outcome is None:
            raise RasaUnavailableError("the action failed")
        return _answer(outcome, heard.act, heard.confidence)

    async def _alone(self, turn: OpenTurn) -> RasaAnswer:
        """The same dialogue; the act is the encoder's. Work that Rasa has begun is not repeated."""
        outcome = await self._open.answered(turn, self._dialogue.respond)
        acts = turn.heard.acts if turn.heard else {_ACT_OF_BUTTONS: 1.0}
        act = max(acts, key=lambda name: acts[name])
        return _answer(outcome, act, acts[act])


def _answer(outcome: TurnOutcome, act: str, confidence: float) -> RasaAnswer:
    state = outcome.state.model_dump(mode="json", exclude_defaults=True)
    memory = Memory({MEMORY: state}, FORM if outcome.state.draft is not None else None)
    return RasaAnswer(outcome.replies, act, confidence, memory, report=outcome.report)


FAILED = (
    "دستیار نتوانست به این پیام پاسخ دهد. گفت‌وگو را به کارشناس سپردیم؛ "
    "نوشته‌هایتان پیش اوست و لازم نیست دوباره بنویسید."
)
FAILED_ALONE = "دستیار نتوانست به این پیام پاسخ دهد."
CROWDED = (
    "از اینترنتی که با آن آمده‌اید، تا همین حالا گفت‌وگوهای زیادی به کارشناسان سپرده شده است و "
    "این یکی هنوز در صف نیست. دکمهٔ «صحبت با کارشناس» را بزنید یا کمی بعد دوباره بخواهید؛ "
    "تا آن وقت من همین‌جا هستم."
)
RESUMED = "باشد، من ادامه می‌دهم. کارتان را بنویسید."
GOING_ON = "باشد، من ادامه می‌دهم."


@dataclass(frozen=True)
class TurnDecision:
    """An answer, the change of owner that goes with it, and the role of the speaker.

    `is_fault`: the assistant failed on the message, and says so.
    """

    answer: RasaAnswer
    owner: Owner
    move: OwnerMove | None = None
    role: Speaker = Speaker.BOT
    is_fault: bool = False


def resumed(conversation: Conversation, memory: Memory) -> TurnDecision:
    """Back to the assistant, from the queue or from an operator."""
    answer = RasaAnswer([TextReply(text=RESUMED)], "affirm", 1.0, memory)
    move = OwnerMove.RESUME if conversation.owner in WAYS[OwnerMove.RESUME].begins else None
    return TurnDecision(answer, Owner.BOT, move)


def going_on(back: TurnDecision, answer: RasaAnswer) -> TurnDecision:
    """Back to the assistant with its answer, without any offer of a human.

    The citizen has just given up waiting for one.
    """
    others = [reply for reply in answer.replies if not isinstance(reply, HandoffReply)]
    if not others:
        return back
    return replace(back, answer=replace(answer, replies=[TextReply(text=GOING_ON), *others]))


def for_human(conversation: Conversation, memory: Memory) -> TurnDecision:
    """The wish for a human, by the button outside the talk."""
    answer = RasaAnswer([], "talk_to_human", 1.0, memory)
    return _queued(conversation, answer)


def failed(conversation: Conversation, memory: Memory) -> TurnDecision:
    """The assistant failed on a message: it hands over to a human automatically."""
    answer = RasaAnswer([TextReply(text=FAILED)], "talk_to_human", 0.0, memory)
    return replace(_queued(conversation, answer), is_fault=True)


def crowded(conversation: Conversation, wished: TurnDecision) -> TurnDecision:
    """The decision if an address hands over once too often: the talk goes on without a human."""
    failed = TextReply(text=FAILED)
    said = [TextReply(text=FAILED_ALONE) if one == failed else one for one in wished.answer.replies]
    answer = replace(wished.answer, replies=[*said, TextReply(text=CROWDED)])
    return TurnDecision(answer, Owner(conversation.owner), is_fault=wished.is_fault)


def silent(conversation: Conversation, memory: Memory, dropped: RasaAnswer | None) -> TurnDecision:
    """The answer while a human owns the conversation: the assistant adds nothing.

    `dropped` is the answer that it would have given when the owner changed. A receipt in it is
    kept, because the case has been filed and its form must not stay open.
    """
    receipts: list[Reply] = [
        reply
        for reply in (dropped.replies if dropped else [])
        if isinstance(reply, CaseReply) and reply.is_new
    ]
    kept = dropped.memory if dropped and receipts else memory
    answer = RasaAnswer(receipts, "talk_to_human", 0.0, kept)
    return TurnDecision(answer, Owner(conversation.owner))


def carried_out(conversation: Conversation, answer: RasaAnswer) -> TurnDecision:
    """`answer` with its wish for a human, if it has one, carried out.

    A citizen who already waits for one keeps the place.
    """
    others: list[Reply] = [reply for reply in answer.replies if not isinstance(reply, HandoffReply)]
    if len(others) == len(answer.replies):
        return TurnDecision(answer, Owner(conversation.owner))
    return _queued(conversation, replace(answer, replies=others))


def _queued(conversation: Conversation, answer: RasaAnswer) -> TurnDecision:
    if conversation.owner in WAYS[OwnerMove.ENQUEUE].begins:
        return TurnDecision(answer, Owner.QUEUE, OwnerMove.ENQUEUE)
    return TurnDecision(answer, Owner(conversation.owner))


TURNS = Counter("dastyar_turns_total", "Messages by what became of them.", ["outcome"])
SECONDS = Histogram(
    "dastyar_turn_seconds",
    "Time from a message to its stored answer, in seconds.",
    buckets=(0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10),
)
HANDOFF_SECONDS = Histogram(
    "dastyar_handoff_seconds",
    "Time from a wish for a human to the place in the queue, in seconds.",
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
for _outcome in ("answered", "kept", "failed"):
    # Starts at 0: a series that begins with its first fault would not show that fault as a rise.
    TURNS.labels(_outcome)
FAULTS = (SQLAlchemyError, ConversationChangedError)
"""With these codes the installation failed on a message; other errors refuse it, and say why."""


@contextmanager
def measured() -> Iterator[Callable[[TurnDecision], None]]:
    """Measure one message from here on; the block calls the given function once it is stored."""
    begin = time.monotonic()

    def stored(decision: TurnDecision) -> None:
        _note(decision, time.monotonic() - begin)

    try:
        yield stored
    except FAULTS:
        TURNS.labels("failed").inc()
        raise


def _note(decision: TurnDecision, seconds: float) -> None:
    if decision.move is OwnerMove.ENQUEUE:
        HANDOFF_SECONDS.observe(seconds)
    if decision.is_fault:
        TURNS.labels("failed").inc()
    elif decision.answer.replies or decision.move:
        TURNS.labels("answered").inc()
        SECONDS.observe(seconds)
    else:
        # A human has the conversation, and the assistant says nothing.
        TURNS.labels("kept").inc()
