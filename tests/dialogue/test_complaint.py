"""A complaint without Rasa: by buttons and words, changed, broken off, interrupted, and filed."""

import json
from collections import Counter

import pytest
from sqlalchemy import select
from support.citizen import Answer, Citizen, file_complaint
from support.wordings import says

from assistant.cases.models import Case
from assistant.conversation.models import Conversation
from assistant.conversation.turn_records import state_of
from assistant.dialogue.policy.openings import tells_of_bribe
from assistant.dialogue.state import State
from assistant.dialogue.things import service
from assistant.dialogue.understand import Understander
from assistant.settings import PROJECT
from assistant.storage.database import Database

BRIBES = PROJECT / "tests" / "evaluation" / "bribes.jsonl"

WORDS = "سه بار رفتم و هر بار گفتند فردا بیا"
OF_TAMIN = "از تأمین اجتماعی شکایت دارم، سه ماه است پرونده‌ام را معطل کرده‌اند"


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
    assert says(answer.said, "filed.complaint")
    (row,) = await cases_of(citizen, database)
    assert row.tracking_code == case["tracking_code"]
    assert row.description == WORDS
    assert row.kind == "complaint"


async def test_by_words_alone_to_a_filed_case(citizen: Citizen, database: Database) -> None:
    opened = await citizen.say(OF_TAMIN)
    assert not says(opened.said, "ask_description.complaint"), "it was told already"
    assert says(opened.said, "ask_place")
    assert opened.body["about"]["agency_id"] == "tamin"
    summary = await citizen.say("شهر قم")
    assert "قم" in summary.said
    filed = await citizen.say("بله")
    assert filed.first("case")["agency"]["id"] == "tamin"
    assert "آغاز به کار" not in filed.said, "no source tells of the line in Qom"
    (row,) = await cases_of(citizen, database)
    assert (row.province, row.city) == ("قم", "قم")


async def test_an_embassy_is_asked_for_its_country_only_where_none_is_named(
    citizen: Citizen, database: Database
) -> None:
    words = "دو ماه است سفارت ایران {}جواب تلفن و نامهٔ ما را نمی‌دهد"
    await citizen.say("می‌خواهم شکایت کنم")
    asked = await citizen.say(words.format(""))
    assert says(asked.said, "ask_place_abroad")
    await citizen.press("انصراف")
    await citizen.say("می‌خواهم شکایت کنم")
    summary = await citizen.say(words.format("در دانمارک "))
    assert says(summary.said, "summary")
    assert "دانمارک" in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert (row.province, row.city) == (None, "دانمارک")


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
    await citizen.say(OF_TAMIN)
    await citizen.say("شهر کرج")
    filed = await citizen.say("بله")
    assert filed.first("case")["is_new"]
    assert "خط ۱۲۸ در استان البرز از ۱ مرداد ۱۴۰۴ آغاز به کار کرده است." in filed.said


async def test_a_complaint_of_another_agency_is_not_about_the_service_before(
    citizen: Citizen, database: Database
) -> None:
    card = await citizen.say("مدارک تعویض گواهینامه چیست؟")
    before = card.body["about"]["service_id"]
    assert card.body["about"]["agency_id"] == "rahvar"
    opened = await citizen.say(OF_TAMIN)
    await citizen.say("شهر قم")
    filed = await citizen.say("بله")
    assert filed.first("case")["agency"]["id"] == "tamin"
    assert opened.body["about"]["agency_id"] == "tamin"
    for answer in (opened, filed):
        assert answer.body["about"].get("agency_id") != "rahvar"
        assert "service_id" not in answer.body["about"]
    (row,) = await cases_of(citizen, database)
    assert row.service_id is None
    with database.transaction() as session:
        conversation = session.get_one(Conversation, citizen.id)
        assert service(before) in state_of(conversation).trail, "a later question may mean it"


async def test_a_complaint_of_the_agency_that_was_talked_of_stays_about_its_service(
    citizen: Citizen, database: Database
) -> None:
    card = await citizen.say("مدارک تعویض گواهینامه چیست؟")
    await citizen.say("از همین اداره شکایت دارم، سه هفته است گواهینامه را نمی‌دهند")
    await citizen.press("لازم نیست")
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert row.agency_id == card.body["about"]["agency_id"]
    assert row.service_id == card.body["about"]["service_id"]


async def test_the_summary_shows_what_will_be_filed(citizen: Citizen) -> None:
    summary = await up_to_confirmation(citizen)
    assert WORDS in summary.said
    assert "نوع: شکایت" in summary.said
    assert {"ثبت شود", "تغییر متن", "تغییر دستگاه", "تغییر محل", "انصراف"} <= set(summary.buttons)


