"""A signed-in citizen's own cases: by filing, by tracking, on any device; and nobody else's."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from support import media
from support.agency_answers import answered, referred
from support.citizen import Answer, Citizen, to_confirmation
from support.portal import CITIZEN, MOBILE, NAME, Portal, Someone
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.cases import lost_pins
from assistant.cases.lost_pins import PinRecovery
from assistant.cases.models import Case
from assistant.cases.personal import read_personal
from assistant.cases.terms import Actor, Role
from assistant.citizens.sessions import CitizenCase
from assistant.conversation.models import now
from assistant.privacy.erasure import Gone, read_notes
from assistant.storage.database import Database
from assistant.storage.digests import Purpose

CASES = "/api/v1/cases"
WORDS = "سه هفته است انشعاب آب ما را وصل نمی‌کنند و کسی جواب نمی‌دهد"


@pytest.fixture
def kept(vouched_gateway: Gateway) -> Database:
    return vouched_gateway.runtime.database


@pytest.fixture
async def someone(vouched: httpx.AsyncClient, portal: Portal) -> Someone:
    """Somebody whom no other test knows."""
    return await Someone.arrive(vouched, portal, uuid4().hex, name=NAME, phone_number=MOBILE)


async def file(
    http: httpx.AsyncClient, someone: Someone | None = None, **changes: Any
) -> dict[str, Any]:
    headers = {"Idempotency-Key": uuid4().hex} | (someone.headers if someone else {})
    answer = await http.post(CASES, json=complaint(identity="sealed") | changes, headers=headers)
    assert answer.status_code == 201, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


async def linked(kept: Database, code: str) -> list[str]:
    query = select(CitizenCase.subject_hash).join(Case).where(Case.tracking_code == code)
    return await kept.run(lambda session: list(session.scalars(query)))


async def test_what_is_filed_while_signed_in_is_there_on_any_device(
    vouched: httpx.AsyncClient, portal: Portal
) -> None:
    subject = uuid4().hex
    phone = await Someone.arrive(vouched, portal, subject)
    first, second = await file(vouched, phone), await file(vouched, phone)
    desk = await Someone.arrive(vouched, portal, subject)
    assert await desk.cases() == [second["tracking_code"], first["tracking_code"]]
    seen = await desk.ask("GET", f"{CASES}/{first['tracking_code'].lower()}")
    assert seen.status_code == 200
    assert seen.json()["tracking_code"] == first["tracking_code"]
    assert seen.json()["proof"]["signature"]
    assert "X-Known-Device" not in seen.headers


async def test_everything_works_as_with_code_and_pin(
    vouched_gateway: Gateway, vouched: httpx.AsyncClient, someone: Someone
) -> None:
    receipt = await file(vouched, someone)
    path = f"{CASES}/{receipt['tracking_code']}"
    key = {"Idempotency-Key": uuid4().hex}
    for _ in range(2):
        said = await someone.ask(
            "POST", f"{path}/messages", json={"text": "هنوز نیامده‌اند"}, headers=key
        )
        assert said.status_code == 200, said.text
    assert [step["type"] for step in said.json()["timeline"]].count("message") == 1
    added = await someone.ask(
        "POST", f"{path}/attachments", content=media.pdf(), headers={"Content-Type": "x/y"}
    )
    assert added.status_code == 201, added.text
    file_path = f"{path}/attachments/{added.json()['id']}"
    assert (await someone.ask("GET", file_path)).status_code == 200
    assert len((await someone.ask("GET", f"{path}/attachments")).json()["attachments"]) == 1
    await answered(vouched_gateway, receipt["tracking_code"])
    listed = await someone.ask("GET", f"{CITIZEN}/cases")
    assert listed.json()["cases"][0]["is_asked"] is True
    judged = await someone.ask("POST", f"{path}/verdict", json={"verdict": "solved", "score": 5})
    assert judged.json()["verdict"] == "solved"
    assert (
        await someone.ask("POST", f"{path}/reopen", json={"reason": "باز قطع شد"})
    ).status_code == 200
    assert (await someone.ask("POST", f"{path}/withdraw", json={})).status_code == 200
    assert (await someone.ask("GET", f"{path}/ledger")).status_code == 200
    assert (await someone.ask("GET", f"{path}/data")).status_code == 200


async def test_another_citizens_case_stays_shut(
    vouched: httpx.AsyncClient, portal: Portal, someone: Someone
) -> None:
    receipt = await file(vouched, someone)
    added = await someone.ask(
        "POST", f"{CASES}/{receipt['tracking_code']}/attachments", content=media.pdf()
    )
    other = await Someone.arrive(vouched, portal, uuid4().hex)
    own = await file(vouched, other)
    for code in (receipt["tracking_code"], "ABCD2345"):
        path, key = f"{CASES}/{code}", {"Idempotency-Key": uuid4().hex}
        for method, part, body in (
            ("GET", "", None),
            ("POST", "/verdict", {"verdict": "solved"}),
            ("POST", "/messages", {"text": "سلام سلام"}),
            ("POST", "/reopen", {"reason": "باز هم"}),
            ("POST", "/withdraw", {}),
            ("POST", "/separate", None),
            ("POST", "/consent", {"given": True}),
            ("POST", "/pin", None),
            ("GET", "/ledger", None),
            ("GET", "/data", None),
            ("DELETE", "/data", None),
            ("GET", "/attachments", None),
            ("GET", f"/attachments/{added.json()['id']}", None),
        ):
            answer = await other.ask(method, f"{path}{part}", json=body, headers=key)
            assert_problem(answer, 404, "case_not_found")
        shut = await other.ask("POST", f"{path}/attachments", content=media.pdf())
        assert_problem(shut, 404, "case_not_found")
        assert_problem(await other.ask("DELETE", f"{CITIZEN}/cases/{code}"), 404, "case_not_found")
        older = await other.ask("GET", f"{CITIZEN}/cases", params={"before": code})
        assert_problem(older, 404, "case_not_found")
    assert await other.cases() == [own["tracking_code"]]


async def test_a_wrong_pin_is_wrong_also_for_the_signed_in_owner(
    vouched: httpx.AsyncClient, someone: Someone
) -> None:
    receipt = await file(vouched, someone)
    wrong = {"X-Case-Pin": "000000"}
    answer = await someone.ask("GET", f"{CASES}/{receipt['tracking_code']}", headers=wrong)
    assert_problem(answer, 404, "case_not_found")


async def test_tracking_by_code_and_pin_links_and_can_be_undone(
    vouched: httpx.AsyncClient, someone: Someone
) -> None:
    receipt = await file(vouched)
    assert await someone.cases() == []
    path, pin = f"{CASES}/{receipt['tracking_code']}", {"X-Case-Pin": receipt["pin"]}
    for _ in range(2):
        assert (await someone.ask("GET", path, headers=pin)).status_code == 200
    assert await someone.cases() == [receipt["tracking_code"]]
    off = await someone.ask("DELETE", f"{CITIZEN}/cases/{receipt['tracking_code']}")
    assert off.status_code == 204
    assert await someone.cases() == []
    assert_problem(await someone.ask("GET", path), 404, "case_not_found")
    assert (await vouched.get(path, headers=pin)).status_code == 200


async def test_an_anonymous_case_is_never_linked(
    vouched: httpx.AsyncClient, someone: Someone, kept: Database
) -> None:
    receipt = await file(vouched, someone, identity="anonymous")
    code, pin = receipt["tracking_code"], {"X-Case-Pin": receipt["pin"]}
    assert (await someone.ask("GET", f"{CASES}/{code}", headers=pin)).status_code == 200
    said = {"text": "سلام سلام"}
    answer = await someone.ask("POST", f"{CASES}/{code}/messages", json=said, headers=pin)
    assert answer.status_code == 200
    talk = await Citizen.arrive(vouched)
    told = await signed(talk, someone, {"text": f"{code} {receipt['pin']}"})
    assert "case" in told.kinds
    assert await someone.cases() == []
    assert await linked(kept, code) == []
    assert_problem(await someone.ask("GET", f"{CASES}/{code}"), 404, "case_not_found")


async def test_a_new_pin_shuts_everybody_else_out(
    vouched: httpx.AsyncClient, portal: Portal, someone: Someone
) -> None:
    receipt = await file(vouched, someone)
    path, pin = f"{CASES}/{receipt['tracking_code']}", {"X-Case-Pin": receipt["pin"]}
    other = await Someone.arrive(vouched, portal, uuid4().hex)
    assert (await other.ask("GET", path, headers=pin)).status_code == 200
    assert await other.cases() == [receipt["tracking_code"]]
    key = {"Idempotency-Key": uuid4().hex}
    new = [await someone.ask("POST", f"{path}/pin", headers=key) for _ in range(2)]
    assert new[0].json() == new[1].json()
    assert new[0].json()["pin"] != receipt["pin"]
    assert await other.cases() == []
    assert_problem(await other.ask("GET", path), 404, "case_not_found")
    assert_problem(await other.ask("GET", path, headers=pin), 404, "case_not_found")
    assert await someone.cases() == [receipt["tracking_code"]]
    assert_problem(await someone.ask("POST", f"{path}/pin"), 422, "key_guessable")


async def test_who_has_lost_the_pin_keeps_the_case_and_nobody_else(
    vouched: httpx.AsyncClient,
    portal: Portal,
    someone: Someone,
    vouched_gateway: Gateway,
    kept: Database,
) -> None:
    receipt = await file(vouched, contact={"mobile": MOBILE})
    code, pin = receipt["tracking_code"], {"X-Case-Pin": receipt["pin"]}
    other = await Someone.arrive(vouched, portal, uuid4().hex)
    assert (await other.ask("GET", f"{CASES}/{code}", headers=pin)).status_code == 200
    ticket = (await vouched.post(f"{CASES}/{code}/lost-pin")).json()["ticket"]
    sealer = vouched_gateway.runtime.sealer

    def texted(session: Session) -> str | None:
        """The code that the worker has sent; None as long as it has not."""
        kept_ticket = sealer.digests.keyed(Purpose.RECOVERY, ticket)
        query = select(PinRecovery).where(PinRecovery.ticket_hash == kept_ticket)
        if (row := session.scalar(query)) is None:
            return None
        return lost_pins.code_of(sealer, session.get_one(Case, row.case_id), row)

    for _ in range(300):
        if told := await kept.run(texted):
            break
        await asyncio.sleep(0.1)
    assert told
    body = {"ticket": ticket, "code": told}
    key = {"Idempotency-Key": uuid4().hex}
    path = f"{CASES}/{code}/lost-pin/code"
    wrong = await someone.ask("POST", path, headers=key, json=body | {"code": "12345"})
    assert_problem(wrong, 403, "pin_code_wrong")
    assert await someone.cases() == []
    assert (await someone.ask("POST", path, headers=key, json=body)).status_code == 200
    assert await someone.cases() == [code]
    assert await other.cases() == []


async def test_more_cases_are_asked_for_page_by_page(
    vouched: httpx.AsyncClient, someone: Someone
) -> None:
    codes = [(await file(vouched, someone))["tracking_code"] for _ in range(21)]
    first = (await someone.ask("GET", f"{CITIZEN}/cases")).json()
    shown = [case["tracking_code"] for case in first["cases"]]
    assert (shown, first["has_more"]) == (codes[:0:-1], True)
    last = await someone.ask("GET", f"{CITIZEN}/cases", params={"before": shown[-1]})
    assert [case["tracking_code"] for case in last.json()["cases"]] == codes[:1]
    assert last.json()["has_more"] is False


# In a talk


async def signed(
    talk: Citizen, someone: Someone, body: dict[str, str], key: str | None = None
) -> Answer:
    headers = talk.headers | someone.headers | ({"Idempotency-Key": key} if key else {})
    answer = await talk.http.post(talk.path("messages"), json=body, headers=headers)
    return talk._read(answer)


async def at_summary(talk: Citizen, someone: Someone) -> Answer:
    """The summary, shown to who is signed in."""
    await to_confirmation(talk, WORDS)
    return await signed(
        talk,
        someone,
        {"choice": "edit:keep"}
        if "edit:keep" in talk.seen.values()
        else {"text": "خلاصه رو نشونم بده"},
    )


async def contact_of(gateway: Gateway, code: str) -> set[str]:
    desk = Actor(Role.OPERATOR, "o1")

    def work(session: Any) -> set[str]:
        case = session.scalars(select(Case).where(Case.tracking_code == code)).one()
        told = read_personal(session, gateway.runtime.sealer, case, desk, purpose="تماس", now=now())
        return {one.text for one in told}

    return await gateway.runtime.database.run(work)


async def test_a_case_is_filed_under_ones_name_by_a_choice_of_ones_own(
    vouched_gateway: Gateway, vouched: httpx.AsyncClient, someone: Someone
) -> None:
    talk = await Citizen.arrive(vouched)
    summary = await at_summary(talk, someone)
    assert {"با نام من ثبت شود", "ناشناس ثبت شود"} <= set(summary.buttons)
    assert "رمزشده نزد کارشناسان" in summary.said
    filed = await signed(talk, someone, {"choice": "confirm_named"}, key := uuid4().hex)
    receipt = filed.first("case")
    again = await signed(talk, someone, {"choice": "confirm_named"}, key)
    assert again.first("case")["tracking_code"] == receipt["tracking_code"]
    assert await someone.cases() == [receipt["tracking_code"]]
    seen = await someone.ask("GET", f"{CASES}/{receipt['tracking_code']}")
    assert seen.json()["identity"] == "sealed"
    assert {NAME, MOBILE} <= await contact_of(vouched_gateway, receipt["tracking_code"])
    said = str((await talk.http.get(talk.path("data"), headers=talk.headers)).json())
    assert NAME not in said
    assert MOBILE not in said


async def test_news_come_by_sms(
    vouched_gateway: Gateway, vouched: httpx.AsyncClient, someone: Someone
) -> None:
    talk = await Citizen.arrive(vouched)
    await at_summary(talk, someone)
    filed = await signed(talk, someone, {"choice": "confirm_named"})
    code = filed.first("case")["tracking_code"]
    await referred(vouched_gateway, code)
    await answered(vouched_gateway, code)
    for _ in range(300):
        sent = [path.read_text() for path in (vouched_gateway.settings.data_dir / "sms").glob("*")]
        told = [line for text in sent for line in text.splitlines() if code in line]
        if told:
            break
        await asyncio.sleep(0.1)
    assert MOBILE in told[-1]


async def test_a_case_is_filed_anonymously_by_who_is_signed_in(
    vouched: httpx.AsyncClient, someone: Someone, kept: Database
) -> None:
    talk = await Citizen.arrive(vouched)
    await at_summary(talk, someone)
    filed = await signed(talk, someone, {"choice": "confirm"})
    code, pin = filed.first("case")["tracking_code"], filed.first("case")["pin"]
    assert await linked(kept, code) == []
    seen = await vouched.get(f"{CASES}/{code}", headers={"X-Case-Pin": pin})
    assert seen.json()["identity"] == "anonymous"


async def test_a_plain_yes_gives_no_name_away(
    vouched: httpx.AsyncClient, someone: Someone, kept: Database
) -> None:
    talk = await Citizen.arrive(vouched)
    await at_summary(talk, someone)
    filed = await signed(talk, someone, {"text": "بله ثبت کن"})
    assert await linked(kept, filed.first("case")["tracking_code"]) == []


async def test_without_a_name_from_the_portal_a_case_can_still_be_ones_own(
    vouched: httpx.AsyncClient, portal: Portal
) -> None:
    someone = await Someone.arrive(vouched, portal, uuid4().hex)
    talk = await Citizen.arrive(vouched)
    summary = await at_summary(talk, someone)
    assert "در پرونده‌های من ثبت شود" in summary.buttons
    filed = await signed(talk, someone, {"choice": "confirm_named"})
    assert await someone.cases() == [filed.first("case")["tracking_code"]]


async def test_who_has_signed_out_meanwhile_files_under_no_name(
    vouched: httpx.AsyncClient, someone: Someone
) -> None:
    talk = await Citizen.arrive(vouched)
    await at_summary(talk, someone)
    await someone.ask("DELETE", f"{CITIZEN}/session")
    headers = talk.headers | someone.headers
    body = {"choice": "confirm_named"}
    refused = await vouched.post(talk.path("messages"), json=body, headers=headers)
    assert_problem(refused, 401, "citizen_not_signed_in")
    told = talk._read(await talk.send(body))
    assert "case" not in told.kinds
    assert "دیگر از درگاه وارد نیستید" in told.said
    assert "case" in (await talk.press("ناشناس ثبت شود")).kinds


async def test_who_is_not_signed_in_sees_nothing_of_it(vouched: httpx.AsyncClient) -> None:
    talk = await Citizen.arrive(vouched)
    summary = await to_confirmation(talk, WORDS)
    assert "ثبت شود" in summary.buttons
    assert not {"با نام من ثبت شود", "ناشناس ثبت شود"} & set(summary.buttons)
    refused = await talk.send({"choice": "confirm_named"})
    assert_problem(refused, 422, "unknown_choice")


# One's own data


async def test_a_copy_has_all_of_ones_cases(vouched: httpx.AsyncClient, someone: Someone) -> None:
    receipts = [await file(vouched, someone, contact={"mobile": MOBILE}) for _ in range(2)]
    stranger = await file(vouched)
    answer = await someone.ask("GET", f"{CITIZEN}/data")
    assert answer.headers["cache-control"] == "no-store"
    titles = " ".join(table["title_fa"] for table in answer.json()["tables"])
    assert all(receipt["tracking_code"] in titles for receipt in receipts)
    assert stranger["tracking_code"] not in answer.text
    assert NAME in answer.text  # of the session, opened
    assert "subject_hash" not in answer.text


async def test_all_of_it_is_erased_at_ones_wish(
    vouched: httpx.AsyncClient, portal: Portal, kept: Database, vouched_gateway: Gateway
) -> None:
    subject = uuid4().hex
    someone = await Someone.arrive(vouched, portal, subject, name=NAME)
    elsewhere = await Someone.arrive(vouched, portal, subject)
    ended, going = await file(vouched, someone), await file(vouched, someone)
    await someone.ask("POST", f"{CASES}/{ended['tracking_code']}/withdraw", json={})
    answer = await someone.ask("DELETE", f"{CITIZEN}/data")
    assert answer.status_code == 200, answer.text
    assert answer.json()["erased_cases"] == [ended["tracking_code"]]
    assert answer.json()["left_cases"] == [going["tracking_code"]]
    assert answer.json()["stays_fa"]
    # A restore of a backup of before would know of both.
    notes = read_notes([vouched_gateway.settings.erasures_dir], datetime.min.replace(tzinfo=UTC))
    case = vouched_gateway.runtime.erasures.name(Gone.CASE, ended["tracking_code"])
    assert case in notes[Gone.CASE]
    assert len(notes[Gone.CITIZEN]) >= 1
    for one in (someone, elsewhere):
        assert_problem(await one.ask("GET", f"{CITIZEN}/cases"), 401, "citizen_not_signed_in")
    again = await Someone.arrive(vouched, portal, subject)
    assert await again.cases() == []
    # What is under way goes on, for who has code and pin.
    pin = {"X-Case-Pin": going["pin"]}
    seen = await vouched.get(f"{CASES}/{going['tracking_code']}", headers=pin)
    assert seen.status_code == 200
    gone = await vouched.get(
        f"{CASES}/{ended['tracking_code']}", headers={"X-Case-Pin": ended["pin"]}
    )
    assert gone.json()["description"] == ""
    assert await linked(kept, ended["tracking_code"]) == []
    assert await linked(kept, going["tracking_code"]) == []


async def test_an_erased_case_is_nobodys(
    vouched: httpx.AsyncClient, someone: Someone, kept: Database
) -> None:
    receipt = await file(vouched, someone)
    path = f"{CASES}/{receipt['tracking_code']}"
    assert_problem(await someone.ask("DELETE", f"{path}/data"), 409, "case_under_way")
    await someone.ask("POST", f"{path}/withdraw", json={})
    assert (await someone.ask("DELETE", f"{path}/data")).status_code == 200
    assert await someone.cases() == []
    assert await linked(kept, receipt["tracking_code"]) == []
    # Neither does its pin link it again.
    pin = {"X-Case-Pin": receipt["pin"]}
    assert (await someone.ask("GET", path, headers=pin)).status_code == 200
    assert await someone.cases() == []
