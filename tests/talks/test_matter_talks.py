"""How talks with one matter or two are judged."""

from collections import Counter
from dataclasses import replace

from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.state import State
from lab.talks.commands import MATTERS
from lab.talks.complaint_lessons import read_matter_lessons
from lab.talks.judge import ToldMatter
from lab.talks.matters import (
    MatterTalk,
    PlayedMatters,
    WantedCase,
    figures_of,
    read_matters,
    shown,
    waiting,
)

POWER = WantedCase(agency="اداره برق", agency_ids=["tavanir"], must=["یخچالم"], must_not=["قبض"])
GAS = WantedCase(agency="اداره گاز", agency_ids=["nigc"], must=["قبض"], must_not=["یخچالم"])
TALK = MatterTalk(kind="second_amid", says=["یخچالم سوخت", "گاز هم قبض"], cases=[POWER, GAS])
FRIDGE, BILL = (
    ToldMatter("complaint", "tavanir", description="یخچالم سوخت"),
    ToldMatter("complaint", "nigc", description="قبض زیاد است"),
)


def test_a_talk_is_whole_when_each_case_has_its_agency_and_words() -> None:
    assert PlayedMatters(TALK, (BILL, FRIDGE)).is_whole
    assert not PlayedMatters(TALK, (FRIDGE,)).counts
    assert not PlayedMatters(TALK, (replace(FRIDGE, agency="nigc"), BILL)).is_whole
    mixed = replace(FRIDGE, description="یخچالم سوخت. قبض هم")
    assert not PlayedMatters(TALK, (mixed, BILL)).is_whole


def test_words_are_found_in_arabic_letters_and_over_half_spaces() -> None:
    assert POWER.fits(ToldMatter("complaint", "tavanir", description="يخچالم سوخت"))
    wanted = GAS.model_copy(update={"must": ["سه میلیونی"]})
    assert wanted.has_words(ToldMatter("complaint", "nigc", description="سه‌میلیونی است"))


def test_cases_that_are_not_filed_count_as_waiting() -> None:
    draft = Draft(parts=(Part(text="یخچالم سوخت"),), agency="tavanir")
    state = State().drafting(draft).setting_aside(draft.model_copy(update={"agency": "nigc"}))
    assert [one.agency for one in waiting(state)] == ["tavanir", "nigc"]
    assert not list(waiting(State().drafting(Draft())))


def test_a_button_is_counted_by_itself() -> None:
    played = [
        PlayedMatters(TALK, (FRIDGE, BILL)),
        PlayedMatters(TALK, (FRIDGE, BILL), pressed=True),
    ]
    rates = {one.name: one.rate for one in figures_of(played)}
    assert rates["second_amid: whole"] == 1.0
    assert rates["… whole without a button"] == 0.5
    assert "nigc: قبض زیاد است" in shown(played[0])


def test_the_development_talks_and_lessons_can_be_read() -> None:
    kinds = Counter(one.kind for one in read_matters(MATTERS))
    assert min(kinds.values()) >= 12
    lessons = read_matter_lessons()
    assert any(one.others for one in lessons)
    assert all(one.told or not one.is_filed for one in lessons)
