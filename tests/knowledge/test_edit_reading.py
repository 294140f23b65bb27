"""Reading what a message changes in a text: words, windows of long texts, probabilities."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.features.edits import (
    OWN,
    WORD,
    EditEncoder,
    EditReading,
    Span,
    Written,
    clauses_of,
    word_of,
    words_of,
)

# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("سه بار رفتم، نبودند!", ["سه", "بار", "رفتم", "نبودند"]),
        ("«رئیس» (معاون) …گفت: «برو»", ["رئیس", "معاون", "گفت", "برو"]),
        ("شماره [شماره همراه 2] و [کد ملی]", ["شماره", "[شماره همراه 2]", "و", "[کد ملی]"]),
        ("به [ایمیل]نوشتم", ["به", "[ایمیل]", "نوشتم"]),
        ("می‌خواهم بی‌ادب", ["می‌خواهم", "بی‌ادب"]),
        ("۱۸/۵ میلیون-تومان", ["۱۸/۵", "میلیون", "تومان"]),
        ("salam, 3.5 mah", ["salam", "3.5", "mah"]),
        ("[باز", ["[باز"]),
        ("؟! …", []),
        ("", []),
    ],
)
def test_a_text_has_its_words(text: str, words: list[str]) -> None:
    assert [text[word.start : word.end] for word in words_of(text)] == words


LETTERS = st.text("آبپ ۱2\u200c،.؟!«»:\n[]-/aZ", max_size=40)


@given(LETTERS)
def test_words_stand_in_their_order_and_nothing_is_between_them_but_marks(text: str) -> None:
    found, end = words_of(text), 0
    for word in found:
        assert end <= word.start < word.end <= len(text)
        assert not WORD.search(text[end : word.start])
        end = word.end
    assert not WORD.search(text[end:])


@given(st.lists(LETTERS, max_size=4).map(tuple), LETTERS, LETTERS)
def test_each_line_stands_where_it_is_said_to(
    lines: tuple[str, ...], agency: str, place: str
) -> None:
    written = Written(lines, agency, place)
    starts = written.starts
    assert len(starts) == len(lines)
    for start, line in zip(starts, lines, strict=True):
        assert written.rendered[start : start + len(line)] == line
    assert starts == sorted(starts)
    assert written.rendered.startswith(f"{agency or '-'} | {place or '-'}")


def test_tokens_are_of_the_words_in_which_they_stand() -> None:
    words = [Span(7, 9), Span(10, 15)]
    offsets = [(0, 0), (0, 6), (6, 9), (9, 12), (12, 15), (15, 16), (0, 0)]
    assert word_of(offsets, words) == [-1, -1, 0, 1, 1, -1, -1]
    assert word_of([(0, 3)], []) == [-1]
    assert word_of([], words) == []


def test_a_span_is_shifted_as_a_whole() -> None:
    assert Span(2, 5).shifted(7) == Span(9, 12)


# What is made of probabilities


def reading(
    tells: Sequence[float],
    instead: Sequence[float] | None = None,
    cut: Sequence[Sequence[float]] = (),
    clauses: Sequence[int] = (),
) -> EditReading:
    def numbers(some: Sequence[float]) -> np.ndarray:
        return np.array(some, np.float32)

    nothing = [0.0] * len(tells)
    return EditReading(
        tuple(Span(n, n + 1) for n in range(len(tells))),
        tells=numbers(tells),
        instead=numbers(instead or nothing),
        agency=numbers(nothing),
        place=numbers(nothing),
        lines=tuple(tuple(Span(n, n + 1) for n in range(len(line))) for line in cut),
        cut=tuple(numbers(line) for line in cut),
        clauses=tuple(clauses or [0] * len(tells)),
        clauses_of_lines=tuple(tuple([0] * len(line)) for line in cut),
    )


@pytest.mark.parametrize(
    ("tells", "more"),
    [
        ([0.9, 0.9, 0.0], [True, True, False]),
        ([0.2, 0.9, 0.2, 0.02, 0.2], [True, True, True, False, False]),
        ([0.2, 0.2], [False, False]),
        ([0.03, 0.6, 0.02], [True, True, False]),
        ([0.0, 0.6, 0.0, 0.0, 0.6, 0.0], [False, True, False, False, True, False]),
        ([0.5], [False]),
        ([0.51], [True]),
        ([], []),
    ],
    ids=["sure", "grown", "unsure", "bars", "nothing between", "half", "more than half", "empty"],
)
def test_a_telling_takes_in_the_words_around_it_that_may_belong_to_it(
    tells: list[float], more: list[bool]
) -> None:
    assert reading(tells).tells_more == more
    assert reading(tells).comes == more
    assert reading(tells).changes == any(more)


def test_a_telling_ends_with_its_clause() -> None:
    told = reading([0.9, 0.2, 0.2, 0.9, 0.0], clauses=[0, 0, 1, 2, 2])
    assert told.tells_more == [True, True, False, True, False]


def test_a_clause_ends_at_a_mark() -> None:
    text = "رفتم، نبودند. «برو» گفت: فردا بیا"
    assert clauses_of(text, words_of(text)) == (0, 1, 2, 3, 4, 4)
    assert clauses_of("", ()) == ()


def test_where_anything_goes_a_telling_stays_as_it_is() -> None:
    told = reading([0.2, 0.9, 0.2], cut=[[0.1], [0.6, 0.1]])
    assert told.tells_more == [False, True, False]
    assert told.cuts
    assert told.changes
    nothing = reading([0.2, 0.9, 0.2], cut=[[0.1], [0.4, 0.1]])
    assert nothing.tells_more == [True, True, True]
    assert not nothing.cuts


def test_what_goes_alone_is_a_change() -> None:
    assert reading([0.0], cut=[[0.5]]).changes
    assert not reading([0.0], cut=[[0.49]]).changes
    assert not reading([]).changes


def test_the_likeliest_of_all_that_a_word_may_be_counts() -> None:
    told = reading([0.45, 0.1, 0.3], [0.4, 0.6, 0.3])
    assert told.tells_more[:2] == [True, True], "the second belongs to the telling beside it"
    assert told.replaces == [False, False, False]
    gone = reading([0.45, 0.1, 0.3], [0.4, 0.6, 0.3], [[0.9]])
    assert gone.tells_more == [True, False, False]
    assert gone.replaces == [False, True, False]
    assert gone.comes == [True, True, False]


shares = st.floats(0, 1, width=32)


@given(st.lists(st.tuples(shares, shares), max_size=12), st.lists(st.lists(shares), max_size=3))
def test_no_word_comes_in_two_ways(some: list[tuple[float, float]], cut: list[list[float]]) -> None:
    tells = [one for one, _ in some]
    told = reading(tells, [min(other, 1 - one) for one, other in some], cut)
    pairs = list(zip(told.tells_more, told.replaces, strict=True))
    assert (True, True) not in pairs
    assert told.comes == [any(pair) for pair in pairs]
    assert any(one > 0.3 for one in tells) or not any(told.tells_more)
    assert told.changes == (told.cuts or any(told.comes))


# The encoder


@pytest.fixture(scope="module")
def encoder() -> EditEncoder:
    return EditEncoder(OWN)


def assert_whole(told: EditReading, message: str, written: Written) -> None:
    """There is a probability for each word, of what was read somewhere."""
    assert told.words == words_of(message)
    assert told.lines == tuple(words_of(line) for line in written.lines)
    for some in (told.tells, told.instead, told.agency, told.place):
        assert some.shape == (len(told.words),)
    assert [len(line) for line in told.cut] == [len(line) for line in told.lines]
    # A word that no window holds would have 1 of everything.
    for all_ in (told.tells + told.instead, told.agency + told.place):
        assert ((all_ > 0) & (all_ < 1.0001)).all()
    assert all(((gone > 0) & (gone < 1)).all() for gone in told.cut)


STORY = "سه بار رفتم و هر بار گفتند فردا بیا، رئیس هم سرم داد زد. "
LONG = STORY * 40


@pytest.mark.parametrize(
    "message",
    ["", "؟", "ممنون", "[کد ملی]", "سه بار نه، پنج بار", LONG, "ا" * 900, "😀 [شماره همراه] 😀"],
    ids=["empty", "a mark", "short", "hidden", "a swap", "long", "one long word", "pictures"],
)
@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("",),
        ("رفتم", "", "نبودند"),
        (STORY,),
        (LONG,),
        tuple([STORY] * 40),
        ("ب" * 900, "رفتم"),
    ],
    ids=["none", "empty", "an empty one", "one", "long", "many", "one long word"],
)
def test_every_word_is_read_however_long_the_texts_are(
    encoder: EditEncoder, message: str, lines: tuple[str, ...]
) -> None:
    written = Written(lines, "شهرداری", "قم")
    assert_whole(encoder.read(message, written), message, written)


typed = st.text("آبپ سنه ۱2\u200c،.؟«»[]\u064b\u0640ۀئaZ😀\t", max_size=60)


@settings(max_examples=40)
@given(typed, st.lists(typed, max_size=3).map(tuple), typed)
def test_anything_that_is_typed_is_read(
    encoder: EditEncoder, message: str, lines: tuple[str, ...], place: str
) -> None:
    written = Written(lines, "", place)
    told = encoder.read(message, written)
    for some in (told.tells, told.instead, told.agency, told.place, *told.cut):
        assert np.isfinite(some).all()
    assert told.words == words_of(message)
    assert [len(line) for line in told.cut] == [len(words_of(line)) for line in lines]


def test_the_same_is_read_again(encoder: EditEncoder) -> None:
    written = Written((STORY,), "شهرداری", "قم")
    first, again = (encoder.read("سه بار نه، پنج بار", written) for _ in range(2))
    assert (first.tells == again.tells).all()
    assert (first.cut[0] == again.cut[0]).all()


def told_words(text: str, marks: Sequence[bool]) -> str:
    words = words_of(text)
    return " ".join(text[w.start : w.end] for w, is_in in zip(words, marks, strict=True) if is_in)


def test_what_is_told_and_put_right_is_read(encoder: EditEncoder) -> None:
    lines = ("سه بار رفتم و گفتند فردا بیا", "رئیس هم سرم داد زد")
    swap = encoder.read("سه بار نه، پنج بار", Written(lines))
    assert told_words(lines[0], swap.cut[0] >= 0.5) == "سه"
    assert told_words("سه بار نه، پنج بار", swap.replaces) == "پنج"
    assert not (swap.cut[1] >= 0.5).any()
    adds = "بنویس رسید هم ندادند"
    more = encoder.read(adds, Written(lines))
    assert told_words(adds, more.tells_more) == "رسید هم ندادند"
    assert not more.cuts
    thanks = encoder.read("خیلی ممنون از لطف شما", Written(lines))
    assert not thanks.changes


def test_what_is_put_right_far_behind_in_a_long_text_is_read(encoder: EditEncoder) -> None:
    lines = ("آب کوچه ما قطع است و کسی نیامد", *["به اداره زنگ زدیم و جواب ندادند"] * 60)
    lines = (*lines, "هفت میلیون تومان هم گرفتند")
    message = "هفت میلیون نبود، هشت میلیون بود"
    told = encoder.read(message, Written(lines, "شهرداری", "قم"))
    assert told_words(lines[-1], told.cut[-1] >= 0.5).split()[0] == "هفت"
    assert told_words(message, told.replaces).split()[0] == "هشت"


def test_names_of_agency_and_place_are_read(encoder: EditEncoder) -> None:
    message = "اداره برق قم"
    told = encoder.read(message, Written(("سه بار رفتم و نبودند",)))
    assert told_words(message, told.agency >= 0.5) == "اداره برق"
    assert told_words(message, told.place >= 0.5) == "قم"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lower\.onnx"):
        EditEncoder(tmp_path)
