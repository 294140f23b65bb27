"""Bad marks and opinions come on the board once, and go with what they belong to."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from support.open_questions import NOW, add_question

from assistant.cases.models import Case
from assistant.cases.terms import Kind as CaseKind
from assistant.conversation.models import Rating, Turn
from assistant.insight.questions.gathering import forget_vectors, gather
from assistant.insight.questions.reasons import Reason
from assistant.insight.questions.regrouping import rows_of, without_vector
from assistant.insight.questions.themes import OpenQuestion, Opinion
from assistant.storage.database import Database
from assistant.storage.digests import Digests

DIGESTS = Digests(b"a key of the tests")


def asked(session: Session, text: str) -> Turn:
    """A turn that is not on the board."""
    turn = session.get_one(Turn, add_question(session, text, "somebody"))
    session.delete(session.get_one(OpenQuestion, turn.id))
    session.flush()
    return turn


def rate(session: Session, turn: Turn, score: int, **more: object) -> None:
    values = {"conversation_id": turn.conversation_id, "turn_id": turn.id} | more
    session.add(Rating(score=score, created_at=NOW + timedelta(minutes=1), **values))
    session.flush()


def tell(session: Session, code: str, kind: CaseKind, **more: object) -> Case:
    times = dict.fromkeys(("created_at", "clock_from", "first_answer_due_at", "due_at"), NOW)
    case = Case(
        tracking_code=code,
        kind=kind,
        status="registered",
        description=f"نوشته‌ای دربارهٔ {code}",
        identity="anonymous",
        level="first",
        agency_id="abfa",
        **times,
        **more,
    )
    session.add(case)
    session.flush()
    return case


async def test_a_bad_mark_brings_its_question_once(database: Database) -> None:
    with database.transaction() as session:
        bad, good = asked(session, "کارت سوخت کجاست"), asked(session, "وام می‌خواهم کجا بروم")
        of_turn, foreign = asked(session, "قبض آب را چطور بدهم"), asked(session, "این شمرده نشود")
        rate(session, bad, 1, turn_id=None)
        rate(session, good, 5)
        rate(session, of_turn, 2)
        rate(session, foreign, 1, counts=False)
        assert gather(session, DIGESTS, NOW + timedelta(hours=1)) == 2
        rows = list(session.scalars(select(OpenQuestion)))
        assert {row.turn_id for row in rows} == {bad.id, of_turn.id}
        assert {row.reason for row in rows} == {Reason.RATED}
        assert gather(session, DIGESTS, NOW + timedelta(hours=2)) == 0


async def test_opinions_come_once_and_complaints_never(database: Database) -> None:
    with database.transaction() as session:
        told = [tell(session, kind.upper(), kind) for kind in CaseKind]
        tell(session, "AGAIN", CaseKind.SUGGESTION, is_repeat=True)
        tell(session, "ERASED", CaseKind.PRAISE, erased_at=NOW)
        assert gather(session, DIGESTS, NOW + timedelta(hours=1)) == 3
        assert gather(session, DIGESTS, NOW + timedelta(hours=1)) == 0
        rows = {row.case_id: row for row in session.scalars(select(Opinion))}
        assert set(rows) == {case.id for case in told if case.kind != CaseKind.COMPLAINT}
        assert {row.agency_id for row in rows.values()} == {"abfa"}
        assert len({row.asked_by for row in rows.values()}) == 3


async def test_words_that_were_taken_out_leave_no_vector(database: Database) -> None:
    with database.transaction() as session:
        case = tell(session, "PRAISED", CaseKind.PRAISE)
        gather(session, DIGESTS, NOW + timedelta(hours=1))
        opinion = session.get_one(Opinion, case.id)
        opinion.vector, opinion.encoder = b"..", "an encoder"
        session.flush()
        assert without_vector(session, "an encoder", 10) == []
        forget_vectors(session, None, case.id)
        session.flush()
        assert [row for row, _ in without_vector(session, "an encoder", 10)] == [opinion]
        assert rows_of(session, "praise", "an encoder").keys == []  # type: ignore[arg-type]
