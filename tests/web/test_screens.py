"""The screens in small: no key is lost, nothing is left to the next person, and what is shown is what is there."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.builders.browser import Visit
from tests.builders.site import PASSWORD, Site

pytestmark = pytest.mark.live

OVERRIDE = "\u202e"


async def opened(site: Site, account: str = "reviewer") -> Visit:
    one = await site.visitor(account)
    await one.page.locator(".task-link").first.wait_for()
    await one.keys("Enter")
    await one.case_shown()
    return one


def notice(one: Visit, words: str) -> Locator:
    return one.page.get_by_role("status").filter(has_text=words)


async def test_a_digit_pressed_while_the_claim_runs_gives_the_verdict_when_it_is_there(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)

    async with one.held("mutation Claim("):
        await one.keys("a", "1")

    await expect(notice(one, "PO-1: Buy")).to_be_visible()
    assert await site.firm.count("Decision") == 1


async def test_a_key_pressed_while_the_next_case_comes_acts_on_neither(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    one = await opened(site)
    await one.keys("a")
    await one.page.get_by_role("group", name="Buy: why?").wait_for()

    async with one.held("mutation Decide("):
        await one.keys("1", "r")

    await expect(one.page.get_by_role("heading", name="PO-2")).to_be_visible()
    await expect(notice(one, "“r” did nothing")).to_be_visible()
    await expect(one.page.get_by_role("group", name="Do not buy: why?")).to_have_count(0)
    assert await site.firm.count("Decision") == 1
    assert await site.firm.count("Review") == 1


async def test_a_claim_that_ends_leaves_mine_without_a_reload(site: Site) -> None:
    await site.rule(lease_seconds=15)
    await site.cases("PO-1")
    one = await opened(site)
    await one.keys("c")
    await expect(one.page.get_by_text("Yours for")).to_be_visible()
    await one.page.get_by_role("link", name="Desk").first.click()
    await one.keys("m")
    await expect(one.page.locator(".task-link", has_text="PO-1")).to_contain_text("yours")

    await expect(one.page.get_by_text("You have claimed no case.")).to_be_visible()
    await expect(one.page).to_have_title(re.compile(r"^Mine \(0\) · "))
    await one.page.reload()
    await expect(one.page.get_by_text("You have claimed no case.")).to_be_visible()
    await expect(one.page.locator(".queue").first).not_to_contain_text("yours")


async def test_a_question_that_was_sent_is_no_reason_of_a_rejection(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    await one.keys("q")
    question = one.page.get_by_label("Your question")
    await question.fill("Is V-7 the usual vendor?")
    await one.keys("Escape", "r")

    note = one.page.get_by_label("Why, in your words")
    await expect(note).to_have_value("")
    await one.page.get_by_label("Does not fit").focus()
    await one.keys("Escape", "q")
    await expect(question).to_have_value("Is V-7 the usual vendor?")


async def test_a_draft_is_not_shown_to_the_next_user_of_the_tab(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    await one.keys("q")
    await one.page.get_by_label("Your question").fill("Between us: is this fraud?")
    await one.keys("Escape", "u")
    await expect(notice(one, "back in its queue")).to_be_visible()
    await one.page.get_by_role("button", name="Log out").click()
    await one.page.get_by_label("Account").fill("reviewer-2")
    await one.page.get_by_label("Password").fill(PASSWORD)
    await one.keys("Enter")

    await one.page.locator(".task-link").first.wait_for()
    await expect(one.page.locator(".notice")).to_have_count(0)
    await one.keys("Enter")
    await one.case_shown()
    await one.keys("q")
    await expect(one.page.get_by_label("Your question")).to_have_value("")


async def test_a_key_waits_while_a_claimed_case_is_fetched(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    async with one.held("query Task("):
        async with one.page.expect_response(lambda answer: "mutation Claim(" in (answer.request.post_data or "")):
            await one.keys("c")
        await one.keys("u")

    await expect(notice(one, "back in its queue")).to_be_visible()
    assert await site.firm.count("Review") == 0


async def test_taking_back_shows_that_it_runs_and_runs_once(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    one = await opened(site)
    await one.keys("a")
    await one.page.get_by_role("group", name="Buy: why?").wait_for()
    await one.keys("1")
    await expect(one.page.get_by_role("heading", name="PO-2")).to_be_visible()
    running = one.page.locator(".notice", has_text="taking the decision back")

    async with one.held("mutation Undo(") as sent:
        await one.keys("z", "z")

        await expect(notice(one, "PO-1: taking the decision back…")).to_be_visible()
        await expect(running.get_by_role("button", name="Undo")).to_be_disabled()
    await expect(one.page.get_by_role("heading", name="PO-1")).to_be_visible()
    assert len(sent) == 1


async def test_a_key_pressed_before_the_case_is_back_is_not_lost_in_silence(site: Site) -> None:
    await site.cases("PO-1", "PO-2")
    one = await opened(site)
    await one.keys("a")
    await one.page.get_by_role("group", name="Buy: why?").wait_for()
    await one.keys("1")
    await expect(one.page.get_by_role("heading", name="PO-2")).to_be_visible()

    async with one.held("query Case("):
        await one.keys("z")
        await expect(notice(one, "PO-1 is undecided again")).to_be_visible()
        await one.keys("a")

    await expect(notice(one, "“a” did nothing")).to_be_visible()
    await expect(one.page.get_by_role("heading", name="PO-1")).to_be_visible()
    await one.keys("a")
    await one.page.get_by_role("group", name="Buy: why?").wait_for()


async def test_counts_are_not_told_before_they_are_known(site: Site) -> None:
    await site.cases("PO-1")
    one = await site.visitor("reviewer")
    await one.page.locator(".task-link").first.wait_for()

    async with one.held("query Queues"):
        await one.page.reload()
        await one.page.locator(".task-link").first.wait_for()

        await expect(one.page.get_by_text("Counting the open cases")).to_be_attached()
        await expect(one.page.get_by_text("all in time")).to_have_count(0)
    await expect(one.page.locator(".queue-open").first).to_have_text("1")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/case/abc", "There is no such case."),
        ("/case/%E0%A4%A", "There is no page at this address."),
        ("/explore/abc", "There is no such node."),
        ("/planner/what-if/abc", "There is no such what-if."),
        ("/no/such/page", "There is no page at this address."),
    ],
)
async def test_an_address_that_names_nothing_says_so(site: Site, address: str, words: str) -> None:
    one = await site.visitor("reviewer")

    await one.page.goto(f"{one.url}{address}")

    await expect(one.page.get_by_role("heading", name=words)).to_be_visible()
    await expect(one.page.get_by_role("alert")).to_have_count(0)
    await expect(one.page).to_have_title(f"{words.removesuffix('.')} · Signoff")
    assert await one.grave_faults() == []


async def test_every_page_names_itself_in_the_title(site: Site) -> None:
    await site.cases("PO-1")
    outside, one = await site.visitor(None), await opened(site)
    await outside.page.goto(f"{outside.url}/login")
    await expect(outside.page).to_have_title("Log in · Signoff")
    await expect(one.page).to_have_title("PO-1 · Signoff")

    titles: dict[str, str | re.Pattern[str]] = {  # where nothing was decided yet, nothing is forecast by any kind
        "/": "Open (1) · Your desk · Signoff",
        "/?show=mine": "Mine (0) · Your desk · Signoff",
        "/?queue=purchases&show=free": re.compile(r"^Free \(1\) · \w+ · Signoff$"),
        "/explore": "Explore · Signoff",
        "/explore?q=PO": "PO · Explore · Signoff",
        "/analyst": "Decisions and their outcomes · Analyst · Signoff",
        "/analyst/record": "Decision record · Analyst · Signoff",
        "/analyst/compare": "Compare two decisions · Analyst · Signoff",
        "/analyst/kpis": "Key figures · Analyst · Signoff",
        "/analyst/matches": "Likely the same · Analyst · Signoff",
        "/analyst/overrides": "Who decided against the model's advice · Analyst · Signoff",
        "/analyst/impact": "Where used · Analyst · Signoff",
        "/planner": "Hot spots, next period · Planner · Signoff",
        "/planner?when=current": "Hot spots, this period · Planner · Signoff",
        "/planner?when=28": "Hot spots, 28 days ahead · Planner · Signoff",
        "/planner/record": "Past forecasts, worst first · Planner · Signoff",
        "/planner/impact": "What the next 7 days rest on · Planner · Signoff",
        "/planner/what-if": "What if · Planner · Signoff",
        "/graphiql": "Query by GraphQL · Analyst · Signoff",
    }
    for address, title in titles.items():
        await one.page.goto(f"{one.url}{address}")
        await expect(one.page).to_have_title(title)


async def test_a_key_counts_by_its_place_on_a_layout_of_other_letters(site: Site) -> None:
    await site.cases("PO-1")
    one = await opened(site)
    press = "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))"

    await one.page.evaluate(press, ["ф", "KeyA"])
    await one.page.get_by_role("group", name="Buy: why?").wait_for()
    await one.page.evaluate(press, ["&", "Digit1"])

    await expect(notice(one, "PO-1: Buy")).to_be_visible()
    assert await site.firm.count("Decision") == 1


async def test_a_name_that_turns_its_text_around_is_shown_as_it_is_stored(site: Site) -> None:
    await site.cases("PO-1")
    forged = f"PO-1{OVERRIDE} evorppa ot efas"
    await site.firm.driver.execute_query(
        "MATCH (c:Case {externalId: 'PO-1'}) SET c.externalId = $name CREATE (e:Node:BusinessEntity {id: 'forged', "
        "key: 'forged', name: $name, kind: 'vendor', knownAt: 0, recordedAt: 0})",
        {"name": forged},
    )
    one = await site.visitor("reviewer")
    shown = "PO-1⟨U+202E⟩ evorppa ot efas"

    await expect(one.page.locator(".task-link")).to_contain_text(shown)
    await one.page.locator(".task-link").first.click()
    await expect(one.page.get_by_role("heading", name=shown)).to_be_visible()
    await expect(one.page).to_have_title(f"{shown} · Signoff")
    assert OVERRIDE not in await one.page.content()
    await one.keys("l")
    await expect(one.page.locator(".lineage-svg text", has_text="⟨U+202E⟩").first).to_be_attached()
    await one.page.goto(f"{one.url}/explore?q=evorppa")
    await one.page.locator(".hits a").first.wait_for()
    assert OVERRIDE not in await one.page.content()


async def test_a_high_risk_is_told_in_words_and_not_in_calm_colours(site: Site) -> None:
    await site.cases("PO-1")
    await site.firm.driver.execute_query("MATCH (p:Prediction) SET p.probability = 0.98")
    one = await site.visitor("reviewer")

    risk = one.page.locator(".task-link .risk")
    await expect(risk).to_contain_text("98 %")
    await expect(risk).to_contain_text("very high")
    fill = "element => getComputedStyle(element.querySelector('.risk-fill')).fill"
    assert await risk.evaluate(fill) == "rgb(140, 20, 32)"


WIDE_PAGES = (
    "/",
    "/?show=mine",
    "/case/abc",
    "/explore",
    "/explore?q=PO",
    "/analyst",
    "/analyst/record",
    "/analyst/compare",
    "/analyst/kpis",
    "/analyst/matches",
    "/analyst/overrides",
    "/analyst/impact",
    "/planner",
    "/planner/record",
    "/planner/impact",
    "/planner/what-if",
    "/graphiql",
    "/no/such/page",
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [390, 1280])
async def test_no_page_scrolls_sideways(site: Site, width: int) -> None:
    await site.cases("PO-1", "a-purchase-with-a-number-that-is-far-longer-than-a-telephone-is-wide")
    one = await site.visitor("reviewer", width)
    await one.page.locator(".task-link").nth(1).wait_for()
    case = await one.page.locator(".task-link", has_text="far-longer").get_attribute("href")
    sideways = {}
    for address in (*WIDE_PAGES, str(case), str(case).replace("/case/", "/explore/")):
        await one.page.goto(f"{one.url}{address}")
        await one.page.locator("main :is(h1, h2)").first.wait_for(state="attached")
        await one.page.wait_for_load_state("networkidle")
        for theme in ("light", "dark"):
            await one.page.emulate_media(color_scheme=theme)
            if over := await one.page.evaluate(SIDEWAYS):
                sideways[f"{address} {theme}"] = over

    assert sideways == {}


async def test_a_page_that_is_opened_by_its_address_has_its_frame(site: Site) -> None:
    one = await site.visitor("reviewer")
    places = {}

    for path in ("checks", "matches", "registry", "record", "kpis"):
        await one.page.goto(f"{one.url}/analyst/{path}")
        box = await one.page.get_by_role("heading", level=1).bounding_box()
        places[path] = None if box is None else box["x"]

    assert {path: x for path, x in places.items() if x != places["registry"]} == {}
    assert (places["registry"] or 0) > 0
