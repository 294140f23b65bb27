"""What a fact says to the asker's own case: a yes, a no or a sum; in words in front of its text.

Sums are until when a term runs, when an age is reached, and what a rate makes.
"""

from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from assistant.dialogue import sentences, words
from assistant.dialogue.own_case.numbers import DAYS
from assistant.dialogue.own_case.reading import ToldNumber, told, value_asked
from assistant.dialogue.own_case.verdicts import OwnCaseVerdict, applying, matching, verdict
from assistant.language.digits import persian_digits
from knowledge.fact_marks import Rule
from knowledge.facts import Fact

_FA = {"hour": "ساعت", "day": "روز", "week": "هفته", "month": "ماه", "year": "سال"}
_FA_SUMS = {"toman": "تومان", "percent": "درصد", "day": "روز", "month": "ماه"}
_IN_WORDS = ((1_000_000_000, "میلیارد"), (1_000_000, "میلیون"), (1_000, "هزار"))


def value(fact: Fact, question: str, before: str, today: date) -> OwnCaseVerdict | None:
    """What can be reckoned for a repaired question behind what was told `before` it."""
    wants = value_asked(question)
    if not wants or not fact.rules:
        return None
    text = f"{before}. {question}" if before else question
    for rule in applying(fact.rules, text):
        found = _of_rule(rule, wants, question, text, today)
        if found is not None:
            return found
    return None


def _of_rule(
    rule: Rule, wants: str, question: str, text: str, today: date
) -> OwnCaseVerdict | None:
    if rule.kind == "per":
        one = _counted(rule, text, today)
        return _rate(rule, one) if one and wants == "much" else None
    one = matching(rule, question, text, today)
    if one is None:
        return None
    if rule.kind == "since" and rule.at_most is not None and wants == "until":
        return _until(rule, one, today)
    if rule.kind == "age" and wants == "when":
        return _years_to(rule, one)
    return None


def _counted(rule: Rule, text: str, today: date) -> ToldNumber | None:
    unit = rule.unit or ""
    fits = [one for one in told(text, today) if one.number.unit == unit and set(rule.of) & one.of]
    return fits[0] if len({one.number.low for one in fits}) == 1 else None


def _rate(rule: Rule, one: ToldNumber) -> OwnCaseVerdict | None:
    assert rule.amount is not None
    assert rule.amount_in is not None
    if one.number.high == float("inf"):
        return None
    total = one.number.low * rule.amount
    if rule.at_most is not None:
        total = min(total, rule.at_most)
    return OwnCaseVerdict("value", "much", one.number.written, _sum(total, rule.amount_in))


def _sum(total: float, unit: str) -> str:
    if unit == "toman":
        for size, name in _IN_WORDS:
            if total >= size:
                return persian_digits(f"{total / size:g} {name} تومان".replace(".", "٫"))
    return persian_digits(f"{total:g} {_FA_SUMS[unit]}".replace(".", "٫"))


def _until(rule: Rule, one: ToldNumber, today: date) -> OwnCaseVerdict | None:
    """The last day of a term that runs from an exact day; what is left of it."""
    assert rule.at_most is not None
    assert rule.unit is not None
    if one.number.unit != "day" or one.number.low != one.number.high:
        return None
    begin = one.number.day or today - timedelta(one.number.low)
    last = _later(begin, rule.at_most, rule.unit)
    left = (last - today).days
    on = JalaliDate.to_jalali(last)
    day = persian_digits(f"{on.day} {on.strftime('%B', locale='fa')} {on.year}")
    if left < 0:
        return OwnCaseVerdict("no", "time", one.number.written)
    rest = f"تا {day}، یعنی {persian_digits(left)} روز دیگر" if left else f"تا همین امروز، {day}"
    return OwnCaseVerdict("value", "until", one.number.written, rest)


def _later(begin: date, number: float, unit: str) -> date:
    """The day so much later; months and years as the Jalali calendar has them."""
    if unit not in ("month", "year"):
        return begin + timedelta(round(number * DAYS[unit]))
    on = JalaliDate.to_jalali(begin)
    months = on.month - 1 + round(number * (12 if unit == "year" else 1))
    year, month = on.year + months // 12, months % 12 + 1
    day = min(on.day, JalaliDate.days_in_month(month, year))
    found: date = JalaliDate(year, month, day).to_gregorian()
    return found


def _years_to(rule: Rule, one: ToldNumber) -> OwnCaseVerdict | None:
    limit = rule.at_least
    if limit is None or one.number.low >= limit or one.number.unit != "year":
        return None
    return OwnCaseVerdict(
        "value", "when", one.number.written, persian_digits(f"{limit - one.number.low:g} سال دیگر")
    )


def on_own_case(fact: Fact, question: str, before: str, today: date) -> OwnCaseVerdict | None:
    """The verdict of a fact on a repaired question behind what was told `before` it, if any."""
    if not fact.rules or not _is_about(fact, f"{before} {question}"):
        return None
    return verdict(fact, question, before, today) or value(fact, question, before, today)


def _is_about(fact: Fact, text: str) -> bool:
    """Whether a fact that holds only for some («بار: …») is about this case.

    A rule with persons or words of its own says by itself whom it is about.
    """
    only, colon, _ = fact.text.partition(": ")
    if not colon or any(rule.of or rule.where or rule.unless for rule in fact.rules):
        return True
    if words.has("groups", only) and all(rule.kind == "age" for rule in fact.rules):
        return True
    return bool(words.own_words(only) & words.own_words(text))


def said(verdict: OwnCaseVerdict, text: str) -> str:
    """A verdict in front of the text of its fact.

    A yes holds for this one rule, and a no as far as the fact names no exception. Of 36 verdicts on
    messages by somebody new, sixteen were too bold without these words, and none was the wrong way.
    """
    if verdict.says == "value":
        return sentences.sentence("verdicts.value", value=verdict.value, text=text)
    told = sentences.sentence("verdicts.told", told=persian_digits(verdict.told))
    name = f"verdicts.{verdict.asks}.{_how(verdict, text)}"
    return sentences.sentence(name, told=f"{told} " if verdict.told else "", text=text)


def _how(verdict: OwnCaseVerdict, text: str) -> str:
    if verdict.asks == "may" and verdict.says == "no" and words.has("fact_exceptions", text):
        return "unless"
    return "not_yet" if verdict.is_early and verdict.asks == "may" else verdict.says
