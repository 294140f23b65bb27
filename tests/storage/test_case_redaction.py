"""Words taken out of a case by hand are gone from what is shown, searched and sealed."""

import hashlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session
from support.office_times import shipped
from support.samples import complaint

from assistant.cases.attachments.media import KeptFile
from assistant.cases.attachments.store import Attachment, attach
from assistant.cases.filing import Origin, file
from assistant.cases.ledger import ledger_of
from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.moves import Move
from assistant.cases.redaction import NothingToRedactError, redact
from assistant.cases.schemas import OpenDraft
from assistant.cases.search.index import has_words
from assistant.cases.service import history
from assistant.cases.terms import CITIZEN, Actor, Role
from assistant.cases.transitions import Door, IllegalMoveError, MoveRequest
from assistant.cases.verify import VerifyMeans, verify
from assistant.cases.verify_ledger import commitment, faults
from assistant.conversation.models import Conversation, Event, Rating, Turn
from assistant.conversation.store import redact_conversation
from assistant.privacy.erasure import erase_case
from assistant.storage.database import Database
from assistant.storage.digests import Purpose
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer

NOW = datetime(2026, 11, 28, 6, tzinfo=UTC)
MASTER = b"a key of the tests"
SEALER = Sealer(MASTER)
DOOR = Door(SEALER, shipped)
STEP = MoveRequest(
    Move.REDACTED, Actor(Role.OPERATOR, "o1"), reason="نام دیلاقه نباید می‌ماند", key="k1"
)
TEXT = "کارمندی که دیلاقه صدایش می‌کنند پول خواست؛ کد ملی من 0499370899 است"


def case_of(database: Database, **changes: object) -> int:
    draft = OpenDraft.model_validate(complaint(description=TEXT, identity="sealed", **changes))
    with database.transaction() as session:
        return file(session, DOOR, draft, Origin(), NOW).id


def seen(database: Database, id_: int) -> list[str]:
    """What the check of the ledger finds in the case."""
    with database.transaction() as session:
        return faults_seen(session, id_)


def faults_seen(session: Session, id_: int) -> list[str]:
    code = session.get_one(Case, id_).tracking_code
    return [fault for of, fault in verify(session, VerifyMeans(SEALER)) if of == code]


class _TakenBack(Exception):
    """Ends a transaction without a trace."""


def after(database: Database, id_: int, statement: Any) -> list[str]:
    """What the check finds after `statement`, which is then taken back."""
    told: list[str] = []
    with suppress(_TakenBack), database.transaction() as session:
        session.execute(statement, execution_options={"synchronize_session": False})
        told += faults_seen(session, id_)
        raise _TakenBack
    return told


def take_out(database: Database, id_: int, words: str, step: MoveRequest = STEP) -> None:
    with database.transaction() as session:
        redact(session, DOOR, session.get_one(Case, id_), words, step=step, now=NOW)


def talked_about(database: Database) -> int:
    """A case with a file, an answer, a message and a verdict that all name somebody."""
    contact = {"mobile": "09121234567"}
    id_ = case_of(database, contact=contact, city="شهر دیلاقه", formal_description="دیلاقه نوشت.")
    agency = Actor(Role.AGENCY, "abfa")
    name = SEALER.digests.keyed(Purpose.FILE, "a" * 64)
    kept = KeptFile(name, SEALER.seal("a" * 64), "image/jpeg", 4711, SEALER.key_id)
    with database.transaction() as session:
        case = session.get_one(Case, id_)
        attach(session, DOOR, case, kept, CITIZEN, now=NOW, per_case=10)
        for step in (
            MoveRequest(Move.MESSAGE, CITIZEN, words="دیلاقه با 09121112233 زنگ زد", key="m"),
            MoveRequest(Move.ANSWERED, agency, words="همکار ما دیلاقه دیگر آنجا نیست."),
            MoveRequest(Move.NOTED, STEP.by, words="یادداشت: دیلاقه"),
            MoveRequest(Move.PARTLY, CITIZEN, score=2, words="نیمی از آن"),
        ):
            DOOR.move(session, case, step, NOW)
    assert seen(database, id_) == []
    return id_


async def test_words_are_gone_from_texts_index_and_sealed_values(database: Database) -> None:
    id_ = case_of(database, city="شهر دیلاقه", formal_description="کارمند دیلاقه پول خواست.")
    for _ in range(2):
        with database.transaction() as session:
            redact(session, DOOR, session.get_one(Case, id_), "دیلاقه", step=STEP, now=NOW)
    with database.transaction() as session:
        case = session.get_one(Case, id_)
        assert case.description.startswith("کارمندی که [حذف] صدایش")
        assert case.formal_description == "کارمند [حذف] پول خواست."
        assert case.city == "شهر [حذف]"
        query = select(PersonalValue).where(PersonalValue.case_id == id_)
        assert not [v for v in session.scalars(query) if "دیلاقه" in SEALER.open(v.sealed)]
        of_case = select(CaseEvent).where(CaseEvent.case_id == id_).order_by(CaseEvent.number)
        events = session.scalars(of_case).all()
        assert [event.type for event in events].count("redacted") == 1
        assert "دیلاقه" not in str([event.data for event in events])
        assert events[-1].data["places"] == 3
        found = select(Case.id).where(has_words(session, "دیلاقه"))
        assert id_ not in session.scalars(found).all()
        still = select(Case.id).where(has_words(session, "صدایش"))
        assert id_ in session.scalars(still).all()
    assert seen(database, id_) == []


