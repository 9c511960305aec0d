"""How the breakers of decision points stand, and how they came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.gate.facts import Breaker
from graph.domain.kernel.moments import moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.queries.monitor.breakers import BREAKERS, BreakersParams, BreakersRow
from graph.store.kernel.store import Store

MOST_CHANGES = 20
"""Changes listed of a breaker, the newest: months of them; the audit log holds all."""


@dataclass(frozen=True, slots=True)
class BreakerMove:
    """One change of a breaker: by whom (None for the worker), when, and why."""

    before: Breaker
    after: Breaker
    by: str | None
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PointBreaker:
    """A breaker as it stands since `since` and why, at a point with its queue; its last changes, the newest first."""

    id: str
    point: str
    name: str
    queue: str
    state: Breaker
    reason: str | None
    since: datetime
    changes: Sequence[BreakerMove]


async def breakers(store: Store, point: str | None = None, *, only_open: bool = False) -> Sequence[PointBreaker]:
    """Return the breakers of all points or of one, the open ones first."""
    rows = await store.graph.read(BREAKERS, BreakersParams("", point, only_open, MOST_CHANGES))
    return [_breaker(row) for row in rows]


async def breaker_row(store: Store, point: str) -> BreakersRow | Problem:
    """Return the breaker of a point as it is stored, with its last change."""
    rows = await store.graph.read(BREAKERS, BreakersParams("", point, False, 1))  # noqa: FBT003  # a field of the row
    return (
        rows[0]
        if rows
        else Problem(ProblemCode.NOT_FOUND, f"There is no decision point {point!a}: `breakers` lists them.")
    )


def _breaker(row: BreakersRow) -> PointBreaker:
    stored = row.breaker
    return PointBreaker(
        id=stored["id"],
        point=row.point["key"],
        name=row.point["name"],
        queue=row.queue,
        state=Breaker.of(stored["state"]),
        reason=stored["reason"],
        since=moment(stored["knownAt"]),
        changes=[
            BreakerMove(
                before=Breaker.of(one["fromState"]),
                after=Breaker.of(one["toState"]),
                by=one["by"],
                at=moment(one["recordedAt"]),
                reason=one["note"],
            )
            for one in row.changes
        ],
    )
