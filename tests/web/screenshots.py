"""Screenshots of every screen into docs/screenshots, on the demo's data: `python -m tests.web.screenshots [NAME …]`."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from api.demo_accounts import demo_password
from bench.browser import open_browser
from graph.settings import GraphSettings
from tests.builders.browser import Theme, Visit, visit
from tests.habits._tree import ROOT

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {1280: 860, 768: 1024}
THEMES: tuple[Theme, ...] = ("light", "dark")
SIGNOFF = str(ROOT / ".venv" / "bin" / "signoff")


@dataclass(frozen=True)
class Screen:
    """A screen: who looks at it (None: nobody is logged in), and how they get there."""

    name: str
    account: str | None
    arrive: Callable[[Visit], Awaitable[None]]


async def login(one: Visit) -> None:
    await one.page.goto(f"{one.url}/login")
    await one.page.get_by_label("Account").wait_for()


async def desk(one: Visit) -> None:
    await one.page.goto(f"{one.url}/?queue=support-desk")
    await one.page.locator(".task-link").first.wait_for()
    await one.keys("j", "j")


async def case(one: Visit) -> None:
    await desk(one)
    await one.keys("Enter")
    await one.case_shown()
    await one.page.locator(".skeleton").first.wait_for(state="detached")


async def lineage(one: Visit) -> None:
    await case(one)
    await one.keys("l")
    await one.page.locator(".lineage-svg").wait_for()
    await one.page.locator("#tab-lineage").scroll_into_view_if_needed()
    await one.page.evaluate("document.getElementById('tab-lineage').scrollIntoView({ block: 'center' })")


async def verdict(one: Visit) -> None:
    await case(one)
    await one.keys("r")
    await one.page.get_by_role("group", name="why?").wait_for()


async def keyboard(one: Visit) -> None:
    await case(one)
    await one.keys("?")
    await one.page.get_by_role("dialog").wait_for()


async def explore_search(one: Visit) -> None:
    await one.page.goto(f"{one.url}/explore?q=INC00177")
    await one.page.locator(".hits a").first.wait_for()


async def explore(one: Visit) -> None:
    await one.page.goto(f"{one.url}/explore?q=INC00177&kinds=Case")
    await one.page.locator(".hits a").first.click()
    await one.page.locator(".canvas[data-drawn]").wait_for()
    await one.page.locator(".groups li").first.wait_for()


async def explore_list(one: Visit) -> None:
    await explore(one)
    await one.keys("2")
    await one.page.locator(".graph-list table").wait_for()


async def explore_kinds(one: Visit) -> None:
    await one.page.goto(f"{one.url}/explore?q=2016-W15&kinds=DatasetVersion")
    await one.page.locator(".hits a").first.click()
    await one.page.get_by_role("button", name="Used by").click()
    await one.page.get_by_role("button", name="Kinds").click()
    await one.page.locator(".explore-status", has_text="kinds").wait_for()
    await one.keys("2")
    await one.page.locator(".graph-list").get_by_role("button", name="Decision:").click()
    await one.keys("1")
    await one.page.locator(".node-panel tbody a").first.wait_for()


async def analyst(one: Visit) -> None:
    await one.page.goto(f"{one.url}/analyst")
    await one.page.locator(".share-bar").first.wait_for()


async def overrides(one: Visit) -> None:
    await one.page.goto(f"{one.url}/analyst/overrides")
    await one.page.locator(".data-table").wait_for()


async def graphiql(one: Visit) -> None:
    await one.page.goto(f"{one.url}/graphiql")
    await one.page.locator(".ide-example", has_text="Which cases are open").click()
    await one.page.wait_for_load_state("networkidle")
    await one.page.locator(".graphiql-execute-button").click()
    await one.page.locator(".graphiql-response", has_text="INC").wait_for()


async def hotspots(one: Visit) -> None:
    await one.page.goto(f"{one.url}/planner")
    await one.page.locator(".data-table, .empty-title").first.wait_for()


async def record(one: Visit) -> None:
    await one.page.goto(f"{one.url}/planner/record")
    await one.page.locator(".data-table, .empty-title").first.wait_for()


async def what_if(one: Visit) -> None:
    """Ask once what one reviewer fewer would do; later visits open the run that is there."""
    await one.page.goto(f"{one.url}/planner/what-if")
    await one.page.locator("#runs-title").wait_for()
    if await one.page.locator(".badge.good").count():
        await one.page.locator(".data-table a").first.click()
    else:
        await one.page.get_by_label("Reviewers, more").fill("-1")
        await one.page.get_by_role("button", name="Run", exact=True).click()
    await one.page.locator(".chart-svg").first.wait_for(timeout=180_000)


SCREENS = (
    Screen("login", None, login),
    Screen("desk", "reviewer", desk),
    Screen("case", "reviewer", case),
    Screen("case-lineage", "reviewer", lineage),
    Screen("case-verdict", "reviewer-2", verdict),
    Screen("keyboard", "reviewer", keyboard),
    Screen("explore-search", "analyst", explore_search),
    Screen("explore", "analyst", explore),
    Screen("explore-list", "analyst", explore_list),
    Screen("explore-kinds", "analyst", explore_kinds),
    Screen("analyst", "analyst", analyst),
    Screen("overrides", "analyst", overrides),
    Screen("graphiql", "analyst", graphiql),
    Screen("hot-spots", "planner", hotspots),
    Screen("past-forecasts", "planner", record),
    Screen("what-if", "planner", what_if),
)


async def shoot(url: str, password: str, names: list[str]) -> None:
    """Take each screen in both themes and sizes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with open_browser() as browser:
        for screen in SCREENS:
            if names and screen.name not in names:
                continue
            for theme in THEMES:
                for width, height in SIZES.items():
                    async with visit(browser, url, theme, width, height) as one:
                        if screen.account is not None:
                            await one.log_in(screen.account, password)
                        await screen.arrive(one)
                        await one.page.wait_for_load_state("networkidle")
                        await one.page.screenshot(path=FOLDER / f"{screen.name}-{theme}-{width}.png")


def main() -> None:
    """Bring the demo up, look at it, and leave it as it was found."""
    try:
        command = [SIGNOFF, "demo", "--exit-when-ready", "--json"]
        ready = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        asyncio.run(shoot(ready["url"], demo_password(GraphSettings().data_dir), sys.argv[1:]))
    finally:
        subprocess.run([SIGNOFF, "demo", "--stop"], check=True)


if __name__ == "__main__":
    main()
