"""Neo4j is killed again and again under load: nothing acknowledged is lost, nothing happens twice."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from graph.embedded.finding import private_home
from graph.embedded.server import start, stop
from graph.session import migrated, open_graph
from graph.settings import GraphSettings
from tests.builders.database import free_port
from tests.builders.firm import a_firm
from tests.builders.load import Load, check

pytestmark = [pytest.mark.live, pytest.mark.timeout(600)]

KILLS = 5
WORKERS = 8


async def test_no_acknowledged_decision_is_lost_or_doubled(tmp_path: Path) -> None:
    private = GraphSettings(data_dir=tmp_path, neo4j_port=free_port(), retry_seconds=2.0)
    private = private.model_copy(update={"neo4j_uri": None})
    settings = await start(private, tied=True)
    try:
        await migrated(settings)
        async with open_graph(settings) as graph, a_firm(graph, settings) as firm:
            load = Load(firm)
            clients = [asyncio.create_task(load.work(number)) for number in range(WORKERS)]
            for _ in range(KILLS):
                await load.until(len(load.acknowledged) + 40)
                note = private_home(private).running()
                assert note is not None
                os.kill(note.pid, signal.SIGKILL)
                await asyncio.sleep(0.3)
                await start(private, tied=True)
            load.stopping = True
            await asyncio.gather(*clients)
            await check(firm, load)
            assert len(load.acknowledged) > KILLS * 40
            assert load.repeats > 0
    finally:
        stop(private)
