"""The same values under plain hashes, as they were once stored: the cracker must find them all."""

import hashlib
from pathlib import Path

from support import media

from assistant.conversation.messages import Message
from bench.cracking.planting import ISSUER, TYPED, Kind, Planted


def write_plain(folder: Path, planted: Planted) -> None:
    """A file of rows with the hashes of all planted values, without any key."""
    lines = [_plain(kind, value) for kind, values in planted.values.items() for value in values]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "turns.txt").write_text("\n".join(lines), encoding="ascii")


def _plain(kind: Kind, value: str) -> str:
    if kind in TYPED:
        return Message(text=TYPED[kind].format(value)).fingerprint
    if kind is Kind.ADDRESS:
        return f"{_sha(f'api {value}')[:16]}:1"
    if kind is Kind.STAFF:
        return _sha("\0".join((ISSUER.issuer, ISSUER.claim, value)))
    return hashlib.sha256(media.pdf(value)).hexdigest()


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
