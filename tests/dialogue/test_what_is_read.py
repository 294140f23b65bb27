"""What is made of a message as a whole, with the real encoders: services that share a bare word."""

import pytest

from assistant.dialogue import words
from assistant.dialogue.state import Draft, Part, State, ThingKind
from assistant.dialogue.understand import Understander
from knowledge.catalogue import Catalogue

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
