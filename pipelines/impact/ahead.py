"""Impact forecast: what the decisions of the days ahead will rest on, and how many would change if it were wrong."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import nan

import numpy as np

from forecasting.columns import Flags
from forecasting.count_means import Ahead
from forecasting.rested_on import ChangedDecisions, RestingDecisions, changed_ahead, resting_decisions
from forecasting.score_limits import RoutesByScore
from forecasting.weighted_impact import ExplainedScores, ImpactWeight, WeightedImpact, weight_of
from forecasting.whatif.replay import StoredCase
from graph.domain.gate.facts import RISK, risk_fact
from graph.domain.intake.quality import Quality
from graph.domain.kernel.keys import feature_key
from graph.domain.kernel.labels import called_after
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.planning.track_record import TrackRecord
from graph.store.kernel.store import Store
from graph.store.planning.forecast_reading import impact_record
from graph.store.planning.impact import LOOKED_BACK, ExplainedCase, RecentGrounds, recent_grounds
from pipelines.impact.resting import ALL, NodeKind, all_of, counts_of, kinds_of

MOST_DAYS = 28
"""Days ahead: four weeks, of the nine that are read; further ahead too little of them is left to measure bands on."""


@dataclass(frozen=True, slots=True)
class NodeAhead:
    """A node: how many decisions rest on it, its weight in them, and how many would change; None where unknown.

    `name` is that by which stored forecasts know it, `title` what people call it.
    """

    kind: NodeKind
    id: str
    name: str
    title: str
    decisions: RestingDecisions
    weight: ImpactWeight
    changed: ChangedDecisions | None


@dataclass(frozen=True, slots=True)
class ImpactAhead:
    """The impact forecast of a point: all its decisions, and the nodes, most changed decisions first.

    `explained` are the cases whose stored explanations the weights come from. `cut`: not all decisions were read.
    `record` is that of the stored forecasts of earlier weeks.
    """

    since: datetime
    until: datetime
    looked_back: int
    decisions: RestingDecisions
    explained: int
    cut: bool
    nodes: Sequence[NodeAhead]
    record: TrackRecord = field(default_factory=TrackRecord)

    @property
    def conclusion(self) -> str:
        """Return in one sentence what is expected, or what is missing to expect anything."""
        return _conclusion(self)


async def impact_ahead(store: Store, point: str, days: int) -> ImpactAhead | Problem:
    """Forecast the days from the beginning of today (UTC) on; NOT_FOUND for an unknown point."""
    if not 1 <= days <= MOST_DAYS:
        return invalid("days", f"days takes 1 to {MOST_DAYS}.")
    grounds = await recent_grounds(store, point)
    if isinstance(grounds, Problem):
        return grounds
    ahead = await asyncio.to_thread(ahead_of, grounds, days)
    return replace(ahead, record=await impact_record(store, point))


def ahead_of(grounds: RecentGrounds, days: int) -> ImpactAhead:
    """Compute the forecast from what was read."""
    start = grounds.now.replace(hour=0, minute=0, second=0, microsecond=0)
    weights = _Weights(grounds)
    decided, now, ahead = counts_of(grounds), milliseconds(grounds.now) // 1000, Ahead(0, days)
    nodes: list[NodeAhead] = []
    for kind, names, rests_on in kinds_of(grounds):
        counted = resting_decisions(decided, rests_on, now, ahead)
        for id_, name in names.items():
            one, weight = counted.get(id_, RestingDecisions(0)), weights.of(kind, id_)
            title = _title(grounds, kind, name)
            nodes.append(NodeAhead(kind, id_, name, title, one, weight, changed_ahead(one, weight)))
    return ImpactAhead(
        since=start,
        until=start + timedelta(days=days),
        looked_back=LOOKED_BACK.days,
        decisions=resting_decisions(decided, all_of(grounds), now, ahead).get(ALL, RestingDecisions(0)),
        explained=len(grounds.cases),
        cut=grounds.cut,
        nodes=sorted(nodes, key=_order),
    )


def _title(grounds: RecentGrounds, kind: NodeKind, name: str) -> str:
    """Return what a node is called: models and policies bear the key of their point, and their version last."""
    if kind not in {NodeKind.MODEL, NodeKind.POLICY}:
        return name
    own, _, version = name.rpartition(" ")
    called = called_after(own, grounds.point.key, grounds.called)
    # What was the practice before has no versions.
    return called if own.startswith(f"{grounds.point.key}:") else f"{called}, version {version}"


def _order(node: NodeAhead) -> tuple[bool, float, float, int, str]:
    changed, expected = node.changed, node.decisions.expected or 0.0
    return changed is None, -(changed.expected if changed else 0.0), -expected, -node.decisions.recent, node.name


class _Weights:
    """The weights of nodes in the explained cases; without a policy in use nothing is known."""

    def __init__(self, grounds: RecentGrounds) -> None:
        self._grounds, cases, policy = grounds, grounds.cases, grounds.point.policy
        self._impact: WeightedImpact | None = None
        if policy is not None and cases:
            targets = sorted({score.target for case in cases for score in case.scores})
            gate = RoutesByScore(policy, grounds.point.facts, [_stored(case) for case in cases])
            self._impact = WeightedImpact(gate, [_scores(cases, target) for target in targets])
        point = grounds.point.key
        names = {name for case in cases for score in case.scores for name in score.contributions}
        self._names = {feature_key(point, name): name for name in names}
        self._keys = {id_: key for model in grounds.models.values() for id_, key, _ in model.features}

    def of(self, kind: NodeKind, id_: str) -> ImpactWeight:
        """Return the weight of a node among the cases that rest on it, for data on any version of it."""
        impact = self._impact
        if impact is None:
            return ImpactWeight(0, 0)
        versions = self._grounds.versions
        match kind:
            case NodeKind.FEATURE:
                return weight_of(impact.changed(self._named([self._keys[id_]])))
            case NodeKind.VERSION:
                alike = {one.id for one in versions.values() if one.dataset == versions[id_].dataset}
                return self._of_data(impact, alike)
            case NodeKind.SOURCE:
                return self._of_data(impact, {one.id for one in versions.values() if one.source == id_})
            case NodeKind.MODEL:
                scored = self._flags(lambda case: any(score.model == id_ for score in case.scores))
                fact = _fact(self._grounds.models[id_].target)
                return weight_of(impact.changed_without_score({fact})[scored])
            case NodeKind.POLICY:
                # Where the policy falls away, a person decides.
                governs = id_ == self._grounds.point.policy_id
                return weight_of(impact.automatic()) if governs else ImpactWeight(0, 0)

    def _of_data(self, impact: WeightedImpact, versions: Collection[str]) -> ImpactWeight:
        keys = [key for version in versions for key in self._grounds.versions[version].features]
        if not keys:
            # Nobody has stated which features are computed from it, so what would change is not known.
            return ImpactWeight(0, 0)
        rests = self._flags(lambda case: any(version in versions for version in case.versions))
        return weight_of(impact.changed(self._named(keys))[rests])

    def _named(self, keys: Iterable[str]) -> set[str]:
        return {self._names[key] for key in keys if key in self._names}

    def _flags(self, holds: Callable[[ExplainedCase], bool]) -> Flags:
        return np.array([holds(case) for case in self._grounds.cases], np.bool_)


def _fact(target: str) -> str:
    return risk_fact(target) if target else RISK


def _stored(case: ExplainedCase) -> StoredCase:
    return StoredCase(case.values, None, Quality(case.quality), case.reach, case.person_required)


def _scores(cases: Sequence[ExplainedCase], target: str) -> ExplainedScores:
    of = [next((one for one in case.scores if one.target == target), None) for case in cases]
    names = {name for one in of if one is not None for name in one.contributions}
    return ExplainedScores(
        _fact(target),
        np.array([nan if one is None else one.margin for one in of]),
        {name: np.array([0.0 if one is None else one.contributions.get(name, 0.0) for one in of]) for name in names},
    )


def _conclusion(ahead: ImpactAhead) -> str:
    days, counted = (ahead.until - ahead.since).days, ahead.decisions
    if not counted.recent and counted.expected is None:
        return f"No decisions were made here in the last {ahead.looked_back} days, so nothing is expected."
    if counted.expected is None:
        return "There are fewer than two weeks of decisions with a time here, so nothing is expected yet."
    whole = (
        f"In the next {days} days {counted.expected:,.0f} decisions are expected here "
        f"({counted.low:,} to {counted.high:,})"
    )
    if not ahead.explained:
        return f"{whole}; no score here has a stored explanation yet, so what would change is not known."
    top = next((one for one in ahead.nodes if one.changed is not None and one.changed.expected > 0), None)
    if top is None or top.changed is None:
        return f"{whole}; none of them is expected to go another way if one of these were wrong."
    of = top.changed
    return (
        f"{whole}; {of.expected:,.0f} of them ({of.low:,.0f} to {of.high:,.0f}) would go another way without "
        f"{top.title}, more than without anything else."
    )
