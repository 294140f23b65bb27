"""Signatures of what goes between two systems that share a secret."""

import hashlib
import hmac
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=5)
"""How far the time of a signature may be away, so that an old message cannot be replayed."""
_VERSION = "v1="


class BadSignatureError(ValueError):
    """The signature or its time is wrong."""


class Signer:
    """Signs and checks with one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, body: bytes, timestamp: str) -> str:
        """The signature of `body` at `timestamp`, seconds since 1970."""
        signed = timestamp.encode() + b"." + body
        return _VERSION + hmac.digest(self._secret, signed, hashlib.sha256).hex()

    def check(self, body: bytes, timestamp: str, signature: str, now: datetime) -> None:
        """Raise `BadSignatureError` unless `signature` is right and its time near `now`."""
        is_right = hmac.compare_digest(
            self.sign(body, timestamp).encode(), signature.encode(errors="replace")
        )
        is_number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12
        if not (is_right and is_number):
            raise BadSignatureError("signature")
        if abs(now.timestamp() - int(timestamp)) > WINDOW.total_seconds():
            raise BadSignatureError("timestamp")
