"""A reviewer decides by keyboard alone (goals U1, U5), and takes it back."""

import re

import pytest
from playwright.async_api import expect

from tests.builders.browser import Visit
from tests.builders.site import Site

pytestmark = pytest.mark.live


async def approve_next(one: Visit) -> None:
    """Claim the next case and approve it for the first reason, by three keys."""
    await one.keys("n")
    await one.case_shown()
    await one.keys("a")
    await one.page.get_by_role("group", name="Buy: why?").wait_for()
    await one.keys("1")


async def test_from_the_desk_to_a_decision_in_three_keys(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").nth(1).wait_for()

    await approve_next(one)

    await expect(one.page.get_by_role("status").filter(has_text="PO-1: Buy")).to_be_visible()
    await expect(one.page.get_by_role("heading", name="PO-2")).to_be_visible()
    decided = await site.firm.driver.execute_query(
        "MATCH (d:Decision)-[:WAS_GENERATED_BY]->(r:Review) RETURN d.action AS action, r.reasonCode AS reason"
    )
    assert [record.data() for record in decided.records] == [{"action": "BUY", "reason": "fits"}]


async def test_who_decides_before_the_queue_has_answered_still_gets_the_next_case(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").nth(1).wait_for()

    async with one.held("query Next("):
        await approve_next(one)

    await expect(one.page.get_by_role("heading", name="PO-2")).to_be_visible()


async def test_a_refusal_needs_its_note_and_keeps_it(site: Site) -> None:
    await site.cases("PO-1")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").first.wait_for()

    await one.keys("Enter")
    await one.case_shown()
    await one.keys("r")
    await one.page.get_by_role("group", name="Do not buy: why?").wait_for()
    await one.keys("2")
    await expect(one.page.get_by_label("Why, in your words")).to_be_focused()
    assert await site.firm.count("Decision") == 0
    await one.page.keyboard.type("Twice the usual price.")
    await one.keys("Control+Enter")

    await expect(one.page.get_by_role("status").filter(has_text="PO-1: Do not buy")).to_be_visible()
    rows = await site.firm.driver.execute_query("MATCH (r:Review) RETURN r.verdict AS verdict, r.reasonCode AS reason")
    assert [record.data() for record in rows.records] == [{"verdict": "REJECT", "reason": "does-not-fit"}]


async def test_a_decision_is_taken_back_with_one_key_while_it_is_not_final(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").first.wait_for()
    await approve_next(one)
    await expect(one.page.get_by_role("heading", name="PO-2")).to_be_visible()

    await one.keys("z")

    await expect(one.page.get_by_role("heading", name="PO-1")).to_be_visible()
    await expect(one.page.get_by_role("status").filter(has_text="undecided again")).to_be_visible()
    states = await site.firm.driver.execute_query("MATCH (d:Decision) RETURN d.state AS state")
    assert [record["state"] for record in states.records] == ["INVALIDATED"]


async def test_a_question_sets_the_case_aside_and_the_next_one_opens(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").first.wait_for()
    await one.keys("n")
    await one.case_shown()

    await one.keys("q")
    await one.page.get_by_role("group", name="Ask: what is it about?").wait_for()
    await one.keys("3")
    await one.page.keyboard.type("Is V-7 the usual vendor?")
    await one.keys("Control+Enter")

    await expect(one.page.get_by_role("heading", name="PO-2")).to_be_visible()
    questions = await site.firm.driver.execute_query(
        "MATCH (q:Question)-[:ABOUT]->(t:ReviewTask) RETURN q.text AS text, t.state AS state"
    )
    assert [record.data() for record in questions.records] == [
        {"text": "Is V-7 the usual vendor?", "state": "SUSPENDED"}
    ]


async def test_a_case_of_high_impact_is_decided_only_after_a_look_at_its_inputs(site: Site) -> None:
    await site.rule(high_impact=True)
    await site.cases("PO-1")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").first.wait_for()
    await one.keys("n")
    await one.case_shown()

    await one.keys("a")
    await expect(one.page.get_by_role("status").filter(has_text="has high impact")).to_be_visible()
    await expect(one.page.get_by_role("group", name="Buy: why?")).to_have_count(0)
    await one.keys("i", "a")
    await one.page.get_by_role("group", name="Buy: why?").wait_for()
    await one.keys("1")

    await expect(one.page.get_by_role("status").filter(has_text="PO-1: Buy")).to_be_visible()
    assert await site.firm.count("Decision") == 1


async def test_a_case_given_back_is_free_again(site: Site) -> None:
    await site.cases("PO-1")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").first.wait_for()
    await one.keys("n")
    await expect(one.page.get_by_text(re.compile("Yours for"))).to_be_visible()

    await one.keys("u")

    await expect(one.page.locator(".task-link", has_text="PO-1")).to_contain_text("free")
