"""A decision is looked at again from its record: a reviewer appeals it, a policy owner reopens its case."""

import pytest
from playwright.async_api import expect

from api.graphql.identifiers import global_id
from graph.domain.people.roles import ActorKind, Role
from graph.store.people.accounts import AccountSpec, create_account
from tests.builders.commands import decided
from tests.builders.site import Site

pytestmark = pytest.mark.live


@pytest.mark.parametrize(
    ("role", "summary", "kind"),
    [(Role.REVIEWER, "Appeal this decision", "Appealed"), (Role.POLICY_OWNER, "Reopen this case", "Reopened")],
)
async def test_a_decision_is_looked_at_again_from_its_record(
    site: Site, password_hash: str, role: Role, summary: str, kind: str
) -> None:
    account = AccountSpec("asker", ActorKind.HUMAN, frozenset({role, Role.AUDITOR}), password_hash)
    assert isinstance(await create_account(site.firm.store, account), bool)
    await site.rule(grace_seconds=0)
    decision_id = await decided(site.firm, "PO-1")
    one = await site.visitor("asker")
    await one.page.goto(f"{one.url}/analyst/record/{global_id('Decision', decision_id)}")

    await expect(one.page.locator("summary", has_text=summary)).to_be_visible()
    await expect(one.page.locator("summary", has_text="Appeal")).to_have_count(int(role is Role.REVIEWER))
    await one.page.get_by_text(summary).click()
    await one.page.get_by_label("Why should it be looked at again?").fill("The amount was read wrongly.")
    await one.keys("Enter")

    await expect(one.page.get_by_role("status").filter(has_text="another person looks at the case")).to_be_visible()
    await expect(one.page.get_by_text(f"{kind} by asker")).to_be_visible()
    await expect(one.page.get_by_text(summary)).to_have_count(0)
    assert await site.firm.count("Appeal") == 1
    two = await site.visitor("reviewer-2")
    row = two.page.locator(".task-link", has_text="PO-1")
    await expect(row.locator(".task-again")).to_have_text(f"{kind}: The amount was read wrongly.")
    await row.click()
    await expect(two.page.locator(".why")).to_contain_text(f"{kind}: The amount was read wrongly.")
