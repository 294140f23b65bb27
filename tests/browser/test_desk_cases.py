"""Case work and telephone in a browser: what the desk does, the citizen sees."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, expect
from support.elsewhere import from_elsewhere
from support.samples import DESCRIPTION, MOBILE, NAME, complaint
from support.serving import client_of

from assistant.desk.roles import Role
from browser.agency_box import holds
from browser.axe import install_packages, violations
from browser.desk import Desk
from lab.evaluation.stack import Stack

ANSWER = "انشعاب شما فردا وصل می‌شود."


@pytest.fixture(scope="module")
async def http(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(stack.address) as client:
        yield client


@pytest.fixture(scope="module")
async def clerk(stack: Stack, browser: Browser) -> AsyncIterator[Page]:
    install_packages()
    desk = await Desk.enrol(browser, stack.address, stack.settings, Role.CLERK, agency="abfa")
    # The browser tells of every refusal, also of that of a reason which says nothing.
    desk.watch.allowed.append("422")
    yield desk.page
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


@pytest.fixture(scope="module")
async def chief(stack: Stack, browser: Browser) -> AsyncIterator[Page]:
    install_packages()
    desk = await Desk.enrol(browser, stack.address, stack.settings, Role.SUPERVISOR)
    # The browser tells of every refusal, also of that of a closure which ends before it begins.
    desk.watch.allowed.append("422")
    yield desk.page
    await desk.page.context.close()
    assert not desk.watch.faults, desk.watch.faults


async def filed(http: httpx.AsyncClient, **changes: object) -> dict[str, str]:
    draft = complaint(**changes)
    response = await http.post("/api/v1/cases", json=draft, headers=from_elsewhere())
    assert response.status_code == 201, response.text
    return response.json()


async def seen(http: httpx.AsyncClient, code: str, pin: str) -> dict[str, Any]:
    """The case as its citizen sees it."""
    response = await http.get(f"/api/v1/cases/{code}", headers={"X-Case-Pin": pin})
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.firefox
async def test_a_clerk_answers_and_the_citizen_sees_it(
    http: httpx.AsyncClient, clerk: Page
) -> None:
    contact = {"mobile": MOBILE, "name": NAME}
    case = await filed(http, description=DESCRIPTION, identity="named", contact=contact)
    code = case["tracking_code"]
    # The list is alive: nobody has touched the page since the case was filed.
    entry = clerk.locator(f"#case-list [data-code='{code}']")
    await expect(entry).to_be_visible()
    assert await violations(clerk) == []
    await entry.focus()
    await clerk.keyboard.press("Enter")
    await expect(clerk.locator("#case-title")).to_be_focused()
    await expect(clerk.locator(".case-side")).to_contain_text("مانده")
    await expect(clerk.locator("#do-refer")).to_have_count(0)

    # Personal values are shown for a reason only, and hidden again.
    await expect(clerk.locator(".case")).not_to_contain_text(MOBILE)
    await clerk.get_by_role("button", name="نمایش شماره همراه").click()
    assert await violations(clerk) == []
    # A refusal is in sight, though it stands above a long case.
    await clerk.locator("#reveal-why").fill("تست تست تست")
    await clerk.keyboard.press("Enter")
    await expect(clerk.locator(".case > .notice")).to_be_in_viewport(ratio=1)
    await clerk.locator("#reveal-why").fill("هماهنگی برای نصب")
    await clerk.keyboard.press("Enter")
    await expect(clerk.locator(".personal")).to_contain_text(MOBILE)
    await clerk.get_by_role("button", name="پوشاندن").click()
    await expect(clerk.locator(".case")).not_to_contain_text(MOBILE)

    await clerk.keyboard.press("Alt+a")
    await expect(clerk.locator(".case-sheet textarea")).to_be_focused()
    await clerk.keyboard.type(ANSWER)
    assert await violations(clerk) == []
    await clerk.keyboard.press("Control+Enter")
    await expect(clerk.locator(".case > .done")).to_contain_text("پاسخ ثبت شد")
    await expect(clerk.locator(".case-head .state")).to_contain_text("در انتظار نظر شهروند")
    await clerk.locator(".ledger summary").click()
    await expect(clerk.locator(".ledger tbody tr")).to_have_count(4)
    assert await violations(clerk) == []
    view = await seen(http, code, case["pin"])
    assert view["status"] == "answered"
    assert [answer["text"] for answer in view["answers"]] == [ANSWER]

    # What the citizen says comes back to the open page by itself.
    verdict = {"verdict": "unsolved", "comment": "هنوز وصل نشده"}
    said = await http.post(
        f"/api/v1/cases/{code}/verdict", json=verdict, headers={"X-Case-Pin": case["pin"]}
    )
    assert said.status_code == 200, said.text
    await expect(clerk.locator(".timeline")).to_contain_text("هنوز وصل نشده")


async def test_what_a_clerk_sends_back_is_referred_at_the_desk(
    http: httpx.AsyncClient, clerk: Page, chief: Page, stack: Stack
) -> None:
    case = await filed(http, description="چراغ خیابان ما خاموش است")
    code = case["tracking_code"]
    await clerk.goto(f"{stack.address}/desk#cases/{code}")
    await expect(clerk.locator("#case-title")).to_contain_text(code)
    await clerk.keyboard.press("Alt+m")
    await clerk.locator(".case-sheet textarea").fill("با شرکت برق است")
    await clerk.keyboard.press("Control+Enter")
    await expect(clerk.locator(".case > .done")).to_be_visible()

    await chief.keyboard.press("Alt+2")
    await chief.keyboard.press("Alt+s")
    await chief.keyboard.type(f" {code[:4]}-{code[4:].lower()}")
    await chief.keyboard.press("Enter")
    await expect(chief.locator("#case-list [data-code]")).to_have_count(1)
    await chief.keyboard.press("Alt+n")
    await expect(chief.locator(".timeline")).to_contain_text("با شرکت برق است")
    await chief.keyboard.press("Alt+r")
    # An alias is enough to find an agency.
    await expect(chief.get_by_role("combobox", name="دستگاه")).to_be_focused()
    await chief.keyboard.insert_text("توانیر")
    await chief.keyboard.press("Enter")
    await chief.locator(".case-sheet textarea").fill("روشنایی معابر با برق است")
    assert await violations(chief) == []
    await chief.keyboard.press("Control+Enter")
    await expect(chief.locator(".case-side")).to_contain_text("برق")
    await chief.keyboard.press("Shift+?")
    await expect(chief.get_by_role("dialog")).to_be_visible()
    assert await violations(chief) == []
    await chief.keyboard.press("Escape")
    assert (await seen(http, code, case["pin"]))["agency_id"] == "tavanir"

    await chief.locator("#do-correct").click()
    await chief.locator(".case-sheet [name=reason]").fill("نام خیابان نادرست نوشته شد")
    await chief.locator(".case-sheet [name=text]").fill("خیابان ارغوان درست است")
    assert await violations(chief) == []
    await chief.keyboard.press("Control+Enter")
    await expect(chief.locator(".case > .done")).to_contain_text("اصلاح ثبت شد")
    told = (await seen(http, code, case["pin"]))["timeline"][-1]
    assert (told["type"], told["text"]) == ("corrected", "خیابان ارغوان درست است")


async def test_a_call_is_understood_filed_and_dictated(
    http: httpx.AsyncClient, chief: Page
) -> None:
    await chief.keyboard.press("Alt+3")
    heard = chief.locator("#heard")
    await heard.fill("اداره برق کرج سه ماهه کنتور ما رو عوض نمی‌کنه، هر دفعه میگن برو فردا بیا")
    await holds(chief.locator("#phone-agency_id"), "tavanir")
    await expect(chief.locator("#phone-province")).to_have_value("البرز")
    await expect(chief.locator("#phone-indicator")).to_have_value("delay")
    await expect(chief.locator("#phone-kind")).to_have_value("complaint")
    assert await violations(chief) == []

    # What is put right by hand stays, whatever is typed later.
    await chief.locator("#phone-indicator").select_option("negligence")
    await heard.press("End")
    await heard.type(" باز هم نیامدند")
    await chief.keyboard.press("Alt+r")
    await expect(chief.locator(".to-ask")).to_contain_text("خلاصه را بخوانید")
    await expect(chief.locator("#phone-indicator")).to_have_value("negligence")

    # Without a mandate nothing is filed, and one is told what is missing.
    await chief.locator("#phone-relation").select_option("family")
    await chief.keyboard.press("Control+Enter")
    await expect(chief.locator(".phone-side .notice")).to_contain_text("نام تماس‌گیرنده")
    assert await violations(chief) == []
    await chief.locator("#phone-caller_name").fill(NAME)
    await chief.locator("#phone-mobile").fill("۰۹۱۲ ۱۲۳ ۴۵۶۷")
    await chief.get_by_label("شفاهی، در همین تماس").check()
    await chief.keyboard.press("Control+Enter")
    await expect(chief.locator("#receipt")).to_be_focused()
    await expect(chief.locator(".receipt")).to_contain_text("خط ۱۲۸ در استان البرز")
    code, pin = [
        "".join(await chief.locator(".dictated").nth(place).locator("b").all_inner_texts())
        for place in (0, 1)
    ]
    assert await violations(chief) == []
    view = await seen(http, code, pin)
    assert (view["agency_id"], view["indicator"]) == ("tavanir", "negligence")
    assert view["description"].endswith("باز هم نیامدند")
    assert NAME not in str(view)
    await chief.keyboard.press("Alt+n")
    await expect(heard).to_have_value("")
    await expect(heard).to_be_focused()


async def test_a_closure_is_kept_and_ended(chief: Page) -> None:
    await chief.keyboard.press("Alt+4")
    form = chief.get_by_role("form", name="ثبت تعطیلی")
    await form.get_by_label("استان").fill("ایلام")
    await form.get_by_label("از", exact=True).fill("۱۴۰۵-۱۲-۲۱")
    await form.get_by_label("تا", exact=True).fill("۱۴۰۵-۱۲-۲۰")
    await form.get_by_label("چه کسی اعلام کرده است").fill("استانداری ایلام")
    await form.get_by_role("button", name="ثبت تعطیلی").click()
    await expect(chief.locator("#fault-ends")).to_contain_text("پیش از آغاز")
    await expect(form.get_by_label("تا", exact=True)).to_be_focused()
    await form.get_by_label("تا", exact=True).fill("۱۴۰۵-۱۲-۲۱")
    await form.get_by_role("button", name="ثبت تعطیلی").click()
    added = chief.locator(".closures li").filter(has_text="ایلام")
    await expect(added).to_contain_text("۲۱ اسفند ۱۴۰۵")
    assert await violations(chief) == []
    await added.get_by_role("button").click()
    await expect(chief.locator("#ending-why")).to_be_focused()
    await chief.keyboard.press("Enter")
    await expect(chief.locator("#fault-reason")).to_contain_text("۳ تا ۵۰۰")
    await chief.keyboard.insert_text("هوا بهتر شد")
    assert await violations(chief) == []
    await chief.keyboard.press("Enter")
    await expect(chief.locator("#closures-title")).to_be_focused()
    await expect(added.filter(has=chief.locator("button"))).to_have_count(0)
    await chief.locator("summary", has_text="لغوشده‌ها").click()
    await expect(chief.locator(".upkeep")).to_contain_text("هوا بهتر شد")


async def test_a_case_is_merged_and_separated(http: httpx.AsyncClient, chief: Page) -> None:
    leader, case = [(await filed(http))["tracking_code"] for _ in range(2)]
    await chief.evaluate("code => { location.hash = `#cases/${code}`; }", case)
    await expect(chief.locator("#case-title")).to_contain_text(case)
    await chief.keyboard.press("Alt+j")
    await expect(chief.locator(".case-sheet [name=into]")).to_be_focused()
    await chief.keyboard.type(leader)
    await chief.locator(".case-sheet textarea").fill("هر دو از یک انشعاب می‌گویند")
    assert await violations(chief) == []
    await chief.keyboard.press("Control+Enter")
    await expect(chief.locator(".case > .done")).to_contain_text("پرونده پیوست")
    await chief.locator(".matter a").click()
    await expect(chief.locator("#case-title")).to_contain_text(leader)
    await expect(chief.locator(".matter summary")).to_contain_text("۲ نفر")
    assert await violations(chief) == []
    await chief.locator(".matter summary").click()
    await chief.locator(".matter a").click()
    await expect(chief.locator("#case-title")).to_contain_text(case)
    await chief.locator("#do-separate").click()
    await chief.locator(".case-sheet textarea").fill("دو موضوع است")
    await chief.keyboard.press("Control+Enter")
    await expect(chief.locator(".case > .done")).to_contain_text("پرونده جدا شد")
    await expect(chief.locator(".matter")).to_have_count(0)
