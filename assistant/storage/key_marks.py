"""Keys must fit the database: a start with another key, or with none, is refused.

The database keeps a fingerprint of every key of the keys folder that data depends on. Without it a
lost key would be replaced by a new one in silence: every right pin would be wrong from then on, and
new values would be sealed under a key that opens no older value.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import String, column, inspect, select, table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.key_settings import KeyName
from assistant.provider_settings import ConnectorKind
from assistant.settings import Settings
from assistant.storage.database import Base, Database, UtcDateTime
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now

_FILLED_BY = ("cases", "conversations", "accounts", "messenger_chats")
_SEALED_IN = {"accounts": "totp_sealed", "messenger_chats": "sealed", "case_personal": "sealed"}
_SIGNED = "ledger_roots"
_NAMED_IN = ("case_personal", "case_attachments", "turns", "messenger_chats")


class KeyFault(RuntimeError):
    """A key is missing or does not fit; the message says which, and what to do."""


class KeyMark(Base):
    """The fingerprint of a key with which data of this database was made."""

    __tablename__ = "key_marks"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class _Known:
    """A key as it is now; `is_given` means by a setting, and not by the keys folder."""

    name: KeyName
    key: bytes | None
    is_given: bool
    place: str


def fitting_sealer(database: Database, settings: Settings) -> Sealer:
    """The sealer of an installation whose keys fit its database; it blocks.

    Keys that nothing depends on yet are made here. Raises `KeyFault`, and then nothing was made.
    """
    sealer = usable_sealer(database, settings)
    with database.transaction() as session:
        _check_seal_keys(session, sealer)
        for name in _needed(settings):
            mark_key(session, name, settings.made_key(name))
    return sealer


def usable_sealer(database: Database, settings: Settings) -> Sealer:
    """The same for a database that may still have an older schema; nothing is written into it."""
    with database.transaction() as session:
        for name in _needed(settings):
            _check(session, settings, _known(settings, name))
    return Sealer(settings.master_key, settings.sealing_keys)


def _needed(settings: Settings) -> Iterator[KeyName]:
    yield KeyName.MASTER
    yield KeyName.LEDGER
    if settings.connector is not ConnectorKind.OFF:
        yield KeyName.CONNECTOR


def _known(settings: Settings, name: KeyName) -> _Known:
    place = str(settings.data_dir / "keys" / name)
    return _Known(name, settings.known_key(name), settings.is_given(name), place)


def _check(session: Session, settings: Settings, known: _Known) -> None:
    marked = _marked(session, known.name)
    if known.key is None:
        if marked or _depends(session, settings, known.name):
            raise KeyFault(
                f"{known.place} is missing, and this database was made with it. {_WHAT_TO_DO}"
            )
    elif marked is None:
        if known.name is KeyName.MASTER and not _opens_something(session, settings):
            raise KeyFault(f"the key in {known.place} opens nothing here. {_WHAT_TO_DO}")
    elif marked != fingerprint(known.key) and not _may_change(known):
        raise KeyFault(
            f"the key in {known.place} is not the one that this database was made with. "
            f"{_WHAT_TO_DO}"
        )


_WHAT_TO_DO = (
    "Put back the keys folder that was saved with the database (docs/operations.md, Keys); "
    "nothing was changed."
)


def _may_change(known: _Known) -> bool:
    """A key that is shared with another system may be changed on both sides, by the setting."""
    return known.name is KeyName.CONNECTOR and known.is_given


def _marked(session: Session, name: KeyName) -> str | None:
    if not inspect(session.connection()).has_table(KeyMark.__tablename__):
        return None
    found: str | None = session.scalar(select(KeyMark.fingerprint).where(KeyMark.name == name))
    return found


def _depends(session: Session, settings: Settings, name: KeyName) -> bool:
    """Whether there is data from before there were marks."""
    if name is KeyName.CONNECTOR:
        return any((settings.data_dir / "upstream").glob("*.jsonl"))
    there = set(inspect(session.connection()).get_table_names())
    if name is KeyName.LEDGER:
        return _SIGNED in there and _has_signatures(session)
    rows = (
        session.execute(select(1).select_from(table(name)).limit(1)).first()
        for name in _FILLED_BY
        if name in there
    )
    return any(row is not None for row in rows)


def _has_signatures(session: Session) -> bool:
    signature = column("signature", String)
    names = {one["name"] for one in inspect(session.connection()).get_columns(_SIGNED)}
    query = select(signature).select_from(table(_SIGNED)).where(signature != "").limit(1)
    return "signature" in names and session.scalar(query) is not None


def _opens_something(session: Session, settings: Settings) -> bool:
    """Whether the keys open one of the stored sealed values; true when there are none."""
    sealer = Sealer(settings.known_key(KeyName.MASTER) or b"", settings.sealing_keys)
    there, tried = set(inspect(session.connection()).get_table_names()), 0
    for name, sealed in _SEALED_IN.items():
        if name not in there:
            continue
        values = select(column(sealed, String)).select_from(table(name)).limit(20)
        for value in session.scalars(values):
            tried += 1
            try:
                sealer.open(value)
            except InvalidToken:
                continue
            return True
    return not tried


def _check_seal_keys(session: Session, sealer: Sealer) -> None:
    there = set(inspect(session.connection()).get_table_names())
    # Searches the gaps between known ids, so that an index answers however many rows there are.
    bounds = ["", *sorted(sealer.key_ids), "g"]
    for name in _NAMED_IN:
        key_id = column("key_id", String)
        for low, high in pairwise(bounds) if name in there else ():
            between = select(key_id).select_from(table(name)).where(key_id > low, key_id < high)
            if foreign := session.scalar(between.limit(1)):
                raise KeyFault(
                    f"values in {name} are sealed under the key {foreign}, which is neither in "
                    f"DASTYAR_SEAL_KEYS nor the master key. {_WHAT_TO_DO}"
                )


def is_marked(session: Session, name: KeyName, key: bytes) -> bool:
    """Whether the database was made with exactly this key."""
    return _marked(session, name) == fingerprint(key)


def mark_key(session: Session, name: KeyName, key: bytes) -> None:
    """Keep the fingerprint of the key that fits from now on."""
    if not inspect(session.connection()).has_table(KeyMark.__tablename__):
        return
    values = {"name": name, "fingerprint": fingerprint(key), "created_at": utc_now()}
    set_ = {"fingerprint": values["fingerprint"]}
    if session.get_bind().dialect.name == "sqlite":
        on_sqlite = sqlite.insert(KeyMark).values(values)
        session.execute(on_sqlite.on_conflict_do_update(index_elements=["name"], set_=set_))
        return
    on_postgresql = postgresql.insert(KeyMark).values(values)
    session.execute(on_postgresql.on_conflict_do_update(index_elements=["name"], set_=set_))


def marks(session: Session) -> dict[str, str]:
    """The fingerprints of the keys that this database was made with, by their names."""
    found = session.execute(select(KeyMark.name, KeyMark.fingerprint))
    return {row.name: row.fingerprint for row in found}


def fingerprint(key: bytes) -> str:
    """The fingerprint of a key: it does not reveal the key, and no other key has it."""
    return HKDF(SHA256(), 32, salt=None, info=b"dastyar/fingerprint").derive(key).hex()
