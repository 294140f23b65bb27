"""What a message asks about the asker's own case, and what it tells of it.

It asks whether something is possible, late, needed, …; it tells whose age, since what, how long,
how many.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from persiantools.jdatetime import JalaliDate

from assistant.dialogue import words
from assistant.dialogue.own_case.numbers import Number, numbers

ASKS = ("late", "time", "fine", "exempt", "must", "may")
"""Asks for a yes or no; what a question has words for first in this order, it asks."""
_FIRST_PERSON = re.compile(
    r"(?<!\w)(?:می‌توانم|می‌توانیم|بگیرم|بگیریم|بدهم|بکنم|کنم|بروم|می‌گیرم|می‌شوم|مشمولم|بشوم|باشم)(?!\w)"
)
_FOR_ANOTHER = re.compile(
    r"(?<!\w)برا\S*|(?:اش|ش|شان|شون) (?:را )?(?:بیمه |ثبت‌?نام )?(?:کنم|کنیم|بگیرم|بکنم)"
    r"|بیمه‌?اش|بیمه‌?شان"
)
_ROLES = {"tenant"}
"""Who asks of these is one: «مستأجرم، می‌توانم …؟»."""
_RELATIVES = ("son", "daughter", "child", "father", "mother", "husband", "wife")


def asked(question: str) -> str:
    """Which yes or no a repaired question wants; empty where it wants something else."""
    if any(words.has("own_asks", question, name) for name in ("until", "when", "open", "feared")):
        return ""
    return next((name for name in ASKS if words.has("own_asks", question, name)), "")


def value_asked(question: str) -> str:
    """Which sum a repaired question wants: «until», «when» or «much»; empty where none."""
    found = (name for name in ("until", "when", "much") if words.has("own_asks", question, name))
    return next(found, "")


def agrees(question: str, whose: frozenset[str]) -> bool:
    """Whether the one who is asked about may be the one whose age was told."""
    if not whose:
        return True
    if "self" in whose:
        return not any(words.has("persons", question, name) for name in _RELATIVES)
    return not _FIRST_PERSON.search(question) or bool(_FOR_ANOTHER.search(question))


def is_meant(question: str, whom: Collection[str]) -> bool:
    """Whether a question is about one of `whom`, by their name, and not about the asker."""
    named = {name for name in whom if words.has("persons", question, name)}
    return bool(named & _ROLES) or (bool(named) and not _FIRST_PERSON.search(question))


_AGE_ENDINGS = ("م", "ت", "ش", "مان", "شان", "شون", "شونه", "گی")
_ADJECTIVES = ("ه", "‌ه", "ه‌ام", "ه‌اش", "هام", "هاش")
_BORN = re.compile(r"(?<!\w)متولد(?:ین)?(?: سال)?(?: (?:سال|دهه))? (1[34]\d\d|\d\d)(?!\w)")
_MADE = re.compile(r"(?<!\w)(?:مدل|ساخت|تولید)(?:ش)?(?: سال)? (1[34]\d\d|\d\d)(?!\w)")
_PASSED = re.compile(
    r"(?:\s*(?:است|و نیم|را|هم|می‌شود))?\s*"
    r"(?:که |از |پیش|قبل|گذشت|می‌گذرد|می‌گذره|بعد از|پس از|شد|است)"
)
_PASSED_BEFORE = re.compile(r"(?:بعد از|پس از|گذشت|بعد|ظرف)\s*$")
_STILL = re.compile(r"\s*(?:است|هستم|هستیم|هست|دارم|دارد|دارند|سن|را|هم|‌ام|ام|ها|[؟?.،!]|$)")
_HAS_AGE = re.compile(r"\s*(?:سن )?(?:دارد|دارم|دارند|داره|سن)")
_AGE_BEFORE = re.compile(r"(?<!\w)(?:سن(?:ش|م|شان)?|سنی)(?: \S+){0,2}\s*$")
_A_PERSON = re.compile(
    r"(?<!\w)(?:پسر|دختر|خانم|خانوم|مرد|زن|آقا|بچه|نوجوان|جوان|کودک|آقای|فرزند|پیرزن|پیرمرد)ی?\s*$"
)
_END = re.compile(r"[.؟?!؛\n]")
_FAR, _NEAR = 8, 5
"""How many words at most stand between an event, or what is measured, and its number."""
_ABOUT = 40
"""Letters around a number in which a person stands who is meant."""


@dataclass(frozen=True)
class ToldNumber:
    """One number that a message tells, and what it is of; `of` may be several names.

    `kind` is «age», «since», «length» or «count», as in knowledge/fact_marks.py.
    """

    kind: str
    of: frozenset[str]
    number: Number


@lru_cache(maxsize=512)
def told(text: str, today: date) -> tuple[ToldNumber, ...]:
    """What a repaired text tells in numbers."""
    return (*_by_year(text, today), *_by_number(text, today))


def persons(text: str) -> frozenset[str]:
    """Whom a repaired text names."""
    return frozenset(name for name in words.named("persons") if words.has("persons", text, name))


def _by_year(text: str, today: date) -> Iterator[ToldNumber]:
    now = JalaliDate.to_jalali(today).year
    for pattern, of in ((_BORN, None), (_MADE, frozenset(["car"]))):
        for match in pattern.finditer(text):
            year = int(match[1])
            if year < 100:
                year += 1400 if year <= now - 1400 else 1300
            age = Number(
                now - year - 1, now - year + 0.99, "year", *match.span(), f"{now - year} سال"
            )
            yield ToldNumber("age", of or _whose(text, age), age)


def _by_number(text: str, today: date) -> Iterator[ToldNumber]:
    for one in numbers(text, today):
        if one.unit == "":
            yield ToldNumber("count", _near("measures", text, one, _NEAR), one)
            continue
        if _is_age(text, one):
            yield ToldNumber("age", _whose(text, one), one)
            if "child" in _whose(text, one) or {"son", "daughter"} & _whose(text, one):
                # Who tells the age of a child tells how long ago it was born.
                yield ToldNumber("since", frozenset(["birth"]), one)
            continue
        if one.day is not None or _has_passed(text, one):
            events = _near("events", text, one, _FAR) or _near("events_by_verb", text, one, _FAR)
            yield ToldNumber("since", events, one)
        yield ToldNumber("length", _near("measures", text, one, _NEAR), one)


def _is_age(text: str, one: Number) -> bool:
    behind, before = text[one.end :], text[: one.start]
    if one.day is not None or one.unit in ("hour", "week"):
        return False
    if one.ending in _AGE_ENDINGS:
        return not re.match(r"\s*(?:پیش|قبل|از|گذشت|مانده)", behind)
    is_named = bool(_AGE_BEFORE.search(before)) or bool(_HAS_AGE.match(behind))
    if one.unit != "year":
        return _is_small(before) and one.ending in _ADJECTIVES
    if is_named:
        return True
    if one.ending not in _ADJECTIVES:
        return False
    return (
        bool(_A_PERSON.search(before))
        or bool(_STILL.match(behind))
        or bool(re.match(r"\s*می‌توان", behind))
    )


def _is_small(before: str) -> bool:
    return bool(re.search(r"(?:نوزاد|بچه|کودک|طفل)\S*\s*$", before))


def _has_passed(text: str, one: Number) -> bool:
    if one.ending in ("ه", "‌ه") or one.ending == "ش":
        return True
    behind, before = text[one.end :], text[: one.start]
    return bool(_PASSED.match(behind)) or bool(_PASSED_BEFORE.search(before))


def _whose(text: str, one: Number) -> frozenset[str]:
    """Whose age it is: who stands next to it in its sentence; «self» by its ending."""
    if one.ending in ("م", "ه‌ام", "هام") or re.match(
        r"\s*(?:هستم|‌ام|ام(?!\w)|دارم)", text[one.end :]
    ):
        return frozenset(["self"]) | _also(text, one)
    start, end = _sentence(text, one)
    near = [
        (abs(match.start() - one.start) + (4 if match.start() > one.start else 0), name)
        for name in words.named("persons")
        for match in words.pattern("persons", name).finditer(
            text, max(start, one.start - _ABOUT), end
        )
        if match.start() < one.end + 12
    ]
    if near:
        least = min(near)[0]
        return frozenset(name for far, name in near if far == least)
    named = persons(text)
    return named if len(named) == 1 else frozenset()


def _also(text: str, one: Number) -> frozenset[str]:
    """Who says «خانم 45 ساله‌ام» is a woman."""
    last = text[: one.start].split()[-1:]
    return frozenset(persons(last[0]) & {"man", "woman"}) if last else frozenset()


def _near(names: str, text: str, one: Number, far: int) -> frozenset[str]:
    """The names under which a word stands near a number, in its clause."""
    start, end = _sentence(text, one)
    left, right = _clause(text[start : one.start], text[one.end : end])
    around = f"{_last(left, far)} {text[one.start : one.end]} {_first(right, far)}"
    return frozenset(name for name in words.named(names) if words.has(names, around, name))


def _clause(left: str, right: str) -> tuple[str, str]:
    """What stands before and behind a number until the verbs of other clauses.

    «پدرم فوت کرد، ده روز پیش» has its verb before the number.
    """
    verb = words.pattern("clause_verbs")
    before = [match.end() for match in verb.finditer(left)]
    behind = verb.search(right)
    has_verb = behind is not None and not behind[0].startswith(("می", "نمی"))
    keep = before[-1] if has_verb and before else (before[-2] if len(before) > 1 else 0)
    return left[keep:], right[: behind.end()] if behind else right


def _last(text: str, far: int) -> str:
    return " ".join(text.split()[-far:])


def _first(text: str, far: int) -> str:
    return " ".join(text.split()[:far])


def _sentence(text: str, one: Number) -> tuple[int, int]:
    ends = [match.end() for match in _END.finditer(text)]
    start = max((at for at in ends if at <= one.start), default=0)
    return start, min((at for at in ends if at > one.end), default=len(text))
