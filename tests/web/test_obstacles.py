"""What stands in a reviewer's way is told plainly, with the next step, and nothing is decided meanwhile."""

from dataclasses import replace

import pytest
from playwright.async_api import Route, expect

from graph.domain.kernel.problems import Problem
from graph.store.intake.corrections import correct
from graph.store.review.routing import ScoredCase, awaiting_score, route
from tests.builders.browser import Visit
from tests.builders.commands import score, submission
from tests.builders.site import Site

pytestmark = pytest.mark.live


async def opened(site: Site, account: str = "reviewer") -> Visit:
    one = await site.visitor(account)
    await one.page.locator(".task-link").first.wait_for()
    await one.keys("Enter")
    await one.case_shown()
    return one


async def test_who_loses_a_race_is_told_who_holds_the_case_and_until_when(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    one, other = await opened(site), await opened(site, "reviewer-2")

    await one.keys("c")
    await expect(one.page.get_by_text("Yours for")).to_be_visible()
    await other.keys("c")

    alert = other.page.get_by_role("alert").filter(has_text="reviewer holds this case")
    await expect(alert).to_contain_text("Until ")
    await other.keys("n")
    await expect(other.page.get_by_role("heading", name="PO-2")).to_be_visible()
    await expect(other.page.get_by_text("Yours for")).to_be_visible()


async def test_a_packet_that_changed_is_told_with_what_changed_and_can_then_be_decided(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    await one.keys("c")
    await expect(one.page.get_by_text("Yours for")).to_be_visible()
    better = replace(submission("PO-1", None), payload={"amount": 99.0, "vendor": "V-7"})
    assert not isinstance(await correct(site.firm.store, site.firm.integrator, better, "correct-1"), Problem)
    waiting = await awaiting_score(site.firm.store, "purchases", 10)
    await route(site.firm.store, "purchases", [ScoredCase(case, score(0.3), {}) for case in waiting])

    await one.keys("a")
    await one.page.get_by_role("group", name="Buy: why?").wait_for()
    await one.keys("1")
    alert = one.page.get_by_role("alert").filter(has_text="What you read has changed")
    await expect(alert).to_contain_text("amount")
    assert await site.firm.count("Decision") == 0
    await alert.get_by_role("button", name="Read the new one").click()
    await expect(one.page.get_by_role("cell", name="99")).to_be_visible()
    await one.page.get_by_role("button", name="Buy", exact=True).click()

    await expect(one.page.get_by_role("status").filter(has_text="PO-1: Buy")).to_be_visible()
    assert await site.firm.count("Decision") == 1


async def corrected(site: Site, amount: float, key: str) -> None:
    """Correct the data of PO-1 by the API, and score it again."""
    data = replace(submission("PO-1", None), payload={"amount": amount, "vendor": "V-7"})
    assert not isinstance(await correct(site.firm.store, site.firm.integrator, data, key), Problem)
    waiting = await awaiting_score(site.firm.store, "purchases", 10)
    await route(site.firm.store, "purchases", [ScoredCase(case, score(0.3), {}) for case in waiting])


async def test_a_case_that_changed_and_changed_back_says_so_after_a_reload(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    await corrected(site, 99.0, "correct-1")
    await corrected(site, 120.0, "correct-2")

    await one.page.reload()

    notice = one.page.get_by_role("region", name="The data of this case were corrected")
    await expect(notice).to_contain_text("2 times, the last time on")
    await expect(notice).to_contain_text("amount")


async def test_a_decided_case_says_that_its_data_were_corrected_since(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    address = one.page.url
    await site.decide_next()
    await corrected(site, 99.0, "correct-1")

    await one.page.goto(address)

    notice = one.page.get_by_role("region", name="The data were corrected after this decision")
    await expect(notice).to_contain_text("The decision was made on the data before.")
    await expect(notice).to_contain_text("amount: ")


async def test_a_claim_that_has_ended_is_told_and_what_was_written_is_kept(site: Site) -> None:
    await site.rule(lease_seconds=3)
    await site.cases("PO-1")
    one = await opened(site)
    await one.keys("r")
    note = one.page.get_by_label("Why, in your words")
    await note.fill("Twice the usual price.")
    await expect(one.page.get_by_text("Your claim has ended. Claim it again")).to_be_visible()
    await site.rule(lease_seconds=900)

    await one.page.get_by_label("Does not fit").check()
    await note.press("Control+Enter")
    alert = one.page.get_by_role("alert").filter(has_text="Your claim has ended")
    await expect(alert).to_be_visible()
    assert await site.firm.count("Decision") == 0
    await alert.get_by_role("button", name="Claim again").click()
    await expect(one.page.get_by_text("Yours for")).to_be_visible()
    await expect(note).to_have_value("Twice the usual price.")
    await note.press("Control+Enter")

    await expect(one.page.get_by_role("status").filter(has_text="PO-1: Do not buy")).to_be_visible()
    assert await site.firm.count("Decision") == 1


async def test_an_answer_that_was_lost_on_the_way_costs_no_decision_and_makes_no_second(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    await one.keys("c")
    await expect(one.page.get_by_text("Yours for")).to_be_visible()
    lost: list[str] = []

    async def lose_the_first(request: Route) -> None:
        if "mutation Decide" not in (request.request.post_data or "") or lost:
            await request.continue_()
            return
        await request.fetch()
        lost.append("answer")
        await request.abort()

    await one.page.route("**/graphql", lose_the_first)
    await one.keys("a")
    await one.page.get_by_role("group", name="Buy: why?").wait_for()
    await one.keys("1")

    await expect(one.page.get_by_role("status").filter(has_text="PO-1: Buy")).to_be_visible()
    assert lost == ["answer"]
    assert await site.firm.count("Decision") == 1


async def test_a_session_that_has_ended_leads_through_the_log_in_and_back(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    await one.context.clear_cookies()

    await one.keys("c")

    await expect(one.page.get_by_text("Your session has ended.")).to_be_visible()
    await one.page.get_by_label("Account").fill("reviewer")
    await one.page.get_by_label("Password").fill("correct horse battery")
    await one.keys("Enter")
    await expect(one.page.get_by_role("heading", name="PO-1")).to_be_visible()


async def test_a_server_that_does_not_answer_is_told_and_found_again(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    await one.context.set_offline(offline=True)
    await one.keys("c")

    await expect(one.page.get_by_text("Signoff does not answer.")).to_be_visible()
    await one.context.set_offline(offline=False)
    await expect(one.page.get_by_text("Signoff does not answer.")).to_have_count(0)


async def test_a_wrong_password_is_told(site: Site) -> None:
    one = await site.visitor(None)
    await one.page.goto(f"{one.url}/login")
    await one.page.get_by_label("Account").fill("reviewer")
    await one.page.get_by_label("Password").fill("not the password")
    await one.keys("Enter")

    await expect(one.page.get_by_role("alert")).to_have_text("Account or password is wrong.")
