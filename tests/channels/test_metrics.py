"""What becomes of messages, wishes for a human and filings is counted, once each."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from uuid import uuid4

import httpx
import pytest
from prometheus_client import REGISTRY
from sqlalchemy import delete, text
from support.citizen import Citizen
from support.problems import assert_problem
from support.serving import Gateway

from assistant.conversation.decisions import measured
from assistant.conversation.turns import EmptyMessageError
from assistant.provider_settings import SmsKind, SmsProviderSettings
from assistant.sms.accounts import SmsLine, line_of
from assistant.storage.database import Database

TURNS, FILINGS = "dastyar_turns_total", "dastyar_filings_total"
HANDOFFS, ANSWERS = "dastyar_handoff_seconds_count", "dastyar_turn_seconds_count"
DRAFT = {
    "kind": "complaint",
    "agency_id": "abfa",
    "indicator": "delay",
    "description": "سه هفته است که برای وصل آب کسی نیامده است.",
}


def figure(name: str, **labels: str) -> float:
    value = REGISTRY.get_sample_value(name, labels)
    assert value is not None, f"{name} is not there before anything happened"
    return value


def figures() -> dict[str, float]:
    return {
        **{outcome: figure(TURNS, outcome=outcome) for outcome in ("answered", "kept", "failed")},
        **{f"filed {one}": figure(FILINGS, outcome=one) for one in ("new", "again", "failed")},
        "queued": figure(HANDOFFS),
        "answers": figure(ANSWERS),
    }


@asynccontextmanager
async def rises(**expected: float) -> AsyncIterator[None]:
    before = figures()
    yield
    after = figures()
    assert {k: after[k] - before[k] for k in after if after[k] != before[k]} == expected


async def test_an_answer_is_counted_with_its_time(citizen: Citizen) -> None:
    async with rises(answered=1, answers=1):
        await citizen.say("سلام")


async def test_a_repetition_is_no_second_message(citizen: Citizen) -> None:
    await citizen.say("سلام", key="once")
    async with rises():
        await citizen.say("سلام", key="once")


async def test_a_refusal_is_no_failing(citizen: Citizen) -> None:
    async with rises():
        assert (await citizen.send({"choice": "never:shown"})).status_code == 422
        with pytest.raises(EmptyMessageError), measured():
            raise EmptyMessageError


async def test_a_wish_for_a_human_is_counted_when_it_is_in_the_queue(citizen: Citizen) -> None:
    async with rises(answered=1, answers=1, queued=1):
        assert (await citizen.ask_for_human()).status_code == 202
    async with rises(kept=1):
        # A note for the operator: it is acknowledged, and the assistant does not answer it.
        await citizen.say("شماره‌ام را یادداشت کنید لطفاً")


async def test_a_database_that_does_not_take_it_is_a_failing(
    citizen: Citizen, http: httpx.AsyncClient, database: Database
) -> None:
    with without(database, "events"):
        async with rises(failed=1):
            assert_problem(await citizen.send({"text": "سلام"}), 500, "internal")
    with without(database, "case_events"):
        async with rises(**{"filed failed": 1}):
            assert (await http.post("/api/v1/cases", json=DRAFT)).status_code == 500


@contextmanager
def without(database: Database, table: str) -> Iterator[None]:
    """A table that has lost its name, while the block runs."""
    rename(database, table, f"{table}_lost")
    try:
        yield
    finally:
        rename(database, f"{table}_lost", table)


def rename(database: Database, old: str, new: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("PRAGMA legacy_alter_table=ON"))
        connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


async def test_an_assistant_that_breaks_down_is_a_failing(
    citizen: Citizen, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(gateway.runtime.brain, "think", broken)
    async with rises(failed=1, queued=1):
        answer = await citizen.say("سلام")
    assert "کارشناس" in answer.said


async def test_filings_are_counted(http: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": uuid4().hex}
    async with rises(**{"filed new": 1}):
        assert (await http.post("/api/v1/cases", json=DRAFT, headers=key)).status_code == 201
    async with rises(**{"filed again": 1}):
        assert (await http.post("/api/v1/cases", json=DRAFT, headers=key)).is_success
    async with rises():
        unknown = DRAFT | {"agency_id": "nobody"}
        assert (await http.post("/api/v1/cases", json=unknown)).status_code == 422


async def test_the_disk_and_the_only_rasa_are_told(http: httpx.AsyncClient) -> None:
    await http.get("/readyz")
    told = (await http.get("/metrics")).text
    free = next(line for line in told.splitlines() if line.startswith("dastyar_disk_free_bytes "))
    assert float(free.split()[1]) > 0
    assert 'dastyar_rasa_ready{replica="127.0.0.1:' in told


async def test_the_account_for_text_messages_is_told_whoever_asked_for_it(
    http: httpx.AsyncClient, gateway: Gateway, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = SmsProviderSettings(profile="kavenegar", key="k", line="3000", credit_warning=500)
    for name, value in (("sms", SmsKind.HTTP), ("sms_provider", account)):
        monkeypatch.setattr(gateway.runtime.settings, name, value)

    def another_worker_asked(session: object) -> None:
        line = line_of(session, "kavenegar")
        line.credit, line.trouble = 120.0, "credit"

    await database.run(another_worker_asked)
    told = (await http.get("/metrics")).text
    # Other tests share the database, and know nothing of this account.
    await database.run(lambda session: session.execute(delete(SmsLine)))
    assert 'dastyar_sms_credit{provider="kavenegar"} 120.0' in told
    assert 'dastyar_sms_credit_warning{provider="kavenegar"} 500.0' in told
    assert 'dastyar_sms_working{provider="kavenegar"} 0.0' in told
