"""Rating in a chat: five buttons below a human's goodbye, one mark for each time."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.channels.messengers import phrases
from assistant.channels.messengers.chats import MessengerChat
from assistant.channels.messengers.rendering import button_data
from assistant.channels.messengers.transport import Button, Content, words
from assistant.conversation.models import OwnerChange, Rating
from assistant.conversation.ownership import OwnerMove
from assistant.insight.ratings.marks import Mark, Rater, Ratings
from assistant.language.digits import persian_digits

_SCORES = (5, 4, 3, 2, 1)
_TITLES = {5: phrases.RATE_HIGH, 1: phrases.RATE_LOW}
_BY_DATA = {button_data(f"rate:{score}"): score for score in _SCORES}


def asking_for_a_mark(content: Content) -> Content:
    """`content`, then the question and the buttons that answer it."""
    buttons = tuple(Button(title_of(score), data) for data, score in _BY_DATA.items())
    lines = (*content.lines, (), *words(phrases.RATE_ASK))
    return replace(content, lines=lines, buttons=buttons)


def mark_of(data: str) -> int | None:
    """The score behind a pressed button, if it is one of these."""
    return _BY_DATA.get(data)


def title_of(score: int) -> str:
    """A score as its button shows it."""
    title = persian_digits(score)
    return f"{title} ({_TITLES[score]})" if score in _TITLES else title


def keep_mark(session: Session, ratings: Ratings, chat: MessengerChat, score: int) -> bool:
    """Keep the mark; False when no human has closed the conversation since the last one."""
    closed = select(func.max(OwnerChange.created_at)).where(
        OwnerChange.conversation_id == chat.conversation_id, OwnerChange.move == OwnerMove.CLOSE
    )
    rated = select(func.max(Rating.created_at)).where(
        Rating.conversation_id == chat.conversation_id
    )
    closed_at, rated_at = session.scalar(closed), session.scalar(rated)
    if closed_at is None or (rated_at is not None and rated_at >= closed_at):
        return False
    rater = Rater(chat.channel, f"chat {chat.id}")
    ratings.keep(session, chat.conversation_id, Mark(score), rater)
    return True
