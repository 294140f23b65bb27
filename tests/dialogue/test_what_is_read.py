"""What is made of a message as a whole, with the real encoders: services that share a bare word."""

import pytest

from assistant.dialogue import words
from assistant.dialogue.context import written
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.state import State
from assistant.dialogue.things import ThingKind
from assistant.dialogue.understand import Understander
from knowledge.catalogue import Catalogue
from knowledge.features.edits import Written

FILED = State().filed("282AZ9GE")
DRAFTING = State().drafting(Draft(parts=(Part(text="سه بار رفتم و نبودند"),), agency="abfa"))
TWO = "بنویس رسید هم نداد. کی جواب می‌دهند؟"


@pytest.mark.parametrize("text", ["کارت", "کارت ملی", "گواهینامه"])
def test_a_bare_word_is_shared_by_all_services_whose_names_hold_it(
    understander: Understander, catalogue: Catalogue, text: str
) -> None:
    heard = understander.understand(text, State())
    own = words.own_words(heard.text)
    holding = {e.service.id for e in catalogue.entries if own <= words.title_words(e)}
    assert len(holding) > 1
    assert {thing.id for thing in heard.sharing} == holding
    assert len(heard.sharing) == len(holding)
    assert {thing.kind for thing in heard.sharing} == {ThingKind.SERVICE}


def test_the_likeliest_service_that_shares_a_word_comes_first(
    understander: Understander, catalogue: Catalogue
) -> None:
    heard = understander.understand("کارت ملی", State())
    scores = dict(zip(catalogue.by_id, heard.reading.evidence.fused, strict=True))
    found = [float(scores[thing.id]) for thing in heard.sharing]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("text", ["چطوری؟", "زرافه", "کارت ملی من دیروز در تاکسی گم شد", ""])
def test_what_is_not_bare_or_no_name_is_shared_by_none(
    understander: Understander, text: str
) -> None:
    assert understander.understand(text, State()).sharing == ()


def test_a_message_is_read_in_pieces_where_a_case_is_written_or_was_filed(
    understander: Understander,
) -> None:
    assert understander.understand(TWO, State()).pieces == ()
    for state in (FILED, DRAFTING):
        found = understander.understand(TWO, state).pieces
        assert [piece.text for piece in found] == words.pieces(TWO)
    assert len(understander.understand("کی جواب می‌دهند؟", DRAFTING).pieces) == 1
    assert understander.understand("کی جواب می‌دهند؟", FILED).pieces == ()


def test_the_case_is_read_as_it_stands(catalogue: Catalogue) -> None:
    told, name = "سه بار رفتم و نبودند", catalogue.agencies["abfa"].name
    assert written(State(), catalogue) == Written()
    assert written(DRAFTING, catalogue) == Written((told,), name)
    draft = DRAFTING.draft
    assert draft is not None
    for place, text in (
        ({"city": "قم", "province": "قم"}, "قم"),
        ({"city": "کرج", "province": "البرز"}, "کرج، البرز"),
        ({"province": "البرز"}, "البرز"),
    ):
        placed = State().drafting(draft.model_copy(update=place))
        assert written(placed, catalogue) == Written((told,), name, text)
    assert written(DRAFTING.filed("282AZ9GE"), catalogue) == Written((told,))


def test_what_a_message_changes_is_read_where_there_is_a_case_or_may_be_one(
    understander: Understander,
) -> None:
    assert understander.understand("مدارک گذرنامه چیست؟", State()).edits is None
    told = understander.understand("سه بار رفتم شهرداری و هر بار سرم داد زدند", State()).edits
    assert told is not None
    assert told.lines == ()
    for state in (DRAFTING, DRAFTING.filed("282AZ9GE")):
        edits = understander.understand("سه بار نه، پنج بار", state).edits
        assert edits is not None
        assert len(edits.lines) == 1
        assert edits.changes
