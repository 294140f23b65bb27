"""The catalogue as it is: complete, and saying nothing that no source says."""

import re

import pytest

from assistant.replies.cards import service_card
from knowledge.catalogue import Catalogue
from knowledge.schema import Confidence


def test_everything_that_was_collected_is_there(catalogue: Catalogue) -> None:
    assert len(catalogue.entries) == 264
    assert len(catalogue.agencies) == 97
    assert len(catalogue.lines) == 52
    assert len(catalogue.provinces) == 31


def test_a_fee_by_tariff_is_no_fee(catalogue: Catalogue) -> None:
    """In the facts it only meant that no figure was found."""
    fees = [entry.service.fee for entry in catalogue.entries if entry.service.fee]
    assert fees
    bare = re.compile(r"^\s*(?:طبق|مطابق|برابر) تعرفه[\s\u200c.]*$")
    assert [fee for fee in fees if bare.match(fee)] == []


def test_every_told_fact_has_a_source(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        service = entry.service
        if service.documents or service.steps or service.fee or service.processing_time:
            assert service.sources, service.id


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
