"""Sends chats the events of their conversations: in order, by one process at a time, and durably.

A cursor moves on after each message that the messenger accepted. So nothing is lost when a process
dies; only a message that was accepted just before that may be sent a second time.
"""

import asyncio
from collections.abc import Mapping
from uuid import uuid4

import structlog
from prometheus_client import Counter

from assistant.channels.messengers import chats, phrases
from assistant.channels.messengers.chats import CursorPlace, Pending
from assistant.channels.messengers.pages import pages
from assistant.channels.messengers.ratings import asking_for_a_mark
from assistant.channels.messengers.rendering import rendered, spoken_by
from assistant.channels.messengers.transport import (
    BlockedError,
    Content,
    MessageRefusedError,
    OutMessage,
    SlowDownError,
    Transport,
)
from assistant.conversation.event_stream import LookBack
from assistant.conversation.turn_records import ReplyUnmasker, Speaker
from assistant.replies.schemas import HandoffReply, reply_adapter
from assistant.storage.database import Database, rang_within
from assistant.storage.sealing import Sealer

log = structlog.get_logger()

SENT = Counter("dastyar_messenger_sent_total", "Messages to chats.", ["channel", "outcome"])
LEASE_S = 30.0
"""Longer than one message can take, so that only a dead process loses its lease."""
POLL_S = 1.0
"""How often to look for events that other processes have written."""
FULL_SWEEP_S = 60.0
LONGEST_PAUSE_S = 300.0
_AT_ONCE = 8
_SPEAKERS = {Speaker.OPERATOR: phrases.OPERATOR, Speaker.NOTICE: phrases.NOTICE}
"""Speakers other than the assistant, and what is written above their words."""


class Deliverer:
    """Sends chats the events that they have not had yet."""

    def __init__(
        self,
        database: Database,
        transports: Mapping[str, Transport],
        sealer: Sealer,
        unmasker: ReplyUnmasker,
        lease_s: float = LEASE_S,
    ) -> None:
        self._database, self._transports = database, transports
        self._sealer, self._unmasker, self._lease_s = sealer, unmasker, lease_s
        self._bell = asyncio.Event()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._look_back = LookBack()
        self._is_stopping = False

    def stop(self) -> None:
        """End after the current message."""
        self._is_stopping = True
        self.wake()

    def wake(self) -> None:
        """Look for new events now; to be called after a commit."""
        self._bell.set()

    async def run(self) -> None:
        """Deliver without end."""
        loop = asyncio.get_running_loop()
        full_at = 0.0
        while not self._is_stopping:
            self._bell.clear()
            is_full = loop.time() >= full_at
            try:
                await self.sweep(is_full=is_full)
                if is_full:
                    full_at = loop.time() + FULL_SWEEP_S
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.error("messenger_sweep_failed", error=type(error).__name__)
                full_at = 0.0
            await rang_within(self._bell, POLL_S)

    async def sweep(self, *, is_full: bool = True) -> int:
        """Deliver all that is due now; `is_full` looks at all chats and not at new events only."""
        channels = list(self._transports)
        recent = self._look_back.after(await self._database.run(chats.newest_event))
        after = 0 if is_full else recent
        places = await self._database.run(lambda session: chats.due(session, channels, after, 200))
        await asyncio.gather(*(self._deliver(place) for place in places))
        return len(places)

    async def _deliver(self, place: CursorPlace) -> None:
        lease = uuid4().hex
        async with self._slots:
            if await self._database.run(
                lambda session: chats.claim(session, place, lease, self._lease_s)
            ):
                pause, failures = await self._send_events(place, lease)
                await self._database.run(
                    lambda session: chats.release(session, place, lease, pause, failures)
                )

    async def _send_events(self, place: CursorPlace, lease: str) -> tuple[float, int]:
        """Send all events; returns the pause before the next try, and failures in a row."""
        failures = 0
        try:
            while found := await self._database.run(lambda session: chats.pending(session, place)):
                failures = found.cursor.failures
                if not await self._send_event(found, place, lease):
                    break
        except BlockedError:
            await self._database.run(
                lambda session: chats.set_blocked(session, place.chat_id, is_blocked=True)
            )
        except SlowDownError as error:
            return error.seconds, failures
        except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again later
            log.warning("messenger_send_failed", error=type(error).__name__, failures=failures + 1)
            return min(2.0**failures, LONGEST_PAUSE_S), failures + 1
        return 0.0, 0

    async def _send_event(self, found: Pending, place: CursorPlace, lease: str) -> bool:
        """Send the rest of one event; False if this process stops, or another has taken over."""
        transport = self._transports[found.chat.channel]
        messages = [
            page
            for content in await self._contents(found)
            for page in pages(content, transport.profile)
        ]
        address = self._sealer.open(found.chat.sealed)
        for number, message in enumerate(messages[found.cursor.parts :], found.cursor.parts + 1):
            if self._is_stopping:
                return False
            await self._send(transport, address, message)
            if number < len(messages) and not await self._advance(place, lease, parts=number):
                return False
        return await self._advance(place, lease, event_id=found.event.id, parts=0)

    async def _send(self, transport: Transport, address: str, message: OutMessage) -> None:
        channel, outcome = transport.profile.channel, "failed"
        try:
            await transport.send(address, message)
            outcome = "sent"
        except MessageRefusedError as error:
            outcome = "refused"
            log.error("messenger_refused", channel=channel, reason=str(error))
        except SlowDownError:
            outcome = "slowed"
            raise
        except BlockedError:
            outcome = "blocked"
            raise
        finally:
            SENT.labels(channel, outcome).inc()

    async def _advance(self, place: CursorPlace, lease: str, **progress: int) -> bool:
        return await self._database.run(
            lambda session: chats.advance(session, place, lease, self._lease_s, **progress)
        )

    async def _contents(self, found: Pending) -> list[Content]:
        """What a chat is sent for an event; nothing for what the citizen wrote in this chat."""
        if found.event.type != "reply":
            return []
        role = Speaker(found.event.data["role"])
        reply = reply_adapter.validate_python(found.event.data["reply"])
        key = (found.turn and found.turn.idempotency_key) or ""
        is_own = key.startswith(f"{found.chat.channel}:")
        if role is Speaker.CITIZEN:
            return [] if is_own else [spoken_by(phrases.ELSEWHERE, rendered(reply))]
        if is_own:
            # A pin, and words as they were typed, are sent only where the turn came from.
            reply = await self._unmasker.with_pin(reply)
            if role is Speaker.BOT:
                (reply,) = await self._unmasker.as_typed([reply], found.event.conversation_id)
        content = rendered(reply)
        if isinstance(reply, HandoffReply) and reply.state == "closed":
            content = asking_for_a_mark(content)
        return [spoken_by(_SPEAKERS[role], content) if role in _SPEAKERS else content]
