"""An agency's own system works on the agency's cases, and on no others."""

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, update
from support.keys import AgencySystem
from support.operators import Operator
from support.problems import assert_problem
from support.samples import DESCRIPTION, MOBILE, NAME, NATIONAL_ID, complaint

from assistant.cases.models import Case, PersonalReading
from assistant.cases.verify_ledger import faults
from assistant.conversation.models import now
from assistant.desk.agency.schemas import AgencyQuery
from assistant.desk.casework.schemas import CaseQuery
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.language.dates import rfc3339
from assistant.storage.database import Database

CONTACT = {"mobile": MOBILE, "name": NAME, "national_id": NATIONAL_ID}


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    response = await http.post("/api/v1/cases", json=complaint(**changes))
    assert response.status_code == 201, response.text
    return response.json()


async def seen(http: httpx.AsyncClient, case: dict[str, str], part: str = "") -> dict[str, object]:
    """The case as its citizen sees it."""
    path = f"/api/v1/cases/{case['tracking_code']}{part}"
    return (await http.get(path, headers={"X-Case-Pin": case["pin"]})).json()


@pytest.fixture
async def system(http: httpx.AsyncClient, database: Database) -> AgencySystem:
    return await AgencySystem.of(http, database)


@pytest.fixture
async def foreign(http: httpx.AsyncClient, database: Database) -> AgencySystem:
    return await AgencySystem.of(http, database, "tavanir")


async def test_a_sealed_citizen_s_own_name_in_the_words_never_reaches_the_agency(
    http: httpx.AsyncClient, system: AgencySystem
) -> None:
    case = await filed(
        http,
        identity="sealed",
        contact=CONTACT,
        description=f"من {NAME} هستم، سه هفته است انشعاب را وصل نمی‌کنند",
        formal_description=f"اینجانب {NAME}، سه هفته است انشعاب را دریافت نکرده‌ام",
    )
    path = f"/api/v1/cases/{case['tracking_code']}/messages"
    said = {"text": f"{NAME} هستم، هنوز وصل نشده است"}
    added = await http.post(path, json=said, headers={"X-Case-Pin": case["pin"]})
    assert added.status_code == 200
    page = (await system.get(case["tracking_code"])).json()
    assert page["description"] == "من [نام] هستم، سه هفته است انشعاب را وصل نمی‌کنند"
    assert NAME not in str(page)
    assert NAME not in str(await seen(http, case, "/ledger"))


async def test_taken_asked_and_answered_the_case_reaches_the_citizen(
    http: httpx.AsyncClient, system: AgencySystem
) -> None:
    case = await filed(http)
    code = case["tracking_code"]
    taken = await system.post(f"{code}/take")
    assert (taken.status_code, taken.json()["status"]) == (200, "in_progress")
    asked = await system.post(f"{code}/ask", {"text": "شمارهٔ اشتراک چیست؟"})
    assert asked.json()["timeline"][-1]["text"] == "شمارهٔ اشتراک چیست؟"
    answered = await system.post(f"{code}/answer", {"text": "انشعاب فردا وصل می‌شود."})
    assert (answered.status_code, answered.json()["status"]) == (200, "answered")
    view = await seen(http, case)
    assert view["status"] == "answered"
    assert "verdict" not in view, "an answer only proposes"
    assert view["answers"][0]["text"] == "انشعاب فردا وصل می‌شود."
    again = await system.post(f"{code}/answer", {"text": "باز هم پاسخ"})
    assert_problem(again, 409, "move_not_allowed")


async def test_how_the_citizen_guards_the_case_is_not_told(
    http: httpx.AsyncClient, system: AgencySystem
) -> None:
    case = await filed(http)
    code = case["tracking_code"]
    keys = {"X-Case-Pin": case["pin"], "Idempotency-Key": uuid4().hex}
    changed = await http.post(f"/api/v1/cases/{code}/pin", headers=keys)
    assert changed.status_code == 200
    assert "pin_changed" in str(await seen(http, case | {"pin": changed.json()["pin"]}))
    assert "pin_changed" not in str(await system.case(code))


async def test_every_use_of_a_key_stands_in_the_ledger_and_in_the_record(
    http: httpx.AsyncClient, system: AgencySystem, database: Database
) -> None:
    case = await filed(http)
    code = case["tracking_code"]
    other = await AgencySystem.of(http, database)
    await system.post(f"{code}/take")
    await other.post(f"{code}/answer", {"text": "انجام شد"})
    ledger = await seen(http, case, "/ledger")
    assert faults(ledger) == []
    made = [
        (event["type"], event["actor"], event["actor_id"], event["data"].get("api_key"))
        for event in ledger["events"][2:]
    ]
    assert made == [
        ("taken", "agency", "abfa", system.key_id),
        ("answered", "agency", "abfa", other.key_id),
    ]
    assert [step.get("api_key") for step in (await system.case(code))["timeline"][2:]] == [
        system.key_id,
        other.key_id,
    ]
    query = select(AuditEntry).where(AuditEntry.action == "case_moved")
    rows = await database.run(lambda s: list(s.scalars(query.order_by(AuditEntry.id))))
    noted = [row for row in rows if row.data["case"] == code]
    assert [(row.account_id, row.data["move"], row.data["key"]) for row in noted] == [
        (None, "taken", system.key_id),
        (None, "answered", other.key_id),
    ]


