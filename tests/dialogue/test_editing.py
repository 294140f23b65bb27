"""What a message changes in a description, as people type it; and what it must not touch."""

import re
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.understood import heard

from assistant.dialogue import words
from assistant.dialogue.complaint.editing import MOST_CHARACTERS, Edited, edited, without
from assistant.dialogue.complaint.reading import as_typed
from assistant.dialogue.state import Draft, Part
from assistant.language.pii import mask

TOLD = "سه ماه پیش درخواست دادم. کارمند گفت برو فردا بیا. رئیس هم سرم داد زد. ۱۸ میلیون پول گرفتن"
FIRST, SECOND, THIRD, LAST = words.pieces(TOLD)
PHONE, OTHER_PHONE, EMAIL = "۰۹۱۲۱۲۳۴۵۶۷", "09351234567", "ali.reza@example.com"
ADD, REPLACE, REMOVE, CONFIRM = "edit/add", "edit/replace", "edit/remove", "confirm"


def draft_of(*texts: str) -> Draft:
    parts = (Part(text=text, turn=f"t{number}") for number, text in enumerate(texts))
    return Draft(parts=tuple(parts), agency="abfa")


def done(draft: Draft, message: str, *does: str) -> Edited:
    """What comes of a message; `does` is what each of its orders does, or what all of them do."""
    orders = words.orders(mask(message).text)
    each = does * len(orders) if len(does) == 1 else does
    pieces = dict(zip(orders, each, strict=True))
    return edited(draft, heard(message, {"edit/add": 1.0}, pieces=pieces), "t9")


def told(draft: Draft) -> list[str]:
    return words.pieces(draft.description)


# Orders


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("بنویس داد هم زد", ["بنویس داد هم زد"]),
        ("سه ماه نه، پنج ماه. بعد ثبتش کن", ["سه ماه نه", "پنج ماه", "بعد ثبتش کن"]),
        ("رئیسو بردار ثبتش کن", ["رئیسو بردار", "ثبتش کن"]),
        ("بنویس داد زد و بنویس فحش داد", ["بنویس داد زد", "بنویس فحش داد"]),
        ("رئیسو بردار و اضافه کن شاهد دارم", ["رئیسو بردار", "اضافه کن شاهد دارم"]),
        (
            "اینم بنویس شاهد دارم حالا ثبتش کن لطفا",
            ["اینم بنویس شاهد دارم", "حالا ثبتش کن لطفا"],
        ),
        ("داد زد و در رو بست", ["داد زد و در رو بست"]),
        ("گفت ثبتش کن اینجا نه", ["گفت ثبتش کن اینجا نه"]),
        ("ثبت کن دیگه", ["ثبت کن دیگه"]),
        ("آره ثبتش کن فقط بنویس یکشنبه رفتم", ["آره ثبتش کن", "فقط بنویس یکشنبه رفتم"]),
        ("", []),
        ("؟؟ .. ،", []),
    ],
)
def test_a_message_is_taken_apart_into_its_orders(text: str, orders: list[str]) -> None:
    assert words.orders(text) == orders


LETTERS = st.text(alphabet="آبپت بنویسثکو ۱۲\u200c،.؟!\n", max_size=60)
SAID = ["بنویس", "اضافه کن", "ثبتش کن", "بعد", "و", "رو", "بردار", "داد زد", "،", ".", "رئیس"]
messages = st.lists(st.sampled_from(SAID), max_size=10).map(" ".join)


