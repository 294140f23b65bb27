"""Finds the office that a message names for its matter, even one that the catalogue does not know.

«مجوز چاه را آب منطقه‌ای می‌دهد» names the regional water company; another agency has a part of its
name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.dialogue import words
from assistant.dialogue.referents import MessageInContext
from assistant.dialogue.state import State
from assistant.language.repair import repair
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue
from knowledge.features.edits import EditEncoder, EditReading, Span, Written

_SURELY, _MAY = 0.5, 0.2
"""With the first probability a word surely names an agency, with the second it may belong to a name
beside it. The edit encoder gives the probability; it was trained on complaints."""
_LATIN = re.compile("[A-Za-z]")
_CORRECTS = 0.3
"""A message this likely to correct something may name an office without a word for one."""
REST_IS_SURE, WHOLE_IS_SURE = 0.7, 0.9
"""If the search is this sure of the message without the name, or of the whole message, the office
is named in passing: «بانک مسکن … وام ودیعه». Of 18 messages that name one in passing, 16 reach one
of these thresholds, and two mean a service of that agency; of 22 that want something else of an
office, one reaches them."""


@dataclass(frozen=True)
class Office:
    """An office that is named, in the citizen's words.

    `agency` is its agency in the catalogue, if it has one, and `services` are those of that agency.
    It `is_passing` if it is named in passing: the message has a matter also without the name.
    """

    name: str
    agency: str | None = None
    services: frozenset[str] = frozenset()
    is_passing: bool = False


class OfficeReader:
    """Finds with the edit encoder which words name an office, and looks the office up."""

    def __init__(self, reader: Reader, editor: EditEncoder, catalogue: Catalogue) -> None:
        self._reader, self._editor, self._catalogue = reader, editor, catalogue

    def read(self, message: MessageInContext, state: State) -> Office | None:
        """The office that a message names and does not reject."""
        reading = message.reading
        corrects = message.commands.get("correct", 0.0) >= _CORRECTS and bool(state.said)
        if not (corrects or reading.mentions.agency_ids or words.has("offices", reading.text)):
            return None
        edits = self._editor.read(reading.masked, Written())
        for name in _names(edits):
            if office := self._office(name, message):
                return office
        return None

    def _office(self, name: Span, message: MessageInContext) -> Office | None:
        """The office of this name; None if the message rejects it, or the words are no name."""
        masked = message.reading.masked
        if words.pattern("refusals").match(masked[name.end :].lstrip(" .…،")):
            return None
        written = masked[name.start : name.end]
        repaired = repair(written).text
        agency, rest = self._known(written)
        # Of Finglish the encoder knows too little: «sahme dokhtar az ers» names no office.
        if agency is None and (_LATIN.search(written) or not self._is_name(repaired, rest)):
            return None
        return self._office_named(written, agency, message, message.kept.replace(repaired, " "))

    def _office_named(
        self, name: str, agency: str | None, message: MessageInContext, beside: str
    ) -> Office:
        whole_is_sure = message.meant.found.probability >= WHOLE_IS_SURE
        rest_is_sure = bool(words.own_words(beside)) and self._probability(beside) >= REST_IS_SURE
        services = self._services.get(agency or "", frozenset())
        return Office(name, agency, services, is_passing=whole_is_sure or rest_is_sure)

    def _probability(self, text: str) -> float:
        return self._reader.look_up(text).found.probability

    def _known(self, name: str) -> tuple[str | None, frozenset[str]]:
        """The agency that the whole name means, and its words that belong to no known name."""
        reading = self._reader.look_up(name)
        rest = words.own_words(words.pattern("offices").sub(" ", reading.unnamed))
        known = reading.mentions.agency_ids
        # «وزارت علوم بورس»: a word from the title of a service does not make it another name.
        return (known[0] if known and rest <= self._vocabulary else None), rest

    def _is_name(self, name: str, rest: frozenset[str]) -> bool:
        """Whether words name an office; «کشاورزی» does not, it is only in titles of services."""
        if " است" in name:
            # «گازوئیل تراکتوره» says what it is.
            return False
        return bool(rest) and (words.has("offices", name) or not rest <= self._vocabulary)

    @cached_property
    def _services(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for entry in self._catalogue.entries:
            found.setdefault(entry.agency.id, set()).add(entry.service.id)
        return {agency: frozenset(ids) for agency, ids in found.items()}

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset().union(*map(words.title_words, self._catalogue.entries))


def _names(edits: EditReading) -> Iterator[Span]:
    """The spans of names of agencies, the most likely one first."""
    found = sorted(_runs(edits.agency.tolist()), key=lambda one: -one[2])
    for first, last, _ in found:
        yield Span(edits.words[first].start, edits.words[last].end)


def _runs(probabilities: Sequence[float]) -> Iterator[tuple[int, int, float]]:
    """First word, last word and highest probability of each run of words that surely has a name."""
    run: list[int] = []
    for place, probability in enumerate([*probabilities, 0.0]):
        if probability >= _MAY:
            run.append(place)
        else:
            best = max((probabilities[one] for one in run), default=0.0)
            if best >= _SURELY:
                yield run[0], run[-1], best
            run = []
