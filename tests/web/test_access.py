"""Every screen can be used by everybody: no serious or critical fault by axe, light and dark (goal U6)."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from tests.builders.browser import Visit
from tests.builders.site import Site

pytestmark = pytest.mark.live


async def login(one: Visit) -> None:
    await one.page.goto(f"{one.url}/login")
    await one.page.get_by_label("Account").wait_for()


async def desk(one: Visit) -> None:
    await one.page.goto(one.url)
    await one.page.locator(".task-link").first.wait_for()


async def case(one: Visit) -> None:
    await desk(one)
    await one.keys("Enter")
    await one.case_shown()


async def verdict(one: Visit) -> None:
    await case(one)
    await one.keys("r")
    await one.page.get_by_role("group", name="why?").wait_for()


async def lineage(one: Visit) -> None:
    await case(one)
    await one.keys("l")
    await one.page.locator(".lineage-svg").wait_for()


async def lineage_list(one: Visit) -> None:
    await lineage(one)
    await one.page.get_by_role("button", name="As a list").click()
    await one.page.locator(".lineage-list").wait_for()


async def keyboard(one: Visit) -> None:
    await desk(one)
    await one.keys("?")
    await one.page.get_by_role("dialog", name="Keyboard").wait_for()


async def missing(one: Visit) -> None:
    await one.page.goto(f"{one.url}/no/such/page")
    await one.page.get_by_text("There is no page at this address.").wait_for()


SCREENS: dict[str, Callable[[Visit], Awaitable[None]]] = {
    "login": login,
    "desk": desk,
    "case": case,
    "verdict": verdict,
    "lineage": lineage,
    "lineage-list": lineage_list,
    "keyboard": keyboard,
    "missing": missing,
}


async def test_no_screen_has_a_grave_fault(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    faults = {}
    outside, inside = await site.visitor(None), await site.visitor("reviewer")
    for name, arrive in SCREENS.items():
        one = outside if name == "login" else inside
        await arrive(one)
        if grave := await one.grave_faults():
            faults[name] = grave

    assert faults == {}


async def test_the_help_lists_what_the_page_understands(site: Site) -> None:
    await site.cases("PO-1")
    one = await site.visitor("reviewer")
    await case(one)

    await one.keys("?")

    listed = one.page.get_by_role("dialog", name="Keyboard")
    for words in ("Claim this case", "Buy", "Do not buy", "Ask a question", "Abstain", "Lineage", "Back to the desk"):
        await expect(listed.get_by_text(words, exact=True).first).to_be_visible()


async def test_the_focus_stays_on_its_case_when_the_list_is_renewed(site: Site) -> None:
    await site.cases("PO-1", "PO-2", "PO-3")
    one = await site.visitor("reviewer")
    await desk(one)
    await one.keys("j")
    focused = one.page.locator(".task-link:focus")
    await expect(focused).to_contain_text("PO-2")

    await site.decide_next()
    await expect(one.page.locator(".task-link")).to_have_count(2)

    await expect(focused).to_contain_text("PO-2")
