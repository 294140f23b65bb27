"""What answers one question about a service: facts, or a whole list, out of ranked candidates."""

from dataclasses import dataclass, replace

from assistant.dialogue import words
from assistant.dialogue.everyday import answers
from assistant.dialogue.facts import LIKE, LISTS, Candidate, FactQuery, Ranked, Told, candidates
from assistant.dialogue.own_case.verdicts import OwnCaseVerdict
from knowledge.aspects import SUMMARY
from knowledge.catalogue import Entry
from knowledge.fact_marks import Everyday
from knowledge.facts import Fact, facts_of

SURE, LEAST, UNKNOWN = 0.65, 0.2, 0.7
"""From the first on facts are said as the answer; below the second, and where «nothing answers it»
has the third, none is told; between them they are the nearest that are known. Of 316 questions out
of talks with strangers, by the right service, .84 of those above the first got the right fact, .56
of those between, and of those below the second .23 would have."""
AGAIN = 0.6
"""From here on what was told already is the answer again; below it nothing more is known: in those
talks .80 of 60 such answers were right from here on, .47 of 36 from .35 on, and .19 of 59 below it.
What comes behind it is right for .10 of these 155."""
_NEAR, _MOST = 0.5, 3
"""More facts are told with the first where it is not sure and they are so likely beside it."""
_MOST_OF_BARE, _MOST_MARKED = 2, 2
_OF_SEVERAL = 0.2
"""How likely the best fact of one more aspect must be, beside those of the others."""


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


def of_aspect(
    entry: Entry, aspect: str, ranked: Ranked, told: Told, *, is_sure: bool
) -> Answer | None:
    """The likeliest of an aspect beside what answers the rest, and no surer than that."""
    new = [(one, p) for one, p in ranked if one is not None and one not in told]
    old = [(one, p) for one, p in ranked if isinstance(one, Fact) and one in told]
    best, share = next(((one, p) for one, p in (*new, *old) if _tells(one, aspect)), (None, 0.0))
    if best is None or share < _OF_SEVERAL:
        return whole_list(entry, aspect)
    return Answer(*_alone(best), share, is_sure and best not in told)


def likeliest(ranked: Ranked, told: Told) -> Answer | None:
    """The likeliest candidate, with a second fact where that is near; None where none is likely."""
    none = next(p for one, p in ranked if one is None)
    best, share = next((one, p) for one, p in ranked if one is not None)
    if none >= UNKNOWN:
        return None
    if best in told and share < AGAIN:
        return None
    answer = _with_near(best, share, ranked, told)
    if answer.share < LEAST:
        return None
    return replace(answer, is_sure=answer.share >= SURE, is_doubtful=none >= share)


def marked_for(ranked: Ranked, everyday: Everyday | None, query: FactQuery) -> Answer | None:
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


def whole_list(entry: Entry, aspect: str) -> Answer | None:
    """A whole list answers any question for papers or steps in some way."""
    is_list = aspect in LISTS and aspect in candidates(entry)
    return Answer((), aspect, LEAST, is_sure=False) if is_list else None


def papers(entry: Entry, told: Told) -> Answer | None:
    """«طلاق‌نامه هم می‌خواهد؟» is answered, once, by a list that does not have it."""
    if "documents" in candidates(entry):
        return None if "documents" in told else whole_list(entry, "documents")
    found = (fact for fact in facts_of(entry) if fact.aspect == "documents" and fact not in told)
    facts = tuple(found)[:_MOST]
    return Answer(facts, "", LEAST, is_sure=False) if facts else None


def all_of_aspect(entry: Entry, question: str, aspect: str, ranked: Ranked) -> Answer | None:
    """All of an aspect, where a question names it and nothing else."""
    if not aspect or words.own_words(question) - words.title_words(entry):
        return None
    if aspect in LISTS and aspect in [one for one, _ in ranked]:
        return Answer((), aspect, 1.0)
    facts = tuple(one for one, _ in ranked if isinstance(one, Fact) and one.aspect == aspect)
    return Answer(facts[:_MOST_OF_BARE], "", 1.0) if facts and aspect != "what" else None


def near_of_aspect(entry: Entry, aspect: str, told: Told) -> Answer | None:
    """What is known of an aspect, where nothing of it answers: who asks sees that it was looked at.

    «چند روزه می‌آید؟» is not called unknown beside «حدود یک هفته بعد می‌رسد». What was `told` is no
    answer to who asks on.
    """
    facts = tuple(one for one in facts_of_aspect(entry, aspect) if one not in told)
    return Answer(facts[:_MOST_OF_BARE], "", 0.0, is_sure=False) if facts else None


def facts_of_aspect(entry: Entry, aspect: str) -> tuple[Fact, ...]:
    """What is known of an aspect; the summary of a service answers nothing by itself."""
    known = () if aspect == SUMMARY else facts_of(entry)
    return tuple(one for one in known if one.aspect == aspect)


def covers(answer: Answer, aspect: str) -> bool:
    """Whether an answer tells something of an aspect."""
    told: tuple[Fact | str, ...] = (*answer.facts, answer.whole)
    return any(_tells(one, aspect) for one in told)


def _alone(best: Fact | str) -> tuple[tuple[Fact, ...], str]:
    return ((), best) if isinstance(best, str) else ((best,), "")


def _is_of(one: Candidate, aspect: str) -> bool:
    return isinstance(one, Fact) and one.aspect == aspect


def _tells(one: Fact | str, aspect: str) -> bool:
    own = one if isinstance(one, str) else one.aspect
    return own == aspect or aspect in LIKE.get(own, ())
