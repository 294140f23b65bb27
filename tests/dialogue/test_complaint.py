"""A complaint without Rasa: by buttons and words, changed, broken off, interrupted, and filed."""

import pytest
from sqlalchemy import select
from support.citizen import Answer, Citizen, file_complaint

from assistant.cases.models import Case
from assistant.dialogue.models import Conversation
from assistant.storage.database import Database

WORDS = "سه بار رفتم و هر بار گفتند فردا بیا"


async def cases_of(citizen: Citizen, database: Database) -> list[Case]:
    query = select(Case).where(Case.conversation_id == citizen.id)
    with database.transaction() as session:
        return list(session.scalars(query))


async def up_to_confirmation(citizen: Citizen) -> Answer:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say(WORDS)
    await citizen.press("نمی‌دانم")
    return await citizen.press("لازم نیست")


async def test_by_buttons_to_a_filed_case(citizen: Citizen, database: Database) -> None:
    answer = await file_complaint(citizen, WORDS)
    case = answer.first("case")
    assert {"tracking_code", "status", "agency", "due_at", "due_at_fa", "pin"} <= set(case)
    assert (case["status"], case["is_new"]) == ("registered", True)
    assert "کد رهگیری" in answer.said
    (row,) = await cases_of(citizen, database)
    assert row.tracking_code == case["tracking_code"]
    assert row.description == WORDS
    assert row.kind == "complaint"


async def test_by_words_alone_to_a_filed_case(citizen: Citizen, database: Database) -> None:
    opened = await citizen.say("از شهرداری شکایت دارم، سه هفته است آسفالت کوچه را درست نمی‌کنند")
    assert "چه شد" not in opened.said, "what happened was told already"
    assert opened.body["about"]["agency_id"] == "shahrdari"
    summary = await citizen.say("شهر قم")
    assert "قم" in summary.said
    filed = await citizen.say("بله")
    assert filed.first("case")["agency"]["id"] == "shahrdari"
    assert "آغاز به کار" not in filed.said, "no source tells of the line in Qom"
    (row,) = await cases_of(citizen, database)
    assert (row.province, row.city) == ("قم", "قم")


async def test_an_embassy_is_asked_for_its_country_only_where_none_is_named(
    citizen: Citizen, database: Database
) -> None:
    words = "دو ماه است سفارت ایران {}جواب تلفن و نامهٔ ما را نمی‌دهد"
    await citizen.say("می‌خواهم شکایت کنم")
    asked = await citizen.say(words.format(""))
    assert "در کدام کشور یا شهر بود؟" in asked.said
    await citizen.press("انصراف")
    await citizen.say("می‌خواهم شکایت کنم")
    summary = await citizen.say(words.format("در دانمارک "))
    assert "در کدام" not in summary.said
    assert "دانمارک" in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert (row.province, row.city) == (None, None)


async def test_a_country_named_beside_the_description_is_kept(
    citizen: Citizen, database: Database
) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say(WORDS)
    summary = await citizen.say("سفارت ایران در دانمارک")
    assert "محل: دانمارک" in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert (row.agency_id, row.province, row.city) == ("mfa", None, "دانمارک")


async def test_the_receipt_says_since_when_the_line_works_there(citizen: Citizen) -> None:
    await citizen.say("از شهرداری شکایت دارم، سه هفته است آسفالت کوچه را درست نمی‌کنند")
    await citizen.say("شهر کرج")
    filed = await citizen.say("بله")
    assert filed.first("case")["is_new"]
    assert "خط ۱۲۸ در استان البرز از ۱ مرداد ۱۴۰۴ آغاز به کار کرده است." in filed.said


