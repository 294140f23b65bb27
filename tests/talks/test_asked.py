"""Needs told in talks, as the search learns them."""

import pytest

from assistant.settings import PROJECT
from knowledge.catalogue import Catalogue
from knowledge.search.questions import Question, read_questions
from lab.talks.lessons import ASKED, asked_questions
from lab.talks.schema import LabelledTurn, Talk, read_talks

PASSPORT = "service:passport-renewal"


def told(catalogue: Catalogue, *turns: LabelledTurn) -> list[Question]:
    return asked_questions([Talk(talk="t", player="p", turns=list(turns))], catalogue)


def test_what_seeks_one_service_is_taken_once(catalogue: Catalogue) -> None:
    turn = LabelledTurn(say="پاسپورتم باطل شده", do=["find"], about=[PASSPORT])
    assert told(catalogue, turn, turn) == [Question("پاسپورتم باطل شده", "passport-renewal")]


def test_what_is_refused_is_left_out(catalogue: Catalogue) -> None:
    turn = LabelledTurn(
        say="کارت ملی رو ول کن. پاسپورتم باطل شده", do=["correct"], about=[PASSPORT]
    )
    assert [one.text for one in told(catalogue, turn)] == ["پاسپورتم باطل شده"]


@pytest.mark.parametrize(
    ("do", "about"),
    [
        (["tell"], [PASSPORT]),
        (["find"], [PASSPORT, "service:passport-first"]),
        (["find"], ["line:110"]),
        (["find"], ["service:gone-since"]),
        ([], [PASSPORT]),
    ],
)
def test_what_seeks_none_or_several_is_left_out(
    catalogue: Catalogue, do: list[str], about: list[str]
) -> None:
    turn = LabelledTurn.model_validate({"say": "پاسپورتم باطل شده", "do": do, "about": about})
    assert told(catalogue, turn) == []


def test_the_file_holds_what_the_talks_tell(catalogue: Catalogue) -> None:
    kept = read_questions(ASKED)
    assert kept == asked_questions(read_talks(PROJECT / "nlu_data" / "talks"), catalogue), (
        "run `dastyar train questions`"
    )
