"""A long file is loaded whole, read and written, by a process that stays small: its peak is asked of the system.

The last test of this folder: it takes out the history that the others share.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from neo4j import AsyncDriver

from bench.fixture import environment_of
from graph.session import Graph
from graph.settings import GraphSettings
from ingestion.log.costs import error_costs
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.registering import register
from tests.builders.database import emptied
from tests.builders.firm import make_firm
from tests.builders.owners import OWNERS

pytestmark = pytest.mark.live

LOANS = Path(__file__).parent / "packs" / "loans"
WHOLE_MEGABYTES = 512
REQUESTS, REQUESTS_IN_FULL = 2_000, 48_000
COLUMNS = 22
FIRST, A_DAY = datetime(2025, 1, 6, 9, tzinfo=UTC), 200
EVENTS = (
    ("New", "batch", "North"),
    ("Open", "", "North"),
    ("Open", "", "South"),
    ("Open", "", "South"),
    ("Answered", "", "South"),
)
"""Of each request: two decisions, to pass it on and to answer it."""


def write_log(file: Path, requests: int) -> int:
    """Write the events of so many requests, and return how many rows those are."""
    more = COLUMNS - 7
    with file.open("w", encoding="utf-8") as out:
        names = ["request", "state", "at", "clerk", "desk", "amount", "product", *(f"c{n}" for n in range(more))]
        out.write(",".join(names) + "\n")
        for request in range(requests):
            began = FIRST + timedelta(days=request // A_DAY, minutes=request % A_DAY)
            for place, (state, clerk, desk) in enumerate(EVENTS):
                at = began + timedelta(minutes=50 * place)
                who = clerk or f"clerk-{(request + place) % 90}"
                cells = [f"R{request}", state, f"{at:%Y-%m-%d %H:%M}", who, desk, f"{100 + request % 900}", "car"]
                out.write(",".join([*cells, *(f"value {(request + n) % 1_000}" for n in range(more))]) + "\n")
    return requests * len(EVENTS)


MEASURE = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024, file=sys.stderr)
"""
"""A small process that starts the measured one: a child counts as its own what its parent held when it was started."""


def run_and_measure(command: list[str], environment: Mapping[str, str], out: Path) -> tuple[int, float]:
    """Run a process and return its exit code and its largest resident memory in megabytes."""
    with out.open("wb") as stdout:
        measured = subprocess.run(
            [sys.executable, "-c", MEASURE, *command],
            env=environment,
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=True,
        )
    code, megabytes = measured.stderr.decode().split()[-2:]
    return int(code), float(megabytes)


@pytest.mark.timeout(1_800)
async def test_a_long_file_is_loaded_whole_in_bounded_memory(
    driver: AsyncDriver,
    neo4j_settings: GraphSettings,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    *,
    full_size: bool,
) -> None:
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings), driver)
    pack, example = load_pack(LOANS), read_log(load_pack(LOANS), LOANS / "events.csv")
    owners = OWNERS
    await register(firm.store, pack, LOANS, owners, {}, error_costs(pack, example, None))
    requests = REQUESTS_IN_FULL if full_size else REQUESTS
    rows = write_log(tmp_path / "log.csv", requests)

    command = [sys.executable, "-m", "api.cli", "ingest", str(tmp_path / "log.csv"), "--pack", str(LOANS), "--json"]
    code, megabytes = run_and_measure(command, environment_of(neo4j_settings), tmp_path / "told.json")

    report = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    record_property("rows", rows)
    record_property("megabytes", round(megabytes))
    assert code == 0
    assert (report["decisions"], report["refused"], report["openNew"]) == (2 * requests, 0, 0)
    assert megabytes <= WHOLE_MEGABYTES
