"""Messages behind a card: read, judged, and answered of the right service."""

import json
from pathlib import Path

import pytest

from assistant.dialogue.state import State
from assistant.dialogue.things import service
from assistant.dialogue.understand import Understander
from assistant.settings import PROJECT
from knowledge.catalogue import Catalogue
from lab.talks.follow_ups import (
    MARKED,
    FollowUp,
    JudgedFollowUp,
    figures,
    judged,
    read_follow_ups,
    state_behind,
)

EVALUATION = PROJECT / "tests" / "evaluation"
PASSPORT, VISA, LICENCE = "passport-renewal", "passport-first", "driving-license-renewal"


def pair(kind: str = "switch", about: tuple[str, ...] = (LICENCE,), earlier: str = "") -> FollowUp:
    return FollowUp(
        focus=PASSPORT, before="پاسم تموم شده", says="…", about=about, kind=kind, earlier=earlier
    )


@pytest.mark.parametrize(
    "name", ["follow_ups", "fresh_follow_ups", "fresh_subjects", "unseen_subjects"]
)
def test_nothing_is_judged_by_what_was_taught(name: str, catalogue: Catalogue) -> None:
    taught = [*read_follow_ups(), *read_follow_ups(MARKED)]
    read = read_follow_ups(EVALUATION / f"{name}.jsonl")
    assert len(read) >= 150
    assert not {(one.focus, one.text) for one in taught} & {(one.focus, one.text) for one in read}
    assert not {one.writer for one in taught} & {one.writer for one in read} - {""}
    assert _services(read) <= set(catalogue.by_id)


def test_what_is_taught_is_known(catalogue: Catalogue) -> None:
    taught, marked = read_follow_ups(), read_follow_ups(MARKED)
    assert len(taught) >= 1700
    assert len(marked) >= 1200
    assert _services([*taught, *marked]) <= set(catalogue.by_id)
    assert all(one.writer for one in (*taught, *marked))


def _services(pairs: list[FollowUp]) -> set[str]:
    return {id_ for one in pairs for id_ in (one.focus, *one.about, *one.trail) if id_}


def test_a_broken_line_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "follow_ups.jsonl"
    file.write_text(json.dumps({"focus": PASSPORT, "says": "؟"}), encoding="utf-8")
    with pytest.raises(ValueError, match="FollowUp"):
        read_follow_ups(file)


def test_who_goes_back_had_the_first_service_before(catalogue: Catalogue) -> None:
    state = state_behind(pair("back", earlier="گواهینامه‌ام هم"), catalogue)
    assert state.focus == service(PASSPORT)
    assert service(LICENCE) in state.trail
    assert state_behind(pair(), catalogue).trail == ()


def test_a_trail_was_talked_of_before_and_a_first_message_has_none(catalogue: Catalogue) -> None:
    one = pair("back").model_copy(update={"trail": (LICENCE, VISA)})
    state = state_behind(one, catalogue)
    assert state.focus == service(PASSPORT)
    assert state.trail == (service(LICENCE), service(VISA))
    first = pair("first").model_copy(update={"focus": "", "before": ""})
    assert state_behind(first, catalogue) == State()


def test_one_of_several_can_be_chosen_but_is_not_right() -> None:
    results = [
        JudgedFollowUp(pair(), (LICENCE,)),
        JudgedFollowUp(pair(), (LICENCE, VISA)),
        JudgedFollowUp(pair("stay", (PASSPORT,)), ()),
        JudgedFollowUp(pair("none", ()), ()),
        JudgedFollowUp(pair("none", ()), (VISA,)),
    ]
    assert [one.is_right for one in results] == [True, False, False, True, False]
    assert [one.is_among for one in results] == [True, True, False, True, False]
    rates = {one.name: one.rate for one in figures(results)}
    assert rates["the right service"] == 2 / 5
    assert rates["… or to be chosen"] == 2 / 3


@pytest.mark.parametrize(("name", "floor"), [("follow_ups", 0.78), ("fresh_subjects", 0.73)])
def test_follow_ups_are_answered_of_the_right_service(
    name: str, floor: float, understander: Understander, catalogue: Catalogue
) -> None:
    """The lower bound of the share that was measured, by writers from whom nothing was learnt."""
    results = judged(read_follow_ups(EVALUATION / f"{name}.jsonl"), understander, catalogue)
    assert sum(one.is_right for one in results) >= floor * len(results)
