"""An operator at the telephone files for a caller."""

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from support.operators import Operator
from support.problems import assert_problem
from support.samples import MOBILE, NAME, complaint
from support.serving import Gateway

from assistant.cases.codes import ALPHABET, LENGTH, dictated, spoken_words
from assistant.cases.models import Case
from assistant.cases.outbox import CaseJob
from assistant.desk.models import AuditEntry
from assistant.provider_settings import SmsKind
from assistant.storage.database import Database
from assistant.storage.jobs import Job

MANDATE = {"relation": "self", "consent": "spoken", "statement": "پس از خواندن خلاصه گفت: ثبت کنید"}
FOR_MOTHER = MANDATE | {"relation": "family", "caller_name": NAME}


def call(**changes: Any) -> dict[str, Any]:
    """A complaint as the composer files it."""
    given = {"identity": "sealed", "contact": {"mobile": MOBILE}, "mandate": MANDATE}
    return complaint(**(given | changes))


async def filed(operator: Operator, **changes: Any) -> dict[str, Any]:
    response = await operator.post("cases", call(**changes))
    assert response.status_code == 201, response.text
    return response.json()


async def noted(database: Database, code: str) -> list[dict[str, Any]]:
    query = select(AuditEntry.data).where(AuditEntry.action == "case_filed_by_phone")
    rows = await database.run(lambda session: list(session.scalars(query)))
    return [row for row in rows if row["case"] == code]


