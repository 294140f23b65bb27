"""A life event is told: the list, its steps one after the other, and what was told of them."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from support.understood import heard

from assistant.conversation import choices
from assistant.dialogue.buttons import pressed
from assistant.dialogue.decide import decide
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.life_events import LikelyLifeEvent
from assistant.dialogue.policy import life_events
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.sentences import sentence
from assistant.dialogue.state import State, read_state
from assistant.dialogue.things import Thing, life_event, service
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.dialogue.understand import Understander
from assistant.replies.schemas import ChoicesReply, Option, ServiceReply, TextReply
from assistant.settings import PROJECT
from knowledge.catalogue import Catalogue
from knowledge.journeys import Journey
from knowledge.search.needs import LikelyNeed

DEATH = "death-in-family"
FRESH = PROJECT / "tests" / "evaluation" / "life_events.jsonl"
LOST = PROJECT / "tests" / "evaluation" / "lost_documents.jsonl"
FRESHEST = FRESH.with_name("fresh_life_events.jsonl")
REGISTRATION, WILL, CARD = map(
    service, ("death-registration", "inheritance-certificate", "passport-renewal")
)


class Talk:
    """A citizen's side; the state goes through JSON between two messages."""

    def __init__(self, rooms: Rooms) -> None:
        self._dialogue, self.state = Dialogue(rooms), State()
        self.said, self.options, self.cards = "", list[Option](), list[str]()

    async def say(self, text: str = "", choice: str | None = None) -> None:
        state = read_state(json.loads(self.state.model_dump_json(exclude_defaults=True)))
        assert state == self.state
        heard_ = None if choice else self._dialogue.hear(text, state)
        turn = OpenTurn("t", "", text, state, heard_, choice=choice)
        outcome = await self._dialogue.respond(turn)
        told = outcome.replies
        texts = [r.text for r in told if isinstance(r, TextReply | ChoicesReply)]
        self.said, self.state = "\n".join(texts), outcome.state
        self.options = [o for r in told if isinstance(r, ChoicesReply) for o in r.options]
        self.cards = [r.service.id for r in told if isinstance(r, ServiceReply)]

    @property
    def ticked(self) -> list[str]:
        return [line for line in self.said.splitlines() if "✓" in line]


async def test_a_life_event_step_by_step(rooms: Rooms) -> None:
    talk = Talk(rooms)
    await talk.say("مادرم فوت کرده")
    assert sentence("sympathy_death") in talk.said
    assert "۲. ثبت فوت و باطل کردن شناسنامه (تا ۱۰ روز)" in talk.said
    assert [option.choice for option in talk.options][:1] == ["service:death-registration"]
    assert [option.title for option in talk.options][4:] == [sentence("journey_rest")]
    assert not talk.ticked

    await talk.say(choice=talk.options[0].choice)
    assert talk.cards == [REGISTRATION.id]
    await talk.say("بعدش چی؟")
    assert talk.cards == ["funeral-allowance"]
    assert "منبع" in talk.said
    await talk.say("تمام شد، بعدی")
    assert talk.cards == [WILL.id]
    await talk.say("فهرست کارها")
    assert [line[0] for line in talk.ticked] == ["۲", "۳", "۴"]
    assert "۱۰. " in talk.said
    assert {option.choice for option in talk.options}.isdisjoint({f"service:{WILL.id}"})


async def test_steps_by_their_number_their_name_and_the_button_for_the_rest(rooms: Rooms) -> None:
    talk = Talk(rooms)
    await talk.say("دیروز پدرم از دنیا رفت نمیدونم چکار کنم")
    rest = talk.options[-1]
    await talk.say("۲")
    assert talk.cards == [REGISTRATION.id]
    await talk.say("گرفتن گواهی پزشک و خاک‌سپاری")
    assert talk.cards == []
    assert talk.state.focus == life_event(DEATH)
    await talk.say("گواهی انحصار وراثت")
    assert talk.cards == [WILL.id]
    await talk.say(choice=rest.choice)
    assert "۱۰. " in talk.said
    assert "۱. گرفتن" not in talk.said
    assert talk.state.journey is not None
    assert talk.state.journey.told == (1, 0, 3)


