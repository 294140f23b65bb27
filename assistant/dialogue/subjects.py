"""Which words of a message say what it is about, and which what it is not about.

«بیمه چیه، برق می‌گم» is about «برق», and not about «بیمه»; in «کارت پایان خدمت ندارم، گیر می‌دهند؟»
behind a driving licence no word says that another service is meant. A tagger (conditional random
field) tells both for each word, by the words around it and by the services that the talk has had.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.dialogue import words
from assistant.dialogue.ranking import Features
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing
from knowledge.catalogue import Catalogue
from knowledge.features.crf import tagger

MODEL = Path(__file__).parent / "subjects.crfsuite"
ABOUT, REFUSED, ELSE = "about", "refused", "else"
"""The tags of words: what it is about, what it is not about, and all others."""
REFUSES = 0.8
"""So much of the words for a service must be refused, and more than are for its subject, that it
comes no more. Of 74 messages of people new to the tagger that refuse the service in focus 38 are
heard so, and 6 of 238 that ask on about it."""
_MARKS = ".,،؟?!؛:«»()"
_AROUND, _AFFIXED = (-2, -1, 0, 1, 2), (-1, 0, 1)
_PARTS, _LONG, _MOST_LONG = 4, 6, 4
_MOST_SUBJECTS, _MOST_NAMED = 4, 2
_LEAST = 0.5
"""A message that hardly says what it is about names nothing by a share of that."""


@dataclass(frozen=True)
class Subject:
    """The own word of each word of a message («» where it has none), and what it is likely for."""

    own: tuple[str, ...] = ()
    about: tuple[float, ...] = ()
    refused: tuple[float, ...] = ()

    def features(self, place: str, titled: Collection[str] | None) -> Features:
        """What this says for a candidate at its `place` in the talk, and whose title is known."""
        most, subjects = max(self.about, default=0.0), self._sum(self.about)
        found = {
            f"about_{place}": most,
            f"refused_{place}": max(self.refused, default=0.0),
            f"subjects_{place}": min(subjects, _MOST_SUBJECTS) / _MOST_SUBJECTS,
        }
        if titled is None:
            return found
        named, denied = self._sum(self.about, titled), self._sum(self.refused, titled)
        own = {
            "about_named": min(named, _MOST_NAMED) / _MOST_NAMED,
            "refused_named": min(denied, _MOST_NAMED) / _MOST_NAMED,
        }
        shares = {
            "about_share": named / max(_LEAST, subjects),
            "refused_share": denied / max(_LEAST, self._sum(self.refused)),
        }
        return found | own | shares | {f"{name}_{place}": value for name, value in own.items()}

    def refuses(self, titled: Collection[str]) -> bool:
        """Whether it says that what is called by these own words is not meant."""
        denied = self._sum(self.refused, titled)
        return denied >= REFUSES and denied > self._sum(self.about, titled)

    def _sum(self, shares: Sequence[float], among: Collection[str] | None = None) -> float:
        pairs = zip(self.own, shares, strict=True)
        return sum(p for own, p in pairs if own and (among is None or own in among))


class SubjectReader:
    """Reads the subject of messages; `model` is what `dastyar train follow-ups` wrote."""

    def __init__(self, catalogue: Catalogue, model: Path = MODEL) -> None:
        self._titled = {id_: words.title_words(entry) for id_, entry in catalogue.by_id.items()}
        self._all = frozenset[str]().union(*self._titled.values())
        self._model = model

    def read(self, text: str, state: State) -> Subject:
        """What the words of a repaired text are likely for, behind `state`."""
        reader, typed = tagger(self._model), text.split()
        reader.set([*self.signs(typed, state.focus, state.trail)])
        places = range(len(typed))
        return Subject(
            tuple(_own(word.strip(_MARKS)) for word in typed),
            tuple(reader.marginal(ABOUT, place) for place in places),
            tuple(reader.marginal(REFUSED, place) for place in places),
        )

    def signs(
        self, typed: Sequence[str], focus: Thing | None, trail: Sequence[Thing]
    ) -> Iterator[list[str]]:
        """What the tagger knows of each word of a repaired text."""
        plain = ["<", *(word.strip(_MARKS) for word in typed), ">"]
        known = [self._known(word, focus, trail) for word in plain]
        first = "amid" if focus else "first"
        for number, word in enumerate(typed):
            behind = f"{min(_PARTS - 1, number * _PARTS // len(typed))}"
            told = [f"part={behind}|{min(len(typed) // _LONG, _MOST_LONG)}", first]
            if number and typed[number - 1][-1] in _MARKS:
                told.append("begins")
            if word[-1] in _MARKS:
                told.append("ends")
            yield [*told, *_of_word(plain, known, number + 1, first)]

    def _known(self, word: str, focus: Thing | None, trail: Sequence[Thing]) -> str:
        """Whether a word is of the focus' title, of an earlier service's, or of any service's."""
        own = _own(word)
        if not own:
            return "-"
        earlier = any(own in self._titled.get(thing.id, ()) for thing in trail)
        of_focus = focus is not None and own in self._titled.get(focus.id, ())
        return f"{of_focus:d}{earlier:d}{own in self._all:d}"


def place_of(thing: Thing | None, state: State) -> str:
    """Where a candidate stands in the talk."""
    if thing is None:
        return "none"
    if thing == state.focus:
        return "focus"
    if thing in state.options:
        return "option"
    return "trail" if thing in state.trail else "new"


def _of_word(plain: Sequence[str], known: Sequence[str], place: int, first: str) -> Iterator[str]:
    """The word at a place of words with their bounds, those around it, and how they are known."""
    before, after = plain[place - 1], plain[place + 1]
    yield from (f"pair={plain[place]}|{after}", f"before={before}|{plain[place]}")
    yield from (f"own={_own(plain[place])}", f"known={known[place]}|{first}")
    yield from (f"known={known[place]}|{after}", f"{before}|known={known[place]}")
    for away in _AROUND:
        near = place + away
        word = plain[near] if 0 <= near < len(plain) else plain[0 if near < 0 else -1]
        yield from (f"{away}={word}", f"{away}…{word[-2:]}")
        if away in _AFFIXED:
            yield from (f"{away}……{word[-3:]}", f"{word[:3]}…{away}", f"{word[:4]}….{away}")
        if 0 < near < len(plain) - 1:
            yield f"{away}known={known[near]}"


@lru_cache(maxsize=4096)
def _own(word: str) -> str:
    return min(words.own_words(word), default="")
