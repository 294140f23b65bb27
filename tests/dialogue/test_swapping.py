"""Words of a complaint that a message puts right: those words alone, also in the text as typed."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.understood import reading

from assistant.dialogue import words
from assistant.dialogue.complaint.reading import as_typed, lines, without
from assistant.dialogue.complaint.swapping import put_right, swapped
from assistant.dialogue.state import Draft, Part
from assistant.language.pii import mask

TOLD = "سه ماه است منتظرم. کارمند بی‌ادب بود! رئیس هم نبود."


def draft_of(*texts: str) -> Draft:
    parts = (Part(text=text, turn=f"t{number}") for number, text in enumerate(texts))
    return Draft(parts=tuple(parts), agency="abfa")


def after(message: str, *texts: str) -> str | None:
    """The description after a message; None where it puts no word of it right."""
    right = swapped(draft_of(*texts), mask(message).text)
    return right and right.description


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("به جای سه ماه بنویس پنج ماه", "سه ماه", "پنج ماه"),
        ("بجای سه، پنج بذار", "سه", "پنج"),
        ("سه ماه نه، پنج ماه", "سه ماه", "پنج ماه"),
        ("پنج ماه نه سه ماه", "سه ماه", "پنج ماه"),
        ("سه ماه نبود پنج ماه بود", "سه ماه", "پنج ماه"),
        ("ببخشید سه ماه اشتباهه، پنج ماه درسته", "سه ماه", "پنج ماه"),
        ("کارمند نه، معاون", "کارمند", "معاون"),
        ("به جای بی‌ادب بنویس خیلی بداخلاق", "بی‌ادب", "خیلی بداخلاق"),
        ("در متن رئیس نیست، مدیر است", "رئیس", "مدیر"),
        ("سه ماه رو لطفا نه، پنج ماه", "سه ماه", "پنج ماه"),
    ],
)
def test_the_words_that_are_refused_give_way_to_the_others(
    message: str, old: str, new: str
) -> None:
    assert after(message, TOLD) == TOLD.replace(old, new)


def test_what_was_written_of_the_draft_beside_its_words_stays() -> None:
    draft = draft_of("رفتم و نبودند", TOLD)
    right = swapped(draft, "سه ماه نه، پنج ماه")
    assert right is not None
    first, second = right.parts
    assert first == draft.parts[0]
    assert second.turn == "t1"
    assert second.swaps == (("سه ماه", "پنج ماه"),)
    assert right == draft.model_copy(update={"parts": (first, second)})


def test_the_longest_run_of_words_is_meant() -> None:
    text = "رئیس نیامد. رئیس بانک رفت"
    assert after("رئیس بانک نه، معاون بانک", text) == "رئیس نیامد. معاون بانک رفت"
    assert after("رئیس نه، معاون", text) == "معاون نیامد. رئیس بانک رفت"


def test_digits_of_any_script_are_alike() -> None:
    assert after("3 ماه نه، 5 ماه", "۳ ماه است منتظرم") == "5 ماه است منتظرم"


def test_a_word_is_no_part_of_a_longer_one() -> None:
    text = "دوستم دو ماه و دو‌دل ماند"
    assert after("به جای دو بنویس سه", text) == "دوستم سه ماه و دو‌دل ماند"
    assert after("ماه نه، هفته", "ماهانه سه ماه ماندم") == "ماهانه سه هفته ماندم"


@pytest.mark.parametrize(
    "message",
    [
        "رئیس هم سرم داد زد",
        "تازه سه ماه است که زنگ هم نمی‌زنند",
        "نه پنج بار رفتم",
        "نه پنج ماه است رفتم و رئیس هم آنجا بود",
        "سه ماه گفتند نه",
        "رئیس دیروز هم نبود",
        "سه ماه نه",
        "سه ماه اشتباه است",
        "سه ماه نه، از پارسال تابستان تا همین امروز که می‌نویسم",
        "چهار سال نه، پنج سال",
        "نه",
        "",
        "؟؟",
    ],
)
def test_what_only_tells_more_swaps_nothing(message: str) -> None:
    assert after(message, TOLD) is None
    assert swapped(Draft(), message) is None


def test_personal_data_is_not_swapped_since_it_is_hidden() -> None:
    text = mask("شماره من ۰۹۱۲۱۲۳۴۵۶۷ است").text
    assert after("۰۹۱۲۱۲۳۴۵۶۷ نه، ۰۹۳۵۱۲۳۴۵۶۷", text) is None
    assert after("همراه نه، ثابت", "شماره [شماره همراه 2] من") is None, "it is no word of hers"
    assert after("شماره نه، خط", text) == text.replace("شماره", "خط", 1)


# The text as typed


def test_a_swap_is_made_in_the_text_as_typed_too() -> None:
    raw = f"  سلام. {TOLD} شماره‌ام ۰۹۱۲۱۲۳۴۵۶۷ است "
    right = swapped(draft_of(mask(raw).text.strip()), "سه ماه نه، پنج ماه")
    assert right is not None
    assert as_typed(raw, right.parts[0]) == raw.replace("سه ماه", "پنج ماه")


def test_swaps_of_a_text_are_made_one_after_the_other() -> None:
    right = draft_of(TOLD)
    for message in ("سه ماه نه، پنج ماه", "پنج نه، شش", "رئیس نه، معاون"):
        found = swapped(right, message)
        assert found is not None
        right = found
    (part,) = right.parts
    assert part.text == "شش ماه است منتظرم. کارمند بی‌ادب بود! معاون هم نبود."
    assert as_typed(TOLD, part) == part.text


def test_a_sentence_can_be_removed_after_a_swap_and_a_word_swapped_after_that() -> None:
    right = swapped(draft_of(TOLD), "سه ماه نه، پنج ماه")
    assert right is not None
    less = without(right, reading("کارمند بی‌ادب را بردار"))
    assert less is not None
    again = swapped(less, "رئیس نه، معاون")
    assert again is not None
    assert lines(again.description) == ["پنج ماه است منتظرم", "معاون هم نبود"]
    assert as_typed(TOLD, again.parts[0]) == again.description


def test_where_the_swapped_sentence_was_removed_no_other_words_are_swapped() -> None:
    raw = "دو ماه صبر کردم. باز دو بار رفتم"
    right = swapped(draft_of(raw), "به جای دو بنویس سه")
    assert right is not None
    less = without(right, reading("سه ماه صبر کردم را بردار"))
    assert less is not None
    assert less.description == "باز دو بار رفتم"
    assert as_typed(raw, less.parts[0]) == "", "the masked words are filed"


OWN = ["سه", "پنج", "ماه", "ماهانه", "بار", "رئیس", "رئیسه", "دوستم", "دو", "۳", "بی‌ادب", "برق"]
OTHER = ["شش", "گاز", "مدیر", "۷", "سال", "هفته"]
MARKS = ["", ".", "،", "؟", "!", "\n"]
told = st.lists(
    st.tuples(st.sampled_from(OWN), st.sampled_from(MARKS)), min_size=1, max_size=12
).map(lambda some: " ".join(f"{word}{mark}" for word, mark in some))
new_words = st.lists(st.sampled_from(OTHER), min_size=1, max_size=4).map(" ".join)
frames = st.sampled_from(["به جای {old} بنویس {new}", "{old} نه، {new}", "{new} نه {old}"])


def tokens(text: str) -> list[str]:
    return re.findall(r"[\w\u200c]+", text)


@given(told, st.data(), new_words, frames)
def test_nothing_else_of_the_text_changes(
    text: str, data: st.DataObject, new: str, frame: str
) -> None:
    there = tokens(text)
    first = data.draw(st.integers(0, len(there) - 1))
    last = data.draw(st.integers(first + 1, min(first + 3, len(there))))
    old = " ".join(there[first:last])
    right = swapped(draft_of(text), frame.format(old=old, new=new))
    assert right is not None
    (part,) = right.parts
    ((gone, came),) = part.swaps
    assert (tokens(gone), came) == (there[first:last], new)
    begin = next(n for n in range(len(there)) if there[n : n + last - first] == there[first:last])
    assert tokens(part.text) == [*there[:begin], *new.split(), *there[begin + last - first :]]
    places = [at for at in range(len(text)) if text.startswith(gone, at)]
    assert part.text in [text[:at] + new + text[at + len(gone) :] for at in places]
    assert as_typed(text, part) == part.text


@given(told, st.lists(st.tuples(st.sampled_from(OWN), new_words), min_size=1, max_size=4))
def test_swaps_survive_in_the_text_as_typed(text: str, wanted: list[tuple[str, str]]) -> None:
    draft = draft_of(text)
    for old, new in wanted:
        draft = swapped(draft, f"{old} نه، {new}") or draft
    (part,) = draft.parts
    assert as_typed(text, part) == part.text
    padded = f" {text}\n"
    assert as_typed(padded, part).strip() == part.text.strip()


plain = st.lists(st.sampled_from([*OWN, *OTHER, "رفتم", "گفتند", "هم"]), max_size=8).map(" ".join)


@given(told, plain)
def test_no_word_goes_where_no_word_says_so(text: str, message: str) -> None:
    assume(not words.has("swap_before", message) and not words.has("swap_behind", message))
    assert after(message, text) is None


@given(told, st.text(max_size=40))
def test_any_message_changes_one_place_or_none(text: str, message: str) -> None:
    right = swapped(draft_of(text), mask(message).text)
    if right is not None:
        (part,) = right.parts
        assert len(part.swaps) == 1
        assert as_typed(text, part) == part.text


@given(told, st.sampled_from(OWN), new_words)
def test_only_whole_words_are_put_right(text: str, old: str, new: str) -> None:
    right = put_right(text, old, new)
    if old in tokens(text):
        place = tokens(text).index(old)
        assert tokens(right) == [*tokens(text)[:place], *new.split(), *tokens(text)[place + 1 :]]
    else:
        assert right == text


@pytest.mark.parametrize(
    ("text", "message", "right"),
    [
        ("سه ماه پیش رفتم", "به جای سه ماه بنویس نه ماه", "نه ماه پیش رفتم"),
        ("نه ماه پیش رفتم", "به جای نه ماه بنویس ده ماه", "ده ماه پیش رفتم"),
        ("مدیر پنج میلیون گرفت", "مبلغو اشتباه گفتم ۸ میلیونه", "مدیر ۸ میلیون گرفت"),
    ],
)
def test_nine_is_a_number_before_what_is_counted(text: str, message: str, right: str) -> None:
    changed = swapped(draft_of(text), message)
    assert changed is not None
    assert changed.description == right


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("کارمند گفت برو", "کارمند نبود که جواب بدهد"),
        ("پنج بار رفتم و نبودند", "نه پنج بار رفتم و جواب ندادند"),
        ("دو ماه و سه روز", "یک ماه بود"),
    ],
)
def test_what_tells_or_only_denies_puts_nothing_right(text: str, message: str) -> None:
    assert swapped(draft_of(text), message) is None
