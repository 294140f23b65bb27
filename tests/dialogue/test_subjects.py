"""Which words say what a message is about: marks, what is made of them, and what is learnt."""

import pytest

from assistant.dialogue.state import State
from assistant.dialogue.subjects import ABOUT, ELSE, REFUSED, Subject, SubjectReader, place_of
from assistant.dialogue.things import Asked, Open, service
from assistant.language.pii import mask
from assistant.language.repair import repair
from knowledge.catalogue import Catalogue
from lab.talks.follow_ups import MARKED, plain, read_follow_ups, tags

PASSPORT, POWER, HEALTH = "passport-renewal", "power-bill", "health-insurance-enroll"


@pytest.fixture(scope="module")
def subjects(catalogue: Catalogue) -> SubjectReader:
    return SubjectReader(catalogue)


def behind(*ids: str) -> State:
    state = State()
    for id_ in ids:
        state = state.turned_to(service(id_))
    return state


def test_marks_are_no_part_of_a_message() -> None:
    assert plain("{{بیمه}} چیه [[برق]] می‌گم") == "بیمه چیه برق می‌گم"
    assert tags("{{بیمه}} چیه [[برق]] می‌گم") == [REFUSED, ELSE, ABOUT, ELSE]
    assert tags("[[گم شدن کارت]]") == [ABOUT, ABOUT, ABOUT]
    assert tags("چند روز طول می‌کشد؟") == [ELSE] * 4


def test_each_word_of_a_marked_message_has_a_tag() -> None:
    for one in read_follow_ups(MARKED)[::8]:
        assert len(tags(one.says)) == len(repair(mask(one.text).text).text.split())
        assert ("[[" in one.says) == (ABOUT in tags(one.says)), one.says
        assert ("{{" in one.says) == (REFUSED in tags(one.says)), one.says


def test_words_speak_for_the_service_that_they_name() -> None:
    said = Subject(("بیمه", "", "برق"), (0.1, 0.0, 0.8), (0.9, 0.0, 0.0))
    power, insurance = said.features("new", {"برق", "قبض"}), said.features("focus", {"بیمه"})
    assert power["about_named"] == power["about_named_new"] == pytest.approx(0.4)
    assert power["refused_named"] == 0.0
    assert insurance["refused_named_focus"] == pytest.approx(0.45)
    assert insurance["about_named"] == pytest.approx(0.05)
    assert said.features("none", None) == {
        "about_none": 0.8,
        "refused_none": 0.9,
        "subjects_none": pytest.approx(0.225),
    }
    assert Subject().features("none", None)["about_none"] == 0.0


def test_what_is_refused_and_what_is_meant_are_told_apart(subjects: SubjectReader) -> None:
    said = subjects.read("بیمه چیه برق میگم برق", behind(HEALTH))
    assert said.refused[0] > said.about[0]
    assert said.about[4] > said.refused[4]


def test_a_circumstance_is_no_subject(subjects: SubjectReader) -> None:
    asked = subjects.read("خب گواهینامه‌ام هم تمام شده آن را کجا ببرم", behind(PASSPORT))
    only = subjects.read("گواهینامه ندارم گیر می‌دهند؟", behind(PASSPORT))
    assert max(asked.about) > max(only.about)


def test_an_empty_message_has_no_subject(subjects: SubjectReader) -> None:
    assert subjects.read("", State()) == Subject()


def test_a_candidate_has_its_place_in_the_talk() -> None:
    state = behind(POWER, PASSPORT)
    known = (None, service(PASSPORT), service(POWER), service(HEALTH))
    assert [place_of(thing, state) for thing in known] == ["none", "focus", "trail", "new"]
    offered = state.asking(Asked(kind=Open.CHOICE, options=(service(HEALTH),)))
    assert place_of(service(HEALTH), offered) == "option"
