"""A matter that others have told already: the chat offers to follow their case before filing."""

from playwright.async_api import expect

from assistant.dialogue.sentences import sentence
from browser.chat import PHONE_WIDTH, Chat
from browser.conftest import Visit
from browser.states import sideways

COMPLAINT = "اداره برق سه روزه تلفنشو جواب نمیده"
FOLLOW = "پیگیری همان پرونده"
ALONE = "شکایت خودم ثبت شود"


async def test_a_similar_case_is_followed_and_stays_ones_own(visit: Visit) -> None:
    first = await visit()
    await _tell(first, "بوشهر")
    await first.press("ثبت شود")
    leader = await first.receipt()

    second = await visit(width=PHONE_WIDTH)
    offer = await _tell(second, "بوشهر")
    assert "همین موضوع را گفته است و پرونده باز است" in offer
    assert leader.code not in offer
    assert COMPLAINT not in offer
    assert await second.find(".choice:enabled").all_inner_texts() == [FOLLOW, ALONE, "انصراف"]
    await expect(second.option(FOLLOW)).to_be_in_viewport(ratio=1)
    assert await sideways(second) == []

    assert sentence("followed") in await second.press(FOLLOW)
    own = await second.receipt()
    assert own.code != leader.code
    await second.case().get_by_text("دیدن روند رسیدگی").click()
    await expect(second.find("#state")).to_be_focused()
    await expect(second.find(".tracked")).to_contain_text(own.code)
    await expect(second.find(".tracking")).not_to_contain_text(leader.code)

    await second.find(".choice").get_by_text("جدا شدن از پروندهٔ مشترک").click()
    await expect(second.find("#words")).to_contain_text("جدا رسیدگی می‌شود")
    await second.find(".tracking .button").click()
    await expect(second.find(".past li").first).to_contain_text("جدا")
    await expect(second.find(".choice").get_by_text("جدا شدن")).to_have_count(0)


async def test_who_goes_alone_files_an_own_case(visit: Visit) -> None:
    first = await visit()
    await _tell(first, "یاسوج")
    await first.press("ثبت شود")
    second = await visit()
    await _tell(second, "یاسوج")
    assert sentence("summary") in await second.press(ALONE)
    assert sentence("followed") not in await second.press("ثبت شود")


async def _tell(chat: Chat, place: str) -> str:
    """Everything up to the summary or, where others have told the same, the offer."""
    await chat.open()
    await chat.say(COMPLAINT)
    return await chat.say(place)
