"""First in the pipeline: brings a message into the form that the gateway and the index share."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.language.repair import fingerprint, repair
from assistant.rasa.components.alignment import align

RAW_TEXT = "raw_text"
"""Message key under which the text as typed is kept."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class RepairComponent(GraphComponent):
    """Repairs the text of messages and training examples; entity spans move with their words."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RepairComponent:
        """See Rasa's GraphComponent."""
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Code and tables of the repair: a change trains anew."""
        return fingerprint()

    def process(self, messages: list[Message]) -> list[Message]:
        """Repair each message's text, in place."""
        for message in messages:
            _repair(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Repair every example that has a text, in place."""
        self.process(training_data.training_examples)
        return training_data


def _repair(message: Message) -> None:
    raw = message.get(TEXT)
    # A text with a slash is a command of Rasa's own («/affirm{…}»), and no language.
    if not raw or raw.startswith("/"):
        return
    text = repair(raw).text
    entities = message.get(ENTITIES)
    message.set(RAW_TEXT, raw)
    message.set(TEXT, text)
    if entities and text != raw:
        message.set(ENTITIES, _moved(entities, raw, text), add_to_output=True)


def _moved(entities: list[dict[str, Any]], raw: str, text: str) -> list[dict[str, Any]]:
    alignment = align(raw, text)
    moved = []
    for entity in entities:
        span = alignment.carry(entity[ENTITY_ATTRIBUTE_START], entity[ENTITY_ATTRIBUTE_END])
        if span:
            place = {ENTITY_ATTRIBUTE_START: span[0], ENTITY_ATTRIBUTE_END: span[1]}
            moved.append({**entity, **place})
    return moved
