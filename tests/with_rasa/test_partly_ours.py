"""What is another line's matter only in part is filed too; the rest is told where it belongs."""

import pytest
from support.citizen import Citizen

from actions.partly import CORRUPTION_LINE, COURTS
from knowledge.catalogue import load

pytestmark = pytest.mark.rasa


@pytest.mark.parametrize(
    ("said", "number", "about"),
    [
        (
            "توی کوچه ما چاله بزرگ افتاده شهرداری مشهد هم هیچکس جواب تلفن نمیده شکایت دارم",
            "137",
            ("shahrdari", "مشهد"),
        ),
        (
            "سطل زباله محل خالی نمیشه به شهرداری ساری زنگ زدم کارمندش بداخلاقی کرد",
            "137",
            ("shahrdari", "ساری"),
        ),
        (
            "تو شهرداری قم کارمند رشوه خواست، بعد هم یک ماهه پرونده‌ام را نگه داشته و جواب نمیده",
            "136",
            ("shahrdari", "قم"),
        ),
    ],
)
async def test_the_line_is_named_and_our_part_is_filed(
    citizen: Citizen, said: str, number: str, about: tuple[str, str]
) -> None:
    summary = await citizen.say(said)
    line = summary.first("line")
    assert (line["number"], bool(line["reason"])) == (number, True)
    if "شکایت خودم ثبت شود" in summary.buttons:
        summary = await citizen.press("شکایت خودم ثبت شود")
    assert said in summary.said, "nothing that was told is asked again"
    assert (summary.body["about"]["agency_id"], summary.body["about"]["city"]) == about
    filed = (await citizen.press("ثبت شود")).first("case")
    assert filed["agency"]["id"] == about[0]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("سطل آشغال کوچه‌مون یه هفته‌ست خالی نشده", "137"),
        ("شهرداری برق کوچه رو درست نمی‌کنه", "137"),
        ("برق کوچه‌مون از صبح قطعه، هیچ‌کی هم نمیاد وصل کنه", "121"),
        ("منشی شعبه دادگاه بداخلاقی کرد و رای ناعادلانه دادن", "court"),
        ("پلیس راهور تهران افسره فحش داد و جریمه الکی نوشت", "197"),
    ],
)
async def test_what_is_another_line_s_as_a_whole_opens_no_form(
    citizen: Citizen, said: str, number: str
) -> None:
    answer = await citizen.say(said)
    assert answer.first("line")["number"] == number
    assert "ثبت شود" not in answer.buttons


def test_the_agencies_and_the_line_that_are_named_here_are_in_the_catalogue() -> None:
    catalogue = load()
    assert set(catalogue.agencies) >= COURTS
    assert CORRUPTION_LINE in catalogue.lines
