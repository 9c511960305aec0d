"""The registry and the checks on the pages: who owns what since when, changed and taken back; what does not hold."""

import pytest
from playwright.async_api import expect

from graph.domain.people.roles import ActorKind, Role
from graph.store.audit.invariants import catalogue, check_all, keep
from graph.store.people.accounts import AccountSpec, create_account
from tests.builders.browser import Visit
from tests.builders.site import Site

pytestmark = pytest.mark.live

OWNERS = "MATCH (:Policy {key: 'purchases'})-[r:OWNED_BY]->() RETURN count(r) AS all, count(r.knownTo) AS ended"


async def owner(site: Site, password_hash: str, width: int = 1280) -> Visit:
    spec = AccountSpec("owner", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER, Role.ANALYST}), password_hash)
    assert await create_account(site.firm.store, spec) is True
    return await site.visitor("owner", width)


async def test_an_owner_is_set_on_the_page_and_taken_back_from_then_on(site: Site, password_hash: str) -> None:
    one = await owner(site, password_hash)
    await one.page.goto(f"{one.url}/analyst/registry?kind=POLICY")
    await one.page.locator(".data-table").get_by_role("link", name="Purchases", exact=True).click()
    section = one.page.get_by_role("region", name="Owner")
    await expect(section).to_contain_text("Nobody owns it.")

    await section.get_by_label("Person or team").select_option(label="reviewer (person)")
    await section.get_by_role("button", name="Set").click()
    await expect(section.get_by_role("link", name="reviewer")).to_be_visible()
    await one.page.get_by_role("button", name="Undo").click()

    await expect(section).to_contain_text("Nobody owns it.")
    await expect(section.get_by_text("Earlier")).to_be_visible()
    stored = (await site.firm.driver.execute_query(OWNERS)).records[0]
    assert (stored["all"], stored["ended"]) == (1, 1)


async def test_a_team_is_opened_and_gets_a_member_who_leaves_again(site: Site, password_hash: str) -> None:
    one = await owner(site, password_hash)
    await one.page.goto(f"{one.url}/analyst/registry?kind=TEAM")
    await expect(one.page.get_by_text("No teams are registered.")).to_be_visible()

    await one.page.get_by_text("Open a team").click()
    await one.page.get_by_label("Name", exact=True).fill("Buyers")
    await one.page.get_by_role("button", name="Open", exact=True).click()
    await expect(one.page.get_by_role("heading", level=1)).to_have_text("Buyers")
    section = one.page.get_by_role("region", name="Members")
    await section.get_by_label("Person").select_option(label="reviewer")
    await section.get_by_role("button", name="Add").click()
    await section.get_by_role("button", name="End reviewer").click()

    await expect(section).to_contain_text("Nobody belongs to it yet.")
    await expect(section.get_by_text("Earlier")).to_be_visible()


async def test_who_may_not_change_the_registry_reads_it_and_is_offered_no_change(site: Site) -> None:
    one = await site.visitor("reviewer")
    await one.page.goto(f"{one.url}/analyst/registry?kind=POLICY")

    await one.page.locator(".data-table").get_by_role("link", name="Purchases", exact=True).click()

    await expect(one.page.get_by_role("region", name="Owner")).to_contain_text("Nobody owns it.")
    await expect(one.page.locator("form")).to_have_count(0)


async def test_the_checks_page_says_what_signoff_doctor_says_and_leads_to_what_fails(site: Site) -> None:
    await site.firm.driver.execute_query("CREATE (:DataSource:Entity {id: 'alone', key: 'alone', name: 'alone'})")
    await keep(site.firm.store, await check_all(site.firm.store, 60))
    one = await site.visitor("reviewer")

    await one.page.goto(f"{one.url}/analyst/checks")

    checks = one.page.locator(".checks > li")
    await expect(checks).to_have_count(len(catalogue().invariants))
    (orphans,) = [check for check in catalogue().invariants if check.key == "no-orphans"]
    broken = checks.filter(has_text=orphans.statement)
    await expect(broken).to_contain_text("Broken")
    await expect(broken.get_by_role("link", name="alone")).to_have_attribute("href", "/explore/RGF0YVNvdXJjZTphbG9uZQ")
    await one.page.get_by_role("button", name="Without a verdict").click()
    await expect(checks.filter(has_text="Not applicable").first).to_be_visible()
    await expect(checks.filter(has_text=orphans.statement)).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
