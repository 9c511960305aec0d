"""One browser, one real API process, and a firm whose people log in with passwords."""

from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from api.auth.passwords import hash_password
from bench.browser import open_browser
from graph.domain.gate_facts import Mode
from graph.domain.roles import ActorKind, Role
from graph.settings import GraphSettings
from graph.store.decisions import Decided, decide
from graph.store.people import AccountSpec, create_account, record_training
from graph.store.registry import PointSpec, open_point
from graph.store.tasks import Claimed, claim_next
from tests.builders.browser import Visit, visit
from tests.builders.firm import INTAKE, Firm
from tests.builders.serving import served
from tests.live.test_decision_path import approval, submitted

PASSWORD = "correct horse battery"
PATIENCE_MILLISECONDS = 20_000
POINT = PointSpec(
    key="purchases",
    name="Purchases",
    mode=Mode.HYBRID,
    high_impact=False,
    reversible=True,
    proposal_action="BUY",
    alternative_action="DO_NOT_BUY",
    reason_codes=("fits", "does-not-fit", "unsure"),
    note_required=("REJECT",),
    queue="purchases",
    policy="purchases",
    intake=INTAKE,
)


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    async with open_browser() as one:
        yield one


@pytest.fixture(scope="session")
def url(neo4j_settings: GraphSettings) -> Iterator[str]:
    with served(neo4j_settings, 1) as addresses:
        yield addresses[0]


@pytest.fixture(scope="session")
def password_hash() -> str:
    hashed = hash_password(PASSWORD)
    assert isinstance(hashed, str)
    return hashed


@dataclass
class Site:
    """The firm's pages; every window that a test opened must have kept to the rules when it ends."""

    url: str
    browser: Browser
    firm: Firm
    visits: list[Visit] = field(default_factory=list)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def visitor(self, account: str | None, width: int = 1280) -> Visit:
        """Open a window, logged in as `account`."""
        one = await self.stack.enter_async_context(visit(self.browser, self.url, width=width))
        one.page.set_default_timeout(PATIENCE_MILLISECONDS)
        self.visits.append(one)
        if account is not None:
            await one.log_in(account, PASSWORD)
        return one

    async def cases(self, *external_ids: str) -> None:
        """Submit so many cases that go to a person, the first one being the most urgent."""
        for external_id in external_ids:
            await submitted(self.firm, external_id)

    async def decide_next(self) -> None:
        """Have the second reviewer decide the most urgent case, elsewhere."""
        lease = await claim_next(self.firm.store, self.firm.second, "purchases", "elsewhere")
        assert isinstance(lease, Claimed)
        answer = await decide(self.firm.store, self.firm.second, lease.task_id, approval(lease), "elsewhere")
        assert isinstance(answer, Decided)

    async def rule(self, **changed: object) -> None:
        """Change the decision point."""
        await open_point(self.firm.store, replace(POINT, **changed))  # type: ignore[arg-type]  # the fields of PointSpec


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Leave a note of whether the test failed, for its fixtures to find."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest_asyncio.fixture
async def site(
    url: str, browser: Browser, firm: Firm, password_hash: str, request: pytest.FixtureRequest
) -> AsyncIterator[Site]:
    until = firm.store.clock.now() + timedelta(days=1)
    for name in ("reviewer", "reviewer-2"):
        spec = AccountSpec(name, ActorKind.HUMAN, frozenset({Role.REVIEWER}), password_hash)
        assert isinstance(await create_account(firm.store, spec), bool)
        assert await record_training(firm.store, name, "review-basics", until) is None
    one = Site(url, browser, firm)
    await one.rule()
    async with one.stack:
        yield one
        if request.node.stash.get(FAILED, False):
            for each in one.visits:
                request.node.add_report_section("teardown", "sight", await each.sight())
        offences = [offence for each in one.visits for offence in await each.offences()]
    assert offences == []
