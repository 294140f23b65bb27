"""A citizen's sign-in at the portal: one attempt, and why its token is refused.

The nonce is a hash of the attempt, which the browser that asked for it sends to nobody but us. So a
token that somebody finds at the portal or on its way signs nobody in elsewhere, used or not.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from cryptography.fernet import InvalidToken

from assistant.storage.sealing import Sealer


class RefusalReason(StrEnum):
    """The fault of a token; the portal's developers see it, never with a value from the token."""

    FORMAT = "format"
    ALGORITHM = "algorithm"
    KEY = "key"
    SIGNATURE = "signature"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    SUBJECT = "subject"
    TIMES = "times"
    LIFE = "life"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    NONCE = "nonce"
    USED = "used"


class IdentityRefusedError(ValueError):
    """The token proves nobody."""

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(reason)
        self.reason = reason


class KeysUnavailableError(RuntimeError):
    """The portal's keys cannot be had now; the message says why, without an address."""


LASTS = timedelta(minutes=10)
LONGEST = 512
_KIND = "citizen sign-in"


@dataclass(frozen=True)
class SignInAttempt:
    """An attempt that has begun; `secret` is sealed, and reveals only the time."""

    secret: str
    expires_at: datetime

    @property
    def nonce(self) -> str:
        """The nonce that the portal signs: 43 characters."""
        digest = hashlib.sha256(self.secret.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def begin(sealer: Sealer, now: datetime) -> SignInAttempt:
    """A new attempt; nothing of it is stored, so that strangers can fill no table."""
    told = {"kind": _KIND, "random": secrets.token_urlsafe(32), "at": now.timestamp()}
    return SignInAttempt(sealer.seal(json.dumps(told)), now + LASTS)


def opened(sealer: Sealer, secret: str, now: datetime) -> SignInAttempt:
    """The attempt that was begun here; raises `IdentityRefusedError` for any other or late one."""
    try:
        told = json.loads(sealer.open(secret))
        kind, begun = told["kind"], datetime.fromtimestamp(told["at"], UTC)
    except (InvalidToken, ValueError, KeyError, TypeError) as error:
        raise IdentityRefusedError(RefusalReason.NONCE) from error
    if kind != _KIND or not timedelta() <= now - begun <= LASTS:
        raise IdentityRefusedError(RefusalReason.NONCE)
    return SignInAttempt(secret, begun + LASTS)