async def test_the_registry_s_pages_can_be_used_by_everybody(site: Site, password_hash: str, width: int) -> None:
    one = await owner(site, password_hash, width)
    faults = {}
    for address, ready in (
        ("/analyst/registry?kind=POLICY", ".data-table tbody a"),
        ("/analyst/registry?kind=TEAM", ".empty"),
        ("", ".record-part form select"),
        ("/analyst/checks", ".checks > li"),
    ):
        if address == "":
            await one.page.goto(f"{one.url}/analyst/registry?kind=POLICY")
            await one.page.locator(".data-table").get_by_role("link", name="Purchases", exact=True).click()
        else:
            await one.page.goto(f"{one.url}{address}")
        await one.page.locator(ready).first.wait_for()
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await one.page.evaluate(over) == 0, address
        if grave := await one.grave_faults():
            faults[address] = grave

    assert faults == {}


async def test_a_dataset_shows_what_the_gates_of_its_file_found(site: Site) -> None:
    await site.firm.driver.execute_query(
        "CREATE (d:Dataset:Entity {id: 'claims', key: 'firm|claims', namespace: 'firm', name: 'claims'}) "
        "CREATE (v:DatasetVersion:Entity {id: 'w3', key: 'firm|claims|W3', version: '2026-W03', rows: 7, knownAt: 1}) "
        "CREATE (q:QualityCheck:Entity {id: 'q', verdict: 'TAINTED', "
        "findings: ['file gate enough: few rows (7 rows)']}) "
        "CREATE (v)-[:VERSION_OF]->(d) CREATE (q)-[:ABOUT]->(v)"
    )
    one = await site.visitor("reviewer")
    await one.page.goto(f"{one.url}/analyst/registry?kind=DATASET")

    await one.page.locator(".data-table").get_by_role("link", name="claims", exact=True).click()

    versions = one.page.get_by_role("region", name="Versions")
    await expect(versions.get_by_role("listitem")).to_contain_text("2026-W03 · 7 rows")
    await expect(versions).to_contain_text("file gate enough: few rows (7 rows)")


async def test_a_threshold_is_changed_on_the_policy_s_page_by_two_people_and_taken_back(
    site: Site, password_hash: str
) -> None:
    one = await owner(site, password_hash)
    spec = AccountSpec("second-owner", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}), password_hash)
    assert await create_account(site.firm.store, spec) is True
    await one.page.goto(f"{one.url}/analyst/registry?kind=POLICY")
    await one.page.locator(".data-table").get_by_role("link", name="Purchases", exact=True).click()
    section = one.page.get_by_role("region", name="Versions")
    await section.get_by_text("Propose a change").click()
    table = section.get_by_label("Decision table")
    await table.fill((await table.input_value()).replace(">= 0.1", ">= 0.05"))
    await section.get_by_label("Why should it change?").fill("Fewer reviews.")
    await section.get_by_role("button", name="Check").click()
    await expect(section.get_by_role("alert")).to_contain_text("share cases")
    await table.fill((await table.input_value()).replace("< 0.1", "< 0.05"))
    await section.get_by_role("button", name="Check").click()
    await expect(section.get_by_role("status")).to_contain_text("Row low-risk asks for risk < 0.05 instead of < 0.1.")
    await section.get_by_role("button", name="Propose").click()
    await expect(section.get_by_text("· Proposed")).to_be_visible()

    other = await site.visitor("second-owner")
    await other.page.goto(one.page.url)
    versions = other.page.get_by_role("region", name="Versions")
    await versions.get_by_role("button", name="Approve").click()
    await expect(versions.get_by_text("In use before")).to_be_visible()
    await versions.get_by_label("Why should it be taken back?").fill("Too many reviews.")
    await versions.get_by_role("button", name="Roll back").click()

    await expect(versions.get_by_text("Decided automatically meanwhile: 0.")).to_be_visible()
    stored = await site.firm.driver.execute_query(
        "MATCH (v:PolicyVersion) RETURN v.stage AS stage, v.replaced IS NULL AS first ORDER BY v.version"
    )
    assert [(row["stage"], row["first"]) for row in stored.records] == [("ACTIVE", True), ("SUPERSEDED", False)]
