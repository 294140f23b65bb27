"""Who files in a conversation may say who they are; who does not stays anonymous."""

import json

import httpx
import pytest
from support.citizen import Citizen, to_confirmation
from support.logged import Logged
from support.problems import assert_problem
from support.samples import MOBILE, NAME
from support.serving import Gateway

from assistant.cases.models import Case
from assistant.cases.personal import read_personal
from assistant.cases.terms import Actor, Role
from assistant.storage.database import Database
from assistant.storage.shared_clock import utc_now

WORDS = "سه روز است برق خانهٔ ما قطع است و کسی پاسخ نمی‌دهد"
CONTACT = {"mobile": MOBILE, "name": NAME}


async def sent(citizen: Citizen, body: dict[str, object], key: str | None = None) -> dict[str, str]:
    """The case that a message files."""
    answer = await citizen.send(body, key)
    assert answer.status_code == 200, answer.text
    return next(one for one in answer.json()["replies"] if one["kind"] == "case")


def known(gateway: Gateway, database: Database, code: str) -> tuple[str, dict[str, str]]:
    """How the case stands, and what it holds of its citizen beside the words."""
    with database.transaction() as session:
        case = session.query(Case).where(Case.tracking_code == code).one()
        desk = Actor(Role.OPERATOR, "somebody")
        sealer = gateway.runtime.sealer
        told = read_personal(session, sealer, case, desk, purpose="تماس", now=utc_now())
    return case.identity, {one.field: one.text for one in told if one.field in CONTACT}


@pytest.mark.parametrize("body", [{"choice": "confirm"}, {"text": "بله ثبت کن"}])
async def test_a_name_and_a_number_go_into_the_case_and_nowhere_else(
    gateway: Gateway,
    database: Database,
    citizen: Citizen,
    logged: Logged,
    body: dict[str, object],
) -> None:
    await to_confirmation(citizen, WORDS)
    case = await sent(citizen, {**body, "contact": CONTACT})
    assert len(case["pin"]) == 6
    assert known(gateway, database, case["tracking_code"]) == ("sealed", CONTACT)
    copy = await citizen.http.get(citizen.path("data"), headers=citizen.headers)
    told = copy.text + json.dumps(logged.lines, default=str, ensure_ascii=False)
    assert MOBILE not in told
    assert NAME not in told


@pytest.mark.parametrize("contact", [None, {}, {"name": ""}])
async def test_without_either_the_case_is_anonymous(
    gateway: Gateway, database: Database, citizen: Citizen, contact: object
) -> None:
    await to_confirmation(citizen, WORDS)
    case = await sent(citizen, {"choice": "confirm", "contact": contact})
    assert len(case["pin"]) == 12
    assert known(gateway, database, case["tracking_code"]) == ("anonymous", {})


async def test_what_files_nothing_keeps_nothing(
    gateway: Gateway, database: Database, citizen: Citizen
) -> None:
    await to_confirmation(citizen, WORDS)
    await citizen.send({"choice": "edit:case_place", "contact": CONTACT})
    await citizen.say("قم")
    case = await sent(citizen, {"choice": "confirm"})
    assert known(gateway, database, case["tracking_code"]) == ("anonymous", {})


async def test_the_same_message_again_files_nothing_twice(citizen: Citizen) -> None:
    await to_confirmation(citizen, WORDS)
    body = {"choice": "confirm", "contact": CONTACT}
    assert await sent(citizen, body, "k-1") == await sent(citizen, body, "k-1")
    other = await citizen.send({"choice": "confirm"}, "k-1")
    assert_problem(other, 422, "key_reused")


@pytest.mark.parametrize(
    "contact",
    [
        {"mobile": "0912"},
        {"mobile": "۰۹۱۲۱۲۳۴۵۶۷"},
        {"name": "ا" * 101},
        {"national_id": "2718281820"},
        {"address": "قم"},
    ],
)
async def test_what_is_no_contact_is_refused(
    citizen: Citizen, http: httpx.AsyncClient, contact: dict[str, str]
) -> None:
    await to_confirmation(citizen, WORDS)
    refused = await citizen.send({"choice": "confirm", "contact": contact})
    assert_problem(refused, 422, "invalid")
