"""What a message turns down does not come again, and what it asks on about stays."""

from collections.abc import Iterator

import pytest

from assistant.dialogue import words
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.state import State
from assistant.dialogue.subjects import Subject, SubjectReader
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.language.pii import mask
from assistant.language.repair import repair
from assistant.settings import PROJECT
from knowledge.catalogue import Catalogue
from lab.talks.follow_ups import FollowUp, read_follow_ups, state_behind

EVALUATION = PROJECT / "tests" / "evaluation"
FILES = ("unseen_subjects", "fresh_subjects", "follow_ups", "fresh_follow_ups")


@pytest.fixture(scope="module")
def behind_cards(catalogue: Catalogue) -> list[FollowUp]:
    read = (one for name in FILES for one in read_follow_ups(EVALUATION / f"{name}.jsonl"))
    return [one for one in read if one.focus in catalogue.by_id]


def refusing(messages: list[FollowUp], catalogue: Catalogue) -> Iterator[bool]:
    reader = SubjectReader(catalogue)
    for one in messages:
        text = repair(mask(one.text).text).text
        said = reader.read(text, state_behind(one, catalogue))
        yield said.refuses(words.title_words(catalogue.by_id[one.focus]))


def test_half_of_what_is_turned_down_is_heard(
    behind_cards: list[FollowUp], catalogue: Catalogue
) -> None:
    turned_down = [one for one in behind_cards if one.kind == "refuse"]
    assert len(turned_down) == 74
    # Measured .51; the lower end of its 95 % interval.
    assert sum(refusing(turned_down, catalogue)) >= 0.4 * 74


def test_what_is_asked_on_about_is_seldom_turned_down(
    behind_cards: list[FollowUp], catalogue: Catalogue
) -> None:
    asked_on = [one for one in behind_cards if one.focus in one.about and one.kind != "refuse"]
    assert len(asked_on) == 238
    # Measured .025; the upper end of its 95 % interval.
    assert sum(refusing(asked_on, catalogue)) <= 0.054 * 238


def test_what_is_both_refused_and_meant_is_not_turned_down() -> None:
    said = Subject(("برق", "گاز"), about=(0.1, 0.9), refused=(0.9, 0.0))
    assert said.refuses({"برق"})
    assert not said.refuses({"برق", "گاز", "نفت"}), "as much of it is meant"
    assert not said.refuses({"گاز"})


async def test_a_service_that_was_turned_down_does_not_come_again(
    rooms: Rooms, behind_cards: list[FollowUp], catalogue: Catalogue
) -> None:
    turned_down = [one for one in behind_cards if one.kind == "refuse"]
    heard_so = list(refusing(turned_down, catalogue))
    one = next(one for one, is_heard in zip(turned_down, heard_so, strict=True) if is_heard)
    dialogue, state = Dialogue(rooms), state_behind(one, catalogue)
    text = mask(one.text).text
    turn = OpenTurn("t", "", text, state, dialogue.hear(text, state))
    outcome = await dialogue.respond(turn)
    assert state.focus in outcome.state.rejected
    assert outcome.state.focus != state.focus


def test_a_first_message_turns_nothing_down(rooms: Rooms) -> None:
    assert Dialogue(rooms).hear("برق خورشیدی نمی‌خواهم", State()).refused == ()
