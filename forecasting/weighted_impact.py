"""Weighted impact: how many decisions would go another way if what an input adds to their scores were taken away.

Reach counts what depends on a node, and every feature reaches every decision. The weight of a feature, or of all
features of a source, is the share of cases whose result at the gate differs once their contributions are taken off the
stored score (log-odds), with all other facts as stored.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from forecasting.calibration import probability
from forecasting.columns import Flags, Floats, Ints
from forecasting.score_limits import RESULTS, Chances, RoutesByScore
from graph.domain.gate.policy import AUTOMATIC
from graph.domain.kernel.proportion import wilson

_Z_90 = 1.6448536269514722
"""The 95th percentile of the normal distribution: bands of planners hold nine in ten."""
_EDGE = 1e-9
"""The scorer stores no probability nearer to 0 or 1."""


@dataclass(frozen=True)
class ExplainedScores:
    """The stored scores of one fact: log-odds of each case, and what each feature adds to them; nan without a score.

    A feature that a case's explanation does not name adds 0.
    """

    fact: str
    margin: Floats
    contributions: Mapping[str, Floats]

    def chances(self, without: Collection[str] = ()) -> Floats:
        """Return the probabilities, as stored or without what some features add."""
        taken = [self.contributions[name] for name in without if name in self.contributions]
        margin = self.margin - np.sum(taken, axis=0) if taken else self.margin
        return np.clip(probability(margin), _EDGE, 1.0 - _EDGE)


@dataclass(frozen=True, slots=True)
class ImpactWeight:
    """Of how many cases with a stored explanation how many would go another way; 90 % of intervals hold the share.

    Without such cases the share is unknown: None, from 0 to 1.
    """

    cases: int
    changed: int

    @property
    def share(self) -> float | None:
        """Return the share of cases that would go another way."""
        return self.changed / self.cases if self.cases else None

    @property
    def band(self) -> tuple[float, float]:
        """Return the interval (Wilson) of the share."""
        return wilson(self.changed, self.cases, _Z_90)


@dataclass(frozen=True)
class WeightedImpact:
    """The gate over explained cases with their stored scores: who goes another way without what."""

    gate: RoutesByScore
    scores: Sequence[ExplainedScores]

    def changed(self, features: Collection[str]) -> Flags:
        """Return which cases would go another way without what these features add to their scores."""
        return self._differ({one.fact: one.chances(features) for one in self.scores})

    def changed_without_score(self, facts: Collection[str]) -> Flags:
        """Return which cases would go another way without the scores of these facts, as when a model is recalled."""
        chances = {one.fact: one.chances() for one in self.scores}
        return self._differ(chances | {fact: np.full_like(chances[fact], np.nan) for fact in facts if fact in chances})

    def automatic(self) -> Flags:
        """Return which cases the gate decides by itself: those that a person would decide without a policy."""
        codes = [place for place, result in enumerate(RESULTS) if result in AUTOMATIC]
        decided: Flags = np.isin(self._stored, codes)
        return decided

    def _differ(self, chances: Chances) -> Flags:
        differs: Flags = self._stored != self.gate.results(chances)
        return differs

    @cached_property
    def _stored(self) -> Ints:
        return self.gate.results({one.fact: one.chances() for one in self.scores})


def weight_of(changed: Flags) -> ImpactWeight:
    """Return the weight that the changes of some cases show."""
    return ImpactWeight(len(changed), int(changed.sum()))