async def test_a_complaint_of_another_agency_is_not_about_the_service_before(
    citizen: Citizen, database: Database
) -> None:
    card = await citizen.say("مدارک تعویض گواهینامه چیست؟")
    service = card.body["about"]["service_id"]
    assert card.body["about"]["agency_id"] == "rahvar"
    opened = await citizen.say("از شهرداری شکایت دارم، سه هفته است آسفالت کوچه را درست نمی‌کنند")
    await citizen.say("شهر قم")
    filed = await citizen.say("بله")
    assert filed.first("case")["agency"]["id"] == "shahrdari"
    for answer in (opened, filed):
        assert answer.body["about"]["agency_id"] == "shahrdari"
        assert "service_id" not in answer.body["about"]
    (row,) = await cases_of(citizen, database)
    assert row.service_id is None
    with database.transaction() as session:
        conversation = session.get_one(Conversation, citizen.id)
        assert conversation.state["slots"]["service_id"] == service, "a later question may mean it"


async def test_a_complaint_of_the_service_s_own_agency_stays_about_it(citizen: Citizen) -> None:
    card = await citizen.say("مدارک تعویض گواهینامه چیست؟")
    opened = await citizen.say("از پلیس راهور شکایت دارم، سه هفته است گواهینامه را نمی‌دهند")
    assert opened.body["about"]["service_id"] == card.body["about"]["service_id"]


async def test_the_summary_shows_what_will_be_filed(citizen: Citizen) -> None:
    summary = await up_to_confirmation(citizen)
    assert WORDS in summary.said
    assert "نوع: شکایت" in summary.said
    assert {"ثبت شود", "تغییر متن", "تغییر دستگاه", "تغییر محل", "انصراف"} <= set(summary.buttons)


async def test_nothing_is_filed_before_the_citizen_confirms(
    citizen: Citizen, database: Database
) -> None:
    await up_to_confirmation(citizen)
    assert await cases_of(citizen, database) == []


@pytest.mark.parametrize("way", ["button", "words"])
@pytest.mark.parametrize("steps", [1, 2, 3, 4])
async def test_breaking_off_files_nothing(
    citizen: Citizen, database: Database, steps: int, way: str
) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    for number in range(1, steps):
        if number == 1:
            await citizen.say(WORDS)
        else:
            await citizen.press({2: "نمی‌دانم", 3: "لازم نیست"}[number])
    answer = await (citizen.press("انصراف") if way == "button" else citizen.say("بی‌خیال شدم"))
    assert "چیزی ثبت نشد" in answer.said
    assert await cases_of(citizen, database) == []
    after = await citizen.say("گواهینامه‌ام گم شده و المثنی می‌خواهم")
    assert {"service", "services"} & set(after.kinds), "the form must be closed"


async def test_the_text_can_be_changed_before_filing(citizen: Citizen, database: Database) -> None:
    await up_to_confirmation(citizen)
    asked = await citizen.press("تغییر متن")
    assert "چه شد" in asked.said
    summary = await citizen.say("در واقع پنج بار رفتم و جواب ندادند")
    assert "پنج بار" in summary.said
    assert WORDS not in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert row.description == "در واقع پنج بار رفتم و جواب ندادند"


async def test_agency_and_place_can_be_changed_before_filing(
    citizen: Citizen, database: Database
) -> None:
    await up_to_confirmation(citizen)
    await citizen.press("تغییر دستگاه")
    assert "راهنمایی" in (await citizen.say("پلیس راهور")).said
    await citizen.press("تغییر محل")
    assert "یزد" in (await citizen.say("یزد")).said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert (row.agency_id, row.province) == ("rahvar", "یزد")


async def test_an_unknown_agency_is_asked_again_in_other_words(citizen: Citizen) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    first = await citizen.say(WORDS)
    again = await citizen.say("همان که سر کوچهٔ ماست")
    assert first.said != again.said
    assert "نشناختم" in again.said
    assert "نمی‌دانم" in again.buttons


async def test_an_emergency_interrupts_and_the_form_goes_on(
    citizen: Citizen, database: Database
) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    answer = await citizen.say("خانه آتش گرفته")
    assert "125" in [reply["number"] for reply in answer.replies if reply["kind"] == "line"]
    await citizen.say(WORDS)
    await citizen.press("نمی‌دانم")
    await citizen.press("لازم نیست")
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert row.description == WORDS


