"""P14 and P15: how soon the API serves without the learning libraries, and how soon a newcomer has a demo."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from statistics import median_high

import psutil

from bench.fixture import free_port, open_fixture, served
from bench.measure import BenchResult, bench_result

_ROOT = Path(__file__).parents[1]
_IMPORT_SECONDS, _READY_SECONDS, _MEMORY_MB = 1.5, 3.0, 110.0
_FIRST_SECONDS, _LATER_SECONDS = 300.0, 30.0
_LEARNING = "('sklearn', 'scipy', 'shap', 'numba')"
_APP = "from api.serving import loaded_app; from api.settings import ApiSettings; loaded_app(ApiSettings())"
_MODULES = f"import json, sys, api.app; print(json.dumps([m for m in {_LEARNING} if m in sys.modules]))"
_LIBRARIES = "import neo4j, fastapi, strawberry, pydantic_settings, prometheus_client"
"""The part of the import that is not ours: on a slow machine it shows how near to the bar any API could be."""


async def p14(repeats: int, _: int) -> BenchResult:
    """Measure an environment made from the serving lock alone; the ratio is the worst of the three to its bar."""
    with tempfile.TemporaryDirectory() as folder:
        python = await asyncio.to_thread(_serving_environment, Path(folder))
        imports, libraries, ready, memory = [], [], [], []
        async with open_fixture() as fixture:
            for _number in range(repeats):
                imports.append(_seconds([str(python), "-c", _APP]))
                libraries.append(_seconds([str(python), "-c", _LIBRARIES]))
                began = time.perf_counter()
                serve = ("api.cli", "serve", "--port", "{port}")
                with served(fixture.settings, serve, str(python)) as (_url, process):
                    ready.append(time.perf_counter() - began)
                    memory.append(_resident_mb(process))
        loaded = await asyncio.to_thread(_loaded)
    worst = [
        max(one / _IMPORT_SECONDS, two / _READY_SECONDS, three / _MEMORY_MB)
        for one, two, three in zip(imports, ready, memory, strict=True)
    ]
    details = {
        "import_s": median_high(imports),
        "libraries_import_s": median_high(libraries),
        "ready_s": median_high(ready),
        "memory_mb": median_high(memory),
        "learning_libraries_loaded": float(len(loaded)),
    }
    texts = ("the bars: import 1.5 s, ready 3 s, 110 MB; the worst of the three", "importing driver, web and GraphQL")
    return bench_result("P14", worst, [1.0] * repeats, texts, details=details)


async def p15(repeats: int, _: int) -> BenchResult:
    """Measure a fresh clone: first start to ready, then later starts; the ratio is the worse of both to its bar."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        await _quiet(["git", "clone", "-q", str(_ROOT), str(clone)], _ROOT, _environment())
        environment = {
            **_environment(),
            "HOME": folder,
            "XDG_CACHE_HOME": folder,
            "SIGNOFF_NEO4J_PORT": str(free_port()),
        }
        for name in ("NEO4J_URI", "SIGNOFF_DATA_DIR", "VIRTUAL_ENV"):
            environment.pop(name, None)
        port = str(free_port())
        demo = [".venv/bin/signoff", "demo", "--exit-when-ready", "--json", "--port", port]
        began = time.perf_counter()
        await _quiet(["make", "setup"], clone, environment)
        await _quiet(demo, clone, environment)
        first, later = time.perf_counter() - began, []
        for _number in range(repeats):
            await _quiet([*demo[:2], "--stop"], clone, environment)
            began = time.perf_counter()
            await _quiet(demo, clone, environment)
            later.append(time.perf_counter() - began)
        await _quiet([*demo[:2], "--stop"], clone, environment)
    worst = [max(first / _FIRST_SECONDS, one / _LATER_SECONDS) for one in later]
    details = {"first_s": first, "later_s": median_high(later)}
    texts = ("the bars: 300 s for the first start with all downloads, 30 s for a later one", "downloads; Neo4j's start")
    return bench_result("P15", worst, [1.0] * repeats, texts, details=details)


def _serving_environment(folder: Path) -> Path:
    venv.create(folder / "serve", with_pip=True)
    python = folder / "serve" / "bin" / "python"
    lock = _ROOT / "requirements" / "serve.lock"
    subprocess.run([str(python), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(lock)], check=True)
    return python


def _loaded() -> list[str]:
    """Return which learning libraries the API loads where all of them are installed."""
    output = subprocess.run([sys.executable, "-c", _MODULES], capture_output=True, text=True, check=True, cwd=_ROOT)
    modules: list[str] = json.loads(output.stdout)
    return modules


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, cwd=_ROOT, env=_environment())
    return time.perf_counter() - began


def _environment() -> dict[str, str]:
    """Return this process's environment but, as on a user's machine, with bytecode kept between starts."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _resident_mb(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 2**20


async def _quiet(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(output.decode(errors="replace")[-2000:])
