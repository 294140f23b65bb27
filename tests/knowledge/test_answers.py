"""Which fact of a service, and which answer about 128, a question is most like."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from support.serving import private_settings

from assistant.language.repair import repair
from assistant.runtime import normalise
from knowledge.catalogue import Catalogue
from knowledge.facts import facts_of
from knowledge.search.answers import (
    About,
    AboutIndex,
    Answers,
    FactIndex,
    Likely,
    all_facts,
    read_about,
)
from knowledge.search.encoder import Encoder, Vectors


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Answers:
    """Over the real data and encoder, with the index that all tests share."""
    settings = private_settings(tmp_path_factory.mktemp("answers"))
    return Answers(catalogue, Encoder(settings.encoder), normalise, settings.index_dir)


def vector(answers: Answers, text: str) -> Vectors:
    return answers.encoder.query(repair(text).text)


def best(answers: Answers, text: str) -> Likely:
    return answers.about.best(repair(text).text, vector(answers, text))


def test_a_question_of_the_file_finds_its_own_answer(answers: Answers) -> None:
    for topic in read_about()[::5]:
        for question in topic.questions[:2]:
            found = best(answers, question)
            assert found.likeness > 0.95
            assert question in found.topic.questions


def test_a_need_is_less_like_an_answer_than_a_question_about_filing(answers: Answers) -> None:
    need = best(answers, "گذرنامه‌ام گم شده است")
    asked = best(answers, "وقتی شکایت کنم اسمم رو به اداره میدین؟")
    assert need.likeness < asked.likeness


def test_a_fact_is_most_like_itself(answers: Answers, catalogue: Catalogue) -> None:
    entry = max(catalogue.entries, key=lambda one: len(facts_of(one)))
    facts = facts_of(entry)
    right = 0
    for number, fact in enumerate(facts):
        asked = vector(answers, fact.text)
        scores = answers.facts.likeness(entry.service.id, asked, len(facts))
        assert scores.shape == (len(facts),)
        right += int(np.argmax(scores)) == number
    assert right >= 0.9 * len(facts)


def test_each_service_is_compared_with_its_own_facts(catalogue: Catalogue) -> None:
    count = len(all_facts(catalogue))
    index = FactIndex(catalogue, np.arange(count, dtype=np.float32)[:, None])
    seen: list[float] = []
    for entry in catalogue.entries:
        many = len(facts_of(entry))
        seen += index.likeness(entry.service.id, np.ones(1, np.float32), many).tolist()
    assert seen == list(range(count))


def test_every_question_leads_to_its_topic() -> None:
    asked = {"pin": ("رمز را گم کردم", "رمزم یادم نیست"), "name": ("اسمم را می‌دهید؟",)}
    topics = [
        About(id=name, about=name, questions=questions, answer="…", source="docs")
        for name, questions in asked.items()
    ]
    texts = [text for questions in asked.values() for text in questions]
    vectors = np.eye(3, dtype=np.float32)
    index = AboutIndex(topics, texts, vectors)
    found = [index.best(text, row) for text, row in zip(texts, vectors, strict=True)]
    assert [one.topic.id for one in found] == ["pin", "pin", "name"]
    assert [one.likeness for one in found] == [1.0, 1.0, 1.0]


def test_topics_have_ids_of_their_own_and_questions() -> None:
    topics = read_about()
    assert len({topic.id for topic in topics}) == len(topics)
    questions = [question for topic in topics for question in topic.questions]
    assert len(set(questions)) == len(questions)
    for topic in topics:
        assert topic.questions, topic.id
        assert topic.answer.strip(), topic.id
        assert topic.source == "docs" or topic.source.startswith("http"), topic.id


@pytest.mark.parametrize("lacking", ["id", "answer", "questions"])
def test_a_broken_topic_is_refused(tmp_path: Path, lacking: str) -> None:
    whole = {"id": "a", "about": "…", "questions": ["؟"], "answer": "…", "source": "docs"}
    for broken in (whole | {"extra": 1}, {k: v for k, v in whole.items() if k != lacking}):
        file = tmp_path / "about.yml"
        file.write_text(yaml.safe_dump({"topics": [broken]}), encoding="utf-8")
        with pytest.raises(ValueError, match="About"):
            read_about(file)
