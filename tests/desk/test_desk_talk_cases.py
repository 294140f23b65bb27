"""A case that an operator files out of a conversation, once its citizen has agreed."""

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import select, update
from support.citizen import Citizen
from support.operators import Operator
from support.problems import assert_problem
from support.said import replies_of
from support.samples import MOBILE

from assistant.cases.models import Case
from assistant.channels.web import conversations as web
from assistant.conversation.models import Conversation, Event, Turn, now
from assistant.conversation.turn_records import state_of
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.storage.database import Database

WORDS = "ادارهٔ برق قم سه روز است برق کوچهٔ ما را قطع کرده و تلفنش جواب نمی‌دهد"
FORM = {
    "kind": "complaint",
    "agency_id": "tavanir",
    "indicator": "no_response",
    "province": "قم",
    "description": WORDS,
}


@pytest.fixture
async def taken(citizen: Citizen, operator: Operator) -> Citizen:
    await citizen.say(WORDS)
    await citizen.ask_for_human()
    assert (await operator.act(citizen.id, "take")).status_code == 200
    return citizen


async def agreed(citizen: Citizen) -> str:
    """The turn in which the citizen says yes."""
    turn: str = (await citizen.say("بله، ثبت کنید")).body["turn_id"]
    return turn


async def file(operator: Operator, talk: str, turn: str, key: str = "k", **changes: Any) -> Any:
    body = FORM | {"consent_turn_id": turn} | changes
    return await operator.post(f"conversations/{talk}/cases", body, Idempotency_Key=key)


async def test_the_form_is_filled_in_from_the_talk(taken: Citizen, operator: Operator) -> None:
    await taken.say(f"شماره‌ام {MOBILE}")
    await taken.say("سلام")
    response = await operator.get(f"conversations/{taken.id}/case-draft")
    assert response.status_code == 200, response.text
    draft = response.json()
    # What tells nothing of the matter is left out, and a number is masked.
    assert draft["description"].splitlines()[0] == WORDS
    assert "شماره" not in draft["description"]
    assert MOBILE not in response.text
    assert (draft["agency"]["id"], draft["province"]) == ("tavanir", "قم")
    assert draft["missing"] == []


