"""One try to sign in at the identity provider; it travels in a sealed cookie of that browser."""

import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken

from assistant.storage.sealing import Sealer

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Attempt:
    """What must come back: `state` to us, `nonce` in the ID token, `verifier` with the code.

    `began_at` is in seconds since the epoch.
    """

    state: str
    nonce: str
    verifier: str
    began_at: float

    @classmethod
    def begin(cls, at: datetime) -> "Attempt":
        """A fresh one; every value has 256 random bits."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, at.timestamp())

    def sealed(self, sealer: Sealer) -> str:
        """The cookie's value."""
        return sealer.seal(json.dumps(asdict(self)))

    def is_answered_by(self, state: str, at: datetime) -> bool:
        """Whether `state` is this attempt's, and not too late."""
        is_same = hmac.compare_digest(self.state.encode(), state.encode())
        return is_same and 0 <= at.timestamp() - self.began_at <= LASTS.total_seconds()


def opened(sealer: Sealer, cookie: str) -> Attempt | None:
    """The attempt of a cookie, or None for anything that we have not sealed."""
    try:
        return Attempt(**json.loads(sealer.open(cookie)))
    except (InvalidToken, ValueError, TypeError):
        return None
