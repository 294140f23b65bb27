"""Taking a conversation, answering it and giving it back; the assistant is silent meanwhile."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from support.citizen import Citizen
from support.operators import DESK, Operator
from support.problems import assert_problem
from support.said import replies_of
from support.samples import MOBILE, NATIONAL_ID
from support.serving import Gateway

from assistant.conversation.models import Conversation, now
from assistant.desk.models import AuditEntry, DeskSession
from assistant.desk.roles import Role
from assistant.desk.sweeper import sweep
from assistant.dialogue.sentences import sentence
from assistant.storage.database import Database

VEXED = "تو که هیچی نمی‌فهمی"
"""The assistant shows nothing, and offers a human."""


@pytest.fixture
async def waiting(citizen: Citizen) -> Citizen:
    await citizen.say(VEXED)
    await citizen.say(VEXED)
    await citizen.ask_for_human()
    return citizen


@pytest.fixture
async def taken(waiting: Citizen, operator: Operator) -> Citizen:
    response = await operator.act(waiting.id, "take")
    assert response.status_code == 200, response.text
    return waiting


async def test_who_waits_is_seen_with_what_they_said(waiting: Citizen, operator: Operator) -> None:
    entries = {e["conversation_id"]: e for e in (await operator.queue())["waiting"]}
    assert entries[waiting.id]["preview"] == VEXED
    pack = (await operator.look(waiting.id))["pack"]
    assert pack["first_words"] == pack["last_words"] == VEXED
    assert pack["failed_turns"] == 2
    assert [turn["asked"] for turn in pack["tried"]][:2] == [VEXED] * 2


async def test_the_operator_speaks_and_the_assistant_is_silent(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    answer = await taken.say("گواهینامه‌ام گم شده و المثنی می‌خواهم")
    assert answer.body["owner"] == "operator"
    assert answer.replies == []
    said = await operator.act(taken.id, "reply", {"text": "سلام، نوشتهٔ شما را خواندم."})
    assert said.status_code == 201
    card = await operator.act(taken.id, "reply", {"service_id": "passport-renewal"})
    assert card.status_code == 201
    heard = await replies_of(taken, database)
    roles = [(role, reply["kind"]) for role, reply in heard[-3:]]
    assert roles == [("citizen", "text"), ("operator", "text"), ("operator", "service")]
    assert (await operator.look(taken.id))["events"][-3]["data"]["reply"]["text"].startswith("گوا")


async def test_what_the_assistant_tells_of_the_handoff_is_no_operators_answer(
    taken: Citizen, operator: Operator, arrive, database: Database
) -> None:
    """Notices stand under nobody's name, and leave the citizen's words unanswered."""
    colleague = await arrive()
    assert (await operator.queue())["mine"][0]["is_unanswered"]
    await operator.act(taken.id, "reply", {"text": "سلام، می‌خوانم."})
    assert not (await operator.queue())["mine"][0]["is_unanswered"]
    await taken.say("گذرنامه‌ام چه شد؟")
    await operator.act(taken.id, "transfer", {"account_id": colleague.holder.id})
    assert (await colleague.queue())["mine"][0]["is_unanswered"]
    await colleague.act(taken.id, "release")
    await operator.act(taken.id, "take")
    await operator.act(taken.id, "close", {"reason": "answered"})
    said = await replies_of(taken, database)
    by_operators = [reply for role, reply in said if role == "operator"]
    assert [reply["text"] for reply in by_operators] == ["سلام، می‌خوانم."]
    told = [reply.get("state") for role, reply in said if role == "notice"]
    states = [state for state in told if state]
    assert states == ["connected", "connected", "waiting", "connected", "closed"]


async def test_closing_gives_the_word_back_to_the_assistant(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    closed = await operator.act(taken.id, "close", {"reason": "answered"})
    assert closed.status_code == 204
    assert (await replies_of(taken, database))[-1][1]["state"] == "closed"
    answer = await taken.say("گواهینامه‌ام گم شده و المثنی می‌خواهم")
    assert answer.body["owner"] == "bot"
    assert answer.replies


async def test_only_one_of_many_operators_gets_it(waiting: Citizen, arrive) -> None:
    operators = [await arrive() for _ in range(4)]
    answers = await asyncio.gather(*(one.act(waiting.id, "take") for one in operators))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


async def test_what_one_has_in_hand_is_listed_however_long_the_queue_is(
    taken: Citizen, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.desk.queue.MOST", 1)
    for _ in range(3):
        other = await Citizen.arrive(taken.http)
        await other.ask_for_human()
    queue = await operator.queue()
    assert [entry["conversation_id"] for entry in queue["mine"]] == [taken.id]
    assert len(queue["waiting"]) == 1


async def test_taking_twice_is_taking_once(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    before = await replies_of(taken, database)
    assert (await operator.act(taken.id, "take")).status_code == 200
    assert await replies_of(taken, database) == before


async def test_a_released_conversation_keeps_its_place(
    taken: Citizen, operator: Operator, arrive, database: Database
) -> None:
    before = (await operator.look(taken.id))["queued_at_fa"]
    assert (await operator.act(taken.id, "release")).status_code == 204
    assert (await replies_of(taken, database))[-2][1]["state"] == "waiting"
    other = await arrive()
    assert (await other.act(taken.id, "take")).status_code == 200
    assert (await other.look(taken.id))["queued_at_fa"] == before


async def test_a_vanished_operator_loses_it_to_the_queue(
    taken: Citizen, operator: Operator, gateway: Gateway, database: Database
) -> None:
    lapse = update(Conversation).where(Conversation.id == taken.id)
    lapse = lapse.values(lease_until=now() - timedelta(seconds=1))
    await database.run(lambda session: session.execute(lapse))
    late = await operator.act(taken.id, "reply", {"text": "هنوز هستم"})
    assert_problem(late, 409, "not_owner")
    # The gateway's own round may have been faster.
    await sweep(gateway.runtime)
    assert (await taken.say("هستید؟")).body["owner"] == "queue"
    assert "هنوز هستم" not in str(await replies_of(taken, database))


async def test_a_sign_of_life_holds_it(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    query = select(Conversation.lease_until).where(Conversation.id == taken.id)
    before = await database.run(lambda session: session.scalar(query))
    assert (await operator.post("presence")).json() == {"held": 1}
    assert await database.run(lambda session: session.scalar(query)) > before


async def test_a_colleague_gets_it_and_the_first_one_loses_it(
    taken: Citizen, operator: Operator, arrive
) -> None:
    colleague = await arrive()
    names = (await operator.get("colleagues")).json()
    assert colleague.holder.id in {one["id"] for one in names}
    body = {"account_id": colleague.holder.id}
    assert (await operator.act(taken.id, "transfer", body)).status_code == 204
    assert_problem(await operator.act(taken.id, "reply", {"text": "من"}), 409, "not_owner")
    assert (await colleague.act(taken.id, "reply", {"text": "سلام"})).status_code == 201


async def seen_last(database: Database, operator: Operator, ago: timedelta) -> None:
    """As if `operator` had given no sign of life for so long."""
    query = update(DeskSession).where(DeskSession.account_id == operator.holder.id)
    await database.run(lambda session: session.execute(query.values(seen_at=now() - ago)))


async def test_colleagues_who_are_there_come_first_and_the_free_ones_before_the_busy(
    taken: Citizen, operator: Operator, arrive, database: Database
) -> None:
    busy, free, away, gone = [await arrive() for _ in range(4)]
    other = await Citizen.arrive(taken.http)
    await other.ask_for_human()
    assert (await busy.act(other.id, "take")).status_code == 200
    await seen_last(database, away, timedelta(minutes=5))
    await gone.http.request("DELETE", f"{DESK}/session", headers=gone.headers)
    ids = {one.holder.id: one for one in (busy, free, away, gone)}
    listed = [one for one in (await operator.get("colleagues")).json() if one["id"] in ids]
    assert [ids[one["id"]] for one in listed] == [free, busy, away, gone]
    assert [one["presence"] for one in listed] == ["here", "here", "away", "signed_out"]
    assert [one["conversations"] for one in listed] == [0, 1, 0, 0]
    for absent in (away, gone):
        response = await operator.act(taken.id, "transfer", {"account_id": absent.holder.id})
        assert_problem(response, 409, "colleague_away")
    assert (await operator.act(taken.id, "reply", {"text": "هنوز منم"})).status_code == 201
    await away.post("presence")
    body = {"account_id": away.holder.id}
    assert (await operator.act(taken.id, "transfer", body)).status_code == 204


async def test_it_cannot_be_given_to_who_does_not_answer_citizens(
    taken: Citizen, operator: Operator, arrive
) -> None:
    auditor = await arrive(Role.AUDITOR)
    for id in (auditor.holder.id, operator.holder.id, "x"):
        response = await operator.act(taken.id, "transfer", {"account_id": id})
        assert_problem(response, 422, "unknown_reference")


async def test_the_citizen_can_go_back_at_any_time(taken: Citizen, operator: Operator) -> None:
    taken.seen["ادامه با دستیار"] = "bot"
    back = await taken.press("ادامه با دستیار")
    assert back.body["owner"] == "bot"
    assert_problem(await operator.act(taken.id, "reply", {"text": "صبر کنید"}), 409, "not_owner")


async def test_words_that_are_sent_again_are_said_once(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    path, body = f"conversations/{taken.id}/reply", {"text": "یک بار"}
    ids = [
        (await operator.post(path, body, Idempotency_Key="k-1")).json()["event_id"]
        for _ in range(2)
    ]
    assert ids[0] == ids[1]
    assert str(await replies_of(taken, database)).count("یک بار") == 1


async def test_personal_data_is_seen_by_a_click_that_is_recorded(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    turn = (await taken.say(f"شماره‌ام {MOBILE} است")).body["turn_id"]
    view = await operator.look(taken.id)
    assert MOBILE not in str(view)
    assert view["events"][-1]["is_hidden"]
    revealed = await operator.post(f"conversations/{taken.id}/turns/{turn}/reveal")
    assert MOBILE in revealed.json()["text"]
    newest = select(AuditEntry).where(AuditEntry.action == "revealed")
    newest = newest.order_by(AuditEntry.id.desc()).limit(1)
    entry = await database.run(lambda session: session.scalar(newest))
    assert entry is not None
    assert (entry.account_id, entry.conversation_id) == (operator.holder.id, taken.id)
    assert entry.data == {"turn": turn}


async def test_a_turn_of_another_conversation_is_not_revealed(
    taken: Citizen, operator: Operator, http
) -> None:
    other = await Citizen.arrive(http)
    turn = (await other.say(f"شماره‌ام {MOBILE} است")).body["turn_id"]
    response = await operator.post(f"conversations/{taken.id}/turns/{turn}/reveal")
    assert_problem(response, 404, "not_found")


async def test_nothing_is_revealed_before_it_is_taken(citizen: Citizen, operator: Operator) -> None:
    turn = (await citizen.say(f"شماره‌ام {MOBILE} است")).body["turn_id"]
    await citizen.ask_for_human()
    response = await operator.post(f"conversations/{citizen.id}/turns/{turn}/reveal")
    assert_problem(response, 404, "not_found")


async def test_what_operators_write_hides_whose_it_is(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    words = f"کد ملی {NATIONAL_ID} ثبت شد. با 02188880000 تماس بگیرید."
    await operator.act(taken.id, "reply", {"text": words})
    said = (await replies_of(taken, database))[-1][1]["text"]
    assert NATIONAL_ID not in said
    assert "02188880000" in said
    await operator.act(taken.id, "note", {"text": f"شماره‌اش {MOBILE} است"})
    (note,) = (await operator.look(taken.id))["notes"]
    assert MOBILE not in note["text"]
    assert note["author"] == operator.holder.name


async def test_notes_are_not_told_to_the_citizen(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    assert (await operator.act(taken.id, "note", {"text": "عصبانی است"})).status_code == 204
    assert "عصبانی" not in str(await replies_of(taken, database))


# Conversations of others


async def test_a_conversation_of_the_assistant_is_nobodys_at_the_desk(
    citizen: Citizen, arrive
) -> None:
    await citizen.say("سلام")
    for role in (Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR):
        somebody = await arrive(role)
        response = await somebody.get(f"conversations/{citizen.id}")
        assert_problem(response, 404, "not_found")


@pytest.mark.parametrize("action", ["reply", "release", "close", "note", "take", "transfer"])
async def test_the_conversation_of_a_colleague_cannot_be_touched(
    taken: Citizen, arrive, action: str, database: Database
) -> None:
    other = await arrive()
    bodies = {
        "reply": {"text": "من هم"},
        "close": {"reason": "answered"},
        "note": {"text": "من هم"},
        "transfer": {"account_id": (await other.get("colleagues")).json()[0]["id"]},
    }
    before = await replies_of(taken, database)
    foreign = await other.act(taken.id, action, bodies.get(action))
    unknown = await other.act("0" * 32, action, bodies.get(action))
    assert foreign.status_code == unknown.status_code in {404, 409}
    assert foreign.json() == unknown.json()
    assert await replies_of(taken, database) == before


async def test_the_conversation_of_a_colleague_is_not_shown(taken: Citizen, arrive) -> None:
    other = await arrive()
    foreign = await other.get(f"conversations/{taken.id}")
    unknown = await other.get(f"conversations/{'0' * 32}")
    assert_problem(foreign, 404, "not_found")
    assert foreign.json() == unknown.json()
    queue = await other.queue()
    assert taken.id not in str(queue)
    assert queue["others"] == []


async def test_a_supervisor_sees_who_has_what(taken: Citizen, operator: Operator, arrive) -> None:
    supervisor = await arrive(Role.SUPERVISOR)
    queue = await supervisor.queue()
    (entry,) = [e for e in queue["others"] if e["conversation_id"] == taken.id]
    assert entry["owner_name"] == operator.holder.name
    assert queue["load"]["waiting"] >= 0
    assert {"name": operator.holder.name, "conversations": 1} in queue["load"]["operators"]


@pytest.mark.parametrize("id", ["%00", "..", "x" * 300, "😀"])
async def test_an_impossible_id_is_only_unknown(operator: Operator, id: str) -> None:
    assert (await operator.get(f"conversations/{id}")).status_code in {404, 405}
    assert (await operator.act(id, "take")).status_code in {404, 405, 409}


async def test_the_citizens_token_opens_no_desk(taken: Citizen) -> None:
    response = await taken.http.get("/api/v1/desk/queue", headers=taken.headers)
    assert_problem(response, 401, "not_signed_in")


async def test_what_was_asked_is_suggested_and_not_said(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    await taken.say("مدارک تمدید گذرنامه چیست؟")
    before = await replies_of(taken, database)
    found = (await operator.get(f"conversations/{taken.id}/suggestions")).json()
    titles = [service["title"] for service in found["services"]]
    assert 1 <= len(titles) <= 3
    assert "گذرنامه" in titles[0]
    documents, *_ = found["answers"]
    assert documents["text"].startswith(sentence("documents", title=titles[0]))
    assert documents["title"] == f"{sentence('aspects.documents')}: {titles[0]}"
    assert await replies_of(taken, database) == before


async def test_a_follow_up_is_suggested_for_what_was_talked_about(
    citizen: Citizen, operator: Operator
) -> None:
    await citizen.say("گذرنامه‌ام را می‌خواهم تمدید کنم")
    await citizen.ask_for_human()
    await operator.act(citizen.id, "take")
    await citizen.say("مدارکش چیه؟")
    found = (await operator.get(f"conversations/{citizen.id}/suggestions")).json()
    assert "گذرنامه" in found["services"][0]["title"]
    named = [answer["title"].split(":")[0] for answer in found["answers"]]
    assert named == [sentence("aspects.documents")]


async def test_nothing_is_suggested_for_what_is_not_understood(
    taken: Citizen, operator: Operator
) -> None:
    found = (await operator.get(f"conversations/{taken.id}/suggestions")).json()
    assert found == {"services": [], "answers": []}


async def test_suggestions_for_a_colleagues_conversation_are_not_shown(
    taken: Citizen, arrive
) -> None:
    other = await arrive()
    assert_problem(await other.get(f"conversations/{taken.id}/suggestions"), 404, "not_found")
