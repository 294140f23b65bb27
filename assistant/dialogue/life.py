"""Whether a message tells a life event («مادرم فوت کرده»), or asks for one paper of it."""

from dataclasses import dataclass

from assistant.dialogue import words
from assistant.language.repair import repair
from assistant.understanding.reading import Reading
from knowledge.catalogue import Catalogue, Entry
from knowledge.journeys import Journey
from knowledge.search.topics import TopicIndex

_FIRST = 3
"""So many of the search's results tell what a message is near to."""


@dataclass(frozen=True)
class Life:
    """The life event that a message is most like, by a cosine.

    `found` is how many of the search's first results are steps of it; `is_named` when a message
    has words of such a service that nobody needs to tell the event («وام»).
    """

    journey: Journey
    likeness: float
    found: int = 0
    is_named: bool = False


class LifeReader:
    """Compares messages with the ways in which life events are told."""

    def __init__(self, index: TopicIndex[Journey], catalogue: Catalogue) -> None:
        self._index, self._catalogue = index, catalogue
        known = catalogue.journeys.values()
        self._told = {one.id: _words_of(*one.questions) for one in known}
        self._titles = {one.id: [_words_of(step.title) for step in one.steps] for one in known}

    def read(self, reading: Reading) -> Life:
        """The likeliest life event of a message."""
        likely = self._index.best(reading.text, reading.vector)
        found = [hit.entry for hit in reading.found.hits[:_FIRST]]
        steps = [step.service for step in likely.topic.steps]
        return Life(
            likely.topic,
            likely.likeness,
            sum(entry.service.id in steps for entry in found),
            self._is_named(reading, likely.topic, found),
        )

    def step(self, reading: Reading, journey_id: str) -> int | None:
        """The step of a life event whose title is all that a message says."""
        titles, own = self._titles.get(journey_id, ()), words.own_words(reading.text)
        return titles.index(own) if own and own in titles else None

    def _is_named(self, reading: Reading, journey: Journey, found: list[Entry]) -> bool:
        known = self._catalogue.by_id
        entries = [*found, *(known[one.service] for one in journey.steps if one.service)]
        titled = frozenset[str]().union(*map(words.title_words, entries))
        own = words.own_words(reading.placeless)
        return bool(own & titled - self._told[journey.id])


def _words_of(*texts: str) -> frozenset[str]:
    return frozenset[str]().union(*(words.own_words(repair(text).text) for text in texts))