@pytest.mark.parametrize("text", ["آزمایش کجا باید برم چی ببرم", "نه آزمایش قبل ازدواج دیگه"])
async def test_a_step_that_is_no_service_is_told_by_a_word_of_its_own(
    rooms: Rooms, text: str
) -> None:
    talk = Talk(rooms)
    await talk.say("ماه دیگه ازدواج میکنم، چه کارهایی باید بکنم؟")
    assert talk.state.journey is not None
    await talk.say(text)
    assert "آزمایش پیش از ازدواج" in talk.said
    assert [one.choice for one in talk.options] == ["human"]


async def test_after_the_last_step_the_list_is_done(rooms: Rooms, catalogue: Catalogue) -> None:
    talk = Talk(rooms)
    await talk.say("داریم میریم یه شهر دیگه")
    for step in catalogue.journeys["move-city"].steps:
        await talk.say("کار بعدی")
        assert step.title in talk.said
    await talk.say("بعدی")
    assert talk.said == sentence("journey_done", title=catalogue.journeys["move-city"].title)


async def test_the_order_of_what_was_talked_of_is_that_of_its_life_event(rooms: Rooms) -> None:
    talk = Talk(rooms)
    await talk.say(choice=f"service:{WILL.id}")
    await talk.say(choice=f"service:{REGISTRATION.id}")
    await talk.say("پس به ترتیب بگو الان اول کدوم بعد کدوم")
    assert talk.state.focus == life_event(DEATH)
    assert [line[0] for line in talk.ticked] == ["۲", "۴"]


@pytest.mark.parametrize(
    ("seen", "asked"),
    [
        ((WILL,), "اول کدوم؟"),
        ((REGISTRATION, WILL), "از کجا شروع کنم"),
        ((WILL, CARD), "اول کدوم؟"),
    ],
)
async def test_a_list_needs_two_of_its_steps_and_a_question_for_their_order(
    rooms: Rooms, seen: tuple[Thing, ...], asked: str
) -> None:
    talk = Talk(rooms)
    for thing in seen:
        await talk.say(choice=str(thing))
    await talk.say(asked)
    assert talk.state.journey is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("پدرم فوت کرده چطوری گواهی انحصار وراثت بگیرم", WILL.id),
        ("پدرم فوت کرده میخوام شناسنامه‌اش رو باطل کنم", REGISTRATION.id),
        ("وام ازدواج میخوام", "marriage-loan"),
        ("گذرنامه‌ام گم شده", "passport-lost"),
    ],
)
async def test_a_wish_for_one_service_is_not_swallowed(
    rooms: Rooms, text: str, wanted: str
) -> None:
    talk = Talk(rooms)
    await talk.say(text)
    assert talk.cards == [wanted]
    assert talk.state.journey is None
    assert len([one for one in talk.options if not one.choice.startswith("details:")]) <= 1


async def test_another_service_in_between_leaves_the_list_as_it_is(rooms: Rooms) -> None:
    talk = Talk(rooms)
    await talk.say("مادرم فوت کرده")
    await talk.say("گذرنامه‌ام گم شده")
    assert talk.cards == ["passport-lost"]
    await talk.say("بعدی")
    assert "گواهی پزشک" in talk.said


async def test_what_was_not_meant_is_gone_through_no_more(rooms: Rooms) -> None:
    talk = Talk(rooms)
    await talk.say("از کار بیکار شدم")
    await talk.say("نه این نبود")
    assert talk.state.journey is None
    assert talk.state.focus is None


async def test_an_event_that_left_the_files_is_no_fault(rooms: Rooms) -> None:
    talk = Talk(rooms)
    talk.state = State().setting_out("gone", 9).having_told(3)
    await talk.say("بعدی")
    assert talk.said
    await talk.say(choice="journey:gone:6")
    assert talk.said


@pytest.fixture
def death(catalogue: Catalogue) -> Journey:
    return catalogue.journeys[DEATH]


LIST = Decision(Move.LIST, (life_event(DEATH),), step=0)


