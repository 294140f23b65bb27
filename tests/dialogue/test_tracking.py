"""Who sees which case: one's own in the same talk, any other only with its pin."""

import httpx
from sqlalchemy import select
from support.citizen import Citizen, file_complaint
from support.pins import wrong
from support.wordings import says

from assistant.conversation.models import Turn
from assistant.storage.database import Database

WORDS = "سه بار رفتم و هر بار گفتند فردا بیا"


async def test_ones_own_case_is_shown_without_a_pin(citizen: Citizen) -> None:
    case = (await file_complaint(citizen, WORDS)).first("case")
    shown = (await citizen.say("پرونده‌ام الان در چه وضعی است؟")).first("case")
    assert shown["tracking_code"] == case["tracking_code"]
    assert shown["is_new"] is False
    assert "pin" not in shown, "the pin is told once, by the turn that filed"


async def test_a_foreign_case_needs_its_pin(citizen: Citizen, http: httpx.AsyncClient) -> None:
    case = (await file_complaint(citizen, WORDS)).first("case")
    code, pin = case["tracking_code"], case["pin"]
    stranger = await Citizen.arrive(http)
    for typed in (f"رهگیری {code}", f"رهگیری {code} رمز {wrong(pin)}"):
        refused = await stranger.say(typed)
        assert "case" not in refused.kinds
        assert says(refused.said, "code_not_found")
    shown = (await stranger.say(f"رهگیری {code} رمز {pin}")).first("case")
    assert shown["tracking_code"] == code
    assert "pin" not in shown


async def test_code_and_pin_may_be_typed_in_persian_digits(
    citizen: Citizen, http: httpx.AsyncClient
) -> None:
    case = (await file_complaint(citizen, WORDS)).first("case")
    persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    code = case["tracking_code"].lower().translate(persian)
    stranger = await Citizen.arrive(http)
    answer = await stranger.say(
        f"رهگیری {code[:4]}-{code[4:]} با رمز {case['pin'].translate(persian)}"
    )
    assert answer.first("case")["tracking_code"] == case["tracking_code"]


async def test_an_unknown_code_and_a_wrong_pin_are_told_alike(
    citizen: Citizen, http: httpx.AsyncClient
) -> None:
    case = (await file_complaint(citizen, WORDS)).first("case")
    stranger = await Citizen.arrive(http)
    wrong_pin = await stranger.say(f"رهگیری {case['tracking_code']} رمز {wrong(case['pin'])}")
    other = await Citizen.arrive(http)
    unknown = await other.say(f"رهگیری 22222222 رمز {case['pin']}")
    assert unknown.said == wrong_pin.said


async def test_without_a_case_one_is_told_what_is_needed(citizen: Citizen) -> None:
    answer = await citizen.say("شکایتم به کجا رسید؟")
    assert says(answer.said, "no_case_here")
    assert "case" not in answer.kinds


async def test_a_typed_pin_is_not_kept(
    citizen: Citizen, http: httpx.AsyncClient, database: Database
) -> None:
    case = (await file_complaint(citizen, WORDS)).first("case")
    stranger = await Citizen.arrive(http)
    await stranger.say(f"رهگیری {case['tracking_code']} رمز {case['pin']}")
    with database.transaction() as session:
        turns = list(session.scalars(select(Turn).where(Turn.conversation_id == stranger.id)))
    assert [case["pin"] in turn.text for turn in turns] == [False]
    assert "[رمز]" in turns[0].text


async def test_a_pin_that_comes_after_its_code_is_not_kept(
    citizen: Citizen, http: httpx.AsyncClient, database: Database
) -> None:
    case = (await file_complaint(citizen, WORDS)).first("case")
    stranger = await Citizen.arrive(http)
    await stranger.say(f"رهگیری {case['tracking_code']}")
    pin = case["pin"]
    for typed in (wrong(pin), " ".join(pin[i : i + 3] for i in range(0, len(pin), 3))):
        answer = await stranger.say(typed)
    assert answer.first("case")["tracking_code"] == case["tracking_code"]
    with database.transaction() as session:
        turns = session.scalars(select(Turn).where(Turn.conversation_id == stranger.id)).all()
    assert [turn.text for turn in turns][1:] == ["[رمز]", "[رمز]"]


async def test_who_asks_what_stands_in_the_case_is_shown_its_words(citizen: Citizen) -> None:
    await file_complaint(citizen, WORDS)
    shown = await citizen.say("نشونم بده چی نوشتی")
    assert shown.first("case")["is_new"] is False
    assert WORDS in shown.said


async def test_who_asks_when_the_answer_comes_hears_the_deadline_of_this_case(
    citizen: Citizen,
) -> None:
    case = (await file_complaint(citizen, WORDS)).first("case")
    asked = await citizen.say("کی جواب میدن؟")
    assert asked.first("case")["tracking_code"] == case["tracking_code"]
    assert "مهلت جواب همین شکایت تا" in asked.said or "برای جواب این شکایت تا" in asked.said


async def test_a_question_about_the_case_is_not_sent_to_the_agency(citizen: Citizen) -> None:
    await file_complaint(citizen, WORDS)
    asked = await citizen.say("چرا شکایتم رفت اونجا مگه مال اون اداره‌ست؟")
    assert not says(asked.said, "amended")


async def test_what_was_sent_later_is_told_and_nothing_else(citizen: Citizen) -> None:
    await file_complaint(citizen, WORDS)
    assert "فرستاده‌اید" not in (await citizen.say("نشونم بده چی نوشتی")).said
    added = await citizen.say("این رو هم اضافه کن که رسید هم ندادن")
    assert says(added.said, "amended"), added.said
    sent = added.said.rpartition("\n")[2]
    assert "ندادن" in sent
    assert "اضافه" not in sent, "what is said to the assistant is not for the agency"
    shown = (await citizen.say("متن پرونده رو نشونم بده")).said
    assert "فرستاده‌اید" in shown
    assert sent in shown.split("فرستاده‌اید")[1]


async def test_who_asks_for_the_words_and_something_else_hears_both(citizen: Citizen) -> None:
    await file_complaint(citizen, WORDS)
    both = await citizen.say("ببینم چی ثبت شد؟ اسم من رو هم به اداره میگین؟")
    assert WORDS in both.said
    assert "بی‌نام" in both.said
