"""Keeps personal values unreadable at rest, and makes pins, from one master key."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from functools import lru_cache

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assistant.storage.digests import Digests

PIN_DIGITS, LONG_PIN_DIGITS = 6, 12
_NUMBER_BYTES = 6


class Sealer:
    """Seals and opens texts and bytes; the keys never leave this object.

    The first of `seal_keys` seals, and the master key if there is none; all of them open. Pins
    come from the master key alone, so they outlive a change of the sealing key.
    """

    def __init__(self, master_key: bytes, seal_keys: Sequence[bytes] = ()) -> None:
        self._pin_key = _derive(master_key, b"pin")
        self._blind_key = _derive(master_key, b"blind")
        self._code_key = _derive(master_key, b"code")
        self._siv = AESSIV(_derive(master_key, b"public id"))
        self.digests = Digests(master_key)
        """Makes hashes that identify personal values again."""
        keys = [_derive(key, b"seal") for key in (*seal_keys, master_key)]
        fernets = [Fernet(base64.urlsafe_b64encode(key)) for key in keys]
        self._newest, self._fernet = fernets[0], MultiFernet(fernets)
        self.key_ids = tuple(hashlib.sha256(b"key id" + key).hexdigest()[:12] for key in keys)
        """Names all keys that open, the sealing one first; it does not reveal them."""
        self.key_id = self.key_ids[0]
        """Names the key that seals now."""

    def seal(self, text: str) -> str:
        """`text`, encrypted and authenticated, as ASCII."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The sealed text; raises `cryptography.fernet.InvalidToken` when it was changed."""
        return self._fernet.decrypt(sealed.encode()).decode()

    def seal_bytes(self, data: bytes) -> bytes:
        """`data`, sealed as texts are."""
        return self._fernet.encrypt(data)

    def open_bytes(self, sealed: bytes) -> bytes:
        """The bytes that `seal_bytes` sealed; raises as `open` does."""
        return self._fernet.decrypt(sealed)

    def is_current(self, sealed: str) -> bool:
        """Whether `sealed` is under the key that seals now."""
        try:
            self._newest.decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True

    def reseal(self, sealed: str) -> str:
        """The same text under the key that seals now; raises as `open` does."""
        return self._fernet.rotate(sealed.encode()).decode()

    def blind(self, text: str) -> str:
        """A keyed hash for looking up a sealed text: 32 hexadecimal digits."""
        return hmac.digest(self._blind_key, text.encode(), hashlib.sha256).hex()[:32]

    def code(self, purpose: str, text: str) -> str:
        """A code which proves that `text` is ours, for `purpose`: 32 hexadecimal digits."""
        signed = f"{purpose}\n{text}".encode("utf-8", "replace")
        return hmac.digest(self._code_key, signed, hashlib.sha256).hex()[:32]

    def public_id(self, number: int) -> str:
        """A name of 36 letters or digits for the row `number`; it reveals no number.

        Always the same for a row, as long as the master key is the same.
        """
        sealed = self._siv.encrypt(number.to_bytes(_NUMBER_BYTES), None)
        return base64.b32encode(sealed).decode().rstrip("=").lower()

    def number_of(self, public_id: str) -> int | None:
        """The row that `public_id` names; None for any text that this key has not made."""
        try:
            padded = public_id.upper() + "=" * (-len(public_id) % 8)
            number = int.from_bytes(self._siv.decrypt(base64.b32decode(padded), None))
        except (binascii.Error, ValueError, InvalidTag):
            return None
        return number if self.public_id(number) == public_id.lower() else None

    def pin(self, tracking_code: str, *, number: int = 0, is_long: bool = False) -> str:
        """The pin of a tracking code after `number` changes of it.

        It is derived, so it is stored nowhere; no pin reveals anything of another.
        """
        is_first = number == 0 and not is_long
        digits = LONG_PIN_DIGITS if is_long else PIN_DIGITS
        about = tracking_code if is_first else f"{tracking_code}\n{number}\n{digits}"
        digest = hmac.digest(self._pin_key, about.encode(), hashlib.sha256)
        return str(int.from_bytes(digest[:8]) % 10**digits).zfill(digits)


@lru_cache(maxsize=8)
def _derive(master_key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"dastyar/" + purpose).derive(master_key)


def hash_token(token: str) -> str:
    """SHA-256 of a random bearer token, for storage; tokens are too long to be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


log = structlog.get_logger()


def resealed(sealer: Sealer, sealed: str, where: str) -> str | None:
    """The same text under the key that seals now; None when no key opens it, which is logged.

    `where` names the row in the log.
    """
    try:
        return sealer.reseal(sealed)
    except InvalidToken:
        log.error("value_without_key", where=where)
        return None
