"""Dense sentence features: the vector that came with the message, else the encoder's own."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.language.rasa.onnx_encoder import DIMENSION, fingerprint_of, load_encoder
from knowledge.search.encoder import PROMPTS

_ROOT = Path(__file__).parents[3]
_BYTES_TO_TYPE = {2 * DIMENSION: "<f2", 4 * DIMENSION: "<f4"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class EncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """One vector of 384 numbers a message.

    The gateway needs the same vector for its search; it sends it as metadata
    `{"vector": base64 of 384 little-endian float16 or float32}`. Anything else there is ignored.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`folder` is relative to the project's root, or absolute."""
        return {**DenseFeaturizer.get_default_config(), "folder": "knowledge/encoder"}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check before the folder is read."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EncoderFeaturizer:
        """See Rasa's GraphComponent; the encoder itself is loaded when first needed."""
        full = {**cls.get_default_config(), **config}
        full.setdefault(FEATURIZER_CLASS_ALIAS, None)
        return cls(execution_context.node_name, full)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Hash of the model: another encoder trains anew."""
        return fingerprint_of(_folder({**cls.get_default_config(), **config}))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the sentence vector to each message that has a text."""
        for message in messages:
            if message.get(TEXT):
                vector = sent_vector(message.get("metadata"))
                self._add(message, self._encoded(message.get(TEXT)) if vector is None else vector)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add sentence vectors to all examples, as `process` would."""
        self.process([e for e in training_data.training_examples if e.get(TEXT)])
        return training_data

    def _encoded(self, text: str) -> NDArray[np.float32]:
        encoder = load_encoder(_folder(self._config))
        return encoder.vector(encoder.tokens(PROMPTS["query"] + text))

    def _add(self, message: Message, vector: NDArray[np.float32]) -> None:
        self.add_features_to_message(
            sequence=None, sentence=vector.reshape(1, -1), attribute=TEXT, message=message
        )


def sent_vector(metadata: Any) -> NDArray[np.float32] | None:
    """The vector in a message's metadata, of length 1; None when there is no valid one."""
    sent = metadata.get("vector") if isinstance(metadata, dict) else None
    if not isinstance(sent, str):
        return None
    try:
        data = base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(data) not in _BYTES_TO_TYPE:
        return None
    vector = np.frombuffer(data, _BYTES_TO_TYPE[len(data)]).astype(np.float32)
    length = float(np.linalg.norm(vector))
    return vector / length if np.isfinite(length) and length > 0 else None


def _folder(config: dict[str, Any]) -> Path:
    return _ROOT / config["folder"]
