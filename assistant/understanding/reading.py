"""What can be understood of a text without Rasa: repair, names, vector, services, opinion.

The encoder reads a text behind its `TalkContext`: what was said before it, as one line.
"""

import re
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock
from typing import Generic, TypeVar

from assistant.language.gazetteer import Found as Name
from assistant.language.gazetteer import Gazetteer, Mentions
from assistant.language.gazetteer_rules.codes import tracking_codes
from assistant.language.letters import persian_letters
from assistant.language.pii import mask
from assistant.language.repair import Repaired, repair
from assistant.tracing import span
from knowledge.features.labels import LabelEncoder, Opinion
from knowledge.features.sentences import Begun
from knowledge.search.encoder import PROMPTS, Encoder, Vectors
from knowledge.search.engine import Evidence, SearchEngine, SearchResult
from knowledge.search.needs import LikelyNeed

_ASKED = {
    "choice": "انتخاب",
    "yesno": "بله یا نه",
    "description": "چه شد",
    "agency": "کدام دستگاه",
    "place": "کدام شهر",
    "confirm": "ثبت شود؟",
    "follow": "پیگیری دیگران",
    "code": "کد رهگیری",
}
FOCI = {"draft": "شکایت در دست نوشتن", "filed": "شکایت ثبت شده"}
"""How a case is called in a context."""
_MOST_WORDS = 24


@dataclass(frozen=True)
class TalkContext:
    """What the assistant said last and left open, and what the talk is about, in Persian words."""

    said: str = ""
    asked: str = "none"
    focus: str = ""
    options: Sequence[str] = ()

    def __str__(self) -> str:
        """One line, what tells most first, since its end may be cut; empty at the beginning."""
        said = " ".join(self.said.split()[:_MOST_WORDS])
        asked = _ASKED.get(self.asked, "")
        if not any((said, asked, self.focus)):
            return ""
        return " | ".join((asked, self.focus, said, " / ".join(self.options))).rstrip(" |")


SEARCH_LIMIT = 10
_BESIDE = 2
_LOOKED_UP = "\0"
"""Stands for a context where there is no opinion; no context has this character."""
_TYPED_WORD = re.compile(r"[^\s.…،,؛;:!؟?()«»\"/\[\]–-]+")
PLACE_LABELS = frozenset({"province", "county", "city"})


@dataclass(frozen=True)
class Reading:
    """One masked text, understood; the search runs when it is first asked for."""

    masked: str
    repaired: Repaired
    mentions: Mentions
    vector: Vectors
    opinion: Opinion
    """What the label encoder makes of the text, behind what was said before it."""
    hints: dict[str, str]
    """What Rasa's pipeline need not work out again, as metadata of the message."""
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

    @cached_property
    def evidence(self) -> Evidence:
        """What the search weighs, for calibration."""
        with span("search"):
            return self._engine.weigh(self.text, self.vector, self.mentions.agency_ids)

    @property
    def foreign(self) -> float:
        """How much the text is like what no service answers; negative for what one does."""
        return self.evidence.foreign

    @cached_property
    def need(self) -> LikelyNeed | None:
        """What the text may need that no service meets."""
        return self._engine.needed(self.evidence)

    @cached_property
    def found(self) -> SearchResult:
        """The services that the text may be about."""
        return self._engine.found(self.evidence, SEARCH_LIMIT)


