"""The decision record on the pages: a table with its filters in the address, and a page for each decision."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import expect

from tests.builders.site import Site

pytestmark = pytest.mark.live


async def test_a_row_of_the_record_opens_the_decision_s_page_which_says_what_it_is_based_on(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    await site.decide_next()
    one = await site.visitor("reviewer")
    await one.page.goto(f"{one.url}/analyst/record?kind=HUMAN")
    rows = one.page.locator(".data-table tbody tr")
    await expect(rows).to_have_count(1)

    await rows.filter(has_text="PO-1").get_by_role("link").click()

    await expect(one.page.get_by_role("heading", level=1)).to_have_text("PO-1: buy")
    await expect(one.page).to_have_title("Record of PO-1 · Signoff")
    part = one.page.locator(".record-part")
    await expect(part.filter(has_text="Who and when")).to_contain_text("reviewer-2")
    await expect(part.filter(has_text="Data and model")).to_contain_text("purchase-risk, version 1")
    await expect(part.filter(has_text="Policy")).to_contain_text("Purchases, version 1")
    await expect(part.filter(has_text="Policy")).to_contain_text("40 % (at least 10 %)")
    await expect(one.page.locator(".data-table tbody tr").filter(has_text="vendor")).to_contain_text("+1.500")


async def test_the_filters_of_the_record_stand_in_its_address(site: Site) -> None:
    await site.cases("PO-1")
    await site.decide_next()
    one = await site.visitor("reviewer")
    await one.page.goto(f"{one.url}/analyst/record")
    await expect(one.page.locator(".data-table tbody tr")).to_have_count(1)

    await one.page.get_by_label("Person or rule").select_option("AUTOMATIC")

    await expect(one.page.get_by_text("No decision in these days matches the filters.")).to_be_visible()
    assert "kind=AUTOMATIC" in one.page.url
    href = await one.page.get_by_role("link", name="Download CSV").get_attribute("href")
    assert href is not None
    assert href.startswith("/api/v1/export/records.csv?")
    assert "kind=AUTOMATIC" in href


@pytest.mark.parametrize("width", [390, 1280])
async def test_the_record_s_pages_can_be_used_by_everybody(site: Site, width: int) -> None:
    await site.cases("PO-1")
    await site.decide_next()
    one = await site.visitor("reviewer", width)
    faults = {}
    await one.page.goto(f"{one.url}/analyst/record")
    row = one.page.locator(".data-table tbody a").first
    await row.wait_for()
    for name in ("list", "decision"):
        if name == "decision":
            await row.click()
            await one.page.locator(".record-part").first.wait_for()
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await one.page.evaluate(over) == 0, name
        if grave := await one.grave_faults():
            faults[name] = grave

    assert faults == {}


async def test_a_decided_case_leads_to_its_record(site: Site) -> None:
    await site.cases("PO-1")
    one = await site.visitor("reviewer")
    case = await one.page.locator(".task-link").first.get_attribute("href")
    await site.decide_next()
    await one.page.goto(f"{one.url}{case}")

    await one.page.get_by_role("link", name="The record of this decision").click()

    await expect(one.page.get_by_role("heading", level=1)).to_have_text("PO-1: buy")


async def test_two_decisions_are_compared_from_the_record_and_the_address_holds_both(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    await site.decide_next()
    await site.decide_next("again")
    await site.firm.driver.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    one = await site.visitor("reviewer")
    await one.page.goto(f"{one.url}/analyst/record?kind=HUMAN")
    await one.page.locator(".data-table tbody tr", has_text="PO-1").get_by_role("link").click()

    await one.page.get_by_role("link", name="Compare with another").click()
    await one.page.get_by_role("searchbox", name="Compare with which case?").fill("PO-2")
    await one.page.get_by_role("button", name="Case PO-2").click()

    sides = one.page.locator(".compare-parts thead")
    await expect(sides).to_contain_text("PO-1: buy")
    await expect(sides).to_contain_text("PO-2: buy")
    await expect(one.page.locator(".compare-sum")).to_contain_text("Both were decided alike: buy.")
    assert set(parse_qs(urlsplit(one.page.url).query)) == {"one", "other"}
    assert await one.grave_faults() == []
