"""Guesses personal values from a copy of the data folder without its keys.

For every guess all hashes are made that were ever stored of such a value, and many that somebody
might think of, and looked up among everything in the copy that could be a hash or a part of one.
Some of the random texts in the copy are tried as the key of an HMAC too, in both ways
in which a key is written.
"""

import hashlib
import hmac
import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from support import media
from support.samples import complaint

from assistant.cases.schemas import OpenDraft
from assistant.conversation.messages import Message
from bench.cracking.planting import ISSUER, KEY, TYPED, PlantedKind

_HEX = re.compile(rb"(?<![0-9a-f])[0-9a-f]{12,128}(?![0-9a-f])")
_SALTS = 20
"""So many random texts of the copy are tried as keys; all would leave time for few guesses."""
_PART = 12
"""Digests are compared by their first digits: none that was cut is missed."""
_PLAIN = ("sha256", "sha1", "md5", "sha512", "blake2b", "blake2s", "sha3_256")


class DiskCopy:
    """A stolen copy: what may be a hash in it, and what may be a key."""

    def __init__(self, folder: Path) -> None:
        raw = [_HEX.findall(path.read_bytes()) for path in folder.rglob("*") if path.is_file()]
        names = [path.name.encode() for path in folder.rglob("*")]
        found = {one.decode() for part in raw for one in part}
        found |= {one.decode() for name in names for one in _HEX.findall(name)}
        found |= set(_cells(folder))
        self.digests = {one[:_PART] for one in found}
        self.salts = sorted(one for one in found if len(one) == 64)[:_SALTS]

    def has(self, digest: str) -> bool:
        """Whether the copy has a hash, whole or cut."""
        return digest[:_PART] in self.digests


def _cells(folder: Path) -> Iterator[str]:
    """The hashes in rows; a row may lie on several pages, so reading the file misses some."""
    for path in folder.rglob("*.sqlite3"):
        with closing(sqlite3.connect(path)) as connection:
            query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%fts5%'"
            tables = [name for (name,) in connection.execute(query)]
            for table in tables:
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    yield from (one.decode() for one in _HEX.findall(str(row).encode()))


def recovered(copy: DiskCopy, guesses: Iterable[tuple[PlantedKind, str]], until: float) -> set[str]:
    """The guesses that the copy confirms, tried one after another until a time (monotonic)."""
    found = set[str]()
    for kind, guess in guesses:
        if time.monotonic() > until:
            break
        if any(copy.has(digest) for digest in _digests(copy, kind, guess)):
            found.add(guess)
    return found


def _digests(copy: DiskCopy, kind: PlantedKind, guess: str) -> Iterator[str]:
    for data in _written(kind, guess):
        yield from (hashlib.new(name, data).hexdigest() for name in _PLAIN)
        salts = (key for salt in copy.salts for key in (bytes.fromhex(salt), salt.encode()))
        for key in (b"", b"dastyar", b"secret", *salts):
            yield hmac.digest(key, data, hashlib.sha256).hex()


def _written(kind: PlantedKind, guess: str) -> Iterator[bytes]:
    """Every text that was ever hashed for such a value."""
    yield guess.encode()
    if kind in TYPED:
        text = TYPED[kind].format(guess)
        yield text.encode()
        yield Message(text=text).fingerprint.encode()
        yield json.dumps([text, None]).encode()
    if kind in {PlantedKind.NATIONAL_ID, PlantedKind.MOBILE}:
        contact = {str(kind).replace(" ", "_"): guess}
        yield from _drafts(identity="sealed", contact=contact)
    if kind is PlantedKind.CARD:
        yield from _drafts(description=f"اداره پول کارت {guess} را پس نمی‌دهد")
    if kind is PlantedKind.ADDRESS:
        yield f"api {guess}".encode()
    if kind is PlantedKind.STAFF:
        yield "\0".join((ISSUER.issuer, ISSUER.claim, guess)).encode()
    if kind is PlantedKind.FILE:
        yield media.pdf(guess)


def _drafts(**changes: object) -> Iterator[bytes]:
    draft = OpenDraft.model_validate(complaint(**changes))
    for unused in ({"formal_description", "follow"}, set[str]()):
        written = draft.model_dump_json(exclude=unused).encode()
        yield written
        yield f"{KEY}\n{hashlib.sha256(written).hexdigest()}".encode()
