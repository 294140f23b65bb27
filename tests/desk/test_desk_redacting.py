"""A human takes out of a conversation, and of its cases, what masking has left."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import select
from support.citizen import Citizen
from support.operators import Operator
from support.problems import assert_problem
from support.samples import MOBILE, complaint
from support.serving import Gateway

from assistant.cases.models import Case
from assistant.cases.verify import VerifyMeans, verify
from assistant.conversation.models import Turn
from assistant.desk.models import AuditEntry, DeskNote
from assistant.desk.roles import Role
from assistant.privacy.erasure import Gone, read_notes
from assistant.storage.database import Database

NAME = "دیلاقه"
WANTED = {"words": NAME, "reason": "نام همسایهٔ شهروند است"}


@pytest.fixture
async def taken(citizen: Citizen, operator: Operator) -> Citizen:
    await citizen.say(f"به او {NAME} می‌گویند، شماره‌ام {MOBILE}")
    await citizen.ask_for_human()
    assert (await operator.act(citizen.id, "take")).status_code == 200
    await operator.act(citizen.id, "note", {"text": f"همسایه‌اش {NAME} است"})
    await operator.act(citizen.id, "reply", {"text": f"دربارهٔ {NAME} بگویید"})
    return citizen


async def test_words_go_from_conversation_notes_and_sealed_originals(
    taken: Citizen, operator: Operator, database: Database, gateway: Gateway
) -> None:
    assert NAME in (await operator.get(f"conversations/{taken.id}")).text
    done = await operator.act(taken.id, "redact", WANTED)
    assert done.status_code == 204, done.text
    notes = read_notes([gateway.settings.erasures_dir], datetime.now(UTC) - timedelta(hours=1))
    name = gateway.runtime.erasures.name(Gone.WORDS_OF_CONVERSATION, taken.id)
    assert name in notes[Gone.WORDS_OF_CONVERSATION]
    seen = await operator.look(taken.id)
    assert NAME not in str(seen)
    assert "[حذف]" in str(seen["events"])
    # Why it was done is told to colleagues, and recorded with whose hand it was.
    assert WANTED["reason"] in seen["notes"][-1]["text"]
    sealer = gateway.runtime.sealer
    with database.transaction() as session:
        turns = session.scalars(select(Turn).where(Turn.conversation_id == taken.id)).all()
        assert turns
        assert not [one for one in turns if one.sealed and NAME in sealer.open(one.sealed)]
        notes = session.scalars(select(DeskNote).where(DeskNote.conversation_id == taken.id))
        assert NAME not in str([note.text for note in notes])
        query = select(AuditEntry).where(AuditEntry.action == "conversation_redacted")
        (entry,) = [one for one in session.scalars(query) if one.conversation_id == taken.id]
        assert (entry.account_id, NAME in str(entry.data)) == (operator.holder.id, False)
    again = await operator.act(taken.id, "redact", WANTED)
    assert_problem(again, 404, "nothing_to_redact")


async def test_they_go_from_the_cases_of_the_conversation_too(
    taken: Citizen, operator: Operator, database: Database, gateway: Gateway
) -> None:
    filed = await taken.http.post("/api/v1/cases", json=complaint(description=f"{NAME} پول خواست."))
    code = filed.json()["tracking_code"]
    with database.transaction() as session:
        case = session.scalars(select(Case).where(Case.tracking_code == code)).one()
        case.conversation_id = taken.id
    assert (await operator.act(taken.id, "redact", WANTED)).status_code == 204
    page = await operator.get(f"cases/{code}")
    assert NAME not in page.text
    assert page.json()["description"].startswith("[حذف] پول")
    with database.transaction() as session:
        means = VerifyMeans(gateway.runtime.sealer)
        told = [fault for of, fault in verify(session, means) if of == code]
    # The bond of this test was made beside the history, which is all that is found.
    assert [one for one in told if "conversation" not in one] == []


async def test_only_who_may_read_it_unmasked_takes_words_out(
    taken: Citizen, operator: Operator, people: dict[Role, Operator]
) -> None:
    other = await people[Role.OPERATOR].act(taken.id, "redact", WANTED)
    assert_problem(other, 404, "not_found")
    assert_problem(await people[Role.AUDITOR].act(taken.id, "redact", WANTED), 403, "forbidden")
    chief = await people[Role.SUPERVISOR].act(taken.id, "redact", WANTED)
    assert chief.status_code == 204, chief.text


async def test_a_case_offers_it_to_who_may(
    http: httpx.AsyncClient, operator: Operator, people: dict[Role, Operator]
) -> None:
    code = (await http.post("/api/v1/cases", json=complaint())).json()["tracking_code"]
    assert "redact" in (await operator.get(f"cases/{code}")).json()["may"]
    for role in (Role.AUDITOR, Role.CLERK):
        page = await people[role].get(f"cases/{code}")
        assert page.status_code == 404 or "redact" not in page.json()["may"]
