"""The page runs under a strict policy, and the tests would notice if something broke it."""

import httpx

from browser.conftest import Visit
from lab.evaluation.stack import Stack

_WRITE_MARKUP = """() => {
  try { document.createElement("p").innerHTML = "<b>x</b>"; } catch (error) { return error.name; }
}"""


async def test_the_portal_page_allows_nothing_by_default(stack: Stack) -> None:
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False) as http:
        policy = (await http.get("/")).headers["Content-Security-Policy"]
    directives = [directive.strip() for directive in policy.split(";")]
    assert "default-src 'none'" in directives
    assert "require-trusted-types-for 'script'" in directives
    assert "unsafe" not in policy
    assert "://" not in policy


async def test_only_pages_of_the_widget_may_ask_for_the_microphone(stack: Stack) -> None:
    async with httpx.AsyncClient(base_url=stack.address, trust_env=False) as http:
        asked = {
            path: (await http.get(path)).headers["Permissions-Policy"]
            for path in ("/", "/desk/sign-in", "/api/v1/services?q=گذرنامه")
        }
    assert "microphone=(self)" in asked.pop("/")
    assert all("microphone=()" in policy for policy in asked.values())


async def test_markup_from_text_is_refused_and_noticed(visit: Visit) -> None:
    chat = await visit()
    assert await chat.page.evaluate(_WRITE_MARKUP) == "TypeError"
    await chat.open()
    await chat.say("سلام")
    violations = [fault for fault in chat.watch.faults if fault.startswith("policy violation")]
    assert len(violations) == 1
    assert "require-trusted-types-for" in violations[0]
    chat.watch.noted.clear()
