"""A change that is not sure spoils no text: it is noted, chosen, or shown before it is sent."""

import pytest
from support.citizen import Answer, Citizen, file_complaint
from support.wordings import says

from assistant.dialogue.complaint import editing

WORDS = "در شعبه شهرداری سه بار رفتم و جواب ندادند، کارمند هم سر من داد زد"
CHANGE, TAKE_OUT = "پنج بار رفتم نه سه بار", "اون تیکه که داد زد رو پاک کن"


@pytest.fixture(autouse=True)
def _unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    """No change is sure enough."""
    monkeypatch.setattr(editing, "SURE", 1.1)


async def to_summary(citizen: Citizen) -> Answer:
    await citizen.say(f"از شهرداری شکایت دارم. {WORDS}")
    return await citizen.say("شهر قم")


async def sent_words(citizen: Citizen) -> str:
    return (await citizen.say("متن پرونده رو نشونم بده")).said.partition("فرستاده‌اید")[2]


async def test_a_change_of_the_text_stands_below_it(citizen: Citizen) -> None:
    await to_summary(citizen)
    changed = await citizen.say(CHANGE)
    assert says(changed.said, "taken_noted")
    assert f"اصلاح: {CHANGE}" in changed.said
    assert "سه بار رفتم" in changed.said


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
    summary = await citizen.press("هیچ‌کدام")
    assert "داد زد" in summary.said
    assert "ثبت شود" in summary.buttons


async def test_nothing_is_sent_to_the_agency_before_it_was_shown(citizen: Citizen) -> None:
    await file_complaint(citizen, WORDS)
    shown = await citizen.say(CHANGE)
    assert says(shown.said, "send_ask")
    assert CHANGE in shown.said
    assert await sent_words(citizen) == ""


async def test_what_was_shown_is_sent_after_a_yes(citizen: Citizen) -> None:
    await file_complaint(citizen, WORDS)
    await citizen.say(CHANGE)
    done = await citizen.press("بله، بفرست")
    assert says(done.said, "amended")
    assert CHANGE in await sent_words(citizen)


async def test_what_is_told_meanwhile_goes_with_it(citizen: Citizen) -> None:
    await file_complaint(citizen, WORDS)
    await citizen.say(CHANGE)
    more = await citizen.say("این رو هم اضافه کن که رسید هم ندادن")
    assert CHANGE in more.said
    assert "ندادن" in more.said
    await citizen.press("بله، بفرست")
    sent = await sent_words(citizen)
    assert CHANGE in sent
    assert "رسید" in sent


@pytest.mark.parametrize("way", [None, "نه"])
async def test_a_no_sends_nothing(citizen: Citizen, way: str | None) -> None:
    await file_complaint(citizen, WORDS)
    await citizen.say(CHANGE)
    kept = await (citizen.say(way) if way else citizen.press("نه، نفرست"))
    assert says(kept.said, "not_sent")
    assert await sent_words(citizen) == ""
