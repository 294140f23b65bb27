"""Every button that the assistant shows leads somewhere, with Rasa and without."""

import json
from collections.abc import Iterator

import pytest
from support.understood import heard

from assistant.cases.views import TRIAGE_AGENCY
from assistant.conversation import choices
from assistant.dialogue.buttons import pressed, typed
from assistant.dialogue.complaint.filing import Filing
from assistant.dialogue.complaint.questions import Questions, draft_agencies
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.draft import Draft, Offer, Part
from assistant.dialogue.guide import WAYS, Guide
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.speech import CANCEL, NONE, Speech
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, service
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.replies.schemas import ChoicesReply
from knowledge.catalogue import Catalogue

PASSPORT, CARD = service("passport-renewal"), service("national-id-card-replacement")
TOLD = Part(text="سه بار رفتم و هر بار گفتن فردا بیا، پروندمو گم کردن")
OFFER = Offer(id="9f2c", text="پیش از شما کسی همین را گفته است.", title="پیگیری همان پرونده")
DRAFTS = [
    Draft(),
    Draft(parts=(TOLD,), likely=("abfa", "rahvar", TRIAGE_AGENCY, "no such agency")),
    Draft(parts=(TOLD,), agency="abfa"),
    Draft(parts=(TOLD,), agency="abfa", city="قم", offer=OFFER),
    Draft(parts=(TOLD,), agency="abfa", city="قم"),
    Draft(parts=(TOLD,), agency="abfa", city="قم", is_formal=True),
]


def options(speech: Speech) -> Iterator[str]:
    for reply in speech.replies:
        if isinstance(reply, ChoicesReply):
            yield from (option.choice for option in reply.options)


async def shown(rooms: Rooms) -> set[str]:
    """All that stands behind the buttons of questions, offers and choices."""
    found = {choice for _, choice in (*WAYS, CANCEL, NONE)}
    questions = Questions(rooms.catalogue)
    for draft in DRAFTS:
        for misses in range(4):
            for ask in (questions.ask, questions.remind):
                speech = Speech(State(misses=misses).drafting(draft))
                speech.state = speech.state.model_copy(update={"misses": misses})
                ask(speech)
                found |= set(options(speech))
    guide = Guide(rooms, Dialogue(rooms).teller)
    said = heard("این", {"find": 1.0})
    for state in (State(), State(misses=2), State().turned_to(PASSPORT), State(grumbles=2)):
        speech = Speech(state)
        guide.choices(speech, [PASSPORT, CARD], said)
        guide.miss(speech, said)
        guide.rejected(speech, Decision(Move.NOT_THIS, (PASSPORT,)), said)
        guide.small_talk(speech, "grumble")
        guide.danger(speech, heard("خانه آتش گرفته", {"danger": 1.0}))
        Filing(rooms).ask_withdraw(speech)
        found |= set(options(speech))
    for decision in (
        Decision(Move.SHOW, (PASSPORT, CARD)),
        Decision(Move.SHOW, (PASSPORT,), in_doubt=True),
    ):
        speech = Speech(State())
        turn = OpenTurn("t", "", "", State(), said)
        Dialogue(rooms)._of_talk(speech, turn, decision)
        found |= set(options(speech))
    return found


async def test_every_button_is_known_to_the_dialogue_and_to_rasa(rooms: Rooms) -> None:
    found = await shown(rooms)
    kinds = {choice.partition(":")[0] for choice in found}
    assert {"service", "agency", "edit", "follow", "alone", "skip_place", "withdraw"} <= kinds
    for choice in found:
        assert isinstance(pressed(choice, State()), Decision), choice
        command = choices.command(choice)
        intent, brace, entities = command.partition("{")
        assert intent.startswith("/")
        assert isinstance(json.loads(brace + entities), dict)


def test_every_plain_choice_of_the_gateway_is_known_to_the_dialogue() -> None:
    for choice in choices._PLAIN:
        assert isinstance(pressed(choice, State()), Decision)


@pytest.mark.parametrize("choice", ["", "junk", "junk:1", "Human", "bot", "/affirm"])
def test_what_no_button_says_means_nothing(choice: str) -> None:
    with pytest.raises(ValueError):
        pressed(choice, State())
    with pytest.raises(KeyError):
        choices.command(choice)


def test_a_service_is_shown_with_what_was_asked_of_it() -> None:
    state = State().wondering("هزینه‌اش چقدر است", ("fee",))
    assert pressed(f"service:{PASSPORT.id}", state) == Decision(Move.SHOW, (PASSPORT,), ("fee",))


def test_none_of_them_is_about_all_that_was_offered() -> None:
    state = State().asking(Asked(kind=Open.CHOICE, options=(PASSPORT, CARD)))
    assert pressed("none", state) == Decision(Move.NONE_OF_THEM, (PASSPORT, CARD))


def test_only_agencies_that_exist_are_offered(catalogue: Catalogue) -> None:
    offered = [id_ for id_, _ in draft_agencies(DRAFTS[1], catalogue)]
    assert offered == ["abfa", "rahvar"]


async def test_a_pressed_service_is_shown(rooms: Rooms) -> None:
    state = State().asking(Asked(kind=Open.CHOICE, options=(PASSPORT, CARD)))
    turn = OpenTurn("t", "", "", state, choice=f"service:{CARD.id}")
    outcome = await Dialogue(rooms).respond(turn)
    assert [reply.kind for reply in outcome.replies] == ["service", "choices"]
    assert outcome.state.focus == CARD
    assert outcome.state.asked is None


async def test_none_of_them_is_never_shown_again(rooms: Rooms) -> None:
    state = State().asking(Asked(kind=Open.CHOICE, options=(PASSPORT, CARD)))
    outcome = await Dialogue(rooms).respond(OpenTurn("t", "", "", state, choice="none"))
    assert outcome.state.rejected == (PASSPORT, CARD)
    assert outcome.state.misses == 1


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("گذرنامه‌ام تمام شده، از شهرداری هم شکایت دارم", True),
        ("گذرنامه‌ام تمام شده، کجا باید شکایت کنم", False),
        ("گذرنامه‌ام تمام شده", False),
    ],
)
def test_a_complaint_that_is_wished_for_beside_a_need_is_not_passed_over(
    rooms: Rooms, text: str, is_kept: bool
) -> None:
    speech = Speech(State())
    turn = OpenTurn("t", "", text, State(), heard(text, {"find": 0.9}))
    Dialogue(rooms)._of_talk(speech, turn, Decision(Move.SHOW, (PASSPORT,)))
    assert ("complain" in set(options(speech))) is is_kept


BUTTONS = (("ثبت شود", "confirm"), ("تغییر متن", "edit:case_description"))


@pytest.mark.parametrize("text", ["1", "۱", " 1.", "ثبت شود"])
def test_a_bare_number_is_the_button_of_that_number(text: str) -> None:
    state = State().having_offered(BUTTONS)
    assert typed(text.translate(str.maketrans("۱", "1")), state) == "confirm"


@pytest.mark.parametrize("text", ["3", "0", "1 بار رفتم", "بنویس 1", ""])
def test_what_says_more_than_a_number_presses_nothing(text: str) -> None:
    assert typed(text, State().having_offered(BUTTONS)) is None


@pytest.mark.parametrize("asked", [Open.CODE, Open.DESCRIPTION])
def test_a_number_that_may_be_asked_for_presses_nothing(asked: Open) -> None:
    state = State().having_offered(BUTTONS).asking(Asked(kind=asked))
    assert typed("1", state) is None
