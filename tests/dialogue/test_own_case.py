"""Yes, no or a sum for the asker's own case, by the rules of a fact."""

from datetime import date

import pytest

from assistant.dialogue import words
from assistant.dialogue.own_case.answers import on_own_case, said
from assistant.dialogue.own_case.reading import ASKS
from assistant.dialogue.own_case.verdicts import OwnCaseVerdict
from assistant.language.repair import repair
from knowledge.fact_marks import Rule, names_of
from knowledge.facts import Fact

TODAY = date(2026, 11, 29)
"""۸ آذر ۱۴۰۵."""
LICENCE = Fact("who", "داشتن ۱۸ سال تمام", rules=(Rule(kind="age", at_least=18, then="may"),))
BIRTH = Fact(
    "deadline",
    "پانزده روز از ولادت",
    rules=(Rule(kind="since", of=("birth",), at_most=15, unit="day", then="time"),),
)
NOTICE = Fact(
    "deadline",
    "تا ۲۰ روز پس از ابلاغ",
    rules=(
        Rule(kind="since", of=("notice",), at_most=20, unit="day", then="may", unless=("خارج",)),
    ),
)
PARENTS = Fact(
    "who",
    "پدر از ۶۰ و مادر از ۵۵ سالگی",
    rules=(
        Rule(kind="age", of=("father",), at_least=60, then="may"),
        Rule(kind="age", of=("mother",), at_least=55, then="may"),
    ),
)
MEN = Fact(
    "documents",
    "برای مردان ۱۸ تا ۵۰ سال مدرک خدمت",
    rules=(Rule(kind="age", of=("self", "son", "man"), at_least=18, at_most=50, then="must"),),
)
FINE = Fact(
    "fee",
    "سالی ۵ هزار تومان",
    rules=(Rule(kind="per", of=("lateness",), unit="year", amount=5000, amount_in="toman"),),
)
LAWYER = Fact("who", "وکیل هم می‌تواند", rules=(Rule(kind="person", of=("lawyer",), then="may"),))


def _said(fact: Fact, text: str, before: str = "") -> str:
    found = on_own_case(fact, repair(text).text, repair(before).text, TODAY)
    return "" if found is None else found.value or found.says


@pytest.mark.parametrize(
    ("fact", "text", "says"),
    [
        (LICENCE, "پسرم ۱۷ سالشه میتونه گواهینامه بگیره؟", "no"),
        (LICENCE, "نوزده سالمه میتونم گواهینامه بگیرم؟", "yes"),
        (LICENCE, "دخترم هنوز ۱۸ سالش تموم نشده میتونه بگیره؟", "no"),
        (LICENCE, "متولد ۹۰ هستم گواهینامه میدن؟", "no"),
        (BIRTH, "بچم بیست روزه به دنیا اومده دیر شده؟", "yes"),
        (BIRTH, "نوزادم هفت روزشه هنوز وقت داریم؟", "yes"),
        (NOTICE, "رای ده روز پیش ابلاغ شد میتونم اعتراض کنم؟", "yes"),
        (NOTICE, "یه ماه پیش ابلاغ شد هنوز میشه اعتراض کرد؟", "no"),
        (PARENTS, "بابام ۵۷ سالشه میتونم بیمه‌اش کنم؟", "no"),
        (PARENTS, "مادرم ۵۷ سالشه میتونم بیمه‌اش کنم؟", "yes"),
        (MEN, "۵۵ سالمه کارت پایان خدمت لازمه؟", "no"),
        (LAWYER, "وکیلم میتونه بیاد؟", "yes"),
    ],
)
def test_a_number_of_the_same_kind_and_person_is_decided(fact: Fact, text: str, says: str) -> None:
    assert _said(fact, text) == says


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (LICENCE, "۱۷ ساله تو این شهرم میتونم اینجا گواهینامه بگیرم؟"),
        (LICENCE, "مدارک گواهینامه چیه پسرم ۱۷ سالشه"),
        (LICENCE, "پسرم ۱۷ سالشه من میتونم گواهینامه بگیرم؟"),
        (LICENCE, "۴۰ سالمه پسرم میتونه گواهینامه بگیره؟"),
        (LICENCE, "گواهینامه گرفتن شرط سنی داره؟"),
        (LICENCE, "ماشینم ۵ سالشه میتونم گواهینامه بگیرم؟"),
        (LICENCE, "وقتی ۱۸ سالش بشه میتونه بگیره؟"),
        (LICENCE, "۱۷ سالشه یا ۱۸ سالشه میتونه بگیره؟"),
        (BIRTH, "بیست روزه ازدواج کردیم دیر شده؟"),
        (BIRTH, "بیست روز دیگه به دنیا میاد دیر میشه؟"),
        (NOTICE, "رای ۲۵ روز پیش ابلاغ شد ولی خارج از کشورم میتونم اعتراض کنم؟"),
        (NOTICE, "ده ساله اونجا کار کردم میتونم به رای اعتراض کنم؟"),
        (NOTICE, "سه هفته پیش ابلاغ نشد ولی میتونم؟ ده روز پیش ابلاغ شد"),
        (PARENTS, "۵۸ سالمه میتونم پدر و مادرم رو بیمه کنم؟"),
        (PARENTS, "مادرم ۲۰ ساله خونه منه میتونم بیمه‌اش کنم؟"),
        (FINE, "جریمه دیرکرد چقدره؟"),
        (LAWYER, "وکیلم گفت خودم میتونم؟ مدارکش چیه؟"),
    ],
)
def test_a_number_of_something_else_decides_nothing(fact: Fact, text: str) -> None:
    assert _said(fact, text) == ""


