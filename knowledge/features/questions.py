"""Where each question of a message ends: «پولش چنده کی میاد میشه اینترنتی» asks three times.

People write no marks between their questions. A tagger (conditional random field) tells at each
word how likely a question ends there, by the words around it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from knowledge.features.crf import tagger

MODEL = Path(__file__).parent / "questions.crfsuite"
END, AMID = "end", "amid"
"""The two tags of words: with which a question ends, and all others."""
_WORD = re.compile(r"\S*\w\S*(?:\s+[^\w\s]+)*|\S+")
"""A word with the marks behind it, also where they stand apart."""
_AROUND = (-2, -1, 0, 1, 2)
_ENDS = 0.5
"""So likely a question ends at a word. Of 217 questions that were asked several at once .71 are
told their fact from .25 on, .70 from .32, .68 from .4."""
_LEAST_WORDS = 2
"""Of two ends that are so near, the likelier one counts: without a mark no question is shorter."""
_ENDING, _LONG_ENDING, _BEGINNING = 2, 3, 3
"""Letters of a word that stand for words that were never seen."""
_ASKED, _SURELY = re.compile(r"\w.*[؟?]", re.DOTALL), 1.0
_KEPT = 256


@lru_cache(_KEPT)
def questions_in(text: str) -> tuple[str, ...]:
    """Each question of a repaired text with what was told before it, in their order.

    What stands behind the last one belongs to it; a text that asks nothing is one piece.
    """
    words = list(_WORD.finditer(text))
    cuts = [0, *(words[end].end() for end in _ends(shares(text))[:-1]), len(text)]
    parts = (text[low:high].strip() for low, high in pairwise(cuts))
    return tuple(part for part in parts if part)


def shares(text: str) -> list[float]:
    """How likely a question ends at each word."""
    words = _WORD.findall(text)
    reader = tagger(MODEL)
    reader.set([*signs(words)])
    return [
        _SURELY if _ASKED.search(word) else reader.marginal(END, number)
        for number, word in enumerate(words)
    ]


def signs(words: Sequence[str]) -> Iterator[list[str]]:
    """What the tagger knows of each word: itself, those around it, and how they begin and end."""
    for number, word in enumerate(words):
        told = [f"pair={word}|{_at(words, number + 1)}"]
        for place in _AROUND:
            near = _at(words, number + place)
            told += [f"{place}={near}", f"{place}…{near[-_ENDING:]}"]
            if place in (0, 1):
                told += [f"{place}……{near[-_LONG_ENDING:]}", f"{near[:_BEGINNING]}…{place}"]
        yield told


def _at(words: Sequence[str], number: int) -> str:
    return words[number] if 0 <= number < len(words) else ("<" if number < 0 else ">")


def _ends(told: Sequence[float]) -> list[int]:
    """The likely ends, the likelier of any two that are too near to each other."""
    kept = list[int]()
    for end in sorted(range(len(told)), key=lambda one: -told[one]):
        near = min((abs(end - other) for other in (-1, *kept)), default=end)
        if told[end] >= _SURELY or (told[end] >= _ENDS and near >= _LEAST_WORDS):
            kept.append(end)
    return sorted(kept)
