"""Which life event a message tells."""

from collections.abc import Iterable
from pathlib import Path

from knowledge.journeys import Journey
from knowledge.search.encoder import Encoder
from knowledge.search.topics import Normalise, TopicIndex, open_topics


def open_journeys(
    journeys: Iterable[Journey], encoder: Encoder, normalise: Normalise, folder: Path
) -> TopicIndex[Journey]:
    """The index of ways in which life events are told, kept under `folder`."""
    return open_topics(tuple(journeys), encoder, normalise, folder / "journeys")
