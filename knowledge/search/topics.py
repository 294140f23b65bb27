"""What a message may be about beside a service: filing, a life event, a need, a danger.

A `TopicIndex` finds which of a few topics a message is most like, by the questions that people
ask about each; `TopicIndexes` has one for each kind of topic.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, Protocol, TypeVar, get_args

import numpy as np

from knowledge.catalogue import Catalogue
from knowledge.journeys import Journey
from knowledge.search.about import About, in_frames
from knowledge.search.encoder import Encoder, Vectors
from knowledge.search.fusion import scaled
from knowledge.search.index import VectorStore
from knowledge.search.marked import MarkedTexts
from knowledge.search.questions import (
    ClassifierStore,
    Question,
    QuestionClassifier,
    Scores,
    fingerprint,
)

Normalise = Callable[[str], str]


class TopicWithQuestions(Protocol):
    """A topic, with ways in which people ask for it."""

    @property
    def id(self) -> str:
        """Its name, which no other topic of the index has."""

    @property
    def questions(self) -> tuple[str, ...]:
        """How people ask for it, as typed."""


Topic = TypeVar("Topic", bound=TopicWithQuestions)
_NEXT = 2
_BESIDE = 0.5
"""Of 334 questions about filing beside a sentence of a complaint .63 find their answer by the part
that asks, .59 by the whole message, .65 by both."""


@dataclass(frozen=True)
class Likely(Generic[Topic]):
    """A topic, its likeness to the message (a cosine), and how far it leads all other topics.

    The lead is one of sums: likeness plus classifier, each scaled to 0..1 among the topics.
    `others` are the likeliest other topics, the best first.
    """

    topic: Topic
    likeness: float
    lead: float
    others: tuple[Topic, ...] = ()


class TopicIndex(Generic[Topic]):
    """Finds the topic that a message is about: by the most like question, and by a classifier."""

    def __init__(
        self,
        topics: Sequence[Topic],
        texts: Sequence[str],
        vectors: Vectors,
        classifier: QuestionClassifier | None = None,
    ) -> None:
        """`texts` are the repaired questions of all topics, in their order.

        `classifier` has learnt of the same; without one it learns now, for some seconds.
        """
        self._topics = {topic.id: topic for topic in topics}
        places = {topic.id: place for place, topic in enumerate(topics)}
        self._places = np.array([places[owner] for owner in _owners(topics)])
        self._vectors = vectors
        self._classifier = classifier or _trained(topics, texts, vectors)

    def best(
        self, text: str, vector: Vectors, beside: tuple[str, Vectors] | None = None
    ) -> Likely[Topic]:
        """The likeliest topic for a repaired text and its query vector.

        `beside`, the text and vector of the whole message, counts half as much.
        """
        likeness, fused = self._scores(text, vector)
        if beside is not None:
            share = np.float32(_BESIDE / (1 + _BESIDE))
            fused = (1 - share) * fused + share * self._scores(*beside)[1]
        best, *others = np.argsort(-fused, kind="stable").tolist()
        topics = list(self._topics.values())
        lead = float(fused[best] - fused[others[0]]) if others else 1.0
        following = tuple(topics[place] for place in others[:_NEXT])
        return Likely(topics[best], float(likeness[best]), lead, following)

    def _scores(self, text: str, vector: Vectors) -> tuple[Scores, Scores]:
        """The likeness to each topic, and the sum of likeness and classifier, both scaled."""
        likeness = np.full(len(self._topics), -1, np.float32)
        np.maximum.at(likeness, self._places, self._vectors @ vector)
        return likeness, scaled(likeness) + scaled(self._classifier.scores(text, vector))


def open_topics(
    topics: Sequence[Topic], encoder: Encoder, normalise: Normalise, folder: Path
) -> TopicIndex[Topic]:
    """The index of `topics`; learns what changed since the last time, and keeps it in `folder`."""
    texts = [normalise(text) for topic in topics for text in topic.questions]
    store = VectorStore(folder, of_questions=True)
    store.build(texts, encoder)
    vectors = store.load(texts, encoder)
    pairs = "\n".join(map("\t".join, zip(_owners(topics), texts, strict=True)))
    key = fingerprint(pairs, [topic.id for topic in topics], encoder.fingerprint)
    kept = ClassifierStore(folder)
    if (classifier := kept.load(key)) is None:
        classifier = _trained(topics, texts, vectors)
        kept.save(classifier, key)
    return TopicIndex(topics, texts, vectors, classifier)


def _owners(topics: Sequence[TopicWithQuestions]) -> list[str]:
    """The topic of each question."""
    return [topic.id for topic in topics for _ in topic.questions]


def _trained(
    topics: Sequence[TopicWithQuestions], texts: Sequence[str], vectors: Vectors
) -> QuestionClassifier:
    classifier = QuestionClassifier([topic.id for topic in topics])
    pairs = zip(texts, _owners(topics), strict=True)
    classifier.fit([Question(text, owner) for text, owner in pairs], vectors)
    return classifier


Danger = Literal["blackmail"]
"""Dangers that are heard by texts of their own: private pictures, films or chats are held over
somebody."""
DANGERS: tuple[Danger, ...] = get_args(Danger)


@dataclass(frozen=True)
class TopicIndexes:
    """An index for each kind of topic that has its own questions and is no service."""

    about: TopicIndex[About]
    journeys: TopicIndex[Journey]
    dangers: MarkedTexts[Danger]


def open_topic_indexes(
    catalogue: Catalogue,
    encoder: Encoder,
    normalise: Normalise,
    folder: Path,
    dangers: MarkedTexts[Danger],
) -> TopicIndexes:
    """The indexes, kept under `folder`; encodes only what changed since the last time."""
    journeys = tuple(catalogue.journeys.values())
    return TopicIndexes(
        open_topics(in_frames(), encoder, normalise, folder / "about"),
        open_topics(journeys, encoder, normalise, folder / "journeys"),
        dangers,
    )
