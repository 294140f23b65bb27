"""Questions whose answers were marked, remembered: what is asked like one of them has its answer.

«برادر متاهل دارم، مانع معافیتم میشه؟» was asked before in other words; the fact that answered it
then is likely to answer it now. A question of `nlu_data/fact_questions.jsonl` works as soon as the
index is built, without a training.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.features.tfidf import QuickTfidf, fitted, flat
from knowledge.search.kept import Arrays, KeptArrays, words_as_array, words_of_array

NOTHING = ""
"""Stands for «nothing that is known answers it»."""


@dataclass(frozen=True)
class Answered:
    """A question about a service, and the texts of the facts, or names of lists, that answer it."""

    service: str
    question: str
    answers: tuple[str, ...]


class AnsweredQuestions:
    """Finds, for a question, the likest ones about the same service, by their letters.

    The cosine of the TF-IDF of their letters finds more right answers than that of the search's
    vectors, or of both together (decision 41).
    """

    def __init__(self, arrays: Arrays) -> None:
        """`arrays` are what `learnt` makes; raises KeyError when something is missing."""
        names = words_of_array(arrays["characters"])
        self._features = QuickTfidf(fitted(_characters(), names, arrays["idf"]))
        parts = (arrays["values"], arrays["places"], arrays["starts"])
        rows = csr_matrix(parts, shape=(len(arrays["starts"]) - 1, self._features.width))
        self._of: dict[str, tuple[csr_matrix, list[list[str]]]] = {}
        services = words_of_array(arrays["services"])
        answers = [json.loads(one) for one in words_of_array(arrays["answers"])]
        first = 0
        for service, some in groupby(services):
            last = first + len(list(some))
            self._of[service] = rows[first:last], answers[first:last]
            first = last

    def likeness(self, service: str, question: str) -> dict[str, float]:
        """By each answer, the cosine of a repaired question with the likest one that it answers.

        0 is not told. `NOTHING` is the answer of those that nothing answers.
        """
        if service not in self._of:
            return {}
        rows, answers = self._of[service]
        alike = rows @ self._asked(question)
        found: dict[str, float] = {}
        for place in np.flatnonzero(alike):
            for answer in answers[place] or (NOTHING,):
                found[answer] = max(found.get(answer, 0.0), float(alike[place]))
        return found

    def likest(self, services: Iterable[str], question: str) -> dict[str, float]:
        """By each of `services`, the cosine of a repaired question with the likest one about it."""
        asked = self._asked(question)
        known = {one: self._of[one][0] for one in services if one in self._of}
        return {one: float((rows @ asked).max()) for one, rows in known.items()}

    def _asked(self, question: str) -> NDArray[np.float32]:
        places, values = self._features.features(flat(question))
        asked = np.zeros(self._features.width, np.float32)
        asked[places] = values
        return asked


def learnt(questions: Sequence[Answered]) -> Arrays:
    """What `AnsweredQuestions` is made of; the questions are repaired."""
    ordered = sorted(questions, key=lambda one: one.service)
    vectorizer = _characters()
    rows = vectorizer.fit_transform([flat(one.question) for one in ordered]).tocsr()
    return {
        "characters": words_as_array(list(vectorizer.get_feature_names_out())),
        "idf": vectorizer.idf_,
        "values": rows.data,
        "places": rows.indices,
        "starts": rows.indptr,
        "services": words_as_array([one.service for one in ordered]),
        "answers": words_as_array([json.dumps(one.answers) for one in ordered]),
    }


def open_answered(
    path: Path, normalise: Callable[[str], str], folder: Path, key: str = ""
) -> AnsweredQuestions:
    """The questions of the JSON lines of `path`, kept under `folder` as they were learnt.

    They are learnt anew when the file changes, or `key`, which names how `normalise` repairs.
    """
    kept = KeptArrays(folder / "answered.npz", folder / "answered.json")
    parts = (path.read_bytes(), key.encode(), Path(__file__).read_bytes())
    arrays = kept.fitting(
        parts, lambda: learnt([_repaired(one, normalise) for one in read_answered(path)])
    )
    return AnsweredQuestions(arrays)


def read_answered(path: Path) -> list[Answered]:
    """The questions of a JSON-lines file of `{"service", "question", "facts"}`, as typed."""
    with path.open(encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    return [Answered(one["service"], one["question"], tuple(one["facts"])) for one in lines]


def _repaired(one: Answered, normalise: Callable[[str], str]) -> Answered:
    return Answered(one.service, normalise(one.question), one.answers)


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=2, dtype=np.float32
    )