async def test_words_of_events_are_gone_and_the_ledger_is_whole(database: Database) -> None:
    id_ = talked_about(database)
    with database.transaction() as session:
        before = [event.hash for event in history(session, session.get_one(Case, id_))]
    take_out(database, id_, "دیلاقه")
    with database.transaction() as session:
        case = session.get_one(Case, id_)
        events = history(session, case)
        ledger = ledger_of(session, case, events).model_dump()
        assert [event.hash for event in events[:-1]] == before
        query = select(PersonalValue).where(PersonalValue.case_id == id_)
        left = [(row.field, SEALER.open(row.sealed)) for row in session.scalars(query)]
    said = {event.type: event.said("text") for event in events}
    assert said["answered"] == "همکار ما [حذف] دیگر آنجا نیست."
    assert said["message"] == "[حذف] با [شماره همراه] زنگ زد"
    assert "دیلاقه" not in str(ledger)
    assert left == [("mobile", "09121234567")]
    assert events[-1].data["taken_out"] == {"1": ["words"], "4": ["words"], "6": ["note"]}
    assert (faults(ledger), seen(database, id_)) == ([], [])
    ledger["events"][4]["words"]["text"] = "همکار ما دیگر آنجا نیست."
    assert faults(ledger) == ["the text of event 5 is gone or another"]


async def test_words_are_taken_out_twice_and_the_case_is_told_on(database: Database) -> None:
    id_ = talked_about(database)
    take_out(database, id_, "دیلاقه")
    with database.transaction() as session:
        case = session.get_one(Case, id_)
        DOOR.move(session, case, MoveRequest(Move.REOPENED, CITIZEN, reason="درست نشد، خپله"), NOW)
    take_out(database, id_, "خپله", MoveRequest(Move.REDACTED, STEP.by, reason="نام", key="k2"))
    assert seen(database, id_) == []
    with database.transaction() as session:
        events = history(session, session.get_one(Case, id_))
        assert [event.said("reason") for event in events][-2:] == ["درست نشد، [حذف]", "نام"]


async def test_what_was_taken_out_cannot_be_guessed_from_the_ledger(database: Database) -> None:
    id_ = talked_about(database)
    with database.transaction() as session:
        case = session.get_one(Case, id_)
        texts = [case.description, case.city, "همکار ما دیلاقه دیگر آنجا نیست."]
    take_out(database, id_, "دیلاقه")
    with database.transaction() as session:
        case = session.get_one(Case, id_)
        ledger = str(ledger_of(session, case, history(session, case)).model_dump())
        salt = case.salt or ""
    for name, text in zip(("description", "city", "text"), texts, strict=True):
        assert commitment(salt, name, text or "") not in ledger
        assert hashlib.sha256((text or "").encode()).hexdigest() not in ledger


async def test_what_is_changed_after_words_were_taken_out_is_found(database: Database) -> None:
    id_ = talked_about(database)
    take_out(database, id_, "دیلاقه")
    one, of_it = (
        update(Case).where(Case.id == id_),
        update(CaseEvent).where(CaseEvent.case_id == id_),
    )
    answered, values = of_it.where(CaseEvent.number == 5), PersonalValue.case_id == id_
    put_back = insert(PersonalValue).values(
        case_id=id_,
        event_number=6,
        field="note",
        sealed=SEALER.seal("دیگر"),
        salt=None,
        key_id=SEALER.key_id,
        created_at=NOW,
    )
    for statement, expected in (
        (one.values(description="[حذف] همه چیز خوب است"), "description is another than was filed"),
        (one.values(formal_description=None), "formal_description is gone"),
        (one.values(city="[حذف]"), "city is another than was filed"),
        (answered.values(words={"text": "[حذف]"}), "the text of event 5 is another"),
        (answered.values(words=None), "the text of event 5 is gone"),
        (of_it.where(CaseEvent.number == 4).values(idempotency_key="x"), "the key of event 4"),
        (update(Attachment).where(Attachment.case_id == id_).values(name="0"), "file_commitment"),
        (delete(PersonalValue).where(values), "case_personal mobile of event 1 is gone"),
        (put_back, "case_personal note of event 6 is there, but was taken out"),
    ):
        told = after(database, id_, statement)
        assert any(expected in fault for fault in told), f"{expected}: {told}"
    assert seen(database, id_) == []


