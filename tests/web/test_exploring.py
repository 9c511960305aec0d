"""What an explorer does with the drawing: opens links, follows a way, finds names, saves files."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import expect

from tests.builders.browser import Visit
from tests.builders.exploring import STATUS, counts, policy_opened, search_and_open, searchable, way_to_point
from tests.builders.site import Site

pytestmark = pytest.mark.live

LINES = "document.querySelector('.cards path[data-chosen]') !== null"


async def test_a_card_counts_what_is_not_drawn_and_the_keyboard_draws_it_page_by_page(site: Site) -> None:
    await site.cases(*(f"PO-{number}" for number in range(60)))
    one = await site.visitor("reviewer")
    await policy_opened(site, one, "UP")
    card = one.page.locator(".card", has_text="Policy version")
    await expect(card.locator(".card-more")).to_contain_text("→")
    before, _ = await counts(one)

    await card.focus()
    await one.keys("e")
    menu = one.page.get_by_role("dialog", name="Linked to policy version")
    gates = menu.locator(".show-links", has_text="Followed this: 60 gate evaluations")
    await expect(gates).to_contain_text("Show 25 of 60")
    await gates.focus()
    await one.keys("Enter")
    await expect(gates).to_contain_text("Next 25 of 60")
    await expect(one.page.locator(STATUS)).to_contain_text(f"{before + 25} nodes")
    await one.keys("Escape")
    await expect(card).to_be_focused()
    await one.keys("2")
    row = one.page.locator(".graph-list tr", has_text="Policy version").first
    await row.locator("summary").click()
    await row.locator(".show-links", has_text="Followed this: 60 gate evaluations").click()
    await expect(one.page.locator(STATUS)).to_contain_text(f"{before + 50} nodes")

    assert "HAD_PLAN" in parse_qs(urlsplit(one.page.url).query)["open"][0]


async def test_the_way_between_two_nodes_is_sentences_that_choose_their_line(site: Site) -> None:
    await searchable(site, "PO-1")
    one = await site.visitor("reviewer")
    await search_and_open(one, "PO-1")

    await way_to_point(one)
    steps = one.page.locator(".way-step")
    step_text = await steps.first.inner_text()
    await steps.first.focus()
    await one.keys("Enter")

    await expect(steps.first).to_have_attribute("aria-pressed", "true")
    await one.page.wait_for_function(LINES)
    assert re.search(r"Case\s+PO-1", step_text)
    assert "2026" in step_text
    assert set(parse_qs(urlsplit(one.page.url).query)) >= {"to", "at_edge"}


async def test_find_counts_matches_and_moves_from_one_to_the_next(site: Site) -> None:
    await searchable(site, "PO-1")
    one = await site.visitor("reviewer")
    await search_and_open(one, "PO-1")

    await one.keys("f")
    await one.page.keyboard.type("po-1")
    bar = one.page.locator(".find-bar")
    await expect(bar.locator("output")).to_have_text(re.compile(r"^1 of \d+$"))
    total = int((await bar.locator("output").inner_text()).split()[-1])
    await one.page.get_by_label("Find in the drawing").fill("review")
    await expect(bar.locator("output")).to_have_text(re.compile(r"^1 of "))
    await one.keys("Enter")
    await expect(bar.locator("output")).to_have_text(re.compile(r"^2 of "))
    moved = await one.page.locator('.card[aria-pressed="true"]').text_content()
    await one.keys("Escape")
    await expect(bar).to_have_count(0)

    assert total >= 1
    assert moved is not None
    assert "eview" in moved


def content(file: Path) -> bytes:
    return file.read_bytes()


async def saved(one: Visit, form: str) -> tuple[str, bytes]:
    await one.page.locator(".save-menu summary").click()
    async with one.page.expect_download() as saving:
        await one.page.locator(".save-choices").get_by_role("button", name=form).click()
    download = await saving.value
    return download.suggested_filename, content(Path(await download.path()))


async def test_the_drawing_is_saved_as_image_drawing_and_data_named_by_node_and_moment(site: Site) -> None:
    await searchable(site, "PO-1")
    one = await site.visitor("reviewer")
    await search_and_open(one, "PO-1")
    nodes, edges = await counts(one)
    width = await one.page.locator("svg.cards").evaluate("drawing => drawing.viewBox.baseVal.width")

    png_name, png = await saved(one, "PNG")
    svg_name, svg = await saved(one, "SVG")
    json_name, data = await saved(one, "JSON")

    for name, ending in ((png_name, "png"), (svg_name, "svg"), (json_name, "json")):
        assert re.fullmatch(rf"signoff-case-po-1-\d{{4}}-\d\d-\d\dT\d\d-\d\d\.{ending}", name)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == pytest.approx(2 * width, abs=2)
    assert "PO-1</text>" in svg.decode()
    drawn = json.loads(data)
    assert (len(drawn["nodes"]), len(drawn["edges"])) == (nodes, edges)
    assert "Case PO-1" in {one["title"] for one in drawn["nodes"]}


async def test_questions_show_their_query_and_a_drawing_is_saved_deleted_and_brought_back(site: Site) -> None:
    await searchable(site, "PO-1")
    one = await site.visitor("reviewer")
    await search_and_open(one, "PO-1")
    await one.keys("6")
    panel = one.page.locator(".questions")

    await panel.get_by_role("link", name="What uses this, and what came of it?").click()
    await expect(one.page.get_by_role("button", name="Used by")).to_have_attribute("aria-pressed", "true")
    await panel.get_by_label("Name of this drawing").fill("After PO-1")
    await one.keys("Enter")
    entry = panel.locator("li", has_text="After PO-1")
    await entry.locator("summary").click()
    await expect(entry.locator("pre")).to_contain_text("direction: DOWN")
    await entry.get_by_role("button", name="Delete After PO-1").click()
    await expect(entry).to_have_count(0)
    await one.page.get_by_role("button", name="Undo").click()
    await expect(entry).to_have_count(1)
    assert await one.grave_faults() == []
    await panel.get_by_role("link", name=re.compile("From a source of data back")).click()

    await one.page.locator(".graphiql-query-editor", has_text="DecisionsOnASource").wait_for()
    assert set(parse_qs(urlsplit(one.page.url).query)) == {"question", "id"}
