"""Decisions by what analysts ask for, in keyset pages."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

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
    states: Sequence[str] = COUNTED


async def filtered_page(store: Store, wanted: Wanted, asked: DecisionFilter) -> Page[DecisionRow] | Problem:
    """Return the decisions that answer a filter, newest first."""
    if asked.since is not None and asked.until is not None and asked.since >= asked.until:
        return invalid("where.from", "from must lie before to: exchange the two.")
    scope = f"decisions {astuple(asked)}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    before = place or (LAST if asked.until is None else _key(asked.until))
    since = "" if asked.since is None else _key(asked.since)
    walked = await end_of_walk(store, END_OF_DECISIONS, before)
    until = None if walked is None or walked < since else walked
    params = DecisionFilterParams(
        before=before,
        since=until or since,
        states=list(asked.states),
        point=asked.point,
        kind=asked.kind,
        origin=asked.origin,
        policy_id=asked.policy_version_id,
        model_id=asked.model_version_id,
        decider=asked.decider,
        against=asked.against_model,
        badly=asked.ended_badly,
        limits={} if asked.against_model is None else await pass_limits(store, asked.point),
        known_by=milliseconds(store.clock.now()),
        limit=wanted.first + 1,
    )
    rows = await store.graph.read(FILTERED_DECISIONS, params)
    return cut(store, scope, wanted, rows, await decisions(store, [row.id for row in rows[: wanted.first]]), until)


def _key(at: datetime) -> str:
    return f"{milliseconds(at):0{_DIGITS}d}"
