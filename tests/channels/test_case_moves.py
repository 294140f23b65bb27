"""What a citizen does with a case over HTTP: verdict, messages, reopening, withdrawal, ledger."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.problems import assert_problem
from support.samples import DESCRIPTION, MOBILE, complaint
from support.serving import Gateway

from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.terms import Actor, Role
from assistant.cases.transitions import MoveRequest
from assistant.cases.verify_ledger import faults
from assistant.insight.signals.addresses import VerdictAddress
from assistant.storage.database import Database

CASES = "/api/v1/cases"
AGENCY = Actor(Role.AGENCY, "abfa")


class Holder:
    """Someone who has filed a case and holds its code and pin."""

    def __init__(self, http: httpx.AsyncClient, receipt: dict[str, str]) -> None:
        self.http, self.code, self.pin = http, receipt["tracking_code"], receipt["pin"]

    async def see(self, part: str = "") -> httpx.Response:
        return await self.http.get(f"{CASES}/{self.code}{part}", headers={"X-Case-Pin": self.pin})

    async def post(self, part: str, body: object, **headers: str) -> httpx.Response:
        return await self.http.post(
            f"{CASES}/{self.code}/{part}", json=body, headers={"X-Case-Pin": self.pin} | headers
        )

    async def ok(self, part: str, body: object, **headers: str) -> dict[str, Any]:
        answer = await self.post(part, body, **headers)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
async def holder(http: httpx.AsyncClient) -> Holder:
    filed = await http.post(CASES, json=complaint())
    assert filed.status_code == 201, filed.text
    return Holder(http, filed.json())


def answered(gateway: Gateway, database: Database, code: str) -> None:
    door = gateway.runtime.desk.door
    with database.transaction() as session:
        case = door.case(session, code)
        assert case is not None
        step = MoveRequest(Move.ANSWERED, AGENCY, words="انشعاب فردا وصل می‌شود.")
        door.move(session, case, step, datetime.now(UTC))


async def test_a_fresh_case_shows_level_time_left_and_what_can_be_done(holder: Holder) -> None:
    case = (await holder.see()).json()
    assert (case["status"], case["status_fa"]) == ("referred", "ارجاع شده به دستگاه")
    assert case["level"]["id"] == "agency_unit"
    assert "مانده" in case["deadlines"]["time_left_fa"]
    assert case["actions"] == ["messages", "attachments", "withdraw", "pin"]
    assert [step["title_fa"] for step in case["timeline"]] == ["ثبت شد", "به دستگاه ارجاع شد"]


@pytest.mark.parametrize(
    ("verdict", "status"), [("solved", "confirmed"), ("partly", "partly"), ("unsolved", "disputed")]
)
async def test_the_verdict_is_the_citizens(
    holder: Holder, gateway: Gateway, database: Database, verdict: str, status: str
) -> None:
    early = await holder.post("verdict", {"verdict": verdict})
    assert assert_problem(early, 409, "move_not_allowed")["why"] == "not_in_this_status"
    answered(gateway, database, holder.code)
    seen = (await holder.see()).json()
    assert [answer["text"] for answer in seen["answers"]] == ["انشعاب فردا وصل می‌شود."]
    assert "verdict" in seen["actions"]
    case = await holder.ok("verdict", {"verdict": verdict, "score": 3, "comment": "ممنون"})
    assert (case["status"], case["verdict"], case["score"]) == (status, verdict, 3)
    assert ("escalated" in [step["type"] for step in case["timeline"]]) == (verdict == "unsolved")


async def test_a_repeated_verdict_counts_once(
    holder: Holder, gateway: Gateway, database: Database
) -> None:
    answered(gateway, database, holder.code)
    headers = {"Idempotency-Key": "verdict-1"}
    first = await holder.ok("verdict", {"verdict": "solved"}, **headers)
    assert await holder.ok("verdict", {"verdict": "solved"}, **headers) == first
    other = await holder.post("verdict", {"verdict": "unsolved"}, **headers)
    assert_problem(other, 422, "key_reused")


async def test_the_address_of_a_verdict_is_known_for_the_day(
    http: httpx.AsyncClient, gateway: Gateway, database: Database
) -> None:
    draft = complaint(identity="sealed", contact={"mobile": MOBILE})
    holder = Holder(http, (await http.post(CASES, json=draft)).json())

    def kept(session: Session) -> list[VerdictAddress]:
        of_case = select(Case.id).where(Case.tracking_code == holder.code)
        query = select(VerdictAddress).where(VerdictAddress.case_id.in_(of_case))
        return list(session.scalars(query))

    answered(gateway, database, holder.code)
    assert await database.run(kept) == []
    for _ in range(2):
        await holder.ok("verdict", {"verdict": "solved"}, **{"Idempotency-Key": "verdict-2"})
    assert len(await database.run(kept)) == 1


async def test_messages_are_shown_with_personal_data_masked(holder: Holder) -> None:
    case = await holder.ok("messages", {"text": DESCRIPTION})
    assert "[شماره همراه]" in case["timeline"][-1]["text"]
    assert MOBILE not in (await holder.see("/ledger")).text


async def test_a_case_is_taken_back_and_opened_again(holder: Holder) -> None:
    withdrawn = await holder.ok("withdraw", {})
    assert withdrawn["status"] == "withdrawn"
    assert "time_left_fa" not in withdrawn["deadlines"]
    assert_problem(await holder.post("messages", {"text": "سلام"}), 409, "move_not_allowed")
    reopened = await holder.ok("reopen", {"reason": "دوباره قطع شد"})
    assert (reopened["tracking_code"], reopened["status"]) == (holder.code, "reopened")
    assert [step["type"] for step in reopened["timeline"]][-2:] == ["withdrawn", "reopened"]


async def test_consent_needs_somebody_to_be_shown(holder: Holder) -> None:
    assert_problem(await holder.post("consent", {"given": True}), 422, "named_without_contact")
    assert (await holder.see()).json()["identity"] == "anonymous"


async def test_consent_is_given_and_taken_back(http: httpx.AsyncClient) -> None:
    body = complaint(identity="sealed", contact={"mobile": MOBILE})
    holder = Holder(http, (await http.post(CASES, json=body)).json())
    assert (await holder.ok("consent", {"given": True}))["identity"] == "named"
    assert (await holder.ok("consent", {"given": False}))["identity"] == "sealed"


async def test_the_ledger_can_be_checked_by_anyone(holder: Holder) -> None:
    await holder.ok("messages", {"text": "هنوز وصل نشده است"})
    ledger = (await holder.see("/ledger")).json()
    assert [event["type"] for event in ledger["events"]] == ["registered", "referred", "message"]
    assert faults(ledger) == []
    ledger["events"][1]["data"]["reason"] = "another"
    assert faults(ledger) != []


MOVES = [
    ("verdict", {"verdict": "solved"}),
    ("messages", {"text": "سلام دوباره"}),
    ("reopen", {"reason": "دوباره قطع شد"}),
    ("withdraw", {}),
    ("consent", {"given": False}),
]


@pytest.mark.parametrize(("part", "body"), MOVES)
async def test_without_the_pin_nothing_moves(holder: Holder, part: str, body: object) -> None:
    before = (await holder.see()).json()["timeline"]
    right, holder.pin = holder.pin, "wrong"
    refused = await holder.post(part, body)
    unknown = await holder.http.post(f"{CASES}/ABCD2345/{part}", json=body)
    assert_problem(refused, 404, "case_not_found")
    assert refused.content == unknown.content
    assert_problem(await holder.see("/ledger"), 404, "case_not_found")
    holder.pin = right
    assert (await holder.see()).json()["timeline"] == before


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("verdict", {"verdict": "good"}),
        ("verdict", {"verdict": "solved", "score": 6}),
        ("verdict", {"verdict": "solved", "comment": "x" * 1001}),
        ("messages", {"text": "x" * 2001}),
        ("reopen", {"reason": " "}),
        ("withdraw", {"reason": "x" * 1001}),
        ("consent", {"given": "perhaps"}),
    ],
)
async def test_a_wrong_body_moves_nothing(holder: Holder, part: str, body: object) -> None:
    answer = await holder.post(part, body)
    assert answer.status_code == 422
    assert len((await holder.see()).json()["timeline"]) == 2


async def test_an_empty_key_is_none(holder: Holder) -> None:
    for words in ("کنتور را عوض کردند.", "هنوز آب نداریم."):
        case = await holder.ok("messages", {"text": words}, **{"Idempotency-Key": ""})
    assert sum(step["type"] == "message" for step in case["timeline"]) == 2


async def test_the_steps_to_come_go_with_the_case(
    holder: Holder, gateway: Gateway, database: Database
) -> None:
    seen = (await holder.see()).json()
    ahead = seen["ahead"]
    assert {"answered", "escalated"} == {step["type"] for step in ahead[:2]}
    assert [step["at"] for step in ahead[:2]] == sorted(step["at"] for step in ahead[:2])
    answer = next(step for step in ahead if step["type"] == "answered")
    assert answer["at"] == seen["deadlines"]["due_at"]
    assert answer["at_fa"] == f"تا {seen['deadlines']['due_at_fa']}"
    assert ahead[-1] == {"type": "confirmed", "title_fa": "شما می‌گویید کارتان حل شد یا نه"}

    answered(gateway, database, holder.code)
    ahead = (await holder.see()).json()["ahead"]
    assert [step["type"] for step in ahead] == ["confirmed", "reminded"]
    assert "at_fa" in ahead[1]

    solved = await holder.ok("verdict", {"verdict": "solved"})
    assert [step["type"] for step in solved["ahead"]] == ["closed"]
    reopened = await holder.ok("reopen", {"reason": "دوباره قطع شد"})
    assert reopened["ahead"][-1]["type"] == "confirmed"
    withdrawn = await holder.ok("withdraw", {"reason": "کارم انجام شد"})
    assert withdrawn.get("ahead", []) == []


async def test_praise_waits_for_nobody(http: httpx.AsyncClient) -> None:
    filed = (await http.post(CASES, json=complaint(kind="praise"))).json()
    seen = (await Holder(http, filed).see()).json()
    assert [step["type"] for step in seen["ahead"]] == ["delivered"]
