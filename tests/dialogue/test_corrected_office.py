"""A message that puts right where a case goes, what it is about, and its text."""

from support.citizen import Answer, Citizen
from support.wordings import says

GAS = (
    "شرکت گاز بروجن کوچه ما را کنده و سه هفته است ول کرده. یک پیرزن در چاله افتاد. "
    "می‌خواهم شکایت کنم"
)
SCHOOL = (
    "از آموزش و پرورش قم شکایت دارم. مدرسه برای ثبت نام پول خواست. "
    "مدیر مدرسه به همسرم هم توهین کرد. رسید هم نداد"
)


async def opened(citizen: Citizen, text: str) -> Answer:
    return await citizen.say(text)


async def test_an_office_put_right_in_the_text_is_where_the_case_goes(citizen: Citizen) -> None:
    shown = await opened(citizen, GAS)
    assert "گاز" in shown.said
    done = await citizen.say("گاز نبوده اب و فاضلاب بوده")
    if "بله، همین" in done.buttons:
        done = await citizen.press("بله، همین")
    assert "دستگاه: شرکت مهندسی آب و فاضلاب" in done.said


async def test_beside_a_topic_the_text_is_put_right_too(citizen: Citizen) -> None:
    await opened(citizen, GAS)
    await citizen.press("تغییر موضوع")
    await citizen.press("نبودن جانشین")
    done = await citizen.say("موضوعش نبودن جانشین نیست. سه هفته نه، پنج هفته")
    assert "موضوع: " not in done.said
    assert "پنج هفته" in done.said


async def test_a_sentence_is_known_by_its_words_in_any_order(citizen: Citizen) -> None:
    await opened(citizen, SCHOOL)
    done = await citizen.say("آن جمله‌ی توهین به همسرم را بردارید")
    assert "توهین" not in done.said
    assert "پول خواست" in done.said


async def test_a_town_is_put_right_beside_its_office_and_more_that_is_told(
    citizen: Citizen,
) -> None:
    await opened(citizen, "از بهزیستی خرم‌آباد شکایت دارم، چهار ماهه مستمریمو قطع کرده")
    done = await citizen.say(
        "نه اشتباه شد بهزیستی کوهدشت بود. یه سالم هست قول ویلچر دادن ندادن اینم بنویس"
    )
    assert "محل: کوهدشت" in done.said
    assert "ویلچر" in done.said
    assert "اشتباه شد" not in done.said
    assert "\nبهزیستی\n" not in done.said


async def test_who_somebody_worked_for_is_not_accused(citizen: Citizen) -> None:
    shown = await opened(
        citizen,
        "بنده بازنشسته آموزش و پرورش هستم ساکن ورامین، برق خانه ما مرتب ضعیف و قوی می‌شود، "
        "سه بار زنگ زدم ۱۲۱ گفتند مامور می‌فرستیم هیچ‌کس نیامد. می‌خواهم شکایت کنم",
    )
    assert "دستگاه: شرکت توانیر" in shown.said
    moved = await citizen.say("دستگاهش وزارت نیرو است")
    assert "بازنشسته آموزش و پرورش" in moved.said
    assert "زنگ زدم ۱۲۱" in moved.said


async def test_praise_becomes_a_complaint_by_a_word(citizen: Citizen) -> None:
    await citizen.say("می‌خواهم از کارمند ثبت احوال قم قدردانی ثبت کنم. کارم را زود راه انداخت")
    done = await citizen.say("نوع رو بزن شکایت نه قدردانی")
    assert says(done.said, "taken_kind")
