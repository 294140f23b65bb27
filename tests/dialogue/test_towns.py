"""Towns with what people add to their names, also where these are everyday words."""

import pytest

from assistant.dialogue.complaint.places import Towns
from assistant.language.repair import repair
from assistant.understanding.reading import Reader

NOWHERE = ("", "")


@pytest.fixture
def towns(reader: Reader) -> Towns:
    return Towns(reader.place_called)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("شهرمون صحنه ست", "صحنه"),
        ("شهرش رو نگفتم میاندوآبه", "میاندوآب"),
        ("شهر ما رودباره", "رودبار"),
        ("ملاردیم", "ملارد"),
        ("بهار", "بهار"),
        ("نور تو مازندران", "نور"),
        ("shahriar nist khode andishe", "اندیشه"),
        ("بم هستیم ما", "بم"),
    ],
)
def test_the_town_that_was_asked_for_is_told(towns: Towns, text: str, town: str) -> None:
    place = towns.only(repair(text).text, NOWHERE, is_asked=True)
    assert place is not None
    assert place[1] == town


@pytest.mark.parametrize(
    "text", ["نمی‌دانم", "میانه خوبی ندارن باهام", "دو بار زنگ زدم نیومدن", "اشتباه کردم"]
)
def test_other_words_are_no_town(towns: Towns, text: str) -> None:
    assert towns.only(repair(text).text, NOWHERE, is_asked=True) is None


@pytest.mark.parametrize("text", ["نه نه همون درسته مرسی", "na na hamun doroste, merci"])
def test_where_no_town_is_asked_for_no_word_may_stand_beside_it(towns: Towns, text: str) -> None:
    assert towns.only(repair(text).text, ("گلستان", "گرگان"), is_asked=False) is None


@pytest.mark.parametrize(
    ("text", "stands", "town"),
    [
        ("شیراز نه صدرا، شهر جدید صدرا", ("فارس", "شیراز"), "شهر صدرا"),
        ("انار نه ببخشید انارک", ("کرمان", "انار"), "انارک"),
        ("کوت عبدالله هست نه خود اهواز", ("خوزستان", "اهواز"), "کوت عبدالله"),
        ("نه اشتباه شد کوهدشت بود", ("لرستان", "خرم‌آباد"), "کوهدشت"),
        ("نه دامغان محل کارمه خونم مهدیشهره", ("سمنان", "دامغان"), "مهدی‌شهر"),
    ],
)
def test_another_town_comes_for_the_one_that_stands(
    towns: Towns, text: str, stands: tuple[str, str], town: str
) -> None:
    place = towns.only(repair(text).text, stands, is_asked=False)
    assert place is not None
    assert place[1] == town


def test_a_town_right_before_its_province_is_meant(towns: Towns) -> None:
    assert towns.within("بهار همدان دیگر فصل نیست", ("همدان", "همدان")) == ("همدان", "بهار")
    assert towns.within("همدان", ("همدان", "همدان")) is None


def test_a_province_that_is_called_one_is_no_town(towns: Towns) -> None:
    assert towns.as_province("استان اصفهان است", ("اصفهان", "اصفهان")) == ("اصفهان", "")
    assert towns.as_province("اصفهان", ("اصفهان", "اصفهان")) == ("اصفهان", "اصفهان")


def test_the_one_town_of_a_province_is_found_in_a_text(towns: Towns) -> None:
    text = "man too alborz hastam takestan"
    assert towns.in_province(text, "قزوین", "البرز") == ("قزوین", "تاکستان")
    assert towns.in_province("hich ja", "قزوین", "البرز") is None


@pytest.mark.parametrize(
    "text", ["سه بار مشهد رفتم شهرداری جواب ندادن", "بیمارستان قدس تهران", "مدرسه نور تهران"]
)
def test_what_only_stands_before_a_town_is_no_town_in_it(towns: Towns, text: str) -> None:
    for holder in (("خراسان رضوی", "مشهد"), ("تهران", "تهران")):
        assert towns.within(repair(text).text, holder) is None


def test_money_is_no_town_of_a_province(towns: Towns) -> None:
    text = repair("تهران نه، مازندران. پولم رو هم پس ندادن").text
    assert towns.in_province(text, "مازندران", "تهران") is None
