"""Operators of the tests: they enrol, sign in and work over real HTTP."""

import itertools
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import pyotp
from sqlalchemy import update

from assistant.conversation.models import now
from assistant.desk.accounts import Credentials, add_account, enrol
from assistant.desk.models import Account
from assistant.desk.roles import Role
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

DESK = "/api/v1/desk"
PASSWORD = "بلوط پیر کنار رود"
_numbers = itertools.count(1)


@dataclass
class Holder:
    """An enrolled account, and what its holder knows."""

    id: str
    login: str
    name: str
    secret: str
    database: Database

    @classmethod
    async def enrol(
        cls,
        database: Database,
        sealer: Sealer,
        role: Role = Role.OPERATOR,
        agency: str | None = None,
    ) -> "Holder":
        number = next(_numbers)
        login, name = f"{role}-{number}-{now():%H%M%S%f}", f"همکار {number}"

        def work(session: Any) -> tuple[str, str]:
            row = Account(login=login, name=name, role=role, agency_id=agency)
            new = add_account(session, sealer, row, now())
            secret = sealer.open(new.account.totp_sealed)
            code = pyotp.TOTP(secret).at(time.time())
            enrol(session, sealer, new.token, Credentials("", PASSWORD, code), now())
            return new.account.id, secret

        id, secret = await database.run(work)
        return cls(id, login, name, secret, database)

    async def code(self) -> str:
        """A code that is good now, as if half a minute had passed since the last one."""
        forget = update(Account).where(Account.id == self.id).values(totp_step=0)
        await self.database.run(lambda session: session.execute(forget))
        return pyotp.TOTP(self.secret).at(time.time())

    async def credentials(self, **changes: str) -> dict[str, str]:
        return {"login": self.login, "password": PASSWORD, "code": await self.code()} | changes


@dataclass
class Operator:
    """Somebody at the desk, signed in with their own browser."""

    http: httpx.AsyncClient
    holder: Holder
    csrf: str = ""
    account: dict[str, Any] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        return {"X-CSRF-Token": self.csrf}

    async def sign_in(self) -> httpx.Response:
        response = await self.http.post(f"{DESK}/session", json=await self.holder.credentials())
        if response.status_code == 200:
            self.csrf, self.account = response.json()["csrf_token"], response.json()["account"]
        return response

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(f"{DESK}/{path}")

    async def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        given = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.http.post(f"{DESK}/{path}", json=body or {}, headers=given)

    async def act(self, conversation: str, action: str, body: object = None) -> httpx.Response:
        return await self.post(f"conversations/{conversation}/{action}", body)

    async def look(self, conversation: str) -> dict[str, Any]:
        response = await self.get(f"conversations/{conversation}")
        assert response.status_code == 200, response.text
        return response.json()

    async def queue(self) -> dict[str, Any]:
        response = await self.get("queue")
        assert response.status_code == 200, response.text
        return response.json()


Arrive = Callable[..., Awaitable[Operator]]
"""Brings somebody with a role to the desk, signed in."""
