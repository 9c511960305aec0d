"""One person's window in the browser of the tests, and what every page must keep to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import Browser, BrowserContext, Page, Request, Route

from bench.browser import grave_faults

SIGHT_CHARACTERS = 6000
Theme = Literal["light", "dark"]
_VIOLATIONS = """
window.__violations = [];
addEventListener('securitypolicyviolation', (e) => window.__violations.push(e.violatedDirective + ' ' + e.blockedURI));
"""


@dataclass
class Visit:
    """One person's browser window, and whatever it did that no page may do."""

    page: Page
    context: BrowserContext
    url: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.outside.append(request.url)

    async def offences(self) -> list[str]:
        """Requests to elsewhere, breaches of the content security policy, and errors that were thrown."""
        breaches: list[str] = await self.page.evaluate("window.__violations ?? []")
        return [*self.outside, *breaches, *self.errors]

    async def sight(self) -> str:
        """What stands in this window, for whoever reads of a failure on another machine."""
        markup = await self.page.locator("body").inner_html()
        return "\n".join([self.page.url, *self.errors, markup[:SIGHT_CHARACTERS]])

    async def log_in(self, account: str, password: str) -> None:
        await self.page.goto(f"{self.url}/login")
        await self.page.get_by_label("Account").fill(account)
        await self.page.get_by_label("Password").fill(password)
        await self.page.keyboard.press("Enter")
        await self.page.get_by_role("button", name="Log out").wait_for()

    @asynccontextmanager
    async def held(self, operation: str) -> AsyncIterator[list[Route]]:
        """Keep the requests of an operation from arriving until the block has ended; those sent so far are listed."""
        released = asyncio.Event()
        sent: list[Route] = []

        async def late(route: Route) -> None:
            if operation in (route.request.post_data or ""):
                sent.append(route)
                await released.wait()
            await route.continue_()

        await self.page.route("**/graphql", late)
        try:
            yield sent
        finally:
            released.set()

    async def case_shown(self) -> None:
        """Wait until a case is on the screen and takes keys: they are refused until a timer after its first picture."""
        await self.page.get_by_role("tablist").wait_for()
        await self.page.evaluate("new Promise(setTimeout)")

    async def keys(self, *keys: str) -> None:
        """Press one key after another, as a person does."""
        for key in keys:
            await self.page.keyboard.press(key)

    async def grave_faults(self) -> list[str]:
        """Return what axe finds that is serious or critical, in light and in dark, with the first element of each."""
        return await grave_faults(self.page)


@asynccontextmanager
async def visit(
    browser: Browser, url: str, theme: Theme = "light", width: int = 1280, height: int = 800
) -> AsyncIterator[Visit]:
    """Open a window of its own, without cookies of others."""
    context = await browser.new_context(
        color_scheme=theme, viewport={"width": width, "height": height}, reduced_motion="reduce", locale="en-GB"
    )
    await context.add_init_script(_VIOLATIONS)
    page = await context.new_page()
    one = Visit(page, context, url)
    page.on("request", one.note_request)
    page.on("pageerror", lambda error: one.errors.append(str(error)))
    try:
        yield one
    finally:
        await context.close()
