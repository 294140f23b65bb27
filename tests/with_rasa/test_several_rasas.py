"""Two gateways with two real Rasas: any of them takes any turn, and one may die."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx
import pytest
from sqlalchemy import select
from support.citizen import Citizen, file_complaint
from support.postgres import Postgres
from support.serving import Gateway
from support.two_gateways import at_work, in_turn, sibling_settings

from assistant.cases.models import Case
from assistant.settings import get_settings
from assistant.storage.database import Database
from assistant.supervisor.processes import Child, rasa_child
from assistant.supervisor.rasa_model import ensure_model
from lab.evaluation.stack import free_port

pytestmark = pytest.mark.rasa
START_S = 180
FILINGS = 6
WORDS = "سه بار به اداره رفتم و هر بار گفتند فردا بیا"


@dataclass
class Cluster:
    gateways: list[Gateway]
    rasas: list[Child]
    database: Database
    http: httpx.AsyncClient

    async def ready(self, count: int) -> None:
        """Return when each gateway knows so many Rasas well and warm."""
        async with asyncio.timeout(START_S):
            for gateway in self.gateways:
                replicas = gateway.runtime.rasa._replicas
                while sum(replica.is_ready for replica in replicas) != count:
                    async with gateway.client() as http:
                        await http.get("/readyz")
                    await asyncio.sleep(0.2)

    async def owners(self) -> list[str | None]:
        query = select(Case.conversation_id).order_by(Case.id)
        return await self.database.run(lambda session: list(session.scalars(query)))


@pytest.fixture(scope="module")
async def cluster(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Cluster]:
    model = ensure_model(get_settings(), print)
    urls = [f"http://127.0.0.1:{free_port()}" for _ in range(2)]
    folder = tmp_path_factory.mktemp("several")
    settings = await sibling_settings(folder, postgres.new_database(), urls)
    async with AsyncExitStack() as stack:
        rasas = [rasa_child(settings[0], model, url) for url in urls]
        for rasa in rasas:
            await rasa.start()
            stack.push_async_callback(rasa.stop)
        gateways = await stack.enter_async_context(at_work(settings))
        database = Database(settings[0].database)
        stack.push_async_callback(database.close)
        http = await stack.enter_async_context(in_turn([one.address for one in gateways]))
        yield Cluster(gateways, rasas, database, http)


async def filed(cluster: Cluster) -> None:
    """Complaints at the same time, each through both gateways; each has its owner."""
    before = await cluster.owners()
    citizens = [await Citizen.arrive(cluster.http) for _ in range(FILINGS)]
    answers = await asyncio.gather(*(file_complaint(one, WORDS) for one in citizens))
    assert all(answer.first("case")["pin"] for answer in answers)
    added = (await cluster.owners())[len(before) :]
    assert sorted(owner or "" for owner in added) == sorted(one.id for one in citizens)


async def test_any_rasa_takes_any_turn_and_one_may_die(cluster: Cluster) -> None:
    await cluster.ready(2)
    await filed(cluster)
    asked = [replica.asked_at for one in cluster.gateways for replica in one.runtime.rasa._replicas]
    assert min(asked) > 0, "each gateway has asked each Rasa"

    process = cluster.rasas[1].process
    assert process is not None
    os.killpg(process.pid, signal.SIGKILL)
    await filed(cluster)
    await cluster.ready(1)
    citizen = await Citizen.arrive(cluster.http)
    thanked = await citizen.say("خیلی ممنون")
    assert thanked.body["act"]["name"] == "thank"
    log = (cluster.gateways[0].settings.data_dir / "log" / "rasa.log").read_text(errors="replace")
    assert "Traceback" not in log
