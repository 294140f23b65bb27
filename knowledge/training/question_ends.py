"""Teaches where the questions of a message end, by messages whose questions are marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from knowledge.features.questions import AMID, END, MODEL, signs

_SPARSENESS, _STRICTNESS = 0.3, 0.1
"""What the sum of all weights and of their squares costs. Without the first the model is nine times
as large, and cuts no better."""
_MOST_STEPS = 150


@dataclass(frozen=True)
class MarkedMessage:
    """A repaired message, and the number of each word with which one of its questions ends."""

    text: str
    ends: tuple[int, ...]
    writer: str = ""


def learn(messages: Sequence[MarkedMessage], target: Path = MODEL) -> None:
    """Fit a tagger to marked messages, and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in messages:
        words = one.text.split()
        tags = [END if number in one.ends else AMID for number in range(len(words))]
        trainer.append([*signs(words)], tags)
    trainer.set_params({"c1": _SPARSENESS, "c2": _STRICTNESS, "max_iterations": _MOST_STEPS})
    trainer.train(str(target))
