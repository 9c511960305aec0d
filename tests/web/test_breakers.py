"""The page of breakers: one is opened with a reason, seen on the desk, and reset."""

import pytest
from playwright.async_api import expect

from graph.domain.people.roles import ActorKind, Role
from graph.store.people.accounts import AccountSpec, create_account
from tests.builders.site import Site

pytestmark = pytest.mark.live


async def test_an_owner_opens_a_breaker_on_the_page_the_desk_says_so_and_it_is_reset(
    site: Site, password_hash: str
) -> None:
    roles = frozenset({Role.POLICY_OWNER, Role.ANALYST, Role.REVIEWER})
    assert await create_account(site.firm.store, AccountSpec("owner", ActorKind.HUMAN, roles, password_hash)) is True
    one = await site.visitor("owner", 390)
    await one.page.goto(f"{one.url}/analyst/breakers")
    await expect(one.page.get_by_text("No breaker is open.")).to_be_visible()

    listed = one.page.get_by_role("listitem", name="Purchases")
    await listed.get_by_label("Why should it change?").fill("Forged invoices came in.")
    await listed.get_by_role("button", name="Open").click()
    await expect(listed).to_contain_text("open: a person decides every case")
    await expect(listed).to_contain_text("by owner")
    assert await one.grave_faults() == []
    await one.page.goto(one.url)
    banner = one.page.get_by_text("Purchases is open: a person decides every case.")
    await expect(banner).to_be_visible()
    await expect(one.page.get_by_text("Forged invoices came in.")).to_be_visible()
    assert await one.grave_faults() == []
    await one.page.goto(f"{one.url}/analyst/breakers")
    await listed.get_by_label("Why should it change?").fill("The sender is blocked.")
    await listed.get_by_role("button", name="Reset").click()

    await expect(one.page.get_by_text("No breaker is open.")).to_be_visible()
    await expect(listed.get_by_text("Earlier changes")).to_be_visible()
    assert await site.firm.count("BreakerState{state: 'CLOSED'}") == 1
