"""Which thing a message means: its candidates, what speaks for each, and their order."""

import pytest
from support.answering import Certain

from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.context import context_of
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.message_reader import MOST_ANSWERED, MessageReader
from assistant.dialogue.ranking import Ranker
from assistant.dialogue.referents import (
    NONE_BAR,
    WEIGHTS,
    Candidate,
    MessageInContext,
    Ranked,
    candidates,
    rank,
)
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, Thing, ThingKind, service
from assistant.dialogue.turn import Rooms
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue
from knowledge.facts import facts_of
from lab.talks.ranking import samples, with_states
from lab.talks.schema import Before, LabelledTurn, Talk

PASSPORT, CARD = service("passport-renewal"), service("national-id-card-replacement")
LICENCE = service("driving-license-renewal")


def test_candidates_are_ranked_and_none_is_the_last_of_them() -> None:
    found = [Candidate(service(str(n)), {"named": n / 4}) for n in range(4)]
    ranked = rank(Ranker(WEIGHTS), [*found, Candidate(None, {"none": 1.0})])
    shares = [share for _, share in ranked.things]
    assert sum(shares) + ranked.none == pytest.approx(1, abs=1e-5)
    assert shares == sorted(shares, reverse=True)
    assert {thing for thing, _ in ranked.things} == {one.thing for one in found}
    assert rank(Ranker(WEIGHTS), [Candidate(None, {"none": 1.0})]) == Ranked((), 1.0)


def test_the_likeliest_is_best_unless_none_is_likelier() -> None:
    ranked = Ranked(((PASSPORT, 0.5), (CARD, 0.3)), 0.2)
    assert ranked.best == (PASSPORT, pytest.approx(0.5 / 0.8))
    assert ranked.of(CARD) == 0.3
    assert ranked.of(LICENCE) == 0.0
    assert Ranked(((PASSPORT, 1 - NONE_BAR),), NONE_BAR).best == (None, NONE_BAR)
    assert Ranked((), 1.0).best == (None, 1.0)


def about(rooms: Rooms, text: str, state: State) -> tuple[MessageInContext, list[Candidate]]:
    messages = MessageReader(rooms.reader, rooms.catalogue, rooms.facts)
    return read_by(messages, rooms.catalogue, text, state)


def read_by(
    messages: MessageReader, catalogue: Catalogue, text: str, state: State
) -> tuple[MessageInContext, list[Candidate]]:
    reading = messages.reader.read(text, context_of(state, catalogue))
    message = messages.read(reading, state)
    return message, candidates(state, message, catalogue)


def test_an_agency_that_was_passed_is_meant_only_where_it_is_named(rooms: Rooms) -> None:
    police = Thing(kind=ThingKind.AGENCY, id="police")
    state = State().turned_to(police)
    assert police in [one.thing for one in about(rooms, "چند روز طول می‌کشد؟", state)[1]]
    state = state.turned_to(CARD)
    assert police not in [one.thing for one in about(rooms, "چند روز طول می‌کشد؟", state)[1]]
    assert police in [one.thing for one in about(rooms, "پلیس", state)[1]]


def test_everything_that_may_be_meant_is_a_candidate_once(rooms: Rooms) -> None:
    state = State().turned_to(LICENCE).turned_to(PASSPORT).queueing(service("justice-shares"))
    state = state.asking(Asked(kind=Open.CHOICE, options=(CARD, PASSPORT)))
    message, found = about(rooms, "بیمه تامین اجتماعی", state)
    things = [one.thing for one in found]
    assert things[-1] is None
    assert len(set(things)) == len(things)
    assert things[0] == PASSPORT
    expected = {CARD, LICENCE, service("justice-shares"), Thing(kind=ThingKind.AGENCY, id="tamin")}
    assert expected <= set(things)
    assert service(message.reading.found.hits[0].entry.service.id) in things


def test_a_case_is_no_candidate(rooms: Rooms) -> None:
    state = State().filed("282AZ9GE").drafting(Draft(parts=(Part(text="نبودند"),)))
    _, found = about(rooms, "تمدید گذرنامه", state)
    kinds = {one.thing.kind for one in found if one.thing}
    assert not kinds & {ThingKind.DRAFT, ThingKind.FILED}


def test_a_number_points_to_an_option(rooms: Rooms) -> None:
    state = State().asking(Asked(kind=Open.CHOICE, options=(CARD, PASSPORT, LICENCE)))
    _, found = about(rooms, "دومی", state)
    told = {one.thing: one.features for one in found}
    assert told[PASSPORT]["ordinal"] > 0 > told[CARD]["ordinal"]
    assert "ordinal" not in told[None]


def test_what_was_rejected_comes_only_when_it_is_named(rooms: Rooms) -> None:
    title = rooms.catalogue.by_id[PASSPORT.id].service.title
    for text, is_named in {title: True, "آن را می‌خواهم که در پست گم شد": False}.items():
        state = State().asking(Asked(kind=Open.CHOICE, options=(CARD, PASSPORT)))
        _, found = about(rooms, text, state.without(PASSPORT))
        things = [one.thing for one in found]
        assert CARD in things
        assert (PASSPORT in things) == is_named


def test_a_short_message_is_joined_to_the_open_question(rooms: Rooms) -> None:
    state = State().wondering("گذرنامه")
    assert about(rooms, "تمدیدش", state)[0].joint is not None
    assert about(rooms, "تمدیدش", State())[0].joint is None
    assert about(rooms, "کجا برم؟", state)[0].joint is None, "it has no words of its own"
    assert about(rooms, "تمدید " * 30, state)[0].joint is None