class Reader:
    """Reads texts; the last ones are kept, since the same turn asks more than once."""

    def __init__(
        self,
        encoder: Encoder,
        labels: LabelEncoder,
        engine: SearchEngine,
        gazetteer: Gazetteer,
    ) -> None:
        self.encoder, self._labels = encoder, labels
        self.engine = engine
        self._gazetteer = gazetteer
        self._recent: _Recent[tuple[str, str], Reading] = _Recent(512)
        # What was said before is often the same: a card, a question of the form.
        self._contexts: _Recent[str, Begun] = _Recent(256)
        # Beyond their lower layers, which they share, the encoders go on beside each other: they
        # need no interpreter.
        self._beside = ThreadPoolExecutor(_BESIDE, thread_name_prefix="opinion")

    def read(self, text: str, context: str = "") -> Reading:
        """Mask and understand `text`, said behind `context` (`Context` as a line).

        Takes some five milliseconds of CPU, so call it off the loop.
        """
        masked = persian_letters(mask(text).text)
        key = (masked, context)
        return self._recent.get(key) or self._recent.put(key, self._read(masked, context))

    def look_up(self, text: str) -> Reading:
        """Like `read`, for who only searches with a part of a message: it has no opinion."""
        masked = persian_letters(mask(text).text)
        key = (masked, _LOOKED_UP)
        return self._recent.get(key) or self._recent.put(key, self._looked_up(masked))

    def place_called(self, phrase: str, kind: str) -> Mentions | None:
        """What a phrase, masked, names where all of it is a place of that `kind`, however typed."""
        called = self._gazetteer.place_called
        return called(phrase, kind) or called(repair(phrase).text, kind)

    def names_as_typed(self, text: str) -> list[Name]:
        """Every name in a masked text, with where its words stand there as they were typed."""
        repaired = repair(text).text
        typed, new = (list(_TYPED_WORD.finditer(one)) for one in (text, repaired))
        # «maro» is two words: each is repaired by itself to know how many it becomes.
        counts = [len(_TYPED_WORD.findall(repair(one.group()).text)) for one in typed]
        if sum(counts) != len(new):
            return self._gazetteer.find(text)
        of = [one for one, count in zip(typed, counts, strict=True) for _ in range(count)]
        found = []
        for name in self._gazetteer.find(repaired):
            inside = (n for n, one in enumerate(new) if name.start <= one.start() < name.end)
            covered = [of[number] for number in inside]
            if covered:
                found.append(replace(name, start=covered[0].start(), end=covered[-1].end()))
        return found

    def vector(self, text: str) -> Vectors:
        """The sentence vector of `text`, masked and repaired as `read` does it."""
        return self.encoder.query(repair(mask(text).text).text)

    def _read(self, masked: str, context: str) -> Reading:
        repaired = repair(masked)
        begun = self._labels.begin(PROMPTS["query"] + repaired.text)
        told = self._beside.submit(self._opinion, begun, context)
        vector = self.encoder.query(repaired.text, begun)
        # A code is made by chance: repair may take its letters for words, or for a slip of the key.
        codes = tuple(dict.fromkeys(code for _, _, code in tracking_codes(masked)))
        mentions = replace(self._gazetteer.understand(repaired.text), tracking_codes=codes)
        opinion = told.result()
        hints = {"opinion": self._labels.packed(opinion)}
        return Reading(
            masked, repaired, mentions, vector, opinion, hints, self.engine, self._gazetteer
        )

    def _looked_up(self, masked: str) -> Reading:
        repaired = repair(masked)
        vector, mentions = (
            self.encoder.query(repaired.text),
            self._gazetteer.understand(repaired.text),
        )
        none = Opinion({}, {})
        return Reading(masked, repaired, mentions, vector, none, {}, self.engine, self._gazetteer)

    def _opinion(self, begun: Begun, context: str) -> Opinion:
        before = self._context(context) if context else None
        return self._labels.opinion_on(begun, before)

    def _context(self, context: str) -> Begun:
        known = self._contexts.get(context)
        return known or self._contexts.put(context, self._labels.begin_context(context))


_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class _Recent(Generic[_Key, _Value]):
    """The newest values by key; several threads may use it."""

    def __init__(self, most: int) -> None:
        self._kept: OrderedDict[_Key, _Value] = OrderedDict()
        self._most, self._lock = most, Lock()

    def get(self, key: _Key) -> _Value | None:
        """The value, or None."""
        with self._lock:
            return self._kept.get(key)

    def put(self, key: _Key, value: _Value) -> _Value:
        """Keep `value` and return it."""
        with self._lock:
            self._kept[key] = value
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
