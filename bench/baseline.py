"""The baseline of the decision writes: the same statement, one decision each, by the plain driver."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from neo4j import AsyncDriver

from graph.queries.review.tasks import DECIDE, FACTS

Row = dict[str, Any]


async def read_and_decide(driver: AsyncDriver, row: Row) -> None:
    """Send the two statements that one decision takes, as `execute_query` does it."""
    asked = {"taskId": row["taskId"], "personId": row["personId"], "key": row["idempotency"]["key"]}
    await driver.execute_query(FACTS.text, {"rows": [asked]}, routing_="r")
    await decide(driver, row)


async def decide(driver: AsyncDriver, row: Row) -> None:
    """Write one decision."""
    result = await driver.execute_query(DECIDE.text, {"rows": [row]})
    verdict = result.records[0]["verdict"]
    if verdict != "WRITTEN":
        message = f"the baseline's own row was refused: {verdict}"
        raise AssertionError(message)


async def at_once(driver: AsyncDriver, rows: Sequence[Row], clients: int) -> float:
    """Write all rows by so many clients and return decisions a second."""
    waiting = iter(rows)

    async def client() -> None:
        for row in waiting:
            await decide(driver, row)

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return len(rows) / (time.perf_counter() - began)
