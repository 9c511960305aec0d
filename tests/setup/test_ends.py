"""However the starting process ends, nothing of the private server is left running, and nothing written is lost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase

from graph.embedded.finding import private_home, reachable
from graph.embedded.process import ProcessNote
from graph.settings import GraphSettings
from tests.builders.database import free_port
from tests.habits._tree import ROOT

pytestmark = pytest.mark.live

# Heeds Ctrl-C as in a terminal, also where the tests run in the background of a shell, which has it ignored.
STARTER = """
import asyncio, signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from graph.embedded.server import start
from graph.settings import GraphSettings
asyncio.run(start(GraphSettings(), tied=True))
print("ready", flush=True)
time.sleep(600)
"""
# A clean stop of Neo4j takes about ten seconds on idle cores.
END_SECONDS = 120.0


def started(settings: GraphSettings) -> tuple[subprocess.Popen[str], ProcessNote]:
    stored = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    chosen = {"SIGNOFF_DATA_DIR": str(settings.data_dir), "SIGNOFF_NEO4J_PORT": str(settings.neo4j_port)}
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER], cwd=ROOT, env={**stored, **chosen}, stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout is not None
    assert starter.stdout.readline() == "ready\n"
    note = private_home(settings).running()
    assert note is not None
    return starter, note


def ended(starter: subprocess.Popen[str], number: signal.Signals, note: ProcessNote) -> bool:
    """End the starter by a signal; return whether the server, a process of its own, went after it in time."""
    starter.send_signal(number)
    starter.communicate()
    deadline = time.monotonic() + END_SECONDS
    while note.lives() and time.monotonic() < deadline:
        time.sleep(0.05)
    gone = not note.lives()
    if not gone:
        psutil.Process(note.pid).kill()
    return gone


def test_kill_9_and_ctrl_c_leave_no_server_behind_and_lose_nothing(tmp_path: Path) -> None:
    private = GraphSettings(data_dir=tmp_path, neo4j_port=free_port()).model_copy(update={"neo4j_uri": None})

    starter, note = started(private)
    password = private_home(private).password()
    uri = str(reachable(private, note).neo4j_uri)
    with GraphDatabase.driver(uri, auth=("neo4j", password)) as driver:
        driver.execute_query("CREATE (:Kept {value: 7})")
    gone_after_kill = ended(starter, signal.SIGKILL, note)
    starter, again = started(private)
    with GraphDatabase.driver(uri, auth=("neo4j", password)) as driver:
        stored = driver.execute_query("MATCH (k:Kept) RETURN k.value AS value").records
    gone_after_ctrl_c = ended(starter, signal.SIGINT, again)

    assert (gone_after_kill, gone_after_ctrl_c) == (True, True)
    assert [record["value"] for record in stored] == [7]
