"""How verdicts on the own case are judged, and the data that they were developed with."""

from assistant.dialogue.own_case.verdicts import OwnCaseVerdict
from assistant.settings import PROJECT
from knowledge.catalogue import Catalogue
from knowledge.facts import facts_of
from lab.talks.verdicts import JudgedVerdict, OwnCaseQuestion, figures, read_own_cases

DEVELOPMENT = PROJECT / "tests" / "evaluation" / "own_verdicts.jsonl"
YES, OPEN = (
    OwnCaseQuestion(service="s", message="میشه؟", verdict="yes"),
    OwnCaseQuestion(service="s", message="؟", verdict="open"),
)
SUM = OwnCaseQuestion(service="s", message="چقدر؟", verdict="value", value="۱۵ هزار تومان")


def test_a_verdict_is_right_if_it_says_what_follows() -> None:
    assert JudgedVerdict(YES, OwnCaseVerdict("yes", "may")).is_right
    assert not JudgedVerdict(YES, OwnCaseVerdict("no", "may")).is_right
    assert not JudgedVerdict(YES, None).is_right
    assert JudgedVerdict(OPEN, None).is_right
    assert not JudgedVerdict(OPEN, OwnCaseVerdict("yes", "may")).is_right


def test_of_a_sum_the_numbers_count() -> None:
    assert JudgedVerdict(SUM, OwnCaseVerdict("value", "much", value="15 هزار تومان")).is_right
    assert not JudgedVerdict(SUM, OwnCaseVerdict("value", "much", value="۵ هزار تومان")).is_right


def test_wrong_and_missing_verdicts_are_counted_apart() -> None:
    results = [
        JudgedVerdict(YES, None),
        JudgedVerdict(YES, OwnCaseVerdict("no", "may")),
        JudgedVerdict(OPEN, None),
    ]
    counted = {one.name: (one.hits, one.total) for one in figures(results)}
    assert counted["right, of the verdicts told"] == (0, 1)
    assert counted["yes: told wrong"] == counted["yes: not told"] == (1, 2)
    assert counted["open: a verdict told"] == (0, 1)


def test_the_development_data_names_facts_of_the_catalogue(catalogue: Catalogue) -> None:
    for case in read_own_cases(DEVELOPMENT):
        known = {fact.text for fact in facts_of(catalogue.by_id[case.service])}
        assert not case.fact or case.fact in known, case.message
        assert (case.verdict == "value") == bool(case.value)