@pytest.mark.parametrize(
    ("share", "likeness", "service", "is_list"),
    [
        (0.5, 0.5, 0.5, True),
        (0.39, 0.5, 0.5, False),
        (0.49, 0.5, 0.56, False),
        (0.4, 0.5, 0.5, True),
        (0.31, 0.6, 0.5, True),
        (0.7, 0.6, 0.8, False),
        (0.9, 0.7, 0.8, True),
        (0.2, 0.9, 0.8, True),
    ],
)
def test_how_much_must_speak_for_an_event(
    death: Journey, share: float, likeness: float, service: float, is_list: bool
) -> None:
    message = heard("مادرم فوت کرد", {"find": 1.0}, things={REGISTRATION: service})
    decision = decide(
        State(),
        replace(message, life=LikelyLifeEvent(death, share, likeness, life_events.LIFE_LEADS)),
    )
    assert (decision == LIST) == is_list


def test_an_event_that_hardly_leads_the_others_is_not_told(death: Journey) -> None:
    told = heard("شوهرم مرد و دو بچه دارم", {"find": 1.0})
    for lead in (0.0, life_events.LIFE_LEADS - 0.01):
        decision = decide(State(), replace(told, life=LikelyLifeEvent(death, 0.9, 0.8, lead)))
        assert decision.move is not Move.LIST


def test_fresh_tellings_get_their_list_and_hardly_ever_another(understander: Understander) -> None:
    """Floors and ceilings are ends of the intervals that were measured."""
    lines = FRESH.read_text("utf-8").splitlines()
    counts: Counter[tuple[str, str]] = Counter()
    for item in map(json.loads, lines):
        found = decide(State(), understander.understand(item["text"], State()))
        listed = found.things[0].id if found.move is Move.LIST else ""
        came = "none" if not listed else "right" if listed == item["event"] else "wrong"
        counts[item["kind"], came] += 1
    assert counts["plain", "right"] >= 33
    assert counts["story", "right"] >= 8
    assert counts["plain", "wrong"] <= 3
    assert counts["story", "wrong"] <= 9
    assert counts["side", "wrong"] + counts["one", "wrong"] <= 3


def test_fresh_tellings_have_their_list_or_its_button(understander: Understander) -> None:
    """The floor is the lower end of the interval that was measured (.947 of 75)."""
    counts: Counter[tuple[str, bool]] = Counter()
    for item in map(json.loads, FRESHEST.read_text("utf-8").splitlines()):
        decision = decide(State(), understander.understand(item["text"], State()))
        listed = decision.things if decision.move is Move.LIST else ()
        offered = {thing.id for thing in (*listed, *decision.lives)}
        is_told = item["event"] != "none"
        counts[item["kind"], item["event"] in offered if is_told else bool(listed)] += 1
    assert counts["plain", True] >= 65
    assert counts["one", True] + counts["side", True] <= 1, "a list that nobody asked for"


def test_lost_papers_have_their_list_or_its_button(understander: Understander) -> None:
    """The floor is the lower end of the interval of .73 of 30; of 30 others none got the list."""
    told, others = 0, 0
    for item in map(json.loads, LOST.read_text("utf-8").splitlines()):
        decision = decide(State(), understander.understand(item["text"], State()))
        listed = decision.things if decision.move is Move.LIST else ()
        offered = {thing.id for thing in (*listed, *decision.lives)}
        told += item["event"] in offered
        others += item["event"] == "none" and bool(listed)
    assert told >= 17
    assert others <= 1


def test_beside_a_card_one_quiet_button_leads_to_the_list(death: Journey) -> None:
    told = heard("باطل کردن شناسنامه", {"find": 1.0}, things={REGISTRATION: 0.95})
    near = replace(told, life=LikelyLifeEvent(death, 0.15, 0.5, 1.0))
    assert decide(State(), near) == Decision(Move.SHOW, (REGISTRATION,), lives=(life_event(DEATH),))
    assert not decide(State().setting_out(DEATH, 10), near).lives
    assert not decide(State(), replace(near, life=LikelyLifeEvent(death, 0.14, 0.5, 1.0))).lives


