"""A reviewer answers before the advice is shown and changes that afterwards; another case is corrected."""

import pytest
from playwright.async_api import expect

from tests.builders.site import Site

pytestmark = pytest.mark.live


async def test_the_advice_comes_after_the_first_answer_which_can_be_changed(site: Site) -> None:
    await site.rule(blind_first=True)
    await site.cases("PO-1", "PO-2")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").first.wait_for()
    await one.keys("n")
    await one.case_shown()
    panel = one.page.get_by_label("Your decision")

    await expect(panel).to_contain_text("Answer first")
    await expect(one.page.locator(".button.primary")).to_have_count(0)
    hidden = await one.page.content()
    assert not [word for word in ("40 %", "The risk is not low", "Recommended") if word in hidden]

    await one.keys("a")
    await expect(panel).to_contain_text("Recommended: do not buy. 40 % that “buy” is wrong; it pays only below 10 %.")
    await expect(panel).to_contain_text("You answered first: buy.")
    await one.keys("r")
    await one.page.get_by_role("group", name="Do not buy: why?").wait_for()
    await one.keys("2")
    await one.page.keyboard.type("It is not worth it.")
    await one.keys("Control+Enter")

    await expect(one.page.get_by_role("status").filter(has_text="PO-1: Do not buy")).to_be_visible()
    rows = await site.firm.driver.execute_query("MATCH (r:Review) RETURN r.firstVerdict AS first, r.verdict AS verdict")
    assert [row.data() for row in rows.records] == [{"first": "APPROVE", "verdict": "REJECT"}]


async def test_a_correction_changes_the_named_field_and_puts_the_case_to_review_anew(site: Site) -> None:
    await site.rule(correction_action="BUY_CORRECTED")
    await site.cases("PO-1")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").first.wait_for()
    await one.keys("n")
    await one.case_shown()

    await one.page.get_by_role("button", name="Buy corrected").click()
    await one.page.get_by_label("amount, EUR").fill("90")
    await one.page.locator("input[value=fits]").check()
    await one.keys("Control+Enter")

    await expect(one.page.get_by_role("status").filter(has_text="your correction is stored")).to_be_visible()
    rows = await site.firm.driver.execute_query(
        "MATCH (c:Case) RETURN c.payload AS payload, c.payloadRevision AS revision"
    )
    assert [row["payload"] for row in rows.records] == ['{"amount":90,"vendor":"V-7"}']
