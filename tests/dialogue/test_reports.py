"""Which turns report that something is down, by the draft or by the message itself."""

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest
from support.understood import heard as understood

from assistant.cases.terms import Indicator
from assistant.dialogue.draft import Draft
from assistant.dialogue.reports import OutageReport, report_of
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing, ThingKind, service
from assistant.dialogue.understood import Understanding
from knowledge.catalogue import Catalogue
from knowledge.features.labels import Opinion

DOWN = Indicator.SYSTEM_DOWN


def heard(text: str, share: float, sure: str | None = None) -> Understanding:
    """A message that is a complaint of a system with this probability; `sure` is a service."""
    made = understood(text, {})
    entry = SimpleNamespace(service=SimpleNamespace(id=sure))
    hits = [SimpleNamespace(entry=entry)] if sure else []
    reading = replace(made.reading, opinion=Opinion({}, {f"complain/{DOWN}": math.log(share)}))
    reading.__dict__["found"] = SimpleNamespace(sure=sure is not None, hits=hits)
    return replace(made, reading=reading)


def of(catalogue: Catalogue, before: State, after: State, message: Understanding | None) -> object:
    return report_of(before, after, message, catalogue)


def test_a_question_about_an_agency_reports(catalogue: Catalogue) -> None:
    told = heard("سایت مالیات تهران قطع شده؟", 0.3)
    assert of(catalogue, State(), State(), told) == OutageReport("tax", DOWN, None, "تهران")


def test_a_sure_service_of_the_named_agency_is_told_with_it(catalogue: Catalogue) -> None:
    told = heard("سایت مالیات باز نمی‌شود", 0.9, "tax-return")
    assert of(catalogue, State(), State(), told) == OutageReport("tax", DOWN, "tax-return")
    foreign = heard("سایت مالیات باز نمی‌شود", 0.9, "water-bill")
    assert of(catalogue, State(), State(), foreign) == OutageReport("tax", DOWN)
    unnamed = heard("سامانه باز نمی‌شود", 0.9, "tax-return")
    assert of(catalogue, State(), State(), unnamed) == OutageReport("tax", DOWN, "tax-return")


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        (service("tax-return"), OutageReport("tax", DOWN, "tax-return")),
        (Thing(kind=ThingKind.AGENCY, id="tax"), OutageReport("tax", DOWN)),
        (Thing(kind=ThingKind.LINE, id="110"), None),
        (None, None),
    ],
)
def test_without_a_name_the_talk_says_what_is_meant(
    catalogue: Catalogue, focus: Thing | None, expected: OutageReport | None
) -> None:
    before = State(focus=focus)
    assert of(catalogue, before, before, heard("باز نمی‌شود", 0.6)) == expected


def test_what_is_hardly_a_complaint_of_it_is_none(catalogue: Catalogue) -> None:
    assert of(catalogue, State(), State(), heard("آدرس سایت مالیات", 0.1)) is None
    assert of(catalogue, State(), State(), None) is None


def test_a_draft_without_a_service_takes_the_one_of_the_message(catalogue: Catalogue) -> None:
    after = State(draft=Draft(agency="tax", indicator=DOWN))
    told = heard("سایت مالیات باز نمی‌شود", 0.9, "tax-return")
    assert of(catalogue, State(), after, told) == OutageReport("tax", DOWN, "tax-return")


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (Draft(agency="tax", indicator=DOWN, province="قم"), OutageReport("tax", DOWN, None, "قم")),
        (Draft(agency="tax", indicator=DOWN, service="water-bill"), OutageReport("tax", DOWN)),
        (Draft(agency="abfa", indicator="delay"), None),
        (Draft(agency="aro", indicator=DOWN), None),
    ],
)
def test_a_case_that_is_being_written_knows_better_than_the_message(
    catalogue: Catalogue, draft: Draft, expected: OutageReport | None
) -> None:
    told = heard("سایت مالیات باز نمی‌شود", 0.9)
    assert of(catalogue, State(), State(draft=draft), told) == expected


def test_a_draft_that_still_asks_for_its_agency_leaves_it_to_the_message(
    catalogue: Catalogue,
) -> None:
    after = State(draft=Draft(indicator=DOWN))
    told = heard("سایت مالیات باز نمی‌شود", 0.9)
    assert of(catalogue, State(), after, told) == OutageReport("tax", DOWN)