@given(LETTERS | messages)
def test_orders_hold_all_words_of_a_message_in_their_order(text: str) -> None:
    found = words.orders(text)
    assert all(one and one == one.strip() for one in found)
    joined = re.findall(r"\w+", " ".join(found))
    left_out = list((Counter(re.findall(r"\w+", text)) - Counter(joined)).elements())
    assert set(left_out) <= {"و"}, "«و» between two orders belongs to none of them"
    assert [one for one in joined if one != "و"] == [
        one for one in re.findall(r"\w+", text) if one != "و"
    ]


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("بنویس داد زد", "داد زد"),
        ("اینم بنویس: داد زد", "داد زد"),
        ("اینو هم اضافه کنید رئیس گفت به من چه", "رئیس گفت به من چه"),
        ("این هم اضافه کنید که شاهد دارم", "شاهد دارم"),
        ("رسید هم دارم بنویس توش", "رسید هم دارم"),
        ("کارمنده لباس شخصی بود اضافه کن", "کارمنده لباس شخصی بود"),
        ("شاهد دارم رو ذکر کنید", "شاهد دارم"),
        ("یه چیز دیگه هم بنویس شاهد دارم", "شاهد دارم"),
        ("اینم ذکر کنید شاهد دارم", "شاهد دارم"),
        ("بنویس: «رئیس گفت به من چه»", "«رئیس گفت به من چه»"),
        ("داد زد", ""),
        ("نامه نوشتم جواب ندادن", ""),
        ("بنویسیدش", ""),
        ("بنویس", ""),
        ("", ""),
    ],
)
def test_what_is_dictated(piece: str, text: str) -> None:
    assert words.dictated(piece) == text


@given(
    st.sampled_from(["بنویس {}", "اینم اضافه کن: {}", "{} بنویس توش", "{} اضافه کنید"]), st.data()
)
def test_what_is_dictated_is_all_that_is_dictated(frame: str, data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(["رئیس", "داد", "زد", "شاهد", "دارم"]), min_size=2))
    assert words.dictated(frame.format(" ".join(some))) == " ".join(some)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("متنشو عوض کن: آب نداریم", "آب نداریم"),
        ("متن را عوض کنید: آب نداریم", "آب نداریم"),
        ("متنش رو تغییر بده: آب نداریم", "آب نداریم"),
        ("متن این باشه: آب نداریم. برق هم نداریم.", "آب نداریم. برق هم نداریم"),
        ("متنشو عوض کن", ""),
        ("متن نامه رو خوندم گفت عوض کن", ""),
        ("متن شکایت رو خودم مینویسم", ""),
        ("", ""),
    ],
)
def test_a_new_text_stands_behind_what_asks_for_it(message: str, text: str) -> None:
    assert words.rewritten(message) == text


@pytest.mark.parametrize(
    ("word", "number"),
    [("دوماهه", "دو"), ("۱۸میلیون", "۱۸"), ("18میلیون", "18"), ("رئیس", ""), ("18", ""), ("", "")],
)
def test_a_number_is_found_before_its_unit(word: str, number: str) -> None:
    assert words.glued_number(word) == number


