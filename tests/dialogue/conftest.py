"""The dialogue by itself: the real knowledge and encoders, and no gateway around them."""

import pytest
from support.serving import shared_knowledge

from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.message_reader import MessageReader
from assistant.dialogue.ranking import Ranker
from assistant.dialogue.referents import WEIGHTS
from assistant.dialogue.turn import Rooms
from assistant.dialogue.understand import Understander
from assistant.loading import Knowledge
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return shared_knowledge()


@pytest.fixture(scope="session")
def catalogue(knowledge: Knowledge) -> Catalogue:
    return knowledge.catalogue


@pytest.fixture(scope="session")
def reader(knowledge: Knowledge) -> Reader:
    return knowledge.reader


@pytest.fixture(scope="session")
def facts(knowledge: Knowledge) -> FactChooser:
    return knowledge.facts


@pytest.fixture(scope="session")
def messages(reader: Reader, catalogue: Catalogue, facts: FactChooser) -> MessageReader:
    return MessageReader(reader, catalogue, facts)


@pytest.fixture(scope="session")
def understander(messages: MessageReader, knowledge: Knowledge) -> Understander:
    ranker = Ranker(WEIGHTS)
    return Understander(messages, knowledge.catalogue, ranker, knowledge.beside, knowledge.editor)


@pytest.fixture(scope="session")
def rooms(
    reader: Reader, understander: Understander, facts: FactChooser, catalogue: Catalogue
) -> Rooms:
    """All that answers are made of but the desk of cases, which needs a database."""
    return Rooms(catalogue, reader, understander, facts, desk=None)
