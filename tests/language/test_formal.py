"""The formal version says the same in other forms: nothing is added, nothing of weight is lost."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.language.digits import ascii_digits
from assistant.language.formal import formal
from assistant.language.pii import PLACEHOLDER, mask

NAMES = [
    "اداره برق",
    "شهرداری",
    "ثبت احوال",
    "تأمین اجتماعی",
    "زنجان",
    "شیراز",
    "تهران",
    "آقای شهسواریان",
    "خانم نیک‌پی",
    "«برو فردا بیا»",
    "my.medu.ir",
]
SAYINGS = [
    "میخوام",
    "پروندمو",
    "گم کردن",
    "جواب نمیدن",
    "رفتم",
    "واسه",
    "مدرسه",
    "رو",
    "هیشکی",
    "نبود",
    "سیستم قطعه",
    "گفتن فردا بیا",
    "سلام خسته نباشید",
    "ممنون",
    "!!!",
    "،",
    ".",
    "😡",
    "احمق",
]
NUMBERS = ["۱۲", "34", "٥٦", "12,500", "10:30", "1403/05/12", "۳٫۵"]
tales = st.lists(st.sampled_from([*NAMES, *SAYINGS, *NUMBERS]), max_size=12).map(" ".join)
texts = st.one_of(tales, st.text(max_size=60))
_WORDS = re.compile(r"[^\W\d_]+")


def _hides(text: str) -> int:
    """How much is hidden: in a formal sentence a name may be found that was none in speech."""
    return len(PLACEHOLDER.findall(ascii_digits(text)))


def digits(text: str) -> str:
    return "".join(str(int(char)) for char in text if char.isdecimal())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "سلام خسته نباشید من میخوام کارت ملیمو بگیرم ولی سه بار رفتم و هر بار گفتن فردا بیا",
            "من می‌خواهم کارت ملیم را بگیرم ولی سه بار رفتم و هر بار گفتند فردا بیا.",
        ),
        ("سایت my.medu.ir از دیروز باز نمیشه", "سایت my.medu.ir از دیروز باز نمی‌شود."),
        ("ساعت 10:30 نوبت شماره 45 بودم!!!", "ساعت ۱۰:۳۰ نوبت شماره ۴۵ بودم."),
        ("پیشنهادم اینه که باجه ها رو زیاد کنن مرسی", "پیشنهادم این است که باجه‌ها را زیاد کنند."),
        ("salam man az edare bargh shekayat daram", "من از اداره برق شکایت دارم."),
        ("کد ملیم 0499370899 بود", "کد ملیم [کد ملی] بود."),
        ("چرا جواب نمیدن؟؟", "چرا جواب نمی‌دهند؟"),
        ("سه بار رفتم\nهر بار گفتن فردا بیا", "سه بار رفتم.\nهر بار گفتند فردا بیا."),
    ],
)
def test_speech_becomes_writing(typed: str, said: str) -> None:
    assert formal(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        # Anger is left out,
        ("این کارمند بی‌شعور جواب نمیده", "این کارمند جواب نمی‌دهد."),
        ("این احمقا پروندمو گم کردن، ممنون", "این‌ها پرونده‌ام را گم کردند."),
        ("سیستم قطعه! لعنت بهتون", "سیستم قطع است."),
        # but what others said is evidence, and thanks may be the matter itself.
        ("رئیسشون به من گفت احمق", "رئیسشان به من گفت احمق."),
        ("از آقای کریمی خیلی ممنونم", "از آقای [نام] خیلی ممنونم."),
    ],
)
def test_only_what_tells_nothing_is_left_out(typed: str, said: str) -> None:
    assert formal(typed) == said


@pytest.mark.parametrize("text", ["سلام", "سلام خسته نباشید", "!!!", "", "😡", "ممنون"])
def test_courtesies_alone_say_nothing(text: str) -> None:
    assert formal(text) == ""


@given(texts)
@settings(max_examples=200)
def test_a_formal_version_is_formal_already(text: str) -> None:
    once = formal(text)
    assert formal(once) == once


@given(tales)
@settings(max_examples=200)
def test_every_number_stays_and_none_comes(text: str) -> None:
    assume(_hides(formal(text)) == _hides(text))
    assert digits(formal(text)) == digits(text)
    for number in NUMBERS:
        assert _value(formal(text)).count(_value(number)) == _value(text).count(_value(number))


@given(tales)
@settings(max_examples=200)
def test_every_name_stays_and_none_comes(text: str) -> None:
    said, kept = formal(text), mask(text).text
    assume(_hides(said) == _hides(kept))
    for name in NAMES:
        assert _bare(said).count(_bare(name)) == _bare(kept).count(_bare(name)), name


@given(st.lists(st.sampled_from(["برق", "آب", "مدرسه", "پول", "شهر", "کار"]), max_size=8))
@settings(max_examples=200)
def test_no_word_is_added(words: list[str]) -> None:
    """Of plain nouns, exactly these come out, in their order."""
    assert _WORDS.findall(formal(" ".join(words)).replace("\u200c", " ")) == words


def _value(text: str) -> str:
    return ascii_digits(text).replace("٫", ".")


def _bare(text: str) -> str:
    """Letters and digits alone, so that spacing and half-spaces do not matter."""
    text = ascii_digits(text).replace("أ", "ا")
    return "".join(char for char in text if char.isalnum())
