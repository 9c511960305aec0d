"""U4: how long an analyst waits for a drawing of 75 cards, of 500 nodes, of 5,000, and of 50,000 by kind."""

from statistics import median
from urllib.parse import quote

from playwright.async_api import BrowserContext

from api.auth.sessions import COOKIE, Sessions
from api.graphql.identifiers import global_id
from bench.browser import open_browser
from bench.fixture import BenchFixture, open_fixture, served
from bench.measure import BenchResult, bench_result
from graph.store.kernel.erasure import MasterKey
from graph.store.lineage.reach import LARGEST_LINEAGE

CARDS = 75
"""Nodes up to which the page draws cards."""
DRAWN_SECONDS = {CARDS: 1.0, 500: 0.8, 5_000: 1.5, 50_000: 2.0}
"""The bars, by nodes that are drawn at most; the fewest are drawn as cards, while there are no more."""
_NODES_A_CASE = 3
"""A waiting case with its task and its packet."""
# A node whose way to the start lies beyond the limit is not drawn.
_FILLED = 0.99
_SESSION_SECONDS = 3600
"""Longer than a run."""

# In the page, by its own clock from the start of the navigation: when the drawing has been rendered, and of how much.
_CLOCK = """
window.__drawn = new Promise((done) => {
  const look = () => {
    const canvas = document.querySelector('.canvas[data-drawn]');
    if (canvas) done([performance.now(), Number(canvas.dataset.drawn)]);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
"""


async def u4(repeats: int, size: int) -> BenchResult:
    """Measure from the address to the drawing of what depends on a policy, scripts in the browser's cache.

    The ratio is the worst of the drawings to its bar.
    """
    seconds: dict[int, list[float]] = {most: [] for most in DRAWN_SECONDS}
    async with open_fixture() as fixture, open_browser() as browser:
        await fixture.waiting(CARDS // _NODES_A_CASE, "cards")
        with served(fixture.settings, ("api.cli", "serve", "--port", "{port}")) as (url, _):
            context = await browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
            await _log_in(fixture, context, url)
            address = f"{url}/explore/{quote(await _policy(fixture), safe='')}?way=DOWN"
            for sizes in ([CARDS], [most for most in DRAWN_SECONDS if most != CARDS]):
                for number in range(repeats + 1):
                    for most in sizes:
                        drawn = await _drawn(context, address, most)
                        if number:
                            seconds[most].append(drawn)
                if sizes == [CARDS]:
                    await fixture.waiting(max(size, max(DRAWN_SECONDS) // _NODES_A_CASE), "explored")
    worst = [
        max(one / bar for one, bar in zip(pair, DRAWN_SECONDS.values(), strict=True))
        for pair in zip(*seconds.values(), strict=True)
    ]
    bars = ", ".join(f"{bar:g} s for {most:,} nodes" for most, bar in DRAWN_SECONDS.items())
    texts = (f"{bars}; the worst of them", "the browser, drawing by software, and one API process")
    details = {f"drawn_{most}_s": median(result) for most, result in seconds.items()}
    return bench_result("U4", worst, [1.0] * repeats, texts, details=details)


async def _log_in(fixture: BenchFixture, context: BrowserContext, url: str) -> None:
    sessions = Sessions.under(MasterKey.of_folder(fixture.settings.data_dir).secret)
    cookie = sessions.issue("reviewer", fixture.store.clock.now(), _SESSION_SECONDS)
    await context.add_cookies([{"name": COOKIE, "value": cookie, "url": url}])
    await context.add_init_script(_CLOCK)


async def _policy(fixture: BenchFixture) -> str:
    result = await fixture.driver.execute_query("MATCH (p:PolicyVersion) RETURN p.id AS id LIMIT 1")
    return global_id("PolicyVersion", str(result.records[0]["id"]))


async def _drawn(context: BrowserContext, address: str, most: int) -> float:
    """Return the seconds from the address to the drawing, which must be about as large as is asked."""
    page = await context.new_page()
    await page.goto(f"{address}&{f'most={most}' if most <= LARGEST_LINEAGE else 'by=kind'}")
    milliseconds, nodes = await page.evaluate("window.__drawn")
    await page.close()
    assert nodes >= _FILLED * most, nodes  # noqa: S101  # a benchmark of less is none
    return float(milliseconds) / 1e3