def test_an_event_that_is_told_has_its_button_beside_any_answer(
    death: Journey, catalogue: Catalogue
) -> None:
    birth = catalogue.journeys["birth"]
    told = heard("شوهرم مرد", {"find": 1.0}, things={CARD: 0.95})
    surely = decide(State(), replace(told, life=LikelyLifeEvent(death, 0.35, 0.5, 1.0, (birth,))))
    assert (surely.move, surely.lives) == (Move.SHOW, (life_event(DEATH),))
    unsure = replace(told, life=LikelyLifeEvent(death, 0.9, 0.5, 0.0, (birth,)))
    assert decide(State(), unsure).lives == (life_event(DEATH),)
    missed = heard("شوهرم مرد", {"find": 1.0})
    lost = decide(State(), replace(missed, life=unsure.life))
    assert (lost.move, lost.lives) == (Move.MISS, (life_event(DEATH), life_event("birth")))
    rejected = State(rejected=(life_event(DEATH),))
    assert not decide(rejected, replace(told, life=LikelyLifeEvent(death, 0.35, 0.5, 1.0))).lives


async def test_the_button_says_the_name_of_the_event(rooms: Rooms) -> None:
    talk = Talk(rooms)
    await talk.say("عقد کردیم وام ازدواج رو چجوری بگیریم")
    title = sentence("journey_button", title=rooms.catalogue.journeys["marriage"].title)
    assert [one.choice for one in talk.options if one.title == title] == ["journey:marriage"]


def test_who_tells_a_lot_and_wants_one_thing_gets_that_and_the_button(death: Journey) -> None:
    story = heard("پدرم فوت کرد و " * 8, {"find": 1.0}, things={CARD: 0.9})
    decision = decide(State(), replace(story, life=LikelyLifeEvent(death, 0.9, 0.8, 1.0)))
    assert (decision.move, decision.lives) == (Move.SHOW, (life_event(DEATH),))


def test_the_event_that_is_gone_through_does_not_begin_again(death: Journey) -> None:
    told = heard("مادرم فوت کرد", {"find": 1.0}, things={REGISTRATION: 0.95})
    again = replace(told, life=LikelyLifeEvent(death, 0.95, 0.8, 1.0))
    assert decide(State(), again) == LIST
    assert decide(State().setting_out(DEATH, 10), again).move is Move.SHOW


@pytest.mark.parametrize("text", ["بعدی", "فهرست کارها", "۲"])
def test_without_an_event_there_is_no_next_step(text: str) -> None:
    assert decide(State(), heard(text, {"chat": 1.0})).move not in (Move.STEP, Move.LIST)


@pytest.mark.parametrize("text", ["پولم تمام شد", "مهلت گذرنامه‌ام تمام شد"])
def test_what_says_more_than_that_one_step_is_done_asks_for_no_other(text: str) -> None:
    assert decide(State().setting_out(DEATH, 10), heard(text, {"find": 1.0})).move is not Move.STEP


def test_the_buttons_are_known_to_the_dialogue_and_to_rasa() -> None:
    for choice, step in ((f"journey:{DEATH}:6", 6), (f"journey:{DEATH}", 0)):
        assert pressed(choice, State()) == Decision(Move.LIST, (life_event(DEATH),), step=step)
        assert choices.command(choice).startswith("/ask_service")


def test_steps_are_remembered_with_their_event_alone() -> None:
    state = State().setting_out(DEATH, 10).having_told(2).having_told(0).having_told(2)
    assert state.journey is not None
    assert state.journey.told == (0, 2)
    assert state.setting_out(DEATH, 10) == state
    assert state.setting_out("birth", 9).journey.told == ()
    assert State().having_told(2) == State()
    assert state.without(life_event(DEATH)).journey is None
    assert state.without(CARD).journey == state.journey


def test_an_event_comes_before_a_need_that_is_not_certain(
    catalogue: Catalogue, death: Journey
) -> None:
    need = next(iter(catalogue.needs.values()))
    told = heard("شوهرم مرد و دو بچه دارم", {"find": 1.0})
    event = replace(told, life=LikelyLifeEvent(death, 0.9, 0.8, 1.0))
    unsure, certain = (replace(event, need=LikelyNeed(need, share)) for share in (0.9, 0.99))
    assert decide(State(), unsure).move is Move.LIST
    assert decide(State(), certain).move is Move.AGENCY
