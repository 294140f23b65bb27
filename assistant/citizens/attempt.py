"""One try to sign in: what the portal puts into its token, and what only this browser knows.

The nonce is a hash of the attempt, which never leaves the browser that asked for it but to us. So a
token that somebody finds at the portal or on its way signs nobody in elsewhere, used or not.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.fernet import InvalidToken

from assistant.citizens.refusals import IdentityRefusedError, Reason
from assistant.storage.sealing import Sealer

LASTS = timedelta(minutes=10)
LONGEST = 512
_KIND = "citizen sign-in"


@dataclass(frozen=True)
class Attempt:
    """A try that has begun; `secret` is sealed, and tells nothing but when."""

    secret: str
    expires_at: datetime

    @property
    def nonce(self) -> str:
        """What the portal signs: 43 characters."""
        digest = hashlib.sha256(self.secret.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def begin(sealer: Sealer, now: datetime) -> Attempt:
    """A fresh one; nothing is kept of it, so that strangers can fill no table."""
    told = {"kind": _KIND, "random": secrets.token_urlsafe(32), "at": now.timestamp()}
    return Attempt(sealer.seal(json.dumps(told)), now + LASTS)


def opened(sealer: Sealer, secret: str, now: datetime) -> Attempt:
    """The attempt that was begun here; raises `IdentityRefusedError` for any other, and late."""
    try:
        told = json.loads(sealer.open(secret))
        kind, begun = told["kind"], datetime.fromtimestamp(told["at"], UTC)
    except (InvalidToken, ValueError, KeyError, TypeError) as error:
        raise IdentityRefusedError(Reason.NONCE) from error
    if kind != _KIND or not timedelta() <= now - begun <= LASTS:
        raise IdentityRefusedError(Reason.NONCE)
    return Attempt(secret, begun + LASTS)
