"""Query gate 3: on a migrated server each query plans as declared; hot ones seek, none scans a label."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from neo4j import AsyncDriver, AsyncGraphDatabase

from graph.queries.kernel.query import GIVEN, Access
from graph.queries.kernel.rows import Rows
from graph.queries.review.tasks import FACTS, FactsWanted
from graph.schema import graph_schema
from graph.session import Graph
from graph.settings import GraphSettings
from tests.builders.plans import EMPTY, scans
from tests.builders.queries import all_queries

pytestmark = pytest.mark.live

QUERIES = all_queries()
NOTICED = ("does not exist", "not available", "not found", "cartesian", "Cartesian")
READS = {"intake/ingest/forget_plans.cypher": "s"}
"""What the server calls a query that asks the server itself, not the graph."""


@pytest_asyncio.fixture(scope="module")
async def telling(neo4j_settings: GraphSettings) -> AsyncIterator[AsyncDriver]:
    """A driver that hears what the server notices; ours turns that off."""
    assert neo4j_settings.neo4j_uri is not None
    assert neo4j_settings.neo4j_password is not None
    login = (neo4j_settings.neo4j_user, neo4j_settings.neo4j_password.get_secret_value())
    async with AsyncGraphDatabase.driver(neo4j_settings.neo4j_uri, auth=login) as driver:
        await name_everything(driver)
        yield driver


async def name_everything(driver: AsyncDriver) -> None:
    """Let the server meet each name of the schema once, so that any name it does not know is not ours."""
    schema = graph_schema()
    for label in schema.labels:
        values = ", ".join(f"`{prop.name}`: 'x'" for prop in label.properties)
        await driver.execute_query(f"CREATE (n:{':'.join(label.labels)} {{{values}}}) DELETE n")
    carried = ", ".join(f"`{name}`: 1" for name in schema.edge_properties)
    for kind in {edge.kind for edge in schema.edges}:
        await driver.execute_query(f"CREATE (n:__Named)-[:{kind} {{{carried}}}]->(n) DETACH DELETE n")


async def planned(driver: AsyncDriver, file: str) -> tuple[dict[str, Any], str, list[str], list[str]]:
    query = QUERIES[file]
    values = {name: EMPTY.get(name) for name in query.placeholders}
    async with driver.session() as session:
        result = await session.run(f"EXPLAIN {query.sent}", {GIVEN: values})
        keys = list(result.keys())
        summary = await result.consume()
    assert summary.plan is not None
    assert summary.query_type is not None
    return summary.plan, summary.query_type, keys, [one.status_description for one in summary.gql_status_objects]


@pytest.mark.parametrize("file", sorted(QUERIES))
async def test_a_query_plans_as_declared(graph: Graph, telling: AsyncDriver, file: str) -> None:
    assert graph is not None
    query = QUERIES[file]

    plan, kind, keys, notes = await planned(telling, file)

    assert tuple(keys) == query.columns
    assert (kind == READS.get(file, "r")) is (query.access is Access.READ)
    noticed = [note for note in notes if any(word in note for word in NOTICED)]
    assert noticed == []
    if query.hot:
        assert scans(plan) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("MATCH (n:Persn) RETURN n", "does not exist"),
        ("MATCH (n:Person) RETURN n.nmae", "does not exist"),
        ("MATCH (a:Person), (b:Case) RETURN a, b", "artesian"),
    ],
)
async def test_a_misspelt_name_and_a_product_are_noticed(telling: AsyncDriver, text: str, word: str) -> None:
    async with telling.session() as session:
        summary = await (await session.run(f"EXPLAIN {text}")).consume()

    assert any(word in one.status_description for one in summary.gql_status_objects)


@pytest.mark.forgets_plans
async def test_a_text_is_planned_once_whatever_the_sizes_of_what_is_given(graph: Graph, driver: AsyncDriver) -> None:
    await forgotten(driver)

    for size in (1, 5, 50, 500):
        await graph.read(FACTS, Rows([FactsWanted("x" * size, "nobody", "k")] * size))

    spent = await planning(driver)
    assert len(spent) == 4
    first, *later = sorted(spent, reverse=True)
    assert max(later) < first / 5


@pytest.mark.forgets_plans
async def test_a_text_is_planned_again_when_all_plans_are_to_be_made_anew(graph: Graph, driver: AsyncDriver) -> None:
    await forgotten(driver)
    nobody = Rows([FactsWanted("x", "nobody", "k")])

    await graph.read(FACTS, nobody)
    await graph.read(FACTS, nobody)
    await graph.plan_anew()
    await graph.read(FACTS, nobody)

    first, reused, anew = await planning(driver)
    assert reused < min(first, anew) / 5


async def test_the_server_keeps_a_plan_as_long_as_its_settings_say(
    driver: AsyncDriver, neo4j_settings: GraphSettings
) -> None:
    setting = "SHOW SETTINGS 'dbms.cypher.min_replan_interval' YIELD value"

    [row] = (await driver.execute_query(setting)).records

    assert (neo4j_settings.neo4j_replan_minutes, row["value"]) == (120, "2h")


async def forgotten(driver: AsyncDriver) -> None:
    """Have the server forget plans, and what was asked before: that only while nothing is collected."""
    for step in ("stop", "clear", "collect"):
        await driver.execute_query(f"CALL db.stats.{step}('QUERIES')")
    await driver.execute_query("CALL db.clearQueryCaches()")


async def planning(driver: AsyncDriver) -> list[int]:
    """Return how long (us) the server planned for each time that `FACTS` was asked, in their order."""
    rows = (await driver.execute_query("CALL db.stats.retrieve('QUERIES')")).records
    entries = [row["data"] for row in rows if row["data"]["query"] == FACTS.sent]
    invocations = sorted(
        (one for entry in entries for one in entry["invocations"]), key=lambda one: one["startTimestampMillis"]
    )
    return [one["elapsedCompileTimeInUs"] for one in invocations]
