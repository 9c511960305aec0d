"""An edge that a model declares is followed by lineage, both ways, by ways between nodes and by impact."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from neo4j import AsyncDriver, AsyncTransaction

from graph.schema import StoredEdge, graph_schema
from graph.schema_lineage import lineage_files
from graph.session import Graph

pytestmark = pytest.mark.live

EDGE = StoredEdge("Decision", "PROMPTED_BY", "PolicyVersion", followed=True, basis="INPUT")
STEPS = [["PROMPTED_BY", "followed-d", "followed-v", None, None]]
WRITE = """
CREATE (d:Decision:Entity {id: 'followed-d', action: 'KEEP', state: 'FINAL'})
CREATE (v:PolicyVersion:Entity {id: 'followed-v', key: 'terms|1'})
CREATE (d)-[:PROMPTED_BY]->(v)
RETURN elementId(d) AS d, elementId(v) AS v, id(d) AS effect, id(v) AS cause
"""
Names = dict[str, Any]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    schema = graph_schema()
    return dict(lineage_files(replace(schema, edges=(*schema.edges, EDGE))))


@pytest_asyncio.fixture
async def scratch(graph: Graph, driver: AsyncDriver) -> AsyncIterator[tuple[AsyncTransaction, Names]]:
    """A decision and the version that prompted it, in a transaction that is given up."""
    assert graph is not None
    async with driver.session() as session:
        transaction = await session.begin_transaction()
        names = await (await transaction.run(WRITE)).single(strict=True)
        yield transaction, dict(names)
        await transaction.rollback()


@pytest.mark.parametrize(("way", "start"), [("up", "followed-d"), ("down", "followed-v")])
async def test_lineage_follows_it(
    texts: dict[str, str], scratch: tuple[AsyncTransaction, Names], way: str, start: str
) -> None:
    transaction, _ = scratch

    row = await (await transaction.run(texts[f"lineage/{way}.cypher"], {"id": start, "most": 9})).single(strict=True)

    assert row["edges"] == STEPS
    assert {node["id"] for node in row["nodes"]} == {"followed-d", "followed-v"}


@pytest.mark.parametrize(("way", "start"), [("up", "d"), ("down", "v")])
async def test_counted_lineage_follows_it(
    texts: dict[str, str], scratch: tuple[AsyncTransaction, Names], way: str, start: str
) -> None:
    transaction, names = scratch
    params = {"element": names[start], "most": 9}

    row = await (await transaction.run(texts[f"lineage/{way}_columns.cypher"], params)).single(strict=True)

    assert row["edges"] == [["PROMPTED_BY", [names["effect"]], [names["cause"]], -1, -1]]


@pytest.mark.parametrize(("start", "goal"), [("d", "v"), ("v", "d")])
async def test_a_way_between_two_nodes_goes_along_it(
    texts: dict[str, str], scratch: tuple[AsyncTransaction, Names], start: str, goal: str
) -> None:
    transaction, names = scratch
    params = {"start": names[start], "goal": names[goal], "as_of": None, "without": [], "around": []}

    row = await (await transaction.run(texts["lineage/explorer/path.cypher"], params)).single(strict=True)

    assert row["edges"] == STEPS


async def test_impact_goes_back_along_it(texts: dict[str, str], scratch: tuple[AsyncTransaction, Names]) -> None:
    transaction, _ = scratch
    text = texts["blocks/impact.cypher"] + "RETURN d.id AS id, basis"

    row = await (await transaction.run(text, {"id": "followed-v"})).single(strict=True)

    assert (row["id"], row["basis"]) == ("followed-d", "INPUT")
