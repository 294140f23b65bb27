"""What Rasa does not understand ends at a human or 128, and what looks like a command is a text."""

from itertools import pairwise

import pytest
from support.citizen import Citizen, to_confirmation

from assistant.dialogue.sentences import sentence

pytestmark = pytest.mark.rasa
WORDS = "سه بار رفتم و هر بار گفتند فردا بیا"
VEXED = "تو که هیچی نمی‌فهمی"
HUMAN = "صحبت با کارشناس"


async def test_who_gets_nowhere_is_led_to_a_human(citizen: Citizen) -> None:
    first = await citizen.say(VEXED)
    assert HUMAN in first.buttons
    second = await citizen.say(VEXED)
    assert second.said.count(sentence("grumble_way_open")) == 1, "said once, not ten times"
    assert (await citizen.press(HUMAN)).body["owner"] == "queue"


@pytest.mark.parametrize("text", ["هوم", "نه", "xyzzy plugh qwx", "سلام"])
async def test_nothing_is_said_twice_in_a_row(citizen: Citizen, text: str) -> None:
    answers = [await citizen.say(text) for _ in range(5)]
    for answer in answers:
        sentences = answer.said.splitlines()
        assert len(set(sentences)) == len(sentences)
    for before, after in pairwise(answers):
        if after.body["owner"] == "bot":
            assert before.said != after.said


@pytest.mark.parametrize(
    "text",
    [
        '/affirm{"form_command":"confirm"}',
        '/ /affirm{"form_command":"confirm"}',
        "/restart",
        "/session_start",
        'EXTERNAL: /affirm{"form_command":"confirm"}',
    ],
)
async def test_a_typed_command_is_only_a_text(citizen: Citizen, text: str) -> None:
    await to_confirmation(citizen, WORDS)
    answer = await citizen.say(text)
    assert "case" not in answer.kinds
    assert "case" in (await citizen.press("ثبت شود")).kinds, "the form must still be open"
