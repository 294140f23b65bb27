"""Finds the services that a citizen's sentence is about.

`SearchEngine` searches in the catalogue, by vectors, words, letters and known questions;
`TextCollection` in any texts, without questions to learn from.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import Catalogue, Entry
from knowledge.search.encoder import Encoder, Vectors
from knowledge.search.fusion import (
    Calibration,
    Features,
    FusionWeights,
    best_of,
    features,
    fuse,
    load_calibration,
    scaled,
)
from knowledge.search.index import (
    BuildReport,
    DenseIndex,
    IndexMismatchError,
    Progress,
    VectorStore,
)
from knowledge.search.lexical import Bm25, CharacterNgrams
from knowledge.search.needs import (
    LikelyNeed,
    NeedEvidence,
    load_need_calibration,
    weigh_needs,
)
from knowledge.search.questions import (
    FOREIGN,
    ClassifierStore,
    Question,
    QuestionClassifier,
    fingerprint,
)


def searchable_text(entry: Entry) -> str:
    """Title, other names, agency with its short names, and the summary, in that order.

    Citizens' own questions never go in here: they would pull unlike questions towards them.
    """
    service, agency = entry.service, entry.agency
    names = "، ".join([service.title, *service.alternative_names])
    owner = "، ".join([agency.name, *agency.short_names])
    parts = [names, owner, service.summary, service.audience or ""]
    return ". ".join(part.rstrip(".") for part in parts if part)


Normalise = Callable[[str], str]
"""The repair that queries went through, applied to catalogue texts as well."""


@dataclass(frozen=True)
class Hit:
    """A service and its score, 0..1 within this search."""

    entry: Entry
    score: float


@dataclass(frozen=True)
class Evidence:
    """The best service, the fused score of every service in order, and the calibration's input.

    `foreign` is the question classifier's margin for «no service»; it may be negative. `need` is
    the likeliest need that no service meets.
    """

    best: Entry
    fused: NDArray[np.float32]
    features: Features
    foreign: float
    need: NeedEvidence | None


@dataclass(frozen=True)
class SearchResult:
    """Hits, best first, and the probability that the first is right."""

    hits: tuple[Hit, ...]
    probability: float
    sure: bool
    abstained: bool

    @property
    def shown(self) -> tuple[Hit, ...]:
        """What a citizen should see: one hit when sure, at most three when not, else none."""
        if self.abstained:
            return ()
        return self.hits[:1] if self.sure else self.hits[:3]


class SearchEngine:
    """Dense, BM25 and character scores over the catalogue, fused and calibrated."""

    def __init__(
        self,
        catalogue: Catalogue,
        vectors: Vectors,
        texts: list[str],
        questions: QuestionClassifier,
        calibration: Calibration,
        *,
        weights: FusionWeights = FusionWeights(),
    ) -> None:
        self._entries = catalogue.entries
        self._dense = DenseIndex(vectors)
        self._bm25 = Bm25(texts)
        self._characters = CharacterNgrams(texts)
        self._questions = questions
        self._calibration = calibration
        self._weights = weights
        self._needs = tuple(catalogue.needs.values())
        self._need_calibration = load_need_calibration()
        self._agency = np.array([entry.agency.id for entry in self._entries])

    def weigh(self, text: str, vector: Vectors, agencies: Collection[str] = ()) -> Evidence:
        """Score every service for a repaired `text` and its query vector, shape (dimension,).

        `agencies` lifts the services of agencies that the text names.
        """
        dense = self._dense.scores(vector)
        characters = self._characters.scores(text)
        *_, foreign = scores = self._questions.scores(text, vector)
        asked, needed = scores[: len(self._entries)], scores[len(self._entries) : -1]
        fused = fuse(dense, self._bm25.scores(text), characters, asked, self._weights)
        if agencies:
            fused = fused + AGENCY_BONUS * np.isin(self._agency, list(agencies))
        best = self._entries[int(np.argmax(fused))]
        need = weigh_needs(self._needs, asked, needed, float(foreign))
        found = features(dense, fused, characters, asked)
        return Evidence(best, fused, found, float(foreign), need)

    def search(
        self, text: str, vector: Vectors, limit: int = 5, agencies: Collection[str] = ()
    ) -> SearchResult:
        """The best services, and how likely the first is right; arguments as in `weigh`."""
        return self.found(self.weigh(text, vector, agencies), limit)

    def needed(self, evidence: Evidence) -> LikelyNeed | None:
        """What is needed and no service meets, and how likely."""
        if (found := evidence.need) is None:
            return None
        return LikelyNeed(found.need, self._need_calibration.share(found.features))

    def found(self, evidence: Evidence, limit: int) -> SearchResult:
        """Likewise, for what was weighed already."""
        probability = self._calibration.probability(evidence.features)
        best = best_of(evidence.fused, limit)
        return SearchResult(
            hits=tuple(Hit(self._entries[i], float(evidence.fused[i])) for i in best),
            probability=probability,
            sure=probability >= self._calibration.sure,
            abstained=probability < self._calibration.unsure,
        )


AGENCY_BONUS = 0.08
"""Added to the fused score (0..1) of a named agency's services; measured in `dastyar evaluate`."""


