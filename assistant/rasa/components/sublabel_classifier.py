"""What went wrong, or which line is right: the part of a label after the slash.

Training examples carry it in Rasa's retrieval form (`complain/delay`, `other_line/137`). It is
told for every act that has such parts, whichever act won, because acts can be near each other.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.rasa.components.agreement import agreed
from assistant.rasa.components.fingerprints import of_modules
from assistant.rasa.components.label_scorer import opinion_on
from assistant.rasa.components.linear import LinearModel, Settings, fit
from assistant.rasa.components.matrices import has_features, matrix_of

SUBLABELS = "sublabels"
"""Output key: `{act: {"name": part, "confidence": 0..1}}`; name is null for "none of them"."""
_NONE = "-"
_FEWEST = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SublabelClassifier(IntentClassifier, GraphComponent):
    """One linear classifier for each act whose labels have parts; leaves the intent alone."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        models: dict[str, LinearModel] | None = None,
    ) -> None:
        """`models` are given, by act, when trained ones are loaded."""
        self._config = config
        self._model_storage, self._resource = model_storage, resource
        self._models = models or {}

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
    ) -> SublabelClassifier:
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
    ) -> SublabelClassifier:
        """See Rasa's GraphComponent."""
        with model_storage.read_from(resource) as folder:
            acts = json.loads((folder / "acts.json").read_text("utf-8"))
            models = {act: LinearModel.load(folder, act) for act in acts}
        return cls({**cls.get_default_config(), **config}, model_storage, resource, models)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The classifier itself lies outside this class."""
        return of_modules("agreement", "linear", "matrices")

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of acts that have at least two parts."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        for act in sorted({e.get(INTENT) for e in examples}):
            own, parts = _usable([e for e in examples if e.get(INTENT) == act])
            if len(set(parts) - {_NONE}) > 1:
                self._models[act] = fit(matrix_of(own), parts, Settings.of(self._config))
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the likeliest part for each act."""
        for message in messages:
            found = {}
            if self._models and has_features(message):
                row = matrix_of([message])
                for act, model in self._models.items():
                    ranking = agreed(model.ranked(row), _opinion_on_parts(message, act))
                    name, confidence = ranking[0]
                    found[act] = {"name": None if name == _NONE else name, "confidence": confidence}
            message.set(SUBLABELS, found, add_to_output=True)
        return messages

    def _persist(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            (folder / "acts.json").write_text(json.dumps(list(self._models)), encoding="utf-8")
            for act, model in self._models.items():
                model.save(folder, act)


def part_of(example: Message) -> str:
    """What stands after the slash in an example's label, `-` for nothing."""
    _, _, part = str(example.get_full_intent()).partition("/")
    return part or _NONE


def _opinion_on_parts(message: Message, act: str) -> dict[str, float]:
    opinion = opinion_on(message)
    labels = opinion.labels.items() if opinion else ()
    return {
        part or _NONE: score
        for (name, _, part), score in ((label.partition("/"), score) for label, score in labels)
        if name == act
    }


def _usable(examples: list[Message]) -> tuple[list[Message], list[str]]:
    """Examples whose part is frequent enough to learn, and the parts."""
    counts = Counter(part_of(e) for e in examples)
    kept = [e for e in examples if counts[part_of(e)] >= _FEWEST]
    return kept, [part_of(e) for e in kept]