async def test_the_receipt_goes_to_the_citizen_and_the_pin_to_nobody_else(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    turn = await agreed(taken)
    response = await file(operator, taken.id, turn)
    assert response.status_code == 201, response.text
    code = response.json()["tracking_code"]
    role, receipt = (await replies_of(taken, database))[-1]
    assert (role, receipt["tracking_code"], receipt["is_new"]) == ("operator", code, True)
    told = await newest_event(taken, database)
    pin = told["reply"]["pin"]
    view = await taken.http.get(f"/api/v1/cases/{code}", headers={"X-Case-Pin": pin})
    assert view.json()["timeline"][0]["by"] == "operator"
    # No row and no page of the desk has it.
    assert "pin" not in receipt
    look = await operator.look(taken.id)
    assert pin not in str(look)
    assert look["pack"]["cases"][0]["tracking_code"] == code
    ledger = await taken.http.get(f"/api/v1/cases/{code}/ledger", headers={"X-Case-Pin": pin})
    first = ledger.json()["events"][0]
    assert (first["actor"], first["actor_id"]) == ("operator", operator.holder.id)
    assert first["data"] | {"channel": "web", "consent": "written"} == first["data"]
    query = select(AuditEntry).where(AuditEntry.action == "case_filed_in_talk")
    rows = await database.run(lambda session: list(session.scalars(query)))
    (entry,) = [row for row in rows if row.conversation_id == taken.id]
    assert entry.data == {"case": code, "turn": turn, "consent": "written"}


async def newest_event(citizen: Citizen, database: Database) -> dict[str, Any]:
    """As the citizen's open page hears it."""
    query = select(Event.id).where(Event.conversation_id == citizen.id)
    last = await database.run(lambda s: s.scalar(query.order_by(Event.id.desc()).limit(1)))
    headers = citizen.headers | {"Last-Event-ID": str(last - 1)}
    async with citizen.http.stream("GET", citizen.path("events"), headers=headers) as heard:
        async for line in heard.aiter_lines():
            if line.startswith("data: "):
                found: dict[str, Any] = json.loads(line.removeprefix("data: "))
                return found
    raise AssertionError("no event")


async def test_an_old_receipt_has_no_pin(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    await file(operator, taken.id, await agreed(taken))
    old = update(Event).where(Event.conversation_id == taken.id)
    old = old.values(created_at=now() - web.PIN_TOLD_FOR)
    await database.run(lambda session: session.execute(old))
    assert "pin" not in (await newest_event(taken, database))["reply"]


async def test_the_assistant_knows_of_the_case_and_asks_for_no_other(
    citizen: Citizen, operator: Operator, database: Database
) -> None:
    # The citizen was writing a complaint with the assistant when a human was wanted.
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say(WORDS)
    await citizen.ask_for_human()
    await operator.act(citizen.id, "take")
    draft = (await operator.get(f"conversations/{citizen.id}/case-draft")).json()
    assert WORDS[:30] in draft["description"]
    code = (await file(operator, citizen.id, await agreed(citizen))).json()["tracking_code"]
    row = await database.run(lambda session: session.get_one(Conversation, citizen.id))
    state = state_of(row)
    assert (state.draft, state.filed_code) == (None, code)
    await operator.act(citizen.id, "close", {"reason": "case_filed"})
    answer = await citizen.say("پیگیری شکایتم")
    assert answer.first("case")["tracking_code"] == code


async def test_the_same_form_is_filed_once(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    turn = await agreed(taken)
    answers = await asyncio.gather(*(file(operator, taken.id, turn, "same") for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["tracking_code"] for answer in answers}) == 1
    said = [reply for _, reply in await replies_of(taken, database) if reply["kind"] == "case"]
    assert len(said) == 1
    other = await file(operator, taken.id, turn, "same", description="چیز دیگری بود")
    assert_problem(other, 422, "key_reused")


async def test_nothing_is_filed_without_leave(
    taken: Citizen, operator: Operator, database: Database, arrive, http: Any
) -> None:
    turn, stranger = await agreed(taken), await Citizen.arrive(http)
    foreign = (await stranger.say("بله، ثبت کنید")).body["turn_id"]
    refused = await file(operator, taken.id, foreign)
    assert_problem(refused, 422, "unknown_reference")
    assert refused.json()["errors"] == [{"field": "consent_turn_id"}]
    assert_problem(await file(operator, taken.id, "0" * 32), 422, "unknown_reference")
    without = await operator.post(f"conversations/{taken.id}/cases", FORM)
    assert_problem(without, 422, "invalid")
    # Whoever does not have the conversation in hand files nothing, and sees no draft.
    for other in (await arrive(), await arrive(Role.SUPERVISOR)):
        assert_problem(await file(other, taken.id, turn), 409, "not_owner")
    colleague = await arrive()
    draft = await colleague.get(f"conversations/{taken.id}/case-draft")
    assert_problem(draft, 404, "not_found")
    assert_problem(await file(operator, "0" * 32, turn), 409, "not_owner")
    await operator.act(taken.id, "release")
    assert_problem(await file(operator, taken.id, turn), 409, "not_owner")
    filed = select(Case.id).where(Case.conversation_id == taken.id)
    assert await database.run(lambda session: session.scalar(filed)) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agency_id": "nobody"}, "unknown_reference"),
        ({"province": "ناکجا"}, "unknown_reference"),
        ({"description": " "}, "invalid"),
        ({"contact": {"mobile": MOBILE}}, "invalid"),
        ({"identity": "named"}, "named_without_contact"),
        ({"mandate": {}}, "invalid"),
    ],
    ids=str,
)
async def test_a_bad_form_is_refused(
    taken: Citizen, operator: Operator, changes: dict[str, Any], code: str
) -> None:
    response = await file(operator, taken.id, await agreed(taken), **changes)
    assert_problem(response, 422, code)


async def test_a_contact_is_sealed_for_who_gives_one(
    taken: Citizen, operator: Operator, database: Database
) -> None:
    turn = await agreed(taken)
    contact = {"mobile": MOBILE}
    response = await file(operator, taken.id, turn, identity="sealed", contact=contact)
    path = f"cases/{response.json()['tracking_code']}"
    sealed = (await operator.get(path)).json()["sealed"]
    assert "mobile" in {one["field"] for one in sealed}
    query = select(Turn.text).where(Turn.conversation_id == taken.id)
    assert MOBILE not in str(await database.run(lambda session: list(session.scalars(query))))
