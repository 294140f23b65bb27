"""A citizen gets a copy of all that is kept, and has it erased: then it is nowhere on the disk."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from support import media, planted
from support.citizen import Citizen, file_complaint
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.cases.attachments.service import sweep
from assistant.cases.commitments import commitment
from assistant.cases.models import Case, PersonalReading
from assistant.cases.personal import read_personal
from assistant.cases.terms import Actor, Role
from assistant.cases.verify import VerifyMeans, verify
from assistant.cases.verify_ledger import faults
from assistant.desk.models import AuditEntry
from assistant.privacy.erasure import Gone, read_notes
from assistant.storage.database import Database
from assistant.storage.jobs import Job, JobState
from assistant.storage.sealing import Sealer

CASES = "/api/v1/cases"
DICE = random.Random(14)


class Person:
    """Made-up values of one person; nobody else in these tests has them."""

    def __init__(self) -> None:
        self.mobile, self.national_id = planted.mobile(DICE), planted.national_id(DICE)
        self.card, self.name = planted.card(DICE), f"شهرزاد کوه‌پیمای{DICE.randrange(10**6):06}"
        # What someone is called behind their back is no name, so it stays in masked texts.
        self.relative = f"پینه‌دوز {''.join(DICE.choices('ظضثصقفغعخح', k=8))}"
        self.words = (
            f"خانهٔ {self.relative} است و سه هفته است انشعاب آب را وصل نمی‌کنند. "
            f"من {self.name}، {self.secrets}"
        )

    @property
    def secrets(self) -> str:
        return f"کد ملی {self.national_id} و همراه {self.mobile} و کارت {self.card} است"

    @property
    def values(self) -> list[str]:
        return [self.mobile, self.national_id, self.card, self.name, self.relative]


class Kept:
    """Everything that lies on the disk of an installation, opened with all its keys."""

    def __init__(self, gateway: Gateway, database: Database) -> None:
        self._folder: Path = gateway.settings.data_dir
        self._database, self._sealer = database, gateway.runtime.sealer
        self._all_keys = [self._sealer, Sealer(gateway.settings.connector_key)]

    def beginnings(self, values: list[str]) -> set[str]:
        return planted.beginnings(self._database.engine, self._sealer, values)

    def readable(self, values: list[str]) -> set[str]:
        return planted.on_disk(self._folder, values)

    def sealed(self, values: list[str]) -> set[str]:
        opened = planted.in_sealed(self._folder, self._database.engine, self._all_keys)
        texts = list(opened)
        return {value for value in values if any(value in one for one in texts)}


@pytest.fixture
def kept(gateway: Gateway, database: Database) -> Kept:
    return Kept(gateway, database)


async def done(database: Database, gateway: Gateway) -> None:
    """Let the worker finish, and the time pass until the database was packed in the night."""
    now = datetime.now(UTC)
    due = select(Job.kind, Job.payload, Job.last_error, Job.lease_until).where(
        Job.state == JobState.WAITING,
        Job.run_at <= now,
        # Messengers that other tests make up have jobs that no worker here knows.
        Job.kind.not_like("test.%"),
    )
    for _ in range(300):
        left = await database.run(lambda session: session.execute(due).all())
        if not left:
            break
        await asyncio.sleep(0.1)
    assert not left, left
    files = gateway.runtime.files.files
    await sweep(database, files, datetime.now(UTC) + timedelta(hours=2))
    # A row that grew may have left traces of itself in a page; until the night they stay.
    await asyncio.to_thread(database.pack)


async def filed(http: httpx.AsyncClient, person: Person, **changes: Any) -> dict[str, Any]:
    contact = {"mobile": person.mobile, "national_id": person.national_id, "name": person.name}
    body = complaint(description=person.words, identity="named", contact=contact) | changes
    answer = await http.post(CASES, json=body, headers={"Idempotency-Key": uuid4().hex})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def asked(
    http: httpx.AsyncClient, method: str, case: dict[str, Any], part: str, **more: Any
) -> httpx.Response:
    pin = {"X-Case-Pin": case["pin"]}
    path = f"{CASES}/{case['tracking_code']}/{part}".rstrip("/")
    return await http.request(method, path, headers=pin, **more)


async def test_a_copy_of_a_conversation_has_what_was_typed(citizen: Citizen) -> None:
    person = Person()
    await citizen.say(person.words)
    await citizen.http.post(
        citizen.path("rating"), json={"score": 5, "comment": "خوب بود"}, headers=citizen.headers
    )
    answer = await citizen.http.get(citizen.path("data"), headers=citizen.headers)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    tables = {one["table"]: one["rows"] for one in answer.json()["tables"]}
    (turn,) = tables["turns"]
    assert turn["sealed"] == person.words
    assert person.mobile not in turn["text"]
    assert tables["ratings"][0]["comment"] == "خوب بود"
    assert not {"request_hash", "token_hash"} & set(turn) | set(tables["conversations"][0]) & {
        "token_hash"
    }


async def test_a_copy_of_a_case_proves_its_ledger(http: httpx.AsyncClient) -> None:
    person = Person()
    case = await filed(http, person)
    await asked(http, "POST", case, "messages", json={"text": "هنوز وصل نشده است"})
    tables = {
        one["table"]: one["rows"]
        for one in (await asked(http, "GET", case, "data")).json()["tables"]
    }
    personal = {row["field"]: row["sealed"] for row in tables["case_personal"]}
    assert (personal["mobile"], personal["words"]) == (person.mobile, person.words)
    (row,), event = tables["cases"], tables["case_events"][-1]
    assert event["words"] == {"text": "هنوز وصل نشده است"}
    proof = commitment(row["salt"], "text", event["words"]["text"])
    assert event["data"]["text_commitment"] == proof
    ledger = (await asked(http, "GET", case, "ledger")).json()
    assert ledger["events"][-1]["data"]["text_commitment"] == proof
    assert (ledger["events"][-1]["words"], faults(ledger)) == (event["words"], [])


@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_strangers_get_and_erase_nothing(
    http: httpx.AsyncClient, citizen: Citizen, method: str
) -> None:
    case = await filed(http, Person())
    wrong = case | {"pin": "000000" if case["pin"] != "000000" else "111111"}
    assert_problem(await asked(http, method, wrong, "data"), 404, "case_not_found")
    answer = await http.request(method, citizen.path("data"), headers={"Authorization": "Bearer x"})
    assert_problem(answer, 401, "unauthorised")


async def test_a_case_under_way_says_what_to_do_first(http: httpx.AsyncClient) -> None:
    case = await filed(http, Person())
    answer = await asked(http, "DELETE", case, "data")
    assert_problem(answer, 409, "case_under_way")
    assert "پس بگیرید" in answer.json()["detail"]
    assert (await asked(http, "POST", case, "withdraw", json={})).status_code == 200
    for _ in range(2):
        answer = await asked(http, "DELETE", case, "data")
        assert answer.status_code == 200
        assert answer.json()["erased"]
        assert answer.json()["stays_fa"]


async def test_an_erased_case_is_nowhere_on_the_disk(
    http: httpx.AsyncClient, gateway: Gateway, database: Database, kept: Kept
) -> None:
    person, other = Person(), Person()
    case, neighbour = await filed(http, person), await filed(http, other)
    paper = f"paper of {person.mobile}"
    for one, text in ((case, paper), (neighbour, f"paper of {other.mobile}")):
        added = await asked(http, "POST", one, "attachments", content=media.pdf(text))
        assert added.status_code == 201, added.text
    await asked(
        http, "POST", case, "messages", json={"text": f"{person.relative}، {person.mobile}"}
    )
    await read_for(gateway, case, f"تماس با {person.relative}")
    await asked(http, "POST", case, "withdraw", json={"reason": f"{person.relative} دیگر نمی‌خواهد"})
    await done(database, gateway)
    tokens = kept.beginnings(person.values)
    assert kept.readable(list(tokens)) == tokens
    assert kept.readable(person.values) == {person.relative}, "what masking does not know"
    assert kept.sealed(person.values) == set(person.values)

    assert (await asked(http, "DELETE", case, "data")).status_code == 200
    assert noted(gateway, Gone.CASE, case["tracking_code"])
    assert not noted(gateway, Gone.CASE, neighbour["tracking_code"])
    await done(database, gateway)
    assert kept.readable([*person.values, *tokens, paper]) == set()
    assert kept.sealed([*person.values, paper]) == set()
    assert kept.sealed(other.values) == set(other.values), "the neighbour lost something"
    await still_proven(http, gateway, case)


def noted(gateway: Gateway, gone: Gone, id_: str) -> bool:
    """Whether a restore of a backup of before would know of it."""
    folder = gateway.settings.erasures_dir
    notes = read_notes([folder], datetime.now(UTC) - timedelta(hours=1))
    assert id_ not in "".join(path.read_text() for path in folder.iterdir())
    return gateway.runtime.erasures.name(gone, id_) in notes.get(gone, {})


async def read_for(gateway: Gateway, case: dict[str, Any], why: str) -> None:
    """What an operator leaves behind who looks at what is sealed of a case."""

    def read(session: Session) -> None:
        row = session.scalar(select(Case).where(Case.tracking_code == case["tracking_code"]))
        reader, at = Actor(Role.OPERATOR, "op"), datetime.now(UTC)
        read_personal(session, gateway.runtime.sealer, row, reader, purpose=why, now=at)

    await gateway.runtime.database.run(read)


async def still_proven(http: httpx.AsyncClient, gateway: Gateway, case: dict[str, Any]) -> None:
    database = gateway.runtime.database
    ledger = (await asked(http, "GET", case, "ledger")).json()
    assert faults(ledger) == []
    assert ledger["events"][-1]["type"] == "erased"
    means = VerifyMeans(gateway.runtime.sealer, logs=(PersonalReading, AuditEntry))
    found = await database.run(lambda session: list(verify(session, means)))
    # The database has other tests' cases, too, some with times that were moved.
    assert [one for one in found if case["tracking_code"] in str(one)] == []
    seen = (await asked(http, "GET", case, "")).json()
    assert (seen["status"], seen["description"]) == ("withdrawn", "")
    assert seen["actions"] == []
    refused = await asked(http, "POST", case, "reopen", json={"reason": "دوباره"})
    assert_problem(refused, 409, "move_not_allowed")


async def test_a_case_of_a_talk_takes_the_talk_along(
    citizen: Citizen, gateway: Gateway, database: Database, kept: Kept
) -> None:
    person = Person()
    case = (await file_complaint(citizen, person.words)).first("case")
    await asked(citizen.http, "POST", case, "withdraw", json={})
    await done(database, gateway)
    tokens = kept.beginnings(person.values)
    assert (await asked(citizen.http, "DELETE", case, "data")).status_code == 200
    await done(database, gateway)
    assert kept.readable([*person.values, *tokens]) == set()
    assert kept.sealed(person.values) == set()
    row = select(Case).where(Case.tracking_code == case["tracking_code"])
    found = await database.run(lambda session: session.scalar(row))
    assert found is not None
    assert (found.conversation_id, found.idempotency_key, found.salt, found.city) == (None,) * 4
    assert_problem(await citizen.send({"text": "سلام"}), 401, "unauthorised")


async def test_an_erased_conversation_is_nowhere_on_the_disk(
    citizen: Citizen, gateway: Gateway, database: Database, kept: Kept
) -> None:
    person = Person()
    case = (await file_complaint(citizen, "انشعاب آب را وصل نمی‌کنند")).first("case")
    # A question: what adds to the case would stay with the case.
    await citizen.say(f"کارت ملی {person.relative} کی می‌رسد؟ {person.secrets}")
    await citizen.http.post(
        citizen.path("rating"),
        json={"score": 1, "comment": person.relative},
        headers=citizen.headers,
    )
    tokens = kept.beginnings(person.values)
    assert tokens
    assert person.relative in kept.readable(person.values)
    answer = await citizen.http.delete(citizen.path("data"), headers=citizen.headers)
    assert noted(gateway, Gone.CONVERSATION, citizen.id)
    assert answer.status_code == 200
    await done(database, gateway)
    assert kept.readable([*person.values, *tokens, citizen.id]) == set()
    assert kept.sealed(person.values) == set()
    still = await asked(citizen.http, "GET", case, "")
    assert still.status_code == 200, "a case that is under way is not lost with its talk"


async def test_nothing_can_be_done_with_an_erased_conversation(citizen: Citizen) -> None:
    await citizen.say("سلام")
    assert (await citizen.http.delete(citizen.path("data"), headers=citizen.headers)).is_success
    for part, body in (("messages", {"text": "سلام"}), ("rating", {"score": 3}), ("handoff", {})):
        answer = await citizen.http.post(citizen.path(part), json=body, headers=citizen.headers)
        assert_problem(answer, 401, "unauthorised")


async def test_another_process_that_knows_the_token_finds_nothing(
    citizen: Citizen, gateway: Gateway
) -> None:
    known = gateway.runtime.store._token_hashes[citizen.id]
    assert (await citizen.http.delete(citizen.path("data"), headers=citizen.headers)).is_success
    gateway.runtime.store._token_hashes[citizen.id] = known
    for part, body in (("messages", {"text": "سلام"}), ("rating", {"score": 3}), ("handoff", {})):
        answer = await citizen.http.post(citizen.path(part), json=body, headers=citizen.headers)
        assert_problem(answer, 401, "unauthorised")
