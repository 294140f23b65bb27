"""The identity provider: discovery, the authorisation code with PKCE, and the ID token's proof.

One attempt to sign in travels in a sealed cookie of the browser that makes it.
"""

import hmac
import json
import secrets
import time
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from cryptography.fernet import InvalidToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from assistant.provider_settings import OidcSettings
from assistant.storage.sealing import Sealer

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class SingleSignOnAttempt:
    """Values of one attempt: `state` and, in the ID token, `nonce` come back; `verifier` goes out.

    `began_at` is in seconds since the epoch.
    """

    state: str
    nonce: str
    verifier: str
    began_at: float

    @classmethod
    def begin(cls, at: datetime) -> "SingleSignOnAttempt":
        """A new attempt; every value has 256 random bits."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, at.timestamp())

    def sealed(self, sealer: Sealer) -> str:
        """The cookie's value."""
        return sealer.seal(json.dumps(asdict(self)))

    def is_answered_by(self, state: str, at: datetime) -> bool:
        """Whether `state` is this attempt's, and not too late."""
        is_same = hmac.compare_digest(self.state.encode(), state.encode())
        return is_same and 0 <= at.timestamp() - self.began_at <= LASTS.total_seconds()


def opened(sealer: Sealer, cookie: str) -> SingleSignOnAttempt | None:
    """The attempt of a cookie, or None for a value that we have not sealed."""
    try:
        return SingleSignOnAttempt(**json.loads(sealer.open(cookie)))
    except (InvalidToken, ValueError, TypeError):
        return None


ALGORITHMS = [f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)]
"""Signatures with a key pair only: with a shared secret every client could sign for every other."""
_LEEWAY_S = 60
_METADATA_S = 3600.0
_KEYS_AGAIN_S = 30.0
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_FAULTS = (httpx.HTTPError, AuthlibBaseError, ValueError, KeyError, TypeError)


class ProviderDownError(RuntimeError):
    """The provider does not answer, or not as OpenID Connect requires."""


class NotProvenError(ValueError):
    """The provider's answer does not prove who signs in; the message says why, without values."""


@dataclass(frozen=True)
class ProvenIdentity:
    """The person who has signed in there: the value of the claim in the settings, and the proof."""

    value: str
    id_token: str