async def test_two_complaints_in_one_talk_are_two_cases(
    citizen: Citizen, database: Database
) -> None:
    await file_complaint(citizen, WORDS)
    await file_complaint(citizen, "جواب تلفن را هم نمی‌دهند")
    rows = await cases_of(citizen, database)
    assert [row.description for row in rows] == [WORDS, "جواب تلفن را هم نمی‌دهند"]
    assert len({row.tracking_code for row in rows}) == 2


@pytest.mark.parametrize("answers", [[], [WORDS], [WORDS, "نمی‌دانم"], [WORDS, "نمی‌دانم", "قم"]])
async def test_no_question_is_asked_twice_in_the_same_words(
    citizen: Citizen, answers: list[str]
) -> None:
    asked = await citizen.say("می‌خواهم شکایت کنم")
    for answer in answers:
        asked = await (citizen.press(answer) if answer in citizen.seen else citizen.say(answer))
    for number in range(3):
        again = await citizen.say("؟" * (number + 1))
        assert again.said != asked.said
        asked = again
    assert {"صحبت با کارشناس", "ثبت شود"} & set(asked.buttons)


SPOKEN = "سلام، سه بار رفتم و هر بار گفتن فردا بیا، پروندمو گم کردن"
FORMAL = "سه بار رفتم و هر بار گفتند فردا بیا، پرونده‌ام را گم کردند."


async def spoken_summary(citizen: Citizen) -> Answer:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say(SPOKEN)
    await citizen.press("نمی‌دانم")
    return await citizen.press("لازم نیست")


async def test_spoken_words_are_shown_in_a_formal_version_and_both_are_kept(
    citizen: Citizen, database: Database
) -> None:
    summary = await spoken_summary(citizen)
    assert FORMAL in summary.said
    assert SPOKEN in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert (row.description, row.formal_description) == (SPOKEN, FORMAL)


@pytest.mark.parametrize("way", ["button", "words"])
async def test_a_citizen_may_send_the_own_words(
    citizen: Citizen, database: Database, way: str
) -> None:
    summary = await spoken_summary(citizen)
    assert "با نوشتهٔ خودم بفرست" in summary.buttons
    if way == "button":
        await citizen.press("با نوشتهٔ خودم بفرست")
    else:
        await citizen.say("با نوشته خودم بفرست")
    (row,) = await cases_of(citizen, database)
    assert (row.description, row.formal_description) == (SPOKEN, None)


async def test_a_text_typed_for_the_form_is_taken_as_it_is(
    citizen: Citizen, database: Database
) -> None:
    await spoken_summary(citizen)
    await citizen.press("تغییر متن")
    own = "پرونده م گم شده و جوابی نمیدن"
    summary = await citizen.say(own)
    assert f"شرح: {own}" in summary.said
    assert "با نوشتهٔ خودم بفرست" not in summary.buttons
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert (row.description, row.formal_description) == (own, None)


async def test_personal_data_stays_hidden_in_both_versions(
    citizen: Citizen, database: Database
) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say("شماره ۰۹۱۲۱۲۳۴۵۶۷ رو دادم ولی زنگ نزدن")
    await citizen.press("نمی‌دانم")
    summary = await citizen.press("لازم نیست")
    assert "۰۹۱۲" not in summary.said
    assert "شماره [شماره همراه] را دادم" in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert row.formal_description is not None
    assert "[شماره همراه]" in row.formal_description


async def test_words_that_are_formal_already_have_no_second_version(
    citizen: Citizen, database: Database
) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say("رئیس اداره پرونده‌ام را گم کرده است")
    await citizen.press("نمی‌دانم")
    summary = await citizen.press("لازم نیست")
    assert "رسمی" not in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert row.formal_description is None