async def test_the_summary_comes_as_rows_too_each_with_the_button_that_changes_it(
    citizen: Citizen,
) -> None:
    summary = await up_to_confirmation(citizen)
    reply = summary.first("choices")
    rows = {row["name"]: row for row in reply["rows"]}
    assert list(rows)[:2] == ["نوع", "دستگاه"]
    assert list(rows)[-1] == "شرح"
    assert rows["شرح"]["text"] == WORDS
    assert "choice" not in rows["نوع"]
    titles = {option["choice"]: option["title"] for option in reply["options"]}
    changed = {titles[row["choice"]] for row in reply["rows"] if "choice" in row}
    assert changed >= {"تغییر دستگاه", "تغییر متن"}
    # Word for word what other channels say, together, so that one may cut it out.
    lines = "\n".join(f"{row['name']}: {row['text']}" for row in reply["rows"])
    assert summary.said.count(lines) == 1


async def test_a_question_of_another_kind_has_no_rows(citizen: Citizen) -> None:
    await up_to_confirmation(citizen)
    topics = await citizen.press("تغییر موضوع")
    assert "rows" not in topics.first("choices")


async def test_a_place_is_a_row_once_it_is_known(citizen: Citizen) -> None:
    unplaced = await up_to_confirmation(citizen)
    assert "محل" not in {row["name"] for row in unplaced.first("choices")["rows"]}
    await citizen.press("تغییر محل")
    placed = await citizen.say("شیراز")
    (place,) = [row for row in placed.first("choices")["rows"] if row["name"] == "محل"]
    assert "شیراز" in place["text"]
    assert place["choice"] == "edit:case_place"


@pytest.mark.parametrize("words", ["خلاصه رو نشونم بده", "یه بار متنشو بخون برام", "چی نوشتی؟"])
async def test_who_asks_for_the_text_sees_the_summary_again(citizen: Citizen, words: str) -> None:
    summary = await up_to_confirmation(citizen)
    again = await citizen.say(words)
    assert WORDS in again.said
    assert set(again.buttons) == set(summary.buttons)


async def test_the_topic_is_chosen_by_a_button_or_is_none(
    citizen: Citizen, database: Database
) -> None:
    await up_to_confirmation(citizen)
    topics = await citizen.press("تغییر موضوع")
    assert "پیشنهاد یا انتقاد" not in topics.buttons
    named = await citizen.say("موضوعش رو بذارید خاموشی چراغ معابر")
    assert named.buttons == topics.buttons
    summary = await citizen.press("جواب ندادن تلفن")
    assert "موضوع: جواب ندادن تلفن" in summary.said
    await citizen.press("تغییر موضوع")
    bare = await citizen.press("هیچ‌کدام از این‌ها")
    assert "موضوع:" not in bare.said
    await citizen.press("تغییر موضوع")
    await citizen.press("بدرفتاری یا تبعیض")
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert row.indicator == "discourtesy"


async def test_nothing_is_filed_before_the_citizen_confirms(
    citizen: Citizen, database: Database
) -> None:
    await up_to_confirmation(citizen)
    assert await cases_of(citizen, database) == []


@pytest.mark.parametrize("words", ["/restart", "/session_start", "xyzzy plugh", "؟؟؟", "سلام"])
async def test_what_is_no_confirmation_files_nothing(
    citizen: Citizen, database: Database, words: str
) -> None:
    await up_to_confirmation(citizen)
    await citizen.say(words)
    assert await cases_of(citizen, database) == []
    await citizen.press("ثبت شود")
    assert len(await cases_of(citizen, database)) == 1


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
    answer = await (citizen.press("انصراف") if way == "button" else citizen.say("انصراف"))
    assert says(answer.said, "cancelled")
    assert await cases_of(citizen, database) == []
    after = await citizen.say("گواهینامه‌ام گم شده و المثنی می‌خواهم")
    assert "service" in after.kinds, "the form must be closed"
    assert not says(after.said, "still_drafting")


async def test_the_text_can_be_changed_before_filing(citizen: Citizen, database: Database) -> None:
    await up_to_confirmation(citizen)
    asked = await citizen.press("تغییر متن")
    assert says(asked.said, "rewrite")
    summary = await citizen.say("در واقع پنج بار رفتم و جواب ندادند")
    assert "پنج بار رفتم و جواب ندادند" in summary.said
    assert WORDS not in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert row.description.endswith("پنج بار رفتم و جواب ندادند")


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
    again = await citizen.say("؟؟")
    assert says(first.said, "ask_agency.complaint")
    assert says(again.said, "ask_agency_again")
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
    await file_complaint(citizen, "کارمند باجه هم مرا برگرداند")
    rows = await cases_of(citizen, database)
    assert [row.description for row in rows] == [WORDS, "کارمند باجه هم مرا برگرداند"]
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


