"""Each bad start is provoked for real and ends in one line with a remedy."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.driver import refuse_old_server, server_version
from graph.embedded.room import lacking_room
from graph.errors import ServerTooOld
from graph.settings import GraphSettings
from tests.builders.database import free_port
from tests.habits._tree import ROOT


def signoff(*arguments: str, no_disk: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
    stored = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "SIGNOFF_"))}
    if "SIGNOFF_JAR_CACHE" in os.environ:
        stored["SIGNOFF_JAR_CACHE"] = os.environ["SIGNOFF_JAR_CACHE"]
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); " if no_disk else ""
    return subprocess.run(
        [sys.executable, "-c", f"{limit}from api.cli import main; main()", *arguments],
        env={**stored, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def reason(answer: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that a failed command said."""
    lines = [line for line in answer.stderr.splitlines() if line.startswith("signoff: ")]
    assert answer.returncode == 1, answer
    assert "Traceback" not in answer.stderr
    assert len(lines) == 1, answer.stderr
    return lines[0].removeprefix("signoff: ")


@pytest.fixture
def foreign_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_foreign_program_on_the_ports_of_the_api_is_named_with_the_setting(
    command: str, foreign_port: int, tmp_path: Path
) -> None:
    answer = signoff(command, "--port", str(foreign_port), SIGNOFF_DATA_DIR=str(tmp_path / "data"))

    assert reason(answer) == (
        f"Port {foreign_port} is taken by another program. Stop it, or choose a port with SIGNOFF_PORT."
    )
    assert not (tmp_path / "data" / "neo4j").exists()


def test_a_foreign_program_on_the_port_of_neo4j_is_told_before_anything_is_fetched(
    foreign_port: int, tmp_path: Path
) -> None:
    answer = signoff(
        "db",
        "start",
        SIGNOFF_DATA_DIR=str(tmp_path / "data"),
        SIGNOFF_NEO4J_PORT=str(foreign_port),
        SIGNOFF_JAR_CACHE=str(tmp_path / "jars"),
    )

    assert reason(answer) == (
        f"Port {foreign_port} is taken by another program. Stop it, or choose a port with SIGNOFF_NEO4J_PORT."
    )
    assert not (tmp_path / "jars").exists()


def test_a_first_start_without_network_names_the_ways_out(tmp_path: Path) -> None:
    answer = signoff(
        "db",
        "start",
        SIGNOFF_DATA_DIR=str(tmp_path / "data"),
        SIGNOFF_NEO4J_PORT=str(free_port()),
        SIGNOFF_JAR_CACHE=str(tmp_path / "jars"),
        SIGNOFF_JAR_REPOSITORY=f"http://127.0.0.1:{free_port()}",
    )

    text = reason(answer)
    assert text.startswith("Cannot fetch ")
    assert text.endswith(
        "The first start needs a network; set SIGNOFF_JAR_REPOSITORY to a mirror, "
        "or NEO4J_URI to a server that runs already."
    )
    assert not list(tmp_path.rglob("*.jar"))


def test_a_disk_that_takes_no_more_bytes_is_one_line(tmp_path: Path) -> None:
    answer = signoff("db", "start", no_disk=True, SIGNOFF_DATA_DIR=str(tmp_path), SIGNOFF_NEO4J_PORT=str(free_port()))

    text = reason(answer)
    assert text.startswith("Cannot ")
    assert "File too large" in text
    assert "Free some space" in text


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")

    answer = signoff("db", "start", SIGNOFF_DATA_DIR=str(tmp_path / "file" / "data"))

    assert reason(answer) == (
        f"Cannot write in {tmp_path}/file/data/neo4j: Not a directory. Free some space or set SIGNOFF_DATA_DIR."
    )


def test_too_little_disk_and_too_little_memory_say_how_much_is_needed() -> None:
    settings = GraphSettings(data_dir=Path("data"), neo4j_heap_mb=1024, neo4j_page_cache_mb=256)

    assert lacking_room(settings, disk_mb=400, memory_mb=1536) is None
    assert lacking_room(settings, disk_mb=399, memory_mb=1536) == (
        "data has 399 MB free; Neo4j needs 400. Free some or set SIGNOFF_DATA_DIR."
    )
    assert lacking_room(settings, disk_mb=400, memory_mb=1535) == (
        "1535 MB of memory are free; Neo4j needs 1536. Close something, lower SIGNOFF_NEO4J_HEAP_MB, or set NEO4J_URI."
    )


@pytest.mark.live
async def test_a_wrong_password_names_user_and_setting(neo4j_settings: GraphSettings) -> None:
    uri = str(neo4j_settings.neo4j_uri)

    answer = signoff("db", "verify", NEO4J_URI=uri, NEO4J_PASSWORD="not-the-password")

    assert reason(answer) == f"Neo4j at {uri} refused user 'neo4j'; check NEO4J_PASSWORD."


def test_a_server_that_does_not_answer_is_named() -> None:
    port = free_port()

    answer = signoff("db", "verify", NEO4J_URI=f"bolt://127.0.0.1:{port}", NEO4J_PASSWORD="any")

    assert reason(answer).startswith(f"Neo4j at bolt://127.0.0.1:{port} does not answer: ")


@pytest.mark.parametrize("agent", ["Neo4j/5.25.1", "Neo4j/4.4.38", "something"])
def test_a_server_older_than_the_oldest_supported_is_refused(agent: str) -> None:
    with pytest.raises(ServerTooOld, match=rf"The server is {agent}; Signoff needs Neo4j 5\.26 or newer"):
        refuse_old_server(agent)


@pytest.mark.parametrize(
    ("agent", "version"),
    [("Neo4j/5.26.0", (5, 26)), ("Neo4j/5.26.16", (5, 26)), ("Neo4j/2025.01.0", (2025, 1))],
)
def test_a_supported_server_is_taken(agent: str, version: tuple[int, int]) -> None:
    refuse_old_server(agent)

    assert server_version(agent) == version


def test_set_up_without_network_is_one_line(tmp_path: Path) -> None:
    for part in ("scripts", "requirements"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    answer = subprocess.run(
        [sys.executable, "scripts/setup.py"],
        cwd=tmp_path,
        env={**os.environ, "PIP_INDEX_URL": f"http://127.0.0.1:{free_port()}/none", "PIP_RETRIES": "0"},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )

    assert answer.returncode == 1
    last = answer.stdout.splitlines()[-1]
    assert last.startswith("setup: ERROR: ")
    assert last.endswith("(is there a network? the first set-up needs one); its whole output is in .venv/setup.log")
    assert not (tmp_path / ".venv" / ".signoff-setup").exists()


def test_a_python_that_is_too_old_is_told_the_way_out() -> None:
    code = (
        "import sys; sys.path.insert(0, 'scripts'); import setup\nsys.version_info = (3, 10, 4)\nsys.exit(setup.main())"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )

    assert (answer.returncode, answer.stdout) == (
        1,
        "setup: Python 3.11 or newer is needed, this is 3.10; name a newer one: make setup PYTHON=python3.12\n",
    )
