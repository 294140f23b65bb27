"""Words taken out of a case by hand are gone from what is shown, searched and sealed."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from support.office_times import shipped
from support.samples import complaint

from assistant.cases.by import By
from assistant.cases.door import Door, IllegalMoveError, Step
from assistant.cases.filing import Origin, file
from assistant.cases.ledger import verify
from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.moves import Move
from assistant.cases.redaction import NothingToRedactError, redact
from assistant.cases.schemas import OpenDraft
from assistant.cases.search.index import has_words
from assistant.cases.terms import Role
from assistant.conversation.models import Conversation, Event, Rating, Turn
from assistant.conversation.redaction import redact_conversation
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

NOW = datetime(2026, 11, 28, 6, tzinfo=UTC)
SEALER = Sealer(b"a key of the tests")
DOOR = Door(SEALER, shipped)
STEP = Step(Move.REDACTED, By(Role.OPERATOR, "o1"), reason="نام کوهزاد نباید می‌ماند", key="k1")
TEXT = "کارمندی که کوهزاد صدایش می‌کنند پول خواست؛ کد ملی من 0499370899 است"


def case_of(database: Database, **changes: object) -> int:
    draft = OpenDraft.model_validate(complaint(description=TEXT, identity="sealed", **changes))
    with database.transaction() as session:
        return file(session, DOOR, draft, Origin(), NOW).id


async def test_words_are_gone_from_texts_index_and_sealed_values(database: Database) -> None:
    id_ = case_of(database, city="شهر کوهزاد", formal_description="کارمند کوهزاد پول خواست.")
    for _ in range(2):
        with database.transaction() as session:
            redact(session, DOOR, session.get_one(Case, id_), "کوهزاد", step=STEP, now=NOW)
    with database.transaction() as session:
        case = session.get_one(Case, id_)
        assert case.description.startswith("کارمندی که [حذف] صدایش")
        assert case.formal_description == "کارمند [حذف] پول خواست."
        assert case.city == "شهر [حذف]"
        query = select(PersonalValue).where(PersonalValue.case_id == id_)
        assert not [v for v in session.scalars(query) if "کوهزاد" in SEALER.open(v.sealed)]
        of_case = select(CaseEvent).where(CaseEvent.case_id == id_).order_by(CaseEvent.number)
        events = session.scalars(of_case).all()
        assert [event.type for event in events].count("redacted") == 1
        assert "کوهزاد" not in str([event.data for event in events])
        assert events[-1].data["places"] == 3
        found = select(Case.id).where(has_words(session, "کوهزاد"))
        assert id_ not in session.scalars(found).all()
        still = select(Case.id).where(has_words(session, "صدایش"))
        assert id_ in session.scalars(still).all()
        assert [fault for code, fault in verify(session) if code == case.tracking_code] == []


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
    for by in (By(Role.CITIZEN), By(Role.AGENCY, "abfa")):
        step = Step(Move.REDACTED, by, reason="دلیل")
        with pytest.raises(IllegalMoveError), database.transaction() as session:
            redact(session, DOOR, session.get_one(Case, id_), "کوهزاد", step=step, now=NOW)
    with database.transaction() as session:
        assert "کوهزاد" in session.get_one(Case, id_).description


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
                    text="کوهزاد پول خواست",
                    sealed=SEALER.seal(TEXT),
                    answer={"replies": [{"text": "نوشتم: کوهزاد پول خواست"}]},
                ),
                Event(conversation_id=id_, type="reply", data={"text": "آقای کوهزاد؟"}),
                Rating(conversation_id=id_, score=1, comment="کوهزاد بد بود"),
            ]
        )
    with database.transaction() as session:
        assert redact_conversation(session, SEALER, id_, "کوهزاد") == 3
    with database.transaction() as session:
        turn = session.get_one(Turn, "redaction-1")
        assert (turn.text, turn.sealed) == ("[حذف] پول خواست", None)
        row = session.get_one(Conversation, id_)
        assert row.version == 1
        kept = [turn.answer, row.state]
        kept += session.scalars(select(Event.data).where(Event.conversation_id == id_)).all()
        kept += session.scalars(select(Rating.comment).where(Rating.conversation_id == id_)).all()
        assert "کوهزاد" not in str(kept)
