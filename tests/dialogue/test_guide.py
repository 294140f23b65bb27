"""Answers about filing and the assistant: in full, and in fewer words when they come again."""

from dataclasses import replace

import pytest
from support.understood import heard

from assistant.dialogue.buttons import pressed
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.guide import Guide
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.wording import ABOUT_LEADS
from assistant.dialogue.sentences import wordings
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.things import DRAFT, Thing, ThingKind, service
from assistant.dialogue.turn import Rooms
from assistant.replies.schemas import ChoicesReply, LineReply, TextReply
from knowledge.needs import Need
from knowledge.search.about import About, read_about
from knowledge.search.topics import Likely

TOPIC = About(
    id="pin", title="رمز", about="رمز", questions=("رمزم؟",), answer="روی رسید است.", source="docs"
)


def test_an_answer_that_was_given_is_given_again_in_other_words(rooms: Rooms) -> None:
    guide = Guide(rooms, Dialogue(rooms).teller)
    asked = heard("رمزم؟", {"process": 1.0}, about=Likely(TOPIC, 0.9, 1.0))
    state, said = State(), []
    for _ in range(3):
        speech = Speech(state)
        guide.process(speech, asked, Decision(Move.PROCESS))
        said += [reply.text for reply in speech.replies if isinstance(reply, TextReply)]
        state = speech.finished()
    first, *again = said
    assert first == TOPIC.answer
    assert again == [text.format(text=TOPIC.answer) for text in wordings("told_again")]


def test_a_need_is_sent_to_the_door_that_is_known(rooms: Rooms) -> None:
    need = Need(need="پلاک تازه", agency="rahvar", office="مرکز تعویض پلاک", questions=("پلاک",))
    catalogue = replace(rooms.catalogue, needs={need.need: need})
    guide = Guide(replace(rooms, catalogue=catalogue), Dialogue(rooms).teller)
    speech = Speech(State())
    thing = Thing(kind=ThingKind.AGENCY, id="rahvar")
    guide.way(speech, Decision(Move.AGENCY, (thing,), name=need.need))
    said = "\n".join(r.text for r in speech.replies if isinstance(r, TextReply))
    assert need.office in said
    assert catalogue.agencies["rahvar"].name in said


def test_where_no_answer_is_clearly_meant_the_likeliest_are_offered(rooms: Rooms) -> None:
    guide = Guide(rooms, Dialogue(rooms).teller)
    one, other = read_about()[:2]
    asked = heard("؟", {"process": 1.0}, about=Likely(one, 0.9, ABOUT_LEADS - 0.01, (other,)))
    speech = Speech(State())
    guide.process(speech, asked, Decision(Move.PROCESS))
    offered = [o.choice for r in speech.replies if isinstance(r, ChoicesReply) for o in r.options]
    assert offered[:2] == [f"about:{one.id}", f"about:{other.id}"]
    chosen = Speech(speech.state)
    guide.process(chosen, None, pressed(offered[1], speech.state))
    assert [r.text for r in chosen.replies if isinstance(r, TextReply)] == [other.answer]


def test_beside_something_else_an_unclear_question_is_answered_where_it_is_known_well(
    rooms: Rooms,
) -> None:
    guide = Guide(rooms, Dialogue(rooms).teller)
    for likeness, is_answered in ((0.6, False), (0.9, True)):
        asked = heard("؟", {"process": 1.0}, about=Likely(TOPIC, likeness, ABOUT_LEADS - 0.01))
        speech = Speech(State())
        guide.process(speech, asked, Decision(Move.PROCESS, then=Decision(Move.OPEN)))
        assert bool(speech.replies) == is_answered


@pytest.mark.parametrize("focus", [None, service("passport-first"), DRAFT])
def test_amid_another_matter_only_a_known_question_is_answered(
    rooms: Rooms, focus: Thing | None
) -> None:
    """«اگه فردا اومد پولو بگیره چیکار کنم» beside a draft is no question for the cost of filing."""
    guide = Guide(rooms, Dialogue(rooms).teller)
    asked = heard("؟", {"process": 1.0}, about=Likely(TOPIC, 0.4, 1.0))
    speech = Speech(State().turned_to(focus) if focus else State())
    guide.process(speech, asked, Decision(Move.PROCESS))
    said = [reply.text for reply in speech.replies if isinstance(reply, TextReply)]
    offered = [o.choice for r in speech.replies if isinstance(r, ChoicesReply) for o in r.options]
    assert (said, offered[:1]) == (([], ["about:pin"]) if focus else ([TOPIC.answer], []))


@pytest.mark.parametrize(("number", "works"), [("190", True), ("1490", False), ("09628", False)])
def test_a_number_that_ended_is_not_offered_but_told_of(
    rooms: Rooms, number: str, works: bool
) -> None:
    speech = Speech(State())
    Guide(rooms, Dialogue(rooms).teller).line(speech, number, speech.state)
    offered = [reply.number for reply in speech.replies if isinstance(reply, LineReply)]
    told = [reply.text for reply in speech.replies if isinstance(reply, TextReply)]
    assert offered == ([number] if works else [])
    assert works or "دیگر کار نمی‌کند" in told[0]
