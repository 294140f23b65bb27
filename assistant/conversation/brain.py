"""Who thinks: the dialogue, to which Rasa's rules lead, or which answers alone without Rasa."""

import structlog

from actions.turns import FORM, MEMORY, form_slots
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.state import State
from assistant.dialogue.turn import OpenTurn, Outcome, Rooms
from assistant.dialogue.understand import Understanding
from assistant.rasa.client import (
    Memory,
    RasaAnswer,
    RasaClient,
    RasaUnavailableError,
    Understood,
)
from assistant.understanding.reading import Reading

log = structlog.get_logger()
_ACT_OF_BUTTONS = "affirm"


class Brain:
    """Answers an open turn from memory to memory."""

    def __init__(self, rooms: Rooms, dialogue: Dialogue, rasa: RasaClient) -> None:
        self._rooms, self._dialogue, self._rasa = rooms, dialogue, rasa

    async def think(self, turn: OpenTurn, command: str, memory: Memory) -> RasaAnswer:
        """Answer `command` (a masked text, or a button's command)."""
        self._rooms.open_turns[turn.id] = turn
        try:
            return await self._with_rasa(turn, command, memory)
        except RasaUnavailableError as error:
            log.warning("rasa_unavailable", reason=str(error), turn_id=turn.id)
            return await self._alone(turn)
        finally:
            del self._rooms.open_turns[turn.id]
            self._rooms.outcomes.pop(turn.id, None)

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
        """Whether Rasa is there."""
        return await self._rasa.is_up()

    async def _with_rasa(self, turn: OpenTurn, command: str, memory: Memory) -> RasaAnswer:
        """Rasa tells the act and leads to an action, which asks the dialogue."""
        hints = turn.heard.reading.hints if turn.heard else {}
        # Rasa is shown the form alone; the rest of the state never leaves the gateway.
        shown = Memory(dict(form_slots(turn.state.draft)), memory.active_loop, memory.sender)
        answer = await self._rasa.turn(command, turn.id, hints, shown)
        outcome = self._rooms.outcomes.get(turn.id)
        if outcome is None:
            raise RasaUnavailableError("no action ran")
        kept = _memory(outcome, answer.memory.sender)
        return RasaAnswer(
            outcome.replies, answer.act, answer.confidence, kept, report=outcome.report
        )

    async def _alone(self, turn: OpenTurn) -> RasaAnswer:
        """The same dialogue; the act is the encoder's. What Rasa was late with is not done anew."""
        outcome = self._rooms.outcomes.get(turn.id) or await self._dialogue.respond(turn)
        acts = turn.heard.acts if turn.heard else {_ACT_OF_BUTTONS: 1.0}
        act = max(acts, key=lambda name: acts[name])
        memory = _memory(outcome, None)
        return RasaAnswer(outcome.replies, act, acts[act], memory, report=outcome.report)


def _memory(outcome: Outcome, sender: str | None) -> Memory:
    is_open = outcome.state.draft is not None
    state = outcome.state.model_dump(mode="json", exclude_defaults=True)
    return Memory({MEMORY: state}, FORM if is_open else None, sender if is_open else None)
