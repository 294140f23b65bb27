"""What can be understood of a text without Rasa: repair, names in it, its vector, its services."""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from assistant.language.gazetteer import Found as Name
from assistant.language.gazetteer import Gazetteer, Mentions
from assistant.language.pii import mask
from assistant.language.repair import Repaired, repair
from knowledge.search.encoder import Encoder, Vectors
from knowledge.search.engine import Evidence, Found, SearchEngine

SEARCH_LIMIT = 10
PLACE_LABELS = frozenset({"province", "county", "city"})


@dataclass(frozen=True)
class Reading:
    """One masked text, understood; the search runs when it is first asked for."""

    masked: str
    repaired: Repaired
    mentions: Mentions
    vector: Vectors
    _engine: SearchEngine = field(repr=False)
    _gazetteer: Gazetteer = field(repr=False)

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.repaired.text

    @cached_property
    def names(self) -> list[Name]:
        """Every name of an agency, place or document in the repaired text, with where it stands."""
        return self._gazetteer.find(self.text)

    @property
    def placeless(self) -> str:
        """The repaired text without names of places, which say nothing of the topic."""
        return self._without(PLACE_LABELS)

    @property
    def unnamed(self) -> str:
        """The repaired text without names of places and agencies."""
        return self._without(PLACE_LABELS | {"agency"})

    def _without(self, labels: frozenset[str]) -> str:
        parts, last = [], 0
        for name in self.names:
            if name.label in labels:
                parts.append(self.text[last : name.start])
                last = name.end
        return " ".join([*parts, self.text[last:]])

    @property
    def evidence(self) -> Evidence:
        """What the search weighs, for calibration."""
        return self._engine.weigh(self.text, self.vector, self.mentions.agency_ids)

    @cached_property
    def found(self) -> Found:
        """The services that the text may be about."""
        return self._engine.search(
            self.text, self.vector, SEARCH_LIMIT, agencies=self.mentions.agency_ids
        )


class Reader:
    """Reads texts; the last ones are kept, since the same turn asks more than once."""

    def __init__(self, encoder: Encoder, engine: SearchEngine, gazetteer: Gazetteer) -> None:
        self._encoder = encoder
        self.engine = engine
        self._gazetteer = gazetteer
        self._recent: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()

    def read(self, text: str) -> Reading:
        """Mask and understand `text`; some five milliseconds of CPU, so call it off the loop."""
        masked = mask(text).text
        with self._lock:
            known = self._recent.get(masked)
        return known or self._read(masked)

    def vector(self, text: str) -> Vectors:
        """The sentence vector of `text`, masked and repaired as `read` does it."""
        return self._encoder.query(repair(mask(text).text).text)

    def _read(self, masked: str) -> Reading:
        repaired = repair(masked)
        vector = self._encoder.query(repaired.text)
        mentions = self._gazetteer.understand(repaired.text)
        reading = Reading(masked, repaired, mentions, vector, self.engine, self._gazetteer)
        with self._lock:
            self._recent[masked] = reading
            if len(self._recent) > 512:
                self._recent.popitem(last=False)
        return reading
