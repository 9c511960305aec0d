"""OpenLineage's own client sends runs over HTTP, and they stand in the graph."""

import asyncio
import subprocess
from pathlib import Path

import pytest

from graph.settings import GraphSettings
from tests.builders.firm import Firm
from tests.builders.served_firm import add_accounts
from tests.builders.serving import served

ROOT = Path(__file__).parents[3]
PYTHON = ROOT / ".venv-integrations" / "bin" / "python"
CLIENT = ROOT / "tests" / "builders" / "openlineage_client.py"
MADE = (
    "MATCH (v:DatasetVersion)-[:WAS_GENERATED_BY]->(run:IngestRun), (v)-[:WAS_DERIVED_FROM]->(o:DatasetVersion), "
    "(v)-[:VERSION_OF]->(d:Dataset), (o)-[:VERSION_OF]->(:Dataset)-[:HAD_PRIMARY_SOURCE]->(s:DataSource) "
    "RETURN v.version AS version, run.state AS state, v.schema AS schema, v.columnLineage AS columns, "
    "d.statedOwners AS owners, o.checksPassed AS checks, s.name AS source"
)

pytestmark = [
    pytest.mark.live,
    pytest.mark.integrations,
    pytest.mark.skipif(not PYTHON.exists(), reason="`make test-integrations` installs the clients"),
]


async def test_the_client_s_own_events_are_taken(firm: Firm, neo4j_settings: GraphSettings) -> None:
    keys = await add_accounts(firm)

    with served(neo4j_settings, 1) as [url]:
        command = [str(PYTHON), str(CLIENT), url, keys["integrator"]]
        ended = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr
    result = await firm.driver.execute_query(MADE)
    assert [dict(record) for record in result.records] == [
        {
            "version": "01941f29-7c00-7000-8000-000000000001",
            "state": "COMPLETE",
            "schema": ["id:int"],
            "columns": ["id < lake|raw.id"],
            "owners": ["team:data"],
            "checks": ["not_null (id)"],
            "source": "Lake",
        }
    ]
