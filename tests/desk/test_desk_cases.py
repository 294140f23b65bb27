"""Work on cases at the desk: each for who may do it, and for no foreign agency."""

from datetime import timedelta

import httpx
from sqlalchemy import select, update
from support.operators import DESK, Operator
from support.problems import assert_problem
from support.samples import DESCRIPTION, MOBILE, NAME, NATIONAL_ID, complaint

from assistant.cases.models import Case, PersonalReading
from assistant.cases.terms import Status
from assistant.cases.verify_ledger import faults
from assistant.conversation.models import now
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.storage.database import Database


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    """Code and pin of a new complaint, about abfa unless it is changed."""
    response = await http.post("/api/v1/cases", json=complaint(**changes))
    assert response.status_code == 201, response.text
    return response.json()


async def seen(http: httpx.AsyncClient, case: dict[str, str]) -> dict[str, object]:
    """The case as its citizen sees it."""
    headers = {"X-Case-Pin": case["pin"]}
    return (await http.get(f"/api/v1/cases/{case['tracking_code']}", headers=headers)).json()


async def test_from_the_operator_over_the_clerk_to_the_citizen(
    http: httpx.AsyncClient, operator: Operator, arrive
) -> None:
    case = await filed(http)
    path = f"cases/{case['tracking_code']}"
    if (await seen(http, case))["status"] == "registered":
        refer = {"agency_id": "abfa", "reason": "کار آب‌وفاضلاب است"}
        assert (await operator.post(f"{path}/refer", refer)).status_code == 204
    assert (await operator.post(f"{path}/note", {"text": "فوری است"})).status_code == 204
    clerk = await arrive(Role.CLERK, "abfa")
    codes = [
        entry["tracking_code"]
        for entry in (await clerk.get("cases?status=referred&sort=newest")).json()
    ]
    assert case["tracking_code"] in codes
    answer = {"text": "انشعاب فردا وصل می‌شود."}
    for _ in range(2):
        said = await clerk.post(f"{path}/answer", answer, Idempotency_Key="a-1")
        assert said.status_code == 204, said.text
    view = await seen(http, case)
    assert view["status"] == "answered"
    assert str(view["answers"]).count("انشعاب فردا") == 1
    assert "فوری است" not in str(view)
    assert_problem(await clerk.post(f"{path}/answer", answer), 409, "move_not_allowed")


async def test_the_case_of_another_agency_does_not_exist_for_a_clerk(
    http: httpx.AsyncClient, arrive
) -> None:
    code = (await filed(http))["tracking_code"]
    clerk = await arrive(Role.CLERK, "sabteahval")
    listed = (await clerk.get("cases")).json()
    assert code not in [entry["tracking_code"] for entry in listed]
    foreign, unknown = [await clerk.get(f"cases/{one}") for one in (code, "X")]
    assert_problem(foreign, 404, "not_found")
    assert foreign.json() == unknown.json()
    for one in (code, "X"):
        answer = await clerk.post(f"cases/{one}/answer", {"text": "ما نیستیم"})
        assert_problem(answer, 404, "not_found")


async def found(somebody: Operator, **query: object) -> list[str]:
    """Codes of the newest cases that a list with these filters shows."""
    response = await somebody.http.get(f"{DESK}/cases", params={"sort": "newest"} | query)
    assert response.status_code == 200, response.text
    return [entry["tracking_code"] for entry in response.json()]


async def test_a_list_is_narrowed_by_what_cases_are(
    http: httpx.AsyncClient, operator: Operator, database: Database
) -> None:
    ours = await filed(
        http, description="کنتور آب کوچهٔ ارغوان خراب است", province="یزد", city="یزد"
    )
    other = await filed(http, description="کنتور برق خراب است", agency_id="tavanir")
    code = ours["tracking_code"]
    for query in (
        {"agency_id": "abfa"},
        {"province": "یزد"},
        {"status": ["referred", "registered"]},
        {"level": "agency_unit"},
        {"q": "ارغوان كنتور"},
        {"q": code.lower()},
        {},
    ):
        assert code in await found(operator, **query), query
    for query in (
        {"agency_id": "tavanir"},
        {"province": "قم"},
        {"status": ["answered"]},
        {"overdue": True},
        {"level": "inspection_centre"},
        {"q": "ارغوان برق"},
        {"q": "100% _"},
        {"q": other["tracking_code"]},
    ):
        assert code not in await found(operator, **query), query
    past = update(Case).where(Case.tracking_code == code).values(due_at=now() - timedelta(hours=1))
    await database.run(lambda session: session.execute(past))
    assert code in await found(operator, overdue=True)
    (entry,) = (await operator.get(f"cases?q={code}")).json()
    assert entry["is_overdue"]
    assert entry["time_left_fa"] == "مهلت پاسخ گذشته است"


