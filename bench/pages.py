"""U2: how long a reviewer waits for the desk, and for the next case after a verdict, in a real browser."""

from statistics import median, quantiles

from playwright.async_api import Browser, Page

from api.auth.sessions import COOKIE, Sessions
from bench.browser import open_browser
from bench.fixture import BenchFixture, open_fixture, served
from bench.measure import BenchResult, bench_result
from graph.store.kernel.erasure import MasterKey

DESK_SECONDS, NEXT_SECONDS = 1.0, 0.2
_TASKS_A_SIZE = 25
"""The default size gives 10,000 tasks."""
_DECISIONS_A_RUN = 20
"""Enough for a median."""
_SESSION_SECONDS = 3600
"""Longer than a run."""
_READING_MILLISECONDS = 1000
"""The page reads ahead while a person reads."""

# In the page, by its own clock: when the first row of the desk is there, and from a key to the next case's heading.
_CLOCKS = """
window.__rows = new Promise((done) => {
  const look = () => document.querySelector('.task-link') ? done(performance.now()) : requestAnimationFrame(look);
  requestAnimationFrame(look);
});
window.__next = () => new Promise((done) => {
  const before = document.querySelector('.case-title h1').textContent;
  addEventListener('keydown', () => {
    const pressed = performance.now();
    const look = () => {
      const title = document.querySelector('.case-title h1');
      if (title && title.textContent !== before) done(performance.now() - pressed);
      else requestAnimationFrame(look);
    };
    look();
  }, { once: true, capture: true });
});
"""


async def u2(repeats: int, size: int) -> BenchResult:
    """Measure both waits; the ratio is the worse of the two to its bar."""
    tasks = size * _TASKS_A_SIZE
    desk: list[float] = []
    nexts: list[float] = []
    worse: list[float] = []
    async with open_fixture() as fixture, open_browser() as browser:
        await fixture.waiting(tasks, "desk")
        with served(fixture.settings, ("api.cli", "serve", "--port", "{port}")) as (url, _):
            for number in range(repeats + 1):
                first, waits = await _sitting(fixture, browser, url)
                if number:
                    desk.append(first)
                    nexts += waits
                    worse.append(max(first / DESK_SECONDS, _high(waits) / NEXT_SECONDS))
    details = {
        "tasks": float(tasks),
        "desk_s": median(desk),
        "next_p50_s": median(nexts),
        "next_p95_s": _high(nexts),
    }
    texts = (
        f"{DESK_SECONDS:g} s for the desk, {NEXT_SECONDS:g} s for the next case",
        "the browser and one API process",
    )
    return bench_result("U2", worse, [1.0] * len(worse), texts, details=details)


async def _sitting(fixture: BenchFixture, browser: Browser, url: str) -> tuple[float, list[float]]:
    """One reviewer comes to the desk and decides a while; seconds until the rows, and until each next case."""
    context = await browser.new_context(reduced_motion="reduce")
    sessions = Sessions.under(MasterKey.of_folder(fixture.settings.data_dir).secret)
    cookie = sessions.issue("reviewer", fixture.store.clock.now(), _SESSION_SECONDS)
    await context.add_cookies([{"name": COOKIE, "value": cookie, "url": url}])
    await context.add_init_script(_CLOCKS)
    page = await context.new_page()
    await page.goto(url)
    first = float(await page.evaluate("window.__rows")) / 1e3
    await page.keyboard.press("n")
    waits = [await _decided(page) for _ in range(_DECISIONS_A_RUN)]
    await context.close()
    return first, waits


async def _decided(page: Page) -> float:
    await page.locator("#tab-inputs").wait_for()
    await page.keyboard.press("a")
    await page.locator(".verdict-form").wait_for()
    # The next case is fetched while a person reads this one; nobody reads faster.
    await page.wait_for_timeout(_READING_MILLISECONDS)
    wait = await page.evaluate_handle("({ told: window.__next() })")
    await page.keyboard.press("1")
    return float(await wait.evaluate("async (one) => await one.told")) / 1e3


def _high(values: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1]
