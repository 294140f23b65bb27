"""What single messages mean in the middle of a talk: going on, going back, telling, filing."""

import pytest

from actions.earlier_matter import COURT_SERVICE
from actions.facts import Fact, facts_in
from actions.tellings import says_thanks, tells_of_waiting
from actions.vocabulary import is_its_own, own_words
from actions.wishes import says_yes
from assistant.dialogue.way_back import wants_assistant_back
from assistant.language.repair import repair
from knowledge.catalogue import load


def repaired(text: str) -> str:
    return repair(text).text


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
    ("text", "tells"),
    [
        ("چند وقته دارایی هی ما رو میبره و میاره", True),
        ("چند ماه است این شهرداری هر روز یک بهانه می‌آورد", True),
        ("چند روزه میاد؟", False),
        ("چند وقته که آماده میشه", False),
        ("چند هفته طول میکشه", False),
    ],
)
def test_how_long_that_tells_and_does_not_ask(text: str, tells: bool) -> None:
    assert tells_of_waiting(repaired(text)) == tells


@pytest.mark.parametrize(
    ("text", "thanks"),
    [
        ("زنگ زدم دارن میان ممنون", True),
        ("خاموشش کردن دستتون درد نکنه", True),
        ("ممنون میشم بگید مدارک گذرنامه چیه", False),
        ("هنوز نیومدن", False),
    ],
)
def test_thanks_behind_news(text: str, thanks: bool) -> None:
    assert says_thanks(repaired(text)) == thanks


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("نه دیگه، همین شکایتو ثبت کن", True),
        ("نه، همینو بفرست", True),
        ("نه ثبت نکن", False),
        ("نه", False),
    ],
)
def test_a_no_to_a_digression_still_files(text: str, files: bool) -> None:
    assert says_yes(repaired(text)) == files


@pytest.mark.parametrize(
    "text",
    ["چیا باید ببرم بانک؟", "باید برم پیشخوان یا ثبت احوال؟", "شماره اون اداره رو داری", "جریمه"],
)
def test_where_one_goes_is_no_matter_of_its_own(text: str) -> None:
    assert own_words(repaired(text)) == (["جریمه"] if text == "جریمه" else [])


def test_a_word_may_belong_to_what_was_talked_about() -> None:
    asked = repaired("جریمه ش چقده")
    assert is_its_own(asked, own_words(asked))
    assert not is_its_own("جریمه چقدر است", ["جریمه"])


def test_time_is_asked_for_by_a_word_of_its_own() -> None:
    assert facts_in(repaired("پروازمون تاخیر داشت")) == []
    assert facts_in(repaired("زمانش رو بگو")) == [Fact.DURATION]


def test_the_way_to_court_is_in_the_catalogue() -> None:
    assert COURT_SERVICE in load().by_id
