"""Whether a message tells a life event («مادرم فوت کرده»), or names a step of the one told."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dialogue import words
from assistant.dialogue.state import State
from assistant.dialogue.things import ThingKind
from assistant.language.repair import repair
from assistant.understanding.reading import Reading
from knowledge.catalogue import Catalogue
from knowledge.features.labels import any_of
from knowledge.journeys import Journey
from knowledge.search.topics import TopicIndex

_FEWEST_STEPS = 2
"""Services of one life event that the talk must have had, to be a way through it."""
_OF_LIKENESS, _USUAL = 2.0, 0.5
"""How much a likeness counts beyond the usual one. With a quarter of it as many life events are
found, and 53 instead of 43 of 560 first messages for something else are taken for one."""


@dataclass(frozen=True)
class LikelyLifeEvent:
    """The life event that a message is most like, by a cosine, and how likely it tells any.

    `lead` is how far it leads all other events: who tells of a death and two small children is not
    congratulated on a birth. `others` are the next likely ones.
    """

    journey: Journey
    share: float
    likeness: float
    lead: float
    others: tuple[Journey, ...] = ()

    @property
    def told(self) -> float:
        """How much speaks for it: what is like a known way to tell the event needs less."""
        return self.share + _OF_LIKENESS * (self.likeness - _USUAL)


class LifeEventReader:
    """Hears by the encoder whether an event is told, and by known ways to tell each which one.

    So an event that is new in the catalogue is found without a training.
    """

    def __init__(self, index: TopicIndex[Journey], catalogue: Catalogue) -> None:
        self._index = index
        self._services = {
            one.id: frozenset(step.service for step in one.steps)
            for one in catalogue.journeys.values()
        }
        self._titles = {
            one.id: [words.own_words(repair(step.title).text) for step in one.steps]
            for one in catalogue.journeys.values()
        }
        self._without_service = {
            one.id: [n for n, step in enumerate(one.steps) if step.service is None]
            for one in catalogue.journeys.values()
        }

    def read(self, reading: Reading) -> LikelyLifeEvent:
        """The likeliest life event of a message, in its context."""
        found, share = (
            self._index.best(reading.text, reading.vector),
            any_of(reading.opinion.events),
        )
        return LikelyLifeEvent(found.topic, share, found.likeness, found.lead, found.others)

    def through(self, state: State) -> str | None:
        """The life event that was told, or of which the talk has had most services and two."""
        if state.journey is not None:
            return state.journey.id
        things = (state.focus, *state.trail, *state.queue, *state.options)
        had = {t.id for t in things if t is not None and t.kind is ThingKind.SERVICE}
        shared = {id_: len(had & services) for id_, services in self._services.items()}
        best = max(shared, key=lambda id_: shared[id_], default="")
        return best if shared.get(best, 0) >= _FEWEST_STEPS else None

    def step(self, reading: Reading, journey_id: str) -> int | None:
        """The step of a life event whose title is all that a message says.

        One that is no service is found by no search: it needs a word that only its title has, and
        half of the message's.
        """
        titles, own = self._titles.get(journey_id, []), words.own_words(reading.text)
        if own and own in titles:
            return titles.index(own)
        asked = [
            n
            for n in self._without_service.get(journey_id, ())
            if own & _only(titles, n) and 2 * len(own & titles[n]) >= len(own)
        ]
        return asked[0] if len(asked) == 1 else None


def _only(titles: Sequence[frozenset[str]], number: int) -> frozenset[str]:
    """The words of one title that no other has."""
    others = (title for n, title in enumerate(titles) if n != number)
    return titles[number].difference(*others)
