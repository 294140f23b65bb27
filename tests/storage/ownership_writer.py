"""Moves conversations at random and speaks in them, until it is killed (test_ownership_kill.py).

Usage: ownership_writer.py URL OPERATOR SEED CONVERSATION…; prints every word that was committed.
"""

import random
import sys
from datetime import timedelta
from uuid import uuid4

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

import assistant.cases.models
import assistant.desk.models  # noqa: F401
from assistant.conversation.handoff import Handoff, WaitingRoom
from assistant.conversation.models import Conversation, Turn, now
from assistant.conversation.ownership import NotOwnerError, OwnerMove, OwnerStep, change_owner
from assistant.conversation.store import ConversationChangedError, ConversationStore
from assistant.conversation.turn_records import Speaker, reply_event
from assistant.replies.schemas import Owner, TextReply
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

LEASE = timedelta(milliseconds=150)


class Writer:
    """A citizen, an operator and a clock in one process."""

    def __init__(self, url: str, operator: str) -> None:
        self.database, self.operator = Database(url), operator
        self.store = ConversationStore(self.database, Sealer(b"a key of the tests"))
        self.handoff = Handoff(WaitingRoom(None), LEASE)

    def enqueue(self, session: Session, id: str) -> None:
        change_owner(session, id, OwnerStep(OwnerMove.ENQUEUE, now()))

    def resume(self, session: Session, id: str) -> None:
        change_owner(session, id, OwnerStep(OwnerMove.RESUME, now()))

    def take(self, session: Session, id: str) -> None:
        self.handoff.take(session, id, self.operator, now())

    def release(self, session: Session, id: str) -> None:
        self.handoff.release(session, id, self.operator, now())

    def close(self, session: Session, id: str) -> None:
        self.handoff.close(session, id, self.operator, now(), "answered")

    def clock(self, session: Session, id: str) -> None:
        self.handoff.expire(session, now())

    def operator_says(self, session: Session, id: str) -> str:
        words = f"operator {self.operator} {uuid4().hex}"
        self.handoff.say(session, id, self.operator, TextReply(text=words), now())
        return words

    def citizen_says(self, session: Session, id: str) -> str:
        """The bot has answered what was read some time ago, if it was the owner then."""
        words = f"citizen {self.operator} {uuid4().hex}"
        read = self.read[id]
        turn = Turn(id=uuid4().hex, conversation_id=id, request_hash="x", text=words, answer={})
        self.store.save_turn(session, read, turn, words)
        said = [(Speaker.CITIZEN, words)]
        said += [(Speaker.BOT, f"bot {words}")] if read.owner == Owner.BOT else []
        for speaker, text in said:
            session.add(reply_event(id, turn.id, speaker, TextReply(text=text)))
            session.flush()
        return words

    def run(self, seed: int, ids: list[str]) -> None:
        chance = random.Random(seed)
        acts = [self.enqueue, self.resume, self.release, self.close, self.clock]
        acts += [self.take] * 3 + [self.operator_says, self.citizen_says] * 4
        while True:
            id, act = chance.choice(ids), chance.choice(acts)
            with self.database.transaction() as session:
                self.read = {id: session.get_one(Conversation, id)}
            try:
                with self.database.transaction() as session:
                    words = act(session, id)
            except (NotOwnerError, ConversationChangedError, OperationalError):
                continue
            if words:
                print(id, words, flush=True)


Writer(sys.argv[1], sys.argv[2]).run(int(sys.argv[3]), sys.argv[4:])
