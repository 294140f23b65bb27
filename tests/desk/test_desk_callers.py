"""Who calls: found by their number, and told by their own words."""

from typing import Any

import pytest
from sqlalchemy import select, update
from support.operators import Arrive, Operator
from support.problems import assert_problem
from support.samples import MOBILE, NAME, NATIONAL_ID, complaint
from support.serving import Gateway

from assistant.cases.models import Case, PersonalValue
from assistant.cases.personal import hash_older
from assistant.desk.models import AuditEntry
from assistant.desk.phone.form import told_contact
from assistant.desk.roles import Role
from assistant.storage.database import Database


def number(last: int) -> str:
    """A number of this test alone."""
    return f"0935{last:07}"


async def filed(operator: Operator, mobile: str, **changes: Any) -> str:
    body = complaint(identity="sealed", contact={"mobile": mobile}, **changes)
    mandate = {"relation": "self", "consent": "spoken"}
    response = await operator.post("cases", body | {"mandate": mandate})
    assert response.status_code == 201, response.text
    return response.json()["tracking_code"]


async def found(operator: Operator, mobile: str) -> list[str]:
    response = await operator.post("callers", {"mobile": mobile})
    assert response.status_code == 200, response.text
    return [case["tracking_code"] for case in response.json()["cases"]]


async def test_a_caller_is_found_however_the_number_is_written(operator: Operator) -> None:
    mobile = number(1)
    older, newer = [await filed(operator, one) for one in (mobile, f"+98{mobile[1:]}")]
    await filed(operator, number(2))
    for written in (mobile, "۰۹۳۵ ۰۰۰ ۰۰۰۱", f"0098{mobile[1:]}", f"98{mobile[1:]}", mobile[1:]):
        assert await found(operator, written) == [newer, older], written
    assert await found(operator, number(3)) == []


async def test_what_is_found_is_masked_and_the_look_is_on_record(
    operator: Operator, database: Database
) -> None:
    mobile = number(4)
    code = await filed(operator, mobile, description=f"آب قطع است، شمارهٔ من {mobile}")
    response = await operator.post("callers", {"mobile": mobile})
    (case,) = response.json()["cases"]
    assert response.json()["mobile"] == mobile
    assert mobile not in str(case)
    assert case["status_fa"]
    assert case["agency_name"]
    query = select(AuditEntry.data).where(
        AuditEntry.action == "caller_looked_up", AuditEntry.account_id == operator.holder.id
    )
    rows = await database.run(lambda session: list(session.scalars(query)))
    assert rows == [{"cases": 1, "found": [code]}]


async def test_nobody_tries_number_after_number(
    gateway: Gateway, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway.runtime.settings, "desk_reveals_per_hour", 2)
    for last in (5, 6):
        assert await found(operator, number(last)) == []
    response = await operator.post("callers", {"mobile": number(7)})
    assert_problem(response, 429, "reveals_used_up")


NO_NUMBERS = [
    "",
    "02188888888",
    "0912123456",
    "09" * 40,
    "09121234567" + " " * 22,
    9121234567,
    None,
]


@pytest.mark.parametrize("typed", NO_NUMBERS)
async def test_what_is_no_mobile_number_is_refused(operator: Operator, typed: object) -> None:
    assert_problem(await operator.post("callers", {"mobile": typed}), 422, "invalid")


@pytest.mark.parametrize("role", [role for role in Role if role not in {"operator", "supervisor"}])
async def test_only_who_files_for_callers_looks_them_up(arrive: Arrive, role: Role) -> None:
    other = await arrive(role, "abfa" if role is Role.CLERK else None)
    assert_problem(await other.post("callers", {"mobile": MOBILE}), 403, "forbidden")


async def test_a_number_of_an_older_version_is_found_once_it_is_hashed(
    gateway: Gateway, operator: Operator, database: Database
) -> None:
    mobile, sealer = number(8), gateway.runtime.sealer
    code = await filed(operator, mobile)
    of_case = select(Case.id).where(Case.tracking_code == code).scalar_subquery()
    older = update(PersonalValue).where(PersonalValue.case_id == of_case).values(number_hash=None)
    await database.run(lambda session: session.execute(older))
    assert await found(operator, mobile) == []

    def work(session: Any) -> None:
        after: int | None = 0
        while after is not None:
            after = hash_older(session, sealer, after, limit=1)

    await database.run(work)
    assert await found(operator, mobile) == [code]
    hashed = select(PersonalValue.field, PersonalValue.number_hash).where(
        PersonalValue.case_id == of_case
    )
    rows = dict(await database.run(lambda session: session.execute(hashed).all()))
    assert [field for field, mark in rows.items() if mark] == ["mobile"]
    assert mobile not in str(rows)


@pytest.mark.parametrize(
    ("words", "name", "mobile", "national_id"),
    [
        (f"سلام من {NAME} هستم، شماره‌ام {MOBILE} است", NAME, MOBILE, None),
        (f"می‌گوید نامش {NAME} است، همراهش ۰۹۱۲ ۱۲۳ ۴۵ ۶۷", NAME, MOBILE, None),
        ("اسمم علی رضایی است و آقای نوری جواب نمی‌دهد", "علی رضایی", None, None),
        ("تماس‌گیرنده: حسن مرادی، کد ملی ۲۷۱۸۲۸۱۸۲۰", "حسن مرادی", None, NATIONAL_ID),
        ("شماره من صفر نهصد و دوازده یک دو سه چهار پنج شش هفت", None, MOBILE, None),
        ("خانم کریمی کارمند بانک بدرفتاری کرد", None, None, None),
        ("به من آقای نوری گفت برو فردا بیا", None, None, None),
        ("من آقای نوری را ندیدم", None, None, None),
        (f"شماره‌ام {MOBILE} یا 09351234567 است", None, None, None),
        ("آب قطع است", None, None, None),
    ],
)
def test_who_the_caller_is_comes_from_their_own_words(
    words: str, name: str | None, mobile: str | None, national_id: str | None
) -> None:
    told = told_contact(words)
    assert (told.name, told.mobile, told.national_id) == (name, mobile, national_id)


async def test_the_form_is_told_who_calls(operator: Operator) -> None:
    text = f"اداره برق قم قطع کرده، من {NAME} هستم، {MOBILE}"
    heard = (await operator.post("heard", {"text": text})).json()
    assert heard["contact"] == {"name": NAME, "mobile": MOBILE}
    assert (await operator.post("heard", {"text": "برق قطع است"})).json()["contact"] == {}
