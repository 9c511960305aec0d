"""Entities that may be one on the page: a pair is decided and taken back; who may not decide reads it only."""

import pytest
from playwright.async_api import expect

from graph.domain.people.roles import ActorKind, Role
from graph.store.people.accounts import AccountSpec, create_account
from graph.store.registry.resolving import Resolution, resolve_entities
from tests.builders.site import Site

pytestmark = pytest.mark.live

ALIKE = (
    "UNWIND ['Aurobindo Pharma Limited', 'Aurobindo Parma Ltd.'] AS name "
    "CREATE (:BusinessEntity:Entity {id: name, key: 'vendor|' + name, kind: 'vendor', externalId: name, name: name})"
)
STATES = "MATCH (m:IdentityMatch) OPTIONAL MATCH ()-[s:SAME_AS]->() WHERE s.knownTo IS NULL RETURN m.state, count(s)"


async def test_a_pair_is_held_to_be_one_and_that_is_taken_back(site: Site, password_hash: str) -> None:
    await site.firm.driver.execute_query(ALIKE)
    assert await resolve_entities(site.firm.store) == Resolution(proposed=1, joined=0)
    spec = AccountSpec("owner", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}), password_hash)
    assert await create_account(site.firm.store, spec) is True
    one = await site.visitor("owner", 390)
    await one.page.goto(f"{one.url}/")
    await one.page.get_by_role("link", name="Likely the same 1 to be decided").click()
    pair = one.page.get_by_role("region", name="Aurobindo Parma Ltd. and Aurobindo Pharma Limited")
    await expect(pair).to_contain_text("97 of 100 alike")

    await pair.get_by_label("Why").fill("same register number")
    await pair.get_by_role("button", name="They are one").click()
    await expect(one.page.get_by_text("No pair waits.")).to_be_visible()
    joined = (await site.firm.driver.execute_query(STATES)).records[0].values()
    await one.page.get_by_label("Show").select_option("Held to be one")
    await expect(pair).to_contain_text("Held to be one by owner")
    await expect(pair).to_contain_text("same register number")
    await pair.get_by_role("button", name="Take back").click()

    await expect(one.page.get_by_text("No two were held to be one.")).to_be_visible()
    parted = (await site.firm.driver.execute_query(STATES)).records[0].values()
    assert (joined, parted) == (["SAME", 1], ["PROPOSED", 0])


async def test_who_may_not_decide_reads_the_pairs_only(site: Site) -> None:
    await site.firm.driver.execute_query(ALIKE)
    assert await resolve_entities(site.firm.store) == Resolution(proposed=1, joined=0)
    one = await site.visitor("reviewer")
    await one.page.goto(f"{one.url}/analyst/matches")

    await expect(one.page.get_by_role("region", name="Aurobindo Parma Ltd. and")).to_be_visible()
    await expect(one.page.get_by_role("button", name="They are one")).to_have_count(0)


async def test_a_pair_that_was_joined_automatically_says_why_and_is_taken_back(site: Site, password_hash: str) -> None:
    await site.firm.driver.execute_query(ALIKE.replace("Parma", "Pharma"))
    assert await resolve_entities(site.firm.store) == Resolution(proposed=1, joined=1)
    spec = AccountSpec("owner", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}), password_hash)
    assert await create_account(site.firm.store, spec) is True
    one = await site.visitor("owner", 390)
    await one.page.goto(f"{one.url}/analyst/matches?state=SAME")
    pair = one.page.get_by_role("region", name="Aurobindo Pharma Limited and Aurobindo Pharma Ltd.")
    await expect(pair).to_contain_text("Held to be one automatically, by Entity resolution, rule 1")
    await expect(pair).to_contain_text("the same name as written, and nothing on record speaks against it")

    await pair.get_by_role("button", name="Take back").click()

    await expect(one.page.get_by_text("No two were held to be one.")).to_be_visible()
    parted = (await site.firm.driver.execute_query(STATES)).records[0].values()
    assert parted == ["PROPOSED", 0]
