"""A change that is not sure spoils no text: it is shown, chosen, or asked for."""

import pytest
from support.citizen import Answer, Citizen, file_complaint
from support.wordings import says

from assistant.dialogue.complaint import change

WORDS = "در شعبه شهرداری سه بار رفتم و جواب ندادند، کارمند هم سر من داد زد"
ANEW = (
    "پنج بار به شهرداری رفتم و هیچ‌کس جواب نداد. کارمند داد زد. درخواست دارم پرونده تعیین تکلیف شود"
)
CHANGE, TAKE_OUT = "پنج بار رفتم نه سه بار", "اون تیکه که داد زد رو پاک کن"


@pytest.fixture(autouse=True)
def _unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    """No change is sure enough."""
    for name in ("AGREES", "SURELY", "GOES"):
        monkeypatch.setattr(change, name, 9.0)


async def to_summary(citizen: Citizen) -> Answer:
    await citizen.say(f"از شهرداری شکایت دارم. {WORDS}")
    return await citizen.say("شهر قم")


async def shown_to(citizen: Citizen) -> Answer:
    """What is shown before it goes to the agency."""
    await file_complaint(citizen, WORDS)
    return await citizen.say(CHANGE)


async def sent_words(citizen: Citizen) -> str:
    return (await citizen.say("متن پرونده رو نشونم بده")).said.partition("فرستاده‌اید")[2]


async def filed_words(citizen: Citizen) -> str:
    return (await citizen.say("متن پرونده رو نشونم بده")).said


async def test_a_change_of_the_text_is_shown_first(citizen: Citizen) -> None:
    await to_summary(citizen)
    shown = await citizen.say(CHANGE)
    assert says(shown.said, "propose")
    assert "پنج بار رفتم" in shown.said
    kept = await citizen.press("مثل قبل بماند")
    assert "سه بار رفتم" in kept.said


@pytest.mark.parametrize("way", [None, "آره همین خوبه"])
async def test_a_yes_changes_the_text_and_files_nothing(citizen: Citizen, way: str | None) -> None:
    await to_summary(citizen)
    await citizen.say(CHANGE)
    done = await (citizen.say(way) if way else citizen.press("بله، همین"))
    assert says(done.said, "taken_swapped")
    assert "پنج بار رفتم" in done.said
    assert "case" not in done.kinds


@pytest.mark.parametrize("way", ["ثبت شود", "همین خوبه بفرست", "are sabtesh kon"])
async def test_who_says_yes_and_file_it_has_the_shown_text_filed(
    citizen: Citizen, way: str
) -> None:
    await to_summary(citizen)
    await citizen.say(CHANGE)
    done = await citizen.say(way)
    assert "case" in done.kinds
    assert "پنج بار رفتم" in await filed_words(citizen)


async def test_a_field_beside_an_unsure_change_is_shown_with_it(citizen: Citizen) -> None:
    await to_summary(citizen)
    shown = await citizen.say("پنج بار رفتم نه سه بار. شهرش هم کرجه نه قم")
    assert says(shown.said, "propose")
    assert "محل: کرج" in shown.said
    assert "پنج بار رفتم" in shown.said
    assert "case" in (await citizen.say("ثبتش کن")).kinds


@pytest.mark.parametrize("way", ["بله شهرش کرجه ثبتش کن", "آره درست ثبت کردی", "ثبت نکن"])
async def test_nothing_is_filed_that_was_not_shown_or_not_wanted(
    citizen: Citizen, way: str
) -> None:
    await to_summary(citizen)
    await citizen.say(CHANGE)
    assert "case" not in (await citizen.say(way)).kinds


async def test_what_is_said_instead_of_a_yes_changes_the_text_as_it_was(citizen: Citizen) -> None:
    await to_summary(citizen)
    await citizen.say(CHANGE)
    again = await citizen.say("ده بار رفتم نه سه بار")
    assert "ده بار رفتم" in again.said
    assert "پنج" not in again.said


async def test_what_has_no_place_comes_to_the_end_only_with_a_yes(citizen: Citizen) -> None:
    await to_summary(citizen)
    shown = await citizen.say("شعبه هفت بود نه نه")
    assert says(shown.said, "taken_noted")
    assert "سه بار رفتم" in shown.said
    assert "اصلاح:" not in shown.said
    kept = await citizen.press("مثل قبل بماند")
    assert "شعبه هفت" not in kept.said
    await citizen.say("شعبه هفت بود نه نه")
    done = await citizen.press("بله، همین")
    assert "شعبه هفت" in done.said


async def test_who_writes_a_text_anew_begins_with_the_newest_one(citizen: Citizen) -> None:
    await to_summary(citizen)
    await citizen.say(CHANGE)
    asked = await citizen.press("خودم می‌نویسم")
    assert "پنج بار رفتم" in asked.said
    kept = await citizen.press("مثل قبل بماند")
    assert "سه بار رفتم" in kept.said