def test_the_states_of_a_labelled_talk_follow_its_turns() -> None:
    turns = [
        LabelledTurn(say="گذرنامه می‌خواهم", do=["find"]),
        LabelledTurn(say="مدارکش", do=["tell"], before=Before(said="…", focus=str(PASSPORT))),
        LabelledTurn(
            say="اولی",
            do=["choose"],
            before=Before(said="؟", asked="choice", options=[str(CARD), "چیزی"], focus=str(CARD)),
        ),
        LabelledTurn(say="ثبت کن", do=["confirm"], before=Before(asked="confirm", focus="draft")),
    ]
    states = [state for _, state in with_states(Talk(talk="t", player="p", turns=turns))]
    assert states[0] == State()
    assert (states[1].focus, states[1].question) == (PASSPORT, "گذرنامه می‌خواهم")
    assert states[2].options == (CARD,)
    assert states[2].trail == (PASSPORT,)
    assert states[3].draft is not None
    assert states[3].asked == Asked(kind=Open.CONFIRM)


def test_what_is_taken_back_speaks_against_a_service(rooms: Rooms) -> None:
    state = State().asking(Asked(kind=Open.CHOICE, options=(LICENCE, PASSPORT)))
    message, found = about(rooms, "گواهینامه نه، گذرنامه", state)
    assert "گواهینامه" not in message.kept
    told = {one.thing: one.features for one in found}
    assert LICENCE not in told
    assert told[PASSPORT]["named"] > told[PASSPORT]["refused"] == 0.0
    assert told[None]["none_refused"] == 1.0


@pytest.mark.parametrize(
    ("text", "is_left"),
    [
        ("گذرنامه را ول کنید، گواهینامه کجا بدهند؟", True),
        ("گذرنامه نخواستم، گواهینامه می‌خواستم", True),
        ("گذرنامه را ول کنید، گذرنامه زیارتی کجاست؟", False),
        ("گواهینامه را ول کنید، مدارک گذرنامه چیست؟", False),
        ("گذرنامه کجا می‌دهند؟", False),
    ],
)
def test_a_focus_that_is_left_is_no_candidate(rooms: Rooms, text: str, is_left: bool) -> None:
    _, found = about(rooms, text, State().turned_to(PASSPORT))
    assert (PASSPORT not in {one.thing for one in found}) == is_left


def test_what_a_message_refuses_is_not_searched_for(rooms: Rooms) -> None:
    state = State().turned_to(PASSPORT)
    message, _ = about(rooms, "گذرنامه را ول کنید. گواهینامه رانندگی گم شده", state)
    assert message.refuses
    assert message.meant.text == "گواهینامه رانندگی گم شده" == message.kept
    plain, _ = about(rooms, "گواهینامه رانندگی گم شده", state)
    assert not plain.refuses
    assert plain.meant is plain.reading


def test_what_the_focus_answers_is_hardly_meant_for_another(
    reader: Reader, catalogue: Catalogue
) -> None:
    entry = catalogue.by_id[PASSPORT.id]
    fact = facts_of(entry)[0].text
    state = State().turned_to(CARD).turned_to(PASSPORT)
    messages = MessageReader(reader, catalogue, FactChooser(Certain(entry, {fact: 0.9})))
    message, found = read_by(messages, catalogue, "عکسش چطور باشد؟", state)
    assert message.answered is not None
    assert message.answered > 0.9
    told = {one.thing: one.features for one in found}
    assert told[PASSPORT]["answered"] == message.answered == told[CARD]["answered_else"]
    assert told[None]["none_answered"] == message.answered
    assert "answered" not in told[CARD]
    assert "answered_else" not in told[PASSPORT]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("عکسش چطور باشد؟", State()),
        ("عکسش چطور باشد؟", State().turned_to(Thing(kind=ThingKind.AGENCY, id="tamin"))),
        ("عکسش چطور باشد؟ " * MOST_ANSWERED, State().turned_to(PASSPORT)),
    ],
    ids=["no focus", "no service", "too long"],
)
def test_where_no_service_is_asked_its_facts_are_not_read(
    reader: Reader, catalogue: Catalogue, text: str, state: State
) -> None:
    encoder = Certain(catalogue.by_id[PASSPORT.id])
    messages = MessageReader(reader, catalogue, FactChooser(encoder))
    message, found = read_by(messages, catalogue, text, state)
    assert (message.answered, encoder.asked) == (None, [])
    named = {name for one in found[:-1] for name in one.features}
    assert not {name for name in named if "answered" in name}


def test_a_sample_shares_what_is_right_among_the_candidates(
    messages: MessageReader, catalogue: Catalogue
) -> None:
    before = Before(said="؟", asked="choice", options=[str(CARD), str(PASSPORT)])
    turns = [
        LabelledTurn(say="اولی", do=["choose"], about=[str(CARD)], before=before),
        LabelledTurn(say="هر دو", do=["tell"], about=[str(CARD), str(PASSPORT)], before=before),
        LabelledTurn(say="هیچ‌کدام", do=["correct"], about=["none"], before=before),
        LabelledTurn(say="ممنون", do=["thank"], about=[str(CARD)], before=before),
        LabelledTurn(say="اولی", do=["choose"], before=before),
        LabelledTurn(say="اولی", do=["choose"], about=["service:nowhere"], before=before),
    ]
    talk = Talk(talk="t", player="p", turns=turns)
    found = list(samples([talk], messages, catalogue))
    assert [sorted(one.right)[-2:] for one in found] == [[0.0, 1.0], [0.5, 0.5], [0.0, 1.0]]
    assert all(sum(one.right) == 1 and len(one.right) == len(one.candidates) for one in found)
    assert found[0].right[0] == found[2].right[-1] == 1.0
    assert {one.player for one in found} == {"p"}
