"""What an admin manages on the pages: packs, targets, a choice of points; and a masked value shown on request."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from graph.domain.people.roles import ActorKind, Role
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.masks import Masks
from graph.store.people.accounts import AccountSpec, create_account
from graph.store.registry.governing import open_point
from pipelines.loading.progress import LoadState, PackNotes, PackProgress
from tests.builders.commands import submitted
from tests.builders.firm import INTAKE
from tests.builders.site import POINT, Site

pytestmark = pytest.mark.live

LOAD = PackProgress("loans", "Loans", 0, LoadState.FAILED, datetime(2026, 1, 5, tzinfo=UTC), failure="No policy.yaml.")


async def test_an_admin_tries_a_pack_again_chooses_a_point_and_sets_a_target(
    site: Site, password_hash: str, neo4j_settings: GraphSettings
) -> None:
    roles = frozenset({Role.ADMIN, Role.ANALYST})
    assert isinstance(
        await create_account(site.firm.store, AccountSpec("boss", ActorKind.HUMAN, roles, password_hash)), bool
    )
    await open_point(site.firm.store, replace(POINT, key="tickets", name="Tickets", queue="tickets"))
    notes = PackNotes(neo4j_settings.data_dir)
    notes.write(LOAD)
    one = await site.visitor("boss")

    await one.page.goto(f"{one.url}/packs")
    pack = one.page.get_by_role("listitem").filter(has_text="Loans")
    await expect(pack).to_contain_text("failed")
    await expect(pack).to_contain_text("No policy.yaml.")
    await expect(one.page.get_by_role("status").filter(has_text="0 of 1 pack ready; 1 failed.")).to_be_visible()
    await pack.get_by_role("button", name="Try again").click()
    await expect(pack).to_contain_text("waiting")
    again = notes.of("loans")
    notes.request([], LOAD.changed_at)

    await one.page.goto(f"{one.url}/analyst/kpis?point=purchases")
    await one.page.get_by_label("Decision point").select_option("tickets")
    await one.page.wait_for_url("**point=tickets**")
    await one.page.reload()
    await one.page.get_by_text("Change a target or an owner").click()
    await one.page.locator("details select").first.select_option(label="Decided late")
    await one.page.get_by_label("Target in").fill("10")
    await one.page.get_by_role("button", name="Set target").click()
    await expect(one.page.get_by_role("status").filter(has_text="The target of Decided late is set.")).to_be_visible()
    await expect(one.page.get_by_role("region", name="Targets and owners")).to_contain_text("Target: at most 10 %")

    assert again is not None
    assert again.state is LoadState.WAITING
    rows = await site.firm.driver.execute_query(
        "MATCH (k:Kpi) WHERE k.target IS NOT NULL RETURN k.key AS key, k.target AS target"
    )
    assert [row.data() for row in rows.records] == [{"key": "tickets|DECIDED_LATE", "target": 0.1}]


async def test_a_masked_value_is_shown_on_request_which_is_recorded(site: Site, neo4j_settings: GraphSettings) -> None:
    fields = tuple(replace(one, masked=one.name == "vendor") for one in INTAKE.fields)
    await site.rule(intake=replace(INTAKE, fields=fields))
    masks = Masks.under(MasterKey.of_folder(neo4j_settings.data_dir))
    await submitted(replace(site.firm, store=replace(site.firm.store, masks=masks)), "PO-1")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").first.click()
    row = one.page.get_by_role("row", name="vendor").filter(has_text="masked")
    await expect(row).to_be_visible()

    await one.page.get_by_role("button", name="Show 1 masked value").click()

    await expect(one.page.get_by_role("row", name="vendor")).to_contain_text("V-7")
    recorded = await site.firm.driver.execute_query("MATCH (h:StateChange {command: 'REVEAL'}) RETURN h.actorId AS who")
    assert len(recorded.records) == 1