# One order


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("اینم بنویس رسید هم ندادن", "رسید هم ندادن"),
        ("رسید هم دارم بنویس توش", "رسید هم دارم"),
        ("کارمنده لباس شخصی بود اضافه کن", "کارمنده لباس شخصی بود"),
        ("اضافه کن که سه بار زنگ زدم و جواب ندادن", "سه بار زنگ زدم و جواب ندادن"),
        ("بنویس ۲ ماه پیش هم رفتم", "۲ ماه پیش هم رفتم"),
        ("اینم اضافه کن: شماره پروندم ۱۲۳۴۵۶ هست", "شماره پروندم ۱۲۳۴۵۶ هست"),
        ("بچه هام مریض شدن", "بچه هام مریض شدن"),
        ("رئیسشونم فحش داد به من", "رئیسشونم فحش داد به من"),
        ("همسایه ها هم شاهدن", "همسایه ها هم شاهدن"),
    ],
)
def test_what_is_told_comes_behind_the_rest_whatever_it_is_taken_for(
    message: str, text: str
) -> None:
    for does in (ADD, REPLACE):
        found = done(draft_of(TOLD), message, does)
        assert found.draft.parts == (*draft_of(TOLD).parts, Part(text=text, turn="t9"))
        assert found.said == ("taken_added",)


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("بجای کارمند بنویس مدیر", "کارمند", "مدیر"),
        ("رئیس نه معاون", "رئیس", "معاون"),
        ("کارمند رو بکن مدیر", "کارمند", "مدیر"),
        ("پول گرفتن رو عوض کن به پول خواستن", "گرفتن", "خواستن"),
        ("پول گرفتن اشتباهه بنویس پول خواستن", "گرفتن", "خواستن"),
        ("۲۸ میلیون بود نه ۱۸", "۱۸", "۲۸"),
        ("18میلیون نه 28میلیون", "۱۸", "28"),
        ("مبلغش اشتباه شد ۲۸ میلیونه", "۱۸", "۲۸"),
        ("ببخشید سه ماه نبود پنج ماه بود", "سه", "پنج"),
        ("به جای سه بنویس پنج ماه", "سه", "پنج"),
        ("به جای سه ماه، بنویس پنج ماه", "سه", "پنج"),
        ("۱۸ میلیون نه، ۲۸", "۱۸", "۲۸"),
        ("۱۸ میلیون اشتباهه. ۲۸ میلیونه", "۱۸", "۲۸"),
    ],
)
def test_what_is_put_right_changes_in_its_place(message: str, old: str, new: str) -> None:
    for does in (ADD, REPLACE):
        found = done(draft_of("رفتم و نبودند", TOLD), message, does)
        assert found.draft == draft_of("رفتم و نبودند", TOLD.replace(old, new))
        assert found.said == ("taken_swapped",)


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("رئیسو بردار", [FIRST, SECOND, LAST]),
        ("اون جمله که رئیس داد زد رو بردار", [FIRST, SECOND, LAST]),
        ("داد زدن رئیس رو پاک کن لطفا", [FIRST, SECOND, LAST]),
        ("درخواست دادنمو بردار", [SECOND, THIRD, LAST]),
        ("پول گرفتنو حذف کن", [FIRST, SECOND, THIRD]),
        ("کارمند گفت برو فردا بیا رو بردار", [FIRST, THIRD, LAST]),
        ("فردا بیا رو حذف کن", [FIRST, "کارمند گفت برو", THIRD, LAST]),
        ("۱۸ میلیون رو حذف کن", [FIRST, SECOND, THIRD, "پول گرفتن"]),
        ("جمله اول رو پاک کن", [SECOND, THIRD, LAST]),
        ("جمله آخر رو حذف کن", [FIRST, SECOND, THIRD]),
        ("خط آخرو بردار", [FIRST, SECOND, THIRD]),
        ("این جمله رو بردار", [FIRST, SECOND, THIRD]),
        ("بقیه رو پاک کن فقط آخری بمونه", [LAST]),
        ("بقیه رو پاک کن فقط اولی بمونه", [FIRST]),
    ],
)
def test_what_is_named_is_taken_out(message: str, left: list[str]) -> None:
    found = done(draft_of(TOLD), message, REMOVE)
    assert told(found.draft) == left
    assert found.said == ("taken_removed",)
    assert found.draft.parts[0].turn == "t0"
    assert not re.search(r"[.،]\s*[.،]|\s[.،]|^[.،\s]|\s$", found.draft.description)


@pytest.mark.parametrize(
    ("text", "order", "left"),
    [
        ("رفتم. نبودند! برگشتم.", "نبودند رو بردار", "رفتم. برگشتم."),
        ("رفتم\nنبودند\nبرگشتم", "نبودند رو بردار", "رفتم\nبرگشتم"),
        ("رفتم\nنبودند\nبرگشتم", "برگشتم رو بردار", "رفتم\nنبودند"),
        ("رفتم\nنبودند\nبرگشتم", "خط اول رو بردار", "نبودند\nبرگشتم"),
        ("رفتم. نبودند. برگشتم.", "جمله اول رو بردار", "نبودند. برگشتم."),
        ("رفتم، گفتن برو، برگشتم خونه", "گفتن برو رو بردار", "رفتم، برگشتم خونه"),
        ("رفتم اونجا... نبودند. برگشتم", "برگشتم رو بردار", "رفتم اونجا... نبودند."),
    ],
)
def test_no_stops_are_left_of_what_is_gone(text: str, order: str, left: str) -> None:
    less = without(draft_of(text), order)
    assert less is not None
    assert less.description == left


def test_a_part_of_which_nothing_is_left_goes() -> None:
    less = without(draft_of("رئیس داد زد", "در بسته بود"), "در بسته بود رو بردار")
    assert less is not None
    assert less.parts == draft_of("رئیس داد زد").parts
    assert without(Draft(), "همه رو بردار") is None


