"""How well a text answers a question: one score from a fine-tuned encoder that reads both."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.features.sentences import Begun, OnnxText

OWN = Path(__file__).parent.parent / "answer_encoder"
ASKED, ANSWERING = "query: ", "passage: "
MOST_TOKENS = 48
"""Where a question and an answer are cut, in training as in use."""
_KEPT = 1024
"""Answers whose lower layers are kept: 40 KB each."""


class AnswerEncoder:
    """Scores answers to a question; `folder` is what `make_answer_encoder` wrote.

    Raises FileNotFoundError when a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._text = OnnxText(folder)
        # The facts of a service are read again with every question for it, by several threads.
        self._answer = lru_cache(_KEPT)(self._begin)

    def scores(self, question: str, answers: Sequence[str]) -> NDArray[np.float32]:
        """One logit for each of `answers`, repaired texts; some 2 ms of CPU for each."""
        asked = self._text.begin(self._text.tokens(ASKED + question)[:MOST_TOKENS])
        told = [self._text.outputs_with(asked, self._answer(answer)) for answer in answers]
        return np.array([float(score) for (score,) in told], np.float32)

    def _begin(self, answer: str) -> Begun:
        return self._text.begin(self._text.tokens(ANSWERING + answer)[:MOST_TOKENS])
