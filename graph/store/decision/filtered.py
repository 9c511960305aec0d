"""Decisions by what analysts ask for, in keyset pages."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import TypeVar

from graph.domain.decision.state import COUNTED
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import LAST
from graph.domain.kernel.problems import Problem, invalid
from graph.queries.decision.analysis import FILTERED_DECISIONS, DecisionFilterParams
from graph.queries.decision.pages import END_OF_DECISIONS
from graph.store.decision.pages import DecisionRow, Page, Wanted, cut, decisions, place_in
from graph.store.kernel.store import Store
from graph.store.kernel.walking import end_of_walk
from graph.store.registry.advice import pass_limits

_DIGITS = 15
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Conditions that all must hold; None leaves one out. `since` counts, `until` does not."""

    point: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    kind: str | None = None
    origin: str | None = None
    policy_version_id: str | None = None
    model_version_id: str | None = None
    decider: str | None = None
    against_model: bool | None = None
    ended_badly: bool | None = None
    external_id: str | None = None
    entity: str | None = None
    category: str | None = None
    quality: str | None = None
    states: Sequence[str] = COUNTED


async def filtered_page(store: Store, wanted: Wanted, filters: DecisionFilter) -> Page[DecisionRow] | Problem:
    """Return the decisions that answer a filter, newest first."""
    return await page_of(store, wanted, filters, decisions)


async def filtered_ids(store: Store, wanted: Wanted, filters: DecisionFilter) -> Page[str] | Problem:
    """Return the ids of the same decisions."""

    async def ids(_: Store, chosen: Sequence[str]) -> list[str]:
        return list(chosen)

    return await page_of(store, wanted, filters, ids)


async def page_of(
    store: Store,
    wanted: Wanted,
    filters: DecisionFilter,
    read: Callable[[Store, Sequence[str]], Awaitable[list[Item]]],
) -> Page[Item] | Problem:
    """Return the decisions that answer a filter, newest first; `read` reads what is wanted of each by its id."""
    if filters.since is not None and filters.until is not None and filters.since >= filters.until:
        return invalid("where.from", "from must lie before to: exchange the two.")
    scope = f"decisions {astuple(filters)}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    before = place or (LAST if filters.until is None else _key(filters.until))
    since = "" if filters.since is None else _key(filters.since)
    walked = await end_of_walk(store, END_OF_DECISIONS, before)
    until = None if walked is None or walked < since else walked
    params = DecisionFilterParams(
        before=before,
        since=until or since,
        states=list(filters.states),
        point=filters.point,
        kind=filters.kind,
        origin=filters.origin,
        policy_id=filters.policy_version_id,
        model_id=filters.model_version_id,
        decider=filters.decider,
        against=filters.against_model,
        badly=filters.ended_badly,
        external_id=filters.external_id,
        entity=filters.entity,
        category=filters.category,
        quality=filters.quality,
        limits={} if filters.against_model is None else await pass_limits(store, filters.point),
        known_by=milliseconds(store.clock.now()),
        limit=wanted.first + 1,
    )
    rows = await store.graph.read(FILTERED_DECISIONS, params)
    return cut(store, scope, wanted, rows, await read(store, [row.id for row in rows[: wanted.first]]), until)


def _key(at: datetime) -> str:
    return f"{milliseconds(at):0{_DIGITS}d}"
