"""How well a text answers a question: one score from a fine-tuned encoder that reads both."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.features.sentences import Begun, OnnxText

OWN = Path(__file__).parent.parent / "answer_encoder"
ASKED, ANSWERING = "query: ", "passage: "
MOST_TOKENS, _OF_BEGINNING = 64, 20
"""A longer text loses its middle: these tokens stay, the second number of them at its beginning.
There stands what a question is about; the wish itself often comes last."""
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
        asked = self._begin(ASKED + question)
        told = [self._text.outputs_with(asked, self._answer(ANSWERING + one)) for one in answers]
        return np.array([float(score) for (score,) in told], np.float32)

    def _begin(self, text: str) -> Begun:
        return self._text.begin(shortened(self._text.tokens(text)))


def shortened(tokens: list[int]) -> list[int]:
    """The tokens of a text that are read, in training as in use."""
    if len(tokens) <= MOST_TOKENS:
        return tokens
    return [*tokens[:_OF_BEGINNING], *tokens[_OF_BEGINNING - MOST_TOKENS :]]
