"""A case is put off on its page, stands so among one's own, and is taken up again."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.builders.site import Site

pytestmark = pytest.mark.live


async def test_a_reviewer_puts_a_case_off_and_takes_it_up_again(site: Site) -> None:
    await site.cases("PO-1")
    one = await site.visitor("reviewer", 390)
    await one.page.locator(".task-link").first.wait_for()
    await one.keys("Enter")
    await one.case_shown()
    await one.keys("c")
    await expect(one.page.get_by_text("Yours for")).to_be_visible()
    await one.page.get_by_text("Put off").click()
    until = f"{site.firm.store.clock.now() + timedelta(hours=3):%Y-%m-%dT%H:%M}"
    await one.page.get_by_label("Until (due").fill(until)
    assert await one.grave_faults() == []
    await one.keys("Enter")

    await expect(one.page.get_by_role("status").filter(has_text="PO-1 comes back to you")).to_be_visible()
    await one.keys("m")
    row = one.page.locator(".task-link", has_text="PO-1")
    await expect(row).to_contain_text("put off until")
    assert await site.firm.count("ReviewTask{state: 'SUSPENDED', suspendedBecause: 'SNOOZE'}") == 1
    await row.click()
    await expect(one.page.get_by_text("You have put this case off until")).to_be_visible()
    await one.page.get_by_role("button", name="Take it up now").click()
    await expect(one.page.get_by_text("Yours for")).to_be_visible()
    assert await site.firm.count("ReviewTask{state: 'RESERVED', holderId: 'reviewer-id'}") == 1
