"""The baselines of the writes: the same statements by the plain driver, a row each or many rows at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from neo4j import AsyncDriver

from graph.queries.intake.cases import SUBMIT
from graph.queries.review.tasks import DECIDE, FACTS

Row = dict[str, Any]


async def read_and_decide(driver: AsyncDriver, row: Row) -> None:
    """Send the two statements that one decision takes, as `execute_query` does it."""
    asked = {"taskId": row["taskId"], "personId": row["personId"], "key": row["idempotency"]["key"]}
    await driver.execute_query(FACTS.text, {"rows": [asked]}, routing_="r")
    await decide(driver, row)


async def decide(driver: AsyncDriver, row: Row) -> None:
    """Write one decision."""
    await _write(driver, DECIDE.text, [row])


async def submit(driver: AsyncDriver, row: Row) -> None:
    """Write one gated case."""
    await _write(driver, SUBMIT.text, [row])


async def submit_in_batches(driver: AsyncDriver, rows: Sequence[Row], batch: int) -> float:
    """Write gated cases, so many a statement, one statement after another, and return cases a second."""
    began = time.perf_counter()
    for first in range(0, len(rows), batch):
        await _write(driver, SUBMIT.text, rows[first : first + batch])
    return len(rows) / (time.perf_counter() - began)


async def at_once(
    driver: AsyncDriver,
    rows: Sequence[Row],
    clients: int,
    write: Callable[[AsyncDriver, Row], Awaitable[None]] = decide,
) -> float:
    """Write all rows by so many clients and return rows a second."""
    waiting = iter(rows)

    async def client() -> None:
        for row in waiting:
            await write(driver, row)

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return len(rows) / (time.perf_counter() - began)


async def _write(driver: AsyncDriver, text: str, rows: Sequence[Row]) -> None:
    result = await driver.execute_query(text, {"rows": rows})
    verdicts = {record["verdict"] for record in result.records}
    if verdicts != {"WRITTEN"}:
        message = f"the baseline's own rows were refused: {verdicts}"
        raise AssertionError(message)
