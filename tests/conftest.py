"""Options, lanes for tests that run side by side, and the one real Neo4j that the live tests of a lane share."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings
from neo4j import AsyncDriver
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from graph.driver import open_driver
from graph.embedded.server import start, stop
from graph.migrate import migrate
from graph.session import Graph
from graph.settings import GraphSettings
from tests.budget import table
from tests.builders.database import emptied, free_port
from tests.builders.firm import firm as firm  # noqa: PLC0414  # pytest finds fixtures by name here
from tests.lanes import Lanes

JAVA_OPTIONS, ONE_COMPILER = "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"
"""For servers that a test starts and ends: what Java's second compiler takes pays after a minute or two of planning.
It does in the session's server, which plans every statement of the project in a third of the time.
"""
os.environ.setdefault(JAVA_OPTIONS, ONE_COMPILER)

settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run tests at their full size")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses the session's server, so that a run without a database never starts one.

    What has it forget its plans comes first: whatever was planned before would be planned again.
    """
    for item in items:
        if isinstance(item, pytest.Function) and "data_dir" in item.fixturenames:
            item.add_marker(pytest.mark.live)
    items.sort(key=lambda item: item.get_closest_marker("forgets_plans") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Have the tests of a lane run in one process, one after another."""
    return Lanes(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what each group of tests took beside its budget."""
    reports = [report for some in terminalreporter.stats.values() for report in some]
    timed = [(report.nodeid, report.duration) for report in reports if isinstance(report, pytest.TestReport)]
    if timed:
        terminalreporter.section("groups and their budgets")
        terminalreporter.write_line("\n".join(table(timed)))


@pytest.fixture(scope="session")
def full_size(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--full"))


KEEP_SERVER = "SIGNOFF_KEEP_TEST_SERVER"
"""A folder whose server is started once and left running, to repeat a part of the tests quickly; end it with
`SIGNOFF_DATA_DIR=FOLDER signoff db stop`."""


TRANSACTION_SECONDS = 60.0
"""Four times what a request has: planning a statement takes its time where the machine is busy with other tests."""


REPLAN_MINUTES = 120
"""Longer than a run: each test empties the graph, so that every ten minutes all statements would be planned anew."""


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if shared_folder := os.environ.get(KEEP_SERVER):
        yield Path(shared_folder, os.environ.get("PYTEST_XDIST_WORKER", "alone")).absolute()
        return
    folder = tmp_path_factory.mktemp("signoff")
    yield folder
    stop(GraphSettings(data_dir=folder))


@pytest_asyncio.fixture(scope="session")
async def neo4j_settings(data_dir: Path) -> GraphSettings:
    """Settings of a private server of this test session, migrated; the environment's own server is never touched."""
    patient = {
        "neo4j_uri": None,
        "transaction_timeout_seconds": TRANSACTION_SECONDS,
        "neo4j_replan_minutes": REPLAN_MINUTES,
    }
    private = GraphSettings(data_dir=data_dir, neo4j_port=free_port()).model_copy(update=patient)
    with pytest.MonkeyPatch.context() as environment:
        if os.environ[JAVA_OPTIONS] == ONE_COMPILER:
            environment.delenv(JAVA_OPTIONS)
        started = await start(private, tied=KEEP_SERVER not in os.environ)
    driver = await open_driver(started)
    await migrate(driver, started.neo4j_database)
    await driver.close()
    return started


@pytest_asyncio.fixture(scope="session")
async def driver(neo4j_settings: GraphSettings) -> AsyncIterator[AsyncDriver]:
    connected = await open_driver(neo4j_settings)
    yield connected
    await connected.close()


@pytest_asyncio.fixture
async def graph(driver: AsyncDriver, neo4j_settings: GraphSettings) -> Graph:
    await emptied(driver)
    return Graph(driver, neo4j_settings)
