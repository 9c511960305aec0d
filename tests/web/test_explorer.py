"""The explorer in a real browser: found, opened a hop at a time, listed, and all of it in the address."""

import csv
import io
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import expect

from api.graphql.identifiers import global_id
from tests.builders.browser import Visit
from tests.builders.exploring import DRAWN, STATUS, counts, policy_opened, search_and_open, searchable, way_to_point
from tests.builders.site import Site

pytestmark = pytest.mark.live

DRAWN_FIRST, MANY = 500, 200
CARDS, CARD_CASES = 75, 25
# Texts of cards and lines by the boxes of their letters: which overlap, are cut, leave their card, or are too small;
# and lines that run behind a card without ending at it.
MEASURED = """
() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)].map((text) => text.getBoundingClientRect());
  const texts = boxes('.card text, .edge-label');
  const cross = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 4 && b.top < a.bottom - 4;
  const cards = [...document.querySelectorAll('.card')];
  const leaves = (card) => {
    const face = card.querySelector('.card-face').getBoundingClientRect();
    return [...card.querySelectorAll('text')].some((text) => {
      const box = text.getBoundingClientRect();
      return box.left < face.left || box.right > face.right || box.bottom > face.bottom;
    });
  };
  const faces = boxes('.card-face');
  const labels = boxes('.edge-label');
  const placed = cards.map((card) => {
    const box = card.querySelector('.card-face').getBBox();
    const { e: left, f: top } = card.transform.baseVal.consolidate().matrix;
    return { left, top, right: left + box.width, bottom: top + box.height };
  });
  const isIn = ({ x, y }, by) => (box) =>
    x > box.left + by && x < box.right - by && y > box.top + by && y < box.bottom - by;
  const behind = [...document.querySelectorAll('.cards > path')].filter((line) => {
    const length = line.getTotalLength();
    const [from, to] = [line.getPointAtLength(0), line.getPointAtLength(length)];
    const others = placed.filter((box) => !isIn(from, -1)(box) && !isIn(to, -1)(box));
    for (let at = 0; at < length; at += 4) if (others.some(isIn(line.getPointAtLength(at), 1))) return true;
    return false;
  });
  const pairs = (all, other) => all.flatMap((a, at) => (other ?? all.slice(0, at)).filter((b) => cross(a, b))).length;
  return {
    cards: cards.length,
    overlaps: pairs(texts) + pairs(faces) + pairs(labels, faces),
    cut: cards.filter((card) => card.dataset.cut === 'true' || card.querySelector('.card-name') === null).length,
    outside: cards.filter(leaves).length,
    behind: behind.length,
    small: [...document.querySelectorAll('.card text, .edge-label')]
      .filter((text) => Math.round(10 * text.getCTM().a * text.getAttribute('font-size')) < 110).length,
    edges: [...new Set([...document.querySelectorAll('.edge-label')].map((label) => label.textContent))],
  };
}
"""


async def test_a_hop_is_counted_before_it_is_loaded_and_a_link_shows_the_same_again(site: Site) -> None:
    await searchable(site, "PO-1")
    one = await site.visitor("reviewer")
    await search_and_open(one, "PO-1")
    status = one.page.locator(STATUS)
    await counts(one)
    both = await status.inner_text()
    await one.page.get_by_role("button", name="Based on").click()
    await expect(status).not_to_have_text(both)
    nodes, _ = await counts(one)
    before = await status.inner_text()
    effects = one.page.locator(".groups li", has_text="gate evaluation").get_by_role("button", name="Show")

    await effects.first.click()
    await expect(one.page.get_by_role("button", name="Shown").first).to_be_visible()
    await expect(status).not_to_have_text(before)
    after, _ = await counts(one)
    drawn = await status.inner_text()
    address = one.page.url
    await one.page.goto(f"{one.url}/explore")
    await one.page.goto(address)
    await one.page.locator(DRAWN).first.wait_for()

    assert after > nodes
    assert "GateEvaluation" in parse_qs(urlsplit(address).query)["open"][0]
    await expect(status).to_have_text(drawn)


