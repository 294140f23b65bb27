"""The repair pipeline: steps in their order, run until the text no longer changes."""

from functools import cache

from .characters import drop_marks, unify_digits, unify_unicode
from .clitics import noun_endings
from .colloquial import colloquial_verbs, colloquial_words
from .finglish import finglish
from .keyboard import keyboard
from .model import Change, Repaired, Step, changes_between
from .repeats import repeats
from .spacing import part_numbers, space
from .spelling import spelling

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
_OPTIONAL = {"spelling"}
_SAMPLES = ("سلامممم خانه ها می خواهم کتابامو اذدواجج ازکجا رو تو نکردن", "salaam khoobamm", "sghl")
_MAX_PASSES = 8


@cache
def warm_up() -> None:
    """Load every dictionary (some seconds); the first `repair` of a process does it by itself."""
    for step in STEPS:
        for sample in _SAMPLES:
            step.run(sample)


def repair(text: str, *, spelling: bool = True) -> Repaired:
    """Bring a citizen's message into the one form that search, intents and the index share.

    Numbers, codes, addresses and the placeholders of masked data stay (their digits become
    ASCII). `spelling=False` leaves out the dictionary-based correction. Never raises for any text.
    """
    warm_up()
    steps = STEPS if spelling else tuple(step for step in STEPS if step.name not in _OPTIONAL)
    changes: list[Change] = []
    current = text
    for _ in range(_MAX_PASSES):
        settled = True
        for step in steps:
            after = step.run(current)
            if after != current:
                changes += changes_between(step.name, current, after)
                settled = settled and step.name in _CHARACTERS
                current = after
        if settled:
            break
    return Repaired(text, current, tuple(changes))
