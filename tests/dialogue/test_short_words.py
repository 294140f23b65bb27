"""What the words of a short message say by themselves, and who in the queue wants back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation.choices import rest_for_assistant, wants_assistant_back
from assistant.dialogue import words
from assistant.language.repair import repair
from knowledge.catalogue import Catalogue


def repaired(text: str) -> str:
    return repair(text).text


@pytest.mark.parametrize(
    "text",
    [
        "مدارکش چیه؟",
        "هزینه‌ش؟",
        "کجا برم؟",
        "شماره‌ش",
        "مرسی، حالا چیا لازمه",
        "hazinash chande",
        "شماره رو یه بار دیگه بنویس",
        "",
        "؟!",
    ],
)
def test_a_follow_up_has_no_words_of_its_own(text: str) -> None:
    assert not words.own_words(repaired(text))


@pytest.mark.parametrize("text", ["کارت", "گذرنامه", "تمدید", "بیمه سلامت", "رمزش"])
def test_a_topic_has(text: str) -> None:
    assert words.own_words(repaired(text))


def test_words_are_compared_without_their_endings() -> None:
    assert words.own_words("گذرنامه‌ها") & words.own_words("گذرنامه")


def test_a_title_has_the_words_of_its_other_names(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        titled = words.title_words(entry)
        assert titled
        for name in entry.service.alternative_names:
            assert words.own_words(name) <= titled


@pytest.mark.parametrize(
    ("text", "count", "place"),
    [
        ("اولی", 3, 0),
        ("دومی را می‌خواهم", 3, 1),
        ("آخری", 3, 2),
        ("آخری", 2, 1),
        ("2", 3, 1),
        ("4", 3, None),
        ("سومی", 2, None),
        ("گزینه سوم", 3, 2),
        ("مورد دو", 3, 1),
        ("همان که گفتم", 3, None),
        ("اولی", 0, None),
        ("من دفعهٔ اول که رفتم گفتند فردا بیا و فردا هم بسته بود", 3, None),
    ],
)
def test_one_of_several_by_its_number(text: str, count: int, place: int | None) -> None:
    assert words.ordinal(repaired(text), count) == place


@given(st.text() | st.sampled_from(["اول", "دومی", "آخری", "3", "سوم!"]), st.integers(0, 6))
def test_a_number_points_to_what_is_there(text: str, count: int) -> None:
    place = words.ordinal(text, count)
    assert place is None or 0 <= place < count


SHORT = "گذرنامه‌ام گم شده است و فردا پرواز دارم"
LONG = (
    "پدرم پارسال بازنشسته شد و حقوقش را هنوز درست نداده‌اند. سه بار به اداره رفتیم ولی هر بار "
    "گفتند هفتهٔ بعد بیایید. حالا می‌خواهم بدانم بیمهٔ تکمیلی او چطور تمدید می‌شود؟"
)


def test_a_short_message_is_read_as_a_whole() -> None:
    assert words.clauses(repaired(SHORT)) == ()


def test_a_long_message_is_read_clause_by_clause_and_the_last_is_kept() -> None:
    told = words.clauses(repaired(LONG))
    assert len(told) > 1
    assert "تکمیلی" in told[-1]
    assert "پارسال" in told[0]


def test_only_the_last_clauses_of_a_very_long_message_are_kept() -> None:
    text = repaired(". ".join(f"این جملهٔ شمارهٔ {n} از یک نامهٔ خیلی دراز است" for n in range(20)))
    told = words.clauses(text)
    assert 2 <= len(told) <= 5
    assert "19" in told[-1]


def test_who_never_stops_is_read_in_windows() -> None:
    told = words.clauses(" ".join(f"کلمه{n}" for n in range(80)))
    assert len(told) > 1
    assert told[-1].endswith("کلمه79")


@given(st.lists(st.sampled_from(["ولی", "رفتم", "اداره", ".", "؟", "حالا", "،", "نشد"])))
def test_clauses_hold_words_in_their_order(some: list[str]) -> None:
    text = " ".join(some)
    told = words.clauses(text)
    assert len(told) <= 5
    assert all(clause.strip() for clause in told)
    spoken = re.findall(r"\w+", text)
    kept = [word for clause in told for word in re.findall(r"\w+", clause)]
    assert kept == spoken[len(spoken) - len(kept) :]


@pytest.mark.parametrize(
    ("text", "kept", "refused"),
    [
        ("گذرنامه نه، گواهینامه", "گواهینامه", "گذرنامه"),
        ("شهرداری نبود دارایی بود", "دارایی", "شهرداری"),
        ("تمدید نه، گم شده", "گم", "تمدید"),
        ("گواهینامه گفتم نه گذرنامه", "گواهینامه", "گذرنامه"),
    ],
)
def test_what_is_taken_back_is_left_out(text: str, kept: str, refused: str) -> None:
    left = words.own_words(words.kept(repaired(text)))
    assert words.own_words(kept) <= left
    assert not words.own_words(refused) & left


@pytest.mark.parametrize("text", ["گذرنامه را تمدید کنم", "نه", "نه ممنون", "شانه و آینه گم شد"])
def test_what_takes_nothing_back_is_kept(text: str) -> None:
    assert words.own_words(words.kept(repaired(text))) == words.own_words(repaired(text))


@given(st.lists(st.sampled_from(["گذرنامه", "نه", "،", "نیست", "کارت", "گفتم", "است", "را"])))
def test_something_is_always_kept(some: list[str]) -> None:
    text = " ".join(some)
    kept = words.own_words(words.kept(text))
    assert kept <= words.own_words(text)
    assert bool(kept) == bool(words.own_words(text))


def test_a_listed_word_stands_by_itself() -> None:
    assert words.has("negations", "این نه")
    assert not words.has("negations", "شانه گم شد")
    assert not words.has("negations", "نهال")
    assert words.has("kinds", "یک تقدیر", "praise")
    assert not words.has("kinds", "یک تقدیر", "complaint")


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        words.pattern("nothing like this")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("نمیخواد ولش کن خودت جواب بده", True),
        ("بیخیال با ربات ادامه میدم", True),
        ("برگردیم به ربات", True),
        ("کارشناس نمیخوام", True),
        ("نمی‌خواهم منتظر بمانم", True),
        ("خودتون کی جواب میدین؟", False),
        ("کسی هست؟", False),
        ("من خودم پیگیر شدم جواب نگرفتم", False),
    ],
)
def test_who_waits_wants_the_assistant_back(text: str, wanted: bool) -> None:
    assert wants_assistant_back(text) == wanted


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ادامه با دستیار. مدارکش چیه؟", "مدارکش چیه؟"),
        ("با خودت بودم. مدارک بیمه بیکاری چیه", "مدارک بیمه بیکاری چیه"),
        ("خودت جواب بده", ""),
        ("میخوام با خودتان صحبت کنم", None),
        ("شماره‌ام همان است. با شما تماس گرفتم", None),
    ],
)
def test_what_stands_beside_the_way_back_is_kept(text: str, rest: str | None) -> None:
    assert rest_for_assistant(text) == rest
