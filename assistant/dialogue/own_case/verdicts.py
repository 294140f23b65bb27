"""Yes or no for the asker's own case, by the rules of a fact; none where anything is unsure.

«پسرم ۱۷ سالشه میتونه؟» beside «داشتن ۱۸ سال تمام» is no. A number counts only for a rule of its
kind, and only if it is of the same person, event or thing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.dialogue.own_case.reading import ToldNumber, agrees, asked, is_meant, persons, told
from assistant.language.abroad import named_abroad
from knowledge.fact_marks import Rule
from knowledge.facts import Fact

_HOLDS: dict[str, dict[str, bool]] = {
    "may": {"may": True, "time": True, "late": False},
    "allowed": {"may": True},
    "time": {"time": True, "late": False},
    "must": {"must": True, "exempt": False},
    "fine": {"fine": True, "late": True},
    "exempt": {"exempt": True, "must": False, "fine": False},
    "wait": {"late": False},
    "barred": {"may": False},
}
"""What follows for each ask if the test of a rule is met; the contrary if it is not."""
_SEXES = {
    "man": {"son", "husband", "father", "man"},
    "woman": {"daughter", "wife", "mother", "woman"},
}
_NAMED_BY = {"man": {"son", "man", "wife"}, "woman": {"daughter", "woman", "husband"}}
"""Whom an asker of that sex names: «خانمی هستم», «شوهر ندارم»."""
_CHILDREN = {"son", "daughter", "child"}
_SEXLESS = {"self", "child"}


@dataclass(frozen=True)
class OwnCaseVerdict:
    """What follows for the asker: `says` is «yes», «no» or «value».

    `asks` is what was asked for (assistant/dialogue/own_case/reading.py); `told` is what it rests
    on, as the citizen reads it, and `value` a sum. `is_early`: a limit is not reached yet.
    """

    says: str
    asks: str
    told: str = ""
    value: str = ""
    is_early: bool = False


@dataclass(frozen=True)
class _Outcome:
    met: bool
    rule: Rule
    told: ToldNumber | None


def verdict(fact: Fact, question: str, before: str, today: date) -> OwnCaseVerdict | None:
    """What the rules of a fact say to a repaired question behind what was told `before` it."""
    asks = asked(question)
    if not asks or not fact.rules:
        return None
    text = f"{before}. {question}" if before else question
    rules = applying(fact.rules, text)
    found = [_of_case(group, asks, question, text, today) for group in _cases(rules)]
    known = [one for one in found if one is not None]
    says = {(one.says, one.asks) for one in known}
    return known[0] if len(says) == 1 else None


def applying(rules: Sequence[Rule], text: str) -> list[Rule]:
    """The rules that are about this case: those with its words, else those without any."""
    plain = _plain(f"{text} خارج" if named_abroad(text) else text)
    open_ = [rule for rule in rules if not any(_plain(word) in plain for word in rule.unless)]
    named = [rule for rule in open_ if any(_plain(word) in plain for word in rule.where)]
    general = [rule for rule in open_ if not rule.where]
    # Where none is named, all of them must say the same; a single one is about another case.
    return named or general or (open_ if len({rule.where for rule in open_}) > 1 else [])


def _plain(text: str) -> str:
    return text.replace("أ", "ا").replace("\u200c", " ")


def _cases(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules by whom they are about: all of a case must be met."""

    def case(rule: Rule) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        whose = tuple(rule.of) if rule.kind in ("age", "person") else ()
        return rule.where, whose, str(rule.then)

    return [list(group) for _, group in groupby(sorted(rules, key=case), key=case)]


