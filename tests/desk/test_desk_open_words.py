"""The agency of a case reads street and clerk where its citizen left it so; auditors do not."""

import httpx
import pytest
from sqlalchemy import select
from support.keys import AgencySystem
from support.operators import Operator
from support.samples import MOBILE, NAME, complaint

from assistant.cases.models import Case
from assistant.cases.verify import verify
from assistant.desk.roles import Role
from assistant.storage.database import Database

STREET, CLERK = "کوچه شهید رحیمی پلاک ۱۲", "حسینی"
TOLD = f"جلوی منزل ما در {STREET} چاله کنده‌اند و خانم {CLERK} جواب نداد. من {NAME} هستم، {MOBILE}"


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    body = complaint(description=TOLD, **{"shows_names": True, **changes})
    answer = await http.post("/api/v1/cases", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def listed_case(system: AgencySystem, code: str) -> dict[str, object]:
    """The case as the agency's list has it, on whichever page."""
    query: dict[str, object] = {"limit": 100}
    while True:
        page = (await system.get(**query)).json()
        if found := [one for one in page["cases"] if one["tracking_code"] == code]:
            return found[0]
        query["after"] = page["next"]


async def test_agency_desk_and_citizen_read_the_same_and_the_row_holds_none_of_it(
    http: httpx.AsyncClient, operator: Operator, database: Database
) -> None:
    case = await filed(http)
    code, pin = case["tracking_code"], {"X-Case-Pin": case["pin"]}
    system = await AgencySystem.of(http, database)
    pages = [
        (await system.get(code)).json(),
        (await operator.get(f"cases/{code}")).json(),
        (await http.get(f"/api/v1/cases/{code}", headers=pin)).json(),
    ]
    listed = await listed_case(system, code)
    for text in (*(page["description"] for page in pages), listed["description"]):
        assert STREET in text
        assert CLERK in text
        assert NAME not in text
        assert MOBILE not in text
    row = await database.run(lambda s: s.scalar(select(Case).where(Case.tracking_code == code)))
    assert row is not None
    assert STREET not in row.description
    assert CLERK not in row.description
    # Other tests shift the times of their cases in the same database.
    found = await database.run(lambda s: list(verify(s)))
    assert [one for one in found if one[0] == code] == []


@pytest.mark.parametrize(
    "way", [{"shows_names": False}, {"identity": "sealed", "shows_names": False}]
)
async def test_without_that_choice_words_stay_masked(
    http: httpx.AsyncClient, database: Database, way: dict[str, object]
) -> None:
    case = await filed(http, **way)
    system = await AgencySystem.of(http, database)
    seen = (await system.get(case["tracking_code"])).json()["description"]
    assert STREET not in seen
    assert CLERK not in seen


async def test_an_auditor_reads_masked_words(http: httpx.AsyncClient, arrive) -> None:
    case = await filed(http)
    auditor = await arrive(Role.AUDITOR, None)
    page = (await auditor.get(f"cases/{case['tracking_code']}")).json()
    assert STREET not in page["description"]
    assert CLERK not in page["description"]


async def test_what_is_sent_later_is_read_in_the_same_way(
    http: httpx.AsyncClient, database: Database
) -> None:
    case = await filed(http)
    path, pin = f"/api/v1/cases/{case['tracking_code']}/messages", {"X-Case-Pin": case["pin"]}
    said = {"text": f"باز هم در {STREET} آب نیست، {NAME}"}
    assert (await http.post(path, json=said, headers=pin)).status_code < 300
    system = await AgencySystem.of(http, database)
    steps = (await system.get(case["tracking_code"])).json()["timeline"]
    (text,) = [step["text"] for step in steps if step["type"] == "message"]
    assert STREET in text
    assert NAME not in text


async def test_the_formal_version_has_the_street_too(
    http: httpx.AsyncClient, database: Database
) -> None:
    case = await filed(http, formal_description=f"در {STREET} حفاری رها شده است.")
    system = await AgencySystem.of(http, database)
    formal = (await system.get(case["tracking_code"])).json()["formal_description"]
    assert CLERK in formal
    assert NAME not in formal


async def test_words_that_were_taken_out_are_read_by_nobody(
    http: httpx.AsyncClient, operator: Operator, database: Database
) -> None:
    case = await filed(http)
    code = case["tracking_code"]
    taken = await operator.post(f"cases/{code}/redact", {"words": CLERK, "reason": "خواست شهروند"})
    assert taken.status_code < 300, taken.text
    system = await AgencySystem.of(http, database)
    seen = (await system.get(code)).json()["description"]
    assert CLERK not in seen
