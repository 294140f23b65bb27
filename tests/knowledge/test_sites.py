"""Sources are called by names that people know, and ranked as what they are."""

import re

import pytest

from assistant.dialogue.tell import source_line
from assistant.replies.cards import name_of, site_of, year_of
from knowledge.aspects import ASPECTS
from knowledge.catalogue import Catalogue
from knowledge.facts import Fact, facts_of
from knowledge.items import Confidence, Source
from knowledge.schema import Agency
from knowledge.sites import Sites, sites

NAMED_AT_LEAST = 0.74
"""The share that was reached; what is left are private sites of one to twelve facts each."""
AGENCY = Agency(id="behzisti", name="سازمان بهزیستی کشور", domain="behzisti.ir")


def source(address: str, **more: object) -> Source:
    return Source.model_validate({"address": address, "kind": "official", **more})


def test_most_facts_are_told_with_a_source_that_has_a_name(catalogue: Catalogue) -> None:
    names = [
        name_of(fact.source, entry.agency)
        for entry in catalogue.entries
        for fact in facts_of(entry)
        if fact.source and fact.aspect != "what"
    ]
    bare = [name for name in names if re.fullmatch(r"[\x00-\x7f]+", name)]
    assert 1 - len(bare) / len(names) >= NAMED_AT_LEAST


def test_names_agree_with_those_of_the_agencies(catalogue: Catalogue) -> None:
    for agency in catalogue.agencies.values():
        found = sites().state.get(agency.domain or "")
        same = {one.name for one in catalogue.agencies.values() if one.domain == agency.domain}
        assert found is None or found in same, agency.id


def test_every_name_is_used(catalogue: Catalogue) -> None:
    used = {
        known[0]
        for entry in catalogue.entries
        for aspect in ASPECTS
        for item in getattr(entry.service.facts, aspect)
        for one in (*entry.service.sources_of(item), *entry.service.sources)
        if (known := sites().named(site_of(one)))
    }
    named = {**sites().state, **sites().news, **sites().guides}
    assert sorted(set(named) - used) == []


def test_no_page_of_a_private_site_is_official(catalogue: Catalogue) -> None:
    told = [fact for entry in catalogue.entries for fact in facts_of(entry)]
    pages = {one for fact in told for one in fact.sources if sites().is_private(site_of(one))}
    assert pages
    assert [page.address for page in pages if page.kind == "official"] == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.behzisti.ir/1", "سازمان بهزیستی کشور"),
        ("https://news.behzisti.ir/1", "سازمان بهزیستی کشور"),
        ("http://alborz.behzisti.ir/?p=103", "بهزیستی البرز"),
        ("https://notbehzisti.ir/1", "notbehzisti.ir"),
        ("https://qazvin.iribnews.ir/1", "خبرگزاری صداوسیما"),
        ("https://nobody.example.ir/1", "nobody.example.ir"),
    ],
)
def test_a_site_is_called_by_the_longest_name_that_fits(address: str, name: str) -> None:
    assert name_of(source(address), AGENCY) == name


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ({"date": "2025-11-16"}, "۱۴۰۴"),
        ({"date": "2025-11"}, "۱۴۰۴"),
        ({"date": "2025"}, "۱۴۰۳ یا ۱۴۰۴"),
        ({"date": "2025-03"}, "۱۴۰۳ یا ۱۴۰۴"),
        ({"date": "2025", "date_fa": "۱۴۰۴"}, "۱۴۰۴"),
        ({"date": "2025-11-16", "date_fa": "نامشخص (حدود ۱۴۰۲)"}, "۱۴۰۴"),
        ({"date_fa": "نامشخص (حدود ۱۴۰۲)"}, ""),
        ({}, ""),
    ],
)
def test_the_year_of_a_source_is_an_iranian_one(dates: dict[str, str], year: str) -> None:
    assert year_of(source("https://example.ir/1", **dates)) == year


@pytest.mark.parametrize("year", [None, "۱۴۰۳"])
def test_a_guide_is_called_one_with_a_year_and_without(year: str | None) -> None:
    page = source("https://vakilvand.com/1", kind="guide", date_fa=year)
    line = source_line(Fact("fee", "رایگان", (page,)), None)
    assert line.startswith("بنا بر یک راهنما در وکیل‌وند")
    assert line.endswith(year or "وکیل‌وند")


def test_news_of_little_trust_are_not_told_as_a_source() -> None:
    page = source("https://irna.ir/1", kind="news", confidence=Confidence.LOW)
    assert "منبع" not in source_line(Fact("fee", "رایگان", (page,)), None)


def test_a_host_stands_under_one_heading() -> None:
    with pytest.raises(ValueError, match=r"a\.ir stands under state and guides"):
        Sites(state={"a.ir": "الف"}, news={}, guides={"a.ir": "الف"})
