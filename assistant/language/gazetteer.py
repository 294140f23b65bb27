"""Agencies, places, documents and tracking codes that a message names.

Works on repaired text (`assistant.language.repair`); offsets are in the text as given. Names that
are everyday words («نور»، «پست») count only beside a word that shows what is meant.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from .gazetteer_rules.codes import tracking_codes
from .gazetteer_rules.folding import view_of
from .gazetteer_rules.patterns import read_patterns
from .gazetteer_rules.places import choose
from .gazetteer_rules.reading import PLACES, Reader

PATTERNS = Path(__file__).parents[2] / "nlu_data" / "gazetteer.jsonl"


@dataclass(frozen=True)
class Found:
    """One name: `label` is agency, province, county, city, document or tracking_code.

    `id` is the agency's id, the place's name as in knowledge/places, the document's name, or the
    code in upper case without spaces.
    """

    label: str
    start: int
    end: int
    id: str


@dataclass(frozen=True)
class Mentions:
    """What a message names, ready for use; empty or None when it does not."""

    agency_ids: tuple[str, ...] = ()
    province: "str | None" = None
    city: "str | None" = None
    county: "str | None" = None
    tracking_codes: tuple[str, ...] = ()


class Gazetteer:
    """A matcher over the pattern file; build one a process (about half a second).

    Raises OSError when the file is missing and ValueError when a line of it is not a pattern.
    """

    def __init__(self, path: Path = PATTERNS) -> None:
        self.fingerprint = sha256(path.read_bytes()).hexdigest()
        self._reader = Reader(read_patterns(path))

    def find(self, text: str) -> "list[Found]":
        """Every name and code in `text`, by place, never overlapping."""
        view = view_of(text)
        names = []
        for name in self._reader.names(view):
            if not name.inner:
                start, end = view.spans[name.start][0], view.spans[name.end - 1][1]
                names.append(Found(name.label, start, end, name.meanings[0].id))
        codes = [Found("tracking_code", *code) for code in tracking_codes(text)]
        free = [c for c in codes if not any(n.start < c.end and c.start < n.end for n in names)]
        return sorted([*names, *free], key=lambda found: found.start)

    def place_called(self, phrase: str, kind: str) -> "Mentions | None":
        """What a repaired phrase names where all of it is a place, everyday words included.

        `kind` is the word before it that says what is meant: «شهر», «استان».
        """
        text = f"{kind} {phrase}"
        names = self.find(text)
        is_whole = len(names) == 1 and names[0].end == len(text)
        is_place = is_whole and names[0].label in PLACES and names[0].start <= len(kind) + 1
        return self.understand(text) if is_place else None

    def understand(self, text: str) -> Mentions:
        """Agencies in the order of the text, the one place it is about, and tracking codes."""
        names = list(self._reader.names(view_of(text)))
        agencies = [name.meanings[0].id for name in names if name.label == "agency"]
        places = [name for name in names if name.label in PLACES]
        place = choose([name.meanings for name in sorted(places, key=lambda n: -n.lead)])
        return Mentions(
            agency_ids=tuple(dict.fromkeys(agencies)),
            province=place.province,
            city=place.city,
            county=place.county,
            tracking_codes=tuple(dict.fromkeys(code for _, _, code in tracking_codes(text))),
        )


@cache
def shared() -> Gazetteer:
    """The process's gazetteer over the project's own pattern file."""
    return Gazetteer()
