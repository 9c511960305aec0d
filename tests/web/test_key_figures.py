"""Key figures in a real browser: what they count, how they are computed, and what they lack."""

import re

import pytest
from playwright.async_api import expect

from graph.domain.people.roles import ActorKind, Role
from graph.store.people.accounts import AccountSpec, create_account
from pipelines.drift.testing import run_drift_tests
from tests.builders.drifting import weeks_of_cases
from tests.builders.site import Site

pytestmark = pytest.mark.live


async def test_key_figures_are_shown_with_their_formula_and_grouped_by_person(site: Site, password_hash: str) -> None:
    spec = AccountSpec("analyst", ActorKind.HUMAN, frozenset({Role.ANALYST}), password_hash)
    assert await create_account(site.firm.store, spec) is True
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

    analyst = await site.visitor("analyst", 390)
    await analyst.page.goto(f"{analyst.url}/analyst/oversight")
    await expect(analyst.page.get_by_role("row", name="reviewer-2")).to_contain_text("too few to tell")
    await expect(analyst.page.get_by_text("No spot checks are made here")).to_be_visible()
    await expect(analyst.page.get_by_text("No escalation changed nothing in these days.")).to_be_visible()
    assert await analyst.grave_faults() == []


@pytest.mark.parametrize("width", [390, 1280])
async def test_what_drifted_is_told_in_words_on_every_screen(site: Site, width: int) -> None:
    await weeks_of_cases(site.firm)
    await run_drift_tests(site.firm.store, "purchases")
    one = await site.visitor("reviewer", width)
    await one.page.goto(f"{one.url}/analyst/kpis?point=purchases")

    drift = one.page.get_by_role("region", name="What drifted")
    await expect(drift.get_by_role("listitem")).to_have_count(1)
    await expect(drift).to_contain_text("Amount is higher than before: median 130 → 1,300 EUR.")
    await expect(drift).to_contain_text("60 cases against 120 from before; by chance less than once in 1,000 times.")
    await expect(one.page.locator("tbody tr", has_text="Drift alerts").locator("td").nth(1)).to_have_text("1")
    assert await one.page.evaluate("document.documentElement.scrollWidth") <= width
