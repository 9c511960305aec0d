"""U13 with U1, U2 and U6: a reviewer's sitting of fifty cases at the desk of each shipped pack, by keyboard alone."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from neo4j import AsyncDriver
from playwright.async_api import Browser, Page

from api.auth.sessions import COOKIE, Sessions
from api.demo_accounts import create_demo_accounts, train_reviewers
from bench.browser import grave_faults, open_browser
from bench.fixture import environment_of, open_server, served
from bench.measure import BenchResult, bench_result
from bench.pages import DESK_SECONDS, NEXT_SECONDS
from bench.sitting import ROWS, SCRIPT, Sitting
from bench.slices import arriving, sliced
from graph.driver import open_driver
from graph.session import open_graph
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import Store, open_store
from graph.store.people.accounts import log_in_of
from ingestion.feed import Arrival
from ingestion.loading import submit_once
from ingestion.pack.load import load_pack
from ingestion.packs import shipped_packs
from pipelines.loading.playing import feed_of
from pipelines.scoring.scorer import scorer_of

MACHINE_SECONDS = 8.0
"""What the pages may take in all while fifty cases are decided."""
CASES = 50
"""Cases of a sitting at the size that is usual for benchmarks."""
USUAL_SIZE = 400
"""The size without `--size`: it stands for a sitting of fifty cases."""
ROUTINE_KEYS = 3
"""Keys by which a case of low impact may be decided at most."""
_STRICT_CASES = 3
"""Cases of high impact whose own answer comes first: one for each kind of verdict of a sitting, and one more."""
_WARM_UP_CASES = 5
"""A sitting beforehand that is not measured has one of each thing that is done in it."""
_COLD_MILLISECONDS = 60_000
"""Longer than the first case takes after a start on a busy machine."""
_SESSION_SECONDS = 7200
"""Longer than a run."""
_TOGETHER = 100
"""Cases submitted before it is seen how many of them went to people."""
_PASSWORD = "only for the bench"  # noqa: S105  # nobody logs in with it: the session is issued
_WAITING = """
MATCH (t:ReviewTask {state: 'READY'})-[:ABOUT]->(c:Case)-[:AT]->(:DecisionPoint {key: $point})
RETURN count(DISTINCT c) AS waiting
"""
_STRICT = "MATCH (p:DecisionPoint {key: $point}) SET p.highImpact = true, p.blindFirst = true, p.epoch = p.epoch + 1"
_PAGES = {"inbox": "/", "key figures": "/analyst/kpis"}


@dataclass(frozen=True, slots=True)
class _Desk:
    """One pack's loaded desk, its pages and the browser before it."""

    store: Store
    driver: AsyncDriver
    settings: GraphSettings
    browser: Browser
    url: str
    folder: Path

    @property
    def point(self) -> str:
        return load_pack(self.folder).decision_point.id


@dataclass
class DeskFigures:
    """What was seen at one pack's desk: a sitting for each repeat, and one of a few cases of high impact."""

    first_paint: list[float] = field(default_factory=list)
    sittings: list[Sitting] = field(default_factory=list)
    strict: Sitting | None = None
    faults: list[str] = field(default_factory=list)

    def worst(self, cases: int) -> list[float]:
        """For each sitting the worst of its waits and keys to their bars; each fault counts one more than a bar."""
        return [
            self._broken(cases)
            + max(
                sum(one.machine) / (MACHINE_SECONDS * cases / CASES),
                paint / DESK_SECONDS,
                _high(one.nexts) / NEXT_SECONDS,
                max(one.routine_keys, default=0) / ROUTINE_KEYS,
            )
            for one, paint in zip(self.sittings, self.first_paint, strict=True)
        ]

    def _broken(self, cases: int) -> int:
        whole = [*self.sittings, *([] if self.strict is None else [self.strict])]
        left = sum(max(0, cases - one.decided) for one in self.sittings)
        return left + sum(len(one.dead_ends) for one in whole) + len(self.faults)


