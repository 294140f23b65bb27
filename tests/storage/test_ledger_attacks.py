"""What was done to a database by hand, and what the check then names: case, column and why."""

import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session
from support.ledger_lives import BEGIN, MASTER, NOTARY, OPERATOR, SIGNING, faults_in, faults_seen
from support.office_times import shipped
from support.samples import complaint

from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.store import Attachment, attach
from assistant.cases.chain import digest, record
from assistant.cases.filing import Origin, file
from assistant.cases.ledger import ledger_of, roots_between, seal_day
from assistant.cases.models import (
    Case,
    CaseEvent,
    LedgerLeaf,
    LedgerRoot,
    LogHead,
    PersonalReading,
    PersonalValue,
)
from assistant.cases.moves import Move
from assistant.cases.personal import read_personal
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import history
from assistant.cases.signatures import Notary
from assistant.cases.terms import CITIZEN, Actor, Role
from assistant.cases.transitions import Door, MoveRequest
from assistant.cases.verify import KnownLedger, UnknownFormError, read_known
from assistant.cases.verify_ledger import FIRST, faults, faults_of_known, is_signed
from assistant.desk.audit import Audited, note_audit
from assistant.desk.models import AuditEntry
from assistant.privacy.erasure import erase_case
from assistant.storage.database import Database
from assistant.storage.digests import Purpose
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer

SEALER = Sealer(MASTER)
DOOR = Door(SEALER, shipped)
AGENCY = Actor(Role.AGENCY, "abfa")


@pytest.fixture
async def filed(empty_url: str):
    """Two cases with all that belongs to them, sealed by the root of the day."""
    database = Database(empty_url)
    await migrate(database)
    for number in range(2):
        with database.transaction() as session:
            _live(session, number)
    with database.transaction() as session:
        seal_day(session, NOTARY, BEGIN)
    assert found(database) == []
    yield database
    await database.close()


def _live(session: Session, number: int) -> None:
    contact = {"mobile": f"0912123456{number}"}
    draft = OpenDraft.model_validate(complaint(identity="sealed", contact=contact))
    case = file(session, DOOR, draft, Origin(), BEGIN)
    steps = [
        MoveRequest(Move.ANSWERED, AGENCY, words="بررسی شد."),
        MoveRequest(Move.PARTLY, CITIZEN, score=2, words="نیمی از آن"),
    ]
    sha256 = f"{number}" * 64
    name = SEALER.digests.keyed(Purpose.FILE, sha256)
    kept = KeptFile(name, SEALER.seal(sha256), "image/jpeg", 4711, SEALER.key_id)
    attach(session, DOOR, case, kept, CITIZEN, now=BEGIN, per_case=10)
    for step in steps:
        DOOR.move(session, case, step, BEGIN)
    read_personal(session, SEALER, case, OPERATOR, purpose="تماس", now=BEGIN)
    note_audit(session, Audited.CASE_REVEALED, None, data={"case": case.tracking_code})


def found(database: Database, known: KnownLedger | None = None) -> list[str]:
    return [fault for _, fault in faults_in(database, SEALER, known or KnownLedger())]


class _TakenBack(Exception):
    """Ends a transaction without a trace."""


def after(database: Database, statement: Any) -> list[tuple[str, str]]:
    """What is found after `statement`, which is then taken back."""
    told: list[tuple[str, str]] = []
    with suppress(_TakenBack), database.transaction() as session:
        session.execute(statement, execution_options={"synchronize_session": False})
        told += faults_seen(session, SEALER, KnownLedger())
        raise _TakenBack
    return told


def newest(database: Database) -> KnownLedger:
    with database.transaction() as session:
        return KnownLedger(frozenset(session.scalars(select(LedgerRoot.hash))))


