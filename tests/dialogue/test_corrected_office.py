"""A message that puts right where a case goes, what it is about, and its text."""

from support.citizen import Answer, Citizen

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
