"""Whose turn it is to speak: the assistant, the queue for a human, or an operator."""

from dataclasses import replace

from assistant.dialogue import choices
from assistant.dialogue.models import Conversation, now
from assistant.dialogue.rasa_client import Memory, RasaAnswer
from assistant.dialogue.store import ConversationStore
from assistant.language.digits import persian_digits
from assistant.replies.shapes import ChoicesReply, HandoffReply, Option, Reply, TextReply

RESUMED = "باشد، من ادامه می‌دهم. کارتان را بنویسید."
WAITING = "شما نفر {place} در صف هستید. هر چه اینجا بنویسید، کارشناس می‌خواند."
MEANWHILE = "تا آمدن کارشناس می‌توانید با دستیار ادامه دهید."


class Ownership:
    """Moves a conversation between its owners and says so."""

    def __init__(self, store: ConversationStore) -> None:
        self._store = store

    async def queue(self, conversation: Conversation) -> list[Reply]:
        """Put the conversation into the queue, if it is not there yet, and tell its place."""
        if conversation.owner == "bot":
            conversation.owner, conversation.queued_at = "queue", now()
        return await self.waiting(conversation)

    async def waiting(self, conversation: Conversation) -> list[Reply]:
        """How it stands: the place in the queue; nothing while an operator speaks."""
        if conversation.owner != "queue":
            return []
        place = await self._store.queue_place(conversation.queued_at or now())
        text = WAITING.format(place=persian_digits(place))
        back = Option(title="ادامه با دستیار", choice=choices.RESUME_BOT)
        return [
            HandoffReply(state="waiting", text=text, position=place),
            ChoicesReply(text=MEANWHILE, options=[back]),
        ]

    def resume(self, conversation: Conversation) -> list[Reply]:
        """Back to the assistant; an operator who already speaks keeps the conversation."""
        if conversation.owner == "operator":
            return []
        conversation.owner, conversation.queued_at = "bot", None
        return [TextReply(text=RESUMED)]

    async def silence(self, conversation: Conversation, memory: Memory) -> RasaAnswer:
        """The answer while a human owns the conversation: the assistant says nothing of its own."""
        return RasaAnswer(await self.waiting(conversation), "talk_to_human", 0.0, memory)

    async def carried_out(self, conversation: Conversation, answer: RasaAnswer) -> RasaAnswer:
        """`answer` with its wish for a human, if it has one, made real."""
        others: list[Reply] = [
            reply for reply in answer.replies if not isinstance(reply, HandoffReply)
        ]
        if len(others) == len(answer.replies):
            return answer
        return replace(answer, replies=others + await self.queue(conversation))
