"""One browser, one real API process, and a firm whose people log in with passwords."""

from collections.abc import AsyncIterator, Generator, Iterator
from datetime import timedelta

import pytest
import pytest_asyncio
from argon2 import PasswordHasher
from playwright.async_api import Browser, expect

from bench.browser import open_browser
from graph.domain.people.roles import ActorKind, Role
from graph.settings import GraphSettings
from graph.store.people.accounts import AccountSpec, create_account, record_training
from tests.builders.firm import Firm
from tests.builders.serving import served
from tests.builders.site import PASSWORD, PATIENCE_MILLISECONDS, Site


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
    """A hash that is made and checked in a millisecond: a hundred people log in, and guessing is no part of it."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


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
