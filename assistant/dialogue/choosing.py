"""Which facts of a service are told for a message: for each of its questions, or for none of them.

«هزینه‌اش چند است؟ باید خودم بیایم؟» asks twice, and each question has an answer of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue import words
from assistant.dialogue.audiences import holds_for
from assistant.dialogue.everyday import EverydayReader, answers, beyond
from assistant.dialogue.fact_answers import (
    LEAST,
    SURE,
    Answer,
    all_of_aspect,
    covers,
    likeliest,
    marked_for,
    of_aspect,
    papers,
    whole_list,
)
from assistant.dialogue.facts import (
    FactQuery,
    FactRanker,
    Ranked,
    Told,
)
from assistant.dialogue.own_case.answers import on_own_case
from assistant.language.dates import today as in_tehran
from assistant.tracing import span
from knowledge.catalogue import Entry
from knowledge.fact_marks import EVERYDAY, Everyday
from knowledge.facts import Fact
from knowledge.features.answers import AnswerEncoder
from knowledge.features.questions import questions_in
from knowledge.search.answered import AnsweredQuestions

DECIDES, UNDECIDED, _FAR = 0.05, 0.8, 3.0
"""How likely a fact must be whose rules decide the asker's own case, and how unlikely that nothing
answers; so many times likelier it is than one that decides otherwise."""
_MOST_QUESTIONS = 5


@dataclass(frozen=True)
class QuestionPart:
    """One of several questions of a message: its words, what it asks for, and what answers it.

    Several questions that one answer fits are one part. `other` is the service that it is about,
    where that is not the one that was asked.
    """

    questions: tuple[str, ...]
    aspect: str
    answer: Answer | None
    other: Entry | None = None


class FactChooser:
    """Chooses among the facts of one service; `today` is the day from which terms are reckoned."""

    def __init__(
        self,
        encoder: AnswerEncoder,
        answered: AnsweredQuestions | None = None,
        everyday: EverydayReader | None = None,
        today: Callable[[], date] = in_tehran,
    ) -> None:
        self._ranker, self.today = FactRanker(encoder, answered, everyday), today

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
        if bare := all_of_aspect(entry, query.text, aspect, ranked):
            return bare
        if answer := likeliest(ranked, told) or marked_for(ranked, everyday, query):
            return answer
        if aspect == "paper":
            return papers(entry, told)
        return None if aspect in told else whole_list(entry, aspect)

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
        # «مردان: تا ۵۰ سال» decides nothing for who has not said to be one.
        facts = [
            (one, p)
            for one, p in ranked
            if isinstance(one, Fact) and p >= DECIDES and holds_for(one, query)
        ]
        if everyday is not None:
            facts = [pair for pair in facts if answers(pair[0], everyday, query)]
        found = [
            Answer((fact,), "", p, verdict=verdict)
            for fact, p in facts
            if (verdict := on_own_case(fact, query.text, query.before, self.today()))
            # A number that was told before may have been told for another question.
            and (p >= LEAST or on_own_case(fact, query.text, "", self.today()))
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
            if not any(answer and covers(answer, aspect) for _, answer in found):
                yield aspect, of_aspect(entry, aspect, ranked, told, is_sure=True)

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
            if first is None or not covers(first, aspect):
                found.append((aspect, of_aspect(entry, aspect, ranked, told, is_sure=is_sure)))
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


def _aspect_of(question: str, answer: Answer | None) -> str:
    """What one of several questions asks for, as far as its words and its answer tell."""
    if words.has("phones", question) and not (answer and answer.is_sure):
        return "contact"
    if answer is None:
        return next(iter(words.aspects_named(question)), "what")
    return answer.whole or answer.facts[0].aspect