async def test_what_others_have_told_is_heard_and_can_be_followed(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    spoken_words = "از امروز صبح درگاه اظهارنامهٔ سازمان امور مالیاتی بالا نمی‌آید"
    first = complaint(agency_id="tax", indicator="system_down", description=spoken_words)
    assert (await http.post("/api/v1/cases", json=first)).status_code == 201
    text = f"درگاه اظهارنامهٔ سازمان امور مالیاتی از امروز صبح بالا نمی‌آید {MOBILE}"
    heard = (await operator.post("heard", {"text": text})).json()
    (offer,) = heard["similar"]["cases"]
    assert spoken_words not in str(heard)
    receipt = await filed(operator, agency_id="tax", indicator="system_down", follow=offer["offer"])
    assert receipt["is_following"]
    assert "similar" not in (await operator.post("heard", {"text": "خیلی معطل شدم"})).json()


async def test_the_caller_can_follow_the_case(
    http: httpx.AsyncClient, operator: Operator, database: Database
) -> None:
    receipt = await filed(operator, mandate=FOR_MOTHER)
    code, pin = receipt["tracking_code"], receipt["pin"]
    assert "".join(group["signs"] for group in receipt["code_groups"]) == code
    assert "".join(group["signs"] for group in receipt["pin_groups"]) == pin
    assert not receipt["is_sms_on_its_way"]
    view = await http.get(f"/api/v1/cases/{code}", headers={"X-Case-Pin": pin})
    assert view.json()["status"] == "referred"
    assert view.json()["timeline"][0]["by"] == "operator"
    assert NAME not in view.text
    (record,) = await noted(database, code)
    assert record == {"case": code, "channel": "phone", "filed_for": "family", "consent": "spoken"}
    ledger = await http.get(f"/api/v1/cases/{code}/ledger", headers={"X-Case-Pin": pin})
    first = ledger.json()["events"][0]
    assert (first["actor"], first["actor_id"]) == ("operator", operator.holder.id)
    assert first["data"]["filed_for"] == "family"
    assert NAME not in ledger.text
    assert MANDATE["statement"] not in ledger.text


async def test_who_called_and_how_they_agreed_can_be_looked_up(operator: Operator) -> None:
    path = f"cases/{(await filed(operator, mandate=FOR_MOTHER))['tracking_code']}"
    sealed = {one["field"]: one for one in (await operator.get(path)).json()["sealed"]}
    for field, told in (("caller", NAME), ("mandate", MANDATE["statement"])):
        wanted = {"field": field, "event_number": sealed[field]["event_number"]}
        shown = await operator.post(f"{path}/reveal", wanted | {"reason": "بررسی رضایت"})
        assert shown.json() == {"text": told}


async def test_what_is_ticked_needs_no_words(operator: Operator) -> None:
    ticked = {"relation": "self", "consent": "spoken"}
    path = f"cases/{(await filed(operator, mandate=ticked))['tracking_code']}"
    sealed = [one["field"] for one in (await operator.get(path)).json()["sealed"]]
    assert "mandate" not in sealed


async def test_the_form_knows_whether_text_messages_are_on(
    gateway: Gateway, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await operator.get("terms")).json()["sends_sms"] is False
    monkeypatch.setattr(gateway.runtime.settings, "sms", SmsKind.FILE)
    assert (await operator.get("terms")).json()["sends_sms"] is True


async def test_the_same_call_is_filed_once(operator: Operator, arrive, database: Database) -> None:
    body = call(description="پرداخت یارانه را قطع کرده‌اند و جواب نمی‌دهند")
    first, again = [await operator.post("cases", body, Idempotency_Key="c-1") for _ in range(2)]
    assert first.json() == again.json()
    assert len(await noted(database, first.json()["tracking_code"])) == 1
    other = body | {"mandate": FOR_MOTHER}
    assert_problem(await operator.post("cases", other, Idempotency_Key="c-1"), 422, "key_reused")
    found = select(Case).where(Case.description == body["description"])
    assert len(await database.run(lambda session: list(session.scalars(found)))) == 1
    colleague = await arrive()
    foreign = await colleague.post("cases", other, Idempotency_Key="c-1")
    assert foreign.json()["tracking_code"] != first.json()["tracking_code"]


async def test_code_and_pin_go_to_the_callers_telephone(
    gateway: Gateway, operator: Operator, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway.runtime.settings, "sms", SmsKind.FILE)
    receipt = await filed(operator, sms=True)
    assert receipt["is_sms_on_its_way"]
    query = select(Case.id).where(Case.tracking_code == receipt["tracking_code"])
    case = await database.run(lambda session: session.scalar(query))
    sent = select(Job.payload).where(Job.unique_key == f"{CaseJob.SMS}:{case}:1")
    payload = await database.run(lambda session: session.scalar(sent))
    assert payload == {"case_id": case, "number": 1, "is_asked_for": True}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mandate": None}, "invalid"),
        ({"mandate": MANDATE | {"statement": " "}}, "invalid"),
        ({"mandate": MANDATE | {"consent": "none"}}, "invalid"),
        ({"mandate": {"relation": "self"}}, "invalid"),
        ({"mandate": {"relation": "self", "consent": "document"}}, "invalid"),
        ({"mandate": MANDATE | {"relation": "guardian"}}, "invalid"),
        ({"identity": "anonymous"}, "invalid"),
        ({"sms": True, "contact": None}, "invalid"),
        ({"identity": "named", "contact": None}, "named_without_contact"),
        ({"identity": "named", "contact": {"name": ""}}, "named_without_contact"),
        ({"agency_id": "nobody"}, "unknown_reference"),
        ({"province": "ناکجا"}, "unknown_reference"),
    ],
    ids=str,
)
async def test_without_a_mandate_or_with_a_bad_one_nothing_is_filed(
    operator: Operator, changes: dict[str, Any], code: str
) -> None:
    assert_problem(await operator.post("cases", call(**changes)), 422, code)


async def test_without_rasa_names_are_found_and_the_rest_is_asked(operator: Operator) -> None:
    heard = (await operator.post("heard", {"text": "اداره برق قم سه روزه قطع کرده"})).json()
    assert not heard["is_understood"]
    assert heard["agency"]["id"] == "tavanir"
    assert heard["province"] == "قم"
    assert heard["missing"] == []
    vague = (await operator.post("heard", {"text": "کارم را راه نمی‌اندازند"})).json()
    assert set(vague["missing"]) == {"agency", "place"}
    assert_problem(await operator.post("heard", {"text": "  "}), 422, "empty_text")


def test_no_two_signs_sound_alike() -> None:
    assert set(spoken_words()) >= set(ALPHABET) | set("0123456789")
    assert len(set(spoken_words().values())) == len(spoken_words())


def test_a_code_is_told_by_persian_names() -> None:
    (first, second) = dictated("7KB9", 2)
    assert (first.signs, first.spoken) == ("7K", "هفت، کِی مثل کنیا")
    assert second.spoken == "بی مثل برزیل، نُه"


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), st.integers(1, LENGTH))
def test_a_dictated_code_is_whole(code: str, size: int) -> None:
    groups = dictated(code, size)
    assert "".join(group.signs for group in groups) == code
    spoken = "، ".join(group.spoken for group in groups).split("، ")
    assert spoken == [spoken_words()[sign] for sign in code]
