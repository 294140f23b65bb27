"""Verdicts are not counted twice, and what citizens suggest, criticise and praise can be read."""

from datetime import timedelta

import pytest
from insight.ratings.conftest import NOON, Desk, card

from assistant.cases.models import CaseEvent
from assistant.cases.terms import Kind
from assistant.insight.ratings.marks import verdict_given
from assistant.insight.ratings.terms import MarkNote, Occasion
from assistant.insight.ratings.voices import VoicePeriod, comments_of, suggestions_of

DAY = VoicePeriod(NOON, NOON + timedelta(days=1))


def filed(code: str) -> dict[str, object]:
    return {"replies": [{"kind": "case", "tracking_code": code, "is_new": True}], "about": {}}


def test_a_verdict_on_the_case_of_a_talk_counts_instead_of_its_mark(desk: Desk) -> None:
    talk = desk.talk()
    case = desk.case(talk, province="قم")
    row = desk.mark(talk, 5, turn_id=desk.turn(talk, filed(case.tracking_code)))
    assert (row.occasion, row.case_id, row.agency_id, row.province) == (
        Occasion.CASE,
        case.id,
        "abfa",
        "قم",
    )
    verdict_given(desk.session, case, CaseEvent())
    assert desk.counts().people == 1, "a verdict without a score says nothing twice"
    case.score = 2
    verdict_given(desk.session, case, CaseEvent())
    assert (row.counts, row.why) == (False, MarkNote.VERDICT)
    assert desk.counts().people == 0
    again = desk.mark(talk, 1, turn_id=desk.turn(talk, filed(case.tracking_code)))
    assert (again.counts, again.why) == (False, MarkNote.VERDICT)


def test_a_verdict_elsewhere_takes_no_mark_away(desk: Desk) -> None:
    talk = desk.talk(card())
    desk.mark(talk, 5)
    for more in ({"agency_id": "medu"}, {"conversation_id": None}):
        verdict_given(desk.session, desk.case(talk, score=1, **more), CaseEvent())
    assert desk.counts().people == 1


def test_what_was_suggested_criticised_and_praised_is_there_and_nothing_else(desk: Desk) -> None:
    for number, kind in enumerate(Kind):
        desk.case(None, kind=kind, description=kind, created_at=NOON + timedelta(hours=number))
    late, repeated = {"created_at": NOON + timedelta(days=1)}, {"is_repeat": True}
    for more in (late, repeated, {"status": "withdrawn"}, {"description": ""}):
        desk.case(None, **{"kind": Kind.SUGGESTION} | more)
    desk.case(None, kind=Kind.PRAISE, erased_at=NOON)
    desk.case(None, kind=Kind.PRAISE, agency_id="medu", description="مدرسه")
    told = [(voice.kind, voice.words) for voice in suggestions_of(desk.session, DAY)]
    kinds = (Kind.SUGGESTION, Kind.CRITICISM, Kind.PRAISE)
    assert told == [(Kind.PRAISE, "مدرسه"), *((kind, kind.value) for kind in kinds)]
    (school,) = suggestions_of(desk.session, DAY, agency_id="medu")
    assert school.agency_id == "medu"


def test_words_beside_marks_are_there_as_long_as_they_count(desk: Desk) -> None:
    talk = desk.talk(card(service="one"))
    desk.mark(talk, 2, comment="کند بود")
    desk.mark(desk.talk(card()), 5, comment="خوب بود")
    desk.mark(desk.talk(card()), 1)
    found = [(voice.words, voice.score) for voice in comments_of(desk.session, DAY, most=3)]
    assert found == [("کند بود", 2)]
    assert len(list(comments_of(desk.session, DAY))) == 2


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        VoicePeriod(NOON, NOON - timedelta(days=1))
