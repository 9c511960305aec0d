"""How many decisions will rest on a node in the days ahead: the count forecast of hot spots, on decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from forecasting.columns import DAY, Ints
from forecasting.count_means import Ahead
from forecasting.counts import UNNAMED, Occurrences
from forecasting.errors import NotEnoughHistory
from forecasting.hotspots import forecast
from forecasting.weighted_impact import ImpactWeight

RECENT = 28 * DAY
"""The last weeks that a planner is shown: four of each weekday."""
_COUNTED_AS_OPEN = 28 * DAY
"""Decisions do not wait: what is open of a node is what it had in the last four weeks."""


@dataclass(frozen=True, slots=True)
class RestingDecisions:
    """Decisions that rest on a node: lately, and expected in the days ahead with a 90 % band (None: too few days)."""

    recent: int
    expected: float | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class ChangedDecisions:
    """Decisions of the days ahead that would go another way without a node; the band joins both bands' ends."""

    expected: float
    low: float
    high: float


def changed_ahead(resting: RestingDecisions, weight: ImpactWeight) -> ChangedDecisions | None:
    """Return how many would go another way; None where the count or the weight is not known."""
    if resting.expected is None or resting.low is None or resting.high is None or weight.share is None:
        return None
    least, most = weight.band
    return ChangedDecisions(resting.expected * weight.share, resting.low * least, resting.high * most)


def resting_decisions(
    decided_at: Ints, nodes: Sequence[Sequence[str]], now: int, days: int
) -> Mapping[str, RestingDecisions]:
    """Return the decisions by node, from when each was made (seconds) and the nodes of one kind that it rests on.

    Decisions that rest on none of the kind count beside them, so that a young node is a share of what all had before.
    """
    events = [(at, node) for at, of in zip(decided_at.tolist(), nodes, strict=True) for node in (of or (UNNAMED,))]
    recent: dict[str, int] = {}
    for at, node in events:
        recent[node] = recent.get(node, 0) + (at >= now - RECENT)
    made = {node: RestingDecisions(count) for node, count in recent.items()}
    at, node_of = np.array([at for at, _ in events], np.int64), np.array([node for _, node in events], object)
    happened = Occurrences(at, node_of, at, at + _COUNTED_AS_OPEN, node_of)
    try:
        ahead = forecast(happened, now, Ahead(0, days))
    except NotEnoughHistory:
        return made
    rows = zip(ahead.nodes, ahead.expected.tolist(), ahead.low.tolist(), ahead.high.tolist(), strict=True)
    return made | {node: RestingDecisions(recent[node], *figures) for node, *figures in rows}
