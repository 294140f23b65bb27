"""What a message says of a field, and what it does to the text beside that: both happen."""

import pytest
from support.citizen import Citizen
from support.wordings import says

TOLD = (
    "شهرداری شیراز دو ماهه چاله جلوی خونه ما رو پر نکرده ماشینم پنج بار افتاده توش میخوام شکایت کنم"
)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("پنج بار رو بکن دو بار، موضوعش هم بدرفتاری باشه", ("دو بار", "بدرفتاری")),
        ("پنج بار نه دو بار. شهرش هم مرودشته نه شیراز", ("دو بار", "محل: مرودشت")),
        ("دو ماه نه سه ماه، نوعش رو هم بکن پیشنهاد", ("سه ماه", "نوع: پیشنهاد")),
        ("دو ماه نه سه ماه، ناشناس هم ثبت بشه", ("سه ماه", "نام")),
    ],
)
async def test_a_field_and_the_text_are_both_put_right(
    citizen: Citizen, said: str, shown: tuple[str, ...]
) -> None:
    await citizen.say(TOLD)
    done = await citizen.say(said)
    assert all(one in done.said for one in shown)


@pytest.mark.parametrize(
    "said",
    [
        "موضوعش درسته ولی بنویس بچه مریض داریم",
        "موضوع همون باشه ولی اضافه کن بچه مریض داریم",
        "نوعش درسته فقط بنویسید بچه مریض داریم",
    ],
)
async def test_a_field_that_is_right_stays_while_the_text_grows(
    citizen: Citizen, said: str
) -> None:
    before = (await citizen.say(TOLD)).said
    done = (await citizen.say(said)).said
    assert "بچه مریض داریم" in done
    assert "درسته" not in done
    assert ("موضوع:" in done) == ("موضوع:" in before)


@pytest.mark.parametrize("said", ["موضوعش رو عوض کن", "موضوعش اشتباهه"])
async def test_a_topic_that_is_wrong_is_asked_for(citizen: Citizen, said: str) -> None:
    await citizen.say(TOLD)
    assert says((await citizen.say(said)).said, "ask_topic")
