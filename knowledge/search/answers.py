"""Which fact of a service, and which answer about 128 and the assistant, a message asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import Catalogue
from knowledge.facts import Fact, facts_of
from knowledge.search.encoder import Encoder, Vectors
from knowledge.search.fusion import scaled
from knowledge.search.index import VectorStore
from knowledge.search.questions import Question, QuestionClassifier

ABOUT = Path(__file__).parent.parent / "about" / "about.yml"
Normalise = Callable[[str], str]


class About(BaseModel):
    """A question about filing, the assistant or the 128 line, with its answer.

    `source` is an address, or `docs` for what this product does by itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    about: str
    questions: tuple[str, ...]
    answer: str
    source: str


@dataclass(frozen=True)
class Likely:
    """An answer and its likeness to what was asked, a cosine."""

    topic: About
    likeness: float


class AboutIndex:
    """Finds the answer that a message asks for: by the most like question, and by a classifier."""

    def __init__(self, topics: Sequence[About], texts: Sequence[str], vectors: Vectors) -> None:
        """`texts` are the repaired questions of all topics, in their order."""
        self._topics = {topic.id: topic for topic in topics}
        self._owners = [topic.id for topic in topics for _ in topic.questions]
        self._vectors = vectors
        self._classifier = QuestionClassifier(list(self._topics))
        pairs = zip(texts, self._owners, strict=True)
        self._classifier.fit([Question(text, owner) for text, owner in pairs], vectors)

    def best(self, text: str, vector: Vectors) -> Likely:
        """The likeliest answer for a repaired text and its query vector."""
        alike = self._vectors @ vector
        by_topic = dict.fromkeys(self._topics, -1.0)
        for owner, score in zip(self._owners, alike, strict=True):
            by_topic[owner] = max(by_topic[owner], float(score))
        likeness = np.array(list(by_topic.values()), np.float32)
        asked = self._classifier.scores(text, vector)
        best = int(np.argmax(scaled(likeness) + scaled(asked)))
        id_ = list(self._topics)[best]
        return Likely(self._topics[id_], float(likeness[best]))


class FactIndex:
    """Likeness of a message to each fact of a service."""

    def __init__(self, catalogue: Catalogue, vectors: Vectors) -> None:
        self._first: dict[str, int] = {}
        count = 0
        for entry in catalogue.entries:
            self._first[entry.service.id] = count
            count += len(facts_of(entry))
        self._vectors = vectors

    def likeness(self, service: str, vector: Vectors, count: int) -> NDArray[np.float32]:
        """Cosines with the `count` facts of a service, in their order."""
        first = self._first[service]
        scores: NDArray[np.float32] = self._vectors[first : first + count] @ vector
        return scores


@dataclass(frozen=True)
class Answers:
    """What is answered from: facts of services, and what is known of 128 and the assistant."""

    catalogue: Catalogue
    encoder: Encoder
    normalise: Normalise
    folder: Path

    @cached_property
    def facts(self) -> FactIndex:
        """The index of all facts of all services."""
        texts = [self.normalise(fact.text) for fact in all_facts(self.catalogue)]
        return FactIndex(self.catalogue, self._vectors("facts", texts, of_questions=False))

    @cached_property
    def about(self) -> AboutIndex:
        """The index of questions about 128 and the assistant."""
        topics = read_about()
        texts = [self.normalise(text) for topic in topics for text in topic.questions]
        return AboutIndex(topics, texts, self._vectors("about", texts, of_questions=True))

    def build(self) -> None:
        """Bring both indexes up to date; only what changed is encoded anew."""
        assert self.facts
        assert self.about

    def _vectors(self, name: str, texts: list[str], *, of_questions: bool) -> Vectors:
        store = VectorStore(self.folder / name, of_questions=of_questions)
        store.build(texts, self.encoder)
        return store.load(texts, self.encoder)


def all_facts(catalogue: Catalogue) -> list[Fact]:
    """The facts of all services, in the order of the catalogue."""
    return [fact for entry in catalogue.entries for fact in facts_of(entry)]


def read_about(path: Path = ABOUT) -> list[About]:
    """The questions of knowledge/about; raises ValueError for a broken file."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [About.model_validate(topic) for topic in loaded["topics"]]
