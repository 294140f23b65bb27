"""A queue of many citizens, put straight into the database: a thousand talks take too long."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from assistant.conversation.models import Conversation, Event, Turn, now
from assistant.replies.schemas import Owner
from assistant.storage.database import Database

_QUESTIONS = (
    "گواهینامه‌ام گم شده و المثنی می‌خواهم",
    "ادارهٔ برق سه روز است جواب نمی‌دهد",
    "یارانهٔ خانواده‌ام دو ماه است قطع شده",
    "برای تعویض شناسنامه چه مدارکی لازم است",
    "پروندهٔ بیمهٔ تأمین اجتماعی پدرم گم شده است",
)
_ACTS = ("ask_service", "complain", "abuse", "ask_documents", "complain")


async def put_into_queue(database: Database, count: int) -> list[str]:
    """So many conversations wait, one since each second before now; their ids, longest first."""
    ids = [uuid4().hex for _ in range(count)]
    await database.run(lambda session: _put(session, ids))
    return ids


async def empty_the_queue(database: Database) -> None:
    """Remove all who wait or talk with a human: those of earlier tests would be taken first."""
    waits = select(Conversation.id).where(Conversation.owner != Owner.BOT)
    ids = await database.run(lambda session: list(session.scalars(waits)))
    await forget(database, ids)


async def forget(database: Database, ids: list[str]) -> None:
    """Takes them out again, with all that they hold."""

    def work(session: Session) -> None:
        for table in (Event, Turn):
            session.execute(delete(table).where(table.conversation_id.in_(ids)))
        session.execute(delete(Conversation).where(Conversation.id.in_(ids)))

    await database.run(work)


def _put(session: Session, ids: list[str]) -> None:
    at = now()
    talks, turns, events = [], [], []
    for place, id in enumerate(ids):
        since = at - timedelta(seconds=len(ids) - place)
        text, act = _QUESTIONS[place % 5], _ACTS[place % 5]
        turn = uuid4().hex
        same = {"conversation_id": id, "created_at": since}
        talks.append(
            {
                "id": id,
                "token_hash": uuid4().hex * 2,
                "owner": Owner.QUEUE,
                "owned_since": since,
                "queued_at": since,
                "created_at": since,
                "last_turn_at": since,
                "version": 1,
                "state": {},
                "shown_choices": {},
            }
        )
        answer = {"act": {"name": act, "confidence": 0.9}, "owner": "bot", "replies": []}
        turns.append(same | {"id": turn, "request_hash": turn, "text": text, "answer": answer})
        said = {"turn_id": turn, "role": "citizen", "reply": {"kind": "text", "text": text}}
        events.append(same | {"type": "reply", "data": said})
    for table, rows in ((Conversation, talks), (Turn, turns), (Event, events)):
        session.execute(insert(table), rows)
