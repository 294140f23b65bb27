"""Keyed hashes: they identify personal values again, and nobody can guess a value from its hash.

A plain hash of an identity number, a mobile, a pin or an address is no secret: all values can be
tried in seconds. So every stored hash of a text that somebody could guess comes from here; only
hashes of random tokens stay plain (`sealing.hash_token`).
"""

import hashlib
import hmac
from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Purpose(StrEnum):
    """The use of a hash; the same text has a different hash for each."""

    MESSAGE = "message"
    FILING_KEY = "filing key"
    FILING = "filing"
    PIN_KEY = "pin key"
    FILE = "file"
    IDENTITY = "identity"
    EVENT = "event"
    SEALED_VALUE = "sealed value"
    ANSWER = "answer"
    RATER = "rater"
    RATER_ADDRESS = "address of a rater"
    JUDGE_ADDRESS = "address of a verdict"
    ASKER = "asker"
    REPORT = "outage report"
    CITIZEN = "citizen"
    NONCE = "nonce"
    RECOVERY = "recovery of a pin"
    MOBILE = "mobile number of a case"
    ERASED = "erased"


class Digests:
    """Makes hashes under keys that come from the master key, one for each purpose."""

    def __init__(self, master_key: bytes) -> None:
        self._keys = {one: _key(master_key, one) for one in Purpose}

    def keyed(self, purpose: Purpose, text: str) -> str:
        """The hash of `text` for this purpose: 64 hexadecimal digits."""
        return hmac.digest(self._keys[purpose], text.encode(), hashlib.sha256).hex()


def plain(data: bytes) -> str:
    """SHA-256 in hexadecimal digits, to be keyed and never to be stored."""
    return hashlib.sha256(data).hexdigest()


def _key(master_key: bytes, purpose: Purpose) -> bytes:
    info = b"dastyar/digest/" + purpose.encode()
    return HKDF(SHA256(), 32, salt=None, info=info).derive(master_key)
