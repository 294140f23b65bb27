"""Who thinks: the dialogue, to which Rasa's rules lead, or which answers alone without Rasa."""

import structlog

from actions.turns import FORM, MEMORY, form_slots
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.open_turns import OpenTurns
from assistant.dialogue.state import State
from assistant.dialogue.turn import OpenTurn, Outcome
from assistant.dialogue.understand import Understanding
from assistant.rasa.client import Memory, RasaAnswer, RasaClient, Understood
from assistant.rasa.replica import RasaUnavailableError
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
        """Whether Rasa is there."""
        return await self._rasa.is_up()

    async def _with_rasa(self, turn: OpenTurn, command: str, memory: Memory) -> RasaAnswer:
        """Rasa tells the act and leads to an action, which asks the dialogue."""
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
        """The same dialogue; the act is the encoder's. What Rasa has begun is not begun again."""
        outcome = await self._open.answered(turn, self._dialogue.respond)
        acts = turn.heard.acts if turn.heard else {_ACT_OF_BUTTONS: 1.0}
        act = max(acts, key=lambda name: acts[name])
        return _answer(outcome, act, acts[act])


def _answer(outcome: Outcome, act: str, confidence: float) -> RasaAnswer:
    state = outcome.state.model_dump(mode="json", exclude_defaults=True)
    memory = Memory({MEMORY: state}, FORM if outcome.state.draft is not None else None)
    return RasaAnswer(outcome.replies, act, confidence, memory, report=outcome.report)
