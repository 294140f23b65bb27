"""Keys and secrets of an installation: from variables or files, or made in the keys folder."""

import os
import secrets
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings


class KeyName(StrEnum):
    """Keys of the keys folder that data depends on, named as their files."""

    MASTER = "secret"
    CONNECTOR = "connector_secret"
    LEDGER = "ledger_key"


class KeySettings(BaseSettings):
    """Keys that are given, or else kept in the keys folder of `data_dir`."""

    data_dir: Path
    secret: SecretStr = Field(
        SecretStr(""), description="Key of pins and sealed values; empty: made in `data_dir`."
    )
    seal_keys: SecretStr = Field(
        SecretStr(""),
        description="Comma-separated keys that seal personal values, newest first; "
        "empty: `secret` seals.",
    )
    ledger_key: SecretStr = Field(
        SecretStr(""), description="Signs the roots of the ledger; empty: made in `data_dir`."
    )
    internal_secret: SecretStr = Field(
        SecretStr(""), description="Shared with Rasa; empty: made in `data_dir`."
    )
    connector_secret: SecretStr = Field(
        SecretStr(""), description="Shared with the system of 128; empty: made in `data_dir`."
    )

    @cached_property
    def master_key(self) -> bytes:
        """Key from which pins and sealing keys are derived."""
        return self.made_key(KeyName.MASTER)

    @cached_property
    def sealing_keys(self) -> tuple[bytes, ...]:
        """Keys that seal personal values, newest first; the master key opens what they do not."""
        given = self.seal_keys.get_secret_value()
        if not given and self.seal_keys_file.exists():
            given = self.seal_keys_file.read_text()
        parts = given.replace("\n", ",").split(",")
        return tuple(part.strip().encode() for part in parts if part.strip())

    @property
    def seal_keys_file(self) -> Path:
        """Where `dastyar keys rotate-sealing` keeps keys that seal, one a line, newest first."""
        return self.data_dir / "keys" / "seal_keys"

    def is_given(self, name: KeyName) -> bool:
        """Whether a key comes from a setting, and not from the keys folder."""
        return bool(self._given(name).get_secret_value())

    def known_key(self, name: KeyName) -> bytes | None:
        """A key that is there already; None when it would have to be made."""
        is_there = self.is_given(name) or (self.data_dir / "keys" / name).exists()
        return self.made_key(name) if is_there else None

    def made_key(self, name: KeyName) -> bytes:
        """A key, made if it is not there."""
        return self._secret(name, self._given(name))

    def _given(self, name: KeyName) -> SecretStr:
        given = {
            KeyName.MASTER: self.secret,
            KeyName.CONNECTOR: self.connector_secret,
            KeyName.LEDGER: self.ledger_key,
        }
        return given[name]

    @cached_property
    def connector_key(self) -> bytes:
        """Secret under which messages to and from the system of 128 are signed."""
        return self.made_key(KeyName.CONNECTOR)

    @cached_property
    def signing_key(self) -> bytes:
        """Secret by which the roots of the ledger are signed."""
        return self.made_key(KeyName.LEDGER)

    @cached_property
    def rasa_secret(self) -> str:
        """Secret that the gateway and Rasa show each other."""
        return self._secret("internal_secret", self.internal_secret).decode()

    def _secret(self, name: str, given: SecretStr) -> bytes:
        if given.get_secret_value():
            return given.get_secret_value().encode()
        path = self.data_dir / "keys" / name
        if not path.exists():
            _write_new_secret(path)
        return path.read_bytes()


def _write_new_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        # A hard link fails when another process was first, so both use the same secret.
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()
