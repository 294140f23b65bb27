"""Sums for the own case: until when a term runs, when an age is reached, what a rate makes."""

from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from assistant.dialogue.own.asking import value_asked
from assistant.dialogue.own.cases import Told, told
from assistant.dialogue.own.numbers import DAYS
from assistant.dialogue.own.verdicts import Verdict, applying, matching
from assistant.language.digits import persian_digits
from knowledge.facts import Fact
from knowledge.rules import Rule

_FA = {"hour": "ساعت", "day": "روز", "week": "هفته", "month": "ماه", "year": "سال"}
_FA_SUMS = {"toman": "تومان", "percent": "درصد", "day": "روز", "month": "ماه"}
_IN_WORDS = ((1_000_000_000, "میلیارد"), (1_000_000, "میلیون"), (1_000, "هزار"))


def value(fact: Fact, question: str, before: str, today: date) -> Verdict | None:
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


def _of_rule(rule: Rule, wants: str, question: str, text: str, today: date) -> Verdict | None:
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


def _counted(rule: Rule, text: str, today: date) -> Told | None:
    unit = rule.unit or ""
    fits = [one for one in told(text, today) if one.number.unit == unit and set(rule.of) & one.of]
    return fits[0] if len({one.number.low for one in fits}) == 1 else None


def _rate(rule: Rule, one: Told) -> Verdict | None:
    assert rule.amount is not None
    assert rule.amount_in is not None
    if one.number.high == float("inf"):
        return None
    total = one.number.low * rule.amount
    if rule.at_most is not None:
        total = min(total, rule.at_most)
    return Verdict("value", "much", one.number.written, _sum(total, rule.amount_in))


def _sum(total: float, unit: str) -> str:
    if unit == "toman":
        for size, name in _IN_WORDS:
            if total >= size:
                return persian_digits(f"{total / size:g} {name} تومان".replace(".", "٫"))
    return persian_digits(f"{total:g} {_FA_SUMS[unit]}".replace(".", "٫"))


def _until(rule: Rule, one: Told, today: date) -> Verdict | None:
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
        return Verdict("no", "time", one.number.written)
    rest = f"تا {day}، یعنی {persian_digits(left)} روز دیگر" if left else f"تا همین امروز، {day}"
    return Verdict("value", "until", one.number.written, rest)


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


def _years_to(rule: Rule, one: Told) -> Verdict | None:
    limit = rule.at_least
    if limit is None or one.number.low >= limit or one.number.unit != "year":
        return None
    return Verdict(
        "value", "when", one.number.written, persian_digits(f"{limit - one.number.low:g} سال دیگر")
    )
