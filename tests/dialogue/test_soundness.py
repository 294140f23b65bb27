"""Which words may stand for others of a text."""

import pytest

from assistant.dialogue.complaint.matching import Stretch
from assistant.dialogue.complaint.soundness import Swap, is_sound, stands_once, whole_amounts


def swap_of(line: str, old: str, message: str, new: str) -> Swap:
    return Swap((_place(line, old),), _place(message, new), _place(message, new))


def _place(text: str, part: str) -> Stretch:
    words, some = text.split(), part.split()
    first = next(n for n in range(len(words)) if words[n : n + len(some)] == some)
    return Stretch(first, first + len(some))


def after(line: str, old: str, message: str, new: str) -> str | None:
    """The line after a swap, where that is sound."""
    said, there = message.split(), line.split()
    swap = whole_amounts(swap_of(line, old, message, new), said, [there])
    if not is_sound(swap, said, [there], has_mark=False):
        return None
    place, come = swap.places[0], swap.come
    return " ".join([*there[: place.first], *said[come.first : come.last], *there[place.last :]])


@pytest.mark.parametrize(
    ("line", "old", "message", "new", "left"),
    [
        (
            "از بیستم مهر واریز نشده",
            "بیستم",
            "بیستم نه بیست و پنجم آبان بود",
            "بیست و پنجم آبان",
            "از بیست و پنجم آبان واریز نشده",
        ),
        ("۹ روزه آب نداریم", "۹ روزه", "۶ روز نه ۹", "۶ روز", "۶ روزه آب نداریم"),
        ("۸ میلیون گرفت", "۸", "۱۸ میلیون بود", "۱۸ میلیون", "۱۸ میلیون گرفت"),
        ("۸۰۰ هزار تومن زدن", "۸۰۰ هزار", "۶۸۰ بود", "۶۸۰", "۶۸۰ هزار تومن زدن"),
        ("رئیس داد زد", "رئیس", "معاون بود", "معاون", "معاون داد زد"),
    ],
)
def test_like_takes_the_place_of_like(
    line: str, old: str, message: str, new: str, left: str
) -> None:
    assert after(line, old, message, new) == left


@pytest.mark.parametrize(
    ("line", "old", "message", "new"),
    [
        ("۳۵ میلیون گرفت", "۳۵ میلیون", "۲۰ آبان", "۲۰ آبان"),
        ("لوله آب ترکید", "آب", "ای بابا لوله گاز", "ای بابا لوله گاز"),
        ("رئیس سرم زد", "رئیس", "پول گرفت", "پول گرفت"),
        ("کارمند ثبت احوال گفت", "کارمند", "مدیر ثبت احوال", "مدیر ثبت احوال"),
        ("دو ماه نریختند", "دو", "از مرداد", "از مرداد"),
        ("رئیس گفت", "رئیس", "معاون بنویس", "معاون بنویس"),
        ("رئیس شعبه گفت", "رئیس شعبه", "رئیس", "رئیس"),
    ],
    ids=["kind", "talk", "verb", "doubled", "unit", "order", "less"],
)
def test_what_would_break_a_sentence_takes_no_place(
    line: str, old: str, message: str, new: str
) -> None:
    assert after(line, old, message, new) is None


def test_a_mark_in_new_words_makes_them_no_stretch() -> None:
    line, message = ["رئیس", "گفت"], ["معاون", "کارمند"]
    swap = Swap((Stretch(0, 1),), Stretch(0, 2), Stretch(0, 2))
    assert not is_sound(swap, message, [line], has_mark=True)
    assert stands_once(swap, message, [line])
