"""The record of decisions: one, or a page of those that answer a filter."""

from collections.abc import Sequence

from graph.domain.decision.record import Recorded, recorded_of
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.queries.decision.records import RECORDS, RecordRow, RecordsParams
from graph.store.decision.filtered import DecisionFilter, page_of
from graph.store.decision.pages import Page, Wanted
from graph.store.kernel.store import Store
from graph.store.registry.points import policies_of


async def record_page(store: Store, wanted: Wanted, filters: DecisionFilter) -> Page[Recorded] | Problem:
    """Return the records of decisions that answer a filter, newest first."""
    return await page_of(store, wanted, filters, records)


async def records(store: Store, ids: Sequence[str]) -> list[Recorded]:
    """Return the records of these decisions; an unknown id is missing."""
    rows = await store.graph.read(RECORDS, RecordsParams(ids, milliseconds(store.clock.now())))
    tables = await policies_of(store, (_policy_id(row) for row in rows))
    return [recorded_of(row._asdict(), tables.get(_policy_id(row) or "")) for row in rows]


def _policy_id(row: RecordRow) -> str | None:
    return None if row.policy is None else row.policy["id"]
