"""Which facts of a service are told for a message: for each of its questions, or for none of them.

«هزینه‌اش چند است؟ باید خودم بیایم؟» asks twice, and each question has an answer of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue import words
from assistant.dialogue.everyday import EverydayReader, answers, beyond
from assistant.dialogue.facts import (
    LIKE,
    LISTS,
    Candidate,
    FactQuery,
    FactRanker,
    Ranked,
    Told,
    candidates,
)
from assistant.dialogue.own_case.answers import on_own_case
from assistant.dialogue.own_case.verdicts import OwnCaseVerdict
from assistant.language.dates import today as in_tehran
from assistant.tracing import span
from knowledge.catalogue import Entry
from knowledge.fact_marks import EVERYDAY, Everyday
from knowledge.facts import Fact, facts_of
from knowledge.features.answers import AnswerEncoder
from knowledge.features.questions import questions_in
from knowledge.search.answered import AnsweredQuestions

SURE, LEAST, UNKNOWN = 0.65, 0.2, 0.7
"""From the first on facts are said as the answer; below the second, and where «nothing answers it»
has the third, none is told; between them they are the nearest that are known. Of 316 questions out
of talks with strangers, by the right service, .84 of those above the first got the right fact, .56
of those between, and of those below the second .23 would have."""
AGAIN = 0.55
"""From here on what was told already is the answer again, and below it only near: in those talks
.80 of 60 such answers were right from .6 on, .47 of 36 from .35 on, and .19 of 59 below it. What
comes behind it is right for .10 of these 155."""
DECIDES, UNDECIDED, _FAR = 0.05, 0.8, 3.0
"""How likely a fact must be whose rules decide the asker's own case, and how unlikely that nothing
answers; so many times likelier it is than one that decides otherwise."""
_NEAR, _MOST = 0.5, 3
"""More facts are told with the first where it is not sure and they are so likely beside it."""
_MOST_QUESTIONS, _MOST_OF_BARE, _MOST_MARKED = 5, 2, 2
_OF_SEVERAL = 0.2
"""How likely the best fact of one more aspect must be, beside those of the others."""


@dataclass(frozen=True)
class QuestionPart:
    """One of several questions of a message: its words, what it asks for, and what answers it.

    Several questions that one answer fits are one part. `other` is the service that it is about,
    where that is not the one that was asked.
    """

    questions: tuple[str, ...]
    aspect: str
    answer: "Answer | None"
    other: Entry | None = None


@dataclass(frozen=True)
class Answer:
    """What answers a question: facts, or a whole list.

    `share` is how likely it does; where it is not `is_sure`, it is only the nearest that is known.
    `is_doubtful`: that nothing answers it is likelier than any of these. `verdict` is what the
    first fact says to the asker's own case.
    """

    facts: tuple[Fact, ...]
    whole: str
    share: float
    is_sure: bool = True
    is_doubtful: bool = False
    verdict: OwnCaseVerdict | None = None


class FactChooser:
    """Chooses among the facts of one service; `today` is the day from which terms are reckoned."""

    def __init__(
        self,
        encoder: AnswerEncoder,
        answered: AnsweredQuestions | None = None,
        everyday: EverydayReader | None = None,
        today: Callable[[], date] = in_tehran,
    ) -> None:
        self._ranker, self._today = FactRanker(encoder, answered, everyday), today

    def answers(
        self, entry: Entry, query: FactQuery, aspects: Sequence[str], told: Told = frozenset()
    ) -> list[tuple[str, Answer | None]]:
        """What answers a message: each of its questions, or each aspect of a single one.

        Everyday questions stand under their own names.
        """
        if parts := self.parts(entry, query, told):
            return [(part.aspect, part.answer) for part in parts]
        kinds = list(self._ranker.everyday(query.text))
        if kinds:
            rest = beyond(aspects, kinds)
            found = [(kind, self.choose(entry, query, kind, told)) for kind in kinds]
            return [*_different(found), *self._rest(entry, query, rest, found, told)]
        if len(aspects) > 1:
            return self._of_aspects(entry, query, aspects, told)
        aspect = aspects[0] if aspects else "what"
        return [(aspect, self.choose(entry, query, aspect, told))]

    def parts(self, entry: Entry, query: FactQuery, told: Told = frozenset()) -> list[QuestionPart]:
        """What answers each question of a message that asks several; none of one that asks once."""
        questions = questions_in(query.text)[:_MOST_QUESTIONS]
        if len(questions) < 2:
            return []
        found = _joined(self._of_each(entry, query, questions, told))
        # What is unknown and asks nothing by its words only tells: «دست نگه دار».
        asked = [part for part in found if part.answer or part.other or _asks(part)]
        return asked if len(asked) > 1 else []

    def choose(
        self, entry: Entry, query: FactQuery, aspect: str = "", told: Told = frozenset()
    ) -> Answer | None:
        """The answer to one question; None if nothing that is known answers it.

        A bare question («هزینه‌اش چقدر است؟») is answered by what is known of its `aspect`, which
        may be an everyday question.
        """
        everyday = next((kind for kind in EVERYDAY if kind == aspect), None)
        with span("choice of a fact"):
            ranked = self._ranker.ranked(entry, query, everyday)
        if decided := self._decided(ranked, query, everyday):
            return decided
        if bare := _of_bare(entry, query.text, aspect, ranked):
            return bare
        if answer := _likeliest(ranked, told) or _marked(ranked, everyday, query):
            return answer
        if aspect == "paper":
            return _papers(entry, told)
        return None if aspect in told else _whole(entry, aspect)

    def answered(self, entry: Entry, question: str) -> float:
        """How likely something that is known of a service answers a repaired question."""
        return self._ranker.answered(entry, question)

    def likest(self, services: Iterable[str], question: str) -> dict[str, float]:
        """By service, how like a repaired question is to one that was asked of it, 0..1."""
        return self._ranker.likest(services, question)

    def _decided(
        self, ranked: Ranked, query: FactQuery, everyday: Everyday | None
    ) -> Answer | None:
        """A fact whose rules decide the asker's own case, unless another fact surely answers.

        A number of the right kind, person and event says much for a fact, so it may be less likely;
        not so where an everyday question is asked that it does not answer.
        """
        facts = [(one, p) for one, p in ranked if isinstance(one, Fact) and p >= DECIDES]
        if everyday is not None:
            facts = [pair for pair in facts if answers(pair[0], everyday, query)]
        found = [
            Answer((fact,), "", p, verdict=verdict)
            for fact, p in facts
            if (verdict := on_own_case(fact, query.text, query.before, self._today()))
            # A number that was told before may have been told for another question.
            and (p >= LEAST or on_own_case(fact, query.text, "", self._today()))
        ]
        none = next(p for one, p in ranked if one is None)
        return found[0] if found and none < UNDECIDED and _prevails(found, facts[0]) else None

    def _of_each(
        self, entry: Entry, query: FactQuery, questions: Sequence[str], told: Told
    ) -> Iterator[QuestionPart]:
        """Each question, read behind those before it, and of the service that was named last.

        «بیمه سلامت چجوری بگیرم، مجانیه؟» asks twice of that insurance, whatever was talked of.
        """
        before, current = query.before, _begun_with(entry, query, questions[0])
        for question in questions:
            asked = FactQuery(question, before=before)
            if (named := query.elsewhere.get(question)) and named is not current:
                known = self.choose(current, asked, _named_in(question), told)
                current = current if _is_sure(known) else named
            kinds = list(self._ranker.everyday(question))
            for aspect in kinds or (_named_in(question),):
                of, answer = self._of_last(current, entry, asked, aspect, told)
                known_as = aspect if kinds else _aspect_of(question, answer)
                yield QuestionPart((question,), known_as, answer, None if of is entry else of)
            before = f"{before} {question}".strip()

    def _of_last(
        self, last: Entry, entry: Entry, asked: FactQuery, aspect: str, told: Told
    ) -> tuple[Entry, Answer | None]:
        """What answers a question of the service that was named last, or else of the other one."""
        own = self.choose(entry, asked, aspect, told)
        if last is entry:
            return entry, own
        answer = self.choose(last, asked, aspect)
        is_own = _is_likely(own) and not _is_likely(answer)
        return (entry, own) if is_own else (last, answer)

    def _rest(
        self,
        entry: Entry,
        query: FactQuery,
        aspects: Sequence[str],
        found: Sequence[tuple[str, Answer | None]],
        told: Told,
    ) -> Iterator[tuple[str, Answer | None]]:
        """What is asked beside everyday questions, where their answers leave it out."""
        ranked = self._ranker.ranked(entry, query)
        for aspect in aspects:
            if not any(answer and _covers(answer, aspect) for _, answer in found):
                yield aspect, _of_aspect(entry, aspect, ranked, told, is_sure=True)

    def _of_aspects(
        self, entry: Entry, query: FactQuery, aspects: Sequence[str], told: Told
    ) -> list[tuple[str, Answer | None]]:
        """The answer to a question for several aspects, and more where it leaves one of them out.

        What answers the rest is likely enough beside the first, and no surer than that.
        """
        first = self.choose(entry, query, aspects[0], told)
        found: list[tuple[str, Answer | None]] = [(aspects[0], first)]
        ranked = self._ranker.ranked(entry, query)
        is_sure = first is not None and first.is_sure
        for aspect in aspects[1:]:
            if first is None or not _covers(first, aspect):
                found.append((aspect, _of_aspect(entry, aspect, ranked, told, is_sure=is_sure)))
        return found


def _begun_with(entry: Entry, query: FactQuery, question: str) -> Entry:
    """The service of the first question: the one before, where a later one names the new one."""
    is_named_later = entry in query.elsewhere.values() and question not in query.elsewhere
    return query.focus if query.focus is not None and is_named_later else entry


def _named_in(question: str) -> str:
    return next(iter(words.aspects_named(question)), "")


def _joined(parts: Iterable[QuestionPart]) -> list[QuestionPart]:
    """Questions that have the same answer, or a part of it, are answered together."""
    found = list[QuestionPart]()
    for part in parts:
        told = next((n for n, one in enumerate(found) if _is_within(part, one)), None)
        if told is None:
            found.append(part)
        else:
            questions = dict.fromkeys((*found[told].questions, *part.questions))
            found[told] = replace(found[told], questions=tuple(questions))
    return found


def _asks(part: QuestionPart) -> bool:
    return any(words.has("questions", one) or "؟" in one for one in part.questions)


def _is_within(part: QuestionPart, other: QuestionPart) -> bool:
    """Whether all that answers a part is told by another one already."""
    mine, its = part.answer, other.answer
    if mine is None or its is None or part.other is not other.other:
        return part == other
    return {*mine.facts} <= {*its.facts} if mine.facts else mine.whole == its.whole


def _is_likely(answer: Answer | None) -> bool:
    return answer is not None and not answer.is_doubtful


def _is_sure(answer: Answer | None) -> bool:
    return answer is not None and answer.is_sure


def _of_aspect(
    entry: Entry, aspect: str, ranked: Ranked, told: Told, *, is_sure: bool
) -> Answer | None:
    """The likeliest of an aspect beside what answers the rest, and no surer than that."""
    new = [(one, p) for one, p in ranked if one is not None and one not in told]
    old = [(one, p) for one, p in ranked if isinstance(one, Fact) and one in told]
    best, share = next(((one, p) for one, p in (*new, *old) if _tells(one, aspect)), (None, 0.0))
    if best is None or share < _OF_SEVERAL:
        return _whole(entry, aspect)
    return Answer(*_alone(best), share, is_sure and best not in told)


def _different(
    found: Sequence[tuple[str, Answer | None]],
) -> Iterator[tuple[str, Answer | None]]:
    """Each answer once: two questions of one breath may have the same."""
    said: list[tuple[object, object]] = []
    for aspect, answer in found:
        if answer is None or (answer.facts, answer.whole) not in said:
            said += [(answer.facts, answer.whole)] if answer else []
            yield aspect, answer


def _prevails(found: Sequence[Answer], best: tuple[Fact, float]) -> bool:
    """Whether the first verdict stands: others say the same, or are of far less likely facts."""
    first, (fact, share) = found[0], best
    others = [one for one in found if one.verdict and first.verdict and _says(one) != _says(first)]
    is_first = first.facts[0] == fact or share < SURE
    return is_first and all(first.share >= _FAR * one.share for one in others)


def _says(answer: Answer) -> tuple[str, str]:
    assert answer.verdict is not None
    return answer.verdict.says, answer.verdict.value


def _likeliest(ranked: Ranked, told: Told) -> Answer | None:
    """The likeliest candidate, with a second fact where that is near; None where none is likely."""
    none = next(p for one, p in ranked if one is None)
    best, share = next((one, p) for one, p in ranked if one is not None)
    if none >= UNKNOWN:
        return None
    if best in told and share < AGAIN:
        return _told_near(best, share, none)
    answer = _with_near(best, share, ranked, told)
    if answer.share < LEAST:
        return None
    return replace(answer, is_sure=answer.share >= SURE, is_doubtful=none >= share)


def _told_near(best: Fact | str, share: float, none: float) -> Answer | None:
    """What was told already is still the nearest, where it is likelier than that none answers."""
    if isinstance(best, str) or share < max(LEAST, none):
        return None
    return Answer((best,), "", share, is_sure=False, is_doubtful=True)


def _marked(ranked: Ranked, everyday: Everyday | None, query: FactQuery) -> Answer | None:
    """What is marked for an everyday question is told of it, however unlikely, and though again."""
    if everyday is None:
        return None
    found = [(one, p) for one, p in ranked if answers(one, everyday, query)][:_MOST_MARKED]
    facts = tuple(one for one, _ in found if isinstance(one, Fact))
    return Answer(facts, "", sum(p for _, p in found), is_sure=False) if facts else None


def _with_near(best: Fact | str, share: float, ranked: Ranked, told: Told) -> Answer:
    if isinstance(best, str):
        return Answer((), best, sum(p for one, p in ranked if one == best or _is_of(one, best)))
    near = [(one, p) for one, p in ranked if isinstance(one, Fact) and p >= _NEAR * share]
    shown = [(one, p) for one, p in near[:_MOST] if one == best or one not in told]
    kept = shown if best not in told and share < SURE else shown[:1]
    return Answer(tuple(one for one, _ in kept), "", sum(p for _, p in kept))


def _whole(entry: Entry, aspect: str) -> Answer | None:
    """A whole list answers any question for papers or steps in some way."""
    is_list = aspect in LISTS and aspect in candidates(entry)
    return Answer((), aspect, LEAST, is_sure=False) if is_list else None


def _papers(entry: Entry, told: Told) -> Answer | None:
    """«طلاق‌نامه هم می‌خواهد؟» is answered, once, by a list that does not have it."""
    if "documents" in candidates(entry):
        return None if "documents" in told else _whole(entry, "documents")
    found = (fact for fact in facts_of(entry) if fact.aspect == "documents" and fact not in told)
    facts = tuple(found)[:_MOST]
    return Answer(facts, "", LEAST, is_sure=False) if facts else None


def _of_bare(entry: Entry, question: str, aspect: str, ranked: Ranked) -> Answer | None:
    """All of an aspect, where a question names it and nothing else."""
    if not aspect or words.own_words(question) - words.title_words(entry):
        return None
    if aspect in LISTS and aspect in [one for one, _ in ranked]:
        return Answer((), aspect, 1.0)
    facts = tuple(one for one, _ in ranked if isinstance(one, Fact) and one.aspect == aspect)
    return Answer(facts[:_MOST_OF_BARE], "", 1.0) if facts and aspect != "what" else None


def _aspect_of(question: str, answer: Answer | None) -> str:
    """What one of several questions asks for, as far as its words and its answer tell."""
    if words.has("phones", question) and not (answer and answer.is_sure):
        return "contact"
    if answer is None:
        return next(iter(words.aspects_named(question)), "what")
    return answer.whole or answer.facts[0].aspect


def _covers(answer: Answer, aspect: str) -> bool:
    told: tuple[Fact | str, ...] = (*answer.facts, answer.whole)
    return any(_tells(one, aspect) for one in told)


def _alone(best: Fact | str) -> tuple[tuple[Fact, ...], str]:
    return ((), best) if isinstance(best, str) else ((best,), "")


def _is_of(one: Candidate, aspect: str) -> bool:
    return isinstance(one, Fact) and one.aspect == aspect


def _tells(one: Fact | str, aspect: str) -> bool:
    own = one if isinstance(one, str) else one.aspect
    return own == aspect or aspect in LIKE.get(own, ())
