"""The repair pipeline: steps in their order, run until the text no longer changes."""

from collections.abc import Iterator
from functools import cache

from .characters import drop_marks, unify_digits, unify_unicode
from .clitics import noun_endings
from .colloquial import colloquial_verbs, colloquial_words
from .finglish import finglish
from .keyboard import keyboard
from .model import Repaired, Step
from .repeats import repeats
from .spacing import part_numbers, space
from .spelling import spelling
from .tables import read_words
from .transliterate import transliterate

STEPS: tuple[Step, ...] = (
    Step("unicode", unify_unicode),
    Step("digits", unify_digits),
    Step("marks", drop_marks),
    Step("keyboard", keyboard),
    Step("repeats", repeats),
    Step("finglish", finglish),
    Step("numbers", part_numbers),
    Step("half_spaces", space),
    Step("words", colloquial_words),
    Step("verbs", colloquial_verbs),
    Step("endings", noun_endings),
    Step("spelling", spelling),
)
_CHARACTERS = {"unicode", "digits", "marks"}
_WITHOUT_SPELLING = tuple(step for step in STEPS if step.name != "spelling")
_SAMPLES = ("سلامممم خانه ها می خواهم کتابامو اذدواجج ازکجا رو تو نکردن", "salaam khoobamm", "sghl")
_MAX_PASSES = 8


@cache
def warm_up() -> None:
    """Load every dictionary (some seconds); the first `repair` of a process does it by itself.

    Latin spellings that people are known to use are looked up ahead, as that takes longest.
    """
    for step in STEPS:
        for sample in _SAMPLES:
            step.run(sample)
    for word in read_words("latin_seen.tsv"):
        transliterate(word)


def repair(text: str, *, spelling: bool = True) -> Repaired:
    """Bring a citizen's message into the one form that search, intents and the index share.

    Numbers, codes, addresses and the placeholders of masked data stay (their digits become
    ASCII). `spelling=False` leaves out the dictionary-based correction. Never raises for any text.
    """
    warm_up()
    versions = tuple(_versions(text, STEPS if spelling else _WITHOUT_SPELLING))
    return Repaired(text, versions[-1][-1] if versions else text, versions)


def _versions(text: str, steps: tuple[Step, ...]) -> Iterator[tuple[str, str, str]]:
    """The step's name, the text before and after it, for every step that changes something."""
    idle = 0
    for _ in range(_MAX_PASSES):
        settled = True
        for step in steps:
            after = step.run(text)
            if after == text:
                idle += 1
                # A step depends on the text alone, so what every step has left stays.
                if idle == len(steps):
                    return
                continue
            yield step.name, text, after
            text, idle = after, 0
            settled = settled and step.name in _CHARACTERS
        if settled:
            return
