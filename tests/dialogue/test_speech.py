"""An answer in the making: wordings take turns, buttons leave something open, words are kept."""

import pytest

from assistant.dialogue import sentences
from assistant.dialogue.draft import Draft
from assistant.dialogue.speech import HUMAN, NONE, Speech, numbered
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, service
from assistant.replies.schemas import ChoicesReply, Option, TextReply
from knowledge.catalogue import Catalogue

MANY = next(
    key
    for key in sentences._all()
    if isinstance(sentences._all()[key], list)
    and len(sentences.wordings(key)) > 2
    and "{" not in "".join(sentences.wordings(key))
)
ONE = "greet_first"


def said(speech: Speech) -> list[str]:
    return [reply.text for reply in speech.replies if isinstance(reply, TextReply | ChoicesReply)]


def test_all_wordings_come_before_one_comes_again() -> None:
    texts = sentences.wordings(MANY)
    state, heard = State(), []
    for _ in range(2 * len(texts)):
        speech = Speech(state)
        speech.say(MANY)
        heard += said(speech)
        state = speech.finished()
    assert heard == [*texts, *texts]


def test_within_one_answer_they_take_turns_too() -> None:
    speech = Speech(State())
    speech.say(MANY)
    speech.say(MANY)
    assert said(speech) == list(sentences.wordings(MANY)[:2])


def test_what_has_one_wording_is_not_counted() -> None:
    speech = Speech(State())
    speech.say(ONE)
    speech.say(MANY)
    assert speech.finished().wordings == {MANY: 1}


def test_a_wording_without_its_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        Speech(State()).say("which_of_two", first="گذرنامه")


def test_a_question_is_shown_with_its_buttons_and_remembered() -> None:
    speech = Speech(State())
    asked = Asked(kind=Open.CHOICE, options=(service("a"),))
    speech.ask("کدام؟", [("الف", "service:a"), NONE], asked)
    assert speech.replies == [
        ChoicesReply(
            text="کدام؟",
            options=[Option(title="الف", choice="service:a"), Option(title=NONE[0], choice="none")],
        )
    ]
    assert speech.finished().asked == asked


def test_a_question_lives_for_one_answer_but_that_of_a_draft_stays() -> None:
    open_ = Asked(kind=Open.PLACE)
    assert Speech(State().asking(open_)).finished().asked is None
    assert Speech(State().drafting(Draft()).asking(open_)).finished().asked == open_


def test_buttons_alone_leave_nothing_open() -> None:
    speech = Speech(State())
    speech.ask("یا این؟", [HUMAN])
    assert speech.finished().asked is None


def test_the_beginning_of_all_that_was_said_is_kept(catalogue: Catalogue) -> None:
    entry, *others = catalogue.entries
    speech = Speech(State())
    speech.text("این را پیدا کردم.")
    speech.card(entry)
    told = speech.finished().said
    assert told.startswith(f"این را پیدا کردم. {entry.service.title}")
    assert len(told.split()) <= 40

    speech = Speech(State())
    speech.line(catalogue.lines["115"])
    speech.cards(others[:2])
    told = speech.finished().said
    assert told.startswith(f"۱۱۵ {catalogue.lines['115'].title}")
    assert others[0].service.title in told


def test_the_state_before_is_left_as_it_was() -> None:
    before = State()
    speech = Speech(before)
    speech.say(MANY)
    speech.ask("؟", [HUMAN], Asked(kind=Open.YES_NO, offer="human"))
    speech.finished()
    assert before == State()


def test_a_list_is_numbered_in_persian() -> None:
    assert numbered(["شناسنامه", "عکس"]) == "۱. شناسنامه\n۲. عکس"
