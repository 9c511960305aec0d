"""The page of absences: a reviewer delegates, the case is shown to the delegate as held for them, and the end."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from graph.domain.people.roles import ActorKind, Role
from graph.store.people.accounts import AccountSpec, create_account
from tests.builders.commands import claimed, submitted
from tests.builders.site import Site

pytestmark = pytest.mark.live


@pytest.mark.parametrize("width", [1280, 390])
async def test_a_reviewer_delegates_on_the_page_and_ends_it(site: Site, password_hash: str, width: int) -> None:
    case = await submitted(site.firm, "PO-1")
    spec = AccountSpec("reviewer-2", ActorKind.HUMAN, frozenset({Role.REVIEWER}), password_hash)
    await create_account(site.firm.store, spec)
    await claimed(site.firm, case.task_id)
    one = await site.visitor("reviewer", width)
    await one.page.goto(f"{one.url}/")
    await one.page.get_by_role("link", name="Absence").click()
    await expect(one.page.get_by_text("Nobody is away.")).to_be_visible()

    await one.page.get_by_text("Delegate tasks").click()
    form = one.page.locator("form")
    until = f"{site.firm.store.clock.now() + timedelta(days=20):%Y-%m-%dT%H:%M}"
    await form.get_by_label("Account of who acts for that person").fill("reviewer-2")
    await form.get_by_label("Until", exact=True).fill(until)
    await form.get_by_label("Reason").fill("On leave.")
    await form.get_by_role("button", name="Delegate").click()
    listed = one.page.get_by_role("listitem", name="reviewer-2 for reviewer")
    await expect(listed).to_contain_text("reviewer-2 acts for reviewer · now")
    assert await one.grave_faults() == []

    other = await site.visitor("reviewer-2", width)
    await other.page.goto(f"{other.url}/")
    row = other.page.get_by_role("listitem").filter(has_text="PO-1")
    await expect(row).to_contain_text("yours")
    await expect(row).to_contain_text("for reviewer")
    assert await other.grave_faults() == []
    await listed.get_by_role("button", name="End now").click()

    await expect(one.page.get_by_text("Nobody is away.")).to_be_visible()
    assert await site.firm.count("ReviewTask{holderId: 'reviewer-id'}") == 1
