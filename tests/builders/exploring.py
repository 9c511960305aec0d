"""The explorer in a browser: a node that was searched for and opened, and how much of its surroundings is drawn."""

import re

from playwright.async_api import expect

from api.graphql.identifiers import global_id
from tests.builders.browser import Visit
from tests.builders.site import Site

STATUS = ".explore-status"
DRAWN = ".canvas[data-drawn]"


async def searchable(site: Site, external_id: str) -> None:
    """Submit a case, and wait for the index of names, which follows the writes."""
    await site.cases(external_id)
    await site.firm.driver.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")


async def search_and_open(one: Visit, words: str) -> None:
    """Search a case and open it, by keyboard alone."""
    await one.page.goto(f"{one.url}/explore?kinds=Case")
    await one.page.get_by_role("searchbox").wait_for()
    await one.keys("/")
    await one.page.keyboard.type(words)
    await one.page.locator(".hits a", has_text=words).first.wait_for()
    await one.keys("ArrowDown", "Enter")
    await one.page.locator(DRAWN).first.wait_for()


async def policy_opened(site: Site, one: Visit, way: str = "DOWN") -> None:
    """Open what uses the firm's policy."""
    policy = await site.firm.driver.execute_query("MATCH (p:PolicyVersion) RETURN p.id AS id LIMIT 1")
    await one.page.goto(f"{one.url}/explore/{global_id('PolicyVersion', policy.records[0]['id'])}?way={way}")
    await one.page.locator(DRAWN).first.wait_for()


async def way_to_point(one: Visit) -> None:
    """Have the way from the node in sight to its decision point shown; a queue of that name is linked to no case."""
    await one.keys("5")
    await one.page.get_by_role("searchbox", name="Search nodes").fill("purchases")
    point = one.page.locator(".hits li", has_text="Decision point")
    await point.get_by_role("button", name="Path to it").click()
    await one.page.locator(".way-step").first.wait_for()


async def counts(one: Visit) -> tuple[int, int]:
    """Return how many nodes and edges the page says are drawn."""
    status = one.page.locator(STATUS)
    await expect(status).to_contain_text("edge")
    numbers = re.findall(r"\d+", await status.inner_text())
    return int(numbers[0]), int(numbers[1])
