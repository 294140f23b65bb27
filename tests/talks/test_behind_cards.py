"""Questions whose aspects were marked, put behind the card or a fact of their service."""

import pytest

from assistant.language.repair import repair
from assistant.understanding.reading import TalkContext
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import facts_of
from lab.talks import sentence_lessons as taught
from lab.talks.facts import FactQuestion
from lab.talks.sentence_lessons import behind_cards
from lab.training.labels import LabelLesson

MANY = 1000


@pytest.fixture(scope="module")
def entry(catalogue: Catalogue) -> Entry:
    return max(catalogue.entries, key=lambda one: len(facts_of(one)))


@pytest.fixture(scope="module")
def lessons(entry: Entry, catalogue: Catalogue) -> list[LabelLesson]:
    """What becomes of very many questions about one service."""
    return list(behind_cards([asked(entry, "where")] * MANY, catalogue))


def asked(entry: Entry, *aspects: str) -> FactQuestion:
    service = entry.service.id
    return FactQuestion(service=service, question="كجا برم؟", facts=[], aspects=list(aspects))


def card(entry: Entry) -> str:
    service = entry.service
    return str(TalkContext(f"{service.title}: {service.summary}", "none", service.title))


def test_a_marked_question_teaches_its_aspects_and_not_what_it_does(
    entry: Entry, catalogue: Catalogue
) -> None:
    (lesson,) = behind_cards([asked(entry, "where", "fee")], catalogue)
    assert lesson.text == repair("كجا برم؟").text != "كجا برم؟"
    assert lesson.aspects == ["where", "fee"]
    assert (lesson.commands, lesson.act, lesson.label) == ({}, None, None)


def test_a_question_without_marked_aspects_teaches_nothing(
    entry: Entry, catalogue: Catalogue
) -> None:
    found = behind_cards([asked(entry), asked(entry, "fee"), asked(entry)], catalogue)
    assert [lesson.aspects for lesson in found] == [["fee"]]


def test_a_question_stands_behind_its_own_service(catalogue: Catalogue) -> None:
    some = catalogue.entries[::40]
    found = behind_cards([asked(entry, "where") for entry in some], catalogue)
    for entry, lesson in zip(some, found, strict=True):
        assert entry.service.title in lesson.context


def test_what_was_said_before_is_the_card_more_often_than_one_of_the_facts(
    lessons: list[LabelLesson], entry: Entry
) -> None:
    of_card = [lesson for lesson in lessons if lesson.context == card(entry)]
    assert len(of_card) / MANY == pytest.approx(taught._CARD, abs=0.06)
    title = entry.service.title
    facts = {str(TalkContext(fact.text, "none", title)) for fact in facts_of(entry)}
    assert {lesson.context for lesson in lessons} == facts | {card(entry)}


def test_the_lessons_are_the_same_each_time(
    lessons: list[LabelLesson], entry: Entry, catalogue: Catalogue
) -> None:
    assert list(behind_cards([asked(entry, "where")] * MANY, catalogue)) == lessons
