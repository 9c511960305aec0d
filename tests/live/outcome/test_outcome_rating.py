"""The database rates decisions and reads truths by the same rules as the domain: every small combination."""

from itertools import product
from typing import Any

import pytest
from neo4j import AsyncDriver

from graph.domain.outcome.rating import bad_outcome, ended_badly, truth_of
from graph.queries.kernel.composed import composed
from graph.session import Graph

pytestmark = pytest.mark.live

KNOWN_BY = 2
VALUES = ("true", "false", "TRUE")
OUTCOMES = tuple(product(("lost", "late"), VALUES, (KNOWN_BY, KNOWN_BY + 1)))
"""Kind, value, and when it was known: in time, or later."""
NAMED_BAD: tuple[list[str], ...] = (
    [],
    [bad_outcome("KEEP", "lost")],
    [bad_outcome("KEEP", "lost"), bad_outcome("KEEP", "late")],
    [bad_outcome("KEEP", "lost"), bad_outcome("KEEP", "lost")],
    [bad_outcome("KEEP", "lost"), bad_outcome("HAND_OVER", "late")],
    [bad_outcome("KEEPER", "lost"), bad_outcome("HAND_OVER", "lost")],
    ["KEEP", "lost", ""],
)
WRITE = """
UNWIND $rows AS row
CREATE (d:Decision:Entity {id: row.id, action: 'KEEP'})
FOREACH (one IN row.outcomes |
  CREATE (:Outcome:Entity {kind: one[0], value: one[1], knownAt: one[2]})-[:RESULTED_FROM]->(d))
"""


def block(name: str) -> str:
    return "\n".join(line.text for line in composed(f"blocks/{name}.cypher"))


def combinations() -> list[dict[str, Any]]:
    reported = [[], *([one] for one in OUTCOMES), *map(list, product(OUTCOMES, OUTCOMES))]
    return [
        {"id": f"rated-{number}", "bad": bad, "outcomes": [list(one) for one in outcomes]}
        for number, (bad, outcomes) in enumerate(product(NAMED_BAD, reported))
    ]


async def test_a_decision_is_rated_alike_by_the_database_and_by_the_rule(graph: Graph, driver: AsyncDriver) -> None:
    assert graph is not None
    rows = combinations()
    rate = f"""
    UNWIND $rows AS row
    MATCH (d:Decision {{id: row.id}})
    USING INDEX SEEK d:Decision(id)
    WITH d, row.bad AS bad_outcomes
    {block("outcome_rating")}
    RETURN d.id AS id, badly
    """

    async with driver.session() as session:
        transaction = await session.begin_transaction()
        await transaction.run(WRITE, {"rows": rows})
        result = await transaction.run(rate, {"rows": rows, "known_by": KNOWN_BY})
        rated = {row["id"]: row["badly"] async for row in result}
        await transaction.rollback()

    by_rule = {
        row["id"]: ended_badly(
            "KEEP", [(kind, value) for kind, value, known_at in row["outcomes"] if known_at <= KNOWN_BY], row["bad"]
        )
        for row in rows
    }
    assert {*by_rule.values()} == {True, False, None}
    assert [(row, rated[row["id"]]) for row in rows if rated[row["id"]] is not by_rule[row["id"]]] == []


async def test_a_value_states_the_same_truth_to_the_database_and_to_the_rule(graph: Graph, driver: AsyncDriver) -> None:
    assert graph is not None
    values = [*VALUES, "", "1", "yes", "null", "true ", "False"]
    read = (
        f"UNWIND $values AS value\nWITH {{value: value}} AS o\n{block('outcome_truth')}\nRETURN o.value AS value, truth"
    )

    rows = (await driver.execute_query(read, {"values": values})).records

    assert {row["value"]: row["truth"] for row in rows} == {value: truth_of(value) for value in values}
