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
    """Decisions that rest on a node: lately, and expected in the days ahead with a 90 % band (None: too few days).

    `ewma` is the plain baseline: the moving average (0.3) of days of the same part of the week.
    """

    recent: int
    expected: float | None = None
    low: int | None = None
    high: int | None = None
    ewma: float | None = None


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


@dataclass(frozen=True, slots=True)
class DecisionCounts:
    """When decisions were made (seconds), and how many at each time."""

    at: Ints
    made: Ints


def resting_decisions(
    decided: DecisionCounts, nodes: Sequence[Sequence[str]], now: int, ahead: Ahead
) -> Mapping[str, RestingDecisions]:
    """Return the decisions by node, from when they were made and the nodes of one kind that each rests on.

    Decisions that rest on none of the kind count beside them, so that a young node is a share of what all had before.
    """
    times = zip(decided.at.tolist(), decided.made.tolist(), nodes, strict=True)
    events = [(at, made, node) for at, made, of in times for node in (of or (UNNAMED,))]
    recent: dict[str, int] = {}
    for at, made, node in events:
        recent[node] = recent.get(node, 0) + made * (at >= now - RECENT)
    counted = {node: RestingDecisions(count) for node, count in recent.items()}
    many = np.array([made for _, made, _ in events], np.int64)
    moments = np.repeat(np.array([at for at, _, _ in events], np.int64), many)
    node_of = np.repeat(np.array([node for _, _, node in events], object), many)
    happened = Occurrences(moments, node_of, moments, moments + _COUNTED_AS_OPEN, node_of)
    try:
        expected = forecast(happened, now, ahead)
    except NotEnoughHistory:
        return counted
    columns = (expected.expected, expected.low, expected.high, expected.ewma)
    rows = zip(expected.nodes, *(column.tolist() for column in columns), strict=True)
    return counted | {node: RestingDecisions(recent[node], *figures) for node, *figures in rows}
