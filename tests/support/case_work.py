"""A case desk with its worker, both real, without the rest of the gateway."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.background.worker_parts import parts_of
from assistant.background.workers import build_worker
from assistant.cases.attachments.cleaning import FileLimits, clean
from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.pending import Along, move_with, prepare
from assistant.cases.attachments.store import attach
from assistant.cases.closures import CurrentTimes
from assistant.cases.connector.adapters import Signer, read_messages
from assistant.cases.connector.port import Message
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import CITIZEN, Actor, Role
from assistant.cases.transitions import MoveRequest
from assistant.channels.messengers.chats import MessengerChat, open_chat
from assistant.conversation.models import Conversation, Event
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now
from knowledge.catalogue import Catalogue
from support.office_times import shipped
from support.samples import complaint

AGENCY = Actor(Role.AGENCY, "abfa")


class CaseWork:
    def __init__(
        self, settings: Settings, catalogue: Catalogue, seal_keys: Sequence[bytes] = ()
    ) -> None:
        self.settings, self._conversation = settings, uuid4().hex
        database, sealer = Database(settings.database), Sealer(settings.master_key, seal_keys)
        times = CurrentTimes(shipped())
        self.parts = parts_of(settings, database, sealer, catalogue, times)
        self.database, self.door = self.parts.database, self.parts.door
        self.worker = build_worker(self.parts)

    async def look_at_the_day(self) -> None:
        """What the worker's daily beat does."""
        (daily,) = (beat for beat in self.worker._beats if beat.name == "daily")
        assert not await daily.work()

    async def close(self) -> None:
        await self.parts.close()
        await self.database.close()

    async def conversation(self) -> str:
        row = Conversation(id=self._conversation, token_hash="h" * 64)
        await self.database.run(lambda session: session.add(row))
        return row.id

    async def chat_of(self, conversation: str) -> None:
        """Let a conversation go on in a messenger."""
        sealed = self.parts.sealer.seal("17")
        row = MessengerChat(
            id=uuid4().hex, channel="tg", sealed=sealed, conversation_id=conversation
        )
        await self.database.run(lambda session: open_chat(session, row))

    async def file(
        self, now: datetime | None = None, conversation: str | None = None, **changes: Any
    ) -> int:
        draft = OpenDraft.model_validate(complaint(**changes))

        def add(session: Session) -> int:
            origin = Origin(conversation_id=conversation)
            return file(session, self.door, draft, origin, now or utc_now()).id

        return await self.database.run(add)

    async def move(self, case_id: int, move: Move, by: Actor = AGENCY, **step: Any) -> int:
        def make(session: Session) -> int:
            case = session.get_one(Case, case_id, with_for_update=True)
            return self.door.move(session, case, MoveRequest(move, by, **step), utc_now()).number

        return await self.database.run(make)

    def keep(self, data: bytes) -> KeptFile:
        """Put a cleaned file on the disk."""
        settings = self.settings
        limits = FileLimits(settings.attachment_max_bytes, settings.attachment_max_pixels, 10)
        file = clean(data, limits)
        name, sealed = self.parts.files.put(file.data)
        return KeptFile(name, sealed, file.media, len(file.data), self.parts.sealer.key_id)

    async def answer_with(self, case_id: int, words: str, *files: bytes) -> None:
        """Answer with files, as the agency does."""
        kept = [self.keep(data) for data in files]

        def make(session: Session) -> None:
            case, now = session.get_one(Case, case_id, with_for_update=True), utc_now()
            rows = [prepare(session, case, "hand", one, now, per_case=10) for one in kept]
            along = Along([row.id for row in rows], "hand", 10)
            step = MoveRequest(Move.ANSWERED, AGENCY, words=words)
            move_with(session, self.door, case, step, along=along, now=now)

        await self.database.run(make)

    async def attach(self, case_id: int, data: bytes) -> str:
        """Add a file as its citizen does; its name."""
        kept = self.keep(data)

        def add(session: Session) -> str:
            case = session.get_one(Case, case_id, with_for_update=True)
            at = utc_now()
            return attach(session, self.door, case, kept, CITIZEN, now=at, per_case=10).name

        return await self.database.run(add)

    async def case(self, case_id: int) -> Case:
        return await self.database.run(lambda session: session.get_one(Case, case_id))

    async def said(self) -> list[str]:
        query = select(Event.data).where(Event.conversation_id == self._conversation)
        query = query.order_by(Event.id)
        rows = await self.database.run(lambda session: session.scalars(query).all())
        return [row["reply"]["text"] for row in rows]

    def sent_up(self) -> list[Message]:
        signer = Signer(self.settings.connector_key)
        paths = sorted((self.settings.data_dir / "upstream").glob("*.jsonl"))
        return [message for path in paths for message in read_messages(path, signer)]

    def texted(self) -> list[dict[str, str]]:
        paths = sorted((self.settings.data_dir / "sms").glob("*.jsonl"))
        return [json.loads(line) for path in paths for line in path.read_text().splitlines()]
