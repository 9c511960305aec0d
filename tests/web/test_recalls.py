"""A recall on its pages: planned from what is at fault, opened by its number, worked off, closed with a report."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from api.graphql.identifiers import global_id
from graph.domain.people.roles import ActorKind, Role
from graph.domain.review.task import Verdict
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from graph.store.lineage.recall_work import work_recalls
from graph.store.people.accounts import AccountSpec, create_account
from tests.builders.commands import decided, judged_again
from tests.builders.site import Site

pytestmark = pytest.mark.live

AT_ONCE = timedelta(seconds=-1)
"""As if no statement took any time: what was under way at the opening is over at once."""


async def owner(site: Site, password_hash: str) -> None:
    spec = AccountSpec("owner", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}), password_hash)
    assert await create_account(site.firm.store, spec) is True
    await site.rule(grace_seconds=0)


async def registered(site: Site, kind: str) -> str:
    answer = await site.firm.driver.execute_query(f"MATCH (n:{kind}) RETURN n.id")
    return global_id(kind, str(answer.records[0][0]))


async def test_a_recall_is_planned_opened_and_closed_once_nothing_is_left(
    site: Site, password_hash: str, neo4j_settings: GraphSettings
) -> None:
    await owner(site, password_hash)
    for case in ("PO-1", "PO-2"):
        await decided(site.firm, case)
    worker = open_store(site.firm.store.graph, MasterKey.of_folder(neo4j_settings.data_dir))
    one = await site.visitor("owner")
    page = one.page
    await page.goto(f"{one.url}/analyst/registry/{await registered(site, 'DataSource')}")
    await page.get_by_role("link", name="Recall this…").click()
    plan = page.get_by_role("region", name="What the recall would do")
    await expect(plan.get_by_role("row", name="purchases")).to_contain_text("2")
    await expect(plan.get_by_role("row", name="Input")).to_contain_text("2")

    opening = page.get_by_role("button", name="Open the recall")
    await page.get_by_label("Why is it recalled?").fill("A column was shifted.")
    await page.get_by_label("What else is to be done").fill("Tell the vendor.\n\nCorrect the order.")
    agreed = page.get_by_label("Type 2 to agree that 2 decisions are looked at again")
    await agreed.fill("1")
    await expect(opening).to_be_disabled()
    await agreed.fill("2")
    assert await one.grave_faults() == []
    await agreed.press("Enter")

    await expect(page.get_by_text("Decisions are still being added")).to_be_visible()
    await work_recalls(worker, AT_ONCE)
    await page.reload()
    closing = page.get_by_role("region", name="Closing")
    await expect(closing).to_contain_text("2 decisions are being judged by other people.")
    await expect(closing.get_by_role("button")).to_have_count(0)
    await judged_again(site.firm, "PO-1", Verdict.APPROVE)
    await judged_again(site.firm, "PO-2", Verdict.REJECT)
    await page.reload()
    await closing.get_by_role("link", name="Show").click()
    changed = page.get_by_role("listitem", name="PO-2, Changed, to be put right")
    await expect(changed).to_contain_text("Correct the order.")
    await expect(page.get_by_role("listitem", name="PO-1")).to_have_count(0)
    assert await one.grave_faults() == []
    await changed.get_by_label("What was done?").fill("The order was corrected.")
    await one.keys("Enter")
    await closing.get_by_label("Why is it over?").fill("All was looked at.")
    await one.keys("Enter")

    report = page.get_by_role("region", name="Report")
    await expect(report).to_contain_text("Closed by owner")
    await expect(report).to_contain_text("All was looked at.")
    await expect(report.get_by_role("row", name="Changed and put right")).to_contain_text("1")
    assert await site.firm.count("Recall{state: 'CLOSED'}") == 1


async def test_who_is_no_policy_owner_reads_recalls_and_is_offered_no_command(site: Site, password_hash: str) -> None:
    await owner(site, password_hash)
    await decided(site.firm, "PO-1")
    one = await site.visitor("reviewer", 390)
    node = await registered(site, "DataSource")
    await one.page.goto(f"{one.url}/analyst/recalls")
    await expect(one.page.get_by_text("Nothing was recalled.")).to_be_visible()
    assert await one.grave_faults() == []
    await one.page.goto(f"{one.url}/analyst/registry/{node}")
    await expect(one.page.get_by_role("link", name="Which decisions used it?")).to_be_visible()
    await expect(one.page.get_by_role("link", name="Recall this…")).to_have_count(0)
    await one.page.goto(f"{one.url}/analyst/recalls/plan/{node}")

    await expect(one.page.get_by_text("A policy owner opens a recall.")).to_be_visible()
    await expect(one.page.get_by_role("button", name="Open the recall")).to_have_count(0)
    assert await one.grave_faults() == []
