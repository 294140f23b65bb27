"""Proves a portal's token: a JWS (RFC 7515) of claims (RFC 7519) that says who the citizen is."""

import json
import re
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError
from joserfc.jws import CompactSignature, JWSRegistry, extract_compact, validate_compact

from assistant.citizens.portal_keys import FITTING, PortalKeys
from assistant.citizens.sign_in import IdentityRefusedError, RefusalReason
from assistant.language.controls import without_controls
from assistant.provider_settings import PortalIdentitySettings

LONGEST_TOKEN = 4096
LONGEST_LIFE_S = 300
"""Five minutes from `iat` to `exp`: a token is made for one sign-in that follows at once."""
LEEWAY_S = 30
"""The portal's clock and ours may differ by so much."""
_LONGEST_NAME = 100
_LONGEST_ID = 255
_MOBILE = re.compile(r"(\+98|0)9\d{9}", re.ASCII)
_BROKEN = (JoseError, ValueError, TypeError, KeyError, RecursionError)


@dataclass(frozen=True)
class Vouched:
    """The person whom the portal vouches for; name and mobile are None if it does not give them."""

    subject: str
    nonce: str
    name: str | None = None
    mobile: str | None = None


class _Registry(JWSRegistry):
    """Accepts the algorithms of `FITTING`; joserfc itself warns of `EdDSA`'s name."""

    def get_alg(self, name: str) -> Any:
        if name not in FITTING:
            raise IdentityRefusedError(RefusalReason.ALGORITHM)
        return self.algorithms[name]


_REGISTRY = _Registry(algorithms=list(FITTING), strict_check_header=False)


async def prove(
    token: str, keys: PortalKeys, settings: PortalIdentitySettings, now: float
) -> Vouched:
    """The person whom `token` proves at `now` (seconds since the epoch).

    Raises `IdentityRefusedError`, and `KeysUnavailableError` when the portal's keys cannot be had.
    """
    signed = _opened(token)
    header = signed.headers()
    algorithm, kid = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or algorithm not in FITTING:
        raise IdentityRefusedError(RefusalReason.ALGORITHM)
    if not isinstance(kid, str):
        raise IdentityRefusedError(RefusalReason.KEY)
    key = await keys.find(kid, algorithm)
    try:
        is_right = validate_compact(signed, key, registry=_REGISTRY)
    except _BROKEN as error:
        raise IdentityRefusedError(RefusalReason.SIGNATURE) from error
    if not is_right:
        raise IdentityRefusedError(RefusalReason.SIGNATURE)
    return _vouched(_claims(signed), settings, now)


def _opened(token: str) -> CompactSignature:
    """The token's parts; refuses unreadable tokens, and those that require unknown extensions."""
    try:
        signed = extract_compact(token.encode("ascii"), registry=_REGISTRY)
    except _BROKEN as error:
        raise IdentityRefusedError(RefusalReason.FORMAT) from error
    header = signed.headers()
    if not isinstance(header, dict) or "crit" in header or "b64" in header:
        raise IdentityRefusedError(RefusalReason.FORMAT)
    return signed


def _claims(signed: CompactSignature) -> dict[str, Any]:
    try:
        claims = json.loads(signed.payload or b"")
    except _BROKEN as error:
        raise IdentityRefusedError(RefusalReason.FORMAT) from error
    if not isinstance(claims, dict):
        raise IdentityRefusedError(RefusalReason.FORMAT)
    return claims


def _vouched(claims: dict[str, Any], settings: PortalIdentitySettings, now: float) -> Vouched:
    if claims.get("iss") != settings.issuer:
        raise IdentityRefusedError(RefusalReason.ISSUER)
    audience = claims.get("aud")
    if settings.audience not in (audience if isinstance(audience, list) else [audience]):
        raise IdentityRefusedError(RefusalReason.AUDIENCE)
    _check_times(claims, now)
    subject, nonce = claims.get("sub"), claims.get("nonce")
    if not _is_id(subject):
        raise IdentityRefusedError(RefusalReason.SUBJECT)
    if not _is_id(nonce):
        raise IdentityRefusedError(RefusalReason.NONCE)
    return Vouched(
        str(subject), str(nonce), _name(claims.get("name")), _mobile(claims.get("phone_number"))
    )


def _check_times(claims: dict[str, Any], now: float) -> None:
    issued, ends = _seconds(claims, "iat"), _seconds(claims, "exp")
    starts = _seconds(claims, "nbf") if "nbf" in claims else issued
    if not 0 < ends - issued <= LONGEST_LIFE_S:
        raise IdentityRefusedError(RefusalReason.LIFE)
    if max(issued, starts) > now + LEEWAY_S:
        raise IdentityRefusedError(RefusalReason.NOT_YET)
    if ends <= now - LEEWAY_S:
        raise IdentityRefusedError(RefusalReason.EXPIRED)


def _seconds(claims: dict[str, Any], name: str) -> int:
    value = claims.get(name)
    # In Python `true` is an integer, too.
    if not isinstance(value, int) or isinstance(value, bool):
        raise IdentityRefusedError(RefusalReason.TIMES)
    return value


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and value.isprintable()


def _name(value: object) -> str | None:
    """A name in the form of cases; None if there is none that can be read."""
    if not isinstance(value, str):
        return None
    readable = without_controls(value).encode("utf-8", "ignore").decode()
    return " ".join(readable.split())[:_LONGEST_NAME] or None


def _mobile(value: object) -> str | None:
    """An Iranian mobile number in the form of cases; None for a foreign one."""
    is_one = isinstance(value, str) and _MOBILE.fullmatch(value)
    return str(value) if is_one else None