async def test_more_than_is_drawn_is_drawn_on_demand(site: Site) -> None:
    await site.cases(*(f"PO-{number}" for number in range(MANY)))
    policy = await site.firm.driver.execute_query("MATCH (p:PolicyVersion) RETURN p.id AS id LIMIT 1")
    one = await site.visitor("reviewer")
    await one.page.goto(f"{one.url}/explore/{global_id('PolicyVersion', policy.records[0]['id'])}?way=DOWN")
    await expect(one.page.locator(STATUS)).to_contain_text("500 nodes")

    await one.page.get_by_role("button", name="draw up to 5,000").click()

    await expect(one.page.locator(STATUS)).not_to_contain_text("not all of it is drawn")
    nodes, _ = await counts(one)
    assert nodes > DRAWN_FIRST
    assert "most=5000" in one.page.url


async def test_very_many_are_counted_by_kind_and_listed(site: Site) -> None:
    await site.cases(*(f"PO-{number}" for number in range(MANY)))
    policy = await site.firm.driver.execute_query("MATCH (p:PolicyVersion) RETURN p.id AS id LIMIT 1")
    one = await site.visitor("reviewer")
    await one.page.goto(f"{one.url}/explore/{global_id('PolicyVersion', policy.records[0]['id'])}?way=DOWN")
    await one.page.get_by_role("button", name="count by kind").click()
    await expect(one.page.locator(STATUS)).to_contain_text("kinds")

    await one.keys("2")
    gates = one.page.locator(".graph-list tr", has_text="Gate evaluation")
    await expect(gates).to_contain_text(str(MANY))
    await gates.get_by_role("button").click()
    await one.keys("1")
    panel = one.page.locator(".node-panel")
    await expect(panel.get_by_role("heading", level=2)).to_have_text(f"Gate evaluation: {MANY}")
    await expect(panel.locator("tbody tr")).to_have_count(50)
    await panel.get_by_role("button", name="Older").click()
    await expect(panel.get_by_role("button", name="Newer")).to_be_enabled()
    await panel.locator("tbody a").first.click()

    await expect(one.page.locator(".node-kind")).to_contain_text("Gate evaluation")
    assert "by=kind" not in one.page.url


async def test_cards_stand_apart_with_whole_names(site: Site) -> None:
    await site.cases(*(f"PO-{number}" for number in range(CARD_CASES)))
    one = await site.visitor("reviewer")
    await policy_opened(site, one)
    nodes, _ = await counts(one)

    measured = await one.page.evaluate(MEASURED)
    policy = one.page.locator(".card", has_text="Policy version")
    await policy.click()
    await expect(policy).to_have_attribute("aria-pressed", "true")
    selected = await one.page.evaluate(MEASURED)

    assert nodes >= CARDS
    assert measured["cards"] == nodes
    for drawing in (measured, selected):
        assert (drawing["overlaps"], drawing["cut"], drawing["outside"], drawing["small"]) == (0, 0, 0, 0)
        assert drawing["behind"] == 0
    assert set(measured["edges"]) >= {"followed", "was made by", "shows"}


async def test_another_theme_draws_the_same_anew(site: Site) -> None:
    await site.cases(*(f"PO-{number}" for number in range(MANY)))
    one = await site.visitor("reviewer")
    await policy_opened(site, one)
    nodes, _ = await counts(one)
    canvas = await one.page.locator(".canvas canvas").first.element_handle()
    assert canvas is not None

    await one.page.get_by_role("button", name="Theme: as the system").click()
    await canvas.wait_for_element_state("hidden")

    await expect(one.page.locator(".canvas")).to_have_attribute("data-drawn", str(nodes))


async def test_the_list_holds_every_node_that_is_drawn(site: Site) -> None:
    await searchable(site, "PO-1")
    one = await site.visitor("reviewer")
    await search_and_open(one, "PO-1")
    nodes, edges = await counts(one)

    await one.keys("2")
    await one.page.locator(".graph-list caption", has_text="Nodes").wait_for(state="attached")
    listed = await one.page.locator(".graph-list tbody tr").count()
    async with one.page.expect_download() as saving:
        await one.page.get_by_role("button", name="Save as CSV").click()
    rows = saved_rows(Path(await (await saving.value).path()))
    await one.page.get_by_role("button", name=re.compile(r"^\d+ edges?$")).click()
    await one.page.locator(".graph-list caption", has_text="Edges").wait_for(state="attached")
    between = await one.page.locator(".graph-list tbody tr").count()

    assert (listed, between) == (nodes, edges)
    assert len(rows) == nodes
    assert "Case PO-1" in {row["title"] for row in rows}


def saved_rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


async def start(one: Visit) -> None:
    await one.page.goto(f"{one.url}/explore?q=PO")
    await one.page.locator(".hits a").first.wait_for()