def document_texts(catalogue: Catalogue, normalise: Normalise) -> list[str]:
    """What is indexed, in the order of `catalogue.entries`."""
    return [normalise(searchable_text(entry)) for entry in catalogue.entries]


@dataclass(frozen=True)
class Ingredients:
    """The ingredients of an index: services, training questions, and the encoder.

    `questions` returns them repaired, when they are needed; `questions_key` identifies them.
    """

    catalogue: Catalogue
    texts: list[str]
    questions: Callable[[], list[Question]]
    questions_key: str
    encoder: Encoder

    @property
    def services(self) -> list[str]:
        """Service ids in index order."""
        return [entry.service.id for entry in self.catalogue.entries]

    @property
    def classes(self) -> list[str]:
        """What the question classifier tells apart: services, needs, and what is neither."""
        return [*self.services, *self.catalogue.needs, FOREIGN]

    @property
    def classifier_key(self) -> str:
        """Fingerprint of the question classifier."""
        return fingerprint(self.questions_key, self.classes, self.encoder.fingerprint)


def build_index(
    ingredients: Ingredients, folder: Path, progress: Progress | None = None
) -> BuildReport:
    """Bring the index under `folder` up to date; encode and train only what has changed."""
    store = ClassifierStore(folder)
    if not store.has(ingredients.classifier_key):
        store.save(_train_classifier(ingredients, progress), ingredients.classifier_key)
    return VectorStore(folder).build(ingredients.texts, ingredients.encoder, progress)


def _train_classifier(ingredients: Ingredients, progress: Progress | None) -> QuestionClassifier:
    questions, vectors = ingredients.questions(), []
    for vector in ingredients.encoder.each_query(question.text for question in questions):
        vectors.append(vector)
        if progress:
            progress(len(vectors), len(questions))
    classifier = QuestionClassifier(ingredients.classes)
    classifier.fit(questions, np.stack(vectors))
    return classifier


def open_engine(ingredients: Ingredients, folder: Path) -> SearchEngine:
    """The engine over the index under `folder`.

    Raises `IndexMismatchError` when the index was not built from these ingredients.
    """
    vectors = VectorStore(folder).load(ingredients.texts, ingredients.encoder)
    classifier = ClassifierStore(folder).load(ingredients.classifier_key)
    if classifier is None:
        raise IndexMismatchError("the question classifier is missing; run `dastyar index`")
    return SearchEngine(
        ingredients.catalogue, vectors, ingredients.texts, classifier, load_calibration()
    )


_DENSE, _WORDS, _CHARACTERS = 0.5, 0.35, 0.15
"""Our encoder is trained for one catalogue, so words count for more in a foreign collection."""


class TextCollection:
    """Repaired `texts` in an index of vectors, words and characters."""

    def __init__(self, texts: Sequence[str], encoder: Encoder) -> None:
        self._encoder = encoder
        self._dense = DenseIndex(encoder.documents(texts))
        self._words = Bm25(texts)
        self._characters = CharacterNgrams(texts)

    def best(self, text: str, limit: int) -> list[int]:
        """Rows of the best texts for a repaired question, best first."""
        fused = (
            _DENSE * scaled(self._dense.scores(self._encoder.query(text)))
            + _WORDS * scaled(self._words.scores(text))
            + _CHARACTERS * scaled(self._characters.scores(text))
        )
        return [int(row) for row in np.argsort(-fused, kind="stable")[:limit]]
