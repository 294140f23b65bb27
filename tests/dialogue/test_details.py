"""All that is known of a service can be read at once: by a button, or by asking for it."""

import pytest
from support.understood import heard

from assistant.dialogue import details
from assistant.dialogue.buttons import pressed
from assistant.dialogue.decide import decide
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.draft import Draft
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing, service
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.replies.schemas import ChoicesReply, TextReply
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import Fact, facts_of

PASSPORT = service("passport-renewal")
ABOUT_IT = State().turned_to(PASSPORT).having_shown(f"card:{PASSPORT.id}")
DETAILS = Decision(Move.DETAILS, (PASSPORT,))


@pytest.fixture
def passport(catalogue: Catalogue) -> Entry:
    return catalogue.by_id[PASSPORT.id]


def told(speech: Speech) -> str:
    return "\n".join(reply.text for reply in speech.replies if isinstance(reply, TextReply))


def is_beyond_card(fact: Fact) -> bool:
    return fact.aspect not in ("what", *details.ON_CARD)


def of_all_services(catalogue: Catalogue) -> list[Entry]:
    return list(catalogue.by_id.values())


def test_no_fact_of_any_service_is_out_of_reach(catalogue: Catalogue) -> None:
    for entry in of_all_services(catalogue):
        speech = Speech(State())
        details.tell(speech, entry)
        missing = [f for f in facts_of(entry) if is_beyond_card(f) and f.text not in told(speech)]
        assert [reply.kind for reply in speech.replies][:1] == ["service"]
        assert missing == [], entry.service.id


def test_all_of_any_service_fits_into_one_message(catalogue: Catalogue) -> None:
    # Messengers take 4,096 characters; a longer text is cut into several.
    for entry in of_all_services(catalogue):
        speech = Speech(ABOUT_IT)
        details.tell(speech, entry)
        assert len(told(speech)) < 2 * 4096, entry.service.id


def test_what_the_card_tells_is_not_told_again(passport: Entry) -> None:
    speech = Speech(ABOUT_IT)
    details.tell(speech, passport)
    on_card = [fact.text for fact in facts_of(passport) if fact.aspect in details.ON_CARD]
    assert on_card
    assert [text for text in on_card if f"• {text}" in told(speech)] == []
    assert not any(reply.kind == "service" for reply in speech.replies)


def test_who_knows_no_more_than_the_card_says_so(passport: Entry) -> None:
    bare = passport.service.model_copy(update={"facts": type(passport.service.facts)()})
    entry = Entry(bare, passport.agency)
    assert not details.are_left(State(), entry)
    speech = Speech(ABOUT_IT)
    details.tell(speech, entry)
    assert told(speech) == sentence("no_details", title=bare.title)


async def answer(rooms: Rooms, state: State, choice: str) -> tuple[list[str], State]:
    turn = OpenTurn("t", "", "", state, choice=choice)
    outcome = await Dialogue(rooms).respond(turn)
    shown = [
        one.choice for r in outcome.replies if isinstance(r, ChoicesReply) for one in r.options
    ]
    return shown, outcome.state


async def test_the_button_stands_under_a_card_until_all_is_told(rooms: Rooms) -> None:
    choice = f"details:{PASSPORT.id}"
    shown, state = await answer(rooms, State(), str(PASSPORT))
    assert choice in shown
    shown, state = await answer(rooms, state, choice)
    assert choice not in shown
    assert state.focus == PASSPORT
    shown, state = await answer(rooms, state, str(PASSPORT))
    assert choice not in shown


async def test_a_service_that_has_left_the_catalogue_has_no_details(rooms: Rooms) -> None:
    assert await answer(rooms, State(), "details:gone")


def test_a_card_names_what_else_is_known(passport: Entry) -> None:
    speech = Speech(State())
    details.offer(speech, passport)
    (reply,) = speech.replies
    assert isinstance(reply, ChoicesReply)
    assert reply.text.count("«") in (1, 2, 3)
    assert [one.choice for one in reply.options] == [f"details:{PASSPORT.id}"]


@pytest.mark.parametrize(
    "text",
    [
        "کامل توضیح بدهید",
        "بقیه جزئیاتش را بگو",
        "همه جزئیات",
        "بیشتر توضیح بده",
        "بقیه‌اش",
        "دیگر چه می‌دانی؟",
    ],
)
def test_words_ask_for_all_too(text: str) -> None:
    assert decide(ABOUT_IT, heard(text, {"tell": 0.97})) == DETAILS


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (State(), "کامل توضیح بدهید"),
        (ABOUT_IT.drafting(Draft()), "کامل توضیح بدهید"),
        (ABOUT_IT.turned_to(Thing(kind="line", id="121")), "کامل توضیح بدهید"),
        (ABOUT_IT, "توضیح کامل مالیات بر ارث را بدهید"),
    ],
)
def test_words_that_ask_for_something_else(state: State, text: str) -> None:
    assert decide(state, heard(text, {"tell": 0.97})).move is not Move.DETAILS


def test_what_was_said_above_is_asked_of_the_same_service() -> None:
    other = service("school-enrolment")
    said = heard("بالا نوشته بود از راه مدرسه هم می‌شود", {"tell": 0.9}, things={other: 0.9})
    assert decide(ABOUT_IT, said).things == (PASSPORT,)


def test_the_number_of_an_agency_is_told_and_nothing_else() -> None:
    decision = decide(ABOUT_IT, heard("شماره تلفن آب و فاضلاب را بدهید", {"find": 0.9}))
    assert (decision.move, decision.things[0].id) == (Move.AGENCY, "abfa")
    more = heard("شماره پرونده انشعاب آب و فاضلاب را عوض کنید", {"find": 0.9})
    assert decide(ABOUT_IT, more).aspects != ("contact",)


def test_the_button_is_read(passport: Entry) -> None:
    assert pressed(details.button(passport)[1], State()) == DETAILS
