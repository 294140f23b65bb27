"""The public keys by which a portal signs its tokens: fetched, kept a while, found by name."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import httpx2 as httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

from assistant.citizens.sign_in import IdentityRefusedError, KeysUnavailableError, RefusalReason
from assistant.provider_settings import PortalIdentitySettings

PublicKey = RSAKey | ECKey | OKPKey
FITTING = {
    "RS256": ("RSA", None),
    "ES256": ("EC", "P-256"),
    "EdDSA": ("OKP", "Ed25519"),
    "Ed25519": ("OKP", "Ed25519"),
}
"""The only accepted algorithms, each with type and curve of the key that it needs.

All sign with a key pair: with a shared secret, whoever can check a token could make one. `Ed25519`
is RFC 9864's name for `EdDSA` with that curve.
"""
LEAST_RSA_BITS = 2048
KEPT_S = 3600.0
AGAIN_S = 30.0
"""An unknown name has the keys fetched again, but no sooner than this: strangers invent names."""
_MOST_BYTES = 64 * 1024
_MOST_KEYS = 32


class PortalKeys:
    """The keys of one portal, by `kid`."""

    def __init__(self, settings: PortalIdentitySettings) -> None:
        self._settings = settings
        self._keys: dict[str, PublicKey] = {}
        self._fetched_at = self._tried_at = -KEPT_S
        self._fetching = asyncio.Lock()

    async def find(self, kid: str, algorithm: str) -> PublicKey:
        """The key of this name that may sign with `algorithm`.

        Raises `IdentityRefusedError` when there is none, `KeysUnavailableError` when nobody knows.
        """
        await self._fetch(older_than_s=KEPT_S)
        if kid not in self._keys:
            await self._fetch(older_than_s=AGAIN_S)
        key = self._keys.get(kid)
        if key is None or not _fits(key, algorithm):
            raise IdentityRefusedError(RefusalReason.KEY)
        return key

    async def _fetch(self, *, older_than_s: float) -> None:
        async with self._fetching:
            now = time.monotonic()
            if now - self._fetched_at < older_than_s:
                return
            if now - self._tried_at < AGAIN_S:
                if now - self._fetched_at < KEPT_S:
                    return
                raise KeysUnavailableError("no keys since the last try")
            self._tried_at = now
            self._keys = _imported(await self._document())
            self._fetched_at = now

    async def _document(self) -> bytes:
        path = self._settings.keys_file
        try:
            if path is not None:
                return await asyncio.to_thread(_start_of, path)
            return await self._download()
        except (OSError, httpx.HTTPError) as error:
            raise KeysUnavailableError(type(error).__name__) from error

    async def _download(self) -> bytes:
        timeout, found = self._settings.timeout_s, b""
        async with (
            asyncio.timeout(timeout),
            httpx.AsyncClient(timeout=timeout, follow_redirects=False) as http,
            http.stream("GET", self._settings.keys) as response,
        ):
            response.raise_for_status()
            async for piece in response.aiter_bytes():
                found += piece
                if len(found) > _MOST_BYTES:
                    break
        return found


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def _imported(document: bytes) -> dict[str, PublicKey]:
    """The keys that may sign, by name; raises `KeysUnavailableError` for other data."""
    try:
        listed = json.loads(document)["keys"] if len(document) <= _MOST_BYTES else None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeysUnavailableError("no key set") from error
    if not isinstance(listed, list) or len(listed) > _MOST_KEYS:
        raise KeysUnavailableError("no key set")
    found: dict[str, PublicKey] = {}
    for one in listed:
        kid, key = _public_key(one)
        if key is not None and kid in found:
            raise KeysUnavailableError("two keys of one name")
        if key is not None:
            found[kid] = key
    if not found:
        raise KeysUnavailableError("no key that may sign")
    return found


def _public_key(one: Any) -> tuple[str, PublicKey | None]:
    """A signing key and its name; None for a key of another use, or without a name."""
    if not isinstance(one, dict) or one.get("use", "sig") != "sig":
        return "", None
    kid = one.get("kid")
    if not isinstance(kid, str) or not kid:
        return "", None
    try:
        key = JWKRegistry.import_key(one)
    except (JoseError, ValueError, KeyError, TypeError):
        # A key for another use, or broken: no token is signed by it.
        return kid, None
    return kid, key if isinstance(key, RSAKey | ECKey | OKPKey) else None


def _fits(key: PublicKey, algorithm: str) -> bool:
    """Whether `key` is for `algorithm`: its type, its curve, and its own statements."""
    kind, curve = FITTING[algorithm]
    if key.key_type != kind or key.alg not in {None, algorithm}:
        return False
    if isinstance(key, RSAKey):
        return key.public_key.key_size >= LEAST_RSA_BITS
    return key.curve_name == curve
