"""Below the summary of a case: files that go along with it, and who files it."""

import asyncio
import contextlib
import json
import re
from typing import Any

import httpx
import pytest
from playwright.async_api import Error, FilePayload, Locator, Route, expect
from support import media
from support.samples import MOBILE, NAME
from support.serving import Gateway

from assistant.language.digits import persian_digits
from browser.axe import install_packages, violations
from browser.chat import DESK_WIDTH, PHONE_WIDTH, Chat, Receipt
from browser.conftest import Visit
from browser.states import sideways
from browser.steps import step_to

COMPLAINT = "اداره برق سه روزه تلفنشو جواب نمیده"
LOOKS = [(DESK_WIDTH, "light"), (PHONE_WIDTH, "dark"), (PHONE_WIDTH, "light"), (DESK_WIDTH, "dark")]
FILES = "**/api/v1/conversations/*/files"


def file_of(data: bytes, name: str = "photo.jpg", type_: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": type_, "buffer": data}


def rows(chat: Chat) -> Locator:
    return chat.find(".waiting li")


def button(chat: Chat, name: str) -> Locator:
    return chat.find(".along").get_by_role("button", name=name, exact=True)


async def summed_up(chat: Chat) -> Chat:
    """Complain, up to the summary."""
    await chat.open()
    await chat.say(COMPLAINT)
    await chat.press("لازم نیست")
    await expect(chat.find(".along")).to_be_visible()
    return chat


async def put(chat: Chat, *files: FilePayload) -> None:
    """Add files, and wait until all have come."""
    await chat.find("#along-file").set_input_files(files)
    await expect(chat.find(".waiting li:has(progress[hidden])")).to_have_count(len(files))
    await expect(chat.find(".along .fault").filter(has_text=re.compile("."))).to_have_count(0)


async def seen(gateway: Gateway, receipt: Receipt, part: str = "") -> dict[str, Any]:
    """What the holder of code and pin sees of the case, or of a part."""
    async with gateway.client() as http:
        path = f"/api/v1/cases/{receipt.code}{part}"
        answer: httpx.Response = await http.get(path, headers={"X-Case-Pin": receipt.pin})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def kept(gateway: Gateway, receipt: Receipt) -> list[str]:
    listed = await seen(gateway, receipt, "/attachments")
    return [one["media_type"] for one in listed["attachments"]]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
async def test_files_wait_through_a_page_load_and_come_with_the_case(
    visit_gateway: Visit, gateway: Gateway, width: int, scheme: str, tmp_path: Any
) -> None:
    install_packages()
    chat = await summed_up(await visit_gateway(width=width, color_scheme=scheme))
    assert await violations(chat.page) == []
    await chat.page.screenshot(path=tmp_path / "summary.png")
    await put(chat, file_of(media.photo()), file_of(media.pdf(), "قبض برق.pdf", "application/pdf"))
    await expect(rows(chat)).to_contain_text(["photo.jpg", "قبض برق.pdf"])
    await expect(rows(chat).first).to_contain_text(re.compile("[۰-۹] کیلوبایت"))
    await expect(chat.find("[aria-live=polite]")).to_contain_text("قبض برق.pdf رسید")
    assert await violations(chat.page) == []
    assert await sideways(chat) == []
    await rows(chat).last.scroll_into_view_if_needed()
    await chat.page.screenshot(path=tmp_path / "files.png")

    await chat.reload(len(await chat.history()))
    await expect(rows(chat)).to_contain_text(["photo.jpg", "قبض برق.pdf"])
    await button(chat, "برداشتن photo.jpg").press("Enter")
    await expect(rows(chat)).to_have_count(1)
    await expect(chat.find("#along-file")).to_be_focused()
    assert "۱ فایلی که فرستادید" in await chat.press("ثبت شود")
    # With the case filed nothing more can go along.
    await expect(chat.find(".along")).to_have_count(0)
    await chat.case().get_by_role("button", name="دیدن روند رسیدگی").click()
    await expect(chat.find(".past li").filter(has_text="فایلی افزودید")).to_have_count(1)


async def test_what_is_changed_in_the_summary_leaves_the_files(
    visit_gateway: Visit, gateway: Gateway
) -> None:
    chat = await summed_up(await visit_gateway())
    await put(chat, file_of(media.photo()))
    await chat.press("تغییر دستگاه")
    await chat.say("سازمان تأمین اجتماعی")
    await expect(rows(chat)).to_have_count(1)
    await chat.press("ثبت شود")
    assert await kept(gateway, await chat.receipt()) == ["image/jpeg"]


async def test_a_file_that_does_not_come_is_sent_again(
    visit_gateway: Visit, gateway: Gateway
) -> None:
    install_packages()
    chat = await summed_up(await visit_gateway(width=PHONE_WIDTH))
    chat.watch.allowed.append("ERR_FAILED")

    async def cut(route: Route) -> None:
        await (route.abort() if route.request.method == "POST" else route.continue_())

    await chat.page.route(FILES, cut)
    await chat.find("#along-file").set_input_files(file_of(media.photo()))
    await expect(rows(chat).locator(".fault")).to_contain_text("دوباره تلاش کنید")
    # Filing waits for it, and it is said why, where it can be mended.
    await chat.option("ثبت شود").click()
    await expect(chat.find("#along-fault")).to_contain_text("یک فایل نرسیده است")
    await expect(button(chat, "دوباره بفرست")).to_be_focused()
    assert await violations(chat.page) == []
    await chat.page.unroute(FILES)
    await chat.page.keyboard.press("Enter")
    await expect(button(chat, "دوباره بفرست")).to_be_hidden()
    await expect(chat.find("#along-fault")).to_be_empty()
    await chat.press("ثبت شود")
    assert await kept(gateway, await chat.receipt()) == ["image/jpeg"]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"<html></html>", "این نوع فایل پذیرفته نمی‌شود"), (media.photo()[:-80], "خراب یا ناقص")],
)
async def test_what_is_refused_is_said_beside_its_name(
    visit_gateway: Visit, gateway: Gateway, data: bytes, said: str
) -> None:
    chat = await summed_up(await visit_gateway())
    chat.watch.allowed.append("status of 4")
    await chat.find("#along-file").set_input_files(file_of(data))
    await expect(rows(chat).locator(".fault")).to_contain_text(said)
    await expect(button(chat, "دوباره بفرست")).to_be_hidden()
    await button(chat, "برداشتن photo.jpg").press("Enter")
    await expect(rows(chat)).to_have_count(0)
    await chat.press("ثبت شود")
    assert await kept(gateway, await chat.receipt()) == []