async def test_the_same_idempotency_key_does_nothing_twice(
    http: httpx.AsyncClient, system: AgencySystem, database: Database
) -> None:
    code = (await filed(http))["tracking_code"]
    for _ in range(2):
        said = await system.post(f"{code}/ask", {"text": "کدام خیابان؟"}, Idempotency_Key="a-1")
        assert said.status_code == 200, said.text
    assert str(said.json()["timeline"]).count("کدام خیابان؟") == 1
    taken = await system.post(f"{code}/answer", {"text": "انجام شد"}, Idempotency_Key="a-1")
    assert_problem(taken, 422, "key_reused")
    other = await AgencySystem.of(http, database)
    said = await other.post(f"{code}/ask", {"text": "کدام خیابان؟"}, Idempotency_Key="a-1")
    assert str(said.json()["timeline"]).count("کدام خیابان؟") == 2, "the key is its caller's own"


async def test_a_list_holds_the_own_cases_and_is_narrowed(
    http: httpx.AsyncClient, foreign: AgencySystem, database: Database
) -> None:
    system = await AgencySystem.of(http, database, "cspf")
    first, late = [(await filed(http, agency_id="cspf"))["tracking_code"] for _ in "ab"]
    past = update(Case).where(Case.tracking_code == late)
    past = past.values(due_at=now() - timedelta(hours=1))
    await database.run(lambda session: session.execute(past))
    await system.post(f"{first}/take")
    at, in_a_year = rfc3339(now()), rfc3339(now() + timedelta(days=365))
    for query, expected in (
        ({}, [late, first]),
        ({"status": ["referred", "answered"]}, [late]),
        ({"status": "in_progress"}, [first]),
        ({"overdue": True}, [late]),
        ({"due_before": at}, [late]),
        ({"due_before": in_a_year}, [late, first]),
        ({"level": "inspection_centre"}, []),
        ({"level": "agency_unit", "status": "in_progress", "overdue": True}, []),
    ):
        assert await system.codes(**query) == expected, query
        assert not {first, late} & set(await foreign.codes(**query)), query


async def test_pages_follow_one_another_without_a_gap(
    http: httpx.AsyncClient, database: Database
) -> None:
    system = await AgencySystem.of(http, database, "centinsur")
    expected = [(await filed(http, agency_id="centinsur"))["tracking_code"] for _ in range(5)]
    found, query = [], {"limit": 2}
    for _ in range(3):
        page = (await system.get(**query)).json()
        found += [case["tracking_code"] for case in page["cases"]]
        query["after"] = page.get("next", "")
    assert found == expected
    assert "next" not in page
    for bad in ("22222222", (await filed(http))["tracking_code"]):
        assert_problem(await system.get(after=bad), 404, "not_found")


async def test_the_case_of_another_agency_does_not_exist(
    http: httpx.AsyncClient, foreign: AgencySystem
) -> None:
    case = await filed(http, identity="named", contact=CONTACT)
    before = await seen(http, case)
    actions = {
        "take": {},
        "answer": {"text": "پاسخ"},
        "ask": {"text": "پرسش"},
        "misdirected": {"reason": "با ما نیست"},
        "note": {"text": "یادداشت"},
        "reveal": {"reason": "تماس"},
    }
    for name, body in actions.items():
        theirs, unknown = [
            await foreign.post(f"{code}/{name}", body) for code in (case["tracking_code"], "X")
        ]
        assert_problem(theirs, 404, "not_found")
        assert theirs.json() == unknown.json()
    assert_problem(await foreign.get(case["tracking_code"]), 404, "not_found")
    assert await seen(http, case) == before


async def test_who_the_citizen_is_stands_on_no_page(
    http: httpx.AsyncClient, database: Database
) -> None:
    system = await AgencySystem.of(http, database, "ems")
    for identity in ("anonymous", "sealed", "named"):
        contact = None if identity == "anonymous" else CONTACT
        case = await filed(
            http, agency_id="ems", description=DESCRIPTION, identity=identity, contact=contact
        )
        page = await system.get(case["tracking_code"])
        listing = await system.get()
        assert case["tracking_code"] in listing.text
        for secret in (MOBILE, NAME, NATIONAL_ID, case["pin"]):
            assert secret not in page.text + listing.text
        assert page.json()["identity"] == identity
        assert ("reveal" in page.json()["may"]) == (identity == "named")


