"""Sparse sentence features of word and character n-grams, shared by both classifiers."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from assistant.rasa.components.fingerprints import of_modules
from assistant.rasa.components.ngrams import Ngrams


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """TF-IDF features whose vocabulary comes from the training examples."""

    def __init__(
        self,
        name: str,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        ngrams: Ngrams | None = None,
    ) -> None:
        """`ngrams` is given when a trained model is loaded."""
        super().__init__(name, config)
        self._model_storage, self._resource = model_storage, resource
        self._ngrams = ngrams or Ngrams()

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to configure."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The features' definition lies outside this class."""
        return of_modules("ngrams")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        """See Rasa's GraphComponent."""
        full = {FEATURIZER_CLASS_ALIAS: None, **config}
        return cls(execution_context.node_name, full, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramFeaturizer:
        """See Rasa's GraphComponent."""
        full = {FEATURIZER_CLASS_ALIAS: None, **config}
        with model_storage.read_from(resource) as folder:
            ngrams = Ngrams.load(folder)
        return cls(execution_context.node_name, full, model_storage, resource, ngrams)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the vocabulary from examples with an intent; raises ValueError without any."""
        texts = [e.get(TEXT) for e in training_data.intent_examples if e.get(TEXT)]
        self._ngrams.fit(texts)
        with self._model_storage.write_to(self._resource) as folder:
            self._ngrams.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the sentence features to each message that has a text."""
        with_text = [m for m in messages if m.get(TEXT)]
        if with_text:
            rows = self._ngrams.rows([m.get(TEXT) for m in with_text])
            for number, message in enumerate(with_text):
                self._add(message, rows[number])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the sentence features to all examples."""
        self.process([e for e in training_data.training_examples if e.get(INTENT)])
        return training_data

    def _add(self, message: Message, row: csr_matrix) -> None:
        self.add_features_to_message(
            sequence=None, sentence=row.tocoo(), attribute=TEXT, message=message
        )
