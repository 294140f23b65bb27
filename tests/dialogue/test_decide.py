"""The table of decisions: its rows in their order, on messages whose reading is sure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.understood import edits_of, heard

from assistant.cases.codes import new_code
from assistant.dialogue.decide import decide, rows
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.matters import Matter
from assistant.dialogue.policy import dangers, drafts, moves, openings, procedure, topics
from assistant.dialogue.policy.drafts import AS_IT_IS, SECRET_LIKE
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.openings import IN_DOUBT
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, Thing, ThingKind, service
from knowledge.features.edits import EditReading
from knowledge.needs import Need
from knowledge.search.about import About
from knowledge.search.needs import LikelyNeed
from knowledge.search.topics import Likely
from lab.talks.schema import Command

PASSPORT, CARD, LICENCE = map(service, ("passport-renewal", "id-card", "driving-licence"))
POWER = Thing(kind=ThingKind.LINE, id="121")
WATER = Thing(kind=ThingKind.AGENCY, id="abfa")
SURE = 0.97
WORDLESS, OWN = "این چطور است؟", "کارت ملی من را تمدید کنید"
DRAFTING = State().drafting(Draft(parts=(Part(text="سه بار رفتم و نبودند"),), agency="abfa"))
SUMMARY = DRAFTING.asking(Asked(kind=Open.CONFIRM))
FILED = State().filed("282AZ9GE")
OFFERED = State().asking(Asked(kind=Open.YES_NO, offer="human"))
FIRST, LATER = State(), State(said="بفرمایید.")
CHOOSING = State().asking(Asked(kind=Open.CHOICE, options=(PASSPORT, CARD)))


def on(state: State, text: str, *told: str, **more: object) -> Decision:
    """What is decided of a message that does `told`, each as likely as can be."""
    return decide(state, heard(text, dict.fromkeys(told, SURE), **more))


@pytest.mark.parametrize("state", [State().turned_to(PASSPORT), State()])
def test_a_question_about_a_service_tells_of_no_bribe(state: State) -> None:
    text = "مخارجش روی هم چقدر می‌شود؟"
    opens = decide(state, heard(text, {"tell": 0.9}, line=("136", 0.4))).move is Move.OPEN
    assert opens == (state.focus is None)


def test_a_question_beside_the_filed_case_is_answered_too() -> None:
    asked = Likely(about_that(), 0.8, 0.4)
    text = "کی جواب می‌دهند؟ رمز را کجا بزنم؟"
    decision = decide(FILED, heard(text, {"track": 0.5, "process": 0.5}, about=asked))
    assert (decision.move, decision.then) == (Move.TRACK, Decision(Move.PROCESS))


NEED = Need(need="ریز نمرات", agency="msrt", questions=("ریز نمراتم",))


def about_that(does: Literal["track", "secret", "due", ""] = "") -> About:
    return About(
        id="t",
        title="…",
        about="case",
        questions=("؟",),
        answer="…",
        source="docs",
        does=does,
        shows_case=does == "due",
    )


@pytest.mark.parametrize(
    ("needed", "share", "move"),
    [
        (0.9, 0.1, Move.AGENCY),
        (0.98, 0.95, Move.AGENCY),
        (0.9, 0.95, Move.SHOW),
        (0.4, 0.95, Move.SHOW),
        (0.4, 0.1, Move.MISS),
    ],
)
def test_what_no_service_does_leads_to_its_agency(needed: float, share: float, move: Move) -> None:
    things = {PASSPORT: share, CARD: 0.01}
    need = LikelyNeed(NEED, needed)
    decision = on(State(), "ریز نمراتم را می‌خواهم", "find", things=things, need=need)
    assert decision.move is move
    if move is Move.AGENCY:
        assert (decision.things[0].id, decision.name) == ("msrt", "ریز نمرات")


def test_what_asks_on_leaves_a_service_for_a_certain_need_alone() -> None:
    talk = State(focus=PASSPORT)
    things = {CARD: 0.5, service("other"): 0.4}
    for share, is_need in ((0.8, False), (0.95, True)):
        need = LikelyNeed(NEED, share)
        decision = on(talk, "چقدر طول می‌کشد", "tell", things=things, need=need)
        assert (decision.move is Move.AGENCY) == is_need


def test_what_is_sought_anew_may_be_a_need_though_it_sounds_like_the_service() -> None:
    talk, text = State(focus=PASSPORT), "یک چیز دیگر، انتقالی هم می‌دهند؟"
    for share, move in ((0.95, Move.AGENCY), (0.8, Move.TELL)):
        things = {PASSPORT: 0.7, CARD: 0.2}
        decision = on(talk, text, "find", things=things, need=LikelyNeed(NEED, share))
        assert decision.move is move


def test_behind_an_agency_another_need_has_its_own() -> None:
    agency = Thing(kind=ThingKind.AGENCY, id="maj")
    need, text = LikelyNeed(NEED, 0.9), "ریز نمراتم را می‌خواهم"
    decision = on(State(focus=agency), text, "find", things={agency: 0.5}, need=need)
    assert (decision.move, decision.things[0].id) == (Move.AGENCY, "msrt")


@pytest.mark.parametrize(("answered", "move"), [(0.97, Move.TELL), (0.5, Move.SHOW)])
def test_a_focus_that_surely_answers_is_asked_on(answered: float, move: Move) -> None:
    asks = heard("وام هم می‌دهند؟", {"tell": SURE}, things={CARD: 0.7, PASSPORT: 0.2})
    assert decide(State(focus=PASSPORT), replace(asks, answered=answered)).move is move


@pytest.mark.parametrize(("told", "share", "likely"), [("tell", 0.6, 0.0), ("grumble", 0.75, 0.9)])
def test_an_aspect_that_the_focus_tells_is_no_miss(told: str, share: float, likely: float) -> None:
    text = "فقط بگو مجانی است یا پولی"
    asks = heard(text, {told: share}, things={PASSPORT: likely}, aspects=("fee",))
    asks = replace(asks, answered=0.97, kinds={"fee": 0.9})
    assert decide(State(focus=PASSPORT), asks).move is Move.TELL


def test_a_wish_to_file_that_asks_must_be_likelier() -> None:
    text = "چطور گزارش کنم که بیمه رد نکرده؟"
    for share, opens in ((0.2, False), (0.5, True)):
        told = heard(text, {"file": share, "find": 1 - share}, things={PASSPORT: 0.5, CARD: 0.45})
        assert (decide(State(), told).move is Move.OPEN) == opens


OF_AGENCY = State(focus=Thing(kind=ThingKind.AGENCY, id="msrt"))


def test_details_of_what_only_an_agency_knows_are_asked_of_it() -> None:
    decision = on(OF_AGENCY, "مدارکش چیه", "tell", things={PASSPORT: 0.4}, aspects=("documents",))
    assert (decision.move, decision.things[0].id) == (Move.AGENCY, "msrt")


def test_another_service_behind_an_agency_is_shown() -> None:
    assert on(OF_AGENCY, "مدارک گذرنامه", "tell", things={PASSPORT: 0.9}).move is Move.SHOW
    assert on(OF_AGENCY, "گذرنامه می‌خواهم", "find", things={PASSPORT: 0.9}).move is Move.SHOW


def test_the_rows_stand_in_their_order() -> None:
    order = list(rows())
    assert order[:5] == ["danger", "human", "numbered", "offered", "draft"]
    assert order[-5:] == ["journey", "leading", "office", "of_agency", "topic"]
    assert order.index("draft") < order.index("step") < order.index("process")
    assert order.index("open") < order.index("small_talk")
    assert order.index("process") < order.index("open")


EVERYTHING = ("danger", "human", "affirm", "cancel", "process", "track", "file", "find")


@pytest.mark.parametrize("state", [State(), SUMMARY, FILED, OFFERED, CHOOSING])
def test_a_danger_comes_before_everything(state: State) -> None:
    for at in range(len(EVERYTHING)):
        assert on(state, OWN, "danger", *EVERYTHING[at:]).move is Move.DANGER


def test_the_act_may_tell_of_a_danger_that_the_context_hides() -> None:
    told = heard("خانه آتش گرفته", {"danger": 0.5, "edit/add": 0.5}, acts={"emergency": SURE})
    assert decide(SUMMARY, told).move is Move.DANGER


def with_danger(share: float, state: State = FIRST) -> Decision:
    """What is decided of a need that may, by so much, be a danger."""
    told = heard(OWN, {"danger": share, "find": 1 - share}, things={PASSPORT: SURE})
    return decide(state, told)


def test_a_danger_needs_to_be_far_less_likely_than_what_it_stands_before() -> None:
    assert dangers.DANGER_FIRST < 0.2, "silence harms"
    assert with_danger(dangers.DANGER_FIRST).move is Move.DANGER
    assert with_danger(dangers.DANGER_FIRST * 0.9).move is Move.SHOW


def test_later_in_a_talk_a_danger_must_be_likelier() -> None:
    assert dangers.DANGER_FIRST < dangers.DANGER_LATER < 0.5, "silence harms"
    assert with_danger(dangers.DANGER_LATER, LATER).move is Move.DANGER
    assert with_danger(dangers.DANGER_LATER * 0.9, LATER).move is Move.SHOW


def test_a_danger_of_long_ago_must_be_likelier() -> None:
    text = "دو ماه پیش از داربست افتاد و خانه افتاده"
    for share, is_danger in ((0.3, False), (0.9, True)):
        told = heard(text, {"danger": share, "find": 1 - share}, things={PASSPORT: SURE})
        assert (decide(FIRST, told).move is Move.DANGER) == is_danger


def test_an_unlikely_danger_is_a_quiet_line_beside_the_answer() -> None:
    for bar, state in ((dangers.DANGER_FIRST, FIRST), (dangers.DANGER_LATER, LATER)):
        assert with_danger(dangers.QUIET * bar, state).quiet_danger
        assert not with_danger(dangers.QUIET * bar * 0.9, state).quiet_danger


@pytest.mark.parametrize(("text", "thing"), [("2", CARD), ("دومی", CARD), ("شماره یک", PASSPORT)])
def test_a_number_after_a_list_chooses_whatever_it_is_taken_for(text: str, thing: Thing) -> None:
    state = CHOOSING.wondering("هزینه‌اش چقدر است", ("fee",))
    for told in ("choose", "track", "process", "greet"):
        assert on(state, text, told) == Decision(Move.SHOW, (thing,), ("fee",))


def test_a_number_chooses_nothing_where_nothing_is_listed() -> None:
    assert on(State(), "2", "chat") == Decision(Move.SOCIAL, name="chat")
    assert on(CHOOSING, "3", "chat") == Decision(Move.SOCIAL, name="chat")
    longer = on(CHOOSING, "دومی را دیروز گرفتم، تمدید گواهینامه", "find", things={LICENCE: SURE})
    assert longer == Decision(Move.SHOW, (LICENCE,))


@pytest.mark.parametrize("state", [State(), SUMMARY, FILED, OFFERED, CHOOSING])
def test_who_wants_a_human_gets_one(state: State) -> None:
    assert on(state, OWN, "human", *EVERYTHING[2:]).move is Move.HUMAN


@pytest.mark.parametrize(
    ("offer", "yes", "no"),
    [
        ("human", Move.HUMAN, Move.STAY),
        ("file", Move.OPEN, Move.STAY),
        ("withdraw", Move.WITHDRAW, Move.KEEP),
    ],
)
def test_yes_and_no_are_for_what_was_offered(offer: str, yes: Move, no: Move) -> None:
    state = FILED.asking(Asked(kind=Open.YES_NO, offer=offer))
    assert on(state, "بله", "affirm").move is yes
    assert on(state, "نه", "deny").move is no
    assert on(state, "ولش کن", "cancel").move is no


def test_what_is_neither_yes_nor_no_leaves_the_offer() -> None:
    assert on(OFFERED, OWN, "find", things={CARD: SURE}).move is Move.SHOW


@pytest.mark.parametrize(
    ("told", "move"),
    [
        ("edit/answer", Move.TAKE),
        ("edit/add", Move.EDIT),
        ("edit/replace", Move.EDIT),
        ("edit/remove", Move.EDIT),
        ("confirm", Move.CONFIRM),
        ("affirm", Move.CONFIRM),
        ("cancel", Move.CANCEL),
        ("track", Move.TRACK),
        ("thank", Move.SOCIAL),
        ("grumble", Move.SOCIAL),
    ],
)
def test_at_the_summary_each_command_is_a_move(told: str, move: Move) -> None:
    assert on(SUMMARY, "بله، همین‌طور", told).move is move


@pytest.mark.parametrize("state", [State(), State().turned_to(PASSPORT), DRAFTING, SUMMARY])
def test_what_asks_about_filing_is_answered_wherever_it_is_said(state: State) -> None:
    for command in ("find", "edit/answer"):
        told = heard(OWN, {command: 1.0}, things={PASSPORT: 0.95, CARD: 0.01})
        like = Likely(about_that(), procedure.ABOUT_BESIDE_SERVICE, 1.0)
        asking = replace(told, asks=procedure.ASKS_BAR, about=like)
        assert decide(state, asking).move is Move.PROCESS
        assert (
            decide(state, replace(asking, asks=procedure.ASKS_BAR - 0.01)).move is not Move.PROCESS
        )


def test_beside_a_service_a_question_unlike_those_about_filing_is_of_the_service() -> None:
    told = heard("تا پرونده در جریان است غیبت می‌خورم؟", {"process": 1.0}, things={PASSPORT: 0.95})
    unlike = Likely(about_that(), procedure.ABOUT_BESIDE_SERVICE - 0.01, 1.0)
    asking = replace(told, asks=1.0, about=unlike)
    assert decide(State().turned_to(PASSPORT), asking).move is not Move.PROCESS
    assert decide(State(), asking).move is Move.PROCESS


@pytest.mark.parametrize(
    ("text", "line", "bribed"),
    [
        ("رشوه می‌خواهد", ("", 0.0), True),
        ("هشت میلیون می‌خواهد که امضا کند", ("136", openings.BRIBED), True),
        ("هشت میلیون می‌خواهد که امضا کند", ("136", openings.BRIBED - 0.01), False),
        ("هشت میلیون می‌خواهد که امضا کند", ("124", 0.9), False),
    ],
)
def test_a_bribe_is_heard_by_its_name_or_by_what_is_told(
    text: str, line: tuple[str, float], bribed: bool
) -> None:
    told = replace(heard(text, {"find": 1.0}, things={PASSPORT: 0.95}), line=line)
    assert (decide(State(), told).move is Move.OPEN) == bribed


def test_an_act_of_danger_says_nothing_of_a_question_about_filing() -> None:
    acts = {"emergency": 0.9}
    asked = heard(OWN, {"process": 0.9}, acts=acts)
    assert decide(State(), asked).move is Move.PROCESS
    assert decide(State(), heard(OWN, {"find": 0.9}, acts=acts)).move is Move.DANGER


def test_nothing_is_filed_before_what_shall_go_is_gone() -> None:
    assert on(SUMMARY, "باشه ثبتش کن ولی داد زدنشو ننویس", "confirm").move is Move.EDIT


@pytest.mark.parametrize(
    "told", ["edit/add", "edit/replace", "edit/remove", "file", "amend/add", "amend/replace"]
)
def test_whatever_changes_the_draft_is_one_move(told: str) -> None:
    for state in (DRAFTING, SUMMARY):
        assert on(state, "رئیس هم نبود", told) == Decision(Move.EDIT)


def test_what_may_be_one_change_or_another_is_a_change() -> None:
    doubt = {"edit/add": 0.2, "edit/replace": 0.2, "edit/remove": 0.2, "edit/answer": 0.4}
    assert decide(SUMMARY, heard("رئیس هم نبود", doubt)).move is Move.EDIT
    answers = doubt | {"edit/remove": 0.0, "edit/answer": 0.6}
    assert decide(SUMMARY, heard("رئیس هم نبود", answers)).move is Move.TAKE


def test_a_second_grievance_in_a_draft_is_added_to_it() -> None:
    assert on(SUMMARY, "تازه سرم هم داد زد", "file").move is Move.EDIT
    assert on(DRAFTING, "تازه سرم هم داد زد", "file").move is Move.EDIT


def test_a_draft_is_given_up_for_another_wish() -> None:
    told = heard(OWN, {"cancel": 0.6, "find": 0.4}, things={CARD: SURE})
    decision = decide(SUMMARY, told)
    assert decision.move is Move.CANCEL
    assert decision.then == Decision(Move.SHOW, (CARD,))
    assert on(SUMMARY, "ولش کن", "cancel", things={CARD: SURE}).then is None


def test_a_question_in_a_draft_is_answered() -> None:
    assert on(SUMMARY, OWN, "find", things={CARD: SURE}) == Decision(Move.SHOW, (CARD,))
    line = on(SUMMARY, "برق کوچه رفته", "line", line=("121", SURE), things={POWER: SURE})
    assert line == Decision(Move.LINE, (POWER,))


def test_what_is_sought_amid_a_case_is_no_word_of_it() -> None:
    asked = State().drafting(Draft()).asking(Asked(kind=Open.DESCRIPTION))
    text = "راستی کارت ملی را از کجا بگیرم؟"
    assert on(asked, text, "find", things={CARD: SURE}) == Decision(Move.SHOW, (CARD,))
    likely = {"things": {CARD: SURE}, "edits": adding(text, text)}
    assert on(SUMMARY, text, "find", **likely).move is Move.SHOW


def test_behind_a_card_amid_a_case_the_service_is_asked_on() -> None:
    told = SUMMARY.turned_to(CARD)
    text = "قرارداد نداشت که نشان بدهم"
    asks = heard(text, {"tell": SURE}, things={CARD: SURE}, edits=adding(text, text))
    for share, move in ((0.95, Move.TELL), (0.2, Move.EDIT)):
        assert decide(told, replace(asks, answered=share)).move is move


def test_what_happened_is_taken_as_it_is_told() -> None:
    asked = State().drafting(Draft()).asking(Asked(kind=Open.DESCRIPTION))
    assert on(asked, OWN, "find", things={CARD: SURE}).move is Move.TAKE


LINES = [part.text for part in SUMMARY.draft.parts]


def adding(text: str, told: str) -> EditReading:
    """What is read of a message before the text, of which `told` comes into it."""
    return edits_of(text, LINES, [*LINES, told])


def test_a_question_that_only_sounds_like_a_change_is_a_question() -> None:
    pieces = {"جواب ندادید": "edit/replace", "اسمم را به اداره می‌دهید": "process"}
    text = "جواب ندادید، اسمم را به اداره می‌دهید؟"
    assert on(SUMMARY, text, "process", pieces=pieces) == Decision(Move.PROCESS)
    town = "شهرش یزد است. اسمم را به اداره می‌دهید؟"
    both = on(SUMMARY, town, "process", pieces=pieces)
    assert both == Decision(Move.PROCESS, then=Decision(Move.EDIT))


@pytest.mark.parametrize(
    ("does", "decision"),
    [
        (["confirm", "edit/add"], Decision(Move.EDIT)),
        (["affirm", "file"], Decision(Move.EDIT)),
        (["affirm", "edit/replace"], Decision(Move.EDIT)),
        (["edit/remove", "confirm"], Decision(Move.EDIT)),
        (["edit/add", "edit/remove"], Decision(Move.EDIT)),
        (["thank", "edit/remove"], Decision(Move.EDIT)),
        (["process", "edit/add"], Decision(Move.PROCESS, then=Decision(Move.EDIT))),
    ],
)
@pytest.mark.parametrize("main", ["confirm", "affirm", "thank", "chat"])
def test_of_several_pieces_what_changes_the_draft_comes_first(
    does: list[str], decision: Decision, main: str
) -> None:
    text = "بله، همین‌طور، رسید هم ندادند"
    pieces = {f"تکهٔ {number}": command for number, command in enumerate(does)}
    edits = adding(text, "رسید هم ندادند")
    assert on(SUMMARY, text, main, pieces=pieces, edits=edits) == decision


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("بله ثبتش کن رسید هم ندادند", ["سه بار رفتم و نبودند", "رسید هم ندادند"]),
        ("بله ثبتش کن سه نه، پنج بار", ["پنج بار رفتم و نبودند"]),
        ("درسته ولی نبودند را ننویس", ["سه بار رفتم و"]),
    ],
    ids=["adds", "puts right", "takes out"],
)
def test_nothing_is_filed_by_a_message_that_changes_the_text(text: str, after: list[str]) -> None:
    edits = edits_of(text, LINES, after)
    for told in ("confirm", "affirm", "thank", "edit/answer", "amend/add", "chat"):
        assert on(SUMMARY, text, told, edits=edits) == Decision(Move.EDIT)
    assert decide(SUMMARY, heard(text, {"confirm": SURE}, edits=edits)).move is Move.EDIT


def test_what_changes_nothing_is_filed_where_it_agrees() -> None:
    pieces = {"ممنون": "thank", "ثبتش کن": "confirm"}
    text = ". ".join(pieces)
    same = edits_of(text, LINES, LINES)
    assert on(SUMMARY, text, "confirm", pieces=pieces, edits=same) == Decision(Move.CONFIRM)
    assert on(SUMMARY, text, "confirm", edits=same) == Decision(Move.CONFIRM)


@pytest.mark.parametrize("does", ["edit/replace", "edit/remove"])
@pytest.mark.parametrize("text", ["شهرش یزده. ثبتش کن", "شهرش اشتباهه. ثبتش کن"])
def test_nothing_is_filed_where_something_beside_the_text_is_put_right(
    text: str, does: str
) -> None:
    first, last = text.split(". ")
    edits = edits_of(text, LINES, LINES, place=["یزده"])
    assert not edits.changes
    decision = on(SUMMARY, text, "confirm", pieces={first: does, last: "confirm"}, edits=edits)
    assert decision == Decision(Move.EDIT)


ASKS_AND_ADDS = {"اول بگو فاکتور می‌خوان؟": "tell", "بعدم بنویس یخچالم سوخت": "edit/add"}


def test_who_asks_of_a_service_and_adds_at_the_summary_gets_both() -> None:
    text = " ".join(ASKS_AND_ADDS)
    edits = adding(text, "یخچالم سوخت")
    both = on(SUMMARY, text, "tell", pieces=ASKS_AND_ADDS, things={CARD: SURE}, edits=edits)
    assert both == Decision(Move.SHOW, (CARD,), then=Decision(Move.EDIT))
    unknown = on(SUMMARY, text, "tell", pieces=ASKS_AND_ADDS, edits=edits)
    assert unknown == Decision(Move.MISS, then=Decision(Move.EDIT))


def test_what_only_sounds_like_a_question_is_added_with_the_rest() -> None:
    pieces = {"یخچالم سوخت": "tell", "بنویس فاکتورم دارم": "edit/add"}
    text = ". ".join(pieces)
    edits = adding(text, "یخچالم سوخت فاکتورم دارم")
    told = on(SUMMARY, text, "edit/add", pieces=pieces, things={CARD: SURE}, edits=edits)
    assert told == Decision(Move.EDIT), "nothing is asked"
    place = DRAFTING.asking(Asked(kind=Open.PLACE))
    text = " ".join(ASKS_AND_ADDS)
    edits = adding(text, "یخچالم سوخت")
    early = on(place, text, "edit/add", pieces=ASKS_AND_ADDS, edits=edits)
    assert early == Decision(Move.EDIT), "nothing was read out yet"


UNNAMED = {"بله ثبتش کن": "confirm", "اسمم را به آنها نگویید": "amend/secret"}


def test_who_confirms_and_wants_to_stay_unnamed_gets_both() -> None:
    decision = on(SUMMARY, ". ".join(UNNAMED), "confirm", pieces=UNNAMED)
    assert decision == Decision(Move.CONFIRM, then=Decision(Move.SECRET))
    agrees = UNNAMED | {"بله ثبتش کن": "affirm"}
    assert on(SUMMARY, ". ".join(agrees), "amend/secret", pieces=agrees) == decision


@pytest.mark.parametrize(("likeness", "adds"), [(0.75, False), (0.6, False), (0.75, True)])
def test_words_like_those_of_staying_unnamed_are_no_text(likeness: float, adds: bool) -> None:
    topic = about_that("secret")
    pieces = {"ثبتش کن": "confirm", "فقط اسمم نره": "edit/add" if adds else "edit/replace"}
    text = "بله ثبتش کن فقط اسمم نره"
    edits = adding(text, "اسمم نره") if adds else edits_of(text, LINES, LINES)
    said = heard(text, {"confirm": SURE}, pieces=pieces, edits=edits)
    decision = decide(SUMMARY, replace(said, about=Likely(topic, likeness, 1.0)))
    is_secret = likeness >= SECRET_LIKE and not adds
    assert (decision.then == Decision(Move.SECRET)) == is_secret
    assert (decision.move is Move.CONFIRM) == is_secret


@pytest.mark.parametrize(
    ("does", "likeness", "move"),
    [
        ("track", 0.9, Move.TRACK),
        ("track", 0.75, None),
        ("", 0.9, None),
    ],
)
def test_what_the_assistant_tells_to_say_shows_the_case(
    does: Literal["track", ""], likeness: float, move: Move | None
) -> None:
    topic = about_that(does)
    said = replace(heard("پیگیری شکایتم", {"file": 0.4}), about=Likely(topic, likeness, 1.0))
    assert (decide(State(), said).move is Move.TRACK) == (move is Move.TRACK)
    filed = State().filed("F43TA3YR")
    assert (decide(filed, said).move is Move.TRACK) == (does == "track")


def test_who_asks_when_the_answer_comes_hears_of_the_deadline_of_the_filed_case() -> None:
    asked = heard("کی جواب میدن؟", {"process": 0.9})
    said = replace(asked, about=Likely(about_that("due"), 0.9, 1.0))
    assert decide(FILED, said) == Decision(Move.TRACK, name=moves.WITH_DUE)
    assert decide(State(), said).move is Move.PROCESS


def test_who_wants_to_stay_unnamed_before_the_summary_files_nothing() -> None:
    place = DRAFTING.asking(Asked(kind=Open.PLACE))
    assert on(place, ". ".join(UNNAMED), "amend/secret", pieces=UNNAMED) == Decision(Move.SECRET)
    silent = {"صبر کن": "confirm", "اسمم را به آنها نگویید": "amend/secret"}
    told = on(SUMMARY, ". ".join(silent), "amend/secret", pieces=silent)
    assert told == Decision(Move.SECRET), "no word agrees"


@pytest.mark.parametrize("state", [DRAFTING, SUMMARY])
def test_whoever_wants_to_stay_unnamed_is_told_how_it_is_and_the_case_stays(state: State) -> None:
    assert on(state, "اسمم را به آنها نگویید", "amend/secret") == Decision(Move.SECRET)
    doubt = {"amend/secret": drafts.CANCEL_BAR - 0.01, "edit/add": 1.01 - drafts.CANCEL_BAR}
    assert decide(state, heard("اسم رئیس را نگفتند", doubt)).move is Move.EDIT


@pytest.mark.parametrize("told", ["amend/add", "amend/replace"])
def test_what_sounds_as_if_it_were_filed_already_still_belongs_to_the_draft(told: str) -> None:
    pieces = {"بله ثبت کن": "confirm", "بنویس رسید هم نداد": told}
    text = ". ".join(pieces)
    edits = adding(text, "رسید هم نداد")
    assert on(SUMMARY, text, "confirm", pieces=pieces, edits=edits).move is Move.EDIT
    assert on(SUMMARY, "بنویس رسید هم نداد", told).move is Move.EDIT


@pytest.mark.parametrize(
    "text",
    [
        "نصفه نوشتی که! همین‌جوری از خودشان نوشتند",
        "در صورت ثبت، آیا می‌شود حکم را پیوست کرد؟",
        "بد نیست، ولی خودشان قبول دارند یا نه؟",
    ],
)
def test_neither_a_reproach_nor_a_question_files_anything(text: str) -> None:
    assert on(SUMMARY, text, "confirm").move is not Move.CONFIRM
    pieces = dict.fromkeys(text.replace("؟", "").split("، "), "confirm")
    commands = {"process": 0.9, "confirm": 0.05}
    assert decide(SUMMARY, heard(text, commands, pieces=pieces)).move is not Move.CONFIRM


def test_nothing_is_filed_without_a_word_that_agrees() -> None:
    for text in ("صبر کن", "؟؟؟", "restart", "سؤال دارم"):
        assert on(SUMMARY, text, "confirm").move is not Move.CONFIRM


def test_pieces_that_do_the_same_are_one_message() -> None:
    pieces = {"سرم داد زد": "edit/add", "در را هم بست": "edit/add"}
    assert on(SUMMARY, "سرم داد زد. در را هم بست", "edit/add", pieces=pieces).move is Move.EDIT
    asked = {"ممنون": "thank", "ثبت کن": "confirm"}
    place = DRAFTING.asking(Asked(kind=Open.PLACE))
    assert on(place, "ممنون. ثبت کن", "confirm", pieces=asked).move is not Move.CONFIRM


def test_a_confirmation_out_of_place_is_an_answer() -> None:
    asked = DRAFTING.asking(Asked(kind=Open.PLACE))
    for told in ("confirm", "affirm"):
        assert on(asked, "بله", told) == Decision(Move.TAKE, name="affirm")
    assert on(asked, "نه", "deny") == Decision(Move.TAKE, name="deny")


@pytest.mark.parametrize("told", ["amend/add", "amend/replace", "amend/withdraw", "amend/secret"])
def test_what_is_no_confirmation_files_nothing(told: str) -> None:
    # Taken for a case that was filed, though the case is still being written.
    commands = {told: SURE, "confirm": 0.02, "edit/add": 0.01}
    assert (
        decide(SUMMARY, heard("این را هم به پرونده اضافه کنید", commands)).move is not Move.CONFIRM
    )


commands = st.sampled_from(get_args(Command))


@st.composite
def shares(draw: st.DrawFn) -> Mapping[str, float]:
    weights = draw(st.dictionaries(commands, st.integers(1, 100), min_size=1, max_size=5))
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


states = st.sampled_from([State(), DRAFTING, SUMMARY, FILED, OFFERED, CHOOSING])
told_things = st.sampled_from([{}, {PASSPORT: 0.9}, {CARD: 0.4, PASSPORT: 0.3}, {WATER: 0.8}])


@given(states, shares(), told_things, st.sampled_from(["بله", OWN, "خانه آتش گرفته"]))
def test_every_message_leads_to_something(
    state: State, told: Mapping[str, float], things: Mapping[Thing, float], text: str
) -> None:
    decision = decide(state, heard(text, told, things=things))
    if state.draft is not None:
        assert decision.move is not Move.OPEN, "a draft is not begun anew"
    if decision.move is Move.CONFIRM:
        assert state is SUMMARY, "nothing is filed that was not read out"
    if decision.move is Move.WITHDRAW_ASK:
        assert state.filed_code is not None
    if decision.move in (Move.SHOW, Move.CHOICES, Move.PERHAPS, Move.TELL, Move.NOT_THIS):
        assert decision.things


@pytest.mark.parametrize(
    ("told", "move"),
    [
        ("amend/withdraw", Move.WITHDRAW_ASK),
        ("cancel", Move.WITHDRAW_ASK),
        ("amend/add", Move.AMEND),
        ("edit/add", Move.AMEND),
        ("amend/secret", Move.SECRET),
    ],
)
def test_a_filed_case_can_be_spoken_of(told: str, move: Move) -> None:
    text = "این را هم اضافه کنید"
    assert on(FILED, text, told).move is move
    assert on(FILED.turned_to(PASSPORT), text, told).move is move
    assert on(State(), text, told).move is not move


ADDS_AND_ASKS = {"بنویس رسید هم نداد": "amend/add", "کی جواب می‌دهند؟": "process"}


def amended(share: float, pieces: Mapping[str, str], state: State = FILED) -> Decision:
    """What is decided of a message that amends by so much, and asks by what is left."""
    commands = {"amend/add": share, "process": 1 - share}
    text = ". ".join(ADDS_AND_ASKS)
    is_told = "amend/add" in pieces.values()
    edits = edits_of(text, LINES, [*LINES, "رسید هم نداد"] if is_told else LINES)
    return decide(state, heard(text, commands, pieces=pieces, edits=edits))


def test_who_adds_to_a_filed_case_and_asks_in_one_message_gets_both() -> None:
    both = Decision(Move.AMEND, then=Decision(Move.PROCESS))
    for share in (procedure.AMENDS_BESIDE, 0.5, SURE):
        assert amended(share, ADDS_AND_ASKS) == both
    assert amended(procedure.AMENDS_BESIDE * 0.9, ADDS_AND_ASKS) == Decision(Move.PROCESS)
    assert amended(0.9, ADDS_AND_ASKS, State()).move is not Move.AMEND, "nothing was filed"


def test_without_a_piece_that_amends_a_question_is_a_question() -> None:
    for said in ({}, dict.fromkeys(ADDS_AND_ASKS, "process")):
        assert amended(0.3, said) == Decision(Move.PROCESS)
    assert amended(SURE, {}) == Decision(Move.AMEND), "«می‌شود اضافه کنید که …؟» asks politely"
    text = ". ".join(ADDS_AND_ASKS)
    assert on(FILED, text, "amend/add", edits=adding(text, "رسید هم نداد")) == Decision(Move.AMEND)
    assert amended(SURE, dict.fromkeys(ADDS_AND_ASKS, "amend/add")) == Decision(Move.AMEND)


def test_what_is_asked_after_filing_is_not_sent_for_a_name_in_it() -> None:
    commands = {"find": 0.7, "amend/add": 0.3}
    asked, told = "مدارک گذرنامه برای مینا چیست؟", "مینا هم آنجا بود"
    edits = adding(asked, "مینا")
    decision = decide(FILED, heard(asked, commands, things={CARD: SURE}, edits=edits))
    assert decision.move is Move.SHOW
    edits = adding(told, told)
    assert decide(FILED, heard(told, commands, things={CARD: SURE}, edits=edits)) == Decision(
        Move.AMEND
    )


@pytest.mark.parametrize(
    ("told", "move"), [("amend/withdraw", Move.WITHDRAW_ASK), ("amend/secret", Move.SECRET)]
)
def test_a_question_beside_any_change_of_a_filed_case_is_answered(told: str, move: Move) -> None:
    pieces = {"یک چیز دیگر": told, "کی جواب می‌دهند؟": "process"}
    message = heard(". ".join(pieces), {told: 0.3, "process": 0.7}, pieces=pieces)
    assert decide(FILED, message) == Decision(move, then=Decision(Move.PROCESS))


def test_a_code_is_tracked_wherever_it_stands() -> None:
    code = new_code()
    assert on(State(), f"کد رهگیری {code}", "find", things={CARD: SURE}).move is Move.TRACK
    asked = State().asking(Asked(kind=Open.CODE))
    assert on(asked, "۱۲۳۴۵۶", "edit/answer").move is Move.TRACK
    assert on(asked, OWN, "find", things={CARD: SURE}).move is Move.SHOW


@pytest.mark.parametrize(
    ("act", "kind"),
    [("complain", "complaint"), ("suggest", "suggestion"), ("praise", "praise")],
)
def test_a_case_is_opened_as_what_it_is(act: str, kind: str) -> None:
    assert on(State(), OWN, "file", acts={act: SURE}) == Decision(Move.OPEN, name=kind)


@pytest.mark.parametrize(
    ("text", "act", "kind"),
    [
        ("انتقاد دارم از سایت شهرداری", "suggest", "criticism"),
        ("انتقاد دارم از سایت شهرداری", "complain", "criticism"),
        ("شکایت ندارم، انتقاد دارم", "complain", "criticism"),
        ("شکایت ندارم، پیشنهاد دارم", "complain", "suggestion"),
        ("شکایت ندارم، فقط تشکر", "complain", "praise"),
        ("انتقاد نه، شکایت دارم", "suggest", "complaint"),
        ("از پیشنهاد شما شکایت دارم", "suggest", "complaint"),
        ("کارمندشان به انتقاد مردم خوب گوش داد", "praise", "praise"),
    ],
)
def test_a_case_is_what_its_citizen_calls_it(text: str, act: str, kind: str) -> None:
    assert openings.kind_of_case(heard(text, {"file": SURE}, acts={act: SURE})) == kind


def test_in_doubt_the_need_is_answered_and_a_button_offers_the_complaint() -> None:
    doubt = (IN_DOUBT + openings.FILE_WITH_GRIEVANCE) / 2
    told = heard(OWN, {"file": doubt, "find": 1 - doubt}, things={CARD: SURE})
    assert decide(State(), told) == Decision(Move.SHOW, (CARD,), in_doubt=True)


def test_a_line_gives_way_to_a_service_that_is_sure() -> None:
    asked = {"line": ("121", SURE)}
    text = "برق کوچه رفته"
    likely = on(State(), text, "line", things={POWER: 0.9}, **asked)
    assert likely == Decision(Move.LINE, (POWER,))
    assert on(State(), text, "line", things={CARD: SURE}, **asked).move is Move.SHOW


@pytest.mark.parametrize("name", ["greet", "thank", "goodbye", "affirm", "deny", "chat", "grumble"])
def test_small_talk_is_answered_by_its_kind(name: str) -> None:
    assert on(State(), "خب", name) == Decision(Move.SOCIAL, name=name)


def test_a_no_to_a_choice_is_none_of_them() -> None:
    assert on(CHOOSING, "نه", "deny") == Decision(Move.NONE_OF_THEM, (PASSPORT, CARD))


def test_a_greeting_before_a_need_does_not_hide_it() -> None:
    told = heard(OWN, {"greet": 0.55, "find": 0.45}, things={CARD: SURE})
    assert decide(State(), told).move is Move.SHOW
    assert decide(State(), heard("سلام بر شما", {"greet": 0.55, "find": 0.45})).move is Move.SOCIAL


def test_what_is_asked_of_the_focus_is_told() -> None:
    focused = State().turned_to(PASSPORT)
    decision = on(focused, WORDLESS, "tell", things={PASSPORT: SURE}, aspects=["fee"])
    assert decision == Decision(Move.TELL, (PASSPORT,), ("fee",))


def test_the_focus_is_rejected_where_nothing_else_is_named() -> None:
    focused = State().turned_to(PASSPORT)
    things = {PASSPORT: 0.9, CARD: 0.09}
    assert on(focused, "نه این نه", "correct", things=things) == Decision(
        Move.NOT_THIS, (PASSPORT,)
    )
    assert on(focused, "نه، کارت ملی", "correct", things=things) == Decision(Move.SHOW, (CARD,))
    gone = focused.without(CARD).turned_to(PASSPORT)
    assert on(gone, "نه، کارت ملی", "correct", things=things) == Decision(
        Move.NOT_THIS, (PASSPORT,)
    )


def test_what_else_a_rejection_may_mean_is_offered() -> None:
    focused = State().turned_to(PASSPORT)
    things = {PASSPORT: 0.6, CARD: 0.12, LICENCE: 0.1}
    decision = on(focused, "نه، اون که گم شده تو ترمینال", "correct", things=things)
    assert (decision.move, decision.things) == (Move.CHOICES, (CARD, LICENCE))
    assert decision.rejects == (PASSPORT,)


def test_what_the_focus_surely_answers_is_asked_again_and_no_rejection() -> None:
    focused = State().turned_to(PASSPORT)
    text = "این چه ربطی داشت، سیمکارت به اسمم نیست"
    said = heard(text, {"correct": SURE}, things={PASSPORT: 0.9})
    assert decide(focused, said).move is Move.NOT_THIS
    answered = replace(said, answered=topics.ANSWERED)
    assert decide(focused, answered) == Decision(Move.TELL, (PASSPORT,))


@pytest.mark.parametrize(
    ("text", "is_opened"),
    [
        ("من اینو نپرسیدم، پول اضافه گرفتن شکایت دارم", True),
        ("میخوام شکایتم ثبت بشه", True),
        ("نه خطری نیست میخوام شکایتشو ثبت کنی", True),
        ("کجا باید شکایت کنم", False),
        ("من نگفتم شکایت ثبت کنی", False),
        ("از این بدم میاد", False),
    ],
)
def test_who_says_that_a_case_is_wanted_gets_one_whatever_stood_before(
    text: str, is_opened: bool
) -> None:
    told = State().turned_to(PASSPORT).having_said("گذرنامه", {})
    commands = {"correct": SURE, "file": openings.FILE_DECLARED}
    said = heard(text, commands, things={PASSPORT: 0.9})
    assert (decide(told, said).move is Move.OPEN) == is_opened
    unheard = heard(text, commands | {"file": 0.0}, things={PASSPORT: 0.9})
    assert decide(told, unheard).move is not Move.OPEN, "words alone are not enough"


@pytest.mark.parametrize("text", ["خب همین متن را ثبت کنید، خسته شدم", "همینو بفرست"])
def test_who_says_that_the_text_is_right_as_it_stands_files_it(text: str) -> None:
    share = AS_IT_IS
    said = heard(text, {"edit/add": 1 - share, "confirm": share})
    assert decide(SUMMARY, said).move is Move.CONFIRM
    assert decide(DRAFTING, said).move is not Move.CONFIRM
    assert on(SUMMARY, text, "edit/add").move is not Move.CONFIRM, "words alone are not enough"


def test_who_denies_a_danger_is_not_told_it_again() -> None:
    told = State().turned_to(POWER).having_said("همین حالا زنگ بزنید.", {})
    denied = heard("کسی منو نزده", {"correct": 0.57, "danger": 0.44}, things={CARD: 0.9})
    assert decide(told, denied).move is not Move.DANGER
    goes_on = heard("نه گاز نیست دود میاد", {"correct": 0.3, "danger": 0.5})
    assert decide(told, goes_on).move is Move.DANGER
    assert decide(State(said="بفرمایید."), denied).move is Move.DANGER


def test_who_says_it_again_takes_the_case_back() -> None:
    asked = FILED.asking(Asked(kind=Open.YES_NO, offer="withdraw"))
    assert on(asked, "آره پس می‌گیرم", "amend/withdraw").move is Move.WITHDRAW
    assert on(asked, "نه پس نمی‌گیرم", "amend/withdraw").move is not Move.WITHDRAW


def test_who_agrees_and_stays_unnamed_files_and_changes_nothing() -> None:
    secret = {"فقط اسم خانومم نیاد": "amend/secret"}
    pieces = {"شیرآباد درسته": "edit/replace", "ثبتش کن": "confirm"} | secret
    decision = on(SUMMARY, ". ".join(pieces), "confirm", pieces=pieces)
    assert decision == Decision(Move.CONFIRM, then=Decision(Move.SECRET))
    changes = {"شهرش درست نیست": "edit/replace", "ثبتش کن": "confirm"} | secret
    assert on(SUMMARY, ". ".join(changes), "confirm", pieces=changes).move is Move.EDIT
    unasked = {"فقط همون پسرم کلاس چهارمه باشه": "edit/replace"} | secret
    assert on(SUMMARY, ". ".join(unasked), "edit/replace", pieces=unasked).move is Move.EDIT


def test_another_case_beside_one_that_was_filed_is_a_new_one() -> None:
    text, share = "یه شکایت جدا از پست میخوام", openings.FILE_DECLARED
    said = heard(text, {"amend/add": 1 - share, "file": share})
    assert decide(FILED, said).move is Move.OPEN
    assert on(FILED, text, "amend/add").move is Move.AMEND, "words alone are not enough"
    asked = heard("یا باید جدا شکایت کنم؟", {"amend/add": 1 - share, "file": share})
    assert decide(FILED, asked).move is not Move.OPEN
    assert on(FILED, "این را هم به شکایتم اضافه کن", "amend/add").move is Move.AMEND


def test_another_matter_waits_amid_a_case_and_opens_one_behind_a_filed_case() -> None:
    said = heard("از اداره گاز هم شکایت دارم", {"edit/add": 1.0})
    other = replace(said, others=(Matter("از اداره گاز هم شکایت دارم", "nigc", 0.9),))
    assert decide(SUMMARY, other).move is Move.SET_ASIDE
    assert decide(FILED, other).move is Move.OPEN


def test_who_has_two_matters_says_which_is_first_or_that_they_are_one() -> None:
    two = SUMMARY.setting_aside(Draft(agency="nigc"))
    assert on(two, "یه شکایته", "correct").name == moves.JOIN
    assert on(two, "اول گاز رو بنویس", "edit/add").name != moves.JOIN
    assert on(two, "اول اداره گاز رو بنویس", "edit/add").name == moves.SWAP
    assert on(SUMMARY, "اول اداره گاز رو بنویس", "edit/add").name != moves.SWAP
    apart = SUMMARY.draft.model_copy(update={"apart": (Draft(), Draft())})
    assert on(SUMMARY.drafting(apart), "جدا بنویس", "edit/add").name == moves.SPLIT


def test_an_agency_is_not_told_twice_in_a_row() -> None:
    told = State().turned_to(WATER)
    text = "کارت ملی من گم شده"
    again = on(told, text, "find", things={WATER: 0.6, CARD: 0.3})
    assert (again.move, again.things) == (Move.CHOICES, (CARD,))
    assert on(told, text, "find", things={WATER: 0.9}).move is Move.MISS
    assert (
        on(told, "شماره‌اش؟", "tell", things={WATER: 0.9}, aspects=("contact",)).move is Move.AGENCY
    )
    assert on(State(), text, "find", things={WATER: 0.9}).move is Move.AGENCY


def test_a_bare_rejection_is_about_nothing_new() -> None:
    event = Thing(kind=ThingKind.JOURNEY, id="job-loss")
    decision = on(State().turned_to(event), "نه این نبود", "correct", things={CARD: 0.9})
    assert decision == Decision(Move.NOT_THIS, (event,))


@pytest.mark.parametrize(
    ("share", "beside"), [(0.2, CARD), (topics.ELSE_MEANT - 0.01, None)], ids=["likely", "not"]
)
def test_what_else_may_be_meant_than_the_focus_is_a_quiet_button(
    share: float, beside: Thing | None
) -> None:
    focused = State().turned_to(PASSPORT)
    things = {PASSPORT: 0.7, CARD: share}
    decision = on(focused, "هزینه‌اش چقدر است؟", "tell", things=things)
    assert (decision.move, decision.beside) == (Move.TELL, beside)
    assert on(focused.without(CARD), "هزینه‌اش؟", "tell", things=things).beside is None


def test_all_options_are_rejected_where_nothing_is_likely() -> None:
    assert on(CHOOSING, "هیچ‌کدام", "correct") == Decision(Move.NOT_THIS, (PASSPORT, CARD))


def test_between_a_few_likely_things_the_citizen_chooses() -> None:
    things = {PASSPORT: 0.3, CARD: 0.29, LICENCE: 0.28, service("fourth"): 0.01}
    decision = on(State(), OWN, "find", things=things, aspects=["fee"])
    assert decision == Decision(Move.CHOICES, (PASSPORT, CARD, LICENCE), ("fee",))


@pytest.mark.parametrize(
    ("state", "move"), [(State(), Move.CHOICES), (State(focus=PASSPORT), Move.PERHAPS)]
)
def test_one_that_only_leads_is_offered_first_and_shown_with_doubt_later(
    state: State, move: Move
) -> None:
    likely = (topics.LIKELY + topics.SURE) / 2
    others = {service(str(n)): (1 - likely) / 10 for n in range(8)}
    decision = on(state, OWN, "find", things={CARD: likely} | others)
    assert decision == Decision(move, (CARD,))


def test_two_needs_in_one_breath_are_both_taken() -> None:
    decision = on(State(), OWN, "find", things={CARD: SURE}, both=[CARD, PASSPORT])
    assert decision == Decision(Move.SHOW, (CARD, PASSPORT))


def test_an_agency_is_told_of_where_no_service_is_meant() -> None:
    assert on(State(), "سازمان تأمین اجتماعی", "find").things == (
        Thing(kind=ThingKind.AGENCY, id="tamin"),
    )
    assert on(State(), OWN, "find", things={WATER: SURE}) == Decision(Move.AGENCY, (WATER,))


def test_a_bare_word_that_services_share_gives_a_choice_of_them() -> None:
    sharing = [CARD, PASSPORT, LICENCE, service("fourth")]
    decision = on(State(), "کارت", "find", sharing=sharing, aspects=["fee"])
    assert decision == Decision(Move.CHOICES, (CARD, PASSPORT, LICENCE), ("fee",))
    assert on(State().without(CARD), "کارت", "find", sharing=sharing[:2]).things == (PASSPORT,)
    assert on(State().without(CARD), "کارت", "find", sharing=[CARD]).move is Move.MISS


def test_a_bare_word_gives_no_choice_where_it_means_one_thing() -> None:
    sharing = [PASSPORT, LICENCE]
    assert on(State(), "کارت", "find", things={CARD: SURE}, sharing=sharing).things == (CARD,)
    agency = on(State(), "تأمین اجتماعی", "find", sharing=sharing)
    assert agency.things == (Thing(kind=ThingKind.AGENCY, id="tamin"),)
    rejected = on(State().turned_to(CARD), "کارت نه", "correct", sharing=sharing)
    assert rejected == Decision(Move.NOT_THIS, (CARD,))


def test_what_means_nothing_is_a_miss() -> None:
    assert on(State(), "مثلا", "find").move is Move.MISS


@pytest.mark.parametrize(
    ("text", "told", "is_over"),
    [
        ("انصراف. فقط بگو چقدر طول می‌کشد", "tell", True),
        ("انصراف", "edit/answer", True),
        ("انصراف بدهم چه می‌شود؟", "process", False),
        ("انصراف از شکایت چه عواقبی دارد", "process", False),
    ],
)
def test_who_begins_with_giving_up_gives_up_and_who_asks_about_it_does_not(
    text: str, told: str, is_over: bool
) -> None:
    assert (on(SUMMARY, text, told).move is Move.CANCEL) is is_over


def test_a_question_that_names_an_office_needs_more_to_open_a_case() -> None:
    behind = State(said="…").turned_to(PASSPORT)
    asked = {"file": openings.FILE_WITH_GRIEVANCE + 0.04, "tell": 0.3}
    for text, is_opened in (("اداره برق قطعی داشت", True), ("اداره برق تلفن ندارد؟", False)):
        decision = decide(behind, heard(text, asked, things={PASSPORT: 0.9}))
        assert (decision.move is Move.OPEN) == is_opened


def test_who_asks_about_filing_or_confirms_it_is_not_threatened() -> None:
    told = {"process": 0.4, "confirm": 0.15, "correct": 0.1}
    text = "اداره می‌فهمد کی شکایت کرده؟ اگر نمی‌فهمد ثبت کن"
    asked = heard(text, told, dangers={"blackmail": 0.45})
    assert decide(DRAFTING, asked).move is not Move.DANGER
    threat = heard("عکس‌هایم را پخش می‌کند", {"edit/add": 0.9}, dangers={"blackmail": 0.9})
    assert decide(DRAFTING, threat).move is Move.DANGER


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("شوهرم می‌گوید دردسر درست نکن. اگر پشیمان شدم می‌شود حذفش کرد", Move.PROCESS),
        ("بعدا هم می‌توانم لغوش کنم؟", Move.PROCESS),
        ("اگر می‌شود لغوش کنید", Move.CANCEL),
        ("اگر جواب نمی‌دهید لغوش کنید", Move.CANCEL),
        ("بعدا خودم می‌روم، لغوش کن", Move.CANCEL),
        ("پشیمان شدم، حذفش کن", Move.CANCEL),
    ],
)
def test_who_asks_whether_a_case_can_be_given_up_keeps_it(text: str, move: Move) -> None:
    assert on(SUMMARY, text, "cancel").move is move
