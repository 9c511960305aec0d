"""How far one page of a filtered list looks: a filter that few rows meet must not walk through the whole graph."""

from graph.queries.decision.pages import END_OF_TASKS, EndOfTasksParams, EndParams, EndRow, StartParams
from graph.queries.kernel.query import Query
from graph.store.kernel.store import Store

FURTHEST = 10_000
"""Rows that one page looks through at most: a tenth of a second with the dearest filter."""
MOST_COUNTED = 20_000
"""Rows that one count or sum looks through at most."""


async def end_of_walk(
    store: Store, query: Query[EndParams, EndRow], before: str, furthest: int | None = None
) -> str | None:
    """Return the sort key of the last row that a page looks at, newest first; None where it reaches the list's end."""
    rows = await store.graph.read(query, EndParams(before, (furthest or FURTHEST) - 1))
    return rows[0].sort_key if rows else None


async def start_of_walk(store: Store, query: Query[StartParams, EndRow], since: str) -> str | None:
    """Return the same where a page goes from the oldest to newer ones."""
    rows = await store.graph.read(query, StartParams(since, FURTHEST - 1))
    return rows[0].sort_key if rows else None


async def end_of_task_walk(store: Store, after: str, before: str) -> str | None:
    """Return the same for open tasks between two sort keys, most urgent first."""
    rows = await store.graph.read(END_OF_TASKS, EndOfTasksParams(after, before, FURTHEST - 1))
    return rows[0].sort_key if rows else None
