"""What is asked about filing, 128 and the assistant: which answer, and how surely it is asked.

Amid a complaint «کی جواب می‌دهند؟» is for the assistant, and «می‌گن کسی جواب نمی‌ده» for the agency. A
small learnt model weighs what speaks for a question in each part of a message. Its weights are
learnt by `lab/talks/complaint_lessons.py`.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.dialogue import words
from assistant.dialogue.ranking import Features, Ranker
from assistant.understanding.reading import Reading
from knowledge.features.labels import any_of
from knowledge.search.about import About
from knowledge.search.topics import Likely, TopicIndex

WEIGHTS = Path(__file__).parent / "asking.json"
ASKS = 0.5
"""From here on a part of a message asks about filing."""
_KINDS = {
    "process": ("process",),
    "edit": ("edit/add", "edit/remove", "edit/replace", "edit/answer"),
    "amend": ("amend/add", "amend/replace", "amend/secret", "amend/withdraw"),
    "tell": ("tell", "find", "choose"),
    "file": ("file",),
    "correct": ("correct",),
    "social": ("greet", "thank", "chat", "affirm", "deny", "grumble", "goodbye"),
}
_LEAST, _LONG = 1e-4, 30


@dataclass(frozen=True)
class Sentence:
    """How surely the sentence around a part finds a service, and whether a mark ends the part.

    A part alone finds few: of «قبض به اسم قبلیه، چی ببرم» only the sentence names what it is about.
    """

    service: float
    is_marked: bool


class AskingReader:
    """Finds the answer about filing that a text is for, and how likely it asks for any."""

    def __init__(self, topics: TopicIndex[About], weights: Path = WEIGHTS) -> None:
        self._topics = topics
        self._weights = Ranker(weights) if weights.exists() else None

    def best(self, part: Reading, whole: Reading | None = None) -> Likely[About]:
        """The likeliest answer; «بازم رسیدگی می‌شه؟» leans on the rest of its message."""
        beside = (whole.text, whole.vector) if whole else None
        return self._topics.best(part.text, part.vector, beside)

    def share(self, part: Reading, about: Likely[About], sentence: Sentence) -> float:
        """How likely a part of a message amid a complaint asks about filing."""
        assert self._weights is not None
        return float(self._weights.shares([signs(part, about, sentence), {}])[0])


def sentence_of(part: str, whole: Reading, look_up: Callable[[str], Reading]) -> Sentence:
    """The sentence of a message, as typed, that a part of it stands in."""
    around = next((one for one in words.pieces(whole.masked) if part in one), part)
    found = (whole if around == whole.masked else look_up(around)).found
    return Sentence(found.probability, words.is_marked(part, whole.masked))


def signs(part: Reading, about: Likely[About], sentence: Sentence) -> Features:
    """What speaks for a question about filing, and against it."""
    told = {name: math.exp(share) for name, share in part.opinion.commands.items()}
    shares = {kind: sum(told.get(name, 0.0) for name in names) for kind, names in _KINDS.items()}
    found = {kind: _evidence(share) for kind, share in shares.items()}
    return found | {
        "asks": _evidence(any_of(part.opinion.about)),
        "likeness": about.likeness,
        "lead": about.lead,
        "marked": float(sentence.is_marked),
        "question": float(words.has("questions", part.text)),
        "words": min(len(part.text.split()), _LONG) / _LONG,
        "service": _evidence(sentence.service),
        "always": 1.0,
    }


def different(told: Sequence[Likely[About]]) -> list[Likely[About]]:
    """Each answer once, the likeliest first."""
    best = sorted(told, key=lambda likely: -likely.likeness)
    return list({likely.topic.id: likely for likely in reversed(best)}.values())[::-1]


def _evidence(share: float) -> float:
    """The logarithm of the odds, in units that suit the others."""
    kept = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept)) / 4
