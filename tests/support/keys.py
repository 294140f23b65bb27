"""Other systems of the tests: each has a key that was really issued, and calls over real HTTP."""

from dataclasses import dataclass
from typing import Any

import httpx

from assistant.conversation.models import now
from assistant.keys import api_keys
from assistant.keys.api_keys import IssuedKey, KeyWish, Scope
from assistant.storage.database import Database
from support.serving import Gateway

AGENCY_CASES = "/api/v1/agency/cases"


def wish(agency: str | None, days: int = 30) -> KeyWish:
    """A key for the agency's cases; without an agency, one for Open311."""
    scope = Scope.AGENCY if agency else Scope.OPEN311
    return KeyWish("سامانهٔ آزمون", scope, agency, days, "cli")


async def issued_key(database: Database, agency: str | None = "abfa") -> IssuedKey:
    return await database.run(lambda session: api_keys.issue(session, wish(agency), now()))


def issue_at_once(gateway: Gateway, agency: str | None) -> str:
    """The same from outside of an event loop."""
    database = Database(gateway.settings.database)
    with database.transaction() as session:
        token = api_keys.issue(session, wish(agency), now()).token
    database.engine.dispose()
    return token


@dataclass
class AgencySystem:
    """The system of an agency."""

    http: httpx.AsyncClient
    token: str

    @classmethod
    async def of(
        cls, http: httpx.AsyncClient, database: Database, agency: str | None = "abfa"
    ) -> "AgencySystem":
        return cls(http, (await issued_key(database, agency)).token)

    @property
    def key_id(self) -> str:
        return self.token[3:15]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def get(self, path: str = "", **query: object) -> httpx.Response:
        address = f"{AGENCY_CASES}/{path}" if path else AGENCY_CASES
        return await self.http.get(address, params=query, headers=self.headers)

    async def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        given = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.http.post(f"{AGENCY_CASES}/{path}", json=body or {}, headers=given)

    async def codes(self, **query: object) -> list[str]:
        """Tracking codes of one page of the list."""
        response = await self.get(**query)
        assert response.status_code == 200, response.text
        return [case["tracking_code"] for case in response.json()["cases"]]

    async def case(self, code: str) -> dict[str, Any]:
        response = await self.get(code)
        assert response.status_code == 200, response.text
        return response.json()
