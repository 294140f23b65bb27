"""Which facts of a service answer a question, or none of them.

An encoder reads the question with each fact and says how well they fit; a question like it, whose
answer was marked, adds to that answer. The softmax over all facts, the whole lists, and «nothing
answers it» is the probability that it is the right answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.dialogue import words
from assistant.language.repair import repair
from knowledge.catalogue import Entry
from knowledge.facts import Fact, facts_of
from knowledge.features.answers import AnswerEncoder
from knowledge.features.labels import NOTHING
from knowledge.search.answered import NOTHING as UNANSWERED
from knowledge.search.answered import AnsweredQuestions

LISTS = ("documents", "steps")
"""Aspects that are told as a whole when they are asked for as a whole."""
OF_LISTS = (*LISTS, "eligibility")
"""Aspects whose facts are items of a list, and no sentences by themselves."""
_LIKE = {"eligibility": ("who", "what"), "what": ("benefit", "validity", "after", "who")}
"""Aspects that facts of another one may answer, too."""
SURE, LEAST, UNDER_NONE = 0.75, 0.08, 0.2
"""From the first on a fact is said as the answer; below it the nearest that are known are told,
each as likely as the second, and as the third's share of «nothing answers it». Of 371 questions of
the own case, by writers that nothing had learnt, .85 are told the right fact."""
OF_LIST = 0.15
"""An item of a list that is not asked for must be so likely: a bare paper or step tells little."""
AGAIN = 0.85
"""From here on what was told already is the answer to another question, too. Below it it mostly is
none: of 19 such answers in talks with strangers 4 were right."""
_NEAR = 0.6
"""A second fact is told with the first when it is at least this share as likely."""
_MOST, _MOST_NEAREST = 2, 3
_READ_AGAIN = 8
"""So many candidates are read again with what was told before. Of 268 questions that lean on an
earlier message .61 have the right fact first by themselves, and .76 with it."""
_KEPT, _MOST_QUESTIONS = 256, 3
_OF_SEVERAL = 0.2
"""How likely the best fact of one more aspect must be, beside those of the others."""

KIND_WEIGHT, _KIND_LEAST, _KIND_OF_NONE = 0.2, 0.05, 0.3
"""How much it counts that a fact is of the kind that is asked for, as the message's reading hears
it: the power of that share, no less than the second; of «nothing answers it» it is the third. Of
these 276 questions .70 had the right fact first without it, and .74 with it."""

_ALIKE_WEIGHT, _ALIKE_FROM = 12.0, 0.2
"""What a marked question adds to the logit of its answer, for each point of likeness from the
second on (decision 41)."""

_NOTHING = "هیچ‌کدام؛ در این باره چیزی نمی‌دانیم"
_WHOLE = {
    "documents": "فهرست همه مدارک لازم",
    "steps": "فهرست همه مراحل از اول تا آخر",
}
_ASPECTS = {
    "documents": "مدارک",
    "prerequisites": "پیش‌نیاز",
    "steps": "مراحل",
    "fee": "هزینه",
    "duration": "زمان انجام",
    "deadline": "مهلت",
    "where": "کجا",
    "who": "چه کسی",
    "eligibility": "شرایط",
    "online": "اینترنتی",
    "benefit": "مبلغ و مزایا",
    "validity": "اعتبار",
    "after": "بعد از آن",
    "refused": "اگر رد شد",
    "contact": "تماس",
    "what": "توضیح",
}
"""How the encoder knows them: no citizen reads these, and a change asks for a new training."""
Candidate = Fact | str | None
"""A fact, the name of a whole list, or None for «nothing answers it»."""
Told = frozenset[Fact | str]
Kinds = Mapping[str, float]
"""How likely each aspect is asked for, and NOTHING for none of them."""


@dataclass(frozen=True)
class Query:
    """A question, repaired: what its reading hears it ask for, and what was told `before` it.

    «تا کی وقت داریم؟» leans on «پدرم اسفند فوت کرد».
    """

    text: str
    kinds: Kinds = field(default_factory=dict)
    before: str = ""


@dataclass(frozen=True)
class Answer:
    """What answers a question: facts, or a whole list, or that and what is near beside it.

    `share` is how likely it does; where it is not `is_sure`, it is only the nearest that is known.
    `is_doubtful`: that nothing answers it is likelier than any of these.
    """

    facts: tuple[Fact, ...]
    whole: str
    share: float
    is_sure: bool = True
    is_doubtful: bool = False


class FactChooser:
    """Chooses among the facts of one service; takes some 2 ms of CPU for each."""

    def __init__(self, encoder: AnswerEncoder, answered: AnsweredQuestions | None = None) -> None:
        """Without questions that were `answered`, the encoder chooses alone."""
        self._encoder, self._answered = encoder, answered
        # The same turn asks twice: whether the focus answers a message, and with what.
        self._ranked = lru_cache(_KEPT)(self._rank)
        self._again = lru_cache(_KEPT)(self._rank)

    def choose(
        self,
        entry: Entry,
        query: Query,
        aspect: str = "",
        told: Told = frozenset(),
    ) -> Answer | None:
        """The answer to a question; None if nothing that is known answers it.

        What was `told` comes again only if it surely answers this question, too. A bare question
        («هزینه‌اش چقدر است؟») is answered by what is known of its `aspect`.
        """
        ranked = _weighed(self._after(entry, query), query.kinds)
        left = [(one, p) for one, p in ranked if one is None or one not in told or p >= AGAIN]
        if bare := _of_bare(entry, query.text, aspect, ranked):
            return bare
        best = next((one for one, _ in left if one is not None), None)
        if best is not None and (answer := _answer(best, left)).is_sure:
            return answer
        return _nearest(None if aspect in told else _whole(entry, aspect), aspect, left)

    def each(
        self,
        entry: Entry,
        query: Query,
        aspects: Sequence[str],
        told: Told = frozenset(),
    ) -> list[tuple[str, Answer | None]]:
        """The answer to a question for several aspects, and more where it leaves one of them out.

        What answers the rest is likely enough beside the first, and no surer than that.
        """
        first = self.choose(entry, query, aspects[0], told)
        found: list[tuple[str, Answer | None]] = [(aspects[0], first)]
        for aspect in aspects[1:]:
            if first is not None and _covers(first, aspect):
                continue
            ranked = self._after(entry, query)
            new = ((one, p) for one, p in ranked if one is not None and one not in told)
            likely = ((one, p) for one, p in new if _tells(one, aspect))
            best, share = next(likely, (None, 0.0))
            if best is not None and share >= _OF_SEVERAL:
                is_sure = first is not None and first.is_sure
                found.append((aspect, Answer(*_alone(best), share, is_sure)))
            else:
                found.append((aspect, _whole(entry, aspect)))
        return found

    def answers(
        self,
        entry: Entry,
        query: Query,
        aspects: Sequence[str],
        told: Told = frozenset(),
    ) -> list[tuple[str, Answer | None]]:
        """What answers a message: each question, or each aspect of a single one."""
        questions = words.questions(query.text)[:_MOST_QUESTIONS]
        first = aspects[0] if aspects else "what"
        if len(questions) > 1 and len(aspects) <= 1:
            # Two questions may have the same answer, each with a share of its own.
            found: dict[object, tuple[str, Answer | None]] = {}
            for one in questions:
                answer = self.choose(entry, Query(one, before=query.before), told=told)
                key = answer and (answer.facts, answer.whole)
                found.setdefault(key, (_aspect_of(one, answer), answer))
            return list(found.values())
        if len(aspects) > 1:
            return self.each(entry, query, aspects, told)
        return [(first, self.choose(entry, query, first, told))]

    def answered(self, entry: Entry, question: str) -> float:
        """How likely something that is known of a service answers a repaired question."""
        ranked = self._ranked(entry, question)
        return 1.0 - next(share for one, share in ranked if one is None)

    def _after(self, entry: Entry, query: Query) -> Sequence[tuple[Candidate, float]]:
        """All candidates by a question that is read with what was told before it.

        The right one is among those that the question alone makes likeliest: only these are read
        again.
        """
        alone = self._ranked(entry, query.text)
        if not query.before:
            return alone
        likely = [one for one, _ in alone if one is not None][:_READ_AGAIN]
        again = self._again(entry, query.text, query.before, frozenset(likely))
        return [*again, *((one, 0.0) for one, _ in alone if one and one not in likely)]

    def _rank(
        self,
        entry: Entry,
        question: str,
        before: str = "",
        among: frozenset[Candidate] | None = None,
    ) -> list[tuple[Candidate, float]]:
        """All candidates, or those of `among` and None, with their probability, best first."""
        texts = zip(candidates(entry), rendered(entry), strict=True)
        found = [(one, text) for one, text in texts if among is None or one is None or one in among]
        asked = asked_of(entry, f"{before} {question}".strip())
        scores = self._encoder.scores(asked, [text for _, text in found])
        scores = scores + self._remembered(entry, question, [one for one, _ in found])
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        order = np.argsort(-shares, kind="stable")
        return [(found[place][0], float(shares[place])) for place in order]

    def _remembered(
        self, entry: Entry, question: str, found: Sequence[Candidate]
    ) -> NDArray[np.float32]:
        """What questions that were answered before add to each candidate."""
        if self._answered is None:
            return np.zeros(len(found), np.float32)
        alike = self._answered.likeness(entry.service.id, question)
        likeness = (alike.get(_told_as(one), 0.0) for one in found)
        added = [_ALIKE_WEIGHT * max(0.0, one - _ALIKE_FROM) for one in likeness]
        return np.array(added, np.float32)


def _told_as(one: Candidate) -> str:
    """How a candidate is called where answers are marked."""
    if one is None:
        return UNANSWERED
    return one if isinstance(one, str) else one.text


def _weighed(
    ranked: Sequence[tuple[Candidate, float]], kinds: Kinds
) -> Sequence[tuple[Candidate, float]]:
    """The candidates by how well they fit and whether they are of the kind asked for."""
    if not kinds:
        return ranked
    shares = [(one, p * _of_kind(one, kinds) ** KIND_WEIGHT) for one, p in ranked]
    total = sum(p for _, p in shares)
    return sorted(((one, p / total) for one, p in shares), key=lambda pair: -pair[1])


def _of_kind(one: Candidate, kinds: Kinds) -> float:
    """How likely the kind of a candidate is asked for, or none in particular."""
    if one is None:
        return _KIND_OF_NONE
    own = one if isinstance(one, str) else one.aspect
    likely = max(kinds.get(name, 0.0) for name in (own, *_LIKE.get(own, ())))
    return likely + kinds.get(NOTHING, 0.0) + _KIND_LEAST


def _whole(entry: Entry, aspect: str) -> Answer | None:
    """A whole list answers any question for papers or steps in some way."""
    is_list = aspect in LISTS and aspect in candidates(entry)
    return Answer((), aspect, LEAST, is_sure=False) if is_list else None


def _nearest(
    whole: Answer | None, aspect: str, ranked: Sequence[tuple[Candidate, float]]
) -> Answer | None:
    """The likeliest facts, where none is sure, behind the `whole` list that is asked for, if any.

    One of them mostly is the answer, and a citizen sees at once which.
    """
    none = next(p for one, p in ranked if one is None)
    near = [(one, p) for one, p in ranked if one and p >= max(LEAST, UNDER_NONE * none)]
    if whole is None and near and isinstance(near[0][0], str):
        return _answer(near[0][0], ranked)
    facts = [
        (one, p)
        for one, p in near
        if isinstance(one, Fact)
        and not (whole and one.aspect == whole.whole)
        and (p >= OF_LIST or one.aspect == aspect or one.aspect not in OF_LISTS)
    ][: 1 if whole else _MOST_NEAREST]
    is_other = aspect not in ("", "what") and not any(_tells(one, aspect) for one, _ in facts)
    is_unlikely = bool(facts) and none >= facts[0][1]
    if not facts or (is_other and is_unlikely):
        # Of 66 such answers of another kind 7 were right: better say that it is not known.
        return whole
    told, share = tuple(one for one, _ in facts), sum(p for _, p in facts)
    nearest = whole or Answer((), "", share, is_sure=False, is_doubtful=is_other or is_unlikely)
    return replace(nearest, facts=told)


def _of_bare(
    entry: Entry, question: str, aspect: str, ranked: Sequence[tuple[Candidate, float]]
) -> Answer | None:
    """All of an aspect, where a question names it and nothing else."""
    if not aspect or words.own_words(question) - words.title_words(entry):
        return None
    if aspect in LISTS and aspect in [one for one, _ in ranked]:
        return Answer((), aspect, 1.0)
    facts = tuple(one for one, _ in ranked if isinstance(one, Fact) and one.aspect == aspect)
    return Answer(facts[:_MOST], "", 1.0) if facts and aspect != "what" else None


def _aspect_of(question: str, answer: Answer | None) -> str:
    """What one of several questions asks for, as far as its answer tells."""
    if words.has("phones", question) and not (answer and answer.is_sure):
        return "contact"
    if answer is None:
        return "what"
    return answer.whole or answer.facts[0].aspect


def _answer(best: Fact | str, ranked: Sequence[tuple[Candidate, float]]) -> Answer:
    """`best`, with a second fact where that is near; as likely as all that is told together."""
    if isinstance(best, str):
        whole = (p for one, p in ranked if one == best or _is_of(one, best))
        return _sure(Answer((), best, sum(whole)))
    share = next(p for one, p in ranked if one == best)
    near = [(one, p) for one, p in ranked[:_MOST] if isinstance(one, Fact) and p >= _NEAR * share]
    told = near or [(best, share)]
    return _sure(Answer(tuple(one for one, _ in told), "", sum(p for _, p in told)))


def _sure(answer: Answer) -> Answer:
    return replace(answer, is_sure=answer.share >= SURE)


def _covers(answer: Answer, aspect: str) -> bool:
    told: tuple[Fact | str, ...] = (*answer.facts, answer.whole)
    return any(_tells(one, aspect) for one in told)


def _alone(best: Fact | str) -> tuple[tuple[Fact, ...], str]:
    return ((), best) if isinstance(best, str) else ((best,), "")


def _is_of(one: Candidate, aspect: str) -> bool:
    return isinstance(one, Fact) and one.aspect == aspect


def _tells(one: Fact | str, aspect: str) -> bool:
    own = one if isinstance(one, str) else one.aspect
    return own == aspect or aspect in _LIKE.get(own, ())


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
        return _WHOLE[one]
    return f"{_ASPECTS[one.aspect]}: {_plain(one.text)}"


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return repair(text, spelling=False).text
