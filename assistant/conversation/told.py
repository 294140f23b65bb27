"""What is added to stored replies when their citizen is told them, and is kept in none.

A receipt gets its pin, and a text gets its citizen's own words: rows, Rasa and logs hold
«در [نشانی] گودال است», and who wrote it reads «در کوچه شهید رحیمی گودال است». Numbers stay hidden,
since a talk may be saved on a borrowed computer. A message that comes again, the stream and a page
that is loaded anew are told the same, as long as the words are kept.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.cases.service import CaseDesk
from assistant.conversation.store import ConversationStore
from assistant.language.marks import has_marks, put_back, without_numbers
from assistant.replies.shapes import CaseReply, Reply, TurnOut, reply_adapter


class Telling:
    """Tells citizens what their conversations hold."""

    def __init__(self, store: ConversationStore, desk: CaseDesk) -> None:
        self._store, self._desk = store, desk

    async def turn(self, out: TurnOut, conversation_id: str) -> TurnOut:
        """The answer of a turn, with pins and with the citizen's own words."""
        replies = [await self.with_pin(reply) for reply in out.replies]
        replies = await self.as_typed(replies, conversation_id)
        return out.model_copy(update={"replies": replies})

    async def with_pin(self, reply: Reply) -> Reply:
        """`reply` with the pin, if it is the receipt of a case, or tells of another pin."""
        if isinstance(reply, CaseReply) and (reply.is_new or reply.pin_number):
            pin = await self._desk.pin_told_with(reply.tracking_code, reply.pin_number)
            return reply.model_copy(update={"pin": pin})
        return reply

    async def as_typed(self, replies: Sequence[Reply], conversation_id: str) -> list[Reply]:
        """`replies` to a citizen with what that citizen typed where it is hidden."""
        if not any(has_marks(reply.model_dump_json()) for reply in replies):
            return list(replies)
        words = without_numbers(await self._store.own_words(conversation_id))
        return [
            reply_adapter.validate_python(_put_back(reply.model_dump(exclude_none=True), words))
            for reply in replies
        ]


def _put_back(value: Any, words: Mapping[str, str]) -> Any:
    """A reply as JSON, with `words` in all its texts."""
    if isinstance(value, dict):
        return {name: _put_back(one, words) for name, one in value.items()}
    if isinstance(value, list):
        return [_put_back(one, words) for one in value]
    return put_back(value, words) if isinstance(value, str) else value
