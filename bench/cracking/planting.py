"""Plants personal values in a database by the ways that citizens use, and keeps a list of them."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy.orm import Session
from support import media, planted
from support.office_times import shipped
from support.samples import complaint

from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.store import attach
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import CITIZEN
from assistant.cases.transitions import Door, MoveRequest
from assistant.conversation.messages import Message, safe_to_keep
from assistant.conversation.models import Conversation, Turn
from assistant.conversation.store import ConversationStore
from assistant.desk.models import Account
from assistant.desk.oidc.linking import identity_hash
from assistant.provider_settings import OidcSettings
from assistant.storage.database import Database
from assistant.storage.sealed_files import SealedFiles
from assistant.storage.sealing import Sealer

ISSUER = OidcSettings(issuer="https://identity.example", client_id="dastyar")
KEY = "1"
"""An idempotency key that a careless portal sends with every filing."""


class PlantedKind(StrEnum):
    """The kind of a planted value."""

    NATIONAL_ID = "national id"
    MOBILE = "mobile"
    CARD = "card"
    PIN = "pin"
    ADDRESS = "address"
    STAFF = "identity of staff"
    FILE = "known file"


TYPED = {
    PlantedKind.NATIONAL_ID: "کد ملی من {} است",
    PlantedKind.MOBILE: "شماره من {} است",
    PlantedKind.CARD: "کارت {} مال من است",
    PlantedKind.PIN: "کد 2345ABCD و رمز {}",
}
_MAKERS = {
    PlantedKind.NATIONAL_ID: planted.national_id,
    PlantedKind.MOBILE: planted.mobile,
    PlantedKind.CARD: planted.card,
    PlantedKind.PIN: planted.pin,
    PlantedKind.ADDRESS: planted.address,
    PlantedKind.STAFF: planted.national_id,
    PlantedKind.FILE: lambda dice: f"leaked {dice.randrange(10**9)}",
}


def value_of(kind: PlantedKind, dice: random.Random) -> str:
    """A value of this kind with right check digits."""
    return _MAKERS[kind](dice)


@dataclass
class Planted:
    """What was planted, by kind."""

    values: dict[PlantedKind, set[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, self.values.values()))


def plant(
    database: Database, sealer: Sealer, files: SealedFiles, count: int, dice: random.Random
) -> Planted:
    """Plant about `count` values: in talks, filings, contacts, addresses, files and accounts."""
    kinds, made = list(PlantedKind), Planted({kind: set() for kind in PlantedKind})
    planter = _Planter(database, sealer, files)
    for begin in range(0, count, 200):
        with database.transaction() as session:
            planter.begin(session)
            for number in range(begin, min(begin + 200, count)):
                kind = kinds[number % len(kinds)]
                value = value_of(kind, dice)
                planter.put(session, kind, value)
                made.values[kind].add(value)
    return made


class _Planter:
    def __init__(self, database: Database, sealer: Sealer, files: SealedFiles) -> None:
        self._sealer, self._files = sealer, files
        self._store, self._door = ConversationStore(database, sealer), Door(sealer, shipped)
        self._conversation = ""

    def begin(self, session: Session) -> None:
        self._conversation = uuid4().hex
        session.add(Conversation(id=self._conversation, token_hash=uuid4().hex * 2))
        session.flush()

    def put(self, session: Session, kind: PlantedKind, value: str) -> None:
        if kind in TYPED:
            self._say(session, TYPED[kind].format(value))
        if kind in {PlantedKind.NATIONAL_ID, PlantedKind.MOBILE}:
            contact = {str(kind).replace(" ", "_"): value}
            self._file(session, identity="sealed", contact=contact)
        elif kind is PlantedKind.CARD:
            self._file(session, description=f"اداره پول کارت {value} را پس نمی‌دهد")
        elif kind is PlantedKind.ADDRESS:
            self._file(session, caller=f"api {value}")
        elif kind is PlantedKind.FILE:
            self._attach(session, media.pdf(value))
        elif kind is PlantedKind.STAFF:
            self._link(session, value)

    def _say(self, session: Session, text: str) -> None:
        message = Message(text=text)
        session.add(
            Turn(
                id=uuid4().hex,
                conversation_id=self._conversation,
                request_hash=self._store.request_hash(self._conversation, message),
                text=safe_to_keep(text),
                sealed=self._sealer.seal(text),
                key_id=self._sealer.key_id,
                answer={},
            )
        )

    def _file(self, session: Session, caller: str = "", **changes: object) -> Case:
        draft = OpenDraft.model_validate(complaint(**changes))
        # Each at another time, as the drafts of many citizens differ in something.
        key = KEY if caller else uuid4().hex
        origin = Origin(key, caller or "api 10.0.0.1")
        if caller:
            draft = draft.model_copy(update={"description": f"{draft.description} {uuid4().hex}"})
        return file(session, self._door, draft, origin, datetime.now(UTC))

    def _attach(self, session: Session, data: bytes) -> None:
        case, now = self._file(session), datetime.now(UTC)
        name, sealed = self._files.put(data)
        kept = KeptFile(name, sealed, "application/pdf", len(data), self._sealer.key_id)
        attach(session, self._door, case, kept, CITIZEN, now=now, per_case=10)
        self._door.move(session, case, MoveRequest(Move.MESSAGE, CITIZEN, words="پیوست شد"), now)

    def _link(self, session: Session, value: str) -> None:
        known = identity_hash(self._sealer.digests, ISSUER, value)
        login = uuid4().hex
        sealed = self._sealer.seal("a secret")
        session.add(
            Account(
                id=login,
                login=login,
                name="کارشناس",
                role="operator",
                totp_sealed=sealed,
                identity_hash=known,
            )
        )
