"""Answers about filing and the assistant: in full, and in fewer words when they come again."""

from support.understood import heard

from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.guide import Guide
from assistant.dialogue.sentences import wordings
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.turn import Rooms
from assistant.replies.shapes import TextReply
from knowledge.search.about import About
from knowledge.search.topics import Likely

TOPIC = About(id="pin", about="رمز", questions=("رمزم؟",), answer="روی رسید است.", source="docs")


def test_an_answer_that_was_given_is_given_again_in_other_words(rooms: Rooms) -> None:
    guide = Guide(rooms, Dialogue(rooms).teller)
    asked = heard("رمزم؟", {"process": 1.0}, about=Likely(TOPIC, 0.9, 1.0))
    state, said = State(), []
    for _ in range(3):
        speech = Speech(state)
        guide.process(speech, asked)
        said += [reply.text for reply in speech.replies if isinstance(reply, TextReply)]
        state = speech.finished()
    first, *again = said
    assert first == TOPIC.answer
    assert again == [text.format(text=TOPIC.answer) for text in wordings("told_again")]