ONE = Case.id == 1
EDITS: dict[str, tuple[Any, str]] = {
    "description": (update(Case).where(ONE).values(description="همه چیز خوب است"), "description"),
    "city": (update(Case).where(ONE).values(city="تهران"), "city is another"),
    "agency": (update(Case).where(ONE).values(agency_id="tavanir"), "agency_id is tavanir"),
    "due time": (
        update(Case).where(ONE).values(due_at=BEGIN + timedelta(days=9)),
        "due_at is 2026-",
    ),
    "level": (update(Case).where(ONE).values(level="inspection_centre"), "level is inspection"),
    "verdict": (update(Case).where(ONE).values(verdict="solved"), "verdict is solved"),
    "score": (update(Case).where(ONE).values(score=5), "score is 5, the events tell 2"),
    "identity": (update(Case).where(ONE).values(identity="named"), "identity is named"),
    "end": (update(Case).where(ONE).values(ended_at=None), "ended_at is empty"),
    "clock": (update(Case).where(ONE).values(next_check_at=None), "next_check_at"),
    "what a file is": (update(Attachment).values(size=1), "size is another than event"),
    "which file": (update(Attachment).values(name="0" * 64), "file_commitment is another"),
    "its hash": (update(Attachment).values(sha256_sealed="x"), "name and hash of event"),
    "an erasure": (update(Case).where(ONE).values(erased_at=BEGIN), "erased_at is 2026-"),
    "what was said": (
        update(CaseEvent).where(CaseEvent.type == "answered").values(words={"text": "نشد"}),
        "the text of event 4 is another",
    ),
    "words beside what has none": (
        update(CaseEvent).where(CaseEvent.number == 1).values(words={"text": "نشد"}),
        "the text of event 1 is another",
    ),
    "what proves words": (update(Case).where(ONE).values(salt=None), "description is another"),
    "why somebody read": (
        update(PersonalReading).values(purpose="دیگر"),
        "the purpose of entry 1 is another",
    ),
    "no reason to read": (
        update(PersonalReading).values(purpose="", salt=None),
        "the purpose of entry 1 is gone",
    ),
    "a file": (delete(Attachment).where(Attachment.case_id == 1), "the file of event"),
    "a value": (
        delete(PersonalValue).where(PersonalValue.case_id == 1),
        "words of event 1 is gone",
    ),
    "a reading": (delete(PersonalReading).where(PersonalReading.number == 1), "entry 1 is gone"),
    "who read": (update(PersonalReading).values(reader_id="x"), "entry 1 was edited"),
    "the record of the desk": (delete(AuditEntry), "entries are missing at the end"),
    "an unlinked entry": (update(AuditEntry).values(number=None), "never linked"),
}


async def test_an_edit_is_found_with_its_column(filed: Database) -> None:
    for name, (statement, expected) in EDITS.items():
        told = [fault for _, fault in after(filed, statement)]
        assert any(expected in fault for fault in told), f"{name}: {told}"
    assert found(filed) == []


async def test_swapped_values_are_found(filed: Database) -> None:
    with filed.transaction() as session:
        query = select(PersonalValue).where(PersonalValue.field == "mobile")
        one, other = session.scalars(query.order_by(PersonalValue.id))
        one.sealed, other.sealed = other.sealed, one.sealed
        one.salt, other.salt = other.salt, one.salt
    assert found(filed) == ["case_personal mobile of event 1 is another than was sealed"] * 2


async def test_a_number_by_which_another_case_would_be_found_is_told(filed: Database) -> None:
    with filed.transaction() as session:
        rows = session.scalars(select(PersonalValue).order_by(PersonalValue.id)).all()
        numbers = [row for row in rows if row.number_hash]
        numbers[0].number_hash, numbers[1].number_hash = "f" * 64, numbers[0].number_hash
    told = "case_personal mobile of event 1 is found by a number that is not its own"
    assert found(filed)[0] == told


async def test_a_forged_answer_is_found_though_it_is_well_chained(filed: Database) -> None:
    with filed.transaction() as session:
        case = session.get_one(Case, 1)
        DOOR.move(session, case, MoveRequest(Move.REOPENED, CITIZEN, reason="درست نشد"), BEGIN)
    with filed.transaction() as session:
        case = session.get_one(Case, 1)
        # Chained as by the product, by somebody who can seal and open, but has not the master key.
        forger = Door(Sealer(b"no key of ours", [MASTER]), shipped)
        forger.move(session, case, MoveRequest(Move.ANSWERED, AGENCY, words="انجام شد."), BEGIN)
    assert "event 7 was not made by this installation" in found(filed)


async def test_a_tail_cut_off_with_its_head_is_found(filed: Database) -> None:
    with filed.transaction() as session:
        _cut(session, 1)
    assert "the event of leaf 0 is gone or another" in found(filed)


def _cut(session: Session, case_id: int) -> None:
    """Remove the verdict, as if it had never been given."""
    case = session.get_one(Case, case_id)
    events = history(session, case)
    session.delete(events[-1])
    last = events[-2]
    session.execute(
        update(Case)
        .where(Case.id == case_id)
        .values(
            version=last.number,
            head_hash=last.hash,
            status=last.status,
            verdict=None,
            score=None,
            judged_at=None,
            ended_at=None,
            sealed_version=min(case.sealed_version, last.number),
        )
    )


