"""What a recall would take: how many live decisions in force, at which points, on which bases, and for how long."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.lineage.recall import (
    RECALLED_KINDS,
    RecallBasis,
    RecallDraft,
    check_scope,
    looked_at_again,
    recall_basis,
    reviewer_hours,
)
from graph.queries.lineage.recall import EFFORT, EXTENT, EffortParams, ExtentParams
from graph.store.kernel.store import Store
from graph.store.lineage.explorer import node

FOR_EVER = 2**53
"""Later than any decision (ms): the largest whole number that every client reads exactly."""
_TIMED = 500
"""The newest reviews say how long one takes now; so many are read in a moment."""


@dataclass(frozen=True, slots=True)
class PointExtent:
    """Decisions of one point that would be looked at again, and what a review there takes (minutes; None: untimed)."""

    point: str
    decisions: int
    minutes: float | None


@dataclass(frozen=True, slots=True)
class RecallExtent:
    """What a recall would do: `decisions` are looked at again, `listed` depend on the node by training alone."""

    kind: str
    node_id: str
    title: str
    since: datetime | None
    until: datetime | None
    decisions: int
    listed: int
    bases: Mapping[RecallBasis, int]
    points: Sequence[PointExtent]
    outcomes: int
    hours: float


async def recall_extent(store: Store, draft: RecallDraft) -> RecallExtent | Problem:
    """Return what a recall would do; nothing is written."""
    if problem := check_scope(draft, store.clock.now()):
        return problem
    target = await node(store, draft.node_id)
    if isinstance(target, Problem):
        return target
    if target.node.kind not in RECALLED_KINDS or target.node.kind != draft.kind:
        return invalid("id", f"This is a {target.node.kind}, not a {draft.kind}: take the id from a search or a list.")
    since, until = bounds(draft.since, draft.until)
    # Only the ways that begin at such a node are sent: a row would pass through all the others.
    rows, timed = await asyncio.gather(
        store.graph.read(EXTENT.only({draft.kind}), ExtentParams(draft.node_id, since, until)),
        store.graph.read(EFFORT, EffortParams("", _TIMED)),
    )
    minutes = {row.point: row.minutes for row in timed}
    bases: Counter[RecallBasis] = Counter()
    again: Counter[str] = Counter()
    for row in rows:
        of_row = [recall_basis(draft.kind, way) for way in row.ways]
        bases.update(dict.fromkeys(of_row, row.decisions))
        if looked_at_again(of_row, with_training=draft.with_training):
            again[row.point] += row.decisions
    total = sum(row.decisions for row in rows)
    return RecallExtent(
        kind=draft.kind,
        node_id=draft.node_id,
        title=target.node.title,
        since=draft.since,
        until=draft.until,
        decisions=again.total(),
        listed=total - again.total(),
        bases=bases,
        points=[PointExtent(point, number, minutes.get(point)) for point, number in sorted(again.items())],
        outcomes=sum(row.outcomes for row in rows),
        hours=reviewer_hours(again, minutes),
    )


def bounds(since: datetime | None, until: datetime | None) -> tuple[int, int]:
    """Return an interval in milliseconds; without a bound from the first decision, and to the last."""
    return (0 if since is None else milliseconds(since), FOR_EVER if until is None else milliseconds(until))