@pytest.mark.parametrize("order", ["رئیس داد زد رو بردار", "جمله آخر رو حذف کن", "رئیسو بردار"])
def test_the_only_thing_that_is_told_stays(order: str) -> None:
    draft = draft_of("رئیس داد زد.")
    assert without(draft, order) == draft
    assert done(draft, order, REMOVE) == Edited(draft, ("not_the_whole",))


@pytest.mark.parametrize("order", ["شهرداری رو حذف کن", "همه رو پاک کن", "اون یکی رو بردار"])
def test_what_is_not_there_cannot_go(order: str) -> None:
    assert without(draft_of(TOLD), order) is None
    assert done(draft_of(TOLD), order, REMOVE) == Edited(draft_of(TOLD), ("no_such_part",))


RUN_ON = (
    "سه ماهه رفتم شهرداری برای پروانه ولی کارمندش بی ادب بود و گفت برو فردا بیا "
    "که پرونده گم شده و رئیس هم نیست"
)


def test_of_a_run_on_sentence_only_a_clause_goes() -> None:
    less = without(draft_of(RUN_ON), "بی ادب بودن کارمندش رو بردار")
    assert less is not None
    assert less.description == RUN_ON.replace("ولی کارمندش بی ادب بود ", "")


@pytest.mark.parametrize(
    ("message", "does"),
    [
        ("رئیس هم نبود", REMOVE),
        ("ممنون", REPLACE),
        ("خیلی ممنون از لطف شما", "thank"),
        ("چرا نوشتی سه ماه", ADD),
        ("جمله رئیس رو درست کن", REPLACE),
        ("محلش هنوز زاهدانه که", REPLACE),
        ("ثبتش کن", CONFIRM),
        ("بعد ثبتش کن لطفا", ADD),
        ("بنویس", ADD),
        ("اضافه کن", REPLACE),
        ("اینم اضافه کنید", ADD),
        ("متنش رو عوض کن", REPLACE),
        ("کی جواب میدن؟", "process"),
        ("", ADD),
        ("؟؟", ADD),
    ],
)
def test_what_gives_no_order_changes_nothing(message: str, does: str) -> None:
    assert done(draft_of(TOLD), message, does) == Edited(draft_of(TOLD))
    assert done(Draft(), message, does) == Edited(Draft())


def test_the_formal_version_is_asked_for_in_words() -> None:
    for message in ("رسمیش کن", "رسمی ترش کن لطفا", "همشو رسمی کن"):
        found = done(draft_of(TOLD), message, REPLACE)
        assert found == Edited(draft_of(TOLD).model_copy(update={"is_formal": True}))
    story = done(draft_of(TOLD), "نامه رسمی هم بهشون دادم", ADD)
    assert not story.draft.is_formal
    assert told(story.draft)[-1] == "نامه رسمی هم بهشون دادم"


def test_a_new_text_takes_the_place_of_all() -> None:
    formal = draft_of("یک", TOLD).model_copy(update={"is_formal": True})
    found = done(formal, "متنشو عوض کن: دو هفته‌س آب نداریم. بچه‌ام مریضه", REPLACE)
    part = Part(text="دو هفته‌س آب نداریم. بچه‌ام مریضه", turn="t9")
    assert found.draft == formal.model_copy(update={"parts": (part,), "is_formal": False})
    assert found.said == ("taken_rewritten",)


# Several orders


def test_all_orders_of_a_message_are_carried_out() -> None:
    message = "رئیس نه معاون. بنویس رسید هم ندادن، کارمند گفت برو رو بردار بعد ثبتش کن"
    found = done(draft_of(TOLD), message, REPLACE, ADD, REMOVE, CONFIRM)
    assert found.said == ("taken_swapped", "taken_added", "taken_removed")
    assert "معاون هم سرم داد زد" in told(found.draft)
    assert told(found.draft)[-1] == "رسید هم ندادن"
    assert not {"رئیس هم سرم داد زد", SECOND} & set(told(found.draft))