class IdentityProvider:
    """One identity provider; `callback` is our address to which it sends browsers back."""

    def __init__(self, settings: OidcSettings, callback: str) -> None:
        self.settings, self._callback = settings, callback
        self._http = httpx.AsyncClient(timeout=settings.timeout_s)
        self._metadata: dict[str, Any] = {}
        self._metadata_until = 0.0
        self._keys: KeySet | None = None
        self._keys_at = -_KEYS_AGAIN_S

    async def close(self) -> None:
        """Close connections."""
        await self._http.aclose()

    async def sign_in_url(self, attempt: SingleSignOnAttempt) -> str:
        """The address to which the browser goes to sign in; raises `ProviderDownError`."""
        metadata = await self._discover()
        more = {"acr_values": self.settings.acr} if self.settings.acr else {}
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
                **more,
            )
        return str(url)

    async def identify(self, code: str, attempt: SingleSignOnAttempt) -> ProvenIdentity:
        """The person behind the code; raises `NotProvenError` and `ProviderDownError`."""
        token = await self._exchange(code, attempt)
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise NotProvenError("no ID token")
        claims = await self._claims(id_token)
        self._check(claims, attempt, str(token.get("access_token", "")))
        return ProvenIdentity(self._value(claims), id_token)

    async def sign_out_url(self, id_token: str, back: str) -> str | None:
        """Where the browser goes to sign out there too; None if that is impossible."""
        try:
            endpoint = (await self._discover()).get("end_session_endpoint")
        except ProviderDownError:
            return None
        query = {
            "id_token_hint": id_token,
            "client_id": self.settings.client_id,
            "post_logout_redirect_uri": back,
        }
        return str(httpx.URL(endpoint).copy_merge_params(query)) if endpoint else None

    def _client(self) -> AsyncOAuth2Client:
        secret = self.settings.client_secret.get_secret_value()
        return AsyncOAuth2Client(
            self.settings.client_id,
            secret or None,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            scope=self.settings.scope,
            redirect_uri=self._callback,
            code_challenge_method="S256",
            timeout=self.settings.timeout_s,
        )

    async def _discover(self) -> dict[str, Any]:
        if time.monotonic() < self._metadata_until:
            return self._metadata
        issuer = self.settings.issuer
        found = await self._json(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise ProviderDownError("another issuer")
        if not all(_is_address(found.get(name), issuer) for name in _NEEDED):
            raise ProviderDownError("endpoints are missing")
        self._metadata, self._metadata_until = found, time.monotonic() + _METADATA_S
        return found

    async def _exchange(self, code: str, attempt: SingleSignOnAttempt) -> dict[str, Any]:
        metadata = await self._discover()
        try:
            async with self._client() as client:
                token = await client.fetch_token(
                    metadata["token_endpoint"], code=code, code_verifier=attempt.verifier
                )
        except AuthlibBaseError as error:
            raise NotProvenError(f"the code was refused: {error.error}") from error
        except _FAULTS as error:
            raise ProviderDownError(type(error).__name__) from error
        return dict(token)

    async def _claims(self, id_token: str) -> CodeIDToken:
        """The claims, if the signature is right by one of the provider's keys."""
        for is_last in (False, True):
            keys = await self._key_set(fresh=is_last)
            try:
                token = jwt.decode(id_token, keys, algorithms=ALGORITHMS)
            except (JoseError, ValueError) as error:
                # The provider may have a new key that is not known here yet.
                if is_last:
                    raise NotProvenError(f"signature: {type(error).__name__}") from error
                continue
            options = {
                "iss": {"essential": True, "value": self.settings.issuer},
                "aud": {"essential": True, "value": self.settings.client_id},
            }
            return CodeIDToken(token.claims, token.header, options, {})
        raise AssertionError("unreachable")

    def _check(self, claims: CodeIDToken, attempt: SingleSignOnAttempt, access_token: str) -> None:
        claims.params = {
            "nonce": attempt.nonce,
            "client_id": self.settings.client_id,
            "access_token": access_token,
        }
        try:
            claims.validate(now=int(time.time()), leeway=_LEEWAY_S)
        except (JoseError, ValueError, TypeError) as error:
            raise NotProvenError(f"claims: {error}") from error
        if self.settings.acr and claims.get("acr") not in self.settings.acr.split():
            raise NotProvenError("claims: acr")

    def _value(self, claims: CodeIDToken) -> str:
        name = self.settings.claim
        value = claims.get(name)
        if not isinstance(value, str) or not value:
            raise NotProvenError(f"claims: {name} is missing")
        if name == "email" and claims.get("email_verified") is not True:
            raise NotProvenError("claims: email is not verified")
        return value

    async def _key_set(self, *, fresh: bool) -> KeySet:
        is_old = time.monotonic() - self._keys_at >= (_KEYS_AGAIN_S if fresh else _METADATA_S)
        if self._keys is None or is_old:
            found = await self._json((await self._discover())["jwks_uri"])
            try:
                self._keys = KeySet.import_key_set(found)  # type: ignore[arg-type]
            except (JoseError, *_FAULTS) as error:
                raise ProviderDownError("no keys") from error
            self._keys_at = time.monotonic()
        return self._keys

    async def _json(self, address: str) -> dict[str, Any]:
        try:
            response = await self._http.get(address)
            response.raise_for_status()
            found = response.json()
        except _FAULTS as error:
            raise ProviderDownError(type(error).__name__) from error
        if not isinstance(found, dict):
            raise ProviderDownError("no object")
        return found


def _is_address(value: object, issuer: str) -> bool:
    """Whether it is an address, and as safe as the issuer's own."""
    parts = urlsplit(value) if isinstance(value, str) else None
    return parts is not None and parts.scheme in {"https", urlsplit(issuer).scheme}
