"""An office that a citizen names: known or not, its own or named in passing."""

from dataclasses import replace

import pytest
from support.understood import heard

from assistant.dialogue.decide import decide
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.offices import Office
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.sentences import wordings
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing, ThingKind, service
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.dialogue.understand import Understander
from assistant.replies.schemas import ChoicesReply, ServiceReply, TextReply

WATER, WELL = service("water-connection"), "آب منطقه‌ای"
SOUGHT = heard("مجوز چاه", {"find": 1.0}, things={WATER: 0.9})


@pytest.mark.parametrize(
    ("text", "name", "agency"),
    [
        ("از شرکت آب منطقه‌ای پروانه چاه میخوام", "شرکت آب منطقه‌ای", None),
        ("سازمان بنادر و دریانوردی گواهینامه قایق میخوام", "سازمان بنادر و دریانوردی", None),
        ("شورای حل اختلاف چطوری برم برا طلب از همسایه", "شورای حل اختلاف", "shora"),
    ],
)
def test_an_office_is_heard_by_its_whole_name(
    understander: Understander, text: str, name: str, agency: str | None
) -> None:
    office = understander.understand(text, State()).office
    assert office is not None
    assert (office.name, office.agency, office.is_passing) == (name, agency, False)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("دانشگاه آزاد میگه باید معافیت تحصیلی بگیری", "military-exemption-student"),
        ("از بانک مسکن وام ودیعه مستاجر میخوام", "housing-deposit-loan"),
        ("صاحبکارم تو شرکت نفت بیمه‌ام رو کم رد کرده", "insurance-history-objection"),
        ("سازمان سنجش ثبت نام کنکور", "konkur-registration"),
    ],
)
def test_an_office_in_passing_leaves_the_service(
    understander: Understander, text: str, meant: str
) -> None:
    decision = decide(State(), understander.understand(text, State()))
    assert (decision.move, decision.things[0]) == (Move.SHOW, service(meant))


def test_what_only_looks_alike_gives_way_and_never_comes_again() -> None:
    told = replace(SOUGHT, office=Office(WELL))
    assert decide(State(), told) == Decision(Move.OFFICE, name=WELL, rejects=(WATER,))
    own = replace(SOUGHT, office=Office("آبفا", "abfa", frozenset((WATER.id,))))
    assert decide(State(), own).move is Move.SHOW
    passing = replace(SOUGHT, office=Office(WELL, is_passing=True))
    assert decide(State(), passing).move is Move.SHOW


def test_an_office_that_corrects_the_focus_counts_though_it_may_be_named_in_passing() -> None:
    corrects = heard("نه، آب منطقه‌ای", {"correct": 1.0}, things={WATER: 0.9})
    state = State(focus=WATER, said="انشعاب آب")
    decision = decide(state, replace(corrects, office=Office(WELL, is_passing=True)))
    assert (decision.move, decision.rejects) == (Move.OFFICE, (WATER,))


def test_a_long_story_names_offices_on_its_way() -> None:
    story = heard("همسایه گفت برو آنجا " * 5, {"find": 1.0}, things={WATER: 0.9})
    assert decide(State(), replace(story, office=Office(WELL))).move is Move.SHOW


async def test_the_answer_names_the_office_and_a_second_time_offers_a_human(rooms: Rooms) -> None:
    dialogue, state = Dialogue(rooms), State()
    said = []
    for text in (
        "برای چاه کشاورزی مجوز میخوام",
        *["نه آب شهری نه، آب منطقه‌ای باید مجوز چاه بده"] * 2,
    ):
        heard_ = dialogue.hear(text, state)
        outcome = await dialogue.respond(OpenTurn("t", "", text, state, heard_))
        state = outcome.state
        said.append(outcome.replies)
    assert WELL in "".join(r.text for r in said[1] if isinstance(r, TextReply | ChoicesReply))
    assert not [r for turn in said[1:] for r in turn if isinstance(r, ServiceReply)]
    again = [r.text for r in said[2] if isinstance(r, ChoicesReply)]
    assert set(again) & set(wordings("offer_human"))


async def test_details_of_an_unknown_office_are_left_to_it(rooms: Rooms) -> None:
    dialogue, state = Dialogue(rooms), State()
    for text in ("از شرکت آب منطقه‌ای پروانه چاه میخوام", "چه مدارکی میخواد؟"):
        heard_ = dialogue.hear(text, state)
        outcome = await dialogue.respond(OpenTurn("t", "", text, state, heard_))
        state = outcome.state
    assert state.focus is not None
    assert state.focus.kind is ThingKind.OFFICE
    assert not [r for r in outcome.replies if isinstance(r, ServiceReply)]
    asked = [r.text for r in outcome.replies if isinstance(r, ChoicesReply)]
    assert state.focus.id in asked[0]


async def test_what_the_catalogue_knows_of_a_named_agency_is_told(rooms: Rooms) -> None:
    dialogue, text = Dialogue(rooms), "شورای حل اختلاف چطوری برم برا طلب از همسایه"
    heard_ = dialogue.hear(text, State())
    outcome = await dialogue.respond(OpenTurn("t", "", text, State(), heard_))
    agency = rooms.catalogue.agencies["shora"]
    texts = [r.text for r in outcome.replies if isinstance(r, TextReply | ChoicesReply)]
    assert any(agency.name in text for text in texts)
    assert outcome.state.focus == Thing(kind=ThingKind.AGENCY, id="shora")
