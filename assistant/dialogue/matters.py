"""Where a message tells of another matter, for another office, than the one before it.

«اداره برق هر شب برق را قطع می‌کند. شهرداری هم آشغال‌ها را نمی‌برد» are two matters; «بانک می‌گوید تأمین
اجتماعی نریخته» is one, in which a second office is only mentioned. A message is cut where an office
is named first; whether a matter of its own begins there, a small learnt model says.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.dialogue import words
from assistant.dialogue.ranking import Features, Ranker
from assistant.language.repair import repair
from assistant.understanding.reading import Reader, Reading

WEIGHTS = Path(__file__).parent / "matters.json"
APART, BEHIND_CASE, MAY_BE_APART = 0.8, 0.5, 0.2
"""From the first on what a message tells is another matter; from the second behind a case that is
there; from the last a button offers that. Learnt on two thirds and tried on the rest: in one
message .82 of 159 second matters reach the first, and 11 of 79 other stretches; amid a case .76 of
87 the second, and 13 of 286."""
SOUGHT, SOUGHT_OF_SEVERAL = 0.3, 0.15
"""So sure the search must be of a clause's service, for its office to count though none is named;
the second where the message says that it tells of several. Since the search learns needs beside
services it is less sure of either, so the first is .3 and no longer .35."""
_SENTENCE = re.compile(r"(?:[^.!؟?؛\n]|\.(?=\d))+[.!؟?؛\n]*")
_BREAK = re.compile(r"[،,:]\s*")
_CLAUSE, _LEAST_CLAUSE = re.compile(r"(?<=[،,])(?!\d)\s*|\s+(?=و\s)"), 3
_WINDOW, _BEHIND, _MOST_MATTERS, _LONG = 60, 3, 3, 20


@dataclass(frozen=True)
class Matter:
    """What a message tells of one office: its words as typed, and how likely it is by itself.

    `agency` is None where no office is named.
    """

    text: str
    agency: str | None = None
    share: float = 0.0


@dataclass(frozen=True)
class ToldMatter:
    """What was told before a message: of which office, in which words, and whether it was filed."""

    agency: str | None = None
    text: str = ""
    is_filed: bool = False


@dataclass(frozen=True)
class _Unit:
    """A stretch of a message that names at most one office that was not named before it."""

    text: str
    reading: Reading
    starts_sentence: bool

    @property
    def agencies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(n.id for n in self.reading.names if n.label == "agency"))


class MatterReader:
    """Cuts messages into matters; takes some twenty milliseconds where two offices are named."""

    def __init__(self, reader: Reader, weights: Path = WEIGHTS) -> None:
        self._reader = reader
        self._weights = Ranker(weights) if weights.exists() else None

    def read(self, masked: str, told: ToldMatter) -> tuple[Matter, ...]:
        """The matters of a masked message, each with how likely it is another than before it.

        Behind what was `told` the first may be another one, too.
        """
        assert self._weights is not None
        found: list[Matter] = []
        for text, agency, signs in self.cuts(masked, told):
            share = float(self._weights.shares([signs, {}])[0]) if signs else 0.0
            found.append(Matter(text, agency, share))
        return tuple(found)

    def by_clause(self, masked: str, sought: float) -> tuple[Matter, ...]:
        """The matters of a message that tells of two or three offices, also where it names none.

        «برقم هر شب می‌رود» is for the office of the service of which the search is as sure as
        `sought`. What no office is heard in belongs to the matter before it. Empty if all of it is
        for one office.
        """
        found, heard = list[Matter](), list[str | None]()
        for text in _clauses(masked):
            office = self._office(text, sought)
            if found and (office in (None, heard[-1]) or heard[-1] is None):
                found[-1] = Matter(_joined(found[-1].text, text), share=1.0)
                heard[-1] = heard[-1] or office
            else:
                found.append(Matter(text, share=1.0))
                heard.append(office)
        is_told = None not in heard and len(set(heard)) == len(heard)
        return tuple(found) if is_told and 1 < len(found) <= _MOST_MATTERS else ()

    def _office(self, text: str, sought: float) -> str | None:
        """The one that a clause names, else that of the service which the search is sure of."""
        reading = self._reader.look_up(text)
        named = [name.id for name in reading.names if name.label == "agency"]
        if named:
            return named[0]
        found = reading.found
        return found.hits[0].entry.agency.id if found.probability >= sought else None

    def cuts(self, masked: str, told: ToldMatter) -> list[tuple[str, str | None, Features]]:
        """Stretches of a message with their office, and what speaks for a matter of its own."""
        units = self._units(masked)
        known = [told.agency] if told.agency else []
        left, found = told.text, list[tuple[str, str | None, Features]]()
        for unit in units:
            new = next((one for one in unit.agencies if one not in known), None)
            is_first = not found
            if is_first or (new and known):
                signs = self._signs(unit, new, left, known, told) if new and known else {}
                found.append((unit.text, new or next(iter(unit.agencies), None), signs))
            else:
                text, agency, signs = found[-1]
                found[-1] = (_joined(text, unit.text), agency or new, signs)
            known += [one for one in unit.agencies if one not in known]
            left = f"{left} {unit.text}"
        return found

    def _units(self, masked: str) -> list[_Unit]:
        found, named = list[_Unit](), set[str]()
        for match in _SENTENCE.finditer(masked):
            if not match[0].strip(" .!؟?؛\n"):
                continue
            for place, text in enumerate(self._split(match[0], named)):
                unit = _Unit(text.strip(), self._reader.look_up(text.strip()), place == 0)
                found.append(unit)
                named |= set(unit.agencies)
        return found

    def _split(self, sentence: str, named: set[str]) -> Iterator[str]:
        """A sentence, cut before each office that is named first in it, but for the first."""
        reading = self._reader.look_up(sentence.strip())
        offices = [name for name in reading.names if name.label == "agency"]
        seen, start = set(named), 0
        for number, name in enumerate(offices):
            if number and name.id not in seen:
                at = _begin(reading.text, name.start, start)
                place = _typed(sentence, at) if at is not None else None
                if at is not None and place is not None and place > start:
                    yield sentence[start:place]
                    start = place
            seen.add(name.id)
        yield sentence[start:]

    def _signs(
        self, unit: _Unit, agency: str, left: str, known: Sequence[str], told: ToldMatter
    ) -> Features:
        text = unit.reading.text
        name = next(n for n in unit.reading.names if n.label == "agency" and n.id == agency)
        before, behind = text[: name.start], " ".join(text[name.end :].split()[:_BEHIND])
        whole, rest = self._reader.read(unit.text), repair(left).text
        marks = {
            "strong": words.has("other_matters", before),
            "weak": words.has("next_matters", before),
            "also": words.has("also", behind),
            "announced": words.has("several_matters", f"{rest} {text}"),
            "wishes": words.has("grievances", text) or words.has("wishes_to_file", text),
            "wished": words.has("grievances", rest) or words.has("wishes_to_file", rest),
            "joint": words.has("matter_joints", before),
            "against": words.complains_of(text, name.start, name.end),
            "apart": words.has("keeps_apart", text),
            "sentence": unit.starts_sentence,
            "says": words.has("office_says", behind),
            "says_anywhere": words.has("office_says", text),
            "by_way": words.has("by_way", " ".join(before.split()[-_BEHIND:])),
            "contrast": words.has("turns", before),
            "corrects": words.has("negations", text) or words.has("refusals", text),
            "again": any(one in known for one in unit.agencies),
            "amid": bool(told.agency) and not told.is_filed,
            "after": told.is_filed,
            "asks": "؟" in text or words.has("questions", text),
        }
        found = unit.reading.found
        is_found = found.hits[0].entry.agency.id == agency
        signs = {one: 1.0 for one, there in marks.items() if there}
        signs |= {
            "bias": 1.0,
            "found": found.probability if is_found else 0.0,
            "length": min(len(text.split()), _LONG) / _LONG,
            "left": min(len(rest.split()), _LONG) / _LONG,
        }
        for command in ("file", "line", "find", "correct", "edit/replace", "edit/add", "process"):
            signs[command] = math.exp(whole.opinion.commands.get(command, -math.inf))
        return signs


def _clauses(masked: str) -> list[str]:
    """A message cut at the ends of sentences, at commas and at words that lead to more."""
    found: list[str] = []
    for match in _SENTENCE.finditer(masked):
        for text in _CLAUSE.split(match[0]):
            if len(text.split()) >= _LEAST_CLAUSE or not found:
                found.append(text.strip())
            else:
                found[-1] = _joined(found[-1], text.strip())
    return [text for text in found if text.strip(" .!؟?؛،,\n")]


def parted(matters: Sequence[Matter], bar: float) -> tuple[Matter, ...]:
    """What is likelier than `bar` to be another matter; the rest joins the one before it."""
    found: list[Matter] = []
    for one in matters:
        if found and (one.share < bar or len(found) == _MOST_MATTERS):
            found[-1] = replace(found[-1], text=_joined(found[-1].text, one.text))
        else:
            found.append(one)
    return tuple(found)


def _joined(text: str, more: str) -> str:
    return f"{text} {more}".strip()


def _begin(text: str, name: int, start: int) -> int | None:
    """Where the stretch that names an office at `name` begins in a repaired sentence."""
    low = max(start, name - _WINDOW)
    strong = [m.start() for m in words.each("other_matters", text) if low <= m.start() < name]
    if strong:
        return _before(text, strong[0])
    breaks = [m.end() for m in _BREAK.finditer(text) if low <= m.end() <= name]
    weak = [m.start() for m in words.each("next_matters", text) if low <= m.start() < name]
    if breaks or weak:
        return max([*breaks[-1:], *weak[-1:]])
    return _before(text, name)


def _before(text: str, at: int) -> int:
    """Before the little words that lead to a place: «و یک شکایت …», «از شهرداری»."""
    lead = re.search(rf"(?:{words.pattern('leads').pattern}\s*)+$", text[:at])
    return lead.start() if lead else at


def _typed(sentence: str, at: int) -> int | None:
    """The beginning of the typed word that stands at a place of the repaired sentence."""
    starts = [m.start() for m in re.finditer(r"\S+", sentence)]
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high) // 2
        if len(repair(sentence[: starts[middle]]).text.rstrip()) + 1 < at:
            low = middle + 1
        else:
            high = middle
    return starts[low] if starts else None
