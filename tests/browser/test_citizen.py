"""Signed in at the portal, a citizen files under their name and finds the case elsewhere."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect
from pytest_httpserver import HTTPServer
from support.agency_answers import answered, referred
from support.portal import Portal
from support.serving import Gateway, gateway_without_rasa

from browser.axe import install_packages, violations
from browser.chat import PHONE_WIDTH, Chat

COMPLAINT = "اداره برق سه روزه تلفنشو جواب نمیده"
MINE = "پرونده‌های من"


@dataclass
class Place:
    """A portal with the widget on its page, and the assistant behind."""

    gateway: Gateway
    server: HTTPServer
    browser: Browser
    chats: list[Chat] = field(default_factory=list)

    async def visit(self, who: str = "", **options: object) -> Chat:
        """Come to the portal's page, signed in there as `who`."""
        address = self.server.url_for("").rstrip("/")
        if who:
            cookie = {"name": "who", "value": who, "url": address}
            options["storage_state"] = {"cookies": [cookie_of(cookie)], "origins": []}
        chat = await Chat.arrive(self.browser, address, **options)
        chat.watch.allowed.append(f"foreign request: {self.gateway.address}")
        self.chats.append(chat)
        return chat


def cookie_of(cookie: dict[str, str]) -> dict[str, object]:
    """A cookie as a browser's profile keeps it."""
    named = {"name": cookie["name"], "value": cookie["value"]}
    kept = {"domain": "localhost", "path": "/", "expires": -1}
    return named | kept | {"httpOnly": True, "secure": False, "sameSite": "Lax"}


@pytest.fixture(scope="module")
def portal_server() -> AsyncIterator[HTTPServer]:
    server = HTTPServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
async def vouched_gateway(
    tmp_path_factory: pytest.TempPathFactory, no_rasa: str, portal_server: HTTPServer
) -> AsyncIterator[Gateway]:
    portal = Portal()
    values = {
        "portal_identity": portal.settings(portal.serve(portal_server)),
        "allowed_origins": portal_server.url_for("").rstrip("/"),
    }
    served = await gateway_without_rasa(tmp_path_factory.mktemp("vouched"), no_rasa, **values)
    portal.serve_page(portal_server, served.address)
    yield served
    served.stop()


@pytest.fixture
async def place(
    vouched_gateway: Gateway, portal_server: HTTPServer, browser: Browser
) -> AsyncIterator[Place]:
    install_packages()
    place = Place(vouched_gateway, portal_server, browser)
    yield place
    for chat in place.chats:
        await chat.page.context.close()
    faults = [fault for chat in place.chats for fault in chat.watch.faults]
    assert not faults, faults


async def enter(target: Locator) -> None:
    """Press a button by key."""
    await target.focus()
    await target.press("Enter")


async def opened(chat: Chat) -> None:
    """The panel by keys, and the citizen signed in by its side."""
    session = chat.page.expect_response(lambda one: one.url.endswith("/citizen/session"))
    async with session as answer:
        await enter(chat.find("#launcher"))
    assert (await answer.value).status == 201


async def listed(chat: Chat) -> Locator:
    """The list of one's cases, by the menu."""
    await enter(chat.find("#more"))
    await enter(chat.find("[data-item=cases]"))
    page = chat.find("dialog.mine")
    await expect(page.get_by_role("heading", name=MINE)).to_be_focused()
    await expect(page.get_by_text("کمی صبر کنید")).to_have_count(0)
    return page


async def filed(chat: Chat, shots: Path | None = None) -> str:
    """File a case under one's name; its code."""
    await chat.say(COMPLAINT)
    for title in ("لازم نیست", "با نام من ثبت شود"):
        said = await chat.citizen_words.count()
        await enter(chat.option(title))
        answer = await chat.answer(said + 1)
        if "ناشناس ثبت شود" in answer:
            # Files may go along; whom the portal knows is not asked for a name.
            await expect(chat.find("#along-file")).to_have_count(1)
            await expect(chat.find(".along details")).to_be_hidden()
            assert "رمزشده نزد کارشناسان" in answer
            await chat.page.screenshot(path=shots / "summary.png") if shots else None
    return (await chat.receipt()).code


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, PHONE_WIDTH])
async def test_a_case_filed_under_ones_name_is_there_on_another_device(
    place: Place, width: int, scheme: str, tmp_path: Path
) -> None:
    who = f"citizen-{width}-{scheme}"
    chat = await place.visit(who, width=width, color_scheme=scheme)
    await opened(chat)
    code = await filed(chat, tmp_path)
    await chat.page.screenshot(path=tmp_path / "filed.png")
    await referred(place.gateway, code)
    await answered(place.gateway, code)

    other = await place.visit(who, width=width, color_scheme=scheme)
    await opened(other)
    page = await listed(other)
    assert await violations(other.page) == []
    await other.page.screenshot(path=tmp_path / "cases.png")
    await other.page.keyboard.press("Tab")
    row = page.locator(".own button").first
    await expect(row).to_be_focused()
    await expect(row).to_contain_text(code)
    await expect(row).to_contain_text("در انتظار نظر شما")
    await other.page.keyboard.press("Enter")
    await expect(other.find("#state")).to_be_focused()
    await enter(other.find(".tracking").get_by_role("button", name="حل شد", exact=True))
    await enter(other.find(".tracking").get_by_role("button", name="ثبت", exact=True))
    await expect(other.find("[aria-live=polite]")).to_contain_text("ثبت شد")
    assert await violations(other.page) == []
    await other.page.screenshot(path=tmp_path / "case.png")


