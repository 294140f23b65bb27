"""Everything about an aspect, and about an everyday question, follows from its one row."""

from typing import get_args

import pytest

from assistant.channels.catalogue.views import SECTIONS
from assistant.replies.schemas import ServiceCard
from knowledge.aspects import ASKED, ASPECTS, IN_CATALOGUE, IN_QUESTIONS, SUMMARY, Facts
from knowledge.fact_marks import ASPECTS_OF, EVERYDAY, Everyday
from lab.talks.schema import LabelledTurn

ON_CARD_AS = {"eligibility": "prerequisites", "duration": "processing_time", "contact": "phone"}
"""Aspects whose fields on a card have another name."""


def test_each_field_of_facts_has_a_row_with_words_of_its_own() -> None:
    assert tuple(IN_CATALOGUE) == ASPECTS == tuple(Facts.model_fields)
    headings = [row.heading for row in IN_CATALOGUE.values()]
    for words in (headings, [row.read_as for row in IN_QUESTIONS.values()]):
        assert all(words)
        assert len(words) == len(set(words))


def test_the_page_has_all_aspects_what_most_look_for_first() -> None:
    assert set(SECTIONS) == set(ASPECTS)
    assert list(SECTIONS)[:4] == ["documents", "steps", "eligibility", "who"]
    assert list(SECTIONS)[-1] == "contact"


def test_a_card_has_a_field_for_each_aspect() -> None:
    assert {ON_CARD_AS.get(name, name) for name in ASPECTS} <= set(ServiceCard.model_fields)


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
