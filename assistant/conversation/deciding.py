"""What becomes of a citizen's message: whom it goes to, and what the assistant makes of it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import structlog
from sqlalchemy.exc import SQLAlchemyError

from actions.turns import MEMORY
from assistant.conversation import choices, decisions
from assistant.conversation.choices import rest_for_assistant
from assistant.conversation.decisions import Brain, TurnDecision
from assistant.conversation.handoff import WaitingRoom, notes_left
from assistant.conversation.models import Conversation
from assistant.conversation.ownership import OwnerMove
from assistant.conversation.store import ConversationStore
from assistant.conversation.turn_records import (
    Received,
    memory_of,
)
from assistant.dialogue.state import read_state
from assistant.dialogue.turn import OpenTurn
from assistant.rasa.client import Memory, RasaAnswer
from assistant.replies.schemas import Owner
from assistant.tracing import in_context

log = structlog.get_logger()

_LEAST_WORDS = 2
"""So many words beside «ادامه با دستیار» are answered at once."""


class TurnDecider:
    """Decides on messages: silence while humans own the conversation, else the assistant."""

    def __init__(
        self,
        store: ConversationStore,
        brain: Brain,
        waiting: WaitingRoom,
        threads: ThreadPoolExecutor,
    ) -> None:
        self._store, self._brain = store, brain
        self._waiting, self._threads = waiting, threads

    async def decide(
        self, conversation: Conversation, received: Received, dropped: TurnDecision | None
    ) -> TurnDecision:
        """What becomes of a message; `dropped` is the decision that came too late."""
        decision = await self._freely(conversation, received, dropped)
        if decision.move is not OwnerMove.ENQUEUE:
            return decision
        may_wait = await self._waiting.admits(received.message.caller)
        return decision if may_wait else decisions.crowded(conversation, decision)

    async def _freely(
        self, conversation: Conversation, received: Received, dropped: TurnDecision | None
    ) -> TurnDecision:
        memory = memory_of(conversation)
        if received.message.choice == choices.RESUME_BOT:
            return decisions.resumed(conversation, memory)
        rest = rest_for_assistant(received.kept) if conversation.owner == Owner.QUEUE else None
        if rest is not None:
            return await self._resumed(conversation, replace(received, kept=rest), memory)
        if conversation.owner != Owner.BOT and not await self._goes_on(conversation):
            return decisions.silent(conversation, memory, dropped.answer if dropped else None)
        try:
            answer = await self._think(conversation, received, memory)
        except SQLAlchemyError:
            # Without the database nobody can be handed over to; the message comes again.
            raise
        except Exception as error:
            log.error("assistant_failed", turn_id=received.turn_id, exc_info=error)
            return decisions.failed(conversation, memory)
        return decisions.carried_out(conversation, answer)

    async def _goes_on(self, conversation: Conversation) -> bool:
        """Whether the assistant answers in the queue: the first message is for the operator."""
        if conversation.owner != Owner.QUEUE:
            return False
        return await self._store.run(lambda session: notes_left(session, conversation)) > 0

    async def _resumed(
        self, conversation: Conversation, rest: Received, memory: Memory
    ) -> TurnDecision:
        """Back to the assistant, which answers the rest of the message."""
        back = decisions.resumed(conversation, memory)
        if len(rest.kept.split()) < _LEAST_WORDS:
            return back
        return decisions.going_on(back, await self._think(conversation, rest, memory))

    async def _think(
        self, conversation: Conversation, received: Received, memory: Memory
    ) -> RasaAnswer:
        state, choice = read_state(memory.slots.get(MEMORY)), received.message.choice
        choice = choice or choices.typed(received.kept, conversation.shown_choices)
        opened = OpenTurn(
            received.turn_id,
            conversation.id,
            received.raw,
            state,
            choice=choice,
            caller=received.message.caller,
            citizen=received.message.citizen,
            contact=received.message.contact,
            hidden=received.hidden,
        )
        if choice is not None:
            return await self._brain.think(opened, choices.command(choice), memory)
        heard = await in_context(self._threads, self._brain.hear, received.kept, state)
        return await self._brain.think(replace(opened, heard=heard), received.kept, memory)
