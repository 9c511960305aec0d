"""Impact forecasts as they are stored: how many decisions of a period will rest on each node, and how many did."""

import asyncio
from collections import Counter
from collections.abc import Mapping

from forecasting.count_means import Ahead
from forecasting.errors import NotEnoughHistory
from forecasting.hotspots import FEWEST_DAYS
from forecasting.rested_on import RestingDecisions, resting_decisions
from graph.domain.kernel.moments import moment
from graph.domain.kernel.periods import DAY_MS
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import DueRun, NodeForecast, RunSpec
from graph.store.planning.impact import LOOKED_BACK, DecisionGrounds, grounds_in
from pipelines.impact.resting import ALL, all_of, counts_of, kinds_of

STORED_NODES = 60
"""How many nodes of a kind are stored, the highest first: as many as of hot spots."""
PROTOCOL = (
    "Decisions that rest on each data source, data version, feature, model version and policy version, and all "
    "decisions, by day (UTC). Expected: Poisson regression on log shares of earlier days, times the expected total, "
    "learned from the {days} days before {as_of} alone (snapshot {digest}). Interval: 90 %, negative binomial, fitted "
    "to the forecasts of the four weeks before. Baseline: moving average (0.3) of days of the same part of the week. "
    "Decisions that were undone do not count. A forecast calculated after its period began is marked so."
)
_DECISION = "Decision"
"""The kind of the node of all decisions."""
_LEAST_STORED = 0.05
"""Expected decisions below which a node is not stored: fewer than one in twenty periods."""


async def impact_nodes(store: Store, spec: RunSpec) -> list[NodeForecast]:
    """Forecast each node from the decisions of the weeks before a run's moment; raises NotEnoughHistory."""
    as_of = moment(spec.as_of)
    grounds = await grounds_in(store, spec.kind.point, (as_of - LOOKED_BACK, as_of), as_of)
    return await asyncio.to_thread(forecast_nodes, grounds, spec)


def forecast_nodes(grounds: DecisionGrounds, spec: RunSpec) -> list[NodeForecast]:
    """Forecast each node from what was read, all decisions first, then the highest first; raises NotEnoughHistory."""
    decided, as_of = counts_of(grounds), spec.as_of // 1000
    ahead = Ahead((spec.start - spec.as_of) // DAY_MS, (spec.end - spec.start) // DAY_MS)
    whole = resting_decisions(decided, all_of(grounds), as_of, ahead).get(ALL)
    if whole is None or whole.expected is None:
        days = len({one.decided_at // DAY_MS for one in grounds.decisions})
        raise NotEnoughHistory("days with decisions", days, FEWEST_DAYS)
    nodes: list[NodeForecast] = []
    for kind, names, rests_on in kinds_of(grounds):
        counted = resting_decisions(decided, rests_on, as_of, ahead)
        of_kind = [_node(kind.value, (id_, names[id_]), counted[id_]) for id_ in names if id_ in counted]
        nodes += sorted((one for one in of_kind if one.expected >= _LEAST_STORED), key=_order)[:STORED_NODES]
    return [_node(_DECISION, (None, ALL), whole), *sorted(nodes, key=_order)]


async def rested_in(store: Store, run: DueRun) -> Mapping[str, int]:
    """Count how many decisions of a run's period rest on each node, by id, as known now; of all decisions by ALL."""
    period = moment(run.period_start), moment(run.period_end)
    return resting_counts(await grounds_in(store, run.point, period, store.clock.now()))


def resting_counts(grounds: DecisionGrounds) -> Mapping[str, int]:
    """Count the decisions that rest on each node, by id; all of them by ALL."""
    counts = Counter({ALL: sum(one.made for one in grounds.decisions)})
    for _, _, rests_on in kinds_of(grounds):
        for one, ids in zip(grounds.decisions, rests_on, strict=True):
            for id_ in ids:
                counts[id_] += one.made
    return counts


def impact_protocol(as_of: str, digest: str) -> str:
    """Return in words how a run was made."""
    return PROTOCOL.format(days=LOOKED_BACK.days, as_of=as_of, digest=digest)


def _node(kind: str, named: tuple[str | None, str], counted: RestingDecisions) -> NodeForecast:
    subject, name = named
    return NodeForecast(
        node=name,
        expected=round(counted.expected or 0.0, 4),
        low=counted.low or 0,
        high=counted.high or 0,
        usual=None,
        ewma=round(counted.ewma or 0.0, 4),
        excess=None,
        excess_share=None,
        kind=kind,
        subject=subject,
    )


def _order(node: NodeForecast) -> tuple[float, str, str]:
    return -node.expected, node.kind or "", node.node
