"""The lists of the desk: who waits with what, what was ended, breaks, and changes alone."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from support.citizen import Citizen
from support.listening import listening, next_of
from support.operators import Operator
from support.problems import assert_problem
from support.said import replies_of
from support.samples import MOBILE

from assistant.conversation.models import OwnerChange, now
from assistant.desk import past_conversations
from assistant.desk.conversation_summary import CitizenMessage, newest_telling
from assistant.desk.roles import Role
from assistant.storage.database import Database

QUESTION = "گواهینامه‌ام گم شده و المثنی می‌خواهم"


async def waiting_entry(operator: Operator, citizen: Citizen) -> dict[str, object]:
    entries = {one["conversation_id"]: one for one in (await operator.queue())["waiting"]}
    return entries[citizen.id]


@pytest.fixture
async def ended(citizen: Citizen, operator: Operator) -> Citizen:
    await citizen.say(QUESTION)
    await citizen.ask_for_human()
    await operator.act(citizen.id, "take")
    await operator.act(citizen.id, "reply", {"text": "سلام، راهنمایی شد."})
    closed = await operator.act(citizen.id, "close", {"reason": "answered"})
    assert closed.status_code == 204
    return citizen


@pytest.mark.parametrize(
    ("text", "act", "tells"),
    [
        ("وصلم کن به اپراتور", "talk_to_human", False),
        ("لطفا وصلم کنید به اپراتور", "", False),
        ("اپراتور ایرانسل پولم را پس نمی‌دهد", "complain", True),
        ("گذرنامه‌ام گم شده، وصلم کنید به یک کارشناس خوب", "talk_to_human", True),
        ("[شماره همراه]", "", False),
        ("شماره‌ام [شماره همراه] است", "", False),
        ("برای کد ملی [کد ملی] گذرنامه صادر نمی‌کنند", "", True),
        ("سلام", "greet", False),
        ("گذرنامه", "ask_service", True),
        ("۰۹۱۲", "", False),
    ],
)
def test_what_tells_something_of_the_matter(text: str, act: str, tells: bool) -> None:
    assert CitizenMessage(text, act).tells is tells
    said = [CitizenMessage(text, act), CitizenMessage("برق قطع است", "complain")]
    assert newest_telling(said) == (text if tells else "برق قطع است")


async def test_a_row_says_where_from_and_what_and_not_a_number(
    citizen: Citizen, operator: Operator
) -> None:
    await citizen.say(QUESTION)
    await citizen.ask_for_human()
    await citizen.say(f"شماره‌ام {MOBILE} است")
    entry = await waiting_entry(operator, citizen)
    assert entry["preview"] == QUESTION
    assert (entry["channel"], entry["channel_fa"]) == ("web", "سایت")
    assert (entry["mood"], entry["mood_fa"]) == ("calm", "آرام")


async def test_since_when_it_is_in_hand_is_not_since_when_it_waited(
    citizen: Citizen, operator: Operator, database: Database
) -> None:
    await citizen.ask_for_human()
    await operator.act(citizen.id, "take")
    (entry,) = (await operator.queue())["mine"]
    assert entry["owned_since"] >= entry["queued_at"]
    assert (await operator.look(citizen.id))["owned_since_fa"]


async def test_an_open_console_hears_changes_alone(citizen: Citizen, operator: Operator) -> None:
    async with listening(operator) as heard:
        whole = await next_of(heard, "queue")
        assert citizen.id not in str(whole)
        await citizen.ask_for_human()
        told = await next_of(heard, "queue_changes")
        while citizen.id not in {one["conversation_id"] for one in told["changed"]}:
            told = await next_of(heard, "queue_changes")
        assert len(told["changed"]) <= 2
        assert told["waiting_count"] == (await operator.queue())["waiting_count"]
        await operator.act(citizen.id, "take")
        told = await next_of(heard, "queue_changes")
        assert [(one["conversation_id"], one["owner"]) for one in told["changed"]] == [
            (citizen.id, "operator")
        ]
        await operator.act(citizen.id, "close", {"reason": "answered"})
        told = await next_of(heard, "queue_changes")
        while citizen.id not in told["gone"]:
            told = await next_of(heard, "queue_changes")


async def test_what_was_taken_out_by_hand_leaves_an_open_list(
    citizen: Citizen, operator: Operator
) -> None:
    await citizen.say("برق ساختمان سبزرنگ ما سه روز است قطع است")
    await citizen.ask_for_human()
    async with listening(operator) as heard:
        await operator.act(citizen.id, "take")
        told = await next_of(heard, "queue_changes")
        while "سبزرنگ" not in str(told):
            told = await next_of(heard, "queue_changes")
        body = {"words": "سبزرنگ", "reason": "نشان خانه است"}
        assert (await operator.act(citizen.id, "redact", body)).status_code == 204
        told = await next_of(heard, "queue_changes")
        while "[حذف]" not in str(told):
            told = await next_of(heard, "queue_changes")
        assert "سبزرنگ" not in str(told)


async def test_what_one_has_ended_is_listed_and_read_as_far_as_it_went(
    ended: Citizen, operator: Operator, arrive
) -> None:
    (row,) = [
        one for one in (await operator.get("closed")).json() if one["conversation_id"] == ended.id
    ]
    assert (row["reason_fa"], row["preview"]) == ("پاسخ داده شد", QUESTION)
    # What is said to the assistant afterwards is nobody's at the desk.
    later = "شناسنامهٔ دخترم را چطور بگیرم"
    await ended.say(later)
    look = await operator.look(ended.id)
    assert look["is_past"]
    assert not look["is_mine"]
    assert later not in str(look)
    assert look["events"][-1]["type"] == "owner"
    assert_problem(await operator.act(ended.id, "reply", {"text": "هنوز هستم"}), 409, "not_owner")
    turn = next(e["data"]["turn_id"] for e in look["events"] if e["data"].get("turn_id"))
    reveal = await operator.post(f"conversations/{ended.id}/turns/{turn}/reveal")
    assert_problem(reveal, 404, "not_found")
    other = await arrive()
    assert ended.id not in (await other.get("closed")).text
    assert_problem(await other.get(f"conversations/{ended.id}"), 404, "not_found")
    supervisor = await arrive(Role.SUPERVISOR)
    assert ended.id in (await supervisor.get("closed")).text


async def test_after_a_week_it_is_forgotten(
    ended: Citizen, operator: Operator, database: Database
) -> None:
    old = update(OwnerChange).where(OwnerChange.conversation_id == ended.id)
    old = old.values(created_at=now() - past_conversations.KEPT - timedelta(minutes=1))
    await database.run(lambda session: session.execute(old))
    assert ended.id not in (await operator.get("closed")).text
    assert_problem(await operator.get(f"conversations/{ended.id}"), 404, "not_found")


async def test_who_comes_again_was_here_before(ended: Citizen, operator: Operator, arrive) -> None:
    await ended.say("باز هم سؤالی دربارهٔ کارت پایان خدمت دارم")
    await ended.ask_for_human()
    colleague = await arrive()
    await colleague.act(ended.id, "take")
    (before,) = (await colleague.look(ended.id))["earlier"]
    assert before["is_here"]
    assert before["operator"] == operator.holder.name
    assert (before["reason_fa"], before["preview"]) == ("پاسخ داده شد", QUESTION)


async def test_who_rests_is_handed_nothing_until_back(
    citizen: Citizen, operator: Operator, arrive, database: Database
) -> None:
    mate = await arrive()
    assert (await mate.post("break", {"is_on": True})).json()["break_since"]
    first = (await mate.http.get("/api/v1/desk/session")).json()["account"]["break_since"]
    again = await mate.post("break", {"is_on": True})
    assert again.json()["break_since"] == first
    seen = {one["id"]: one for one in (await operator.get("colleagues")).json()}
    assert (seen[mate.holder.id]["presence"], seen[mate.holder.id]["presence_fa"]) == (
        "break",
        "در استراحت",
    )
    await citizen.ask_for_human()
    await operator.act(citizen.id, "take")
    body = {"account_id": mate.holder.id}
    refused = await operator.act(citizen.id, "transfer", body)
    assert_problem(refused, 409, "colleague_away")
    # Who takes somebody is back.
    await operator.act(citizen.id, "release")
    assert (await mate.act(citizen.id, "take")).status_code == 200
    session = (await mate.http.get("/api/v1/desk/session")).json()
    assert "break_since" not in session["account"]
    assert (await mate.post("break", {"is_on": False})).json() == {}
    assert_problem(await mate.post("break", {"is_on": "x"}), 422, "invalid")
    assert len(await replies_of(citizen, database)) > 0