async def test_a_text_that_is_written_anew_comes_word_for_word(citizen: Citizen) -> None:
    await to_summary(citizen)
    await citizen.press("تغییر متن")
    done = await citizen.say(ANEW)
    assert ANEW in done.said


@pytest.mark.parametrize("way", [None, "نه ولش کن همون خوبه"])
async def test_the_old_text_stays_until_another_comes(citizen: Citizen, way: str | None) -> None:
    await to_summary(citizen)
    await citizen.press("تغییر متن")
    kept = await (citizen.say(way) if way else citizen.press("مثل قبل بماند"))
    assert "سه بار رفتم" in kept.said
    assert "ثبت شود" in kept.buttons


async def test_what_was_given_up_by_mistake_comes_back(citizen: Citizen) -> None:
    await to_summary(citizen)
    gone = await citizen.press("انصراف")
    assert says(gone.said, "cancelled")
    back = await citizen.press("برگردان، ادامه می‌دهم")
    assert "سه بار رفتم" in back.said


async def test_what_goes_is_chosen(citizen: Citizen) -> None:
    await to_summary(citizen)
    asked = await citizen.say(TAKE_OUT)
    assert says(asked.said, "which_goes")
    button = next(title for title in asked.buttons if "داد زد" in title)
    left = await citizen.press(button)
    assert says(left.said, "taken_removed")
    assert "داد زد" not in left.said
    assert "جواب ندادند" in left.said


async def test_none_of_the_offered_clauses_may_be_meant(citizen: Citizen) -> None:
    await to_summary(citizen)
    await citizen.say(TAKE_OUT)
    summary = await citizen.press("مثل قبل بماند")
    assert "داد زد" in summary.said
    assert "ثبت شود" in summary.buttons


async def test_nothing_is_sent_to_the_agency_before_it_was_shown(citizen: Citizen) -> None:
    shown = await shown_to(citizen)
    assert says(shown.said, "send_ask")
    assert CHANGE in shown.said
    assert await sent_words(citizen) == ""


async def test_what_was_shown_is_sent_after_a_yes(citizen: Citizen) -> None:
    await shown_to(citizen)
    done = await citizen.press("بله، بفرست")
    assert says(done.said, "amended")
    assert CHANGE in await sent_words(citizen)


async def test_what_is_told_meanwhile_goes_with_it(citizen: Citizen) -> None:
    await shown_to(citizen)
    more = await citizen.say("این رو هم اضافه کن که رسید هم ندادن")
    assert CHANGE in more.said
    assert "ندادن" in more.said
    await citizen.press("بله، بفرست")
    sent = await sent_words(citizen)
    assert CHANGE in sent
    assert "رسید" in sent


@pytest.mark.parametrize(
    ("text", "comes", "goes"),
    [
        ("به جای رسید بنویس قبض", "قبض", "رسید"),
        ("خط آخرش رو پاک کن", CHANGE, "رسید"),
        ("جمله رسید رو بردار", CHANGE, "رسید"),
    ],
)
async def test_what_waits_is_put_right_before_it_is_sent(
    citizen: Citizen, text: str, comes: str, goes: str
) -> None:
    await shown_to(citizen)
    await citizen.say("این رو هم اضافه کن که رسید هم ندادن")
    shown = await citizen.say(text)
    assert says(shown.said, "send_ask")
    await citizen.press("بله، بفرست")
    sent = await sent_words(citizen)
    assert comes in sent
    assert goes not in sent
    assert "درست نیست" not in sent


@pytest.mark.parametrize("way", [None, "نه"])
async def test_a_no_sends_nothing(citizen: Citizen, way: str | None) -> None:
    await shown_to(citizen)
    kept = await (citizen.say(way) if way else citizen.press("نه، نفرست"))
    assert says(kept.said, "not_sent")
    assert await sent_words(citizen) == ""


async def test_what_waits_is_sent_after_a_question_in_between(citizen: Citizen) -> None:
    await shown_to(citizen)
    await citizen.say("کی جواب میدن؟")
    done = await citizen.say("آره بفرست")
    assert says(done.said, "amended")
    assert CHANGE in await sent_words(citizen)


async def test_the_same_words_wait_only_once(citizen: Citizen) -> None:
    await shown_to(citizen)
    again = await citizen.say(CHANGE)
    assert again.said.count(CHANGE) == 1


NO_TEXTS = [
    "کی جواب میدن به این شکایت من؟",
    "این چیه نوشتی برا خودت آخه",
    f"{CHANGE} بود، درستش کن",
]


@pytest.mark.parametrize("message", NO_TEXTS)
async def test_what_is_no_text_does_not_take_the_place_of_one(
    citizen: Citizen, message: str
) -> None:
    await to_summary(citizen)
    await citizen.press("تغییر متن")
    await citizen.say(message)
    summary = await citizen.say("مثل قبل بماند")
    assert "جواب ندادند" in summary.said
    assert message not in summary.said
