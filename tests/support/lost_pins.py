"""A gateway whose text messages a test reads, for who has lost the pin of a case."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.background.worker_parts import parts_of
from assistant.background.workers import build_worker
from assistant.cases.closures import CurrentTimes
from assistant.cases.lost_pins import PinRecovery
from assistant.language.digits import ascii_digits
from assistant.storage.database import Database
from assistant.storage.jobs import Worker
from assistant.storage.migrate import migrate
from knowledge.catalogue import Catalogue
from support.office_times import shipped
from support.samples import MOBILE, complaint
from support.serving import Gateway, private_settings

CASES = "/api/v1/cases"
CONTACT = {"mobile": MOBILE}


class House:
    """A gateway whose jobs are done when a test says so; its text messages go to files."""

    def __init__(self, gateway: Gateway, worker: Worker, http: httpx.AsyncClient) -> None:
        self.gateway, self.worker, self.http = gateway, worker, http
        self.database = gateway.runtime.database

    async def filed(self, **changes: object) -> tuple[str, str]:
        given = {"identity": "sealed", "contact": CONTACT} | changes
        receipt = (await self.http.post(CASES, json=complaint(**given))).json()
        return receipt["tracking_code"], receipt["pin"]

    async def ask(self, code: str) -> str:
        """Ask for a code, and let all happen that follows; the ticket."""
        answer = await self.http.post(f"{CASES}/{code}/lost-pin")
        assert answer.status_code == 202, answer.text
        assert answer.json().keys() == {"ticket", "valid_s"}
        await self.worker.drain()
        return answer.json()["ticket"]

    async def show(self, code: str, ticket: str, typed: str, key: str = "") -> httpx.Response:
        headers = {"Idempotency-Key": key or uuid4().hex}
        body = {"ticket": ticket, "code": typed}
        return await self.http.post(f"{CASES}/{code}/lost-pin/code", json=body, headers=headers)

    async def opens(self, code: str, pin: str) -> bool:
        seen = await self.http.get(f"{CASES}/{code}", headers={"X-Case-Pin": pin})
        return seen.status_code == 200

    def texted(self) -> list[dict[str, str]]:
        folder = self.gateway.settings.data_dir / "sms"
        lines = [
            line for file in sorted(folder.glob("*")) for line in file.read_text().splitlines()
        ]
        return [one for one in map(json.loads, lines) if "رمز تازه" in one["text"]]

    def newest_code(self) -> str:
        (digits,) = re.findall(r"[۰-۹]{6}", self.texted()[-1]["text"])
        return ascii_digits(digits)

    async def rows(self) -> list[PinRecovery]:
        query = select(PinRecovery).order_by(PinRecovery.id)
        return list(await self.database.run(lambda session: session.scalars(query).all()))

    async def age(self, by: timedelta) -> None:
        def older(session: Session) -> None:
            for row in session.scalars(select(PinRecovery)):
                row.created_at -= by

        await self.database.run(older)


@asynccontextmanager
async def house_in(
    folder: Path, no_rasa: str, catalogue: Catalogue, sms: str = "file"
) -> AsyncIterator[House]:
    """All of it over a fresh database; quiet hours hold all day."""
    settings = private_settings(
        folder, rasa_url=no_rasa, sms=sms, worker_enabled=False, quiet_hours="00:00-23:59"
    )
    database = Database(settings.database)
    await migrate(database)
    gateway = Gateway(settings)
    gateway.start()
    sealer = gateway.runtime.sealer
    parts = parts_of(settings, database, sealer, catalogue, CurrentTimes(shipped()))
    async with gateway.client() as http:
        yield House(gateway, build_worker(parts), http)
    gateway.stop()
    await parts.close()
    await database.close()