async def test_what_is_too_large_is_not_sent(visit_gateway: Visit) -> None:
    chat = await summed_up(await visit_gateway())
    await chat.find("#along-file").set_input_files(file_of(bytes(10 * 1024 * 1024 + 1)))
    await expect(chat.find("#along-fault")).to_contain_text("بزرگ‌تر از ۱۰ مگابایت")
    await expect(rows(chat)).to_have_count(0)


async def test_on_a_slow_line_filing_waits_for_the_file_or_it_is_taken_away(
    visit_gateway: Visit, gateway: Gateway
) -> None:
    install_packages()
    chat = await summed_up(await visit_gateway())
    line = await chat.page.context.new_cdp_session(chat.page)
    await line.send("Network.enable")
    slow = {"offline": False, "latency": 50, "downloadThroughput": -1, "uploadThroughput": 20_000}
    await line.send("Network.emulateNetworkConditions", slow)
    long = file_of(media.pdf("x" * 900_000), "long.pdf", "application/pdf")
    await chat.find("#along-file").set_input_files(long)
    await expect(chat.find(".waiting progress")).to_be_visible()
    await chat.option("ثبت شود").click()
    await expect(chat.find("#along-fault")).to_contain_text("هنوز در راه است")
    assert await violations(chat.page) == []
    await expect(button(chat, "برداشتن long.pdf")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await expect(rows(chat)).to_have_count(0)
    await line.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": -1})
    await chat.press("ثبت شود")
    assert await kept(gateway, await chat.receipt()) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
async def test_who_likes_gives_a_number_and_a_name_by_keys(
    visit_gateway: Visit, gateway: Gateway, width: int, scheme: str, tmp_path: Any
) -> None:
    install_packages()
    chat = await summed_up(await visit_gateway(width=width, color_scheme=scheme))
    keyboard = chat.page.keyboard
    await expect(chat.find("#along-mobile")).to_be_hidden()
    # Folded, it says that the case is anonymous; open, what each choice means.
    await expect(chat.find(".along summary")).to_contain_text("ناشناس ثبت می‌شود")
    await step_to(chat.page, ".along summary", "Shift+Tab")
    await keyboard.press("Enter")
    await step_to(chat.page, ".along [type=radio]")
    await keyboard.press("ArrowDown")
    await expect(chat.find(".along summary")).to_have_text("با نام یا شمارهٔ شما ثبت می‌شود.")
    await step_to(chat.page, "#along-mobile")
    await keyboard.insert_text("۰۹۱۲ ۱۲۳")
    await step_to(chat.page, ".choice[data-main]")
    await keyboard.press("Enter")
    # Nothing is filed: what is wrong stands beside the number, which has the focus.
    await expect(chat.find("#along-mobile-fault")).to_contain_text("یازده رقم")
    await expect(chat.find("#along-mobile")).to_be_focused()
    assert await violations(chat.page) == []
    assert await sideways(chat) == []
    await chat.page.screenshot(path=tmp_path / "wrong.png")
    await keyboard.press("Control+a")
    await keyboard.insert_text(persian_digits(f"{MOBILE[:4]} {MOBILE[4:]}"))
    await expect(chat.find("#along-mobile-fault")).to_be_empty()
    await step_to(chat.page, "#along-name")
    await keyboard.insert_text(NAME)
    await step_to(chat.page, ".choice[data-main]")
    await keyboard.press("Enter")
    receipt = await chat.receipt()
    assert re.fullmatch(r"\d{6}", receipt.pin)
    case = await seen(gateway, receipt)
    assert case["identity"] == "sealed"
    personal = json.dumps(await seen(gateway, receipt, "/data"), ensure_ascii=False)
    assert MOBILE in personal
    assert NAME in personal
    stored = await chat.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert MOBILE not in stored
    assert NAME not in stored


async def test_who_chooses_a_name_and_gives_none_is_asked(visit_gateway: Visit) -> None:
    chat = await summed_up(await visit_gateway())
    await chat.find(".along summary").click()
    await chat.find(".along [type=radio]").last.check()
    await chat.text_box.fill("بله ثبت کن")
    await chat.text_box.press("Enter")
    await expect(chat.find("#along-mobile-fault")).to_contain_text("«ناشناس»")
    await expect(chat.text_box).to_have_value("بله ثبت کن")
    await chat.find(".along [type=radio]").first.check()
    await chat.text_box.press("Enter")
    # Twelve digits are the pin of an anonymous case.
    assert re.fullmatch(r"\d{12}", (await chat.receipt()).pin)


async def test_the_next_case_begins_without_a_name(visit_gateway: Visit) -> None:
    chat = await summed_up(await visit_gateway())
    await chat.find(".along summary").click()
    await chat.find(".along [type=radio]").last.check()
    await chat.find("#along-mobile").fill(MOBILE)
    await chat.press("ثبت شود")
    assert re.fullmatch(r"\d{6}", (await chat.receipt()).pin)
    await chat.say("یک شکایت دیگر هم دارم: شهرداری شیراز سه هفته است زباله‌ها را نمی‌برد")
    await expect(chat.find(".along summary")).to_contain_text("ناشناس ثبت می‌شود")
    await expect(chat.find(".along [type=radio]").first).to_be_checked()
    await expect(chat.find("#along-mobile")).to_have_value("")


async def with_file_and_number(chat: Chat) -> None:
    await put(chat, file_of(media.photo()))
    await chat.find(".along summary").click()
    await chat.find(".along [type=radio]").last.check()
    await chat.find("#along-mobile").fill(MOBILE)


async def is_as_new(chat: Chat) -> None:
    await expect(rows(chat)).to_have_count(0)
    await expect(chat.find(".along summary")).to_contain_text("ناشناس ثبت می‌شود")
    await expect(chat.find("#along-mobile")).to_have_value("")


async def test_a_complaint_that_was_given_up_comes_back_with_its_files_and_without_its_name(
    visit_gateway: Visit, gateway: Gateway
) -> None:
    chat = await summed_up(await visit_gateway())
    await with_file_and_number(chat)
    await chat.press("انصراف")
    await chat.press("برگردان، ادامه می‌دهم")
    await expect(rows(chat)).to_have_count(1)
    await expect(chat.find(".along summary")).to_contain_text("ناشناس ثبت می‌شود")
    await expect(chat.find("#along-mobile")).to_have_value("")
    await expect(chat.find("#along-fault")).to_be_empty()
    await chat.press("ثبت شود")
    receipt = await chat.receipt()
    assert re.fullmatch(r"\d{12}", receipt.pin)
    assert await kept(gateway, receipt) == ["image/jpeg"]


async def put_again(chat: Chat) -> None:
    await chat.find("#along-file").set_input_files(
        file_of(media.pdf(), "قبض.pdf", "application/pdf")
    )
    await expect(chat.find(".waiting li:has(progress[hidden])")).to_have_count(1)
    await expect(chat.find("#along-fault")).to_be_empty()


async def test_what_the_server_forgot_with_the_conversation_is_gone_from_the_page(
    visit_gateway: Visit, gateway: Gateway
) -> None:
    chat = await summed_up(await visit_gateway())
    chat.watch.allowed.append("status of 4")
    await with_file_and_number(chat)
    stored = await chat.page.evaluate("JSON.stringify({...sessionStorage})")
    assert "photo.jpg" in stored
    found = re.search(r'\\"id\\":\\"([^"\\]+)\\",\\"token\\":\\"([^"\\]+)', stored)
    assert found is not None
    async with gateway.client() as http:
        erased = await http.delete(
            f"/api/v1/conversations/{found[1]}/data",
            headers={"Authorization": f"Bearer {found[2]}"},
        )
    assert erased.status_code == 200, erased.text
    await chat.say(COMPLAINT)
    await chat.press("لازم نیست")
    await is_as_new(chat)
    assert "photo.jpg" not in await chat.page.evaluate("JSON.stringify({...sessionStorage})")


async def test_names_of_files_end_with_the_conversation(visit_gateway: Visit) -> None:
    chat = await summed_up(await visit_gateway())
    await put(chat, file_of(media.photo()))
    await chat.find("#more").click()
    await chat.find("[data-item=restart]").click()
    await chat.find("[data-item=restartNow]").click()
    await expect(chat.find(".along")).to_have_count(0)
    assert "photo.jpg" not in await chat.page.evaluate("JSON.stringify({...sessionStorage})")


async def test_a_button_files_nothing_unclear_also_after_a_question_at_the_summary(
    visit_gateway: Visit, gateway: Gateway
) -> None:
    chat = await summed_up(await visit_gateway())
    chat.watch.allowed.append("status of 4")
    await chat.find("#along-file").set_input_files(file_of(b"<html></html>"))
    await expect(rows(chat).locator(".fault")).not_to_be_empty()
    await chat.say("برای گذرنامه چه مدارکی لازم است؟")
    await expect(chat.find(".entry:last-of-type .rows")).to_have_count(0)
    await expect(chat.find(".along")).to_be_visible()
    await chat.option("ثبت شود").click()
    await expect(chat.find("#along-fault")).to_contain_text("یک فایل پذیرفته نشد؛ آن را بردارید")
    await chat.page.keyboard.press("Enter")
    await expect(rows(chat)).to_have_count(0)
    await chat.press("ثبت شود")
    assert await kept(gateway, await chat.receipt()) == []


@pytest.mark.parametrize("is_answered", [True, False])
async def test_what_had_come_when_it_was_taken_away_is_not_in_the_case(
    visit_gateway: Visit, gateway: Gateway, is_answered: bool
) -> None:
    """The server has the file; its answer comes after it was taken away, or is lost."""
    chat = await summed_up(await visit_gateway())
    chat.watch.allowed.append("ERR_FAILED")
    arrived, leaving = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        if route.request.method != "POST":
            await route.continue_()
            return
        answer = await route.fetch()
        assert answer.status == 201
        arrived.set()
        if is_answered:
            await leaving.wait()
            with contextlib.suppress(Error):
                await route.fulfill(response=answer)
        else:
            await route.abort()

    await chat.page.route(FILES, hold)
    await chat.find("#along-file").set_input_files(file_of(media.photo()))
    await arrived.wait()
    if not is_answered:
        await expect(rows(chat).locator(".fault")).to_contain_text("دوباره تلاش کنید")
    await button(chat, "برداشتن photo.jpg").click()
    leaving.set()
    await expect(rows(chat)).to_have_count(0)
    await expect(chat.find("[aria-live=polite]")).to_contain_text("photo.jpg برداشته شد")
    await chat.press("ثبت شود")
    assert await kept(gateway, await chat.receipt()) == []


async def test_a_file_that_was_sent_whole_is_taken_away_when_its_answer_comes(
    visit_gateway: Visit, gateway: Gateway
) -> None:
    chat = await summed_up(await visit_gateway())
    line = await chat.page.context.new_cdp_session(chat.page)
    await line.send("Network.enable")
    late = {"offline": False, "latency": 3000, "downloadThroughput": -1, "uploadThroughput": -1}
    await line.send("Network.emulateNetworkConditions", late)
    await chat.find("#along-file").set_input_files(file_of(media.photo()))
    await expect(chat.find(".waiting progress")).to_have_js_property("value", 1)
    await button(chat, "برداشتن photo.jpg").click()
    await line.send("Network.emulateNetworkConditions", late | {"latency": 0})
    await expect(rows(chat)).to_have_count(0)
    await chat.press("ثبت شود")
    assert await kept(gateway, await chat.receipt()) == []


async def test_what_did_not_come_along_is_fetched_with_the_next_reply(visit_gateway: Visit) -> None:
    chat = await visit_gateway()
    chat.watch.allowed.append("ERR_FAILED")
    await chat.page.route("**/along.js", lambda route: route.abort())
    await chat.open()
    await chat.say(COMPLAINT)
    await chat.press("لازم نیست")
    await expect(chat.find(".notice")).not_to_be_empty()
    await chat.page.unroute("**/along.js")
    await chat.press("تغییر دستگاه")
    await chat.say("سازمان تأمین اجتماعی")
    await expect(chat.find(".along")).to_be_visible()
