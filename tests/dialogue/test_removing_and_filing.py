"""«… را بردار و ثبت کن» does both; what the citizen has not seen is filed by no message."""

import pytest
from support.citizen import Answer, Citizen
from support.wordings import says

WORDS = "در شعبه شهرداری سه بار رفتم و جواب ندادند. کارمند هم سر من داد زد"


async def to_summary(citizen: Citizen) -> Answer:
    await citizen.say(f"از شهرداری شکایت دارم. {WORDS}")
    return await citizen.say("شهر قم")


@pytest.mark.parametrize(
    "message", ["جمله آخر را بردار و ثبت کن", "جمله آخر را بردارید و بعد ثبت کنید لطفا"]
)
async def test_what_is_named_is_taken_out_and_the_rest_is_filed(
    citizen: Citizen, message: str
) -> None:
    await to_summary(citizen)
    done = await citizen.say(message)
    assert "case" in done.kinds


async def test_another_change_is_seen_before_it_is_filed(citizen: Citizen) -> None:
    await to_summary(citizen)
    seen = await citizen.say("سه بار نه پنج بار. ثبتش کن")
    assert "case" not in seen.kinds
    assert "پنج بار" in seen.said


async def test_a_removal_alone_files_nothing(citizen: Citizen) -> None:
    await to_summary(citizen)
    left = await citizen.say("جمله آخر را بردار")
    assert "case" not in left.kinds
    assert says(left.said, "taken_removed")
    assert "داد زد" not in left.said
