"""Which answer about 128 and the assistant a message asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.search.encoder import Encoder, Vectors
from knowledge.search.fusion import scaled
from knowledge.search.index import VectorStore
from knowledge.search.questions import Question, QuestionClassifier

ABOUT = Path(__file__).parent.parent / "about" / "about.yml"
Normalise = Callable[[str], str]


class About(BaseModel):
    """A question about filing, the assistant or the 128 line, with its answer.

    `source` is an address, or `docs` for what this product does by itself. `does` is what is done
    for a message that is like a question of it and asks nothing («پیگیری شکایتم»).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    about: str
    questions: tuple[str, ...]
    answer: str
    source: str
    does: Literal["track", "secret", ""] = ""


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


def open_about(encoder: Encoder, normalise: Normalise, folder: Path) -> AboutIndex:
    """The index of knowledge/about; what changed since the last time is encoded into `folder`."""
    topics = read_about()
    texts = [normalise(text) for topic in topics for text in topic.questions]
    store = VectorStore(folder / "about", of_questions=True)
    store.build(texts, encoder)
    return AboutIndex(topics, texts, store.load(texts, encoder))


def read_about(path: Path = ABOUT) -> list[About]:
    """The questions of knowledge/about; raises ValueError for a broken file."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [About.model_validate(topic) for topic in loaded["topics"]]
