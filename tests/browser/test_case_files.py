"""Photos, documents and voice notes go to a case from its page, by keys alone if one likes."""

import re
from typing import Any

import httpx
import pytest
from playwright.async_api import FilePayload, Locator, expect
from support import media

from browser.axe import install_packages, violations
from browser.chat import PHONE_WIDTH, Chat, Receipt
from browser.conftest import Visit
from lab.evaluation.stack import Stack

COMPLAINT = "اداره برق سه روزه تلفنشو جواب نمیده"
ADDED = "فایلی افزودید"


def file_of(data: bytes, name: str = "photo.jpg", type_: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": type_, "buffer": data}


async def tracked(chat: Chat) -> Receipt:
    """File a case, and open its page."""
    await chat.open()
    await chat.say(COMPLAINT)
    await chat.press("لازم نیست")
    await chat.press("ثبت شود")
    receipt = await chat.receipt()
    await chat.case().get_by_role("button", name="دیدن روند رسیدگی").click()
    await expect(chat.find("#state")).to_be_focused()
    return receipt


def steps(chat: Chat) -> Locator:
    return chat.find(".past li").filter(has_text=ADDED)


async def choose(chat: Chat, receipt: Receipt, file: FilePayload) -> None:
    """Choose a file, and wait until the case is shown with it."""
    async with chat.page.expect_response(lambda one: one.url.endswith(f"/cases/{receipt.code}")):
        await chat.find("input[type=file]").set_input_files(file)
    await expect(chat.find("input[type=file]")).to_be_enabled()


async def kept(stack: Stack, receipt: Receipt) -> list[dict[str, Any]]:
    """The files of the case, as its citizen's API lists them."""
    path = f"/api/v1/cases/{receipt.code}/attachments"
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False) as http:
        listed = await http.get(path, headers={"X-Case-Pin": receipt.pin})
    assert listed.status_code == 200, listed.text
    return listed.json()["attachments"]


@pytest.mark.firefox
@pytest.mark.parametrize("width", [1280, PHONE_WIDTH])
async def test_a_photo_joins_the_case(visit: Visit, stack: Stack, width: int) -> None:
    install_packages()
    chat = await visit(width=width)
    receipt = await tracked(chat)
    assert await violations(chat.page) == []
    await choose(chat, receipt, file_of(media.photo()))
    await expect(steps(chat)).to_have_count(1)
    # Its name stands beside the button, where one may add another.
    await expect(chat.find("[aria-live=polite]")).to_contain_text("photo.jpg")
    await expect(chat.find(".added")).to_have_text("«\u2068photo.jpg\u2069» افزوده شد")
    await expect(chat.find("#file")).to_be_focused()
    assert [file["media_type"] for file in await kept(stack, receipt)] == ["image/jpeg"]
    # The same file again is the same one, and a document is another.
    await choose(chat, receipt, file_of(media.photo()))
    await choose(chat, receipt, file_of(media.pdf(), "receipt.pdf", "application/pdf"))
    await expect(steps(chat)).to_have_count(2)
    assert await violations(chat.page) == []


def note(chat: Chat, button: str | None = None) -> Locator:
    """The page of the recorder, or one of its buttons."""
    page = chat.find("dialog.mine")
    return page.get_by_role("button", name=button, exact=True) if button else page


