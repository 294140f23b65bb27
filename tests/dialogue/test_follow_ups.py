"""Messages behind a card: read, judged, and answered of the right service."""

import json
from pathlib import Path

import pytest

from assistant.dialogue.state import service
from assistant.dialogue.understand import Understander
from assistant.settings import PROJECT
from assistant.talks.follow_ups import (
    FOLLOW_UPS,
    FollowUp,
    Judged,
    figures,
    judged,
    read_follow_ups,
    state_behind,
)
from knowledge.catalogue import Catalogue

EVALUATION = PROJECT / "tests" / "evaluation"
PASSPORT, VISA, LICENCE = "passport-renewal", "passport-first", "driving-license-renewal"


def pair(kind: str = "switch", about: tuple[str, ...] = (LICENCE,), earlier: str = "") -> FollowUp:
    return FollowUp(
        focus=PASSPORT, before="پاسم تموم شده", says="…", about=about, kind=kind, earlier=earlier
    )


@pytest.mark.parametrize("name", ["follow_ups", "fresh_follow_ups"])
def test_nothing_is_judged_by_what_was_taught(name: str, catalogue: Catalogue) -> None:
    taught = {(one.focus, one.says) for one in read_follow_ups()}
    read = read_follow_ups(EVALUATION / f"{name}.jsonl")
    assert len(read) >= 150
    assert not taught & {(one.focus, one.says) for one in read}
    assert {id_ for one in read for id_ in (one.focus, *one.about)} <= set(catalogue.by_id)


def test_what_is_taught_is_known(catalogue: Catalogue) -> None:
    taught = read_follow_ups(FOLLOW_UPS)
    assert len(taught) >= 1700
    assert {id_ for one in taught for id_ in (one.focus, *one.about)} <= set(catalogue.by_id)
    assert all(one.writer for one in taught)


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


def test_one_of_several_can_be_chosen_but_is_not_right() -> None:
    results = [
        Judged(pair(), (LICENCE,)),
        Judged(pair(), (LICENCE, VISA)),
        Judged(pair("stay", (PASSPORT,)), ()),
        Judged(pair("none", ()), ()),
        Judged(pair("none", ()), (VISA,)),
    ]
    assert [one.is_right for one in results] == [True, False, False, True, False]
    assert [one.is_among for one in results] == [True, True, False, True, False]
    rates = {one.name: one.rate for one in figures(results)}
    assert rates["the right service"] == 2 / 5
    assert rates["… or to be chosen"] == 2 / 3


def test_follow_ups_are_answered_of_the_right_service(
    understander: Understander, catalogue: Catalogue
) -> None:
    """The lower bound of the share that was measured, by a writer from whom nothing was learnt."""
    results = judged(read_follow_ups(EVALUATION / "follow_ups.jsonl"), understander, catalogue)
    assert sum(one.is_right for one in results) >= FLOOR * len(results)


FLOOR = 0.78
