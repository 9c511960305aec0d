"""The page of accounts: an admin changes roles and closes an account; others see whom to ask."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from graph.domain.people.roles import ActorKind, Role
from graph.store.people.accounts import AccountSpec, create_account
from tests.builders.commands import claimed, submitted
from tests.builders.site import Site

pytestmark = pytest.mark.live

DAY = (datetime.now(UTC) + timedelta(days=200)).date()


@pytest.mark.parametrize("width", [1280, 390])
async def test_an_admin_changes_roles_and_closes_an_account(site: Site, password_hash: str, width: int) -> None:
    await create_account(site.firm.store, AccountSpec("admin", ActorKind.HUMAN, frozenset({Role.ADMIN}), password_hash))
    await claimed(site.firm, (await submitted(site.firm, "PO-1")).task_id)
    one = await site.visitor("admin", width)
    await one.page.goto(f"{one.url}/accounts")
    item = one.page.get_by_role("listitem", name="reviewer", exact=True)
    await item.get_by_text("Change", exact=True).click()
    save, close = (item.get_by_role("button", name=name) for name in ("Save the roles", "Close the account"))
    await expect(close).to_be_disabled()
    await item.get_by_label("Reason, which stays on record").fill("Leaves the firm.")
    await item.get_by_label("Auditor: reads the audit log").check()
    assert await one.grave_faults() == []
    assert await one.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    await item.get_by_text("Record a training").click()
    await item.get_by_label("Counts through").fill(f"{DAY}")
    await item.get_by_label("What shows it, such as a certificate's number").fill("Certificate 17.")
    assert await one.grave_faults() == []
    await item.get_by_role("button", name="Record", exact=True).click()
    await expect(one.page.get_by_text("review-basics is recorded for reviewer.")).to_be_visible()
    await expect(item).to_contain_text(f"counts until {DAY:%-d %b %Y}")
    await save.click()
    await expect(one.page.get_by_text("reviewer was changed. Cases that went back: 0.")).to_be_visible()
    await expect(item).to_contain_text("auditor, reviewer")
    await item.get_by_label("Reason, which stays on record").fill("Has left.")
    await close.click()

    await expect(one.page.get_by_text("reviewer was changed. Cases that went back: 1.")).to_be_visible()
    await expect(item).to_have_count(0)
    await one.page.get_by_text("Closed", exact=True).click()
    await expect(item).to_contain_text("auditor, reviewer")
    own = one.page.get_by_role("listitem", name="admin", exact=True)
    await one.page.get_by_text("In use", exact=True).click()
    await expect(own).to_contain_text("another admin changes it")


async def test_who_is_no_admin_is_told_whom_to_ask(site: Site) -> None:
    one = await site.visitor("reviewer", 1280)
    await one.page.goto(f"{one.url}/accounts")

    await expect(one.page.get_by_text("Only admins see the accounts.")).to_be_visible()
    await expect(one.page.get_by_role("link", name="Accounts")).to_have_count(0)
