"""Which answer about 128 and the assistant a question is most like."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import yaml
from support.serving import private_settings

from assistant.language.repair import repair
from assistant.runtime import normalise
from knowledge.search.about import About, read_about
from knowledge.search.encoder import Encoder
from knowledge.search.topics import Likely, TopicIndex, open_topics


@dataclass(frozen=True)
class Asking:
    """The real questions and encoder, with the index that all tests share."""

    encoder: Encoder
    index: TopicIndex

    def best(self, text: str) -> Likely:
        repaired = repair(text).text
        return self.index.best(repaired, self.encoder.query(repaired))


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    settings = private_settings(tmp_path_factory.mktemp("about"))
    encoder = Encoder(settings.encoder)
    return Asking(
        encoder, open_topics(read_about(), encoder, normalise, settings.index_dir / "about")
    )


def test_a_question_of_the_file_finds_its_own_answer(asking: Asking) -> None:
    for topic in read_about()[::5]:
        for question in topic.questions[:2]:
            found = asking.best(question)
            assert found.likeness > 0.95
            assert question in found.topic.questions


def test_a_need_is_less_like_an_answer_than_a_question_about_filing(asking: Asking) -> None:
    need = asking.best("گذرنامه‌ام گم شده است")
    asked = asking.best("وقتی شکایت کنم اسمم رو به اداره میدین؟")
    assert need.likeness < asked.likeness


def test_every_question_leads_to_its_topic() -> None:
    asked = {"pin": ("رمز را گم کردم", "رمزم یادم نیست"), "name": ("اسمم را می‌دهید؟",)}
    topics = [
        About(id=name, title=name, about=name, questions=questions, answer="…", source="docs")
        for name, questions in asked.items()
    ]
    texts = [text for questions in asked.values() for text in questions]
    vectors = np.eye(3, dtype=np.float32)
    index = TopicIndex(topics, texts, vectors)
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
