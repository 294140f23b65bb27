"""The vocabulary of cases has a Persian face for every word, and the words of the contract."""

from assistant.cases.terms import INDICATOR_FA, KINDS, STATUS_FA, Indicator, Kind, Status

CONTRACT = (
    "absence, no_substitute, delay, no_response, negligence, discourtesy, opaque_rules, "
    "system_down, phone_ivr, consular, suggestion"
)


def test_the_indicators_are_those_of_the_contract() -> None:
    assert [indicator.value for indicator in Indicator] == CONTRACT.split(", ")


def test_the_kinds_of_stored_cases_are_known() -> None:
    assert {"complaint", "suggestion", "criticism", "praise"} <= set(Kind)


def test_proposals_and_criticism_have_the_same_indicator_and_praise_has_none() -> None:
    of = {kind.value: terms.indicator for kind, terms in KINDS.items()}
    assert (of["suggestion"], of["criticism"]) == ("suggestion", "suggestion")
    assert (of["complaint"], of["praise"]) == (None, None)


def test_every_word_has_a_persian_face() -> None:
    assert set(INDICATOR_FA) == set(Indicator)
    assert list(KINDS) == list(Kind)
    assert set(STATUS_FA) == set(Status)


def test_closed_is_never_called_solved() -> None:
    assert not [face for face in STATUS_FA.values() if "حل" in face]
