"""What a message sets against the words of a text, whatever an encoder says of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.complaint.change import DraftChange
from assistant.dialogue.complaint.contrast import Contrasts
from assistant.dialogue.complaint.editing import carried_out
from assistant.dialogue.complaint.matching import atoms, is_same_word, plain, value_of
from assistant.dialogue.complaint.ordered import named_by_order
from assistant.dialogue.draft import Draft, Part
from knowledge.features.edits import EditReading, clauses_of, words_of

DOUBT = 0.3
"""Of every word alike: the encoder has no opinion."""


def doubtful(message: str, lines: Sequence[str]) -> EditReading:
    words, spans = words_of(message), tuple(map(words_of, lines))
    shares = np.full(len(words), DOUBT, np.float32)
    return EditReading(
        words,
        tells=np.zeros(len(words), np.float32),
        instead=shares,
        agency=np.zeros(len(words), np.float32),
        place=np.zeros(len(words), np.float32),
        lines=spans,
        cut=tuple(np.full(len(line), DOUBT, np.float32) for line in spans),
        clauses=clauses_of(message, words),
        clauses_of_lines=tuple(map(clauses_of, lines, spans)),
    )


def after(message: str, *lines: str) -> list[str]:
    draft = Draft(parts=tuple(Part(text=line) for line in lines))
    done = carried_out(draft, DraftChange(draft, doubtful(message, lines), message), None)
    return [part.text for part in done.draft.parts]


@pytest.mark.parametrize(
    ("message", "before", "left"),
    [
        ("۶ روز نه ۹ روز", "۹ روزه آب نداریم", "۶ روزه آب نداریم"),
        ("نگهبان نه سرایدار", "نگهبان در را بست", "سرایدار در را بست"),
        ("نگهبان نبود، سرایدار بود", "نگهبان در را بست", "سرایدار در را بست"),
        ("سه تا نه هفت تا", "۷ پنجره شکست", "سه پنجره شکست"),
        ("طوسی نیست سفید", "دیوار طوسی ریخت", "دیوار سفید ریخت"),
        ("به جای ۹ بهمن بنویس ۹ اسفند", "از ۹ بهمن قطعه", "از ۹ اسفند قطعه"),
        ("جای فروردین بذار خرداد", "فروردین رفتم", "خرداد رفتم"),
        ("پل فلزی رو پاک کن بنویس پل چوبی", "پل‌فلزی شکسته", "پل چوبی شکسته"),
        ("نانوایی رو بکن قنادی", "پشت نانوایی است", "پشت قنادی است"),
        ("۸ هزار بشه ۹ هزار", "۸ هزار تومن گرفت", "۹ هزار تومن گرفت"),
        ("«تند» رو با «یواش» عوض کن", "خیلی تند گفت", "خیلی یواش گفت"),
        ("۳ میلیون و ۴۰۰ نه ۵ میلیون", "۵ میلیون گرفت", "۳ میلیون و ۴۰۰ گرفت"),
        ("بیست و پنج تا غلطه، سی و یک", "۲۵ نفر بودیم", "سی و یک نفر بودیم"),
        ("۴.۵ میلیون بود نه ۴ میلیون", "۴ میلیون گرفت", "۴.۵ میلیون گرفت"),
        ("جای ۴ میلیون بنویس ۴/۵ میلیون", "۴ میلیون گرفت", "۴/۵ میلیون گرفت"),
        ("چهارونیم میلیون بود نه ۵ میلیون", "۵ میلیون گرفت", "چهارونیم میلیون گرفت"),
        ("۱,۲۰۰ تومن نه ۱,۳۰۰", "۱۳۰۰ تومن گرفت", "۱,۲۰۰ تومن گرفت"),
        ("dar na panjare", "dar shekast", "panjare shekast"),
        ("4 na 6", "6 rooz ghate", "4 rooz ghate"),
        (
            "شعبه یک اسرار نبود شعبه دو بود",
            "شعبه یک بیمه خیابان اسرار",
            "شعبه دو بیمه خیابان اسرار",
        ),
        ("باجه سه ملی نبود باجه پنج بود", "باجه سه بانک ملی", "باجه پنج بانک ملی"),
        ("درمانگاه رجایی نه درمانگاه بهشتی", "درمانگاه شهید رجایی", "درمانگاه شهید بهشتی"),
        ("نوشتی کوچه لاله. اینو بکن کوچه یاس", "تو کوچه لاله آب نیست", "تو کوچه یاس آب نیست"),
        ("گفتی ۲ بار رفتم. اونو بکن ۴ بار", "۲ بار رفتم", "۴ بار رفتم"),
        ("تاریخش ۲۰ آبانه", "از ۱۰ آبان ۳۵ میلیون گرفت", "از ۲۰ آبان ۳۵ میلیون گرفت"),
        ("۴۵ میلیونه", "از ۱۰ آبان ۳۵ میلیون گرفت", "از ۱۰ آبان ۴۵ میلیون گرفت"),
        ("ببخشید اشتباه نوشتم سه بار رفتم شعبه", "۲ بار رفتم شعبه بانک", "سه بار رفتم شعبه بانک"),
    ],
)
def test_what_is_right_comes_for_what_is_wrong(message: str, before: str, left: str) -> None:
    assert after(message, before) == after("", left)


FOUR = ("آسانسور خرابه", "پله لیزه", "مدیر نیومد", "چراغ هم نیست")


@pytest.mark.parametrize(
    ("message", "gone"),
    [
        ("خط آخر رو بردار", [3]),
        ("جمله دومو حذف کن", [1]),
        ("سومیه زیادیه", [2]),
        ("دو خط آخر رو پاک کن", [2, 3]),
        ("خط یکی مونده به آخر حذف", [2]),
        ("اولی و آخری رو بردار لطفا", [0, 3]),
        ("از «پله» تا آخر رو پاک کن", [1, 2, 3]),
        ("از «پله» تا «نیومد» رو پاک کن", [1, 2]),
        ("khate akhar ro pak kon", [3]),
        ("خط آخر رو حذف نکن", []),
        ("خط نهم رو بردار", []),
    ],
)
def test_places_are_named_by_their_order(message: str, gone: list[int]) -> None:
    assert after(message, *FOUR) == [line for n, line in enumerate(FOUR) if n not in gone]


def test_another_sentence_comes_for_one_that_is_named_by_its_order() -> None:
    left = after("خط دوم رو پاک کن بنویس نرده هم نداره", *FOUR)
    assert left == [FOUR[0], "نرده هم نداره", *FOUR[2:]]
    assert after("خط وسطی رو بردار", *FOUR[:3]) == [FOUR[0], FOUR[2]]
    assert named_by_order(["وسطی"], FOUR, list(map(words_of, FOUR))) == []


def test_an_encoder_that_is_sure_is_believed() -> None:
    lines, message = ("۹ روزه آب نداریم",), "۶ روز نه ۹ روز"
    reading = doubtful(message, lines)
    sure = EditReading(
        reading.words,
        tells=reading.tells,
        instead=np.zeros(len(reading.words), np.float32),
        agency=reading.agency,
        place=reading.place,
        lines=reading.lines,
        cut=tuple(np.zeros(len(line), np.float32) for line in reading.lines),
        clauses=reading.clauses,
        clauses_of_lines=reading.clauses_of_lines,
    )
    assert Contrasts(lines, reading, message).found
    assert not Contrasts(lines, sure, message).found


def test_a_reason_goes_nowhere() -> None:
    left = after("۶ نه ۹، ۹ مال همسایه بود", "۹ روزه آب نداریم")
    assert left == ["۶ روزه آب نداریم"]


@pytest.mark.parametrize(
    "message",
    [
        "کی جواب می‌دید؟",
        "نه ممنون همین خوبه",
        "فقط مدیر نیست معاونش هم بد رفتار کرد",
        "راه‌پله هم تاریک بود",
        "به جای مدیر چی بنویسم بهتره؟",
    ],
)
def test_what_sets_nothing_against_the_text_is_no_contrast(message: str) -> None:
    assert not Contrasts(FOUR, doubtful(message, FOUR), message).found


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("پنج", 5),
        ("5تا", 5),
        ("4.5", 4.5),
        ("چهارونیم", 4.5),
        ("شیش", 6),
        ("دومی", 2),
        ("se", 3),
        ("کتاب", None),
        ("5ب", None),
    ],
)
def test_words_that_count(word: str, value: float | None) -> None:
    assert value_of(word) == value


def test_numbers_of_several_words_are_one() -> None:
    said = ["صد", "و", "بیست", "و", "سه", "روز", "و", "دو", "شب"]
    assert [one.key for one in atoms(said)] == ["123", "روز", "و", "2", "شب"]
    assert is_same_word("همسایه", "همسایهش")
    assert not is_same_word("12", "123")
    assert not is_same_word("در", "درد")


WORDS = st.lists(
    st.sampled_from(
        ["آب", "برق", "گاز", "مدیر", "رفت", "۵", "سه", "روز", "دیروز،", "پول.", "و", "هم"]
    ),
    max_size=12,
).map(" ".join)
LINES = st.lists(WORDS.filter(bool), min_size=1, max_size=3)
PIVOTS = st.sampled_from(["نه", "به جای", "رو پاک کن بنویس", "خط آخر رو بردار", "بشه", "غلطه"])


@given(WORDS.filter(lambda text: not re.search(r"\d|سه", text)), LINES)
def test_a_message_without_pivot_sets_nothing_against_the_text(
    message: str, lines: list[str]
) -> None:
    assert not Contrasts(lines, doubtful(message, lines), message).found


@settings(deadline=None)
@given(WORDS, PIVOTS, WORDS, LINES)
def test_only_what_is_named_goes_and_only_what_is_said_comes(
    before: str, pivot: str, behind: str, lines: list[str]
) -> None:
    message = f"{before} {pivot} {behind}"
    reading = doubtful(message, lines)
    said = {plain(message[word.start : word.end]) for word in reading.words}
    values = {one.key for one in atoms([plain(word) for word in sorted(said)])}
    for one in Contrasts(lines, reading, message).found:
        assert one.covers.last <= len(reading.words)
        assert one.come is None or one.covers.first <= one.come.first < one.come.last
        for place in one.named if one.is_each else ():
            words = [
                plain(lines[place.line][word.start : word.end])
                for word in reading.lines[place.line][place.first : place.last]
            ]
            named = (
                word in values or any(is_same_word(word, two) for two in said) for word in words
            )
            known = [
                atom.key in values or word for atom, word in zip(atoms(words), named, strict=False)
            ]
            assert all(known), (message, words)
        assert all(0 <= place.first <= place.last for place in one.gone)


@pytest.mark.parametrize("some", ["نه ", "۵ نه ۶ ", "آب رو بردار بنویس برق "])
def test_the_longest_messages_are_read_too(some: str) -> None:
    message, lines = (some * 300)[:1000], ["آب رفت ۵ روز " * 60]
    found = Contrasts(lines, doubtful(message, lines), message).found
    assert len(found) <= len(message.split())


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("اینم بنویس که ۲۰ آبان هم رفتم", "از ۱۰ آبان آب نیست"),
        ("پلاک ۸ هست", "از ۱۰ آبان آب نیست"),
        ("تاریخش ۲۰ آبانه", "۷ نفر تو صف بودیم"),
        ("مبلغش ۱۲ میلیونه", "سه ماهه حقوق ندادن"),
    ],
)
def test_no_number_comes_for_one_that_counts_something_else(message: str, text: str) -> None:
    assert after(message, text)[0] == text


def test_an_apology_comes_into_no_text() -> None:
    message = "ببخشید اشتباه گفتم رسید هم ندادند"
    reading = replace(
        doubtful(message, FOUR), tells=np.ones(6, np.float32), instead=np.zeros(6, np.float32)
    )
    assert (
        DraftChange(Draft(parts=tuple(map(part, FOUR))), reading, message).told()
        == "رسید هم ندادند"
    )


def part(text: str) -> Part:
    return Part(text=text)
