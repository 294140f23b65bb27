"""Who thinks: Rasa, or in its absence the local dialogue with the same actions."""

import structlog
from rasa_sdk.executor import ActionExecutor

from actions.context import ActionContext, OpenTurn
from assistant.dialogue.rasa_client import (
    Memory,
    RasaAnswer,
    RasaClient,
    RasaUnavailableError,
    Understood,
)
from assistant.dialogue.without_rasa import LocalDialogue
from assistant.understanding.reading import Reading

log = structlog.get_logger()


class Brain:
    """Answers an open turn from memory to memory."""

    def __init__(self, context: ActionContext, executor: ActionExecutor, rasa: RasaClient) -> None:
        self._context, self._rasa = context, rasa
        self._local = LocalDialogue(executor)

    async def think(self, turn: OpenTurn, command: str, memory: Memory) -> RasaAnswer:
        """Answer `command` (a masked text, or a button's command)."""
        self._context.open_turns[turn.id] = turn
        hints = {} if command.startswith("/") else turn.reading.hints
        try:
            return await self._rasa.turn(command, turn.id, hints, memory)
        except RasaUnavailableError as error:
            log.warning("rasa_unavailable", reason=str(error), turn_id=turn.id)
            return await self._local.turn(command, turn.reading.text, turn.id, memory)
        finally:
            del self._context.open_turns[turn.id]

    async def classify(self, reading: Reading) -> Understood | None:
        """The act of a text, or None when Rasa is away."""
        try:
            return await self._rasa.understand(reading.masked, reading.hints)
        except RasaUnavailableError:
            return None

    async def is_up(self) -> bool:
        """Whether Rasa is there."""
        return await self._rasa.is_up()
