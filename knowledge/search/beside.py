"""What a message may be about beside a service: filing, a life event, a need, a danger."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from knowledge.catalogue import Catalogue
from knowledge.journeys import Journey
from knowledge.needs import Need
from knowledge.search.about import About, in_frames
from knowledge.search.encoder import Encoder
from knowledge.search.marked import MarkedTexts
from knowledge.search.topics import Normalise, TopicIndex, open_topics

Danger = Literal["blackmail"]
"""Dangers that are heard by texts of their own: private pictures, films or chats are held over
somebody."""
DANGERS: tuple[Danger, ...] = get_args(Danger)


@dataclass(frozen=True)
class Beside:
    """An index for each kind of topic that has questions of its own and is no service."""

    about: TopicIndex[About]
    journeys: TopicIndex[Journey]
    needs: TopicIndex[Need]
    dangers: MarkedTexts[Danger]


def open_beside(
    catalogue: Catalogue,
    encoder: Encoder,
    normalise: Normalise,
    folder: Path,
    dangers: MarkedTexts[Danger],
) -> Beside:
    """The indexes, kept under `folder`; what changed since the last time is encoded anew."""
    journeys, needs = tuple(catalogue.journeys.values()), tuple(catalogue.needs.values())
    return Beside(
        open_topics(in_frames(), encoder, normalise, folder / "about"),
        open_topics(journeys, encoder, normalise, folder / "journeys"),
        open_topics(needs, encoder, normalise, folder / "needs"),
        dangers,
    )
