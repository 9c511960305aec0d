"""Each command and health check of the compose file, run natively against the Neo4j of the tests.

Not seen without a container engine: the images, that theirs hold bash and python, volumes, and the order of starts.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.fixture import environment_of
from graph.settings import GraphSettings
from tests.builders.database import free_port
from tests.habits._tree import ROOT

pytestmark = pytest.mark.live

HEALTHY_SECONDS = 90.0


@dataclass(frozen=True)
class Compose:
    """The services of the file, with ports and folder of this machine in place of those of the containers."""

    services: Mapping[str, Any]
    environment: Mapping[str, str]
    ports: Mapping[str, str]

    def command(self, name: str) -> list[str]:
        return self.native(self.services[name]["command"])

    def check(self, name: str) -> list[str]:
        kind, *words = self.services[name]["healthcheck"]["test"]
        assert kind == "CMD"
        return self.native(words)

    def native(self, words: Sequence[str]) -> list[str]:
        whole = [self.replaced(word) for word in words]
        return [sys.executable, *whole[1:]] if whole[0] == "python" else whole

    def replaced(self, word: str) -> str:
        for port, own in self.ports.items():
            word = word.replace(port, own)
        return word

    def healthy(self, name: str) -> bool:
        seconds = int(self.services[name]["healthcheck"]["timeout"].removesuffix("s"))
        return subprocess.run(self.check(name), env=self.environment, timeout=seconds * 3, check=False).returncode == 0

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        process = subprocess.Popen(self.command(name), env=self.environment)
        try:
            yield
        finally:
            process.terminate()
            process.wait(60)

    def until_healthy(self, name: str) -> bool:
        latest = time.monotonic() + HEALTHY_SECONDS
        while not (healthy := self.healthy(name)) and time.monotonic() < latest:
            time.sleep(1)
        return healthy


@pytest.fixture
def compose(neo4j_settings: GraphSettings, tmp_path: Path) -> Compose:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    named = set(services["api"]["environment"])
    environment = {**environment_of(neo4j_settings), "SIGNOFF_DATA_DIR": str(tmp_path)}
    assert named == {"NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD", "SIGNOFF_DATA_DIR"}
    bolt = str(neo4j_settings.neo4j_uri).rpartition(":")[2]
    return Compose(services, environment, {"8000": str(free_port()), "7687": bolt})


@pytest.mark.usefixtures("firm")
def test_each_command_runs_and_each_health_check_sees_it(compose: Compose) -> None:
    database = compose.healthy("neo4j")
    migrated = subprocess.run(compose.command("migrate"), env=compose.environment, check=False).returncode
    before = compose.healthy("api"), compose.healthy("worker")
    with compose.running("api"), compose.running("worker"):
        during = compose.until_healthy("api"), compose.until_healthy("worker")
    after = compose.healthy("api")

    assert (database, migrated) == (True, 0)
    assert (before, during, after) == ((False, False), (True, True), False)


def test_every_service_of_ours_was_examined(compose: Compose) -> None:
    assert set(compose.services) == {"neo4j", "migrate", "api", "worker"}
    assert {name for name, one in compose.services.items() if "healthcheck" in one} == {"neo4j", "api", "worker"}


def test_the_check_of_the_database_fails_where_nothing_listens(compose: Compose) -> None:
    nowhere = Compose(compose.services, compose.environment, {"7687": str(free_port())})

    assert not nowhere.healthy("neo4j")
