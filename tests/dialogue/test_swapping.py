"""Words of a complaint that a message puts right: those words alone, also in the text as typed."""

import re
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.dialogue import words
from assistant.dialogue.complaint.editing import without
from assistant.dialogue.complaint.reading import as_typed
from assistant.dialogue.complaint.swapping import longest_told, put_right, swapped
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
    second = Part(text=TOLD.replace("سه ماه", "پنج ماه"), turn="t1")
    assert right == draft.model_copy(update={"parts": (draft.parts[0], second)})


def test_the_longest_run_of_words_is_meant() -> None:
    text = "رئیس نیامد. رئیس بانک رفت"
    assert after("رئیس بانک نه، معاون بانک", text) == "رئیس نیامد. معاون بانک رفت"
    assert after("رئیس نه، معاون", text) == "معاون نیامد. رئیس بانک رفت"


@pytest.mark.parametrize(
    ("message", "text", "right"),
    [
        ("پولشم ۸۰۰ نه یک میلیون و هشتصد", "۸۰۰ هزار تومن گرفت", "یک میلیون و هشتصد تومن گرفت"),
        ("میگم ۳ نه ۳ و دویست", "از پارکینگ ۳ تومن گرفتن", "از پارکینگ ۳ و دویست تومن گرفتن"),
        ("کوچه ۱۴ بود نه ۱۲", "کوچه ۱۲ گلشهر", "کوچه ۱۴ گلشهر"),
        ("سه ماهه نه دوماه", "دوماهه نریختن", "سه‌ماهه نریختن"),
        ("نه هفته نیست هفت هفته‌ست", "نه هفته‌ست آب نداریم", "هفت هفته‌ست آب نداریم"),
        ("نه ماه رو بکن ده ماه", "نه ماهه منتظرم", "ده ماهه منتظرم"),
    ],
)
def test_a_number_gives_way_to_another_one(message: str, text: str, right: str) -> None:
    assert after(message, text) == right


@pytest.mark.parametrize(
    ("message", "text", "right"),
    [
        ("کوچه‌م لاله است نه نرگس", "سر کوچه نرگس چاله کندن", "سر کوچه لاله چاله کندن"),
        ("مدرسه‌ش شاهد نه، رودکی", "مدرسه شاهد پول گرفت", "مدرسه رودکی پول گرفت"),
    ],
)
def test_what_stands_before_the_old_words_is_not_said_twice(
    message: str, text: str, right: str
) -> None:
    assert after(message, text) == right


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


@pytest.mark.parametrize(
    ("message", "part", "old"),
    [
        ("کارمند بی‌ادب رو بردار", 1, "کارمند بی‌ادب"),
        ("کارمند بی ادب رو بردار", 1, "کارمند"),
        ("بردار اون سه ماه منتظرمو", 1, "سه ماه"),
        ("3 بار رفتم", 0, "۳ بار رفتم"),
        ("کارمند", 1, "کارمند"),
        ("شهرداری", None, ""),
        ("", None, ""),
    ],
)
def test_the_longest_stretch_that_a_message_repeats(
    message: str, part: int | None, old: str
) -> None:
    found = longest_told(draft_of("من ۳ بار رفتم", TOLD), message)
    assert found == (None if part is None else (part, old))


# Numbers