SPOKEN = "سه بار رفتم و هر بار گفتن فردا بیا، پروندمو گم کردن"
FORMAL = "سه بار رفتم و هر بار گفتند فردا بیا، پرونده‌ام را گم کردند."
MAKE_FORMAL, OWN_WORDS = "رسمی‌ترش کن", "نوشتهٔ خودم بهتر است"


async def spoken_summary(citizen: Citizen) -> Answer:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say(f"سلام، {SPOKEN}")
    await citizen.press("نمی‌دانم")
    return await citizen.press("لازم نیست")


async def test_spoken_words_are_filed_as_they_are_and_no_greeting_before_them(
    citizen: Citizen, database: Database
) -> None:
    summary = await spoken_summary(citizen)
    assert SPOKEN in summary.said
    assert "سلام" not in summary.said
    assert FORMAL not in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert (row.description, row.formal_description) == (SPOKEN, None)


async def test_a_formal_version_is_shown_by_its_button_and_both_are_kept(
    citizen: Citizen, database: Database
) -> None:
    await spoken_summary(citizen)
    summary = await citizen.press(MAKE_FORMAL)
    assert f"شرح: {FORMAL}" in summary.said
    assert MAKE_FORMAL not in summary.buttons
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert (row.description, row.formal_description) == (SPOKEN, FORMAL)


@pytest.mark.parametrize("way", ["button", "title"])
async def test_a_citizen_may_go_back_to_the_own_words(
    citizen: Citizen, database: Database, way: str
) -> None:
    await spoken_summary(citizen)
    await citizen.press(MAKE_FORMAL)
    summary = await (citizen.press(OWN_WORDS) if way == "button" else citizen.say(OWN_WORDS))
    assert FORMAL not in summary.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert (row.description, row.formal_description) == (SPOKEN, None)


async def test_numbers_are_hidden_in_both_versions(citizen: Citizen, database: Database) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say("شماره ۰۹۱۲۱۲۳۴۵۶۷ رو دادم ولی زنگ نزدن")
    await citizen.press("نمی‌دانم")
    own = await citizen.press("لازم نیست")
    formal = await citizen.press(MAKE_FORMAL)
    assert "شماره [شماره همراه] را دادم" in formal.said
    assert "شماره [شماره همراه] رو دادم" in own.said
    await citizen.press("ثبت شود")
    (row,) = await cases_of(citizen, database)
    assert row.formal_description is not None
    assert "[شماره همراه]" in row.formal_description
    assert "[شماره همراه]" in row.description


async def test_words_that_are_formal_already_have_no_second_version(citizen: Citizen) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say("رئیس اداره پرونده‌ام را گم کرده است")
    await citizen.press("نمی‌دانم")
    summary = await citizen.press("لازم نیست")
    assert "ثبت شود" in summary.buttons
    assert MAKE_FORMAL not in summary.buttons


async def test_a_town_in_the_name_of_an_office_is_the_place(citizen: Citizen) -> None:
    asked = await citizen.say("از شهرداری ساوه شکایت دارم. سه هفته است چراغ کوچه خاموش است")
    assert "محل: ساوه" in asked.said


async def test_136_is_told_once_as_soon_as_a_bribe_is(citizen: Citizen) -> None:
    await citizen.say("از شهرداری ساوه شکایت دارم. سه هفته است پایان کارم را امضا نمی‌کنند")
    told = await citizen.say("اینم بنویس که کارشناس هشت میلیون رشوه خواست")
    assert told.kinds.count("line") == 1
    assert told.first("line")["number"] == "136"
    again = await citizen.say("بنویس رشوه را دو بار خواست")
    assert "line" not in again.kinds


def test_fresh_bribes_are_heard_and_lawful_payments_are_none(understander: Understander) -> None:
    """Floor and ceiling are ends of the intervals that were measured, 34 of 60 and none of 60."""
    told = [json.loads(line) for line in BRIBES.read_text("utf-8").splitlines()]
    heard = Counter(
        one["bribe"]
        for one in told
        if tells_of_bribe(understander.understand(one["text"], State()))
    )
    assert heard[True] >= 26
    assert heard[False] <= 3
