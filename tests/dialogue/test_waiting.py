"""Cases that wait: taken up one after the other, made two of one, and one of two."""

from assistant.dialogue.complaint.waiting import Waiting, taken_up
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.matters import Matter
from assistant.dialogue.policy.moves import JOIN, SPLIT, SWAP
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.turn import OpenTurn

POWER = Draft(parts=(Part(text="برق رفت"),), agency="tavanir", province="قم", city="قم")
GAS = Draft(parts=(Part(text="قبض گاز اشتباه است"),), agency="nigc")
TWO = State().drafting(POWER).setting_aside(GAS)


async def case_of(matter: Matter, turn: OpenTurn) -> Draft:
    return Draft(parts=(Part(text=matter.text, turn=turn.id),), agency=matter.agency)


def changed(state: State, choice: str) -> State | None:
    speech = Speech(state)
    return speech.state if Waiting(case_of).change(speech, choice) else None


async def test_what_is_set_aside_waits_behind_what_waits_already() -> None:
    speech, turn = Speech(TWO), OpenTurn("t2", "", "", TWO)
    await Waiting(case_of).set_aside(speech, turn, [Matter("آب قطع است", "abfa")])
    assert [one.agency for one in speech.state.later] == ["nigc", "abfa"]
    assert speech.state.draft == POWER


def test_the_next_matter_is_taken_up_and_the_earlier_place_is_near() -> None:
    state = taken_up(TWO.filed("ABCD2345"))
    assert state.draft == GAS.model_copy(update={"nearby": ("قم", "قم")})
    assert state.later == ()
    assert state.filed_code == "ABCD2345"


def test_the_other_one_may_come_first() -> None:
    state = changed(TWO, SWAP)
    assert state is not None
    assert (state.draft, state.later) == (GAS, (POWER,))


def test_two_that_are_one_are_joined_and_may_be_parted_again() -> None:
    joined = changed(TWO, JOIN)
    assert joined is not None
    assert joined.draft is not None
    assert joined.draft.description == "برق رفت\nقبض گاز اشتباه است"
    assert (joined.draft.agency, joined.later) == ("tavanir", ())
    parted = changed(joined, SPLIT)
    assert parted is not None
    assert (parted.draft, parted.later) == (POWER, (GAS,))


def test_where_there_is_only_one_case_nothing_is_changed() -> None:
    alone = State().drafting(POWER)
    assert [changed(alone, choice) for choice in (SPLIT, JOIN, SWAP)] == [None, None, None]
