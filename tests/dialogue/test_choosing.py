"""A choice among what was asked back answers the question that came before it."""

from dataclasses import replace

import pytest
from support.answering import Certain
from support.understood import heard

from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, service
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.language.repair import repair
from assistant.replies.schemas import ServiceReply, TextReply
from knowledge.catalogue import Entry
from knowledge.facts import facts_of

PASSPORT, CARD = service("passport-renewal"), service("national-id-card-replacement")
QUESTION = "تحویل فوریش چقدره؟"
REPAIRED = repair(QUESTION).text
WHICH = (
    State().wondering(QUESTION, ("fee",)).asking(Asked(kind=Open.CHOICE, options=(PASSPORT, CARD)))
)


@pytest.fixture
def entry(rooms: Rooms) -> Entry:
    return rooms.catalogue.by_id[PASSPORT.id]


@pytest.fixture
def encoder(entry: Entry) -> Certain:
    """Answers everything with the first fact of the service."""
    return Certain(entry, {facts_of(entry)[0].text: 0.9})


@pytest.fixture
def dialogue(rooms: Rooms, encoder: Certain) -> Dialogue:
    return Dialogue(replace(rooms, facts=FactChooser(encoder)))


async def test_a_button_answers_what_was_asked_before_it(
    dialogue: Dialogue, encoder: Certain, entry: Entry
) -> None:
    turn = OpenTurn("t", "", "", WHICH, choice=str(PASSPORT))
    said = (await dialogue.respond(turn)).replies
    assert encoder.asked == [REPAIRED]
    assert isinstance(said[0], TextReply)
    assert facts_of(entry)[0].text in said[0].text
    assert isinstance(said[1], ServiceReply)


async def test_a_choice_in_words_answers_what_was_asked_before_it_too(
    dialogue: Dialogue, encoder: Certain, entry: Entry
) -> None:
    said = heard("اولی", {"choose": 1.0}, things={PASSPORT: 0.95}, aspects=("fee",))
    outcome = await dialogue.respond(OpenTurn("t", "", "اولی", WHICH, said))
    assert encoder.asked == [f"{REPAIRED}، اولی"]
    assert isinstance(outcome.replies[0], TextReply)
    assert facts_of(entry)[0].text in outcome.replies[0].text


@pytest.mark.parametrize(
    "state",
    [WHICH.asking(None), WHICH.asking(Asked(kind=Open.CHOICE, options=(CARD,)))],
    ids=["nothing to choose from", "another to choose from"],
)
async def test_what_was_not_to_choose_from_is_asked_only_what_is_said_now(
    dialogue: Dialogue, encoder: Certain, state: State
) -> None:
    text = "مهلتش چند روز است؟"
    said = heard(text, {"find": 1.0}, things={PASSPORT: 0.95}, aspects=("deadline",))
    await dialogue.respond(OpenTurn("t", "", text, state, said))
    assert encoder.asked == [text]


async def test_a_button_that_nothing_was_asked_before_reads_nothing(
    dialogue: Dialogue, encoder: Certain
) -> None:
    for state in (WHICH.wondering("", ("fee",)), WHICH.asking(None)):
        outcome = await dialogue.respond(OpenTurn("t", "", "", state, choice=str(PASSPORT)))
        assert any(isinstance(reply, ServiceReply) for reply in outcome.replies)
    assert encoder.asked == []


async def test_an_answer_is_worked_out_while_the_message_is_heard(
    dialogue: Dialogue, encoder: Certain
) -> None:
    said = dialogue.hear("اولی", WHICH)
    assert encoder.asked == [f"{REPAIRED}، اولی"]
    await dialogue.respond(OpenTurn("t", "", "اولی", WHICH, said))
    assert len(encoder.asked) == 1
