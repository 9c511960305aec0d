"""A first start that is killed in its load: one line, nothing left running, and once more completes it.

Two fifths of the support pack's incidents are loaded: their history takes two transactions. With --full all are.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.embedded.finding import private_home
from graph.settings import GraphSettings
from ingestion.history import LogReading, history_of
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from tests.builders.database import free_port
from tests.builders.pack_slices import sliced
from tests.builders.support_oracle import open_cases

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]

FILE = "uci498_site_location143.csv.gz"
HISTORY = "MATCH (d:Decision) WITH count(d) AS n WHERE n > 500 RETURN n"
SCORES = "MATCH (t:ReviewTask {state: 'READY'}) WITH count(t) AS n WHERE n > 3 RETURN n"
LEAKS = ("neo.", "neo4j_code", "traceback", "bolt", "exception", "errno")


class StartedDemo:
    """The command with a pack, a data folder and ports of its own."""

    def __init__(self, folder: Path, pack: Path) -> None:
        self.pack = pack
        self.graph = GraphSettings(data_dir=folder, neo4j_port=free_port()).model_copy(update={"neo4j_uri": None})
        self.port = free_port()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        chosen = {"SIGNOFF_DATA_DIR": str(folder), "SIGNOFF_NEO4J_PORT": str(self.graph.neo4j_port)}
        self.environment = {**inherited, **chosen}

    def run(self, *options: str) -> subprocess.Popen[str]:
        chosen = ["--port", str(self.port), "--json", "--pack", str(self.pack), *options]
        command = [sys.executable, "-m", "api.cli", "demo", *chosen]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environment, stdout=pipe, stderr=pipe, text=True)

    def driver(self) -> Driver:
        uri = f"bolt://127.0.0.1:{self.graph.neo4j_port}"
        return GraphDatabase.driver(
            uri, auth=("neo4j", private_home(self.graph).password()), notifications_min_severity="OFF"
        )

    def killed_when(self, sign: str) -> tuple[int, str]:
        """Start, kill the loading process once the query `sign` finds something; return code and standard error."""
        process = self.run("--exit-when-ready")
        while (loading := _loading(process)) is None:
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        with self.driver() as driver:
            while not _rows(driver, sign):
                assert process.poll() is None, process.communicate()
                time.sleep(0.05)
        os.kill(loading.pid, signal.SIGKILL)
        _, errors = process.communicate()
        return process.returncode, errors


def _loading(process: subprocess.Popen[str]) -> psutil.Process | None:
    try:
        children = psutil.Process(process.pid).children()
        return next((one for one in children if "--reports" in one.cmdline()), None)
    except psutil.Error:
        return None


def _rows(driver: Driver, query: str) -> list[dict[str, Any]]:
    try:
        return [record.data() for record in driver.execute_query(query).records]
    except (DriverError, Neo4jError):
        return []


@pytest.fixture
def demo(tmp_path: Path, full_size: bool) -> Iterator[StartedDemo]:
    pack = sliced("support-escalation", tmp_path / "pack", lambda row: full_size or int(row["number"][3:]) % 5 < 2)
    one = StartedDemo(tmp_path / "data", pack)
    yield one
    one.run("--stop").communicate()


def line(answer: tuple[int, str]) -> str:
    code, errors = answer
    (one,) = [line for line in errors.splitlines() if line.startswith("signoff: ")]
    assert code == 1
    assert not any(leak in errors.lower() for leak in LEAKS), errors
    return one


def test_a_start_that_was_killed_in_its_load_is_completed_by_the_same_command(
    demo: StartedDemo, full_size: bool
) -> None:
    in_history = line(demo.killed_when(HISTORY))
    left = private_home(demo.graph).running()
    in_scores = line(demo.killed_when(SCORES)) if full_size else in_history
    completed = demo.run("--exit-when-ready")
    out, errors = completed.communicate()

    killed = "signoff: The loading step failed: it was ended from outside or broke off; see "
    assert in_history.startswith(killed)
    assert in_scores.startswith(killed)
    assert left is None
    assert completed.returncode == 0, errors
    ready = json.loads(out)
    assert ready["followingPacks"] == []
    assert httpx.get(f"{ready['url']}/health/ready", timeout=30).status_code == 200
    with demo.driver() as driver:
        (run,) = _rows(driver, "MATCH (r:IngestRun) RETURN r.key AS key")
        (history,) = _rows(driver, "MATCH (d:Decision {origin: 'REPLAYED'}) RETURN count(d) AS n")
        live = _rows(driver, "MATCH (c:Case {origin: 'LIVE'}) RETURN c.externalId AS id")
        twice = _rows(
            driver, "MATCH (c:Case) WITH c.externalId AS id, c.origin AS o, count(*) AS n WHERE n > 1 RETURN id"
        )
    until = datetime.fromisoformat(run["key"].rpartition("|")[2])
    assert history["n"] == undisturbed(demo.pack, until) > 1_000
    assert sorted(row["id"] for row in live) == sorted(open_cases(demo.pack / FILE, until.replace(tzinfo=None)))
    assert twice == []


def undisturbed(folder: Path, until: datetime) -> int:
    """Return how many past decisions a pack's file holds up to a moment, read without any database."""
    pack = load_pack(folder)
    return len(history_of(LogReading(pack, read_log(pack, folder / FILE), until, 0)).decisions)
