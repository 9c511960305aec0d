"""A real MLflow server: its registry is brought over by the command, and again only what changed."""

import asyncio
import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipelines.sync.mlflow import Registry, sync_models
from tests.builders.database import free_port
from tests.builders.firm import Firm

ROOT = Path(__file__).parents[3]
BIN = ROOT / ".venv-integrations" / "bin"
CLIENT = ROOT / "tests" / "builders" / "mlflow_registry.py"
READY_SECONDS = 240
"""MLflow makes its tables at the first start, which took 60 s on two busy cores."""

pytestmark = [
    pytest.mark.live,
    pytest.mark.integrations,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not (BIN / "mlflow").exists(), reason="`make test-integrations` installs MLflow"),
]


@pytest.fixture
def mlflow(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    place = [f"--backend-store-uri=sqlite:///{tmp_path}/db", f"--artifacts-destination={tmp_path}/artifacts"]
    command = [str(BIN / "mlflow"), "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", *place]
    environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true", "PATH": f"{BIN}:{os.environ['PATH']}"}
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
    try:
        _until_ready(f"http://127.0.0.1:{port}/health", tmp_path / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(60)


def _until_ready(url: str, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(url, timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    pytest.fail(f"MLflow is not ready: {log.read_text(encoding='utf-8')[-2000:]}")


async def client(url: str, step: str) -> None:
    command = [str(BIN / "python"), str(CLIENT), url, step]
    ended = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


async def versions(firm: Firm) -> list[dict[str, Any]]:
    stored = await firm.driver.execute_query(
        "MATCH (v:ModelVersion)-[:VERSION_OF]->(m:Model) RETURN v.key AS key, v.stage AS stage, v.aliases AS aliases, "
        "v.metrics AS metrics, v.params AS params ORDER BY key"
    )
    return [
        {**one.data(), "metrics": json.loads(one["metrics"]), "params": json.loads(one["params"])}
        for one in stored.records
    ]


async def test_a_registry_is_brought_over_and_again_only_what_changed(firm: Firm, mlflow: str) -> None:
    await client(mlflow, "first")
    registry = Registry(mlflow)

    first = await sync_models(firm.store, registry)
    same = await sync_models(firm.store, registry)
    await client(mlflow, "second")
    changed = await sync_models(firm.store, registry)

    assert sorted(first.recorded.new) == ["churn|1", "churn|2"]
    assert [one for one in first.refused if "'fraud|cards'" in one] == list(first.refused) != []
    assert (same.recorded.new, same.recorded.changed, same.recorded.same) == ([], [], 2)
    assert changed.recorded.changed == ["churn|2"]
    assert await versions(firm) == [
        {
            "key": "churn|1",
            "stage": "UNVERIFIED",
            "aliases": [],
            "metrics": {"auc": 0.81, "brier": 0.12},
            "params": {"depth": "4"},
        },
        {
            "key": "churn|2",
            "stage": "UNVERIFIED",
            "aliases": ["champion"],
            "metrics": {"auc": 0.84},
            "params": {"depth": "6"},
        },
    ]