@pytest.mark.parametrize(
    ("text", "message", "right"),
    [
        ("۴۸ میلیون دادم", "۸۴ میلیونه نه ۴۸", "۸۴ میلیون دادم"),
        ("۴۸ میلیون دادم", "۴۸ نه ۸۴", "۸۴ میلیون دادم"),
        ("۴۸ میلیون دادم", "48 میلیون نه 84 میلیون", "84 میلیون دادم"),
        ("۴۸میلیون دادم", "۴۸ نه ۸۴", "۸۴\u200cمیلیون دادم"),
        ("۴۸ میلیون تومن دادم", "مبلغش ۸۴ میلیونه", "۸۴ میلیون تومن دادم"),
        ("سه بار رفتم و ۵ میلیون دادم", "اشتباه گفتم ۸ میلیون بود", "سه بار رفتم و ۸ میلیون دادم"),
        ("سه بار رفتم و ۵ میلیون دادم", "سه بار نه چهار بار", "چهار بار رفتم و ۵ میلیون دادم"),
        ("حقوق دوماهه رو ندادن", "دو ماه نیست سه ماهه", "حقوق سه\u200cماهه رو ندادن"),
        ("دو هفته س آب نداریم", "دو هفته نه دو ماه", "دو ماه س آب نداریم"),
        ("شیش ماهه منتظرم", "شیش ماه نه هفت ماه", "هفت ماهه منتظرم"),
        ("۵ میلیون تومن خواست", "۵ میلیون نبود ۳ و نیم بود", "۳ و نیم میلیون تومن خواست"),
        ("۲ میلیون خواست", "۲ میلیون نه دو و نیم میلیون", "دو و نیم میلیون خواست"),
        (
            "۳ ميليون تومن خواست",
            "مبلغ را بنویس ۳ میلیون و پانصد هزار تومن",
            "۳ میلیون و پانصد هزار تومن خواست",
        ),
    ],
)
def test_amounts_of_several_words_and_glued_ones(text: str, message: str, right: str) -> None:
    assert after(message, text) == right


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ده میلیون گفتم", "۸ میلیون را نه، همون ده میلیون"),
        ("پنج میلیون دادم", "شش میلیون هم به اون یکی دادم"),
        ("پنج میلیون دادم", "مبلغش ۸ یا ۹ میلیونه"),
        ("پنج میلیون دادم", "تعدادش ۸ نفره"),
        ("پول دادم", "مبلغش ۸ میلیونه"),
    ],
)
def test_a_number_stays_where_it_is_not_clear_which_one_goes(text: str, message: str) -> None:
    assert after(message, text) is None


NUMBERS = ["۳", "12", "پنج", "هفت", "بیست", "دویست"]
UNITS = ["ماه", "روز", "بار", "میلیون", "هزار"]
NUMBER_FRAMES = ["{old} نه {new}", "{new} نه {old}", "به جای {old} بنویس {new}", "{old} نبود {new}"]
told_around = st.lists(st.sampled_from(["رئیس", "رفتم", "گفت", "برق", "آب"]), max_size=4)


@given(
    told_around,
    told_around,
    st.lists(st.sampled_from(NUMBERS), min_size=2, max_size=2, unique=True),
    st.sampled_from(UNITS),
    st.sampled_from(NUMBER_FRAMES),
    st.tuples(st.booleans(), st.booleans()),
)
def test_only_the_number_changes_with_or_without_its_unit(
    before: list[str],
    behind: list[str],
    numbers: list[str],
    unit: str,
    frame: str,
    has_unit: tuple[bool, bool],
) -> None:
    old, new = numbers
    text = " ".join([*before, old, unit, *behind])
    said = [f"{n} {unit}" if has else n for n, has in zip(numbers, has_unit, strict=True)]
    right = " ".join([*before, new, unit, *behind])
    assert after(frame.format(old=said[0], new=said[1]), text) == right


# The text as typed


PHONE = "۰۹۱۲۱۲۳۴۵۶۷"


def test_a_swap_leaves_what_is_hidden_to_be_put_back() -> None:
    raw = f"سلام. {TOLD} شماره‌ام {PHONE} است"
    right = swapped(draft_of(mask(raw).text), "سه ماه نه، پنج ماه")
    assert right is not None
    assert PHONE not in right.description
    assert as_typed(raw, right.parts[0]) == raw.replace("سه ماه", "پنج ماه")


def test_swaps_of_a_text_are_made_one_after_the_other() -> None:
    raw = f"{TOLD} {PHONE}"
    right = draft_of(mask(raw).text)
    for message in ("سه ماه نه، پنج ماه", "پنج نه، شش", "رئیس نه، معاون"):
        found = swapped(right, message)
        assert found is not None
        right = found
    (part,) = right.parts
    told = "شش ماه است منتظرم. کارمند بی‌ادب بود! معاون هم نبود."
    assert as_typed(raw, part) == f"{told} {PHONE}"