async def test_a_tail_that_no_root_covers_is_found_by_the_citizen_s_proof(filed: Database) -> None:
    with filed.transaction() as session:
        case = session.get_one(Case, 1)
        DOOR.move(session, case, MoveRequest(Move.REOPENED, CITIZEN, reason="درست نشد"), BEGIN)
        DOOR.move(session, case, MoveRequest(Move.ANSWERED, AGENCY, words="انجام شد"), BEGIN)
        DOOR.move(session, case, MoveRequest(Move.PARTLY, CITIZEN, score=1), BEGIN)
        proof = NOTARY.proof(session, case)
        code = case.tracking_code
    kept = KnownLedger(events=((code, proof.number, proof.hash),))
    assert found(filed, kept) == []
    with filed.transaction() as session:
        _cut(session, 1)
    assert found(filed, kept) == ["event 8 is gone or another than is known"]


async def test_a_case_and_its_root_made_anew_are_found(filed: Database) -> None:
    known = newest(filed)
    with filed.transaction() as session:
        _remake(session)
    assert any("was not made by this installation" in fault for fault in found(filed))
    assert any("is not signed by this installation" in fault for fault in found(filed))
    assert any("is not here" in fault for fault in found(filed, known))


def _remake(session: Session) -> None:
    """Change what the agency answered, and make everything fit that needs no key."""
    from assistant.cases import merkle
    from assistant.cases.signatures import hash_of

    case = session.get_one(Case, 1)
    previous, events = FIRST, history(session, case)
    for event in events:
        if event.type == Move.ANSWERED:
            event.data = event.data | {"text": "پرداخت شد"}
        event.previous_hash = previous
        previous = event.hash = digest(record(event, case.tracking_code))
    session.execute(update(Case).where(ONE).values(head_hash=previous))
    session.execute(update(LedgerLeaf).where(LedgerLeaf.case_id == 1).values(hash=previous))
    (root,) = session.scalars(select(LedgerRoot))
    leaves = session.scalars(select(LedgerLeaf.hash).order_by(LedgerLeaf.position)).all()
    root.root = merkle.root(leaves)
    root.hash = hash_of(root)


async def test_deleted_roots_are_found(filed: Database) -> None:
    known = newest(filed)
    with filed.transaction() as session:
        session.execute(delete(LedgerLeaf))
        session.execute(delete(LedgerRoot))
    assert "sealed_version is 5, the daily roots tell 0" in found(filed)
    with filed.transaction() as session:
        session.execute(update(Case).values(sealed_version=0))
    assert found(filed) == [], "by itself the database tells nothing of it"
    assert any("is not here" in fault for fault in found(filed, known))


async def test_a_root_between_others_that_is_gone_is_found(filed: Database) -> None:
    for day in (1, 2):
        with filed.transaction() as session:
            case = session.get_one(Case, 2)
            DOOR.move(session, case, MoveRequest(Move.NOTED, OPERATOR, words="یادداشت"), BEGIN)
            assert seal_day(session, NOTARY, BEGIN + timedelta(days=day))
    assert found(filed) == []
    with filed.transaction() as session:
        session.execute(delete(LedgerLeaf).where(LedgerLeaf.root_id == 2))
        session.execute(delete(LedgerRoot).where(LedgerRoot.id == 2))
    assert "root 2 is gone" in found(filed)


async def test_an_emptied_record_of_the_desk_is_found_though_its_head_is_put_back(
    filed: Database,
) -> None:
    with filed.transaction() as session:
        session.execute(delete(AuditEntry))
        session.execute(update(LogHead).values(number=0, hash=FIRST).where(LogHead.name == "desk"))
    assert found(filed) == ["entry 2, which a root tells of, is gone"]


async def test_a_day_on_which_only_the_desk_worked_has_a_root(filed: Database) -> None:
    def sealed_on(day: int) -> bool:
        with filed.transaction() as session:
            return seal_day(session, NOTARY, BEGIN + timedelta(days=day)) is not None

    assert not sealed_on(1)
    with filed.transaction() as session:
        note_audit(session, Audited.SIGNED_IN, None)
    assert sealed_on(2)
    assert found(filed) == []


async def test_an_entry_of_a_savepoint_that_was_taken_back_leaves_no_gap(filed: Database) -> None:
    with filed.transaction() as session:
        session.execute(update(Case).values(city=Case.city))
        nested = session.begin_nested()
        note_audit(session, Audited.SIGNED_IN, None)
        nested.rollback()
        note_audit(session, Audited.SIGNED_OUT, None)
    assert found(filed) == []