async def test_words_that_go_without_an_event_or_by_a_forged_one_are_found(
    database: Database,
) -> None:
    id_ = talked_about(database)
    edited = update(Case).where(Case.id == id_).values(description="کارمندی که [حذف] بود")
    assert after(database, id_, edited) == ["description is another than was filed"]
    said = update(CaseEvent).where(CaseEvent.case_id == id_, CaseEvent.number == 5)
    shown = after(database, id_, said.values(words={"text": "همکار ما [حذف] دیگر آنجا نیست."}))
    assert shown == ["the text of event 5 is another than was filed"]
    gone = delete(PersonalValue).where(
        PersonalValue.case_id == id_, PersonalValue.event_number == 4
    )
    assert after(database, id_, gone) == ["case_personal words of event 4 is gone"]
    # Chained as by the product, by somebody who can seal and open, but has not the master key.
    forger = Door(Sealer(b"no key of ours", [MASTER]), shipped)
    with database.transaction() as session:
        redact(session, forger, session.get_one(Case, id_), "دیلاقه", step=STEP, now=NOW)
    assert "event 8 was not made by this installation" in seen(database, id_)


async def test_a_case_is_erased_after_words_were_taken_out(database: Database) -> None:
    id_ = talked_about(database)
    take_out(database, id_, "دیلاقه")
    with database.transaction() as session:
        erase_case(session, DOOR, session.get_one(Case, id_), CITIZEN, now=NOW)
    assert seen(database, id_) == []
    with database.transaction() as session:
        case = session.get_one(Case, id_)
        ledger = ledger_of(session, case, history(session, case)).model_dump()
        assert (ledger["salt"], faults(ledger)) == (None, [])


async def test_a_text_with_words_taken_out_fits_its_column(database: Database) -> None:
    id_ = case_of(database, city="دی " * 21)
    take_out(database, id_, "دی")
    with database.transaction() as session:
        assert len(session.get_one(Case, id_).city or "") <= 64
    assert seen(database, id_) == []


async def test_words_that_stand_nowhere_change_nothing(database: Database) -> None:
    id_ = case_of(database)
    with pytest.raises(NothingToRedactError), database.transaction() as session:
        redact(session, DOOR, session.get_one(Case, id_), "هیچ‌جا", step=STEP, now=NOW)
    with database.transaction() as session:
        assert (
            "redacted"
            not in session.scalars(select(CaseEvent.type).where(CaseEvent.case_id == id_)).all()
        )


async def test_a_citizen_and_an_agency_redact_nothing(database: Database) -> None:
    id_ = case_of(database)
    for by in (Actor(Role.CITIZEN), Actor(Role.AGENCY, "abfa")):
        step = MoveRequest(Move.REDACTED, by, reason="دلیل")
        with pytest.raises(IllegalMoveError), database.transaction() as session:
            redact(session, DOOR, session.get_one(Case, id_), "دیلاقه", step=step, now=NOW)
    with database.transaction() as session:
        assert "دیلاقه" in session.get_one(Case, id_).description


async def test_words_are_gone_from_the_conversation(database: Database) -> None:
    id_ = "redaction-of-a-talk"
    with database.transaction() as session:
        session.add(Conversation(id=id_, token_hash="-", state={"draft": {"text": TEXT}}))
        session.flush()
        session.add_all(
            [
                Turn(
                    id="redaction-1",
                    conversation_id=id_,
                    request_hash="-",
                    text="دیلاقه پول خواست",
                    sealed=SEALER.seal(TEXT),
                    answer={"replies": [{"text": "نوشتم: دیلاقه پول خواست"}]},
                ),
                Event(conversation_id=id_, type="reply", data={"text": "آقای دیلاقه؟"}),
                Rating(conversation_id=id_, score=1, comment="دیلاقه بد بود"),
            ]
        )
    with database.transaction() as session:
        assert redact_conversation(session, SEALER, id_, "دیلاقه") == 3
    with database.transaction() as session:
        turn = session.get_one(Turn, "redaction-1")
        assert (turn.text, turn.sealed) == ("[حذف] پول خواست", None)
        row = session.get_one(Conversation, id_)
        assert row.version == 1
        kept = [turn.answer, row.state]
        kept += session.scalars(select(Event.data).where(Event.conversation_id == id_)).all()
        kept += session.scalars(select(Rating.comment).where(Rating.conversation_id == id_)).all()
        assert "دیلاقه" not in str(kept)


async def test_in_the_last_case_that_was_erased_nothing_is_found(empty_url: str) -> None:
    """The index of words is empty then, and nothing is taken from it."""
    alone = Database(empty_url)
    await migrate(alone)
    id_ = case_of(alone)
    with alone.transaction() as session:
        case = session.get_one(Case, id_)
        DOOR.move(session, case, MoveRequest(Move.WITHDRAWN, CITIZEN), NOW)
        erase_case(session, DOOR, case, CITIZEN, now=NOW)
    with pytest.raises(NothingToRedactError), alone.transaction() as session:
        redact(session, DOOR, session.get_one(Case, id_), "دیلاقه", step=STEP, now=NOW)
    assert seen(alone, id_) == []
    await alone.close()
