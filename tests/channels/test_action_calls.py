"""An action is run for a turn that this gateway has open, and for no other."""

from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from support.serving import Gateway

from assistant.cases.models import Case
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.supervisor.rasa_model import rasa_environment

WEBHOOK = "/internal/actions/webhook"
READY = {
    "draft": {
        "description": "سه بار رفتم و هر بار گفتند فردا بیا",
        "agency": "abfa",
        "province": "قم",
        "city": "قم",
    }
}


def call(turn_id: str | None, text: str = "ثبت شود") -> dict[str, Any]:
    """What Rasa sends when a rule leads to an action."""
    metadata = {} if turn_id is None else {"turn_id": turn_id}
    latest = {"text": text, "metadata": metadata, "message_id": "m", "intent": {}, "entities": []}
    tracker = {
        "sender_id": "s",
        "slots": {"dialogue": READY},
        "latest_message": latest,
        "latest_event_time": 1.0,
        "followup_action": None,
        "paused": False,
        "events": [{"event": "user", "input_channel": "gateway", "timestamp": 1.0}],
        "active_loop": {"name": "case_form"},
        "latest_action_name": "action_listen",
    }
    return {"next_action": "action_answer", "sender_id": "s", "tracker": tracker}


async def ask(http: httpx.AsyncClient, gateway: Gateway, body: object) -> httpx.Response:
    headers = {"X-Internal-Secret": gateway.settings.rasa_secret}
    return await http.post(WEBHOOK, json=body, headers=headers)


async def cases(database: Database) -> int:
    return await database.run(lambda session: session.scalar(select(func.count(Case.id))) or 0)


@pytest.mark.parametrize("turn_id", ["a-turn-of-another-gateway", None])
async def test_a_turn_that_is_not_open_here_is_refused(
    http: httpx.AsyncClient, gateway: Gateway, database: Database, turn_id: str | None
) -> None:
    before = await cases(database)
    for text in ("ثبت شود", "بله ثبت کن", "سلام"):
        answer = await ask(http, gateway, call(turn_id, text))
        assert answer.status_code == 409
        assert answer.json()["action_name"] == "action_answer"
    assert await cases(database) == before


async def test_rasas_own_shell_is_no_turn_of_ours_and_still_answered(
    http: httpx.AsyncClient, gateway: Gateway
) -> None:
    body = call(None, "سلام")
    heard = {"event": "user", "input_channel": "cmdline", "timestamp": 1.0}
    body["tracker"] |= {"events": [heard], "slots": {}}
    answer = await ask(http, gateway, body)
    assert answer.status_code == 200
    assert answer.json()["responses"]


def test_rasa_is_told_whom_it_may_call_back(tmp_path: object) -> None:
    own = Settings(_env_file=None, data_dir=tmp_path, port=8123)
    address = "http://127.0.0.1:8123/internal/actions/webhook"
    assert own.callback == address
    assert rasa_environment(own)["DASTYAR_RASA_CALLBACKS"] == address
    shared = Settings(_env_file=None, data_dir=tmp_path, rasa_callbacks=f"{address},http://b/x")
    assert rasa_environment(shared)["DASTYAR_RASA_CALLBACKS"] == f"{address},http://b/x"
