"""The page of exceptions: one is granted for a vendor, listed with who and until when, and revoked with a reason."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from graph.domain.people.roles import ActorKind, Role
from graph.store.people.accounts import AccountSpec, create_account
from tests.builders.commands import submitted
from tests.builders.site import Site

pytestmark = pytest.mark.live


async def test_an_owner_grants_an_exception_on_the_page_and_revokes_it(site: Site, password_hash: str) -> None:
    await submitted(site.firm, "PO-1")
    spec = AccountSpec("owner", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER, Role.ANALYST}), password_hash)
    assert await create_account(site.firm.store, spec) is True
    one = await site.visitor("owner", 390)
    await one.page.goto(f"{one.url}/analyst/exceptions")
    await expect(one.page.get_by_text("No exceptions.")).to_be_visible()

    await one.page.get_by_text("Grant an exception").click()
    form = one.page.locator("form")
    await form.get_by_label("Entity or category").select_option(label="V-7 (business entity)")
    await form.get_by_label("Decision point").select_option("purchases")
    for label, text in (
        ("Row of its policy", "look"),
        ("Account of who asks for it", "reviewer"),
        ("Until", f"{site.firm.store.clock.now() + timedelta(days=20):%Y-%m-%dT%H:%M}"),
        ("Why should the rule not hold here?", "The vendor is under contract."),
    ):
        await form.get_by_label(label, exact=True).fill(text)
    await form.get_by_role("button", name="Grant").click()
    listed = one.page.get_by_role("listitem", name="look for V-7")
    await expect(listed).to_contain_text("Active")
    await expect(listed).to_contain_text("Granted by owner to reviewer")
    assert await one.grave_faults() == []
    await listed.get_by_label("Why should it end?").fill("The contract ended.")
    await listed.get_by_role("button", name="Revoke").click()

    await expect(listed).to_contain_text("Revoked by owner")
    await expect(listed).to_contain_text("The contract ended.")
    assert await site.firm.count("ExceptionGrant{openAt: 'purchases'}") == 0
