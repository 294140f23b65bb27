"""The ratings of the running assistant: offered with its answers, asked for, and kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Turn, now
from assistant.guessing.tries import Caller
from assistant.insight.ratings import prompts
from assistant.insight.ratings.keeping import Changed, Mark, Rater, keep, nobody_told
from assistant.insight.ratings.place import place_of, rated_place
from assistant.storage.database import Database
from assistant.storage.digests import Digests

_CHAT = "chat "
WEB = "web"


def channel_of(caller: Caller) -> str:
    """Where a message came from: the messenger of a chat, or the web."""
    if not caller.group.startswith(_CHAT):
        return WEB
    return caller.group.removeprefix(_CHAT).partition(":")[0]


@dataclass(frozen=True)
class Ratings:
    """Counts and keeps ratings; `changed` is told of every cell whose figures a mark changes."""

    database: Database
    digests: Digests
    changed: Changed = nobody_told

    async def rate(self, conversation_id: str, mark: Mark, rater: Rater) -> None:
        """Keep a mark in one transaction; raises what `keep` does."""
        try:
            await self.database.run(
                lambda session: self.keep(session, conversation_id, mark, rater)
            )
        except IntegrityError:
            # The same person has just rated the same in another window: now it is there.
            await self.database.run(
                lambda session: self.keep(session, conversation_id, mark, rater)
            )

    def keep(self, session: Session, conversation_id: str, mark: Mark, rater: Rater) -> None:
        """Keep a mark within `session`; raises what `keep` does."""
        keep(
            session,
            self.digests,
            conversation_id,
            mark,
            rater,
            now=now(),
            changed=self.changed,
        )

    def answered(
        self, session: Session, conversation: Conversation, turn: Turn, caller: Caller
    ) -> None:
        """An observer of turns: what was told can be rated, and the widget may ask for that."""
        place = place_of(session, turn.answer)
        prompts.count_offer(
            session, conversation.id, channel_of(caller), place, turn.created_at or now()
        )

    def closed(self, session: Session, conversation_id: str, at: datetime) -> None:
        """An observer of goodbyes: every channel asks below a human's."""
        place = rated_place(session, conversation_id, None)
        prompts.count_asked(session, conversation_id, WEB, place, at)
