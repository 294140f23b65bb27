"""What citizens call a service: a linear classifier over questions that were written for training.

Descriptions say what a service is; people say what happened to them («سجلم گم شده»). The questions
themselves are never searched in, since near ones would pull unlike queries along; only the
classifier's scores are fused with the search.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from knowledge.features.standard import Standard
from knowledge.features.tfidf import QuickTfidf, fitted, flat
from knowledge.search.encoder import Vectors
from knowledge.search.kept import Arrays, KeptArrays, words_as_array, words_of_array

Scores = NDArray[np.float32]
DENSE_SHARE = 1.5
"""Length of the standardised sentence vector beside the two TF-IDF blocks, each of length 1."""
PENALTY, TOLERANCE, MAIN_DIMENSIONS = 0.5, 0.01, 192
"""Training sees the main dimensions of the sentence vectors alone, .89 of their variance. Beside
all 384 and a tolerance of .0001 it takes half the time, and of 961 questions that were not
taught .834 instead of .838 come first, .963 instead of .952 among the first three."""


FOREIGN = "-"
"""Stands for «no service»: the classifier learns such questions beside those of the services."""


@dataclass(frozen=True)
class Question:
    """A repaired question, and the id of its service or need, or `FOREIGN`."""

    text: str
    service: str


class QuestionClassifier:
    """Scores every service for a question; services without training questions score lowest."""

    def __init__(self, services: Sequence[str]) -> None:
        self._rows = {service: row for row, service in enumerate(services)}
        self._words, self._characters = _words(), _characters()
        self._standard: Standard | None = None
        # Half as many bits for some 200,000 features of each class; the error is beyond the third
        # digit of a margin.
        self._weights = np.zeros((0, len(services)), np.float16)
        self._bias = np.zeros(len(services), np.float32)

    def fit(self, questions: Sequence[Question], vectors: Vectors) -> None:
        """Train on `questions` with their query vectors; two minutes for twenty thousand."""
        texts = [flat(question.text) for question in questions]
        self._words.fit(texts)
        self._characters.fit(texts)
        self._standard = Standard.of(vectors)
        rows = np.array([self._rows[question.service] for question in questions])
        dense = self._dense(vectors)
        main = PCA(min(MAIN_DIMENSIONS, *dense.shape), random_state=128).fit(dense)
        features = self._features(texts, main.transform(dense))
        size, wide = len(self._rows), features.shape[1] - main.n_components_
        self._weights = np.zeros((wide + dense.shape[1], size), np.float16)
        learnt = _one_against_rest(features, rows)
        self._bias = np.full(size, min(bias.min() for _, _, bias in learnt) - 1, np.float32)
        for classes, weights, bias in learnt:
            of_dense = weights[:, wide:] @ main.components_
            self._weights[:, classes] = np.hstack([weights[:, :wide], of_dense]).T
            self._bias[classes] = bias - of_dense @ main.mean_

    def scores(self, text: str, vector: Vectors) -> Scores:
        """Decision values of a repaired `text` with its query vector, in service order."""
        plain, total, start = flat(text), self._bias.copy(), 0
        for part in self._parts:
            places, values = part.features(plain)
            total += values @ self._weights[start + places]
            start += part.width
        total += self._dense(vector[np.newaxis])[0] @ self._weights[start:]
        return total

    def arrays(self) -> Arrays:
        """All that training has learnt; `of_arrays` makes the same classifier of it."""
        if self._standard is None:
            raise RuntimeError("the classifier is not trained")
        return {
            "services": words_as_array(list(self._rows)),
            "words": words_as_array(list(self._words.get_feature_names_out())),
            "words_idf": self._words.idf_,
            "characters": words_as_array(list(self._characters.get_feature_names_out())),
            "characters_idf": self._characters.idf_,
            "mean": self._standard.mean,
            "deviation": self._standard.deviation,
            "weights": self._weights,
            "bias": self._bias,
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "QuestionClassifier":
        """The classifier that `arrays` was called on; `KeyError` when something is missing."""
        made = cls(words_of_array(arrays["services"]))
        words, characters = (words_of_array(arrays[name]) for name in ("words", "characters"))
        made._words = fitted(_words(), words, arrays["words_idf"])
        made._characters = fitted(_characters(), characters, arrays["characters_idf"])
        made._standard = Standard(arrays["mean"], arrays["deviation"])
        made._weights, made._bias = arrays["weights"], arrays["bias"]
        return made

    @cached_property
    def _parts(self) -> list[QuickTfidf]:
        return [QuickTfidf(self._words), QuickTfidf(self._characters)]

    def _features(self, texts: Sequence[str], dense: Vectors) -> csr_matrix:
        blocks = [
            self._words.transform(texts),
            self._characters.transform(texts),
            csr_matrix(dense),
        ]
        return hstack(blocks, format="csr", dtype=np.float32)

    def _dense(self, vectors: Vectors) -> Vectors:
        if self._standard is None:
            raise RuntimeError("the classifier is not trained")
        return self._standard.apply(vectors) * np.float32(DENSE_SHARE)


_Learnt = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]


def _one_against_rest(features: csr_matrix, rows: NDArray[np.int64]) -> list[_Learnt]:
    """Classes with their weights, a row each, and biases; every core learns a part of them."""
    rest = int(rows.max()) + 1

    def learn(part: NDArray[np.int64]) -> _Learnt:
        model = LinearSVC(C=PENALTY, tol=TOLERANCE, random_state=128)
        model.fit(features, np.where(np.isin(rows, part), rows, rest))
        weights, bias = model.coef_, model.intercept_
        if len(weights) == 1:
            # Of two classes only the second has weights.
            weights, bias = np.vstack([-weights, weights]), np.hstack([-bias, bias])
        # The last class is what no other one of the part is.
        return part, weights[: len(part)], bias[: len(part)]

    parts = [one for one in np.array_split(np.unique(rows), os.cpu_count() or 1) if len(one)]
    with ThreadPoolExecutor(len(parts)) as cores:
        return list(cores.map(learn, parts))


class ClassifierStore:
    """Keeps the trained classifier under `folder`, by what it was trained on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, fingerprint: str) -> QuestionClassifier | None:
        """The classifier of that fingerprint, or None when it must be trained: damaged too."""
        found = self._kept(fingerprint).read()
        return QuestionClassifier.of_arrays(found[0]) if found else None

    def has(self, fingerprint: str) -> bool:
        """Whether `load` would find it."""
        return self._kept(fingerprint).about() is not None

    def save(self, classifier: QuestionClassifier, fingerprint: str) -> None:
        """Keep `classifier`, and let older ones go."""
        self._kept(fingerprint).write(classifier.arrays(), {})
        for path in self._folder.glob("questions-*"):
            if path.stem != f"questions-{fingerprint}":
                path.unlink()

    def _kept(self, fingerprint: str) -> KeptArrays:
        path = self._folder / f"questions-{fingerprint}.npz"
        return KeptArrays(path, path.with_suffix(".json"))


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=3, dtype=np.float32
    )


def fingerprint(questions_key: str, services: Sequence[str], encoder: str) -> str:
    """Hash of all that decides a trained classifier."""
    parts = [questions_key, encoder, *services, Path(__file__).read_text(encoding="utf-8")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def read_questions(path: Path) -> list[Question]:
    """The raw questions of a JSON-lines file of `{"text", "service"}`."""
    with path.open(encoding="utf-8") as file:
        return [Question(**json.loads(line)) for line in file]