async def u13(repeats: int, size: int, packs: Sequence[str] = ()) -> BenchResult:
    """Measure sittings at the desk of each pack; the ratio is the worst of waits and keys to their bars.

    A dead end, a case that stayed undecided and a fault that axe calls serious each count as one bar more.
    """
    cases = max(1, size * CASES // USUAL_SIZE)
    seen: dict[str, DeskFigures] = {}
    async with open_browser() as browser:
        for pack in packs or shipped_packs():
            async with _open_desk(pack, browser, cases * repeats + _WARM_UP_CASES + _STRICT_CASES) as desk:
                seen[pack] = await _figures(desk, repeats, cases)
                sys.stderr.write(f"{pack}: {_sentence(seen[pack], cases)}\n")
    worst = [max(one) for one in zip(*(one.worst(cases) for one in seen.values()), strict=True)]
    bars = (
        f"{MACHINE_SECONDS:g} s for {CASES} cases, {DESK_SECONDS:g} s for the desk, "
        f"{NEXT_SECONDS:g} s for the next case and {ROUTINE_KEYS} keys for a routine one"
    )
    texts = (f"{bars}; the worst of them", "the browser, one API process and the database")
    details = {
        f"{pack}.{name}": value for pack, figures in seen.items() for name, value in _details(figures, cases).items()
    }
    return bench_result("U13", worst, [1.0] * len(worst), texts, details=details)


@asynccontextmanager
async def _open_desk(pack: str, browser: Browser, cases: int) -> AsyncIterator[_Desk]:
    """Load a pack as `signoff demo --pack` does, with so many cases waiting, and serve its desk."""
    async with AsyncExitStack() as stack:
        settings = await stack.enter_async_context(open_server())
        graph = await stack.enter_async_context(open_graph(settings.for_background()))
        driver = await stack.enter_async_context(await open_driver(settings))
        folder = sliced(pack, Path(stack.enter_context(TemporaryDirectory(prefix="signoff-desk-"))))
        store = open_store(graph, MasterKey.of_folder(settings.data_dir))
        await create_demo_accounts(store, _PASSWORD)
        command = (sys.executable, "-m", "api.cli", "pack", "load", str(folder))
        await asyncio.to_thread(_quiet, command, settings)
        await train_reviewers(store)
        url, _ = stack.enter_context(served(settings, ("api.cli", "serve", "--port", "{port}")))
        desk = _Desk(store, driver, settings, browser, url, folder)
        await _fill(desk, cases)
        yield desk


def _quiet(command: Sequence[str], settings: GraphSettings) -> None:
    subprocess.run(command, env=environment_of(settings), stdout=subprocess.DEVNULL, check=True)


async def _fill(desk: _Desk, cases: int) -> None:
    """Submit what is still to come in the log, more than once where that is little, until enough cases wait."""
    feed = await feed_of(desk.store, desk.folder, 1.0)
    coming = [one.submission for one in feed.events if isinstance(one, Arrival)]
    named = ((number, one) for number in count() for one in coming)
    scorer = scorer_of(desk.settings.data_dir)
    while await _waiting(desk) < cases:
        some = [
            arriving(one, desk.store.clock.now(), number)
            for _, (number, one) in zip(range(_TOGETHER), named, strict=False)
        ]
        await asyncio.gather(*(submit_once(desk.store, one) for one in some))
        while await scorer.score(desk.store, desk.point, timedelta()):
            pass


async def _waiting(desk: _Desk) -> int:
    (record,) = (await desk.driver.execute_query(_WAITING, {"point": desk.point})).records
    return int(record["waiting"])


async def _figures(desk: _Desk, repeats: int, cases: int) -> DeskFigures:
    figures = DeskFigures()
    await _warmed_up(desk)
    for _ in range(repeats):
        async with _window(desk, "reviewer") as page:
            sitting = Sitting(page)
            figures.first_paint.append(await sitting.arrive(desk.url))
            await sitting.through(cases)
            figures.sittings.append(sitting)
    async with _window(desk, "analyst") as page:
        figures.faults += await _faults(page, desk, "/analyst/kpis")
    await desk.driver.execute_query(_STRICT, {"point": desk.point})
    async with _window(desk, "reviewer") as page:
        figures.faults += await _faults(page, desk, "/")
        figures.strict = Sitting(page)
        await figures.strict.arrive(desk.url)
        await page.locator(".task-link").first.click()
        await page.locator(".inputs-table").wait_for()
        figures.faults += await grave_faults(page)
        await page.goto(desk.url)
        await page.locator(ROWS).first.wait_for()
        await figures.strict.through(_STRICT_CASES)
    return figures


async def _warmed_up(desk: _Desk) -> None:
    """Sit down once beforehand: a database that has just started plans each question of the page for the first time."""
    async with _window(desk, "reviewer") as page:
        sitting = Sitting(page, _COLD_MILLISECONDS)
        await sitting.arrive(desk.url)
        await sitting.through(_WARM_UP_CASES)


async def _faults(page: Page, desk: _Desk, path: str) -> list[str]:
    await page.goto(f"{desk.url}{path}")
    await page.wait_for_load_state("networkidle")
    return await grave_faults(page)


@asynccontextmanager
async def _window(desk: _Desk, account: str) -> AsyncIterator[Page]:
    """Open a window of somebody who has logged in."""
    context = await desk.browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    sessions = Sessions.under(MasterKey.of_folder(desk.settings.data_dir).secret)
    log_in = await log_in_of(desk.store, account)
    assert log_in is not None  # noqa: S101  # the demo has the account
    cookie = sessions.issue(account, desk.store.clock.now(), _SESSION_SECONDS, log_in.password_hash)
    await context.add_cookies([{"name": COOKIE, "value": cookie, "url": desk.url}])
    await context.add_init_script(SCRIPT)
    try:
        yield await context.new_page()
    finally:
        await context.close()


def _details(figures: DeskFigures, cases: int) -> dict[str, float]:
    sittings = figures.sittings
    strict = figures.strict
    return {
        "machine_s": median(sum(one.machine) for one in sittings),
        "first_paint_s": median(figures.first_paint),
        "next_p95_s": _high([wait for one in sittings for wait in one.nexts]),
        "keys": float(max(key for one in sittings for key in one.routine_keys)),
        "decided": min(one.counts["cases"] for one in sittings) / cases,
        "undone": float(sum(one.undone for one in sittings)),
        "revealed": float(sum(one.revealed for one in sittings)),
        "answered_first": 0.0 if strict is None else float(strict.answered_first),
        "dead_ends": float(sum(len(one.dead_ends) for one in (*sittings, *([strict] if strict else [])))),
        "axe": float(len(figures.faults)),
    }


def _sentence(figures: DeskFigures, cases: int) -> str:
    listed = ", ".join(f"{name} {value:.3g}" for name, value in _details(figures, cases).items())
    return "\n  ".join([listed, *figures.faults])


def _high(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1]
