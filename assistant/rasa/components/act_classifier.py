"""What the citizen wants the assistant to do: one act, ranked with calibrated confidence."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.rasa.components.agreement import agreed
from assistant.rasa.components.fingerprints import of_modules
from assistant.rasa.components.label_scorer import opinion_on
from assistant.rasa.components.linear import LinearModel, Settings, fit
from assistant.rasa.components.matrices import has_features, matrix_of

_NAME = "acts"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(IntentClassifier, GraphComponent):
    """A linear classifier over the n-grams of a message, weighed with an opinion."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: LinearModel | None = None,
    ) -> None:
        """`model` is given when a trained one is loaded."""
        self._config = config
        self._model_storage, self._resource = model_storage, resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """See `linear.Settings`."""
        return asdict(Settings())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActClassifier:
        """See Rasa's GraphComponent."""
        return cls({**cls.get_default_config(), **config}, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ActClassifier:
        """See Rasa's GraphComponent."""
        with model_storage.read_from(resource) as folder:
            model = LinearModel.load(folder, _NAME)
        return cls({**cls.get_default_config(), **config}, model_storage, resource, model)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The classifier itself lies outside this class."""
        return of_modules("agreement", "linear", "matrices")

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example with an intent; needs two intents or more."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        acts = [e.get(INTENT) for e in examples]
        self._model = fit(matrix_of(examples), acts, Settings.of(self._config))
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder, _NAME)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking (at most ten) as Rasa's own classifiers do."""
        for message in messages:
            ranking = self._ranking(message)
            empty = {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set(INTENT, ranking[0] if ranking else empty, add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        if self._model is None or not has_features(message):
            return []
        opinion = opinion_on(message)
        ranking = agreed(self._model.ranked(matrix_of([message])), opinion.acts if opinion else {})
        return [
            {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
            for name, confidence in ranking[:LABEL_RANKING_LENGTH]
        ]
