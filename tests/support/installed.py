"""An installation with some work behind it, in its own data folder and database."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select

from assistant.cases.attachments.store import KeptFile, attach
from assistant.cases.filing import Origin, file
from assistant.cases.ledger import seal_day
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.signatures import Notary
from assistant.cases.terms import CITIZEN
from assistant.cases.transitions import MoveRequest
from assistant.conversation.models import Conversation
from assistant.privacy.erasure import ErasureNotes, Gone, erase_case, erase_conversation
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.durable_files import append_line
from assistant.storage.key_marks import fitting_sealer
from assistant.storage.migrate import migrate
from assistant.storage.sealed_files import SealedFiles
from support.ledger_lives import door_of
from support.samples import MOBILE, complaint
from support.serving import private_settings

PHOTO = b"a photo of a pit " * 5000


class Installed:
    """What gateways and workers do, without them."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.database = settings, Database(settings.database)
        self.sealer = fitting_sealer(self.database, settings)
        self.door = door_of(self.sealer)
        self.notes = ErasureNotes(settings.erasures_dir, self.sealer.digests)

    @classmethod
    async def new(cls, folder: Path, **values: object) -> "Installed":
        settings = private_settings(folder, **values)
        folder.mkdir(exist_ok=True, parents=True)
        await migrate(database := Database(settings.database))
        await database.close()
        return cls(settings)

    def file(self, **changes: object) -> str:
        """File a case; its code."""
        given = {"identity": "sealed", "contact": {"mobile": MOBILE}} | changes
        draft = OpenDraft.model_validate(complaint(**given))
        with self.database.transaction() as session:
            case = file(session, self.door, draft, Origin(), datetime.now(UTC))
            return case.tracking_code

    def attach(self, code: str, data: bytes = PHOTO) -> str:
        """Add a file to a case; its name on the disk."""
        files = SealedFiles(self.settings.attachments_dir, self.sealer)
        name, sealed = files.put(data)
        kept = KeptFile(name, sealed, "image/jpeg", len(data), self.sealer.key_id)
        with self.database.transaction() as session:
            case = self._case(session, code)
            attach(session, self.door, case, kept, CITIZEN, now=datetime.now(UTC), per_case=10)
        return name

    def talk(self) -> str:
        """A conversation; its id."""
        id_, now = uuid4().hex, datetime.now(UTC)
        with self.database.transaction() as session:
            session.add(Conversation(id=id_, token_hash="h", created_at=now, last_turn_at=now))
        return id_

    def seal(self) -> str:
        """Make today's root; its hash."""
        with self.database.transaction() as session:
            root = seal_day(session, Notary(self.settings.signing_key), datetime.now(UTC))
            assert root is not None
            return root.hash

    def tell_upstream(self, line: bytes) -> None:
        append_line(self.settings.data_dir / "upstream", line)

    def withdraw(self, code: str) -> None:
        with self.database.transaction() as session:
            step = MoveRequest(Move.WITHDRAWN, CITIZEN)
            self.door.move(session, self._case(session, code), step, datetime.now(UTC))

    def erase(self, code: str) -> None:
        """Erase a case for the citizen, and note it."""
        with self.database.transaction() as session:
            case = self._case(session, code)
            erase_case(session, self.door, case, CITIZEN, now=datetime.now(UTC))
        self.notes.note(Gone.CASE, code)

    def erase_talk(self, id_: str) -> None:
        with self.database.transaction() as session:
            erase_conversation(session, id_)
        self.notes.note(Gone.CONVERSATION, id_)

    def described(self, code: str) -> str:
        with self.database.transaction() as session:
            return self._case(session, code).description

    def codes(self) -> set[str]:
        with self.database.transaction() as session:
            return set(session.scalars(select(Case.tracking_code)))

    def talks(self) -> set[str]:
        with self.database.transaction() as session:
            return set(session.scalars(select(Conversation.id)))

    def close(self) -> None:
        self.database.engine.dispose()

    def _case(self, session, code: str) -> Case:
        case = self.door.case(session, code)
        assert case is not None
        return case
