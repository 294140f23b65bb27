"""Sign-ins, sessions and links of citizens, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.schemas import Contact, OpenDraft
from assistant.cases.service import CaseDesk
from assistant.cases.terms import Identity, Kind
from assistant.citizens import sessions
from assistant.citizens.sessions import Citizen, CitizenCase, CitizenSession, UsedNonce
from assistant.citizens.sign_in import IdentityRefusedError
from assistant.privacy.erasure import erase_citizen
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer, hash_token

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
SEALER = Sealer(b"a key of the tests")


def somebody() -> str:
    return uuid4().hex * 2


async def filed(desk: CaseDesk, identity: Identity = Identity.SEALED) -> Case:
    draft = OpenDraft(
        kind=Kind.COMPLAINT,
        agency_id="abfa",
        description="سه هفته است انشعاب آب ما را وصل نمی‌کنند.",
        identity=identity,
    )
    return (await desk.file(draft)).case


async def test_of_many_uses_of_a_nonce_at_once_one_counts(database: Database) -> None:
    nonce = somebody()

    async def use() -> bool:
        try:
            await database.run(lambda session: sessions.use_nonce(session, nonce, NOW))
        except IdentityRefusedError:
            return False
        return True

    used = await asyncio.gather(*(use() for _ in range(12)))
    assert used.count(True) == 1
    await database.run(lambda session: sessions.forget_ended(session, NOW))
    assert await database.run(lambda session: session.get(UsedNonce, nonce)) is None


async def test_a_session_holds_the_contact_sealed_until_it_ends(database: Database) -> None:
    contact = Contact(name="پروانه سیمرغی‌زاده", mobile="09121234567")
    citizen, ends = Citizen(somebody(), contact), NOW + timedelta(minutes=30)
    new = await database.run(lambda s: sessions.open_session(s, SEALER, citizen, NOW, ends))

    def found(token: str, at: datetime, sealer: Sealer = SEALER) -> Citizen | None:
        with database.transaction() as session:
            return sessions.find_session(session, sealer, token, at)

    assert found(new.token, NOW) == citizen
    assert found(new.token, ends - timedelta(seconds=1)) == citizen
    assert found(new.token, ends) is None
    assert found(hash_token(new.token), NOW) is None
    # Whose key is gone stays signed in, and nobody's contact is told.
    assert found(new.token, NOW, Sealer(b"another")) == Citizen(citizen.subject_hash)
    await database.run(lambda session: sessions.forget_ended(session, ends))
    gone = await database.run(lambda s: s.get(CitizenSession, hash_token(new.token)))
    assert gone is None


async def test_a_case_is_linked_once_however_often_it_is_opened(
    database: Database, desk: CaseDesk
) -> None:
    case, who = await filed(desk), somebody()
    await asyncio.gather(
        *(
            database.run(lambda session: sessions.link_case(session, who, case, NOW))
            for _ in range(8)
        )
    )
    query = select(func.count()).where(CitizenCase.subject_hash == who)
    assert await database.run(lambda session: session.scalar(query)) == 1
    code = case.tracking_code
    found = await database.run(
        lambda session: sessions.linked_case(session, who, f" {code.lower()} ")
    )
    assert found is not None
    assert found.id == case.id
    assert (
        await database.run(lambda session: sessions.linked_case(session, somebody(), code)) is None
    )


async def test_an_anonymous_case_is_shown_to_nobody_even_if_a_row_says_so(
    database: Database, desk: CaseDesk
) -> None:
    case, who = await filed(desk, Identity.ANONYMOUS), somebody()

    def work(session: Session) -> list[Case]:
        sessions.link_case(session, who, case, NOW)
        assert session.get(CitizenCase, (who, case.id)) is None
        session.add(CitizenCase(subject_hash=who, case_id=case.id, created_at=NOW))
        session.flush()
        return list(sessions.linked_cases(session, who, None))

    assert await database.run(work) == []


@pytest.mark.parametrize("limit", [1, 2, None])
async def test_a_page_has_the_newest_and_goes_on_behind_the_last(
    database: Database, desk: CaseDesk, limit: int | None
) -> None:
    cases, who = [await filed(desk) for _ in range(3)], somebody()
    for case in cases:
        await database.run(lambda session, case=case: sessions.link_case(session, who, case, NOW))
    expected = [case.id for case in reversed(cases)]
    page = await database.run(lambda s: [one.id for one in sessions.linked_cases(s, who, limit)])
    assert page == expected[:limit]
    rest = await database.run(
        lambda s: [one.id for one in sessions.linked_cases(s, who, None, page[-1])]
    )
    assert page + rest == expected


async def test_a_citizen_who_is_erased_leaves_no_row_and_the_cases_stay(
    database: Database, desk: CaseDesk
) -> None:
    case, who, other = await filed(desk), somebody(), somebody()
    ends = NOW + timedelta(minutes=30)
    for one in (who, other):
        await database.run(lambda session, one=one: sessions.link_case(session, one, case, NOW))
        await database.run(
            lambda s, one=one: sessions.open_session(s, SEALER, Citizen(one), NOW, ends)
        )
    await database.run(lambda session: erase_citizen(session, who))

    def rows(session: Session, whose: str) -> int:
        tables = (CitizenCase, CitizenSession)
        return sum(
            session.scalar(select(func.count()).where(table.subject_hash == whose)) or 0
            for table in tables
        )

    assert await database.run(lambda session: (rows(session, who), rows(session, other))) == (0, 2)
    assert await database.run(lambda session: session.get(Case, case.id)) is not None
