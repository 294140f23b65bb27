"""The catalogue as it is: complete, and saying nothing that no source says."""

import re
from datetime import date

import pytest

from assistant.dialogue.fact_wording import next_step
from assistant.dialogue.tell import source_line
from assistant.replies.cards import service_card
from knowledge.aspects import ASPECTS, IN_QUESTIONS
from knowledge.catalogue import Catalogue
from knowledge.facts import facts_of
from knowledge.items import Confidence, Item, Source
from knowledge.upkeep.report import EditorNeed, examine


def test_everything_that_was_collected_is_there(catalogue: Catalogue) -> None:
    assert len(catalogue.entries) >= 298
    assert len(catalogue.agencies) >= 98
    assert len(catalogue.lines) >= 65
    assert len(catalogue.provinces) == 31


def test_a_fee_by_tariff_is_no_fee(catalogue: Catalogue) -> None:
    """In the facts it only meant that no figure was found."""
    fees = [entry.service.fee for entry in catalogue.entries if entry.service.fee]
    assert fees
    bare = re.compile(r"^\s*(?:طبق|مطابق|برابر) تعرفه[\s\u200c.]*$")
    assert [fee for fee in fees if bare.match(fee)] == []


def test_every_told_fact_has_a_source_to_open(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        for aspect in ASPECTS:
            for item in getattr(entry.service.facts, aspect):
                assert entry.service.sources_of(item), (entry.service.id, item.text)


def test_the_best_source_of_a_fact_comes_first(catalogue: Catalogue) -> None:
    best = ["law", "official", "news", "guide"]
    for entry in catalogue.entries:
        for fact in facts_of(entry):
            kinds = [best.index(one.kind) for one in fact.sources if one.kind in best]
            assert kinds == sorted(kinds), (entry.service.id, fact.text)


def test_facts_are_asked_for_by_the_names_that_questions_use(catalogue: Catalogue) -> None:
    facts = [fact for entry in catalogue.entries for fact in facts_of(entry)]
    aspects = {fact.aspect for fact in facts}
    assert {"what", "refused", "eligibility"} <= aspects <= set(IN_QUESTIONS)
    assert [fact.text for fact in facts if not fact.source] == []


def test_what_is_outdated_is_kept_and_not_told(catalogue: Catalogue) -> None:
    service = catalogue.by_id["inheritance-certificate"].service
    passport = catalogue.by_id["passport-first"]
    old = [item for item in passport.service.facts.fee if item.outdated]
    assert old
    told = {fact.text for fact in facts_of(passport)}
    assert not told & {line for item in old for line in item.lines}
    assert "۱۴۰۴" in service.steps[0]


def test_a_line_for_some_says_for_whom() -> None:
    item = Item(text=("عکس", "کارت ملی"), applies_to="زیر ۱۸ سال", sources=("alef",))
    assert item.lines == ("زیر ۱۸ سال: عکس؛ کارت ملی",)


def test_much_is_known(catalogue: Catalogue) -> None:
    services = [entry.service for entry in catalogue.entries]
    more = ("where", "who", "deadline", "online", "after")
    assert sum(bool(s.documents) for s in services) >= 180
    assert sum(bool(s.steps) for s in services) >= 220
    assert sum(any(s.facts.of(aspect) for aspect in more) for s in services) >= 190
    assert sum(not (s.documents or s.steps) for s in services) <= 40
    assert sum(any(item.as_of for item in s.facts.of("fee")) for s in services) >= 80


INTERNAL = (
    *("منبع ثانویه", "دانش عمومی", "secondary-source", "نامشخص", "بازدید صفحه", "شماره خبر"),
    *("نیازمند بررسی", "در منابع تأیید نشد", "به شهروند اعلام", "پیش از استفاده"),
)
"""Words by which editors note where a thing was found; no citizen reads them."""


def test_no_citizen_reads_a_note_of_the_editors(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        facts = facts_of(entry)
        told = [service_card(entry).model_dump_json(), *(fact.text for fact in facts)]
        told += [source_line(fact, entry) for fact in facts]
        assert [word for word in INTERNAL if any(word in text for text in told)] == []


def test_no_line_is_told_with_a_note_of_the_editors(catalogue: Catalogue) -> None:
    for line in catalogue.lines.values():
        told = f"{line.title} {line.use_for}"
        assert [word for word in INTERNAL if word in told] == [], line.number


def test_nobody_is_told_of_a_line_that_is_unsure(catalogue: Catalogue) -> None:
    assert not {"199", "1500", "1505"} & set(catalogue.lines)
    assert not catalogue.lines["09628"].is_for_questions


def test_a_note_is_no_part_of_an_address() -> None:
    assert Source(address="https://news.example.ir/خبر/1").is_public
    assert not Source(address="secondary-source (فهرست پیوندها)").is_public
    with pytest.raises(ValueError, match="no note beside it"):
        Source(address="https://news.example.ir/1 (بازنشر)")


def test_the_date_of_a_source_is_told_without_the_note_beside_it(catalogue: Catalogue) -> None:
    service = catalogue.by_id["celibacy-certificate"].service
    noted = {one.date_fa for one in service.sources if one.date_fa and "(" in one.date_fa}
    assert noted, "a service with such a note"
    shown = {source.date_fa for source in service_card(catalogue.by_id[service.id]).sources}
    assert {date.split(" (")[0] for date in noted} <= shown


def test_what_is_highly_trusted_has_an_address_to_open(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        if entry.service.confidence is Confidence.HIGH:
            assert any(source.is_public for source in entry.service.sources), entry.service.id


def test_a_card_shows_only_addresses_that_can_be_opened(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        card = service_card(entry)
        assert all(source.address.startswith("http") for source in card.sources)
        assert card.sources or card.source_note


def test_every_province_has_its_capital_among_its_cities(catalogue: Catalogue) -> None:
    for province in catalogue.provinces:
        cities = {bare(city) for county in province.counties for city in county.cities}
        assert bare(province.capital) in cities, province.name


def bare(name: str) -> str:
    """Without the gaps, which are written in different ways."""
    return name.replace(" ", "").replace("\u200c", "")


@pytest.mark.parametrize("number", ["110", "115", "125", "128", "137"])
def test_the_lines_that_people_need_are_known(catalogue: Catalogue, number: str) -> None:
    assert catalogue.lines[number].use_for


WITHOUT_A_WAY = {
    *("atba-residence", "ngo-license"),
    *("rural-housing", "rural-building-permit", "rural-housing-loan"),
}
"""No source gives a site or number of theirs, nor of whoever stands above them."""


def test_every_service_leads_on(catalogue: Catalogue) -> None:
    found = examine(catalogue, date(2026, 11, 30))
    assert set(found.services_with(EditorNeed.NO_NEXT_STEP)) == WITHOUT_A_WAY


def test_where_an_agency_has_no_way_in_the_one_above_it_is_named(catalogue: Catalogue) -> None:
    entry = catalogue.by_id["bodily-damage-fund"]
    assert not entry.agency.domain
    assert "centinsur.ir" in next_step(entry)
    assert next_step(catalogue.by_id["crop-insurance"]).endswith("sbkiran.ir")
    assert "۱۳۱" in next_step(catalogue.by_id["land-use-change"])
    assert "۱۵۷۰" in next_step(catalogue.by_id["adult-education"])
