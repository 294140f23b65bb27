"""How likely each fact of a service answers a question, or that none does.

An encoder reads the question with each fact and says how well they fit: alone, and behind what the
citizen told before. A question like it, whose answer was marked, adds to that answer. The softmax
over all facts, the whole lists, and «nothing answers it» is the probability that it is right.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.dialogue.audiences import is_elsewhere
from assistant.dialogue.everyday import EverydayReader, lean
from assistant.language.repair import repair
from knowledge.aspects import IN_QUESTIONS
from knowledge.catalogue import Entry
from knowledge.fact_marks import Everyday
from knowledge.facts import Fact, facts_of
from knowledge.features.answers import AnswerEncoder
from knowledge.features.labels import NOTHING
from knowledge.search.answered import NOTHING as UNANSWERED
from knowledge.search.answered import AnsweredQuestions

LISTS = tuple(name for name, row in IN_QUESTIONS.items() if row.whole)
"""Aspects that are told as a whole when they are asked for as a whole."""
OF_LISTS = tuple(name for name, row in IN_QUESTIONS.items() if row.telling == "item")
"""Aspects whose facts are items of a list, and no sentences by themselves."""
LIKE = {name: row.like for name, row in IN_QUESTIONS.items()}
"""Aspects that facts of another one may answer, too."""
SHARPNESS, _OF_NOTHING, _OF_AN_ITEM = 0.7, 0.8, -0.8
"""What the encoder says counts by the first; the second is added to «nothing answers it», the third
to an item of a list: the encoder finds nothing too rarely, and items too often. With them .78 of
316 questions out of talks with strangers are told the right fact (decision 47)."""
_TINY = 1e-9
_READ_AGAIN = 8
"""So many candidates are read again behind what was told before."""
_KEPT = 256

KIND_WEIGHT, _KIND_LEAST, _KIND_OF_NONE = 0.2, 0.05, 0.3
"""How much it counts that a fact is of the kind that is asked for, as the message's reading hears
it: the power of that share, no less than the second; of «nothing answers it» it is the third. Of
276 questions .70 had the right fact first without it, and .74 with it."""

_ALIKE_WEIGHT, _ALIKE_LEARNT, _ALIKE_FROM = 9.6, 12.0, 0.2
"""What a marked question adds to the logit of its answer, for each point of likeness from the
third on (decision 41): half of it by the question alone, half behind what was told before. The
second is what the ranker of referents has learnt."""

_AWAY = 0.2
"""The share of its probability that such a fact keeps. On five files of questions right first moves
by -.005 to +.005; in 50 talks with strangers «مقیم خارج» was told seven times to who is not."""

_NOTHING = "هیچ‌کدام؛ در این باره چیزی نمی‌دانیم"
Candidate = Fact | str | None
"""A fact, the name of a whole list, or None for «nothing answers it»."""
Told = frozenset[Fact | str]
Scores = NDArray[np.float32]
Ranked = Sequence[tuple[Candidate, float]]
"""Candidates with their probability, best first."""
Kinds = Mapping[str, float]
"""How likely each aspect is asked for, and NOTHING for none of them."""


@dataclass(frozen=True)
class FactQuery:
    """A question, repaired: what its reading hears it ask for, and what was told `before` it.

    «تا کی وقت داریم؟» leans on «پدرم اسفند فوت کرد». `typed` is the masked message as it came,
    `elsewhere` the service that a search that knows of no talk finds for each of its questions, and
    `focus` what was talked of, where the message is taken for another service.
    """

    text: str
    kinds: Kinds = field(default_factory=dict)
    before: str = ""
    typed: str = ""
    elsewhere: Mapping[str, Entry] = field(default_factory=dict)
    focus: Entry | None = None


class FactRanker:
    """Ranks the facts of one service; takes some 2 ms of CPU for each."""

    def __init__(
        self,
        encoder: AnswerEncoder,
        answered: AnsweredQuestions | None = None,
        everyday: EverydayReader | None = None,
    ) -> None:
        """Without questions that were `answered` and `everyday` ones, the encoder ranks alone."""
        self._encoder, self._answered, self._everyday = encoder, answered, everyday
        # The same turn asks twice: whether the focus answers a message, and with what.
        self._alone = lru_cache(_KEPT)(self._read)
        self._kept = lru_cache(_KEPT)(self._shares)

    def ranked(self, entry: Entry, query: FactQuery, everyday: Everyday | None = None) -> Ranked:
        """All candidates by how well they fit and whether they are of the kind asked for.

        Of several everyday questions one is answered: those of the others do not count.
        """
        ranked = _weighed(self._kept(entry, query.text, query.before), query.kinds)
        ranked = _near_home(ranked, query)
        share = self.everyday(query.text).get(everyday, 0.0) if everyday else 0.0
        if everyday is None or not share:
            return ranked
        found, top = [one for one, _ in ranked], max(p for one, p in ranked if one is not None)
        added = lean(found, everyday, share, query, top)
        logits = np.log(np.array([p for _, p in ranked], np.float32) + _TINY) + added
        shares = zip(found, _softmax(logits).tolist(), strict=True)
        return sorted(shares, key=lambda pair: -pair[1])

    def everyday(self, question: str) -> dict[Everyday, float]:
        """The everyday questions that a repaired text asks, the likeliest first."""
        return self._everyday.asked(question) if self._everyday else {}

    def answered(self, entry: Entry, question: str) -> float:
        """How likely something that is known of a service answers a repaired question.

        What ranks referents has learnt this share, so it is the encoder's own.
        """
        scores = self._alone(entry, question) + self._remembered(entry, question, "", _ALIKE_LEARNT)
        return 1.0 - float(_softmax(scores)[-1])

    def likest(self, services: Iterable[str], question: str) -> dict[str, float]:
        """By service, how like a repaired question is to one that was asked of it, 0..1."""
        return self._answered.likest(services, question) if self._answered else {}

    def _shares(self, entry: Entry, question: str, before: str) -> Ranked:
        found = candidates(entry)
        scores = SHARPNESS * self._in_context(entry, question, before)
        scores = scores + _standing(entry) + self._remembered(entry, question, before)
        shares = _softmax(scores)
        return [(found[n], float(shares[n])) for n in np.argsort(-shares, kind="stable")]

    def _in_context(self, entry: Entry, question: str, before: str) -> Scores:
        """How well each fits the question alone and behind what was told, half and half.

        The right one is among those that the question alone makes likeliest: only these, and
        «nothing answers it», are read again.
        """
        alone: Scores = self._alone(entry, question)
        if not before:
            return alone
        likely = sorted({*np.argsort(-alone)[:_READ_AGAIN].tolist(), len(alone) - 1})
        texts = [rendered(entry)[n] for n in likely]
        behind = alone.copy()
        behind[likely] = self._encoder.scores(asked_of(entry, f"{before} {question}"), texts)
        both: Scores = np.mean([alone, behind], axis=0, dtype=np.float32)
        return both

    def _read(self, entry: Entry, question: str) -> Scores:
        return self._encoder.scores(asked_of(entry, question), rendered(entry))

    def _remembered(
        self, entry: Entry, question: str, before: str, weight: float = _ALIKE_WEIGHT
    ) -> Scores:
        """What questions that were answered before add to each candidate."""
        added = np.zeros(len(candidates(entry)), np.float32)
        for text in (question, f"{before} {question}".strip()):
            known = self._answered.likeness(entry.service.id, text) if self._answered else {}
            likeness = [known.get(_told_as(one), 0.0) for one in candidates(entry)]
            added += weight / 2 * np.maximum(0.0, np.array(likeness) - _ALIKE_FROM)
        return added


def _softmax(scores: Scores) -> Scores:
    shares: Scores = np.exp(scores - scores.max())
    total: np.float32 = shares.sum()
    return shares / total


@lru_cache(maxsize=1024)
def _standing(entry: Entry) -> Scores:
    return np.array([standing(one) for one in candidates(entry)], np.float32)


def standing(one: Candidate) -> float:
    """What is added to the logit of a candidate, whatever is asked."""
    if one is None:
        return _OF_NOTHING
    return _OF_AN_ITEM if isinstance(one, Fact) and one.aspect in OF_LISTS else 0.0


def _told_as(one: Candidate) -> str:
    """How a candidate is called where answers are marked."""
    if one is None:
        return UNANSWERED
    return one if isinstance(one, str) else one.text


def _weighed(ranked: Ranked, kinds: Kinds) -> Ranked:
    """The candidates by how well they fit and whether they are of the kind asked for."""
    if not kinds:
        return ranked
    shares = [(one, p * _of_kind(one, kinds) ** KIND_WEIGHT) for one, p in ranked]
    total = sum(p for _, p in shares)
    return sorted(((one, p / total) for one, p in shares), key=lambda pair: -pair[1])


def _near_home(ranked: Ranked, query: FactQuery) -> Ranked:
    """What holds only abroad or in another province is less likely where neither is spoken of."""
    away = [isinstance(one, Fact) and is_elsewhere(one, query) for one, _ in ranked]
    if not any(away):
        return ranked
    shares = [
        (one, p * (_AWAY if is_away else 1.0))
        for (one, p), is_away in zip(ranked, away, strict=True)
    ]
    total = sum(p for _, p in shares)
    return sorted(((one, p / total) for one, p in shares), key=lambda pair: -pair[1])


def _of_kind(one: Candidate, kinds: Kinds) -> float:
    """How likely the kind of a candidate is asked for, or none in particular."""
    if one is None:
        return _KIND_OF_NONE
    own = one if isinstance(one, str) else one.aspect
    likely = max(kinds.get(name, 0.0) for name in (own, *LIKE.get(own, ())))
    return likely + kinds.get(NOTHING, 0.0) + _KIND_LEAST


@lru_cache(maxsize=1024)
def candidates(entry: Entry) -> tuple[Candidate, ...]:
    """Every fact, the whole lists, and at the end None."""
    facts = facts_of(entry)
    lists = (name for name in LISTS if sum(fact.aspect == name for fact in facts) > 1)
    return (*facts, *lists, None)


def asked_of(entry: Entry, question: str) -> str:
    """A repaired question as the encoder reads it: who names the service again asks no other."""
    return f"{_plain(entry.service.title)}: {question}"


@lru_cache(maxsize=1024)
def rendered(entry: Entry) -> tuple[str, ...]:
    """The candidates as the encoder reads them: «هزینه: ۵۰۰ هزار تومان»."""
    return tuple(map(_rendered, candidates(entry)))


def _rendered(one: Candidate) -> str:
    if one is None:
        return _NOTHING
    if isinstance(one, str):
        return IN_QUESTIONS[one].whole
    return f"{IN_QUESTIONS[one.aspect].read_as}: {_plain(one.text)}"


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return repair(text, spelling=False).text
