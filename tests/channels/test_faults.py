"""A fault of our own: told with an id and nothing else, readable for a portal, and survivable."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import text
from support.citizen import CONVERSATIONS, Citizen
from support.logged import Logged
from support.problems import assert_problem
from support.samples import MOBILE
from support.serving import Gateway

from assistant.storage.database import Database

WORDS = f"گربه‌ام شیرین‌پلو می‌خواهد، {MOBILE}"


@pytest.fixture(params=["turns", "events"])
async def lost_table(
    request: pytest.FixtureRequest, citizen: Citizen, database: Database
) -> AsyncIterator[str]:
    """A real fault in the middle of a turn: a table has lost its name."""
    await rename(database, request.param, f"{request.param}_lost")
    yield request.param
    await rename(database, f"{request.param}_lost", request.param)
    assert (await citizen.say("سلام")).replies, "all is well again"


async def rename(database: Database, old: str, new: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("PRAGMA legacy_alter_table=ON"))
        connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


async def test_a_fault_is_told_with_an_id_that_is_in_the_log(
    citizen: Citizen, lost_table: str, logged: Logged
) -> None:
    problem = assert_problem(await citizen.send({"text": WORDS}), 500, "internal")
    assert set(problem) == {"type", "title", "status", "code", "detail", "error_id"}
    assert str(problem["error_id"]) in logged.text
    assert f"no such table: {lost_table}" in logged.text


async def test_a_fault_writes_no_word_of_the_citizen_into_the_log(
    citizen: Citizen, lost_table: str, logged: Logged
) -> None:
    await citizen.send({"text": WORDS})
    assert "internal_error" in logged.text
    assert MOBILE not in logged.text
    assert "شیرین" not in logged.text


async def test_a_fault_carries_the_headers_of_every_answer(
    citizen: Citizen, lost_table: str
) -> None:
    headers = (await citizen.send({"text": WORDS})).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-request-id"]


async def test_the_line_stays_open_after_a_fault(citizen: Citizen, lost_table: str) -> None:
    async with httpx.AsyncClient(base_url=citizen.http.base_url, trust_env=False) as one_line:
        for _ in range(3):
            refused = await one_line.post(
                citizen.path("messages"), json={"text": WORDS}, headers=citizen.headers
            )
            assert refused.status_code == 500
            assert (await one_line.post(CONVERSATIONS)).status_code == 201


async def test_a_database_that_is_away_is_told_as_such(
    http: httpx.AsyncClient, gateway: Gateway, logged: Logged
) -> None:
    running = gateway.runtime
    nowhere = Database("sqlite:////nowhere/at/all.sqlite3")
    gateway.app.state.runtime = replace(running, database=nowhere)
    try:
        answer = await http.get("/api/v1/ledger/roots")
    finally:
        gateway.app.state.runtime = running
    assert_problem(answer, 503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert "database_away" in logged.text
    assert "internal_error" not in logged.text
