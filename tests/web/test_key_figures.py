"""Key figures in a real browser: what they count, how they are computed, and what they lack."""

import re

import pytest
from playwright.async_api import expect

from tests.builders.site import Site

pytestmark = pytest.mark.live


async def test_key_figures_are_shown_with_their_formula_and_grouped_by_person(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    await site.decide_next()
    one = await site.visitor("reviewer")
    await one.page.goto(f"{one.url}/analyst/kpis")

    throughput = one.page.locator("tbody tr", has_text="Throughput")
    await expect(throughput.locator("td").nth(1)).to_have_text("1")
    await expect(one.page.locator("tbody tr", has_text="Approval accuracy")).to_contain_text(
        "No outcome of these approvals is known yet."
    )
    await one.page.get_by_label("Grouped by").select_option("PERSON")
    await expect(throughput.locator("td").nth(1)).to_have_text("reviewer-2")
    await one.page.get_by_role("button", name="Month").click()

    await expect(one.page.locator("thead")).to_contain_text("Month from 1 ")
    assert re.search(r"by=PERSON.*per=MONTH|per=MONTH.*by=PERSON", one.page.url)
