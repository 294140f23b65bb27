"""Which office a message names for its matter, also one that the catalogue does not know.

«مجوز چاه را آب منطقه‌ای می‌دهد» names the regional water company, whose name holds that of another.
"""

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
"""From the first a word names an agency; from the second it belongs to a name beside it. The edit
encoder has learnt from complaints what names one."""
_CORRECTS = 0.3
STANDS, SURELY_STANDS = 0.7, 0.9
"""So sure the search must be of what is said beside the name, or of all that is said, that the
office is named in passing: «بانک مسکن … وام ودیعه». Of 18 messages that name one so, 16 reach one
of them, and two mean a service of that agency; of 22 that want something else of an office, one
does."""


@dataclass(frozen=True)
class Office:
    """An office that is named, in the citizen's words.

    `agency` is who answers for it in the catalogue, if anybody does, and `services` are those of
    that agency. It `is_passing` where what is said beside the name is a matter of its own.
    """

    name: str
    agency: str | None = None
    services: frozenset[str] = frozenset()
    is_passing: bool = False


class OfficeReader:
    """Hears by the edit encoder which words name an office, and looks up whether it is known."""

    def __init__(self, reader: Reader, editor: EditEncoder, catalogue: Catalogue) -> None:
        self._reader, self._editor, self._catalogue = reader, editor, catalogue

    def read(self, message: MessageInContext, state: State) -> Office | None:
        """The office that a message names and does not refuse."""
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
        """The office that is named so, unless it is refused or no name at all."""
        masked = message.reading.masked
        if words.pattern("refusals").match(masked[name.end :].lstrip(" .…،")):
            return None
        written = masked[name.start : name.end]
        repaired = repair(written).text
        agency, rest = self._known(written)
        if agency is None and not self._is_name(repaired, rest):
            return None
        return self._told(written, agency, message, message.kept.replace(repaired, " "))

    def _told(
        self, name: str, agency: str | None, message: MessageInContext, beside: str
    ) -> Office:
        is_sure = message.meant.found.probability >= SURELY_STANDS
        stands = bool(words.own_words(beside)) and self._probability(beside) >= STANDS
        services = self._services.get(agency or "", frozenset())
        return Office(name, agency, services, is_passing=is_sure or stands)

    def _probability(self, text: str) -> float:
        return self._reader.look_up(text).found.probability

    def _known(self, name: str) -> tuple[str | None, frozenset[str]]:
        """The agency that a whole name means, and the words that no known name explains."""
        reading = self._reader.look_up(name)
        rest = words.own_words(words.pattern("offices").sub(" ", reading.unnamed))
        known = reading.mentions.agency_ids
        # «وزارت علوم بورس»: words of services are none of a name.
        return (known[0] if known and rest <= self._vocabulary else None), rest

    def _is_name(self, name: str, rest: frozenset[str]) -> bool:
        """Whether words name an office; «کشاورزی» is only what services are called by."""
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
    """Where names of agencies stand, the surest first."""
    found = sorted(_stretches(edits.agency.tolist()), key=lambda one: -one[2])
    for first, last, _ in found:
        yield Span(edits.words[first].start, edits.words[last].end)


def _stretches(shares: Sequence[float]) -> Iterator[tuple[int, int, float]]:
    """Runs of words that may be a name and of which one surely is: first, last, and its share."""
    run: list[int] = []
    for place, share in enumerate([*shares, 0.0]):
        if share >= _MAY:
            run.append(place)
        else:
            best = max((shares[one] for one in run), default=0.0)
            if best >= _SURELY:
                yield run[0], run[-1], best
            run = []
