"""The fine-tuned encoder's opinion on a message, for the classifiers that come after it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.features.labels import LabelEncoder, Opinion
from knowledge.search.encoder import PROMPTS

OPINION = "opinion"
"""Key of the message's data that holds an `Opinion`; it never leaves Rasa."""
_ROOT = Path(__file__).parents[3]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LabelScorer(GraphComponent):
    """Adds an opinion to every message that is to be understood.

    The gateway sends its own along, worked out beside the vector of its search, as metadata
    `{"opinion": what LabelEncoder.packed made}`. Anything else there is ignored.

    The encoder has learnt the training sentences by heart, so an opinion on one of them would
    say nothing: training data passes unchanged.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` holds a label encoder (lab/training/encoders.py)."""
        self._folder = folder

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`folder` is relative to the project's root, or absolute."""
        return {"folder": "knowledge/act_encoder"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LabelScorer:
        """See Rasa's GraphComponent."""
        return cls(_ROOT / {**cls.get_default_config(), **config}["folder"])

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Hash of the encoder."""
        folder = _ROOT / {**cls.get_default_config(), **config}["folder"]
        digest = hashlib.sha256()
        for path in sorted(folder.iterdir()):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training data alone."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add an opinion to each message that has a text."""
        for message in messages:
            if message.get(TEXT):
                message.set(OPINION, self._opinion(message))
        return messages

    def _opinion(self, message: Message) -> Opinion:
        encoder = _encoder(self._folder)
        sent = (message.get("metadata") or {}).get("opinion")
        return encoder.unpacked(sent) or encoder.opinion(PROMPTS["query"] + message.get(TEXT))


def opinion_on(message: Message) -> Opinion | None:
    """What the scorer said of the message; None where the pipeline has none."""
    found: Opinion | None = message.get(OPINION)
    return found


@cache
def _encoder(folder: Path) -> LabelEncoder:
    """The process's encoder for a folder: Rasa builds a component for each graph node."""
    return LabelEncoder(folder)
