"""How text messages fare, at the desk and for whoever watches the machine."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session
from support.operators import Operator
from support.serving import Gateway

from assistant.conversation.models import now
from assistant.desk.roles import Role
from assistant.provider_settings import SmsKind, SmsProviderSettings
from assistant.sms.accounts import SmsLine, SmsMessage, line_of, note_success, note_trouble
from assistant.sms.profiles import Because, MessageState
from assistant.storage.database import Database

WHY = "کاوه‌نگار: اعتبار حساب کافی نیست (کد 418)"


@pytest.fixture
async def provider(
    gateway: Gateway, database: Database, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """The gateway's messages go to Kavenegar; afterwards nothing is noted of them."""
    account = {"profile": "kavenegar", "key": "k", "line": "30001234", "credit_warning": 10_000}
    monkeypatch.setattr(gateway.settings, "sms", SmsKind.HTTP)
    given = SmsProviderSettings.model_validate(account)
    monkeypatch.setattr(gateway.settings, "sms_provider", given)
    yield "kavenegar"
    for model in (SmsMessage, SmsLine):
        await database.run(lambda session, model=model: session.execute(delete(model)))


def in_trouble(session: Session) -> None:
    line = line_of(session, "kavenegar")
    note_trouble(line, Because.CREDIT, WHY, now(), timedelta(minutes=10))
    line.credit = 1234.0


def messages(session: Session) -> None:
    states = (MessageState.DELIVERED, MessageState.DELIVERED, MessageState.UNDELIVERED)
    for number, state in enumerate((*states, MessageState.UNDER_WAY, MessageState.SENDING)):
        age = timedelta(days=number)
        session.add(_message(number, state, now() - age))
    session.add(_message(9, MessageState.DELIVERED, now() - timedelta(days=8)))


def _message(number: int, state: MessageState, at) -> SmsMessage:
    return SmsMessage(
        job_key=f"test:{number}",
        provider="kavenegar",
        local_id=number,
        parts=1,
        state=state,
        created_at=at,
    )


async def test_without_a_provider_nothing_is_told(arrive, http: httpx.AsyncClient) -> None:
    administrator: Operator = await arrive(Role.ADMINISTRATOR)
    assert "sms" not in (await administrator.get("jobs")).json()
    assert "sms" not in (await http.get("/readyz")).json()["components"]


async def test_trouble_credit_and_a_week_are_told(
    arrive, provider: str, database: Database, http: httpx.AsyncClient
) -> None:
    administrator: Operator = await arrive(Role.ADMINISTRATOR)
    told = (await administrator.get("jobs")).json()["sms"]
    nothing = {"is_credit_low": False, "delivered": 0, "undelivered": 0, "open": 0}
    assert told == {"provider_fa": "کاوه‌نگار", **nothing}
    assert (await http.get("/readyz")).json()["components"]["sms"] == "ok"
    await database.run(messages)
    await database.run(in_trouble)
    told = (await administrator.get("jobs")).json()["sms"]
    assert told.pop("trouble_since_fa")
    assert told == {
        "provider_fa": "کاوه‌نگار",
        "trouble_fa": WHY,
        "credit_fa": "۱٬۲۳۴ ریال",
        "is_credit_low": True,
        "delivered": 2,
        "undelivered": 1,
        "open": 2,
    }
    ready = (await http.get("/readyz")).json()
    assert (ready["status"], ready["components"]["sms"]) == ("degraded", "down")
    await database.run(lambda session: note_success(session, provider))
    assert (await http.get("/readyz")).json()["components"]["sms"] == "ok"
    assert "trouble_fa" not in (await administrator.get("jobs")).json()["sms"]


async def test_the_privacy_page_names_who_carries_them(
    provider: str, http: httpx.AsyncClient
) -> None:
    page = (await http.get("/privacy")).text
    assert "پیامک‌های ما را کاوه‌نگار می‌رساند" in page
    assert "با شمارهٔ شما،" not in page
