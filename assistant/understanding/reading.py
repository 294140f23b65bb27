"""What can be understood of a text without Rasa: repair, names, vector, services, opinion."""

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from assistant.language.gazetteer import Found as Name
from assistant.language.gazetteer import Gazetteer, Mentions
from assistant.language.pii import mask
from assistant.language.repair import Repaired, repair
from knowledge.features.labels import LabelEncoder
from knowledge.search.encoder import PROMPTS, Encoder, Vectors
from knowledge.search.engine import Evidence, Found, SearchEngine

SEARCH_LIMIT = 10
_BESIDE = 2
PLACE_LABELS = frozenset({"province", "county", "city"})


@dataclass(frozen=True)
class Reading:
    """One masked text, understood; the search runs when it is first asked for."""

    masked: str
    repaired: Repaired
    mentions: Mentions
    vector: Vectors
    opinion: str
    """What the label encoder makes of the text, packed for Rasa."""
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
    def hints(self) -> dict[str, str]:
        """What Rasa's pipeline need not work out again, as metadata of the message."""
        return {"opinion": self.opinion}

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

    def __init__(
        self,
        encoder: Encoder,
        labels: LabelEncoder,
        engine: SearchEngine,
        gazetteer: Gazetteer,
    ) -> None:
        self._encoder, self._labels = encoder, labels
        self.engine = engine
        self._gazetteer = gazetteer
        self._recent: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()
        # Beyond their lower layers, which they share, the encoders go on beside each other: they
        # need no interpreter.
        self._beside = ThreadPoolExecutor(_BESIDE, thread_name_prefix="opinion")

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
        begun = self._labels.begin(PROMPTS["query"] + repaired.text)
        opinion = self._beside.submit(self._labels.packed, begun)
        vector = self._encoder.query(repaired.text, begun)
        mentions = self._gazetteer.understand(repaired.text)
        reading = Reading(
            masked, repaired, mentions, vector, opinion.result(), self.engine, self._gazetteer
        )
        with self._lock:
            self._recent[masked] = reading
            if len(self._recent) > 512:
                self._recent.popitem(last=False)
        return reading
