"""A model of conversations, citizens, operators and the clock, and the real code beside it.

Every rule does one thing that can happen, some of them dying in the middle; the invariants compare
the database with the model.
"""

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.conversation.handoff import Handoff, WaitingRoom
from assistant.conversation.models import Conversation, Event, OwnerChange, Turn
from assistant.conversation.ownership import WAYS, NotOwnerError, OwnerMove, OwnerStep, change_owner
from assistant.conversation.store import ConversationChangedError, ConversationStore
from assistant.conversation.turn_records import Speaker, reply_event
from assistant.replies.schemas import Owner, TextReply
from assistant.storage.database import Base, Database
from assistant.storage.sealing import Sealer

LEASE = timedelta(seconds=60)
START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
CONVERSATIONS = ("c0", "c1")
OPERATORS = ("anna", "bela", "caro")
some_conversation = st.sampled_from(CONVERSATIONS)
some_operator = st.sampled_from(OPERATORS)
dies = st.booleans()


class Died(RuntimeError):
    """The process dies before the commit."""


@dataclass
class Known:
    """What the model knows of a conversation."""

    owner: Owner = Owner.BOT
    operator: str | None = None
    until: datetime = START
    said: list[str] = field(default_factory=list)

    def held_by(self, operator: str, at: datetime) -> bool:
        return self.owner is Owner.OPERATOR and self.operator == operator and self.until > at


_folder = tempfile.TemporaryDirectory(prefix="dastyar-interleavings-")
_database: Database | None = None


def the_database() -> Database:
    """One file for all examples; each begins with empty tables."""
    global _database  # noqa: PLW0603
    if _database is None:
        _database = Database(f"sqlite:///{Path(_folder.name) / 'model.sqlite3'}")
        import assistant.cases.models
        import assistant.desk.models  # noqa: F401

        Base.metadata.create_all(_database.engine)
    return _database


