"""A fine-tuned encoder's own opinion on a message: what it does, and what it asks for."""

import base64
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.features.sentences import Begun, OnnxText

LABELS_FILE = "labels.json"
LogProbabilities = dict[str, float]
_SENT = ("acts", "labels")
NOTHING = "nothing"
"""The column for a message that asks for no aspect, tells no life event, asks nothing of filing."""


@dataclass(frozen=True)
class Opinion:
    """Natural logarithms of probabilities.

    `acts` are labels without their part, `labels` whole ones; `commands` tell what the message
    does in its context, `aspects` what it asks for, each by itself; `events` are life events that
    it may tell, `about` what it may ask of filing and of the assistant, by their ids.
    """

    acts: LogProbabilities
    labels: LogProbabilities
    commands: LogProbabilities = field(default_factory=dict)
    aspects: LogProbabilities = field(default_factory=dict)
    events: LogProbabilities = field(default_factory=dict)
    about: LogProbabilities = field(default_factory=dict)


def any_of(told: LogProbabilities) -> float:
    """How likely any of the columns but NOTHING is right; 0 for a head that is not there."""
    return 1.0 - math.exp(told[NOTHING]) if told else 0.0


class LabelEncoder:
    """Tells an opinion on one text; `folder` is what `make_label_encoder` wrote.

    Raises FileNotFoundError when a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._text = OnnxText(folder)
        self._columns: dict[str, list[str]] = json.loads(
            (folder / LABELS_FILE).read_text(encoding="utf-8")
        )

    def begin(self, text: str) -> Begun:
        """Take `text`, which has its prompt in front, through the lower layers."""
        return self._text.begin(self._text.tokens(text))

    def begin_context(self, text: str) -> Begun:
        """Likewise for what was said before a message; no prompt stands before it."""
        return self._text.begin(self._text.tokens(text)[:MOST_CONTEXT_TOKENS])

    def opinion(self, text: str) -> Opinion:
        """The opinion on `text`, which has its prompt in front."""
        return self.opinion_on(self.begin(text))

    def opinion_on(self, begun: Begun, context: Begun | None = None) -> Opinion:
        """The opinion on a message that has begun, behind what was said before it."""
        return self._read(self._text.outputs_with(begun, context))

    def packed(self, opinion: Opinion) -> str:
        """Acts and labels for another process with the same encoder, whose `unpacked` reads it."""
        named = zip(_SENT, (opinion.acts, opinion.labels), strict=True)
        numbers = [told[name] for head, told in named for name in self._columns[head]]
        return base64.b64encode(np.array(numbers, "<f4").tobytes()).decode()

    def unpacked(self, sent: object) -> Opinion | None:
        """What `packed` made; None of anything else, and of another encoder's columns."""
        if not isinstance(sent, str):
            return None
        try:
            numbers = np.frombuffer(base64.b64decode(sent, validate=True), "<f4")
        except ValueError:
            return None
        sizes = [len(self._columns[head]) for head in _SENT]
        if len(numbers) != sum(sizes) or not np.isfinite(numbers).all():
            return None
        acts, labels = np.split(numbers, [sizes[0]])
        return Opinion(_named(self._columns["acts"], acts), _named(self._columns["labels"], labels))

    def _read(self, outputs: Sequence[NDArray[np.float32]]) -> Opinion:
        named = zip(self._columns.items(), outputs, strict=True)
        return Opinion(**{head: _named(names, values) for (head, names), values in named})


MOST_CONTEXT_TOKENS = 48
"""Where a context is cut, in training as in use."""


def _named(names: list[str], values: NDArray[np.float32]) -> LogProbabilities:
    return dict(zip(names, map(float, values), strict=True))