def test_a_sentence_can_be_removed_after_a_swap_and_a_word_swapped_after_that() -> None:
    right = swapped(draft_of(TOLD), "سه ماه نه، پنج ماه")
    assert right is not None
    less = without(right, "کارمند بی‌ادب را بردار")
    assert less is not None
    again = swapped(less, "رئیس نه، معاون")
    assert again is not None
    assert words.pieces(again.description)[0] == "پنج ماه است منتظرم"
    assert words.pieces(again.description)[-1] == "معاون هم نبود"
    assert "بی‌ادب" not in again.description


def test_where_the_swapped_sentence_was_removed_no_other_words_are_swapped() -> None:
    right = swapped(draft_of("دو ماه صبر کردم. باز دو بار رفتم"), "به جای دو ماه بنویس سه ماه")
    assert right is not None
    less = without(right, "سه ماه صبر کردم را بردار")
    assert less is not None
    assert less.description == "باز دو بار رفتم"


OWN = ["ماه", "ماهانه", "بار", "رئیس", "رئیسه", "دوستم", "ده‌دار", "بی‌ادب", "برق", "سهم"]
OTHER = ["گاز", "مدیر", "سال", "هفته", "بداخلاق"]
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
    begin = next(n for n in range(len(there)) if there[n : n + last - first] == there[first:last])
    assert tokens(part.text) == [*there[:begin], *new.split(), *there[begin + last - first :]]
    marks = re.findall(r"[^\w\u200c\s]", text)
    assert len(re.findall(r"[^\w\u200c\s]", part.text)) >= len(marks) - (last - first - 1)


@given(told, st.lists(st.tuples(st.sampled_from(OWN), new_words), min_size=1, max_size=4))
def test_what_is_hidden_is_put_back_after_any_swaps(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    raw = f"{text} {PHONE} {text} a@b.com"
    draft = draft_of(mask(raw).text)
    for old, new in wanted:
        draft = swapped(draft, f"{old} نه، {new}") or draft
    (part,) = draft.parts
    assert PHONE not in part.text
    found = as_typed(raw, part)
    assert found.replace(PHONE, "[شماره همراه]").replace("a@b.com", "[ایمیل]") == part.text
    assert (found.count(PHONE), found.count("a@b.com")) == (1, 1)


plain = st.lists(st.sampled_from([*OWN, *OTHER, "رفتم", "گفتند", "هم"]), max_size=8).map(" ".join)


@given(told, plain)
def test_no_word_goes_where_no_word_says_so(text: str, message: str) -> None:
    assume(not words.has("swap_before", message) and not words.has("swap_behind", message))
    assert after(message, text) is None


SAID = [*OWN, *OTHER, *NUMBERS, *UNITS, "نه", "به جای", "بنویس", "نبود", "مبلغش", "اشتباهه"]
said = st.lists(st.sampled_from(SAID), max_size=8).map(" ".join) | st.text(max_size=40)
numbered = st.tuples(told, st.sampled_from(NUMBERS), st.sampled_from(UNITS)).map(" ".join)


@given(numbered, numbered, said)
def test_what_goes_is_told_or_a_number_and_what_comes_is_told(
    first: str, second: str, message: str
) -> None:
    draft = draft_of(first, second)
    right = swapped(draft, message)
    if right is not None:
        assert sum(old == new for old, new in zip(draft.parts, right.parts, strict=True)) >= 1
        before, behind = (Counter(tokens(one.description)) for one in (draft, right))
        assert set(before - behind) <= {*tokens(message), *NUMBERS, *UNITS}
        assert set(behind - before) <= set(tokens(message))


@given(told, told, st.data(), new_words)
def test_what_is_put_right_leaves_all_around_it(
    first: str, second: str, data: st.DataObject, new: str
) -> None:
    draft = draft_of(first, second)
    start = data.draw(st.integers(0, len(second)))
    old = second[start : data.draw(st.integers(start, len(second)))]
    right = put_right(draft, 1, old, start, new)
    text = second[:start] + new + second[start + len(old) :]
    assert right.parts == (draft.parts[0], Part(text=text, turn="t1"))


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
