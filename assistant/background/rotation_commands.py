"""Commands that change a key of this installation while it is stopped."""

import secrets
import socket
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console

from assistant.background.sealing_rotation import Resealed, reseal_all
from assistant.cases.signatures import Notary, hand_over
from assistant.desk.audit import Audited, note_audit
from assistant.settings import KeyName, Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.durable_files import write_secret
from assistant.storage.key_marks import KeyFault, fitting_sealer, is_marked, mark_key
from assistant.storage.sealed_files import opened_files
from assistant.storage.shared_clock import utc_now

console = Console(soft_wrap=True)


def rotate_sealing() -> None:
    """Seal everything under a new key, and drop older keys when nothing needs them any more."""
    settings = _stopped()
    if settings.seal_keys.get_secret_value():
        _fail(
            f"the keys that seal are in DASTYAR_SEAL_KEYS; move them to {settings.seal_keys_file}"
        )
    known = settings.sealing_keys
    if len(known) < 2:  # Two: a rotation was interrupted, and is brought to its end.
        _keep(settings.seal_keys_file, [secrets.token_urlsafe(48).encode(), *known])
    settings = _anew()
    database = Database(settings.database)
    try:
        sealer = fitting_sealer(database, settings)
        told = reseal_all(database, sealer, opened_files(settings.attachments_dir, sealer))
        with database.transaction() as session:
            note_audit(session, Audited.SEALING_KEY_CHANGED, None, data={"key": sealer.key_id})
    except KeyFault as error:
        _fail(str(error))
    finally:
        database.engine.dispose()
    _tell(told, sealer.key_id)
    if told.unreadable:
        _fail(f"{len(told.unreadable)} values open under no key; all keys are kept")
    _keep(settings.seal_keys_file, settings.sealing_keys[:1])
    console.print("older keys: dropped; backups of before need the keys folder of before")


def rotate_ledger_key() -> None:
    """Let a new key sign the ledger's roots; the old one signs that it follows."""
    settings = _stopped()
    if settings.is_given(KeyName.LEDGER):
        path = settings.data_dir / "keys" / KeyName.LEDGER
        _fail(f"the key that signs is in DASTYAR_LEDGER_KEY; move it to {path}")
    path = settings.data_dir / "keys" / KeyName.LEDGER
    aside = path.with_name(f"{KeyName.LEDGER}.next")
    database = Database(settings.database)
    try:
        if not _was_interrupted(database, aside):
            fitting_sealer(database, settings)
            _keep(aside, [secrets.token_urlsafe(48).encode()])
            _hand_over(database, settings, aside.read_bytes())
    except KeyFault as error:
        _fail(str(error))
    finally:
        database.engine.dispose()
    aside.replace(path)
    console.print(f"signs now: {Notary(path.read_bytes()).public_key}", highlight=False)


def _was_interrupted(database: Database, aside: Path) -> bool:
    """Whether a change is in the database already, and only the file has not followed."""
    if not aside.exists():
        return False
    with database.transaction() as session:
        return is_marked(session, KeyName.LEDGER, aside.read_bytes())


def _hand_over(database: Database, settings: Settings, key: bytes) -> None:
    new = Notary(key)
    with database.transaction() as session:
        hand_over(session, Notary(settings.signing_key), new, utc_now())
        mark_key(session, KeyName.LEDGER, key)
        told = {"key": new.public_key[:12]}
        note_audit(session, Audited.LEDGER_KEY_CHANGED, None, data=told)


def _stopped() -> Settings:
    """The settings, if no gateway answers: one that runs would go on under the old key."""
    settings = get_settings()
    with socket.socket() as line:
        line.settimeout(2)
        host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
        if line.connect_ex((host, settings.port)) == 0:
            _fail("stop Dastyar first: something answers at its address")
    return settings


def _anew() -> Settings:
    get_settings.cache_clear()
    return get_settings()


def _keep(path: Path, keys: list[bytes] | tuple[bytes, ...]) -> None:
    write_secret(path, b"\n".join(keys))


def _tell(told: Resealed, key_id: str) -> None:
    console.print(f"seals now: {key_id}", highlight=False)
    for name, count in sorted(told.counts.items()):
        console.print(f"{name}: {count}", highlight=False)
    if told.lost:
        console.print(f"files that are not there: {told.lost}", highlight=False)


def _fail(reason: str) -> NoReturn:
    console.print(reason, style="red", highlight=False, markup=False)
    raise typer.Exit(1)
