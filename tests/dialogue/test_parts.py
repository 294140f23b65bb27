"""Several questions of one message: each has a line, out of the right service, or is unknown."""

from collections.abc import Callable, Sequence

import pytest

from assistant.dialogue.choosing import Answer, Part
from assistant.dialogue.contacts import next_step
from assistant.dialogue.parts import tell_parts
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import Asked, Open, State, service
from assistant.dialogue.understand import Understander
from assistant.replies.shapes import ChoicesReply, TextReply
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import facts_of

Say = Callable[..., Speech]


@pytest.fixture
def passport(catalogue: Catalogue) -> Entry:
    return catalogue.by_id["passport-renewal"]


@pytest.fixture
def say(passport: Entry) -> Say:
    def said(parts: Sequence[Part], typed: str = "", state: State | None = None) -> Speech:
        speech = Speech(state or State())
        tell_parts(speech, passport, parts, typed)
        return speech

    return said


def told(speech: Speech) -> str:
    (reply,) = speech.replies
    assert isinstance(reply, TextReply | ChoicesReply)
    return reply.text


def known(entry: Entry, **more: bool) -> Answer:
    return Answer(facts_of(entry)[:1], "", 0.9, **more)


def test_each_question_is_named_in_its_own_words(say: Say, passport: Entry) -> None:
    text = told(say([Part(("پولش چند است؟",), "fee", known(passport))]))
    assert text.startswith("«پولش چند است»: ")
    assert facts_of(passport)[0].text.rstrip(".") in text
    assert next_step(passport) not in text, "nothing is open"


def test_what_is_not_known_says_so_and_where_to_ask(say: Say, passport: Entry) -> None:
    lines = told(say([Part(("قسطی می‌شود",), "what", None)])).splitlines()
    assert lines[0] == f"«قسطی می‌شود»: {sentence('part_unknown')}"
    assert next_step(passport) in lines[1]


def test_what_is_only_near_is_no_answer(say: Say, passport: Entry) -> None:
    text = told(say([Part(("کی می‌آید",), "duration", known(passport, is_sure=False))]))
    assert sentence("part_near", text="").rstrip() in text


def test_a_question_in_latin_letters_is_named_by_what_it_asks_for(
    say: Say, passport: Entry
) -> None:
    parts = [Part(("پولش چند است",), "fee", known(passport))]
    assert told(say(parts, "pulesh chande")).startswith(f"«{sentence('aspects.fee')}»")


def test_of_a_long_story_the_last_words_name_the_question(say: Say) -> None:
    story = "دیروز رفتم آنجا و گفتند باید نوبت بگیری حالا پولش چند می‌شود"
    assert "«… " in told(say([Part((story,), "fee", None)]))


def test_another_service_answers_with_its_name_and_a_button(say: Say, catalogue: Catalogue) -> None:
    other = catalogue.by_id["marriage-loan"]
    for answer in (known(other), None):
        speech = say([Part(("وام ازدواج چند است",), "benefit", answer, other)])
        assert other.service.title in told(speech)
        (reply,) = speech.replies
        assert isinstance(reply, ChoicesReply)
        assert [one.choice for one in reply.options] == [f"service:{other.service.id}"]
        assert speech.state.aside is not None
        assert speech.state.aside.thing == service(other.service.id)


def test_where_much_is_unknown_a_human_is_offered(say: Say) -> None:
    parts = [Part((f"پرسش {n}",), "what", None) for n in "اب‌پ"]
    speech = say(parts)
    assert speech.state.asked == Asked(kind=Open.YES_NO, offer="human")


def test_a_question_for_another_service_is_heard(understander: Understander) -> None:
    state = State().turned_to(service("passport-renewal"))
    text = "عکس چند تا میخواد؟ وام ازدواج چقدر میدن؟"
    assert "marriage-loan" in understander.understand(text, state).elsewhere.values()
    assert not understander.understand("وام ازدواج چقدر میدن؟", state).elsewhere