async def recorded(chat: Chat) -> None:
    """Record a second by keys, up to where one may hear it."""
    await chat.find("#record").focus()
    await chat.page.keyboard.press("Enter")
    await expect(note(chat).locator("h3")).to_be_focused()
    await expect(note(chat)).to_contain_text("ضبط آغاز شد")
    await expect(note(chat).locator(".clock")).to_have_text("۰:۰۱")
    await chat.page.keyboard.press("Tab")
    await expect(note(chat, "پایان ضبط")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await expect(note(chat, "فرستادن")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", PHONE_WIDTH)])
async def test_a_voice_note_is_recorded_heard_and_sent_by_keys(
    visit: Visit, stack: Stack, scheme: str, width: int
) -> None:
    install_packages()
    chat = await visit(permissions=["microphone"], width=width, color_scheme=scheme)
    receipt = await tracked(chat)
    await recorded(chat)
    assert await violations(chat.page) == []
    # Nothing has gone yet. It is heard as often as one likes, and stops when one likes.
    await chat.page.keyboard.press("Tab")
    await expect(note(chat, "شنیدن")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await expect(note(chat, "توقف")).to_be_focused()
    await expect(note(chat, "شنیدن")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await chat.page.keyboard.press("Enter")
    await expect(note(chat, "شنیدن")).to_be_focused()
    assert await kept(stack, receipt) == []
    await chat.page.keyboard.press("Tab")
    await expect(note(chat, "فرستادن")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await expect(steps(chat)).to_have_count(1)
    await expect(note(chat)).to_have_count(0)
    (file,) = await kept(stack, receipt)
    assert (file["kind"], file["media_type"]) == ("voice", "audio/webm")
    assert file["size"] > 1000


async def test_the_clock_of_a_note_says_how_long_it_has_become(visit: Visit) -> None:
    install_packages()
    chat = await visit(permissions=["microphone"])
    await tracked(chat)
    await chat.find("#record").click()
    clock = note(chat).get_by_role("timer")
    # A busy machine may miss one of its seconds.
    for shown in ("۰:۰[۰-۹]", "۰:۰[۱-۹]", "۰:۰[۲-۹]"):
        await expect(clock).to_have_text(re.compile(shown))
    assert await violations(chat.page) == []
    await note(chat, "پایان ضبط").click()
    ended = await clock.inner_text()
    await chat.page.wait_for_timeout(1500)
    await expect(clock).to_have_text(ended)


@pytest.mark.parametrize("ways", [["انصراف"], ["Escape"], ["پایان ضبط", "دور انداختن"]])
async def test_a_note_that_is_dropped_is_not_sent(
    visit: Visit, stack: Stack, ways: list[str]
) -> None:
    chat = await visit(permissions=["microphone"])
    receipt = await tracked(chat)
    await chat.find("#record").click()
    await expect(note(chat).locator(".clock")).to_have_text("۰:۰۱")
    for way in ways:
        if way == "Escape":
            await chat.page.keyboard.press(way)
        else:
            await note(chat, way).click()
    await expect(note(chat)).to_have_count(0)
    # The case is as it was, and a note may be recorded anew.
    await expect(chat.find("#record")).to_be_focused()
    await expect(chat.find(".added")).to_have_count(0)
    assert await kept(stack, receipt) == []


async def test_without_a_microphone_it_is_said_what_to_do(visit: Visit) -> None:
    chat = await visit()
    await tracked(chat)
    await chat.find(".tracking button").get_by_text("ضبط صدا", exact=True).click()
    await expect(chat.find(".choices:has(#file) #fault")).to_contain_text("میکروفون در دسترس نیست")


@pytest.mark.parametrize(
    ("data", "said", "status"),
    [
        (b"<html><script>alert(1)</script></html>", "این نوع فایل پذیرفته نمی‌شود", 415),
        (media.photo()[:-80], "خراب یا ناقص", 422),
        (media.bomb(), "ابعاد این عکس", 422),
        (bytes(10 * 1024 * 1024 + 1), "بزرگ‌تر از ۱۰ مگابایت", None),
    ],
    ids=["page", "cut", "bomb", "large"],
)
async def test_what_is_not_taken_is_said(
    visit: Visit, stack: Stack, data: bytes, said: str, status: int | None
) -> None:
    chat = await visit()
    receipt = await tracked(chat)
    if status:
        chat.watch.allowed.append(f"status of {status}")
    await chat.find("input[type=file]").set_input_files(file_of(data))
    await expect(chat.find(".choices:has(#file) #fault")).to_contain_text(said)
    await expect(chat.find(".choices:has(#file) #fault")).to_be_in_viewport()
    await expect(chat.find("#file")).to_be_focused()
    assert await kept(stack, receipt) == []


async def test_on_a_slow_line_one_sees_how_far_it_is(visit: Visit, stack: Stack) -> None:
    install_packages()
    chat = await visit()
    await tracked(chat)
    line = await chat.page.context.new_cdp_session(chat.page)
    await line.send("Network.enable")
    slow = {"offline": False, "latency": 50, "downloadThroughput": -1, "uploadThroughput": 80_000}
    await line.send("Network.emulateNetworkConditions", slow)
    await chat.find("input[type=file]").set_input_files(
        file_of(media.pdf("x" * 400_000), "long.pdf", "application/pdf")
    )
    progress = chat.find("progress")
    await expect(progress).to_be_visible()
    assert await violations(chat.page) == []
    await chat.page.wait_for_function(
        "() => { const bar = document.querySelector('dastyar-chat').shadowRoot"
        ".querySelector('progress'); return !bar || bar.value > 0.2; }"
    )
    await expect(steps(chat)).to_have_count(1)
    await expect(progress).to_have_count(0)
