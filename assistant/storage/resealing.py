"""Brings a sealed value under the key that seals now, if a key for it is there."""

import structlog
from cryptography.fernet import InvalidToken

from assistant.storage.sealing import Sealer

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
