"""Messages whose words are marked as subjects: how the tagger of subjects is taught.

«{{بیمه}} چیه، [[برق]] می‌گم» is about «برق», and not about «بیمه».
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

from assistant.dialogue.state import State
from assistant.dialogue.subjects import ABOUT, ELSE, MODEL, REFUSED, SubjectReader
from assistant.language.pii import mask
from assistant.language.repair import repair

_TAGS = {"[[": ABOUT, "{{": REFUSED}
_MARKED = re.compile(r"(\[\[|\{\{)(.*?)(?:\]\]|\}\})")
_SPARSENESS, _STRICTNESS, _MOST_STEPS = 0.3, 0.1, 100
"""What the sum of all weights and of their squares costs, and how long is learnt. Stronger and
weaker costs find the same share of the words of a writer left out, within .02."""


def plain(says: str) -> str:
    """A message as it was typed, without its marks."""
    return _MARKED.sub(r"\2", says)


def tags(says: str) -> list[str]:
    """The tag of each word of the repaired message."""
    text = repair(mask(plain(says)).text).text
    found = [ELSE] * len(text.split())
    for match in _MARKED.finditer(says):
        before = plain(says[: match.start()])
        first = len(repair(before).text.split())
        last = len(repair(before + match[2]).text.split())
        found[first:last] = [_TAGS[match[1]]] * len(found[first:last])
    return found


def learn(
    messages: Iterable[tuple[str, State]], reader: SubjectReader, target: Path = MODEL
) -> None:
    """Fit the tagger to marked messages behind their states, and write it; some ten seconds."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for says, state in messages:
        words = repair(mask(plain(says)).text).text.split()
        trainer.append([*reader.signs(words, state.focus, state.trail)], tags(says))
    trainer.set_params({"c1": _SPARSENESS, "c2": _STRICTNESS, "max_iterations": _MOST_STEPS})
    trainer.train(str(target))
