"""Filing and finding cases, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from support.office_times import shipped
from support.samples import DESCRIPTION, MOBILE, NATIONAL_ID, complaint
from support.tries import tries_of

from assistant.cases.codes import new_code, normalise
from assistant.cases.filing import Origin
from assistant.cases.models import Case, PersonalValue
from assistant.cases.references import UnknownReferenceError
from assistant.cases.schedule import CaseFacts, deadlines
from assistant.cases.schemas import CaseDraft, OpenDraft
from assistant.cases.service import CaseDesk, FilingKeyReusedError
from assistant.conversation.store import ConversationStore
from assistant.guessing.puzzles import Puzzle, solve
from assistant.guessing.tries import Caller, TooManyTriesError, TryLimits
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

KEY = b"a key of the tests"


def draft(**changes: object) -> CaseDraft:
    return CaseDraft.model_validate(complaint(**changes))


async def rows(database: Database, key: str) -> int:
    own = Origin(key).own_key(Sealer(KEY).digests)
    query = select(func.count()).where(Case.idempotency_key == own)
    with database.transaction() as session:
        return session.scalar(query) or 0


async def test_a_filed_case_is_found_with_code_and_pin(desk: CaseDesk) -> None:
    filed = await desk.file(draft())
    code = filed.case.tracking_code
    assert filed.is_new
    assert normalise(code) == code
    found = await desk.find(code.lower(), f" {filed.pin} ")
    assert found is not None
    assert found.id == filed.case.id
    assert [(step.number, step.type) for step in await desk.history(found)] == [
        (1, "registered"),
        (2, "referred"),
    ]


async def test_a_code_that_another_case_has_is_drawn_again(
    desk: CaseDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = (await desk.file(draft())).case.tracking_code
    codes = iter([first, free := new_code()])
    monkeypatch.setattr("assistant.cases.filing.new_code", lambda: next(codes))
    second = await desk.file(draft())
    assert (second.is_new, second.case.tracking_code) == (True, free)


@pytest.mark.parametrize("pin", ["", "000000x", "٠", "\x00", "999999999999", "é"], ids=ascii)
async def test_no_other_pin_opens_a_case(desk: CaseDesk, pin: str) -> None:
    filed = await desk.file(draft())
    assert await desk.find(filed.case.tracking_code, pin) is None


@pytest.mark.parametrize("code", ["", "22222222", "ABCD\x002345", "x" * 5000], ids=ascii)
async def test_an_impossible_code_finds_nothing(desk: CaseDesk, code: str) -> None:
    assert await desk.find(code, "123456") is None


async def test_the_due_times_are_those_of_the_working_calendar(desk: CaseDesk) -> None:
    case = (await desk.file(draft())).case
    facts = CaseFacts(case.created_at, case.indicator, "abfa", "قم")
    expected = deadlines(shipped().deadlines, shipped().calendar, facts)
    assert (case.first_answer_due_at, case.due_at) == (
        expected.first_answer,
        expected.latest_answer,
    )
    assert case.next_check_at == expected.first_answer
    assert abs(datetime.now(UTC) - case.created_at) < timedelta(minutes=1)


async def test_times_come_back_in_utc(desk: CaseDesk) -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    happened = datetime(2024, 11, 20, 10, 0, tzinfo=tehran)
    filed = await desk.file(draft(occurred_at=happened))
    found = await desk.find(filed.case.tracking_code, filed.pin)
    assert found is not None
    assert found.occurred_at == happened
    assert found.occurred_at.utcoffset() == timedelta(0)


async def test_a_time_without_a_zone_is_taken_as_utc(desk: CaseDesk) -> None:
    filed = await desk.file(draft(occurred_at="2024-11-20T10:00:00"))
    found = await desk.find(filed.case.tracking_code, filed.pin)
    assert found is not None
    assert found.occurred_at == datetime(2024, 11, 20, 10, tzinfo=UTC)


async def test_personal_words_are_masked_in_the_row_and_sealed_whole(
    desk: CaseDesk, database: Database
) -> None:
    contact = {"mobile": MOBILE, "national_id": NATIONAL_ID}
    filed = await desk.file(draft(description=DESCRIPTION, contact=contact, identity="named"))
    with database.transaction() as session:
        row = session.get(Case, filed.case.id)
        query = select(PersonalValue).where(PersonalValue.case_id == filed.case.id)
        sealed = {value.field: value.sealed for value in session.scalars(query)}
    assert row is not None
    for value in (MOBILE, NATIONAL_ID):
        assert value not in row.description
        assert value not in str(sealed)
    opened = {field: Sealer(KEY).open(value) for field, value in sealed.items()}
    assert opened == {"words": DESCRIPTION, "mobile": MOBILE, "national_id": NATIONAL_ID}


async def test_the_contact_of_an_anonymous_citizen_is_not_kept(
    desk: CaseDesk, database: Database
) -> None:
    filed = await desk.file(draft(contact={"mobile": MOBILE}, identity="anonymous"))
    with database.transaction() as session:
        query = select(PersonalValue.field).where(PersonalValue.case_id == filed.case.id)
        assert list(session.scalars(query)) == ["words"]


async def test_the_longest_description_of_four_bytes_fits(desk: CaseDesk) -> None:
    filed = await desk.file(draft(description="😀" * 2000, contact={"name": "😀" * 100}))
    assert await desk.find(filed.case.tracking_code, filed.pin) is not None


async def test_control_characters_do_not_reach_the_row(desk: CaseDesk) -> None:
    filed = await desk.file(draft(description="شرح\x00 کار", city="قم\x00"))
    assert filed.case.description == "شرح کار"
    assert filed.case.city == "قم"


async def test_a_city_is_kept_as_the_catalogue_spells_it(desk: CaseDesk) -> None:
    for typed in ("قایم شهر", "قائمشهر", "قائم‌شهر"):
        filed = await desk.file(draft(province="مازندران", city=typed))
        assert filed.case.city == "قائم‌شهر"


@pytest.mark.parametrize("field", ["agency_id", "service_id", "province"])
async def test_an_unknown_reference_is_named(desk: CaseDesk, field: str) -> None:
    with pytest.raises(UnknownReferenceError) as refused:
        await desk.file(draft(**{field: "nowhere"}))
    assert refused.value.field == field


async def test_one_key_is_one_case(desk: CaseDesk, database: Database) -> None:
    first = await desk.file(draft(), Origin("one-key"))
    again = await desk.file(draft(), Origin("one-key"))
    assert (again.case.tracking_code, again.pin) == (first.case.tracking_code, first.pin)
    assert (first.is_new, again.is_new) == (True, False)
    assert await rows(database, "one-key") == 1


async def test_one_key_with_another_draft_is_refused(desk: CaseDesk, database: Database) -> None:
    await desk.file(draft(), Origin("other-draft"))
    with pytest.raises(FilingKeyReusedError):
        await desk.file(draft(description="شرح دیگری از کار"), Origin("other-draft"))
    assert await rows(database, "other-draft") == 1


async def test_twenty_at_once_with_one_key_are_one_case(desk: CaseDesk, database: Database) -> None:
    filed = await asyncio.gather(*(desk.file(draft(), Origin("at-once")) for _ in range(20)))
    assert len({each.case.tracking_code for each in filed}) == 1
    assert sum(each.is_new for each in filed) == 1
    assert await rows(database, "at-once") == 1


async def test_many_at_once_without_a_key_are_many_cases(desk: CaseDesk) -> None:
    filed = await asyncio.gather(*(desk.file(draft()) for _ in range(30)))
    assert len({each.case.tracking_code for each in filed}) == 30


async def test_a_conversation_lists_its_own_cases_newest_first(
    desk: CaseDesk, store: ConversationStore
) -> None:
    mine, other = (await store.create()).id, (await store.create()).id
    codes = [
        (await desk.file(draft(), Origin(conversation_id=mine))).case.tracking_code
        for _ in range(3)
    ]
    await desk.file(draft(), Origin(conversation_id=other))
    assert [case.tracking_code for case in await desk.of_conversation(mine)] == codes[::-1]


async def test_the_same_key_of_another_caller_is_another_key(desk: CaseDesk) -> None:
    first = await desk.file(draft(), Origin("1", "one address"))
    other = await desk.file(draft(description="شرح دیگری از کار"), Origin("1", "another address"))
    assert other.is_new
    assert other.case.tracking_code != first.case.tracking_code


async def test_a_filing_that_is_repeated_from_a_new_address_is_the_same_case(
    desk: CaseDesk,
) -> None:
    key = str(uuid4())
    first = await desk.file(draft(), Origin(key, "one address"))
    again = await desk.file(draft(), Origin(key, "another address"))
    assert (again.is_new, again.case.id) == (False, first.case.id)


async def test_a_key_that_can_be_guessed_stays_within_its_caller(desk: CaseDesk) -> None:
    first = await desk.file(draft(), Origin("1", "desk one"))
    same_words = await desk.file(draft(), Origin("1", "desk two"))
    assert same_words.is_new
    assert same_words.case.id != first.case.id


async def test_without_an_agency_a_case_waits_for_an_operator(desk: CaseDesk) -> None:
    filed = await desk.file(OpenDraft.model_validate(complaint(agency_id=None)))
    found = await desk.see(filed.case.tracking_code, filed.pin)
    assert found is not None
    assert (found.case.status, found.case.agency_id) == ("registered", None)
    assert [event.type for event in found.events] == ["registered"]


async def test_a_code_that_was_tried_often_needs_work_known_or_not(
    database: Database, catalogue: Catalogue
) -> None:
    sealer = Sealer(KEY)
    tries = tries_of(sealer, TryLimits(at_target=3, by_address=100, free=100))
    strict = CaseDesk(database, catalogue, sealer, shipped, tries=tries)
    filed = await strict.file(draft())
    wrong = "000000" if filed.pin != "000000" else "000001"
    for code in (filed.case.tracking_code, new_code(), "no code at all"):
        for _ in range(3):
            assert await strict.find(code, wrong) is None
        with pytest.raises(TooManyTriesError) as refused:
            await strict.find(code, filed.pin)
        assert refused.value.puzzle is not None
    puzzle = await puzzle_of(strict, filed.case.tracking_code, filed.pin)
    caller = Caller(solution=solve(puzzle.seed, puzzle.bits))
    assert await strict.find(filed.case.tracking_code, filed.pin, caller) is not None
    other = await strict.file(draft())
    assert await strict.find(other.case.tracking_code, other.pin) is not None


async def puzzle_of(desk: CaseDesk, code: str, pin: str) -> Puzzle:
    with pytest.raises(TooManyTriesError) as refused:
        await desk.find(code, pin)
    assert refused.value.puzzle is not None
    return refused.value.puzzle


async def test_of_two_changes_of_the_pin_at_once_one_counts(desk: CaseDesk) -> None:
    filed = await desk.file(draft())
    code, keys = filed.case.tracking_code, [uuid4().hex for _ in range(5)]
    told = await asyncio.gather(*(desk.change_pin(code, filed.pin, key) for key in keys))
    (made,) = [one for one in told if one]
    assert await desk.find(code, filed.pin) is None
    case = await desk.find(code, made)
    assert case is not None
    assert [step.type for step in await desk.history(case)][2:] == ["pin_changed"]
