"""What a citizen tells of themself is sealed, and appears nowhere else: no row, event or log."""

import re

from sqlalchemy import select, text
from support.citizen import Citizen, file_complaint
from support.logged import Logged
from support.samples import DESCRIPTION, MOBILE, NAME, NATIONAL_ID, complaint
from support.serving import Gateway

from assistant.cases.models import Case, PersonalValue
from assistant.storage.database import Base, Database
from assistant.storage.sealing import Sealer

PERSONAL = (MOBILE, MOBILE.lstrip("0"), NATIONAL_ID, NAME)


async def whole_database(database: Database) -> str:
    """Every value of every row, as text."""
    parts = []
    with database.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = connection.execute(text(f"SELECT * FROM {table.name}"))
            parts += [str(tuple(row)) for row in rows]
    return "\n".join(parts)


async def test_a_description_is_masked_in_its_row_and_sealed_as_told(
    citizen: Citizen, database: Database, gateway: Gateway
) -> None:
    case = (await file_complaint(citizen, DESCRIPTION)).first("case")
    with database.transaction() as session:
        row = session.scalar(select(Case).where(Case.tracking_code == case["tracking_code"]))
        assert row is not None
        values = session.scalars(select(PersonalValue).where(PersonalValue.case_id == row.id))
        sealed = {value.field: value.sealed for value in values}
    assert "[شماره همراه]" in row.description
    assert "[کد ملی]" in row.description
    assert Sealer(gateway.settings.master_key).open(sealed["words"]) == DESCRIPTION


async def test_personal_data_appears_nowhere_in_the_open(
    citizen: Citizen, database: Database, logged: Logged
) -> None:
    await citizen.say(f"شماره من {MOBILE} است، گذرنامه می‌خواهم")
    case = (await file_complaint(citizen, DESCRIPTION)).first("case")
    contact = {"mobile": MOBILE, "national_id": NATIONAL_ID, "name": NAME}
    body = complaint(description=DESCRIPTION, identity="named", contact=contact)
    await citizen.http.post("/api/v1/cases", json=body)
    kept = await whole_database(database)
    assert case["tracking_code"] in kept, "the look into the database shows nothing"
    for value in PERSONAL:
        assert value not in kept
        assert value not in logged.text


async def test_no_secret_is_kept_or_logged(
    citizen: Citizen, database: Database, logged: Logged
) -> None:
    await citizen.say("سلام")
    case = (await file_complaint(citizen, DESCRIPTION)).first("case")
    await citizen.http.get(
        f"/api/v1/cases/{case['tracking_code']}", headers={"X-Case-Pin": case["pin"]}
    )
    kept = await whole_database(database)
    assert citizen.token not in kept
    # Six digits are also found in hashes and in fractions of seconds, by chance.
    by_itself = rf"(?<![0-9A-Za-z.]){case['pin']}(?![0-9A-Za-z])"
    assert not re.search(by_itself, kept)
    for secret in (citizen.token, case["pin"]):
        assert secret not in logged.text


async def test_nothing_that_was_written_is_logged(citizen: Citizen, logged: Logged) -> None:
    await citizen.say("گربه‌ام شیرین‌پلو دوست دارد")
    await citizen.http.get("/api/v1/services", params={"q": "شیرین‌پلو"})
    await citizen.http.post(citizen.path("messages"), content="{شیرین‌پلو".encode())
    assert '"status": 200' in logged.text, "nothing was logged at all"
    assert "شیرین" not in logged.text
