"""From a sentence to the service, its facts, a complaint and its case, with a real Rasa."""

import pytest
from support.citizen import Answer, Citizen, to_confirmation
from support.wordings import says

from knowledge.search.about import read_about

pytestmark = pytest.mark.rasa
WORDS = "سه بار رفتم و هر بار گفتند فردا بیا"


async def asked_for_card(citizen: Citizen) -> Answer:
    return await citizen.say("سلام، گواهینامه رانندگیم گم شده، المثنی میخوام چیکار کنم؟")


async def test_from_a_question_to_a_tracked_case(citizen: Citizen) -> None:
    answer = await asked_for_card(citizen)
    card = answer.first("service")["service"]
    assert card["id"] == "driving-license-duplicate"
    assert answer.body["act"]["name"] == "ask_service"
    assert answer.body["act"]["confidence"] > 0.5

    documents = await citizen.say("مدارکش چیه؟")
    assert documents.body["act"]["name"] == "ask_documents"
    assert documents.body["about"]["service_id"] == card["id"]
    for document in card["documents"]:
        assert document in documents.said

    summary = await to_confirmation(citizen, WORDS)
    assert WORDS in summary.said
    filed = (await citizen.press("ثبت شود")).first("case")
    assert filed["is_new"]
    assert len(filed["pin"]) == 12

    tracked = (await citizen.say("پرونده‌ام الان در چه وضعی است؟")).first("case")
    assert tracked["tracking_code"] == filed["tracking_code"]
    seen = await citizen.http.get(
        f"/api/v1/cases/{filed['tracking_code']}", headers={"X-Case-Pin": filed["pin"]}
    )
    assert seen.json()["description"] == WORDS


@pytest.mark.parametrize(
    ("question", "act"),
    [
        ("هزینه‌اش چقدره؟", "ask_fee"),
        ("چند روز طول می‌کشه؟", "ask_duration"),
        ("شماره تلفنش رو بده", "ask_link_or_phone"),
    ],
)
async def test_further_questions_stay_with_the_service(
    citizen: Citizen, question: str, act: str
) -> None:
    first = await asked_for_card(citizen)
    answer = await citizen.say(question)
    assert answer.body["act"]["name"] == act
    assert answer.body["about"]["service_id"] == first.body["about"]["service_id"]
    assert answer.said


async def test_a_question_interrupts_a_complaint_which_then_goes_on(citizen: Citizen) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    await citizen.say(WORDS)
    answer = await citizen.say("راستی مدارک لازم برای گذرنامه چیه؟")
    assert answer.body["act"]["name"] == "ask_documents"
    assert "گذرنامه" in str(answer.body)
    assert says(answer.said, "still_drafting"), "the form must go on"
    named = await citizen.say("شهرداری")
    assert named.body["about"]["agency_id"] == "shahrdari"
    await citizen.press("لازم نیست")
    case = (await citizen.press("ثبت شود")).first("case")
    assert case["agency"]["id"] == "shahrdari"


@pytest.mark.parametrize(
    "words", ["می‌خواهم شکایت کنم", "شکایت دارم", "میخوام از یه اداره شکایت کنم", "من شاکیم"]
)
async def test_saying_that_one_wants_to_complain_opens_the_form(
    citizen: Citizen, words: str
) -> None:
    answer = await citizen.say(words)
    assert answer.body["act"]["name"] == "complain"
    assert says(answer.said, "ask_description.complaint")


async def test_a_complaint_about_an_agency_is_no_question_about_its_service(
    citizen: Citizen,
) -> None:
    answer = await citizen.say("از اداره برق شکایت دارم، سه روز است جواب تلفن را نمی‌دهند")
    assert answer.body["act"]["name"] == "complain"
    assert "service" not in answer.kinds or says(answer.said, "own_way")
    assert says(answer.said, "ask_place")
    assert answer.body["about"]["agency_id"] == "tavanir"


async def test_another_line_is_named(citizen: Citizen) -> None:
    answer = await citizen.say("خونمون آتیش گرفته کمک کنید")
    assert answer.body["act"]["name"] == "emergency"
    assert "125" in [reply["number"] for reply in answer.replies if reply["kind"] == "line"]


async def test_a_human_takes_over_and_gives_back(citizen: Citizen) -> None:
    answer = await citizen.say("وصلم کن به یه آدم")
    assert answer.body["owner"] == "queue"
    assert (await citizen.press("ادامه با دستیار")).body["owner"] == "bot"
    assert "service" in (await asked_for_card(citizen)).kinds


@pytest.mark.parametrize("words", ["؟؟؟", "😡😡", "123456"])
async def test_a_message_without_words_brings_nothing_but_an_answer(
    citizen: Citizen, words: str
) -> None:
    answer = await citizen.say(words)
    assert answer.said
    assert set(answer.kinds) <= {"text", "choices"}


async def test_who_asks_whether_it_is_human_stays_with_it(citizen: Citizen) -> None:
    answer = await citizen.say("تو ربات هستی یا آدم؟")
    assert answer.body["owner"] == "bot"
    told = [topic.id for topic in read_about() if topic.answer.partition("{")[0] in answer.said]
    assert told, answer.said


async def test_what_the_judiciary_gives_out_is_told_as_a_service(citizen: Citizen) -> None:
    answer = await citizen.say("گواهی عدم سوءپیشینه می‌خواهم")
    assert answer.first("service")["service"]["id"] == "criminal-record-certificate"
