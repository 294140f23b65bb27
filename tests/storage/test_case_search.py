"""Cases are found by their words, on both databases."""

from collections.abc import Iterator

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from support.office_times import shipped
from support.samples import DESCRIPTION, MOBILE, NATIONAL_ID, complaint

from assistant.cases.models import Case
from assistant.cases.schemas import OpenDraft
from assistant.cases.search import index
from assistant.cases.search.words import wanted, words_of
from assistant.cases.service import CaseDesk
from assistant.storage.database import Database
from assistant.storage.migrate import _config, migrate
from assistant.storage.sealing import Sealer
from knowledge.catalogue import load

TEXTS = (
    "خانه‌های کوچهٔ شبدر آب ندارند",
    "بیمهٔ شبدر را نمی‌دهند",
    "سه هفته است انشعاب شبدر وصل نمی‌شود",
    "قبض شبدر ۱۲۳۴ تومان است",
)


async def file(desk: CaseDesk, description: str, **changes: object) -> str:
    draft = OpenDraft.model_validate(complaint(description=description, **changes))
    return (await desk.file(draft)).case.tracking_code


async def found(database: Database, typed: str) -> list[str]:
    def look(session) -> list[str]:
        query = select(Case.tracking_code).where(index.has_words(session, typed))
        return list(session.scalars(query.order_by(Case.id)))

    return await database.run(look)


@pytest.fixture(scope="module")
async def codes(desk: CaseDesk) -> dict[str, str]:
    return {told: await file(desk, told) for told in TEXTS}


@pytest.fixture(params=["few", "many"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Few cases are found first and listed then, many are listed and looked at."""
    if request.param == "many":
        monkeypatch.setattr(index, "FEW", 0)
    return request.param


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("شبدر خانه ها", 0),
        ("خانه‌ها شبدر", 0),
        ("شبدر خانههای", 0),
        ("بيمه شبدر", 1),
        ("شبدر نمیدهند", 1),
        ("شبدر انشع", 2),
        ("قبض شبدر ۱۲۳", 3),
        ("شبدر 1234", 3),
    ],
)
async def test_a_case_is_found_however_its_words_are_typed(
    database: Database, codes: dict[str, str], size: str, typed: str, place: int
) -> None:
    assert await found(database, typed) == [codes[TEXTS[place]]]


@pytest.mark.parametrize(
    "typed", ["شبدر سیمرغ", "بدر", "!!!", "\0", "شبدر' | 'سیمرغ", 'شبدر" OR "x']
)
async def test_nothing_else_is_found(
    database: Database, codes: dict[str, str], size: str, typed: str
) -> None:
    assert not set(await found(database, typed)) & set(codes.values())


async def test_all_that_have_the_words_are_found(
    database: Database, codes: dict[str, str], size: str
) -> None:
    assert await found(database, "شبدر") == list(codes.values())


async def test_no_personal_value_finds_a_case(database: Database, desk: CaseDesk) -> None:
    code = await file(desk, f"داربست {DESCRIPTION}")
    assert await found(database, "داربست") == [code]
    for value in (MOBILE, NATIONAL_ID, MOBILE[1:], MOBILE[:4]):
        assert await found(database, f"داربست {value}") == []


async def test_the_formal_version_finds_the_case_too(database: Database, desk: CaseDesk) -> None:
    code = await file(desk, "داربست رو نمیدن", formal_description="داربست را تحویل نمی‌دهند.")
    assert await found(database, "داربست تحویل") == [code]


async def test_a_case_that_was_not_kept_is_not_found(database: Database, desk: CaseDesk) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    draft = OpenDraft.model_validate(complaint(description="بنفشه‌ای که نماند"))
    with pytest.raises(RuntimeError):
        await desk.file(draft, also=fail)
    assert await found(database, "بنفشه") == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*" ".join(TEXTS).split(), "سیمرغ", "ن", "هف"]), max_size=4))
async def test_it_finds_what_reading_every_case_would_find(
    database: Database, codes: dict[str, str], size: str, words: list[str]
) -> None:
    typed = " ".join(["شبدر", *words])

    def fits(told: str) -> bool:
        held = words_of(told).split()
        looked_for = wanted(typed, index.MOST_WORDS)
        return all(
            any(one.startswith(word) if len(word) > 1 else one == word for one in held)
            for word in looked_for
        )

    assert await found(database, typed) == [code for told, code in codes.items() if fits(told)]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
async def test_no_text_is_a_fault(database: Database, typed: str) -> None:
    await found(database, typed)


async def test_cases_of_before_are_found_after_the_migration(empty_url: str) -> None:
    database = Database(empty_url)
    await migrate(database)
    sealer = Sealer(b"a key of the tests")
    desk = CaseDesk(database, load(), sealer, shipped)
    codes = [await file(desk, told) for told in TEXTS]
    await file(desk, "داربست رو نمیدن", formal_description="داربست را تحویل نمی‌دهند.")
    await database.run(lambda s: command.downgrade(_config(s.connection(), sealer), "0018"))
    await migrate(database, sealer)
    assert await found(database, "شبدر") == codes
    assert await found(database, "داربست تحویل")
    await database.close()