class Interleavings(RuleBasedStateMachine):
    """One history of two conversations and three operators."""

    @initialize()
    def begin(self) -> None:
        self.database = the_database()
        self.store = ConversationStore(self.database, Sealer(b"a key of the tests"))
        self.handoff = Handoff(WaitingRoom(None), LEASE)
        self.at = START
        self.known = {id: Known() for id in CONVERSATIONS}
        self.thinking: dict[str, Conversation] = {}
        with self.database.transaction() as session:
            for table in (Event, OwnerChange, Turn, Conversation):
                session.execute(delete(table))
            session.add_all(Conversation(id=id, token_hash="x") for id in CONVERSATIONS)

    # What can happen

    @rule(seconds=st.integers(1, 90))
    def time_passes(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)

    @rule(id=some_conversation, dead=dies)
    def citizen_asks_for_human(self, id: str, dead: bool) -> None:
        self._move(
            id, OwnerStep(OwnerMove.ENQUEUE, self.at), dead, self.known[id].owner is Owner.BOT
        )

    @rule(id=some_conversation, dead=dies)
    def citizen_goes_back(self, id: str, dead: bool) -> None:
        self._move(
            id, OwnerStep(OwnerMove.RESUME, self.at), dead, self.known[id].owner is not Owner.BOT
        )

    @rule(id=some_conversation, operator=some_operator, dead=dies)
    def take(self, id: str, operator: str, dead: bool) -> None:
        known = self.known[id]
        lapsed = known.owner is Owner.OPERATOR and known.until <= self.at
        mine = known.held_by(operator, self.at)
        may = known.owner is Owner.QUEUE or lapsed or mine
        if self._tries(lambda s: self.handoff.take(s, id, operator, self.at), dead, may):
            known.owner, known.operator, known.until = Owner.OPERATOR, operator, self.at + LEASE

    @rule(operator=some_operator)
    def sign_of_life(self, operator: str) -> None:
        with self.database.transaction() as session:
            held = self.handoff.renew(session, operator, self.at)
        mine = [known for known in self.known.values() if known.held_by(operator, self.at)]
        assert held == len(mine)
        for known in mine:
            known.until = self.at + LEASE

    @rule(id=some_conversation, operator=some_operator, dead=dies)
    def release(self, id: str, operator: str, dead: bool) -> None:
        may = self.known[id].held_by(operator, self.at)
        if self._tries(lambda s: self.handoff.release(s, id, operator, self.at), dead, may):
            self.known[id].owner = Owner.QUEUE

    @rule(id=some_conversation, operator=some_operator, dead=dies)
    def close(self, id: str, operator: str, dead: bool) -> None:
        may = self.known[id].held_by(operator, self.at)
        act = lambda s: self.handoff.close(s, id, operator, self.at, "answered")  # noqa: E731
        if self._tries(act, dead, may):
            self.known[id].owner = Owner.BOT

    @rule(id=some_conversation, operator=some_operator, to=some_operator, dead=dies)
    def transfer(self, id: str, operator: str, to: str, dead: bool) -> None:
        known = self.known[id]
        may = known.held_by(operator, self.at)
        act = lambda s: self.handoff.transfer(s, id, operator, to, self.at)  # noqa: E731
        if self._tries(act, dead, may):
            known.operator, known.until = to, self.at + LEASE

    @rule(dead=dies)
    def clock(self, dead: bool) -> None:
        lapsed = [
            id
            for id, known in self.known.items()
            if known.owner is Owner.OPERATOR and known.until <= self.at
        ]
        ended: list[str] = []
        if self._tries(lambda s: ended.extend(self.handoff.expire(s, self.at)), dead, True):
            assert sorted(ended) == sorted(lapsed)
            for id in lapsed:
                self.known[id].owner = Owner.QUEUE

    @rule(id=some_conversation, operator=some_operator, dead=dies)
    def operator_says(self, id: str, operator: str, dead: bool) -> None:
        known, words = self.known[id], f"o {uuid4().hex}"
        may = known.held_by(operator, self.at)
        reply = TextReply(text=words)
        if self._tries(lambda s: self.handoff.say(s, id, operator, reply, self.at), dead, may):
            known.said.append(words)
            known.until = self.at + LEASE

    @rule(id=some_conversation)
    def citizen_begins_a_message(self, id: str) -> None:
        """The conversation is read; whatever comes now comes while the bot is thinking."""
        with self.database.transaction() as session:
            self.thinking[id] = session.get_one(Conversation, id)

    @rule(id=some_conversation, dead=dies)
    def message_is_kept(self, id: str, dead: bool) -> None:
        """The bot has thought; its answer counts only if nothing has come between."""
        if id not in self.thinking:
            return
        read = self.thinking.pop(id)
        known, words = self.known[id], f"c {uuid4().hex}"
        with self.database.transaction() as session:
            is_fresh = session.get_one(Conversation, id).version == read.version

        def keep(session: Session) -> None:
            turn = Turn(id=uuid4().hex, conversation_id=id, request_hash="x", text=words, answer={})
            self.store.save_turn(session, read, turn, words)
            said = [(Speaker.CITIZEN, words)]
            said += [(Speaker.BOT, f"b {words}")] if read.owner == Owner.BOT else []
            for speaker, text in said:
                session.add(reply_event(id, turn.id, speaker, TextReply(text=text)))
                session.flush()

        if self._tries(keep, dead, is_fresh):
            assert read.owner == known.owner, "the bot spoke after the owner had changed"
            known.said.append(words)
            if read.owner == Owner.BOT:
                known.said.append(f"b {words}")

    # What must hold

    @invariant()
    def one_owner_and_no_lost_word(self) -> None:
        if not hasattr(self, "known"):
            return
        with self.database.transaction() as session:
            for id, known in self.known.items():
                row = session.get_one(Conversation, id)
                assert row.owner == known.owner
                if known.owner is Owner.OPERATOR:
                    assert (row.owner_id, row.lease_until) == (known.operator, known.until)
                else:
                    assert (row.owner_id, row.lease_until) == (None, None)
                assert (row.queued_at is None) == (known.owner is Owner.BOT)
                self._history_is_whole(session, row, known)

    def _history_is_whole(self, session: Session, row: Conversation, known: Known) -> None:
        ordered = select(Event).where(Event.conversation_id == row.id).order_by(Event.id)
        events = list(session.scalars(ordered))
        replies = [event.data["reply"] for event in events if event.type == "reply"]
        texts = [reply["text"] for reply in replies if reply["kind"] == "text"]
        assert texts == known.said
        query = select(OwnerChange).where(OwnerChange.conversation_id == row.id)
        changes = list(session.scalars(query.order_by(OwnerChange.version)))
        told = [event.data["owner"] for event in events if event.type == "owner"]
        assert told == [change.owner for change in changes]
        before = Owner.BOT
        for change in changes:
            way = WAYS[OwnerMove(change.move)]
            assert before in way.begins
            assert change.owner == way.leads_to
            before = Owner(change.owner)
        assert before == row.owner

    # How it happens

    def _move(self, id: str, step: OwnerStep, dead: bool, may: bool) -> None:
        if self._tries(lambda session: change_owner(session, id, step), dead, may):
            self.known[id].owner = WAYS[step.move].leads_to

    def _tries(self, act, dead: bool, may: bool) -> bool:
        """Whether `act` was done: it has to be exactly when the model says it may."""
        try:
            with self.database.transaction() as session:
                act(session)
                assert may, "this must not be possible"
                if dead:
                    raise Died
        except (NotOwnerError, ConversationChangedError):
            assert not may, "this must be possible"
            return False
        except Died:
            return False
        return True
