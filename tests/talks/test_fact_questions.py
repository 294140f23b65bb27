"""Questions with the facts that answer them: what they teach, and how an answer is judged."""

import json
from pathlib import Path

import numpy as np
import pytest
from support.understood import reading

from assistant.dialogue.facts import FactChooser
from assistant.settings import PROJECT
from assistant.talks.facts import (
    QUESTIONS,
    FactQuestion,
    answered_right,
    context_of,
    fact_samples,
    judged,
    read_fact_questions,
)
from assistant.understanding.context import Context
from assistant.understanding.reading import Reading
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import facts_of
from knowledge.search.answers import FactIndex

EVALUATION = PROJECT / "tests" / "evaluation" / "fact_questions.jsonl"
WHOLE = {"documents", "steps"}


class Deaf:
    """A reader that makes nothing of a text."""

    def __init__(self, size: int) -> None:
        self._vector = np.zeros(size, np.float32)

    def read(self, text: str, context: str = "") -> Reading:
        return reading(text, self._vector)


@pytest.fixture(scope="module")
def entry(catalogue: Catalogue) -> Entry:
    return next(e for e in catalogue.entries if len(e.service.documents) > 1 and e.service.fee)


@pytest.fixture(scope="module")
def chooser(entry: Entry) -> FactChooser:
    vectors = np.eye(len(facts_of(entry)), dtype=np.float32)
    return FactChooser(FactIndex(Catalogue((entry,), {}, {}, ()), vectors), None)


def asked(entry: Entry, *facts: str) -> FactQuestion:
    return FactQuestion(service=entry.service.id, question="چیه؟", facts=list(facts))


def test_a_sample_marks_what_answers(
    entry: Entry, chooser: FactChooser, catalogue: Catalogue
) -> None:
    facts = facts_of(entry)
    questions = [
        asked(entry, facts[0].text),
        asked(entry, facts[0].text, facts[1].text),
        asked(entry, "documents"),
        asked(entry),
        asked(entry, "این را هیچ منبعی نگفته است"),
    ]
    found = list(fact_samples(questions, chooser, Deaf(len(facts)), catalogue))
    assert len(found) == 4, "what left the catalogue teaches nothing"
    one, two, whole, none = (sample.right for sample in found)
    assert (one[0], sum(one)) == (1.0, 1.0)
    assert two[:2] == [0.5, 0.5]
    assert whole[len(facts)] == 1.0
    assert none[-1] == 1.0
    assert all(len(sample.right) == len(sample.candidates) for sample in found)


class Always:
    """Finds one candidate, by its number, the right one."""

    def __init__(self, place: int) -> None:
        self._place = place

    def shares(self, candidates: list[dict[str, float]]) -> np.ndarray:
        shares = np.full(len(candidates), 0.01)
        shares[self._place] = 1.0
        return shares


def test_an_answer_is_right_by_its_facts_its_list_or_by_silence(entry: Entry) -> None:
    facts = facts_of(entry)
    place = {"first": 0, "documents": len(facts), "none": -1}
    index = FactIndex(Catalogue((entry,), {}, {}, ()), np.eye(len(facts), dtype=np.float32))

    def is_right(chosen: str, *wanted: str) -> bool:
        one = FactChooser(index, Always(place[chosen]))
        return answered_right(asked(entry, *wanted), one, Deaf(len(facts)), entry)

    assert is_right("first", facts[0].text)
    assert not is_right("first", facts[1].text)
    assert not is_right("first")
    assert is_right("documents", "documents")
    assert is_right("documents", entry.service.documents[0]), "the list holds it"
    assert not is_right("documents", "steps")
    assert is_right("none")
    assert not is_right("none", facts[0].text)


def test_what_stands_before_a_question_is_the_card(entry: Entry) -> None:
    service = entry.service
    assert context_of(entry) == str(Context(service.summary, "none", service.title))


@pytest.mark.parametrize("broken", [{"service": "a"}, {"service": "a", "question": "؟"}])
def test_a_broken_line_is_refused(tmp_path: Path, broken: dict[str, str]) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(ValueError, match="FactQuestion"):
        read_fact_questions(file)


@pytest.mark.parametrize("path", [QUESTIONS, EVALUATION], ids=["training", "evaluation"])
def test_the_questions_speak_of_what_is_known(path: Path, catalogue: Catalogue) -> None:
    questions = read_fact_questions(path)
    assert len(questions) >= 300
    gone = []
    for question in questions:
        entry = catalogue.by_id[question.service]
        known = {fact.text for fact in facts_of(entry)} | WHOLE
        gone += [question.question] * (not set(question.facts) <= known)
    assert len(gone) <= len(questions) / 100, gone


def test_nothing_is_judged_by_what_was_taught() -> None:
    taught = {(one.service, one.question) for one in read_fact_questions(QUESTIONS)}
    judged = [(one.service, one.question) for one in read_fact_questions(EVALUATION)]
    assert len(set(judged)) == len(judged) == 300
    assert not taught & set(judged)


def test_the_figures_keep_answers_and_silence_apart(entry: Entry) -> None:
    facts = facts_of(entry)
    catalogue = Catalogue((entry,), {}, {}, ())
    index = FactIndex(catalogue, np.eye(len(facts), dtype=np.float32))
    questions = [
        asked(entry, facts[0].text),
        asked(entry, facts[1].text),
        asked(entry, facts[0].text, facts[1].text),
        asked(entry),
    ]
    told, silent = judged(questions, FactChooser(index, Always(0)), Deaf(len(facts)), catalogue)
    assert (told.hits, told.total) == (2, 3)
    assert (silent.hits, silent.total) == (0, 1)
