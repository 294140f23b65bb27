"""What a conversation remembers: its transitions, their bounds, and the way through JSON."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.draft import Draft, Offer, Part
from assistant.dialogue.state import State, read_state
from assistant.dialogue.things import DRAFT, Asked, Open, Thing, ThingKind, service

PASSPORT, CARD, LICENCE = map(service, ("passport-renewal", "id-card", "driving-licence"))

things = st.builds(Thing, kind=st.sampled_from(ThingKind), id=st.text(max_size=8))
some_things = st.lists(things, max_size=4).map(tuple)
asked = st.builds(
    Asked,
    kind=st.sampled_from(Open),
    options=some_things,
    offer=st.sampled_from(["human", "file", "withdraw", ""]),
)
parts = st.builds(
    Part,
    text=st.text(max_size=20),
    turn=st.none() | st.text(max_size=5),
)
drafts = st.builds(
    Draft,
    parts=st.lists(parts, max_size=3).map(tuple),
    agency=st.none() | st.text(max_size=5),
    likely=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    city=st.text(max_size=5),
    no_place=st.booleans(),
    offer=st.none() | st.builds(Offer, id=st.text(), text=st.text(), title=st.text()),
    follow=st.none() | st.text(max_size=5),
)
Transition = Callable[[State], State]
transitions: st.SearchStrategy[Transition] = st.one_of(
    (st.none() | things).map(lambda thing: lambda s: s.turned_to(thing)),
    st.lists(st.text(), max_size=40).map(lambda keys: lambda s: s.having_shown(*keys)),
    (st.none() | asked).map(lambda one: lambda s: s.asking(one)),
    st.text(max_size=900).map(lambda text: lambda s: s.wondering(text, ("fee",))),
    some_things.map(lambda some: lambda s: s.queueing(*some)),
    some_things.map(lambda some: lambda s: s.without(*some)),
    (st.none() | drafts).map(lambda draft: lambda s: s.drafting(draft)),
    st.text(max_size=8).map(lambda code: lambda s: s.filed(code)),
    (st.none() | st.text(max_size=8)).map(lambda code: lambda s: s.tracking(code)),
    st.text().map(lambda said: lambda s: s.having_said(said, {"thank": 2})),
    st.text(max_size=8).map(lambda name: lambda s: s.setting_out(name, 20)),
    st.integers(0, 30).map(lambda step: lambda s: s.having_told(step)),
    st.just(State.missed),
    st.just(State.vexed),
)


@st.composite
def states(draw: st.DrawFn) -> State:
    state = State()
    for change in draw(st.lists(transitions, max_size=12)):
        state = change(state)
    return state


@given(states(), st.booleans())
def test_a_state_comes_back_from_json_as_it_was(state: State, short: bool) -> None:
    kept = json.dumps(state.model_dump(mode="json", exclude_defaults=short))
    assert read_state(json.loads(kept)) == state


def test_it_comes_back_however_much_is_told() -> None:
    state = State()
    for number in range(200):
        thing = service(str(number))
        state = state.having_shown(f"card:{number}").without(thing).turned_to(thing)
        state = state.wondering(f"{state.question} {number} " * 50)
    assert read_state(state.model_dump(mode="json")) == state
    assert len(state.model_dump_json(exclude_defaults=True)) < 6000


@given(states(), st.lists(st.text(max_size=4), max_size=80), st.lists(things, max_size=20))
def test_what_is_remembered_is_bounded_and_the_newest_stays(
    state: State, keys: list[str], some: list[Thing]
) -> None:
    state = state.having_shown(*keys)
    for thing in some:
        state = state.turned_to(thing)
    state = state.without(*some)
    assert all(state.has_shown(key) for key in keys[-1:])
    assert set(some[-1:]) <= set(state.rejected)
    assert len(state.trail) <= 6
    assert len(state.shown) <= 60
    assert len(state.rejected) <= 12
    assert len(state.question) <= 400


def test_what_is_talked_of_is_rejected_no_longer() -> None:
    passport, card = service("passport-renewal"), service("national-id-card-replacement")
    state = State().without(passport, card).turned_to(passport)
    assert state.rejected == (card,)
    assert state.turned_to(passport).without(passport).turned_to(passport).rejected == (card,)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(json_values | st.dictionaries(st.sampled_from([*State.model_fields]), json_values))
def test_any_memory_can_be_read(kept: object) -> None:
    assert isinstance(read_state(kept), State)


@pytest.mark.parametrize(
    "kept",
    [
        None,
        {},
        [],
        "دیروز",
        7,
        {"service_id": "passport-renewal"},
        {"focus": "passport-renewal"},
        {"misses": 1, "asked": {"kind": "which"}},
        {"question": "چ" * 401},
    ],
    ids=ascii,
)
def test_what_is_no_state_is_a_fresh_one(kept: object) -> None:
    assert read_state(kept) == State()


def test_a_thing_is_named_as_it_is_written() -> None:
    for thing in (PASSPORT, DRAFT, Thing(kind=ThingKind.LINE, id="110")):
        assert Thing.named(str(thing)) == thing
    with pytest.raises(ValueError, match="matter"):
        Thing.named("matter:1")


def test_what_the_talk_was_about_joins_the_trail_once() -> None:
    state = State().turned_to(PASSPORT).turned_to(CARD).turned_to(LICENCE).turned_to(CARD)
    assert state.focus == CARD
    assert state.trail == (LICENCE, PASSPORT)


def test_who_is_understood_has_missed_nothing_any_more() -> None:
    missed = State().turned_to(PASSPORT).missed().missed()
    assert missed.misses == 2
    assert missed.turned_to(CARD).misses == missed.turned_to(PASSPORT).misses == 0


def test_a_draft_that_is_given_up_leads_back_and_leaves_no_trace() -> None:
    drafting = State().turned_to(PASSPORT).drafting(Draft()).asking(Asked(kind=Open.AGENCY))
    assert drafting.focus == DRAFT
    back = drafting.drafting(None)
    assert (back.focus, back.draft, back.asked) == (PASSPORT, None, None)
    assert DRAFT not in drafting.turned_to(CARD).trail


def test_a_focus_outside_the_draft_stays_when_it_is_given_up() -> None:
    state = State().drafting(Draft()).turned_to(CARD).drafting(None)
    assert state.focus == CARD


def test_a_case_that_was_filed_is_known_for_the_rest_of_the_talk() -> None:
    filed = State().turned_to(PASSPORT).drafting(Draft()).filed("FIRST")
    assert (filed.draft, filed.focus) == (None, Thing(kind=ThingKind.FILED, id="FIRST"))
    assert filed.turned_to(CARD).filed_code == "FIRST"
    assert filed.turned_to(CARD).drafting(Draft()).filed("SECOND").filed_code == "SECOND"
    assert State().turned_to(CARD).filed_code is None


def test_the_text_that_was_filed_last_is_known() -> None:
    parts = (Part(text="سه بار رفتم", turn="t1"), Part(text="نبودند", turn="t2"))
    filed = State().drafting(Draft(parts=parts)).filed("FIRST")
    assert filed.filed_parts == parts
    assert filed.turned_to(CARD).filed_parts == parts
    assert filed.drafting(Draft()).drafting(None).filed_parts == parts, "nothing else was filed"
    assert filed.drafting(Draft(parts=parts[:1])).filed("SECOND").filed_parts == parts[:1]
    assert State().filed_parts == ()


def test_the_last_grievances_are_remembered_until_they_are_forgotten() -> None:
    state = State()
    for number in range(5):
        state = state.aggrieved(Part(text=str(number)))
    assert [part.text for part in state.grievances] == ["2", "3", "4"]
    assert state.aggrieved().grievances == ()


def test_what_is_rejected_is_the_focus_no_more() -> None:
    state = State().turned_to(PASSPORT).without(PASSPORT, CARD, PASSPORT)
    assert state.focus is None
    assert state.rejected == (CARD, PASSPORT), "each once, the newest last"


def test_a_state_is_never_changed_in_place() -> None:
    before = State().turned_to(PASSPORT)
    before.missed().having_shown("card:x").turned_to(CARD)
    assert before == State().turned_to(PASSPORT)
    with pytest.raises(ValueError, match="frozen"):
        before.misses = 3


@pytest.mark.parametrize(
    ("draft", "asks"),
    [
        (Draft(), Open.DESCRIPTION),
        (Draft(parts=(Part(text="…"),)), Open.AGENCY),
        (Draft(parts=(Part(text="…"),), agency="abfa"), Open.PLACE),
        (Draft(parts=(Part(text="…"),), agency="abfa", no_place=True), Open.CONFIRM),
        (Draft(parts=(Part(text="…"),), agency="abfa", city="قم"), Open.CONFIRM),
    ],
)
def test_a_draft_asks_for_what_it_lacks(draft: Draft, asks: Open) -> None:
    assert draft.next_open is asks


def test_what_others_told_is_offered_before_the_summary() -> None:
    offer = Offer(id="o", text="…", title="…")
    draft = Draft(parts=(Part(text="…"),), agency="abfa", city="قم", offer=offer)
    assert draft.next_open is Open.FOLLOW
    assert draft.model_copy(update={"follow": "alone"}).next_open is Open.CONFIRM


def test_the_first_message_of_a_matter_and_the_newest_are_kept() -> None:
    state = State().telling("یک")
    for text in ("دو", "سه", "چهار"):
        state = state.telling(*state.told, text)
    assert state.told == ("یک", "سه", "چهار")
    assert state.telling("پنج").told == ("پنج",)
    assert State().telling("آ" * 5000).told == ("آ" * 400,)


def test_what_waits_to_be_sent_is_forgotten_with_the_next_case() -> None:
    waiting = State().holding((Part(text="رسید ندادند"),))
    assert waiting.outgoing == (Part(text="رسید ندادند"),)
    assert waiting.drafting(Draft()).filed("SECOND").outgoing == ()
    assert waiting.holding(()).outgoing == ()
