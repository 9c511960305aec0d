"""What the server says of a plan: its operators, those that scan, and what it looked at."""

from typing import Any

from neo4j import AsyncDriver

from graph.queries.kernel.query import GIVEN, Query

EMPTY: dict[str, Any] = {"rows": [], "limit": 1, "most": 1}
"""Values where a plan cannot be made without: numbers of rows, and the rows themselves."""


def operators(plan: dict[str, Any]) -> list[str]:
    """Return the names of all operators, the last step first."""
    names = [plan["operatorType"].partition("@")[0]]
    for child in plan.get("children", []):
        names += operators(child)
    return names


def scans(plan: dict[str, Any]) -> list[str]:
    """Return the operators that look at all nodes, edges or index entries of a kind."""
    return [name for name in operators(plan) if name.endswith("Scan") or "ScanBy" in name]


def hits(plan: dict[str, Any]) -> int:
    """Return how often the server looked at its store, over all operators of a profiled plan."""
    return int(plan.get("args", {}).get("DbHits", 0)) + sum(hits(child) for child in plan.get("children", []))


async def scans_in(driver: AsyncDriver, query: Query[Any, Any]) -> list[str]:
    """Have the server plan a query and return what scans in it."""
    values = {name: EMPTY.get(name) for name in query.placeholders}
    async with driver.session() as session:
        summary = await (await session.run(f"EXPLAIN {query.sent}", {GIVEN: values})).consume()
    assert summary.plan is not None
    return scans(summary.plan)