async def test_words_are_gone_only_where_an_event_says_so(filed: Database) -> None:
    with filed.transaction() as session:
        case = session.get_one(Case, 1)
        before = [event.hash for event in history(session, case)]
        erase_case(session, DOOR, case, CITIZEN, now=BEGIN)
    with filed.transaction() as session:
        case = session.get_one(Case, 1)
        events = history(session, case)
        ledger = ledger_of(session, case, events).model_dump()
        assert [event.hash for event in events[:-1]] == before
    assert (ledger["salt"], "بررسی" in str(ledger), faults(ledger)) == (None, False, [])
    assert found(filed) == []
    of_it = update(CaseEvent).where(CaseEvent.case_id == 1)
    for statement, expected in (
        (update(CaseEvent).values(words=None), "the text of event 4 is gone"),
        (update(Case).values(erased_at=None), "erased_at is empty"),
        (update(Case).where(ONE).values(city="قم"), "the city of event 1 is there, but was erased"),
        (update(Case).where(ONE).values(salt="5"), "the salt is there, but was erased"),
        (of_it.values(words={"text": "نشد"}), "the text of event 4 is there, but was erased"),
    ):
        told = [fault for _, fault in after(filed, statement)]
        assert any(expected in fault for fault in told), f"{expected}: {told}"


async def test_the_verifier_of_one_case_compares_words(filed: Database) -> None:
    with filed.transaction() as session:
        case = session.get_one(Case, 1)
        ledger = ledger_of(session, case, history(session, case)).model_dump()
    answer = ledger["events"][3]
    assert (faults(ledger), answer["words"]) == ([], {"text": "بررسی شد."})
    answer["words"] = {"text": "نشد"}
    assert faults(ledger) == ["the text of event 4 is gone or another"]
    del answer["words"]
    assert faults(ledger) == ["the text of event 4 is gone or another"]


async def test_what_anybody_keeps_is_read_and_held_against_the_database(
    filed: Database, tmp_path: Path
) -> None:
    with filed.transaction() as session:
        case = session.get_one(Case, 1)
        roots = roots_between(session, NOTARY.public_key, BEGIN.date(), BEGIN.date()).model_dump()
        # A notary of its own: each looks for the newest root once a minute only.
        proof = Notary(SIGNING).proof(session, case).model_dump()
        receipt = {"tracking_code": case.tracking_code, "proof": proof}
        ledger = ledger_of(session, case, history(session, case)).model_dump()
    (root,) = roots["roots"]
    assert is_signed(NOTARY.public_key, root["hash"], root["signature"])
    assert not is_signed(Notary(b"another").public_key, root["hash"], root["signature"])
    for kept in (roots, root, receipt):
        path = tmp_path / "kept.json"
        path.write_text(json.dumps(kept), encoding="utf-8")
        assert found(filed, read_known(str(path))) == []
        assert list(faults_of_known(ledger, kept, NOTARY.public_key)) == []
        path.write_text(json.dumps(kept).replace(root["hash"], "0" * 64), encoding="utf-8")
        assert any("0000 is not here" in one for one in found(filed, read_known(str(path))))
    assert found(filed, read_known(root["root"])) == []
    message = {"case": {"tracking_code": receipt["tracking_code"]}, "ledger": proof}
    path.write_text(json.dumps(message), encoding="utf-8")
    assert read_known(str(path)).events == ((receipt["tracking_code"], 5, proof["hash"]),)
    assert found(filed, read_known(str(path))) == []
    forged = receipt | {"proof": proof | {"hash": "0" * 64}}
    assert list(faults_of_known(ledger, forged)) == [
        "event 5 is gone or another than the receipt tells"
    ]
    for nothing in (
        "neither",
        str(tmp_path),
        *(str(_written(tmp_path, text)) for text in ("{}", "[]", "x")),
    ):
        with pytest.raises(UnknownFormError):
            read_known(nothing)


def _written(folder: Path, text: str) -> Path:
    path = folder / f"{len(text)}{text[0] == '['}.json"
    path.write_text(text, encoding="utf-8")
    return path


BROKEN = {
    "a move that there is not": update(CaseEvent).values(type="zzz"),
    "a case without events": delete(CaseEvent).where(CaseEvent.case_id == 1),
    "data of another form": update(CaseEvent).values(data=[1]),
    "a foreign value": insert(PersonalValue).values(
        case_id=1, event_number=1, field="reason", sealed="x", key_id="x", created_at=BEGIN
    ),
}


async def test_what_cannot_be_is_told_and_ends_nothing(filed: Database) -> None:
    for name, statement in BROKEN.items():
        assert after(filed, statement) != [], name
