"""Why a portal's token signs nobody in."""

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a token; told to the portal's developers, never with a value of it."""

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

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class KeysUnavailableError(RuntimeError):
    """The portal's keys cannot be had now; the message says why, without an address."""
