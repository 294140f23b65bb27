"""Which new words of a message stand for which words that go: pairs, and places for more."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.complaint.swapping import Stretch, Swaps, plain, stretches

LINES = ["سه بار رفتم و پنج میلیون گرفتند", "کارمند شعبه ساری سه ماه پیش داد زد"]


def split(text: str) -> list[str]:
    return [plain(word) for word in text.split()]


def find(line: str, words: str, number: int = 0) -> Stretch:
    """Where words stand in a line."""
    there, wanted = line.split(), words.split()
    starts = (at for at in range(len(there)) if there[at : at + len(wanted)] == wanted)
    first = next(starts)
    return Stretch(first, first + len(wanted), number)


def paired(message: str, new: list[str], gone: list[tuple[int, str]]) -> dict[str, list[str]]:
    """What comes for each stretch of LINES that goes, in words, with where there is none."""
    swaps = Swaps(split(message), [split(line) for line in LINES])
    found = swaps.pairs(
        [find(message, one) for one in new], [find(LINES[line], old, line) for line, old in gone]
    )
    return {
        " ".join(LINES[place.line].split()[place.first : place.last]) or str(place): [
            " ".join(message.split()[one.first : one.last]) for one in some
        ]
        for place, some in found.items()
    }


# Stretches


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ([], []),
        ([False, False], []),
        ([True], [(0, 1)]),
        ([True, True, False, True], [(0, 2), (3, 4)]),
        ([False, True, False], [(1, 2)]),
    ],
)
def test_words_side_by_side_are_one_stretch(
    marked: list[bool], found: list[tuple[int, int]]
) -> None:
    assert stretches(marked, 3) == [Stretch(first, last, 3) for first, last in found]


@given(st.lists(st.booleans()))
def test_stretches_hold_what_is_marked_and_nothing_touches(marked: list[bool]) -> None:
    found = stretches(marked)
    held = [place for one in found for place in range(one.first, one.last)]
    assert held == [place for place, is_marked in enumerate(marked) if is_marked]
    assert all(one.last < other.first for one, other in pairwise(found))
    assert sorted(found) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("۱۸", "18"), ("دوماهه", "دو\u200cماهه"), ("ميليون", "میلیون"), ("كوچه", "کوچه"), ("A", "a")],
)
def test_words_are_compared_as_they_are_spoken(one: str, other: str) -> None:
    assert plain(one) == plain(other)


# Pairs


@pytest.mark.parametrize(
    ("message", "new", "gone", "right"),
    [
        ("سه نه پنج", ["پنج"], [(0, "سه")], {"سه": ["پنج"]}),
        ("نه پنج سه", ["پنج"], [(0, "سه")], {"سه": ["پنج"]}),
        (
            "پنج بار نه سه قائمشهر نه ساری",
            ["پنج", "قائمشهر"],
            [(0, "سه"), (1, "ساری")],
            {"سه": ["پنج"], "ساری": ["قائمشهر"]},
        ),
        (
            "ساری نه قائمشهر پنج بار نه سه",
            ["قائمشهر", "پنج"],
            [(0, "سه"), (1, "ساری")],
            {"سه": ["پنج"], "ساری": ["قائمشهر"]},
        ),
        (
            "هفت میلیون بود و شش بار",
            ["هفت", "شش"],
            [(0, "سه"), (0, "پنج")],
            {"سه": ["شش"], "پنج": ["هفت"]},
        ),
        (
            "معاون بود و ۷ بار",
            ["معاون", "۷"],
            [(0, "سه"), (1, "کارمند")],
            {"سه": ["۷"], "کارمند": ["معاون"]},
        ),
        ("ساریه نه بابل", ["بابل"], [(1, "ساری")], {"ساری": ["بابل"]}),
    ],
    ids=["one", "before", "two", "crosswise", "by what is counted", "numbers", "with an ending"],
)
def test_new_words_stand_for_those_beside_which_they_are_named(
    message: str, new: list[str], gone: list[tuple[int, str]], right: dict[str, list[str]]
) -> None:
    assert paired(message, new, gone) == right


def test_the_same_words_give_way_to_the_same_ones() -> None:
    swaps = Swaps(split("سه نه پنج"), [split(line) for line in LINES])
    gone = [find(LINES[0], "سه"), find(LINES[1], "سه", 1)]
    assert swaps.pairs([Stretch(2, 3)], gone) == {one: [Stretch(2, 3)] for one in gone}


def test_what_goes_and_nothing_comes_for_is_in_no_pair() -> None:
    gone = [(0, "سه"), (1, "داد زد")]
    assert paired("سه نه پنج داد هم نزد", ["پنج"], gone) == {"سه": ["پنج"]}
    assert paired("بردار", [], gone) == {}
    assert paired("سه نه پنج", ["پنج"], []) == {}


def test_two_stretches_may_come_for_one() -> None:
    found = paired("سه نبود بلکه پنج نه فقط و نیم", ["پنج", "و نیم"], [(0, "سه")])
    assert found == {"سه": ["پنج", "و نیم"]}, "in the order of the message"


def test_what_is_more_than_goes_comes_beside_the_word_it_is_said_with() -> None:
    message = "معاون کارمند بود خب من هم که گفتم به شما بار آخر هفت تا"
    found = paired(message, ["معاون", "هفت"], [(0, "پنج")])
    assert found == {"پنج": ["هفت"], str(Stretch(0, 0, 1)): ["معاون"]}


def test_what_names_words_that_go_comes_for_these_and_not_beside_others() -> None:
    message = "شعبه پنج نبود ساری هم نبود شعبه هفت کارمند قائمشهر"
    found = paired(message, ["هفت", "قائمشهر"], [(1, "شعبه ساری")])
    assert found == {"شعبه ساری": ["هفت", "قائمشهر"]}


# Places


@pytest.mark.parametrize(
    ("message", "new", "place"),
    [
        ("رئیس شعبه بود", "رئیس", Stretch(1, 1, 1)),
        ("شعبه مرکزی ساری", "مرکزی", Stretch(2, 2, 1)),
        ("گفتم رفتم دوباره", "دوباره", Stretch(3, 3)),
        ("بار دوم بود", "دوم", Stretch(2, 2)),
        ("در شهر دوم بود", "دوم", None),
        ("دوم", "دوم", None),
        ("و ده", "ده", None),
    ],
    ids=["before", "between", "last word", "behind", "none", "alone", "a bare letter"],
)
def test_words_come_in_beside_one_that_the_message_repeats(
    message: str, new: str, place: Stretch | None
) -> None:
    swaps = Swaps(split(message), [split(line) for line in LINES])
    assert swaps.place_beside(find(message, new)) == place


SOME = ["سه", "پنج", "بار", "ماه", "ساری", "رفتم", "نه", "۱۸", "کارمند", "و"]
texts = st.lists(st.sampled_from(SOME), min_size=1, max_size=8)


@st.composite
def marked(draw: st.DrawFn, words: list[str]) -> list[bool]:
    return draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))


@given(texts, st.lists(texts, min_size=1, max_size=3), st.data())
def test_nothing_new_is_lost_and_nothing_comes_within_what_goes(
    message: list[str], lines: list[list[str]], data: st.DataObject
) -> None:
    new = stretches(data.draw(marked(message)))
    gone = [
        one
        for number, line in enumerate(lines)
        for one in stretches(data.draw(marked(line)), number)
    ]
    found = Swaps(message, lines).pairs(new, gone)
    came = [one for some in found.values() for one in some]
    assert set(came) == (set(new) if gone else set())
    for place, some in found.items():
        assert some == sorted(some), "in the order of the message"
        assert place in gone or (
            place.first == place.last <= len(lines[place.line])
            and not any(g.line == place.line and g.first < place.first < g.last for g in gone)
        )
    if len(new) <= len({tuple(lines[g.line][g.first : g.last]) for g in gone}):
        assert all(place in gone and len(some) == 1 for place, some in found.items())
