"""Decisions by what analysts ask for, in keyset pages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from graph.domain.decision.record import COUNTED
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.ordering import LAST, at_or_after, moment_in, point_in, point_range
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.queries.decision.analysis import (
    DECISION_COUNT,
    FILTERED_DECISIONS,
    OLDEST_DECISIONS,
    ChosenDecisions,
    DecisionCountParams,
    DecisionFilterParams,
)
from graph.queries.decision.pages import END_OF_DECISIONS, START_OF_DECISIONS, PageRow
from graph.queries.monitor.drift import SIGNALS, SignalsParams
from graph.store.decision.filtered_lists import FilteredList, Read, ids_alone
from graph.store.decision.pages import DecisionRow, ListOrder, Page, Wanted, decisions
from graph.store.decision.ranges import SortedList, Stretch, places_of_case, too_long_from
from graph.store.kernel.store import Store
from graph.store.kernel.walking import MOST_COUNTED, end_of_walk
from graph.store.registry.advice import pass_limits

Item = TypeVar("Item")
_MOST_SIGNALS = 10_000
"""Eighty columns in each of more than two years' weeks."""


class Need(StrEnum):
    """What a statement reads for each decision beside it, only where it is asked for.

    PEOPLE_ALONE: the advice is read for decisions of people, not for automatic ones.
    """

    DATA = "DATA"
    TASK = "TASK"
    ADVICE = "ADVICE"
    RATING = "RATING"
    OUTCOMES = "OUTCOMES"
    PEOPLE_ALONE = "PEOPLE_ALONE"


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Conditions that all must hold; None leaves one out. `since` counts, `until` does not."""

    point: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    kind: str | None = None
    origin: str | None = None
    action: str | None = None
    verdict: str | None = None
    policy_version_id: str | None = None
    policy: str | None = None
    model_version_id: str | None = None
    model: str | None = None
    decider: str | None = None
    queue: str | None = None
    escalated: bool | None = None
    against_model: bool | None = None
    ended_badly: bool | None = None
    external_id: str | None = None
    entity: str | None = None
    category: str | None = None
    quality: str | None = None
    data_source: str | None = None
    drifted: bool | None = None
    states: Sequence[str] = COUNTED


async def filtered_page(store: Store, wanted: Wanted, filters: DecisionFilter) -> Page[DecisionRow] | Problem:
    """Return the decisions that answer a filter, newest first."""
    return await page_of(store, wanted, filters, decisions)


async def filtered_ids(
    store: Store, wanted: Wanted, filters: DecisionFilter, order: ListOrder = ListOrder.NEWEST_FIRST
) -> Page[str] | Problem:
    """Return the ids of the same decisions."""
    return await page_of(store, wanted, filters, ids_alone, order)


async def page_of(
    store: Store,
    wanted: Wanted,
    filters: DecisionFilter,
    read: Read[Item],
    order: ListOrder = ListOrder.NEWEST_FIRST,
) -> Page[Item] | Problem:
    """Return the decisions that answer a filter; `read` reads what is wanted of each by its id."""
    return await _DECISIONS.page(store, wanted, filters, order, read)


async def count_of(store: Store, filters: DecisionFilter) -> int | None:
    """Return how many decisions answer a filter; None where more than `MOST_COUNTED` would be looked through."""
    return await _DECISIONS.count(store, filters)


async def summed_stretch(store: Store, filters: DecisionFilter) -> Stretch | Problem:
    """Return what a sum looks through; where that is more than `MOST_COUNTED` decisions, say from when on it is not."""
    stretch = await _decisions_of(store, filters)
    since = await too_long_from(store, _DECISIONS.sorted, stretch)
    if since is None:
        return stretch
    at = (moment_in(since) + timedelta(milliseconds=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    message = f"There are more than {MOST_COUNTED:,} decisions in this time: take a shorter one, such as from {at}."
    return Problem(ProblemCode.TOO_COMPLEX, message, {"where": "from", "from": at})


async def halves(store: Store, stretch: Stretch) -> Sequence[Stretch]:
    """Return the parts of a stretch that is summed, the newer one first, of as many decisions as a page looks through.

    The server works on one statement with one core: two halves take half the time where another core is idle.
    """
    middle = await end_of_walk(store, END_OF_DECISIONS, stretch.before)
    if middle is None or middle <= stretch.since:
        return [stretch]
    return [Stretch(middle, stretch.before), Stretch(stretch.since, middle)]


async def _decisions_of(store: Store, filters: DecisionFilter) -> Stretch:
    whole = Stretch(at_or_after(filters.since) or "", at_or_after(filters.until) or LAST)
    if filters.external_id is None:
        return whole
    places = await places_of_case(store, filters.external_id)
    return whole.between(places.first_decision, places.last_decision)


async def chosen_decisions(
    store: Store, filters: DecisionFilter, stretch: Stretch, needs: Sequence[Need] = ()
) -> ChosenDecisions:
    """Return a filter as statements take it, for a stretch of decisions; `needs` beside what the filter needs."""
    own = [Need.DATA] if filters.quality is not None or filters.data_source is not None else []
    own += [Need.ADVICE] if filters.against_model is not None else []
    own += [Need.RATING] if filters.ended_badly is not None else []
    needed = {*own, *needs}
    return ChosenDecisions(
        before=stretch.before,
        since=stretch.since,
        states=list(filters.states),
        point=filters.point,
        kind=filters.kind,
        origin=filters.origin,
        action=filters.action,
        verdict=filters.verdict,
        policy_id=filters.policy_version_id,
        policy=filters.policy,
        model_id=filters.model_version_id,
        model=filters.model,
        decider=filters.decider,
        queue=filters.queue,
        escalated=filters.escalated,
        against=filters.against_model,
        badly=filters.ended_badly,
        external_id=filters.external_id,
        entity=filters.entity,
        category=filters.category,
        quality=filters.quality,
        source=filters.data_source,
        drifted=filters.drifted,
        windows={} if filters.drifted is None else await _drifted_windows(store, filters.point),
        needs=sorted(needed),
        limits=await pass_limits(store, filters.point) if Need.ADVICE in needed else {},
    )


async def _drifted_windows(store: Store, point: str | None) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return by decision point between which sort keys of cases any value, score or mix drifted."""
    rows = await store.graph.read(SIGNALS, SignalsParams(*point_range(point), _MOST_SIGNALS))
    windows = defaultdict[str, set[tuple[str, str]]](set)
    for one in rows:
        since, before = (str(at_or_after(moment(one.signal[name]))) for name in ("since", "until"))
        windows[point_in(one.signal["sortKey"])].add((since, before))
    return {key: sorted(spans) for key, spans in windows.items()}


async def _rows(
    store: Store, filters: DecisionFilter, stretch: Stretch, order: ListOrder, limit: int
) -> Sequence[PageRow]:
    chosen = await chosen_decisions(store, filters, stretch)
    statement = FILTERED_DECISIONS if order is ListOrder.NEWEST_FIRST else OLDEST_DECISIONS
    params = DecisionFilterParams(chosen, milliseconds(store.clock.now()), limit)
    return await store.graph.read(statement.only(chosen.parts), params)


async def _total(store: Store, filters: DecisionFilter, stretch: Stretch) -> int:
    chosen = await chosen_decisions(store, filters, stretch)
    params = DecisionCountParams(chosen, milliseconds(store.clock.now()))
    (row,) = await store.graph.read(DECISION_COUNT.only(chosen.parts), params)
    return row.total


_DECISIONS: FilteredList[DecisionFilter] = FilteredList(
    "decisions",
    SortedList(END_OF_DECISIONS, START_OF_DECISIONS),
    lambda filters: (filters.since, filters.until),
    _decisions_of,
    _rows,
    _total,
)
