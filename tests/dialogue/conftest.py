"""The dialogue by itself: the real knowledge and encoders, and no gateway around them."""

import pytest
from support.serving import private_settings

from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.ranking import Ranker
from assistant.dialogue.referents import WEIGHTS
from assistant.dialogue.turn import Rooms
from assistant.dialogue.understand import MessageReader, Understander
from assistant.runtime import build_chooser, build_reader, normalise
from assistant.settings import Settings
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue
from knowledge.features.edits import OWN as EDITS
from knowledge.features.edits import EditEncoder
from knowledge.search.beside import open_beside


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return private_settings(tmp_path_factory.mktemp("rooms"))


@pytest.fixture(scope="session")
def reader(settings: Settings, catalogue: Catalogue) -> Reader:
    return build_reader(settings, catalogue)


@pytest.fixture(scope="session")
def facts(settings: Settings) -> FactChooser:
    return build_chooser(settings)


@pytest.fixture(scope="session")
def messages(reader: Reader, catalogue: Catalogue, facts: FactChooser) -> MessageReader:
    return MessageReader(reader, catalogue, facts)


@pytest.fixture(scope="session")
def understander(settings: Settings, messages: MessageReader, catalogue: Catalogue) -> Understander:
    beside = open_beside(catalogue, messages.reader.encoder, normalise, settings.index_dir)
    return Understander(messages, catalogue, Ranker(WEIGHTS), beside, EditEncoder(EDITS))


@pytest.fixture(scope="session")
def rooms(
    reader: Reader, understander: Understander, facts: FactChooser, catalogue: Catalogue
) -> Rooms:
    """All that answers are made of but the desk of cases, which needs a database."""
    return Rooms(catalogue, reader, understander, facts, desk=None)
