"""The dialogue by itself: the real knowledge and encoder, and no gateway around them."""

import pytest
from support.serving import private_settings

from assistant.dialogue.ranking import Ranker
from assistant.dialogue.referents import WEIGHTS
from assistant.dialogue.turn import Rooms
from assistant.dialogue.understand import Understander
from assistant.runtime import build_reader, normalise
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue
from knowledge.search.answers import Answers


@pytest.fixture(scope="session")
def rooms(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Rooms:
    """All that answers are made of but the desk of cases, which needs a database."""
    settings = private_settings(tmp_path_factory.mktemp("rooms"))
    read = build_reader(settings, catalogue)
    answers = Answers(catalogue, read.encoder, normalise, settings.index_dir)
    understander = Understander(read, catalogue, Ranker(WEIGHTS), answers.about)
    return Rooms(catalogue, read, understander, answers, desk=None)


@pytest.fixture(scope="session")
def reader(rooms: Rooms) -> Reader:
    return rooms.reader