def test_the_orders_are_carried_out_one_after_the_other() -> None:
    found = done(draft_of(TOLD), "رئیس نه معاون. معاون هم سرم داد زد رو بردار", REPLACE, REMOVE)
    assert "رئیس" not in found.draft.description
    formal = done(draft_of(TOLD), "همشو رسمی کن و بنویس رسید ندارم", REPLACE, ADD)
    assert formal.draft.is_formal
    assert told(formal.draft) == [*words.pieces(TOLD), "رسید ندارم"]


@pytest.mark.parametrize(
    ("message", "does", "left"),
    [
        # What else a message says is not lost where a change goes over two clauses.
        (
            "اسم روستا فتح‌آباده بنویس. ۱۸ میلیون نه، ۲۸. بعد ثبتش کن",
            [ADD, REPLACE, REPLACE, CONFIRM],
            [FIRST, SECOND, THIRD, LAST.replace("۱۸", "۲۸"), "اسم روستا فتح‌آباده"],
        ),
        (
            "به جای سه ماه، بنویس پنج ماه. رسید هم دارم بنویس توش",
            [REPLACE, ADD, ADD],
            [FIRST.replace("سه", "پنج"), SECOND, THIRD, LAST, "رسید هم دارم"],
        ),
    ],
)
def test_a_change_over_two_clauses_leaves_the_other_orders(
    message: str, does: list[str], left: list[str]
) -> None:
    assert told(done(draft_of(TOLD), message, *does).draft) == left


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("اینم بنویس که پروندمو از سیستم حذف کردن", "پروندمو از سیستم حذف کردن"),
        ("بنویس اسممو از لیست پاک کردن", "اسممو از لیست پاک کردن"),
        ("اینم بنویس کارمند نبود", "کارمند نبود"),
        ("اینم بنویس رئیس نبود", "رئیس نبود"),
    ],
)
def test_words_that_take_back_do_not_in_what_is_dictated(message: str, text: str) -> None:
    assert told(done(draft_of(TOLD), message, ADD).draft) == [*words.pieces(TOLD), text]


def test_what_one_message_adds_is_one_part() -> None:
    found = done(draft_of(TOLD), "بنویس داد زد، بنویس فحش هم داد", ADD)
    assert found.draft.parts[1:] == (Part(text="داد زد، فحش هم داد", turn="t9"),)


def test_what_a_message_adds_never_joins_a_part_of_another_turn() -> None:
    # What is hidden in a part is put back from the turn of the part.
    draft = draft_of("پول گرفتن", mask(f"شماره‌ام {PHONE} است").text)
    message = f"بنویس فحش داد. فحش داد رو بردار. بنویس شماره دیگم {OTHER_PHONE} هست"
    found = done(draft, message, ADD, REMOVE, ADD)
    assert found.draft.parts[:2] == draft.parts
    (new,) = found.draft.parts[2:]
    assert as_typed(message, new) == f"شماره دیگم {OTHER_PHONE} هست"


