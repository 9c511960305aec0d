"""A database that hangs or is gone: every door says so in time, in words of ours, and serves again afterwards."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from graph.embedded.finding import private_home
from graph.embedded.server import start, stop
from graph.session import migrated, open_graph
from graph.settings import GraphSettings
from tests.builders.database import free_port
from tests.builders.firm import a_firm
from tests.builders.outage import LEAKS, QUERY, pause, resume
from tests.builders.served_firm import add_accounts
from tests.builders.serving import served, until_ready

pytestmark = [pytest.mark.live, pytest.mark.timeout(300)]


@pytest.fixture
def private(tmp_path: Path) -> Iterator[GraphSettings]:
    settings = GraphSettings(data_dir=tmp_path, neo4j_port=free_port()).model_copy(update={"neo4j_uri": None})
    yield settings
    stop(settings)


@pytest_asyncio.fixture
async def client(private: GraphSettings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    settings = await start(private, tied=True)
    await migrated(settings)
    async with open_graph(settings) as graph, a_firm(graph, settings) as firm:
        key = (await add_accounts(firm))["analyst"]
    monkeypatch.setenv("SIGNOFF_TRANSACTION_TIMEOUT_SECONDS", "4")
    monkeypatch.setenv("SIGNOFF_RETRY_SECONDS", "1")
    with served(settings, 1) as urls:
        headers = {"authorization": f"Bearer {key}"}
        async with httpx.AsyncClient(base_url=urls[0], headers=headers, timeout=40) as one:
            yield one


async def until_answered(client: httpx.AsyncClient) -> None:
    """Wait until a list is answered: on a busy machine a server that has just started takes its time to plan one."""
    deadline = time.monotonic() + 60
    while (answer := await client.post("/graphql", json=QUERY)).status_code != 200:
        assert time.monotonic() < deadline, answer.text
        await asyncio.sleep(0.5)


async def readiness(client: httpx.AsyncClient) -> tuple[httpx.Response, float]:
    """Return the answer and after how many seconds it came."""
    began = time.monotonic()
    return await client.get("/health/ready"), time.monotonic() - began


async def doors(client: httpx.AsyncClient) -> dict[str, httpx.Response]:
    log_in = {"account": "reviewer", "password": "wrong"}
    return {
        "graphql": await client.post("/graphql", json=QUERY),
        "export": await client.get("/api/v1/export/cases.csv"),
        "log-in": await client.post("/auth/login", json=log_in),
        "ready": await client.get("/health/ready"),
    }


def refusals(answers: dict[str, httpx.Response]) -> dict[str, bool]:
    """Tell of each door whether it refuses as it should, without a word of the server's own."""
    return {
        name: answer.status_code == 503
        and int(answer.headers["retry-after"]) >= 1
        and " (since 20" in answer.text.replace('"since":"20', " (since 20")
        and not any(leak in answer.text.lower() for leak in LEAKS)
        for name, answer in answers.items()
    }


ALL = {"graphql": True, "export": True, "log-in": True, "ready": True}


async def test_a_database_that_hangs_or_is_gone_is_told_at_every_door_and_used_again_afterwards(
    client: httpx.AsyncClient, private: GraphSettings
) -> None:
    await until_answered(client)
    note = private_home(private).running()
    assert note is not None

    pause(note.pid)
    ready = [await readiness(client) for _ in range(3)]
    hanging = await doors(client)
    resume(note.pid)
    until_ready(str(client.base_url))
    await until_answered(client)

    # The quickest of three: this machine may be busy, and three quarters of the two seconds are spent on looking.
    assert min(seconds for _, seconds in ready) < 2
    assert [answer.status_code for answer, _ in ready] == [503] * 3
    assert [answer.json()["reason"] for answer, _ in ready] == ["The database does not answer"] * 3
    assert refusals(hanging) == ALL, {name: answer.text for name, answer in hanging.items()}

    os.kill(note.pid, signal.SIGKILL)
    gone = await doors(client)
    await start(private, tied=True)
    until_ready(str(client.base_url))
    await until_answered(client)

    assert refusals(gone) == ALL, {name: answer.text for name, answer in gone.items()}
