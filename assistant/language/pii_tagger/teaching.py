"""Teaches the tagger: from lessons of personal data, and from messages that hold next to none.

Each lesson is a message and what of it is personal. It is learnt three times: as it is, with other
names in it, and with everything hidden behind placeholders, where nothing personal is left.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ..pii_rules.view import View, view_of
from . import words
from .tagging import MODEL, OUTSIDE, Proof, Token, features_of, tokens_of
from .words import DATA, bucket_of, grams_of, key_of

Mask = Callable[[str, "Sequence[Span]"], str]
Prove = Callable[[View], Proof]
Span = tuple[int, int, str]
"""Start, end and type of a piece of personal data, in the text as given."""

_SETTINGS = {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2}
"""Both penalties are weak; twice or half of either moved no rate by .01 on writers left out."""
_EVERYDAY_MESSAGES = 2500
_OTHER_NAME = 0.8
_USUAL_ENOUGH = 6
_PENALTY = 0.3
_SEED = 1


@dataclass(frozen=True)
class Lesson:
    """A message, what of it is personal, in order, and who wrote it."""

    text: str
    spans: tuple[Span, ...]
    writer: str = ""


def read_lessons(path: Path) -> list[Lesson]:
    """The lessons of a file of JSON lines; raises ValueError with its line for one that is none."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(_lesson(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}:{number}: {error}") from error
    return found


def learn_words(messages: Sequence[str]) -> None:
    """Count which words are usual, and learn how names are made; both files are written anew."""
    counts = Counter(key for text in messages for key in set(_words_of(text)))
    steps: dict[int, list[str]] = {}
    for key, count in sorted(counts.items()):
        steps.setdefault(bucket_of(count), []).append(key)
    lines = [f"{step} {' '.join(keys)}" for step, keys in sorted(steps.items())]
    (DATA / "everyday.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    np.save(DATA / "likeness.npy", _likeness(counts))
    words.forget()


def learn_tagger(
    lessons: Sequence[Lesson],
    everyday: Sequence[str],
    prove: Prove,
    mask: Mask,
    target: Path = MODEL,
) -> int:
    """Write the model; the number of messages that it has learnt."""
    chance = random.Random(_SEED)
    clean = chance.sample(list(everyday), min(_EVERYDAY_MESSAGES, len(everyday)))
    taught = [*lessons, *_with_other_names(lessons, chance), *_hidden(lessons, mask)]
    taught += [Lesson(text, ()) for text in clean]
    trainer = pycrfsuite.Trainer(verbose=False)
    for lesson in taught:
        view = view_of(lesson.text)
        if tokens := tokens_of(view):
            trainer.append(features_of(view, tokens, prove(view)), labels_of(view, tokens, lesson))
    trainer.set_params(_SETTINGS)
    trainer.train(str(target))
    return len(taught)


def labels_of(view: View, tokens: Sequence[Token], lesson: Lesson) -> list[str]:
    """`B…` for the first token of a piece, `I…` for its others; a token that it cuts is of it."""
    labels = [OUTSIDE] * len(tokens)
    places = [view.normal.given(token.start, token.end) for token in tokens]
    for start, end, kind in lesson.spans:
        inside = [i for i, (first, last) in enumerate(places) if first < end and last > start]
        for i in inside:
            labels[i] = f"{'B' if i == inside[0] else 'I'}{kind}"
    return labels


def _lesson(item: dict[str, object]) -> Lesson:
    text, spans = str(item["text"]), item["spans"]
    if not isinstance(spans, list):
        raise TypeError("spans is no list")
    found = sorted((int(one["start"]), int(one["end"]), str(one["type"])) for one in spans)
    if any(not 0 <= start < end <= len(text) for start, end, _ in found):
        raise ValueError("a span lies outside of the text")
    return Lesson(text, tuple(found), str(item.get("writer", "")))


def _with_other_names(lessons: Iterable[Lesson], chance: random.Random) -> Iterator[Lesson]:
    """So that what stands around a name tells it, and not the name alone."""
    names = {kind: sorted(words.names(kind)) for kind in ("given", "family")}
    for lesson in lessons:
        if any(kind == "name" and lesson.text[s:e][0] > "z" for s, e, kind in lesson.spans):
            yield _replaced(lesson, lambda name: _other_name(name, names, chance))


def _other_name(name: str, names: dict[str, list[str]], chance: random.Random) -> str:
    found = []
    for part in name.split(" "):
        lists = words.lists_of(key_of(part))
        kind = "family" if "family" in lists and "given" not in lists else "given"
        found.append(chance.choice(names[kind]) if chance.random() < _OTHER_NAME else part)
    return " ".join(found)


def _replaced(lesson: Lesson, change: Callable[[str], str]) -> Lesson:
    parts, spans, place = [], [], 0
    for start, end, kind in lesson.spans:
        parts.append(lesson.text[place:start])
        value = lesson.text[start:end]
        value = change(value) if kind == "name" else value
        first = sum(map(len, parts))
        parts.append(value)
        spans.append((first, first + len(value), kind))
        place = end
    return Lesson("".join([*parts, lesson.text[place:]]), tuple(spans), lesson.writer)


def _hidden(lessons: Iterable[Lesson], mask: Mask) -> Iterator[Lesson]:
    for lesson in lessons:
        if lesson.spans:
            yield Lesson(mask(lesson.text, lesson.spans), (), lesson.writer)


def _words_of(text: str) -> Iterator[str]:
    return (token.key for token in tokens_of(view_of(text)) if token.key.isalpha())


def _likeness(counts: Counter[str]) -> np.ndarray:
    """Weights of groups of letters, and one for all: names of the lists against usual words."""
    listed = words.names("given") | words.names("family")
    usual = {key for key, count in counts.items() if key not in listed or count >= _USUAL_ENOUGH}
    known = [*sorted(listed), *sorted(usual)]
    rows = [grams_of(key) for key in known]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.concatenate([np.asarray(row) for row in rows])
    seen = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(known), words.BUCKETS))
    model = LogisticRegression(C=_PENALTY, max_iter=300, class_weight="balanced")
    model.fit(seen, [1] * len(listed) + [0] * len(usual))
    return np.append(model.coef_[0], model.intercept_).astype(np.float16)
