"""Every field in which somebody's words are kept hides personal data."""

import httpx
import pytest
from sqlalchemy import select
from support.operators import Operator
from support.samples import complaint

from assistant.cases.models import Case
from assistant.cases.outages import OutageRow
from assistant.cases.verify import verify
from assistant.language.pii import find_pii
from assistant.storage.database import Database

HOME = "سنندج، خیابان فردوسی کوچه ۳ پلاک ۱۲"


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    answer = await http.post("/api/v1/cases", json=complaint(**changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_an_address_that_was_given_as_a_place_is_sealed(
    http: httpx.AsyncClient, operator: Operator, database: Database
) -> None:
    case = await filed(http, city=HOME)
    row = await database.run(
        lambda s: s.scalar(select(Case).where(Case.tracking_code == case["tracking_code"]))
    )
    assert row is not None
    assert row.city == "سنندج، [نشانی]"
    path = f"cases/{case['tracking_code']}"
    page = (await operator.get(path)).json()
    assert page["city"] == row.city
    (place,) = [one for one in page["sealed"] if one["field"] == "place"]
    wanted = {"field": "place", "event_number": place["event_number"], "reason": "برای بازدید"}
    assert (await operator.post(f"{path}/reveal", wanted)).json() == {"text": HOME}


async def test_a_place_without_personal_data_is_not_sealed(
    http: httpx.AsyncClient, operator: Operator
) -> None:
    case = await filed(http, city="علی‌آباد کتول")
    page = (await operator.get(f"cases/{case['tracking_code']}")).json()
    assert page["city"] == "علی‌آباد کتول"
    assert "place" not in {one["field"] for one in page["sealed"]}


@pytest.mark.parametrize(
    "place", ["09123456789", "زهرا احمدی", "9" * 64, "۰ ۹ ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹ " * 2]
)
async def test_a_masked_place_fits_its_column(
    http: httpx.AsyncClient, operator: Operator, place: str
) -> None:
    case = await filed(http, city=place)
    page = (await operator.get(f"cases/{case['tracking_code']}")).json()
    assert len(page["city"]) <= 64
    assert find_pii(page["city"]) == []


async def test_the_source_of_an_outage_holds_no_number_of_a_person(
    operator: Operator, database: Database
) -> None:
    source = "کارشناس با کد ملی 0499370899، تلفن ۰۲۱-۸۸۷۷۶۶۵۵"
    body = {"agency_id": "tax", "source": source, "began": "1404-01-01 08:00"}
    added = await operator.post("outages", body)
    assert added.status_code == 201, added.text
    id_ = added.json()["id"]
    row = await database.run(lambda s: s.get(OutageRow, id_))
    assert row is not None
    assert row.source == "کارشناس با کد ملی [کد ملی]، تلفن ۰۲۱-۸۸۷۷۶۶۵۵"
    assert (await operator.post(f"outages/{id_}/end")).status_code == 204


async def test_the_desk_takes_words_out_of_a_case_and_its_history(
    http: httpx.AsyncClient, operator: Operator, database: Database
) -> None:
    case = await filed(http, description="کارمندی که دیلاقه صدایش می‌کنند پول خواست.")
    path = f"cases/{case['tracking_code']}"
    asked = await operator.post(f"{path}/ask", {"text": "دیلاقه چه گفت؟"})
    assert asked.status_code == 204, asked.text
    wanted = {"words": "دیلاقه", "reason": "نام کسی است"}
    assert (await operator.post(f"{path}/redact", wanted)).status_code == 204
    again = await operator.post(f"{path}/redact", wanted)
    assert again.json()["code"] == "nothing_to_redact"
    page = await operator.get(path)
    assert "دیلاقه" not in page.text
    assert "[حذف] چه گفت؟" in [step.get("text") for step in page.json()["timeline"]]
    with database.transaction() as session:
        assert [told for of, told in verify(session) if of == case["tracking_code"]] == []
