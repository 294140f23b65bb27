"""An identity provider that others wrote, and one of our own that lies."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

CLIENT = "dastyar-desk"
_START_S = 60


class MockProvider:
    """PyPI's oidc-provider-mock in its own process."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.issuer = f"http://localhost:{port}"
        command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
        environment = os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"}
        self._process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _START_S
        while not self._is_up():
            assert self._process.poll() is None, "the identity provider did not start"
            assert time.monotonic() < deadline, "the identity provider starts too slowly"
            time.sleep(0.1)

    def _is_up(self) -> bool:
        try:
            url = f"{self.issuer}/.well-known/openid-configuration"
            return httpx.get(url, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)


@dataclass
class Liar:
    """Signs whatever a test wants; `change` turns right claims into wrong ones.

    It checks PKCE and the redirect address as a provider has to, and gives each code once.
    """

    server: HTTPServer
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    published: list[RSAKey] = field(default_factory=list)
    change: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    encode: Callable[[dict[str, Any], RSAKey], str] | None = None
    asked: dict[str, str] = field(default_factory=dict)
    exchanged: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.published = self.published or [self.key]
        self.server.expect_request("/.well-known/openid-configuration").respond_with_handler(
            lambda _: _json(self.metadata())
        )
        self.server.expect_request("/jwks").respond_with_handler(lambda _: _json(self.jwks()))
        self.server.expect_request("/token").respond_with_handler(self._token)

    @property
    def issuer(self) -> str:
        return self.server.url_for("").rstrip("/")

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorise",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/logout?realm=one",
        }

    def jwks(self) -> dict[str, Any]:
        return KeySet(self.published).as_dict(private=False)

    def authorise(self, address: str) -> str:
        """What the browser brings back from there: the callback's query."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorise"
        self.asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return f"code=the-code&state={self.asked['state']}"

    def _token(self, request: Request) -> Response:
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        self.exchanged = dict(request.form)
        is_right = (
            request.form["code"] == "the-code"
            and request.form["redirect_uri"] == self.asked["redirect_uri"]
            and self.asked["code_challenge_method"] == "S256"
            and create_s256_code_challenge(request.form["code_verifier"])
            == self.asked["code_challenge"]
        )
        if not is_right:
            return _json({"error": "invalid_grant"}, 400)
        claims = self.change(self.right_claims())
        encoded = self.encode(claims, self.key) if self.encode else signed(claims, self.key)
        return _json({"access_token": "a", "token_type": "Bearer", "id_token": encoded})

    def right_claims(self) -> dict[str, Any]:
        at = int(time.time())
        return {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "248289761001",
            "exp": at + 300,
            "iat": at,
            "nonce": self.asked["nonce"],
        }


def signed(claims: dict[str, Any], key: Any, algorithm: str = "RS256", **header: str) -> str:
    return jwt.encode(
        {"alg": algorithm, "kid": "one"} | header, claims, key, algorithms=[algorithm]
    )


def _json(body: object, status: int = 200) -> Response:
    import json

    return Response(json.dumps(body), status, content_type="application/json")
