"""Real API processes on the test's Neo4j."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from bench.fixture import environment_of
from graph.settings import GraphSettings
from tests.builders.database import free_port

READY_SECONDS, END_SECONDS = 120, 60
"""Ten times what a start and an end take on idle cores."""


@contextmanager
def served(settings: GraphSettings, count: int) -> Iterator[list[str]]:
    """Start so many `signoff serve` processes and return their addresses once all are ready."""
    environment = environment_of(settings)
    ports = [free_port() for _ in range(count)]
    processes = [
        subprocess.Popen([sys.executable, "-m", "api.cli", "serve", "--port", str(port)], env=environment)
        for port in ports
    ]
    try:
        for port in ports:
            until_ready(f"http://127.0.0.1:{port}")
        yield [f"http://127.0.0.1:{port}" for port in ports]
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(END_SECONDS)


def until_ready(url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/health/ready", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    message = f"{url} is not ready"
    raise AssertionError(message)
