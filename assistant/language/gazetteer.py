"""Agencies, places, documents and tracking codes that a message names.

Works on repaired text (`assistant.language.repair`); offsets are in the text as given. Names that
are everyday words («نور»، «پست») count only beside a word that shows what is meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from .gazetteer_rules import cues
from .gazetteer_rules.codes import tracking_codes
from .gazetteer_rules.folding import View, view_of
from .gazetteer_rules.patterns import Meaning, read_patterns
from .gazetteer_rules.places import Named, choose, likeliest

PATTERNS = Path(__file__).parents[2] / "nlu_data" / "gazetteer.jsonl"
_PLACES = frozenset({"province", "county", "city"})


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


@dataclass(frozen=True)
class _Name:
    start: int
    end: int
    meanings: Named
    leads: bool = field(default=False)


class Gazetteer:
    """A matcher over the pattern file; build one a process (about half a second).

    Raises OSError when the file is missing and ValueError when a line of it is not a pattern.
    """

    def __init__(self, path: Path = PATTERNS) -> None:
        self.fingerprint = sha256(path.read_bytes()).hexdigest()
        self._vocab = spacy.blank("fa").vocab
        self._matcher = PhraseMatcher(self._vocab)
        self._meanings = read_patterns(path)
        self._matcher.add("name", [Doc(self._vocab, list(words)) for words in self._meanings])

    def find(self, text: str) -> "list[Found]":
        """Every name and code in `text`, by place, never overlapping."""
        view = view_of(text)
        names = [
            Found(
                n.meanings[0].label,
                view.spans[n.start][0],
                view.spans[n.end - 1][1],
                n.meanings[0].id,
            )
            for n in self._names(view)
        ]
        codes = [Found("tracking_code", *code) for code in tracking_codes(text)]
        free = [c for c in codes if not any(n.start < c.end and c.start < n.end for n in names)]
        return sorted([*names, *free], key=lambda found: found.start)

    def understand(self, text: str) -> Mentions:
        """Agencies in the order of the text, the one place it is about, and tracking codes."""
        names = list(self._names(view_of(text)))
        agencies = [n.meanings[0].id for n in names if n.meanings[0].label == "agency"]
        places = [n for n in names if n.meanings[0].label in _PLACES]
        place = choose([n.meanings for n in sorted(places, key=lambda n: not n.leads)])
        return Mentions(
            tuple(dict.fromkeys(agencies)),
            place.province,
            place.city,
            place.county,
            tuple(dict.fromkeys(code for _, _, code in tracking_codes(text))),
        )

    def _names(self, view: View) -> "Iterator[_Name]":
        spans = self._longest(view)
        starts = dict(spans)
        agency_end = -1
        for start, end in spans:
            meanings = self._meanings[view.words[start:end]]
            label = meanings[0].label
            before, alone = view.words[max(0, start - 3) : start], end - start == len(view.words)
            if label in _PLACES:
                named = _place(meanings, before, start == agency_end, alone)
                if named:
                    leads = start == agency_end or cues.place_cue(before, False, "ordinary")
                    yield _Name(start, end, named, leads)
            elif label == "agency":
                followed = self._is_place(view, end, starts.get(end, end))
                if _is_agency(meanings[0], before, followed, alone):
                    agency_end = end
                    yield _Name(start, end, (meanings[0],))
            elif label == "document":
                yield _Name(start, end, (meanings[0],))

    def _longest(self, view: View) -> "list[tuple[int, int]]":
        if not view.words:
            return []
        matches = self._matcher(Doc(self._vocab, list(view.words)))
        spans: list[tuple[int, int]] = []
        for _, start, end in sorted(matches, key=lambda m: (m[1] - m[2], m[1])):
            if all(end <= s or e <= start for s, e in spans):
                spans.append((start, end))
        return sorted(spans)

    def _is_place(self, view: View, start: int, end: int) -> bool:
        meanings = self._meanings.get(view.words[start:end], [])
        return any(m.label in _PLACES and not m.cue for m in meanings)


@cache
def shared() -> Gazetteer:
    """The process's gazetteer over the project's own pattern file."""
    return Gazetteer()


def _is_agency(meaning: Meaning, before: "tuple[str, ...]", followed: bool, alone: bool) -> bool:
    return not meaning.cue or alone or cues.agency_cue(before, followed, meaning.cue)


def _place(
    meanings: "list[Meaning]", before: "tuple[str, ...]", after_agency: bool, alone: bool
) -> Named:
    if cues.not_a_place(before):
        return ()
    sure = alone or not meanings[0].cue or cues.place_cue(before, after_agency, meanings[0].cue)
    return likeliest(meanings, cues.wanted_label(before)) if sure else ()
