"""Everything about an aspect, and about an everyday question, follows from its one row."""

from typing import get_args

import pytest

from assistant.channels.catalogue.views import SECTIONS
from assistant.replies.cards import service_card
from knowledge.aspects import ASKED, ASPECTS, IN_CATALOGUE, IN_QUESTIONS, SUMMARY, Facts
from knowledge.catalogue import Catalogue
from knowledge.fact_marks import ASPECTS_OF, EVERYDAY, Everyday
from lab.talks.schema import LabelledTurn


def test_each_field_of_facts_has_a_row_with_words_of_its_own() -> None:
    assert tuple(IN_CATALOGUE) == ASPECTS == tuple(Facts.model_fields)
    headings = [row.heading for row in IN_CATALOGUE.values()]
    for words in (headings, [row.read_as for row in IN_QUESTIONS.values()]):
        assert all(words)
        assert len(words) == len(set(words))


def test_the_page_has_all_aspects_what_most_look_for_first() -> None:
    assert set(SECTIONS) == set(ASPECTS)
    assert list(SECTIONS)[:4] == ["documents", "steps", "eligibility", "who"]


def test_a_card_tells_each_aspect_that_it_has_a_list_for(catalogue: Catalogue) -> None:
    told = set()
    for entry in catalogue.entries:
        card, facts = service_card(entry).model_dump(), entry.service.facts
        for name in set(ASPECTS) & set(card) - {"fee"}:
            assert card[name] == list(facts.lines(name)), (entry.service.id, name)
            told |= {name} if card[name] else set()
    assert {"documents", "steps", "deadline", "where", "if_refused"} <= told


def test_questions_ask_by_names_of_their_own() -> None:
    assert {"refused", SUMMARY} <= set(ASKED)
    assert not {"if_refused", "eligibility"} & set(ASKED)
    assert {name for row in IN_QUESTIONS.values() for name in row.like} <= set(ASKED)


@pytest.mark.parametrize("name", ["if_refused", "eligibility", "price"])
def test_a_talk_has_no_label_that_is_no_aspect(name: str) -> None:
    assert LabelledTurn(say="چند؟", aspects=list(ASKED)).aspects == list(ASKED)
    with pytest.raises(ValueError, match=f"no aspect is {name}"):
        LabelledTurn(say="چند؟", aspects=[name])


def test_each_everyday_question_is_heard_under_aspects_that_there_are() -> None:
    assert get_args(Everyday) == EVERYDAY
    assert {name for heard in ASPECTS_OF.values() for name in heard} <= set(IN_QUESTIONS)