def _of_case(
    rules: Sequence[Rule], asks: str, question: str, text: str, today: date
) -> OwnCaseVerdict | None:
    """What all rules of one case say: no if one is not met, yes if each is known to be."""
    if asks not in _HOLDS[str(rules[0].then)] if rules[0].then else True:
        return None
    outcomes = [_outcome(rule, question, text, today) for rule in rules]
    known = [one for one in outcomes if one is not None]
    failed = [one for one in known if not one.met]
    if not known or (not failed and len(known) < len(rules)):
        return None
    first = failed[0] if failed else known[0]
    if failed and first.rule.one_way:
        return None
    holds = _HOLDS[str(first.rule.then)][asks] == (not failed)
    return OwnCaseVerdict(
        "yes" if holds else "no",
        asks,
        first.told.number.written if first.told else "",
        is_early=bool(failed) and _is_early(first),
    )


def _outcome(rule: Rule, question: str, text: str, today: date) -> _Outcome | None:
    if rule.kind == "person":
        return _Outcome(True, rule, None) if is_meant(question, rule.of) else None
    found = matching(rule, question, text, today)
    if found is None:
        return None
    met = is_met(rule, *found.number.within(rule.unit if rule.kind != "age" else "year"))
    return None if met is None else _Outcome(met, rule, found)


def matching(rule: Rule, question: str, text: str, today: date) -> ToldNumber | None:
    """The one number that a text tells for a rule; None where there is none, or are several."""
    fits = [one for one in told(text, today) if one.kind == rule.kind and _is_of(rule, one)]
    if rule.kind == "age":
        fits = [one for one in fits if _may_be_self(rule, one, text)]
        fits = [one for one in fits if agrees(question, one.of)]
    values = {(one.number.low, one.number.high, one.number.unit) for one in fits}
    return fits[0] if len(values) == 1 else None


def _is_of(rule: Rule, one: ToldNumber) -> bool:
    if rule.kind != "age":
        return bool(set(rule.of) & one.of)
    if not rule.of:
        return "car" not in one.of
    if set(rule.of) & one.of:
        return True
    wide = {name for name, narrow in _SEXES.items() if narrow & one.of}
    if _CHILDREN & one.of:
        wide.add("child")
    # «۱۶ سالمه» may be a son's: it counts where all cases agree.
    return bool(wide & set(rule.of)) or bool(
        one.of & _SEXLESS and set(rule.of) & {"son", "daughter", "man", "woman"}
    )


def _may_be_self(rule: Rule, one: ToldNumber, text: str) -> bool:
    """Whether an asker's own age may be of whom a rule names: a woman's is no son's."""
    if "self" not in one.of or not rule.of:
        return True
    named = persons(text)
    for sex, other in (("man", "woman"), ("woman", "man")):
        is_other = bool(named & _NAMED_BY[other]) and not named & _NAMED_BY[sex]
        if set(rule.of) <= _SEXES[sex] and is_other:
            return False
    return True


def is_met(rule: Rule, low: float, high: float) -> bool | None:
    """Whether all of a span is within the limits of a rule, or none of it; None if it is unsure."""
    if rule.kind == "age" and low == high:
        high = low + 1
    tests = (
        _at_least(rule.at_least, low, high),
        _above(rule.above, low, high),
        _not(_above(rule.at_most, low, high)) if rule.at_most is not None else True,
        _not(_at_least(rule.below, low, high)) if rule.below is not None else True,
    )
    if False in tests:
        return False
    return None if None in tests else True


def _at_least(limit: float | None, low: float, high: float) -> bool | None:
    if limit is None or low >= limit:
        return True
    return False if high <= limit else None


def _above(limit: float | None, low: float, high: float) -> bool | None:
    if limit is None or low > limit:
        return True
    return False if high <= limit else None


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _is_early(one: _Outcome) -> bool:
    rule = one.rule
    if one.told is None or (rule.at_least is None and rule.above is None):
        return False
    limit = rule.at_least if rule.at_least is not None else rule.above
    low, _ = one.told.number.within(rule.unit if rule.kind != "age" else "year")
    return limit is not None and low < limit and rule.kind in ("age", "since", "length")
