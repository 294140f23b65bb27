"""How facts are worded: sums with their year, guessed limits as guesses, and whole sentences."""

import re

from knowledge.catalogue import Catalogue
from knowledge.facts import Fact, facts_of

SUM = re.compile("[۰-۹][۰-۹٬٫/]*\\s*(?:هزار|میلیون|میلیارد)?\\s*(?:تومان|ریال)")
YEAR = re.compile("۱[۳۴][۰-۹]{2}")
UNKNOWN_YEAR = ("سال آن معلوم نیست", "بی‌تاریخ")
LIMIT = re.compile("[۰-۹]+ (?:روز|ماه|هفته|ساعت)")
GUESS = ("معمول", "حدود", "میانگین", "به نوشته یک راهنما", "تقریب")
LIMITS = ("deadline", "duration", "refused", "validity")
PUNISHMENT = "حبس"
"""Its length is no time limit."""
SENTENCES = ("where", "online", "who", "benefit", "validity", "after", "refused")
FEWEST_WORDS = 4


def told(catalogue: Catalogue) -> list[Fact]:
    return [fact for entry in catalogue.entries for fact in facts_of(entry)]


def test_a_fee_has_its_year_or_says_that_it_is_not_known(catalogue: Catalogue) -> None:
    sums = [one.text for one in told(catalogue) if one.aspect == "fee" and SUM.search(one.text)]
    assert sums
    assert [text for text in sums if not (YEAR.search(text) or says(text, UNKNOWN_YEAR))] == []


def test_a_limit_that_only_an_undated_guide_gives_is_told_as_usual(catalogue: Catalogue) -> None:
    limits = [
        fact.text
        for fact in told(catalogue)
        if fact.aspect in LIMITS and not fact.as_of and is_from_undated_guides(fact)
        if LIMIT.search(fact.text) and PUNISHMENT not in fact.text
    ]
    assert limits
    assert [text for text in limits if not says(text, GUESS)] == []


def is_from_undated_guides(fact: Fact) -> bool:
    return all(one.kind == "guide" and not (one.date or one.date_fa) for one in fact.sources)


def test_an_answer_is_a_sentence_and_no_fragment(catalogue: Catalogue) -> None:
    short = [one for one in told(catalogue) if len(one.text.split()) < FEWEST_WORDS]
    assert [one.text for one in short if one.aspect in SENTENCES] == []


def says(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