async def node(one: Visit) -> None:
    await search_and_open(one, "PO-1")


async def listed(one: Visit) -> None:
    await search_and_open(one, "PO-1")
    await one.keys("2")
    await one.page.locator(".graph-list table").wait_for()


async def linked(one: Visit) -> None:
    await search_and_open(one, "PO-1")
    await one.page.locator(".card-more").first.click()
    await one.page.get_by_role("dialog").wait_for()


async def way(one: Visit) -> None:
    await search_and_open(one, "PO-1")
    await way_to_point(one)
    await one.page.locator(".way-step").first.click()
    await one.keys("f")
    await one.page.keyboard.type("po")


async def kinds(one: Visit) -> None:
    await search_and_open(one, "PO-1")
    await one.page.get_by_role("button", name="Kinds").click()
    await expect(one.page.locator(STATUS)).to_contain_text("kinds")
    await one.keys("2")
    await one.page.locator(".graph-list").get_by_role("button", name="Case:").click()
    await one.keys("1")
    await one.page.locator(".node-panel tbody a").first.wait_for()


async def summary(one: Visit) -> None:
    await one.page.goto(f"{one.url}/analyst")
    await one.page.get_by_role("heading", level=1).wait_for()


async def key_figures(one: Visit) -> None:
    await one.page.goto(f"{one.url}/analyst/kpis")
    await one.page.get_by_role("heading", level=1).wait_for()


async def overrides(one: Visit) -> None:
    await one.page.goto(f"{one.url}/analyst/overrides")
    await one.page.get_by_role("heading", level=1).wait_for()


async def impact(one: Visit) -> None:
    await one.page.goto(f"{one.url}/analyst/impact")
    await one.page.get_by_role("heading", level=1).wait_for()


async def hotspots(one: Visit) -> None:
    await one.page.goto(f"{one.url}/planner")
    await one.page.get_by_role("heading", level=1).wait_for()


async def record(one: Visit) -> None:
    await one.page.goto(f"{one.url}/planner/record")
    await one.page.get_by_role("heading", level=1).wait_for()


async def what_if(one: Visit) -> None:
    await one.page.goto(f"{one.url}/planner/what-if")
    await one.page.get_by_role("heading", level=1).wait_for()


async def editor(one: Visit) -> None:
    await one.page.goto(f"{one.url}/graphiql")
    await one.page.locator(".ide-example").first.wait_for()
    await one.page.locator(".graphiql-query-editor textarea[aria-label=Query]").wait_for(state="attached")


SCREENS: dict[str, Callable[[Visit], Awaitable[None]]] = {
    "explore": start,
    "node": node,
    "list": listed,
    "kinds": kinds,
    "linked": linked,
    "way": way,
    "summary": summary,
    "key figures": key_figures,
    "overrides": overrides,
    "impact": impact,
    "hot spots": hotspots,
    "record": record,
    "what-if": what_if,
    "graphiql": editor,
}


@pytest.mark.parametrize("width", [1280, 768])
async def test_no_screen_has_a_grave_fault(site: Site, width: int) -> None:
    await searchable(site, "PO-1")
    faults = {}
    one = await site.visitor("reviewer", width)
    for name, arrive in SCREENS.items():
        await arrive(one)
        if grave := await one.grave_faults():
            faults[name] = grave

    assert faults == {}


async def test_an_example_is_asked_as_who_is_logged_in(site: Site) -> None:
    await searchable(site, "PO-1")
    one = await site.visitor("reviewer")
    await editor(one)

    await one.page.locator(".ide-example", has_text="Which cases are open").click()
    await one.page.locator(".graphiql-execute-button").click()

    await expect(one.page.locator(".graphiql-response")).to_contain_text("PO-1")


async def test_before_a_node_was_known_the_page_says_since_when_it_is_and_goes_there(site: Site) -> None:
    await searchable(site, "PO-1")
    one = await site.visitor("reviewer")
    await search_and_open(one, "PO-1")
    await one.page.goto(f"{one.page.url.partition('?')[0]}?at=2025-12-01T00:00:00Z")

    await one.page.get_by_text("It was first known on").wait_for()
    await one.page.get_by_role("button", name="Go there").click()

    await expect(one.page.locator(".card", has_text="PO-1").first).to_be_visible()
    assert parse_qs(urlsplit(one.page.url).query)["at"][0].startswith("2026-01-05T09:00")