def test_what_was_told_before_counts() -> None:
    assert _said(LICENCE, "میتونه گواهینامه بگیره؟", before="پسرم ۱۶ سالشه") == "no"


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (FINE, "سه ساله تمدید نکردم جریمش چقدر میشه؟", "۱۵ هزار تومان"),
        (NOTICE, "پنج روز پیش ابلاغ شد تا کی وقت دارم؟", "تا ۲۳ آذر ۱۴۰۵، یعنی ۱۵ روز دیگر"),
        (NOTICE, "۲۹ آبان ابلاغ شد تا کی وقت دارم؟", "تا ۱۹ آذر ۱۴۰۵، یعنی ۱۱ روز دیگر"),
        (LICENCE, "پسرم ۱۵ سالشه چند سال دیگه میتونه بگیره؟", "۳ سال دیگر"),
    ],
)
def test_what_follows_directly_is_reckoned(fact: Fact, text: str, value: str) -> None:
    assert _said(fact, text) == value


def test_a_one_way_rule_never_says_the_contrary() -> None:
    rule = Rule(kind="age", at_least=55, then="may", one_way=True)
    fact = Fact("who", "بیکار ۵۵ ساله و بالاتر", rules=(rule,))
    assert _said(fact, "۵۸ سالمه بهم میدن؟") == "yes"
    assert _said(fact, "۴۰ سالمه بهم میدن؟") == ""


def test_a_verdict_stands_before_its_rule() -> None:
    verdict = OwnCaseVerdict("no", "may", told="17 سال", is_early=True)
    assert said(verdict, "داشتن ۱۸ سال تمام").startswith("نه هنوز، با ۱۷ سال، طبق این قاعده")


@pytest.mark.parametrize("asks", ASKS)
def test_each_ask_has_its_words_and_sentences(asks: str) -> None:
    assert asks in words.named("own_asks")
    for says in ("yes", "no"):
        assert "قاعده" in said(OwnCaseVerdict(says, asks), "")


@pytest.mark.parametrize(
    ("kind", "listed"), [("age", "persons"), ("since", "events"), ("length", "measures")]
)
def test_each_name_of_a_rule_has_words(kind: str, listed: str) -> None:
    assert set(names_of(kind)) - {"self"} <= set(words.named(listed))