async def test_filing_under_ones_name_waits_for_a_file_too(place: Place) -> None:
    chat = await place.visit("who-adds")
    chat.watch.allowed.append("status of 4")
    await opened(chat)
    await chat.say(COMPLAINT)
    await chat.press("لازم نیست")
    none = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<html></html>"}
    await chat.find("#along-file").set_input_files([none])
    await expect(chat.find(".waiting .fault")).not_to_be_empty()
    await enter(chat.option("با نام من ثبت شود"))
    await expect(chat.find("#along-fault")).to_contain_text("یک فایل پذیرفته نشد")
    await expect(chat.find(".case")).to_have_count(0)


async def test_ones_data_are_taken_along_and_erased(place: Place) -> None:
    chat = await place.visit("who-erases")
    await opened(chat)
    code = await filed(chat)
    page = await listed(chat)
    async with chat.page.expect_download() as download:
        await enter(page.get_by_role("button", name="گرفتن نسخه‌ای از همهٔ پرونده‌ها"))
    copy = Path(await (await download.value).path()).read_text(encoding="utf-8-sig")
    assert code in copy
    await chat.page.keyboard.press("Escape")
    page = await listed(chat)
    await enter(page.get_by_role("button", name="پاک کردن همهٔ داده‌های من"))
    assert await violations(chat.page) == []
    await enter(page.get_by_role("button", name="برای همیشه پاک شود"))
    # It is under way, so it stays, and only code and pin open it.
    await expect(page.get_by_role("listitem").first).to_have_text(code)
    await chat.page.keyboard.press("Escape")
    page = await listed(chat)
    await expect(page.get_by_text("هنوز پرونده‌ای اینجا نیست")).to_be_visible()
    assert await violations(chat.page) == []


async def test_a_case_is_taken_off_the_list(place: Place) -> None:
    chat = await place.visit("who-takes-off", width=PHONE_WIDTH)
    await opened(chat)
    await filed(chat)
    page = await listed(chat)
    await enter(page.locator(".own button").first)
    await enter(chat.find(".tracking").get_by_role("button", name="داده‌های من"))
    for _ in range(2):
        await enter(page.get_by_role("button", name="برداشتن از پرونده‌های من"))
    await expect(page.get_by_text("از فهرست شما برداشته شد")).to_be_visible()
    await chat.page.keyboard.press("Escape")
    page = await listed(chat)
    await expect(page.get_by_text("هنوز پرونده‌ای اینجا نیست")).to_be_visible()


async def test_who_signs_out_is_nobody_until_they_come_back(place: Place) -> None:
    chat = await place.visit("who-leaves")
    await opened(chat)
    await filed(chat)
    page = await listed(chat)
    left = chat.page.expect_response(lambda one: one.request.method == "DELETE")
    async with left as answer:
        await enter(page.get_by_role("button", name="خروج"))
    assert (await answer.value).status == 204
    await expect(page.get_by_text("خارج شدید")).to_be_visible()
    await chat.page.keyboard.press("Escape")
    request = chat.page.expect_request(lambda one: one.url.endswith("/messages"))
    async with request as sent:
        await chat.say("سلام")
    assert "x-citizen-session" not in await (await sent.value).all_headers()
    page = await listed(chat)
    await expect(page.locator(".own button")).to_have_count(1)


async def test_who_is_not_signed_in_at_the_portal_is_told_what_to_do(place: Place) -> None:
    chat = await place.visit()
    await enter(chat.find("#launcher"))
    await chat.find("[data-way=track]").click()
    await enter(chat.find(".tracking").get_by_role("button", name=MINE))
    page = chat.find("dialog.mine")
    await expect(page.get_by_text("نخست در درگاه وارد شوید")).to_be_visible()
    assert await violations(chat.page) == []
    await chat.page.keyboard.press("Escape")
    await expect(page).to_have_count(0)
    # Everything else goes on as for anybody.
    await chat.find("[data-way=toTalk]").click()
    await chat.say(COMPLAINT)
    await chat.press("لازم نیست")
    await chat.press("ثبت شود")
    await chat.receipt()


async def test_a_script_of_the_page_can_tell_who_it_is(place: Place) -> None:
    chat = await place.visit("who-scripts")
    await chat.page.evaluate("""() => {
      const chat = document.querySelector("dastyar-chat");
      chat.removeAttribute("identity-url");
      chat.identify(async (asked) => {
        const body = JSON.stringify(asked), headers = {"Content-Type": "application/json"};
        const answer = await fetch("/assistant-token", {method: "POST", headers, body});
        return (await answer.json()).token;
      });
    }""")
    await opened(chat)
    await filed(chat)
    page = await listed(chat)
    await expect(page.locator(".own button")).to_have_count(1)
    await chat.page.keyboard.press("Escape")
    left = chat.page.expect_response(lambda one: one.request.method == "DELETE")
    async with left as answer:
        await chat.page.evaluate("document.querySelector('dastyar-chat').identify()")
    assert (await answer.value).status == 204
    await enter(chat.find("#more"))
    await expect(chat.find("[data-item=cases]")).to_have_count(0)