async def test_a_citizen_is_revealed_only_while_consent_stands_and_on_record(
    http: httpx.AsyncClient, system: AgencySystem, database: Database
) -> None:
    for identity in ("anonymous", "sealed"):
        hidden = await filed(http, description=DESCRIPTION, identity=identity, contact=CONTACT)
        refused = await system.post(f"{hidden['tracking_code']}/reveal", {"reason": "تماس"})
        assert_problem(refused, 404, "not_found")
    case = await filed(http, description=DESCRIPTION, identity="named", contact=CONTACT)
    code, pin = case["tracking_code"], {"X-Case-Pin": case["pin"]}
    shown = await system.post(f"{code}/reveal", {"reason": f"تماس با {MOBILE}"})
    values = {value["field"]: value["text"] for value in shown.json()["values"]}
    assert values == CONTACT | {"words": DESCRIPTION}
    assert_problem(await system.post(f"{code}/reveal", {}), 422, "invalid")
    consent = f"/api/v1/cases/{code}/consent"
    assert (await http.post(consent, json={"given": False}, headers=pin)).is_success
    refused = await system.post(f"{code}/reveal", {"reason": "تماس"})
    assert_problem(refused, 404, "not_found")
    readings = select(PersonalReading).join(Case, Case.id == PersonalReading.case_id)
    readings = readings.where(Case.tracking_code == code)
    (reading,) = await database.run(lambda s: list(s.scalars(readings)))
    assert (reading.role, reading.reader_id) == ("agency", "abfa")
    assert reading.purpose == "تماس با [شماره همراه]"
    query = select(AuditEntry.data).where(AuditEntry.action == "case_revealed")
    rows = await database.run(lambda s: list(s.scalars(query)))
    assert [row["key"] for row in rows if row["case"] == code] == [system.key_id]


async def test_a_note_is_for_the_agency_and_the_desk_only(
    http: httpx.AsyncClient, system: AgencySystem, foreign: AgencySystem, arrive
) -> None:
    case = await filed(http)
    code = case["tracking_code"]
    noted = await system.post(f"{code}/note", {"text": f"با {MOBILE} تماس گرفتیم"})
    (note,) = [step for step in noted.json()["timeline"] if step["is_note"]]
    assert note["text"] == "با [شماره همراه] تماس گرفتیم"
    assert "تماس گرفتیم" not in str(await seen(http, case))
    assert "تماس گرفتیم" not in str(await seen(http, case, "/ledger"))
    operator, clerk = await arrive(), await arrive(Role.CLERK, "abfa")
    assert (await operator.post(f"cases/{code}/note", {"text": "یادداشت میز"})).is_success
    for reader in (operator, clerk):
        told = (await reader.get(f"cases/{code}")).json()["timeline"]
        assert ("دستگاه", note["text"]) in [(one["who_fa"], one.get("text")) for one in told]
    assert "یادداشت میز" not in str(await system.case(code))
    refer = {"agency_id": "tavanir", "reason": "کار توانیر است"}
    assert (await operator.post(f"cases/{code}/refer", refer)).is_success
    assert "تماس گرفتیم" not in str(await foreign.case(code))
    assert not any(step.get("api_key") for step in (await foreign.case(code))["timeline"])
    assert_problem(await system.get(code), 404, "not_found")


async def test_a_case_of_another_is_sent_back(
    http: httpx.AsyncClient, system: AgencySystem, operator: Operator
) -> None:
    case = await filed(http)
    code = case["tracking_code"]
    back = await system.post(f"{code}/misdirected", {"reason": "با شهرداری است"})
    assert back.json()["status"] == "misdirected"
    assert set(back.json()["may"]) == {"note"}
    assert (await operator.get(f"cases/{code}")).json()["status"] == "misdirected"


@pytest.mark.parametrize("body", [{}, {"text": " "}, {"text": "آ" * 2001}, {"words": "سلام"}])
async def test_a_bad_body_is_refused(
    http: httpx.AsyncClient, system: AgencySystem, body: dict[str, str]
) -> None:
    code = (await filed(http))["tracking_code"]
    refused = await system.post(f"{code}/answer", body)
    assert refused.status_code == 422
    assert (await system.case(code))["status"] == "referred"


def test_what_steers_machines_reaches_no_query() -> None:
    """PostgreSQL refuses a NUL; both lists are asked for by the same kind of words."""
    for wanted in (AgencyQuery, CaseQuery):
        assert wanted.model_validate({"level": "agency\0_unit"}).level == "agency_unit"
