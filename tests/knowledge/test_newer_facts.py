"""Where sources differ, the newer is told; what is told can be known from its sources."""

import re

import pytest

from knowledge.catalogue import Catalogue
from knowledge.facts import Fact, facts_of
from knowledge.upkeep.source_dates import day_of, jalali_year

YEAR = re.compile("(?<![۰-۹–])۱[۳۴][۰-۹]{2}(?![۰-۹])")
"""An Iranian year; of a school year (۱۴۰۵–۱۴۰۶) the first."""
LAST_YEAR = "۱۴۱۰"
"""Later ones are telephone numbers."""
FUTURE = re.compile("تا پایان[^.؛]*")
"""Until when a rule holds is said ahead."""
ANNOUNCED_AHEAD = 1
"""News of one year tells prices and dates of the next."""


def test_no_source_tells_of_what_came_long_after_it(catalogue: Catalogue) -> None:
    wrong = [
        (entry.service.id, fact.text)
        for entry in catalogue.entries
        for fact in facts_of(entry)
        if fact.aspect != "what" and is_ahead(fact)
    ]
    assert wrong == []


def is_ahead(fact: Fact) -> bool:
    """Whether a fact names a year that even the newest of its sources could not know."""
    days = [day_of(source) for source in fact.sources]
    known = [day for day in days if day]
    if len(known) < len(days):
        return False
    said = FUTURE.sub("", fact.text.removeprefix(fact.audience))
    years = [int(year) for year in YEAR.findall(said) if year < LAST_YEAR]
    return max(years, default=0) > jalali_year(max(known)) + ANNOUNCED_AHEAD


OLD = [
    ("health-insurance-enroll", "دهک‌های ۱ تا ۳ بدون آزمون"),
    ("health-insurance-enroll", "دهک ۴ به بالا"),
    ("passport-first", "در هر سنی"),
    ("shahed-school", "فقط از راه سامانه سجا"),
    ("drug-rehab", "می‌فرستد"),
    ("nursing-allowance", "۲٬۹۴۰٬۰۰۰"),
]
"""What newer sources contradict, or no source bears out."""


@pytest.mark.parametrize(("service", "old"), OLD)
def test_an_old_rule_is_not_told(catalogue: Catalogue, service: str, old: str) -> None:
    facts = facts_of(catalogue.by_id[service])
    assert [fact.text for fact in facts if old in fact.text] == []


def test_who_retires_hears_of_the_added_years_first(catalogue: Catalogue) -> None:
    first, *rest = catalogue.by_id["retirement-request"].service.prerequisites
    assert "برنامه هفتم" in first
    ages = [line for line in rest if "سال و زن" in line]
    assert ages
    assert [line for line in ages if not line.startswith("پایه، ")] == []


def test_the_end_of_the_line_for_addicts_is_told_by_the_news_of_it(catalogue: Catalogue) -> None:
    facts = facts_of(catalogue.by_id["drug-rehab"])
    ends = [fact for fact in facts if "متوقف" in fact.text]
    assert ends
    assert all(fact.source and (fact.source.date or "") > "2025-09" for fact in ends)