async def test_pages_of_a_list_follow_one_another(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    codes = [
        (await filed(http, description="شیر آب پارک", city="کاشان"))["tracking_code"] for _ in "ab"
    ]
    for sort, expected in (("due", codes), ("newest", codes[::-1])):
        after = await found(operator, q="شیر پارک", sort=sort, after=expected[0])
        assert expected[1] in after
        assert expected[0] not in after
    bad = await operator.get("cases?after=22222222")
    assert_problem(bad, 404, "not_found")


async def test_a_page_tells_each_what_they_may_know_and_do(
    http: httpx.AsyncClient, operator: Operator, arrive
) -> None:
    case = await filed(http)
    path = f"cases/{case['tracking_code']}"
    clerk, auditor, chief = [
        await arrive(role, "abfa" if role is Role.CLERK else None)
        for role in (Role.CLERK, Role.AUDITOR, Role.SUPERVISOR)
    ]
    await operator.post(f"{path}/note", {"text": f"به {MOBILE} زنگ زدم"})
    views = [(await one.get(path)).json() for one in (operator, clerk, auditor, chief)]
    by_operator, by_clerk, by_auditor, by_chief = views
    may = {"refer", "ask", "misdirected", "note", "correct", "merge", "redact"}
    assert set(by_operator["may"]) == may == set(by_chief["may"])
    assert set(by_clerk["may"]) == {"take", "answer", "ask", "misdirected"}
    assert by_auditor["may"] == [] == by_auditor["sealed"]
    (note,) = [step for step in by_operator["timeline"] if step["is_note"]]
    assert note["text"] == "به [شماره همراه] زنگ زدم"
    assert note["who_fa"] == operator.holder.name
    assert not [step for step in by_clerk["timeline"] if step["is_note"]]
    assert operator.holder.name not in str(by_clerk)
    ledger = (await clerk.get(f"{path}/ledger")).json()
    assert faults(ledger) == []
    assert MOBILE not in str(ledger)


async def test_what_the_agency_does_reaches_the_citizen(http: httpx.AsyncClient, arrive) -> None:
    case = await filed(http)
    path = f"cases/{case['tracking_code']}"
    clerk = await arrive(Role.CLERK, "abfa")
    assert (await clerk.post(f"{path}/take")).status_code == 204
    assert (await seen(http, case))["status"] == "in_progress"
    assert (await clerk.post(f"{path}/ask", {"text": "شمارهٔ اشتراک؟"})).status_code == 204
    assert "شمارهٔ اشتراک؟" in str((await seen(http, case))["timeline"])
    away = await clerk.post(f"{path}/misdirected", {"reason": "با شهرداری است"})
    assert away.status_code == 204
    assert (await seen(http, case))["status"] == "misdirected"
    moved = select(AuditEntry.data).where(AuditEntry.account_id == clerk.holder.id)
    noted = await clerk.holder.database.run(
        lambda s: list(s.scalars(moved.order_by(AuditEntry.id)))
    )
    code = case["tracking_code"]
    assert [row["move"] for row in noted if row.get("case") == code] == [
        "taken",
        "asked",
        "misdirected",
    ]


async def test_the_last_word_on_a_dispute_is_the_supervisors(
    http: httpx.AsyncClient, arrive, database: Database
) -> None:
    case = await filed(http)
    clerk, chief = await arrive(Role.CLERK, "abfa"), await arrive(Role.SUPERVISOR)
    path, own = f"cases/{case['tracking_code']}", f"/api/v1/cases/{case['tracking_code']}"
    ruling = {"reason": "بیش از این نمی‌شود", "text": "به دیوان عدالت اداری بروید."}
    assert_problem(await chief.post(f"{path}/close", ruling), 409, "move_not_allowed")
    top = update(Case).where(Case.tracking_code == case["tracking_code"])
    await database.run(lambda s: s.execute(top.values(level="inspection_centre")))
    await clerk.post(f"{path}/answer", {"text": "انجام شد"})
    pin = {"X-Case-Pin": case["pin"]}
    unsolved = await http.post(f"{own}/verdict", json={"verdict": "unsolved"}, headers=pin)
    assert unsolved.status_code == 200, unsolved.text
    assert (await chief.post(f"{path}/close", ruling)).status_code == 204
    view = await seen(http, case)
    assert (view["status"], view["verdict"]) == ("closed", "unsolved")


async def test_a_correction_stands_beside_what_was_told(
    http: httpx.AsyncClient, operator: Operator, arrive
) -> None:
    case = await filed(http)
    path = f"cases/{case['tracking_code']}"
    before = await seen(http, case)
    right = {"reason": "در تلفن نادرست شنیده شد", "text": f"شمارهٔ درست {MOBILE} است."}
    for missing, code in (("reason", "invalid"), ("text", "empty_text")):
        refused = await operator.post(f"{path}/correct", right | {missing: ""})
        assert_problem(refused, 422, code)
    forged = await operator.http.post(f"{DESK}/{path}/correct", json=right)
    assert_problem(forged, 403, "csrf")
    clerk = await arrive(Role.CLERK, "abfa")
    assert_problem(await clerk.post(f"{path}/correct", right), 403, "forbidden")
    assert await seen(http, case) == before
    for _ in range(2):
        corrected = await operator.post(f"{path}/correct", right, Idempotency_Key="c-1")
        assert corrected.status_code == 204, corrected.text
    after = await seen(http, case)
    (*untouched, step) = after["timeline"]
    assert untouched == before["timeline"]
    assert (step["type"], step["status"]) == ("corrected", before["status"])
    assert step["reason_fa"] == right["reason"]
    assert step["text"] == "شمارهٔ درست [شماره همراه] است."
    ledger = (await operator.get(f"{path}/ledger")).json()
    assert faults(ledger) == []
    assert MOBILE not in str(ledger)


async def test_personal_values_are_shown_one_by_one_and_on_record(
    http: httpx.AsyncClient, operator: Operator, arrive, database: Database
) -> None:
    contact = {"mobile": MOBILE, "name": NAME, "national_id": NATIONAL_ID}
    case = await filed(http, description=DESCRIPTION, identity="sealed", contact=contact)
    path = f"cases/{case['tracking_code']}"
    page = await operator.get(path)
    assert MOBILE not in page.text
    sealed = page.json()["sealed"]
    assert {one["field"] for one in sealed} == {"words", "mobile", "name", "national_id"}
    (mobile,) = [one for one in sealed if one["field"] == "mobile"]
    wanted = {key: mobile[key] for key in ("field", "event_number")}
    reason = {"reason": f"تماس دوباره با {MOBILE}"}
    shown = await operator.post(f"{path}/reveal", wanted | reason)
    assert shown.json() == {"text": MOBILE}
    assert_problem(await operator.post(f"{path}/reveal", wanted), 422, "invalid")
    assert_problem(
        await operator.post(f"{path}/reveal", wanted | reason | {"event_number": 99}),
        404,
        "not_found",
    )
    clerk = await arrive(Role.CLERK, "abfa")
    assert (await clerk.get(path)).json()["sealed"] == []
    assert_problem(await clerk.post(f"{path}/reveal", wanted | reason), 404, "not_found")
    readings = await database.run(
        lambda s: list(
            s.scalars(
                select(PersonalReading)
                .join(Case, Case.id == PersonalReading.case_id)
                .where(Case.tracking_code == case["tracking_code"])
            )
        )
    )
    assert [(one.reader_id, one.fields, one.purpose) for one in readings] == [
        (operator.holder.id, ["mobile"], "تماس دوباره با [شماره همراه]")
    ]


async def test_a_named_citizen_is_seen_by_the_agency_while_consent_stands(
    http: httpx.AsyncClient, arrive
) -> None:
    case = await filed(http, identity="named", contact={"name": NAME})
    path, own = f"cases/{case['tracking_code']}", f"/api/v1/cases/{case['tracking_code']}"
    clerk, foreign = await arrive(Role.CLERK, "abfa"), await arrive(Role.CLERK, "tavanir")
    (name,) = [one for one in (await clerk.get(path)).json()["sealed"] if one["field"] == "name"]
    wanted = {"field": "name", "event_number": name["event_number"], "reason": "پاسخ با نام"}
    assert (await clerk.post(f"{path}/reveal", wanted)).json() == {"text": NAME}
    assert_problem(await foreign.post(f"{path}/reveal", wanted), 404, "not_found")
    pin = {"X-Case-Pin": case["pin"]}
    assert (await http.post(f"{own}/consent", json={"given": False}, headers=pin)).is_success
    assert_problem(await clerk.post(f"{path}/reveal", wanted), 404, "not_found")


async def test_forms_get_what_they_offer(operator: Operator) -> None:
    offered = (await operator.get("terms")).json()
    (abfa,) = [one for one in offered["agencies"] if one["id"] == "abfa"]
    assert "آبفا" in abfa["aliases"]
    assert len(offered["provinces"]) == 31
    assert [one["id"] for one in offered["levels"]][-1] == "inspection_centre"
    assert {one["id"] for one in offered["statuses"]} == set(Status)
