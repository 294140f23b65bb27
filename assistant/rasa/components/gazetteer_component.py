"""Entities that the gazetteer finds: agencies, places, documents, tracking codes."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.language.gazetteer import PATTERNS, Found, shared
from assistant.rasa.components.alignment import align
from assistant.rasa.components.repair_component import RAW_TEXT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GazetteerComponent(GraphComponent, EntityExtractorMixin):
    """Sets entities whose value is the id and whose offsets are in the text as it was typed."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GazetteerComponent:
        """See Rasa's GraphComponent."""
        shared()
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The pattern file."""
        return shared().fingerprint if PATTERNS.exists() else None

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to those that a message already has."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = shared().find(text)
            if found:
                entities = self._entities(found, text, message.get(RAW_TEXT) or text)
                known = message.get(ENTITIES, [])
                message.set(ENTITIES, [*known, *entities], add_to_output=True)
        return messages

    def _entities(self, found: list[Found], text: str, raw: str) -> list[dict[str, Any]]:
        alignment = align(text, raw) if text != raw else None
        entities = []
        for name in found:
            span = alignment.carry(name.start, name.end) if alignment else (name.start, name.end)
            if span:
                place = {"start": span[0], "end": span[1]}
                entities.append({"entity": name.label, "value": name.id, **place})
        return self.add_extractor_name(entities)
