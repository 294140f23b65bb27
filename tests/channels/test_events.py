"""The event stream: everything said, in order, and nothing twice after a broken line."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from support.citizen import Citizen
from support.problems import assert_problem

WAIT_S = 20


async def read_events(citizen: Citizen, count: int, last_id: str = "") -> list[dict[str, Any]]:
    """The first `count` events that a browser would get."""
    headers = citizen.headers | ({"Last-Event-ID": last_id} if last_id else {})
    events: list[dict[str, Any]] = []
    current: dict[str, Any] = {}
    async with (
        asyncio.timeout(WAIT_S),
        citizen.http.stream("GET", citizen.path("events"), headers=headers) as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        async for line in response.aiter_lines():
            name, _, value = line.partition(": ")
            if line.startswith(":"):
                continue
            if name:
                current[name] = json.loads(value) if name == "data" else value
            elif current:
                events.append(current)
                current = {}
            if len(events) == count:
                return events
    raise AssertionError(f"the stream ended after {len(events)} events")


async def test_the_stream_tells_both_sides_in_order(citizen: Citizen) -> None:
    answer = await citizen.say("گذرنامه می‌خواهم")
    events = await read_events(citizen, 1 + len(answer.replies))
    assert {event["event"] for event in events} == {"reply"}
    assert [event["data"]["role"] for event in events] == [
        "citizen",
        *["bot"] * len(answer.replies),
    ]
    assert [event["data"]["reply"] for event in events[1:]] == answer.replies
    assert {event["data"]["turn_id"] for event in events} == {answer.body["turn_id"]}
    ids = [int(event["id"]) for event in events]
    assert ids == sorted(set(ids))
    now = datetime.now(UTC)
    told = [datetime.fromisoformat(event["data"]["at"]) for event in events]
    assert all(timedelta(0) <= now - at < timedelta(minutes=5) for at in told)


async def test_a_broken_line_goes_on_after_the_last_event(citizen: Citizen) -> None:
    await citizen.say("گذرنامه می‌خواهم")
    await citizen.say("هزینه‌اش چند است؟")
    whole = await read_events(citizen, 4)
    rest = await read_events(citizen, 2, last_id=whole[1]["id"])
    assert rest == whole[2:]


async def test_a_listener_hears_what_is_said_later(citizen: Citizen) -> None:
    listening = asyncio.create_task(read_events(citizen, 2))
    await asyncio.sleep(0.3)
    await citizen.say("سلام")
    events = await listening
    assert events[0]["data"]["reply"]["text"] == "سلام"


async def test_a_change_of_owner_is_told(citizen: Citizen) -> None:
    await citizen.ask_for_human()
    events = await read_events(citizen, 4)
    assert [event["event"] for event in events] == ["reply", "owner", "reply", "reply"]
    assert events[1]["data"]["owner"] == "queue"


async def test_a_stream_shows_one_conversation_only(
    citizen: Citizen, http: httpx.AsyncClient
) -> None:
    other = await Citizen.arrive(http)
    await other.say("این مال کس دیگری است")
    await citizen.say("سلام")
    events = await read_events(citizen, 2)
    assert "کس دیگری" not in json.dumps(events, ensure_ascii=False)


@pytest.mark.parametrize("last_id", ["-1", "abc", "1.5", str(2**63)])
async def test_a_senseless_last_event_id_is_refused(citizen: Citizen, last_id: str) -> None:
    answer = await citizen.http.get(
        citizen.path("events"), headers=citizen.headers | {"Last-Event-ID": last_id}
    )
    assert_problem(answer, 422, "invalid")