def test_where_a_message_finds_no_room_the_text_stays_and_that_is_said() -> None:
    full = draft_of("آب " * (MOST_CHARACTERS // 3))
    assert done(full, "بنویس رئیس هم داد زد", ADD) == Edited(full, ("no_room",))


def test_a_whole_message_that_was_not_taken_apart_is_one_order() -> None:
    found = edited(draft_of(TOLD), heard("رسید هم ندادن", {ADD: 1.0}), None)
    assert found.draft.parts[1:] == (Part(text="رسید هم ندادن"),)
    assert edited(draft_of(TOLD), heard("رئیس نه معاون", {REPLACE: 1.0}), None).said == (
        "taken_swapped",
    )


# Whatever is said

OWN = ["رئیس", "کارمند", "گفت", "رفتم", "برق", "آب", "سه", "ماه", "۱۸", "میلیون", "فردا"]
ASKS = ["بنویس", "اضافه کن", "بردار", "رو", "نه", "به جای", "جمله", "آخر", "و", "ثبتش کن", "،", "."]
PERSONAL = [PHONE, OTHER_PHONE, EMAIL]
sentence = st.lists(st.sampled_from(OWN), min_size=1, max_size=7).map(" ".join)
text = st.lists(sentence, min_size=1, max_size=4).map(". ".join)
spoken = st.lists(st.sampled_from([*OWN, *ASKS, "مدیر", "شش", *PERSONAL]), max_size=12).map(
    " ".join
)
commands = st.sampled_from([ADD, REPLACE, REMOVE, CONFIRM, "edit/answer", "thank", "file"])


def count(part: Part) -> Counter[str]:
    return Counter(re.findall(r"\w+", part.text))


@given(st.lists(text, min_size=1, max_size=3), spoken, commands)
def test_every_part_but_one_for_each_order_keeps_its_words(
    texts: list[str], message: str, does: str
) -> None:
    draft = draft_of(*texts)
    orders = words.orders(mask(message).text)
    found = done(draft, message, does)
    assume("taken_rewritten" not in found.said and not words.has("keeps", message))
    kept = [part.turn for part in draft.parts if part in found.draft.parts]
    assert len(draft.parts) - len(kept) <= len(orders)
    if "taken_swapped" not in found.said and "taken_removed" not in found.said:
        assert found.draft.parts[: len(draft.parts)] == draft.parts


@given(st.lists(text, min_size=1, max_size=3), spoken, commands)
def test_what_is_said_is_what_was_done(texts: list[str], message: str, does: str) -> None:
    draft = draft_of(*texts)
    found = done(draft, message, does)
    done_ = {"taken_swapped", "taken_removed", "taken_added", "taken_rewritten"} & set(found.said)
    assert len(set(found.said)) == len(found.said)
    if found.draft != draft:
        assert done_ or found.draft.is_formal
    assert found.draft.parts, "a description is never emptied"
    assert len(found.draft.description) <= max(MOST_CHARACTERS, len(draft.description))


@given(text, spoken)
def test_nothing_comes_in_that_was_not_told(first: str, message: str) -> None:
    found = done(draft_of(first), message, ADD)
    heard_ = Counter(re.findall(r"\w+", mask(message).text))
    for part in found.draft.parts:
        new = count(part) - count(Part(text=first))
        assert set(new) <= set(heard_)


@given(text, st.lists(st.tuples(spoken, commands), min_size=1, max_size=3))
def test_what_is_hidden_is_put_back_after_any_edits(
    first: str, said: list[tuple[str, str]]
) -> None:
    raws = {"t0": f"{first}. شماره‌ام {PHONE} بود"}
    draft = draft_of(mask(raws["t0"]).text)
    for number, (message, does) in enumerate(said, start=1):
        turn = f"t{number}"
        raws[turn] = message
        pieces = dict.fromkeys(words.orders(mask(message).text), does)
        draft = edited(draft, heard(message, {does: 1.0}, pieces=pieces), turn).draft
    for part in draft.parts:
        raw = raws[part.turn or ""]
        filed = as_typed(raw, part)
        assert not re.search(r"\[(?:شماره همراه|ایمیل)", filed), "every mark is of its turn"
        for value in PERSONAL:
            assert value not in part.text
            assert value not in filed or value in raw
        assert mask(filed).text.count("[") == part.text.count("[")


telling = st.lists(st.sampled_from([*OWN, "مدیر", "گفتند", "هم"]), max_size=8).map(" ".join)


@given(st.lists(text, min_size=1, max_size=3), telling)
def test_who_only_talks_with_the_assistant_changes_nothing(texts: list[str], message: str) -> None:
    for does in ("thank", "process", "greet", "confirm"):
        assert done(draft_of(*texts), message, does) == Edited(draft_of(*texts))


@given(st.lists(sentence, min_size=2, max_size=5, unique=True), st.data())
def test_a_sentence_that_is_named_whole_goes_and_the_others_stay(
    sentences: list[str], data: st.DataObject
) -> None:
    wanted = data.draw(st.sampled_from(sentences))
    sets = [frozenset(one.split()) for one in sentences]
    assume(all(not set(wanted.split()) & one for one in sets if one != frozenset(wanted.split())))
    assume(len(set(sets)) == len(sets))
    less = without(draft_of(". ".join(sentences)), f"{wanted} رو بردار")
    assert less is not None
    assert told(less) == [one for one in sentences if one != wanted]
