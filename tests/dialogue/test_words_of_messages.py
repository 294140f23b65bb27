"""What single messages say: which facts they ask for, what they take back, yes, no and the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.case_words import field_to_change, gives_up, kind_instead, tells_something
from actions.correction import correction_in, is_for_another_person
from actions.facts import Fact, facts_in
from actions.introduction import asks_of_itself
from actions.vocabulary import ordinal, own_words, without_courtesies
from actions.wishes import (
    asks_what_to_do,
    declines_human,
    does_not_know,
    opens_complaint,
    says_yes,
    wants_anonymity,
    wants_filing,
)
from assistant.language.repair import repair


def repaired(text: str) -> str:
    return repair(text).text


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("مدارکش چیه؟", [Fact.DOCUMENTS]),
        ("مدارک و هزینه گذرنامه؟", [Fact.DOCUMENTS, Fact.FEE]),
        ("چند روزه میاد و کجا باید برم", [Fact.DURATION, Fact.CONTACT]),
        ("شماره‌شون چنده", [Fact.CONTACT]),
        ("چنده و کجا برم", [Fact.CONTACT]),
        ("مراحلش چجوریه", [Fact.STEPS]),
        ("المثنی مدرک تحصیلی میخوام", []),
        ("مدارکش چیه و از کجا", [Fact.DOCUMENTS, Fact.CONTACT]),
        ("اون قبلی، تایید مدرک، سایتش چی بود", [Fact.CONTACT]),
        ("مدرک دانشگاهیم رو تایید کنم", []),
        ("چه مدرکی باید بیارم", [Fact.DOCUMENTS]),
        ("مدارکم گم شده", []),
        ("کمک هزینه ازدواج میخوام", []),
        ("پولشو از کجا بگیرم", []),
        ("پولش چقدره", [Fact.FEE]),
        ("وام ۳۰۰ میلیون تومانی", []),
        ("چند ماه است حقوق نداده‌اند", []),
    ],
)
def test_all_facts_are_heard_in_their_order(text: str, facts: list[Fact]) -> None:
    assert facts_in(repaired(text)) == facts


@pytest.mark.parametrize(
    "text",
    [
        "مدارکش چیه؟",
        "هزینه‌ش؟",
        "کجا برم؟",
        "چند روزه؟",
        "شماره‌ش",
        "مرسی، حالا چیا لازمه",
        "hazinash chande",
        "چن روزه میدن",
        "مدارك مورد نياز را بفرماييد",
        "با گوشی هم میشه؟",
        "شماره رو یه بار دیگه بنویس",
    ],
)
def test_a_follow_up_has_no_words_of_its_own(text: str) -> None:
    assert own_words(repaired(text)) == []


@pytest.mark.parametrize("text", ["کارت", "گذرنامه", "تمدید", "بیمه سلامت", "رمزش"])
def test_a_topic_has(text: str) -> None:
    assert own_words(repaired(text))


@pytest.mark.parametrize(
    ("text", "kept", "refused"),
    [
        ("نه، منظورم تأمین اجتماعی بود", "تامین", ""),
        ("اشتباه شد، گواهینامه", "گواهینامه", ""),
        ("نه تمدید نه، گم شده", "گم", "تمدید"),
        ("ببخشید شناسنامه منظورم بود نه کارت ملی", "شناسنامه", "کارت ملی"),
        ("شهرداری نبود دارایی بود", "دارایی", "شهرداری"),
        ("ای وای برگ سبز نه، کارت ماشین گم شده", "کارت ماشین", "برگ سبز"),
    ],
)
def test_what_is_taken_back_no_longer_counts(text: str, kept: str, refused: str) -> None:
    correction = correction_in(repaired(text))
    assert correction is not None
    assert kept in correction.kept.replace("أ", "ا")
    assert " ".join(correction.refused) == refused


def test_another_person_is_no_other_service() -> None:
    for text, is_person in [
        ("نه اشتباه گفتم، برای خانمم نه، برای مادرم", True),
        ("نه، منظورم بیمه مادرم بود", False),
    ]:
        correction = correction_in(repaired(text))
        assert correction is not None
        assert is_for_another_person(correction) is is_person


@pytest.mark.parametrize("text", ["گذرنامه را تمدید کنم", "نه", "نه ممنون", "شانه و آینه گم شد"])
def test_these_take_nothing_back(text: str) -> None:
    assert correction_in(repaired(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "بله",
        "آره ثبتش کن",
        "اوهوم",
        "اوکیه",
        "ok",
        "yes",
        "خوبه بزن بره",
        "همینه",
        "بله همه چیز درسته، ثبت کنید",
        "آره زودتر ثبتش کن لطفا خسته شدم",
        "حالا درست شد، بفرست",
        "تاییده",
    ],
)
def test_yes_in_every_register(text: str) -> None:
    assert says_yes(repaired(text))


@pytest.mark.parametrize("text", ["نه", "ثبت نکن", "آره ولی شهرش غلطه", "باشه نمیخوام", "شیراز"])
def test_these_are_no_yes(text: str) -> None:
    assert not says_yes(repaired(text))


def test_wishes_are_heard() -> None:
    assert wants_anonymity(repaired("نمیخوام اسمم جایی باشه"))
    assert wants_anonymity(repaired("اسممو که نمیفهمن؟"))
    assert wants_anonymity(repaired("قبلش یه سوال، اسمم رو به اون اداره میگن؟"))
    assert wants_anonymity(repaired("اگه شکایت کنم اسمم معلوم میشه؟"))
    assert not wants_anonymity(repaired("میخوام اسممو تو شناسنامه عوض کنم"))
    assert wants_filing(repaired("بی نام باشه و ثبت کن"))
    assert not wants_filing(repaired("بی نام باشه، هنوز ثبت نکن"))
    assert declines_human(repaired("نمیخوام با کسی حرف بزنم"))
    assert not declines_human(repaired("میخوام با یه نفر حرف بزنم"))
    assert asks_what_to_do(repaired("هر چی رمز میزنم خطا میده، چطوری وارد شم آخه"))
    assert not asks_what_to_do(repaired("چطور به خودشون اجازه میدن اینطور حرف بزنن"))
    assert opens_complaint(repaired("نه بذار شکایت کنم"))
    assert not opens_complaint(repaired("شکایت کنم یا زنگ بزنم به اداره"))
    assert does_not_know(repaired("نمیدونم یادم نیست"))
    assert gives_up(repaired("ولش کن حوصله ندارم"))
    assert gives_up(repaired("بیخیال شکایت، هزینه گذرنامه چقدره و کجا باید برم؟"))
    assert not gives_up("گفتند اگر انصراف بدهید دیگر هیچ پولی پس داده نمی‌شود و بیرونم کردند")


def test_a_field_is_changed_by_its_name() -> None:
    assert field_to_change(repaired("شهرش رو میخوام عوض کنم")) == "case_place"
    assert field_to_change(repaired("دستگاهش اشتباهه")) == "case_agency"
    assert field_to_change(repaired("متنش رو هم عوض کن")) == "case_description"
    assert field_to_change(repaired("بله درسته")) is None
    assert kind_instead(repaired("این پیشنهاده ها شکایت نیست")) == "suggestion"
    assert kind_instead("بله شکایت است") is None


def test_naming_an_agency_tells_nothing_yet() -> None:
    assert not tells_something("از ")
    assert not tells_something("همین  ")
    assert tells_something("سه ماه پرونده‌ام را نگه داشته‌اند")


@pytest.mark.parametrize(
    ("text", "count", "place"),
    [
        ("اولی", 3, 0),
        ("دومی را می‌خواهم", 3, 1),
        ("آخری", 3, 2),
        ("2", 3, 1),
        ("سومی", 2, None),
        ("گزینه سوم", 3, 2),
        ("مورد دو", 3, 1),
    ],
)
def test_one_of_several_by_its_number(text: str, count: int, place: int | None) -> None:
    assert ordinal(text, count) == place


@given(st.text())
def test_courtesies_are_cut_once_and_leave_something(text: str) -> None:
    once = without_courtesies(text)
    assert bool(once) == bool(text)
    assert once in text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("تو کی هستی؟ ربات هستی یا آدم؟", True),
        ("چه کارایی بلدی؟", True),
        ("چه خدماتی ارائه میدی", True),
        ("help", True),
        ("کی آماده میشه", False),
        ("کارمندشون آدم نیست", False),
        ("چه کاری باید بکنم", False),
        ("ماشینی که خریدم", False),
    ],
)
def test_questions_about_the_assistant_itself(text: str, asked: bool) -> None:
    assert asks_of_itself(repaired(text)) == asked
