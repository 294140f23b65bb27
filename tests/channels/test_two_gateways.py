"""Two gateways and two Rasas: every turn may meet any of them, and no filing loses its owner."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx
import pytest
from sqlalchemy import select
from support.citizen import Citizen, file_complaint
from support.postgres import Postgres
from support.rasa_standin import StandIn
from support.serving import Gateway
from support.two_gateways import INTERNAL, at_work, callback, in_turn, sibling_settings

from assistant.cases.models import Case
from assistant.conversation.models import Turn
from assistant.storage.database import Database

ACT = "thank"
"""What both stand-ins make of every text, and our own reader of none of these: so it shows that
Rasa has answered."""
FILINGS = 8


@dataclass
class Cluster:
    gateways: list[Gateway]
    rasas: list[StandIn]
    database: Database
    http: httpx.AsyncClient


@pytest.fixture(scope="module")
async def cluster(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Cluster]:
    async with AsyncExitStack() as stack:
        rasas = [await stack.enter_async_context(StandIn(INTERNAL, act=ACT).served()) for _ in "12"]
        settings = await sibling_settings(
            tmp_path_factory.mktemp("siblings"),
            postgres.new_database(),
            [rasa.url for rasa in rasas],
        )
        for rasa in rasas:
            rasa.callbacks = {callback(one.port) for one in settings}
        gateways = await stack.enter_async_context(at_work(settings))
        database = Database(settings[0].database)
        stack.push_async_callback(database.close)
        http = await stack.enter_async_context(in_turn([one.address for one in gateways]))
        yield Cluster(gateways, rasas, database, http)


@pytest.fixture(autouse=True)
async def well(cluster: Cluster) -> None:
    """Each test begins with both Rasas at both gateways."""
    for rasa in cluster.rasas:
        rasa.drops = False
    async with asyncio.timeout(30):
        for gateway in cluster.gateways:
            client = gateway.runtime.rasa
            while not all(replica.is_ready for replica in client._replicas):
                async with gateway.client() as http:
                    await http.get("/readyz")
                await asyncio.sleep(0.05)
    for rasa in cluster.rasas:
        rasa.senders.clear()
        rasa.refused.clear()


async def filed(cluster: Cluster, count: int) -> list[Citizen]:
    """So many citizens who complain at the same time, each through both gateways."""
    citizens = [await Citizen.arrive(cluster.http) for _ in range(count)]
    words = "سه بار به اداره رفتم و هر بار گفتند فردا بیا"
    answers = await asyncio.gather(*(file_complaint(one, words) for one in citizens))
    assert all(answer.first("case")["pin"] for answer in answers)
    return citizens


async def owners(cluster: Cluster) -> list[tuple[str | None, str | None]]:
    query = select(Case.conversation_id, Case.idempotency_key)
    return await cluster.database.run(
        lambda session: [tuple(row) for row in session.execute(query)]
    )


async def turns_of(cluster: Cluster, citizens: list[Citizen]) -> set[str]:
    query = select(Turn.id).where(Turn.conversation_id.in_([one.id for one in citizens]))
    return await cluster.database.run(lambda session: set(session.scalars(query)))


async def test_every_filing_keeps_its_owner_whichever_gateway_and_rasa_it_meets(
    cluster: Cluster,
) -> None:
    before = await owners(cluster)
    citizens = await filed(cluster, FILINGS)
    added = (await owners(cluster))[len(before) :]
    assert {owner for owner, _ in added} == {one.id for one in citizens}
    assert len(added) == FILINGS
    assert all(key for _, key in added)
    first, second = cluster.rasas
    senders = first.senders + second.senders
    assert set(senders) == await turns_of(cluster, citizens), "Rasa's sender is the turn"
    assert len(senders) == len(set(senders)), "no turn was asked for twice"
    assert min(len(first.senders), len(second.senders)) >= len(senders) / 4
    assert first.refused == second.refused == []


async def test_it_was_rasa_that_answered(cluster: Cluster) -> None:
    citizen = await Citizen.arrive(cluster.http)
    for _ in range(4):
        answer = await citizen.say("برای تعویض کارت ملی کجا بروم؟")
        assert answer.body["act"]["name"] == ACT


async def test_a_rasa_that_hangs_up_loses_no_filing(cluster: Cluster) -> None:
    before = await owners(cluster)
    sick, other = cluster.rasas
    sick.drops = True
    citizens = await filed(cluster, FILINGS)
    added = (await owners(cluster))[len(before) :]
    assert sorted(owner or "" for owner, _ in added) == sorted(one.id for one in citizens)
    assert set(other.senders) == await turns_of(cluster, citizens)


async def test_an_action_at_the_wrong_gateway_is_refused_and_files_nothing(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a fixed address of actions did: every second turn came to a gateway that had it not."""
    before = await owners(cluster)
    one, other = cluster.gateways
    monkeypatch.setattr(one.runtime.rasa, "_callback", other.runtime.rasa._callback)
    citizens = await filed(cluster, 2)
    added = (await owners(cluster))[len(before) :]
    assert sorted(owner or "" for owner, _ in added) == sorted(one.id for one in citizens)
    refused = cluster.rasas[0].refused + cluster.rasas[1].refused
    assert refused
    assert set(refused) == {409}


async def test_a_message_sent_to_both_gateways_at_once_is_one_turn(cluster: Cluster) -> None:
    citizen = await Citizen.arrive(cluster.http)
    text = {"text": "برای تعویض کارت ملی کجا بروم؟"}
    answers = await asyncio.gather(*(citizen.send(text, "the same key") for _ in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["turn_id"] for answer in answers}) == 1
    assert len(await turns_of(cluster, [citizen])) == 1
