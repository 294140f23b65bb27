"""A portal that signs its citizens in at the assistant: real keys, real tokens, published keys.

It is an example for who embeds the widget: `token` is all that a portal has to do.
"""

import base64
import json
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
from cryptography.hazmat.primitives import hashes, hmac
from joserfc import jws
from joserfc.jwk import ECKey, Key, KeySet, OKPKey, RSAKey
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from assistant.provider_settings import PortalIdentitySettings

ISSUER = "https://portal.example"
AUDIENCE = "dastyar"
CITIZEN = "/api/v1/citizen"
ALGORITHMS = ["ES256", "RS256", "Ed25519"]
SUBJECT = "c0a8-شهروند-1"
PAGE = """<!doctype html>
<html lang="fa" dir="rtl">
  <head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>درگاه</title>
    <script type="module" src="{assistant}/widget/dastyar.js"></script>
  </head>
  <body>
    <main><h1>درگاه خدمات</h1></main>
    <dastyar-chat api-base="{assistant}" identity-url="/assistant-token"></dastyar-chat>
  </body>
</html>"""
NAME, MOBILE = "پروانه سیمرغی‌زاده", "09121234567"


@dataclass
class Portal:
    """Signs for whoever is signed in there; `published` is what it shows of its keys."""

    keys: dict[str, Key] = field(
        default_factory=lambda: {
            "ES256": ECKey.generate_key("P-256", {"kid": "ec"}),
            "RS256": RSAKey.generate_key(2048, {"kid": "rsa"}),
            "Ed25519": OKPKey.generate_key("Ed25519", {"kid": "ed"}),
        }
    )
    published: list[Key] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.published = self.published or list(self.keys.values())

    def jwks(self) -> dict[str, Any]:
        """The public keys, as the portal publishes them."""
        return KeySet(self.published).as_dict(private=False)

    def token(
        self, nonce: str, subject: str = SUBJECT, algorithm: str = "ES256", **changes: object
    ) -> str:
        """A token of two minutes; `changes` of its claims, where None leaves one out."""
        return self.sign(claims_of(nonce, subject) | changes, algorithm)

    def sign(
        self,
        claims: dict[str, object],
        algorithm: str = "ES256",
        *,
        key: Key | None = None,
        **header: object,
    ) -> str:
        """Any claims, by the key of an algorithm or by another."""
        told = {name: value for name, value in claims.items() if value is not None}
        return self.sign_bytes(json.dumps(told).encode(), algorithm, key=key, **header)

    def sign_bytes(
        self, payload: bytes, algorithm: str = "ES256", *, key: Key | None = None, **header: object
    ) -> str:
        """Sign any bytes, also such that are no claims at all."""
        signer = key or self.keys[algorithm]
        top = {"alg": algorithm, "kid": signer.kid, "typ": "JWT"} | header
        return jws.serialize_compact(top, payload, signer, algorithms=[algorithm])

    def serve(self, server: HTTPServer) -> str:
        """Publish the keys; the address at which they are."""
        server.expect_request("/jwks").respond_with_handler(lambda _: _json(self.jwks()))
        return server.url_for("/jwks")

    def settings(self, keys: str, **values: object) -> PortalIdentitySettings:
        """How the assistant knows this portal."""
        return PortalIdentitySettings(issuer=ISSUER, keys=keys, **values)

    def serve_page(self, server: HTTPServer, assistant: str) -> None:
        """A page with the widget, and the address that gives it a token of the signed-in person.

        The cookie `who` says who is signed in; without it nobody is.
        """
        page = PAGE.format(assistant=assistant)
        server.expect_request("/").respond_with_data(page, content_type="text/html; charset=utf-8")
        server.expect_request("/favicon.ico").respond_with_data("", status=204)

        def answer(request: Request) -> Response:
            who = request.cookies.get("who")
            if not who:
                return Response(status=204)
            told = {"name": NAME, "phone_number": MOBILE}
            return _json({"token": self.token(request.get_json()["nonce"], who, **told)})

        server.expect_request("/assistant-token", method="POST").respond_with_handler(answer)


def claims_of(nonce: str, subject: str = SUBJECT) -> dict[str, object]:
    """The claims of a right token."""
    at = int(time.time())
    return {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": subject,
        "nonce": nonce,
        "iat": at,
        "nbf": at,
        "exp": at + 120,
    }


def unsigned(claims: dict[str, object], header: dict[str, object], signature: bytes = b"") -> str:
    """A token as an attacker puts it together."""
    parts = [json.dumps(header).encode(), json.dumps(claims).encode(), signature]
    return ".".join(_base64(part) for part in parts)


def by_public_key(claims: dict[str, object], key: Key) -> str:
    """Signed by HS256 under a public key that everybody knows: the classical confusion."""
    header: dict[str, object] = {"alg": "HS256", "kid": key.kid}
    unsealed = unsigned(claims, header).removesuffix(".")
    made = hmac.HMAC(key.as_pem(private=False), hashes.SHA256())
    made.update(unsealed.encode())
    return f"{unsealed}.{_base64(made.finalize())}"


@dataclass
class Someone:
    """A citizen of the portal, signed in at the assistant over HTTP."""

    http: httpx.AsyncClient
    session: str
    answer: dict[str, Any]

    @classmethod
    async def arrive(
        cls, http: httpx.AsyncClient, portal: Portal, subject: str = SUBJECT, **claims: object
    ) -> "Someone":
        begun = await begin(http)
        token = portal.token(begun["nonce"], subject, **claims)
        answer = await show(http, token, begun)
        assert answer.status_code == 201, answer.text
        return cls(http, answer.json()["session"], answer.json())

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Citizen-Session": self.session}

    async def cases(self) -> list[str]:
        """The codes of the citizen's cases, as they are listed."""
        answer = await self.http.get(f"{CITIZEN}/cases", headers=self.headers)
        assert answer.status_code == 200, answer.text
        return [case["tracking_code"] for case in answer.json()["cases"]]

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = self.headers | more.pop("headers", {})
        return await self.http.request(method, path, headers=headers, **more)


async def begin(http: httpx.AsyncClient) -> dict[str, str]:
    answer = await http.post(f"{CITIZEN}/nonce")
    assert answer.status_code == 201, answer.text
    begun: dict[str, str] = answer.json()
    return begun


async def show(http: httpx.AsyncClient, token: str, begun: dict[str, str]) -> httpx.Response:
    """Show a token for an attempt."""
    body = {"token": token, "secret": begun["secret"]}
    return await http.post(f"{CITIZEN}/session", json=body)


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _json(body: object, status: int = 200) -> Response:
    return Response(json.dumps(body), status, content_type="application/json")
