"""One whole assistant and one browser at a time for all tests of this folder."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page
from support.serving import Gateway

from browser.axe import install_packages
from browser.chat import Chat
from browser.chromium import PATIENCE_MS, browser_path, chromium
from browser.firefox import FirefoxMissingError, firefox
from browser.watch import Watch
from lab.evaluation.stack import Stack, own_parts

Visit = Callable[..., Awaitable[Chat]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test of pages runs in Chromium; the main ways, marked `firefox`, in Firefox, too."""
    if "browser" in metafunc.fixturenames:
        also = ["firefox"] if metafunc.definition.get_closest_marker("firefox") else []
        metafunc.parametrize("browser", ["chromium", *also], indirect=True, scope="package")


@pytest.fixture(scope="package")
async def browser(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    try:
        async with chromium() if request.param == "chromium" else firefox() as browser:
            yield browser
    except FirefoxMissingError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="package")
async def stack() -> AsyncIterator[Stack]:
    """Rasa and gateway, for all browsers; that there is no Chromium is told at once."""
    browser_path()
    async with own_parts(print) as stack:
        yield stack


@asynccontextmanager
async def reading(browser: Browser, address: str, *allowed: str) -> AsyncIterator[Page]:
    """A page for whoever reads public pages; afterwards nothing bad may have been noted.

    Faults with one of the words in `allowed` are none.
    """
    install_packages()
    context = await browser.new_context(locale="fa-IR", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    watch = await Watch.over(context, address)
    watch.allowed += allowed
    yield await context.new_page()
    await context.close()
    assert not watch.faults, watch.faults


@asynccontextmanager
async def visits_to(browser: Browser, address: str) -> AsyncIterator[Visit]:
    """Brings citizens to the portal page there; afterwards nothing bad may have been noted."""
    chats: list[Chat] = []

    async def visit(**options: object) -> Chat:
        chat = await Chat.arrive(browser, address, **options)
        chats.append(chat)
        return chat

    yield visit
    for chat in chats:
        await chat.page.context.close()
    faults = [fault for chat in chats for fault in chat.watch.faults]
    assert not faults, faults


@pytest.fixture
async def visit(stack: Stack, browser: Browser) -> AsyncIterator[Visit]:
    """Brings a citizen to the portal page of the whole assistant."""
    async with visits_to(browser, stack.address) as visit:
        yield visit


@pytest.fixture
async def visit_gateway(gateway: Gateway, browser: Browser) -> AsyncIterator[Visit]:
    """Brings a citizen to the portal page of a gateway without Rasa, in the tests' process."""
    async with visits_to(browser, gateway.address) as visit:
        yield visit


@pytest.fixture
async def chat(visit: Visit) -> Chat:
    """A citizen at a desk who has just opened the chat."""
    chat = await visit()
    await chat.open()
    return chat
