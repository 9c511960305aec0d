"""What a model could know: learned on the earlier part of a log and measured on the later one, with an interval."""

from dataclasses import dataclass

import numpy as np

from forecasting.backtest import FEWEST_TESTED, EvaluationWindow, measured_cases
from forecasting.cases import CaseTable
from forecasting.columns import NEVER, Flags, Floats, Ints, Texts
from forecasting.errors import NoEvidence, NotEnoughLabels, OneClass
from forecasting.labels import Target, final_labels
from forecasting.metrics import area_under_curve, measure
from forecasting.ready_scores import FEWEST_EVIDENCE
from forecasting.risk import Training, train

EARLIER_SHARE = 0.7
"""Of the cases with a label, by their start: the usual split, which leaves enough to measure on."""
_FEWEST_KNOWN = 0.5
"""Of the earlier cases: where fewer labels are known by the cut, a model would learn from a remnant of them."""
_LATEST_CUT = 0.9
"""Of the cases, by their start: a tenth of them is enough to measure on."""
RESAMPLES = 300
"""Draws for the interval: its ends move by about a hundredth of a point from seed to seed."""
NO_SKILL = 0.5
"""The area under the curve of a score that knows nothing."""
_BOUNDS = (2.5, 97.5)
"""Of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Signal:
    """How good a forecast of a label was on later cases: AUC with a 95 % interval, Brier beside the prior's.

    `cut` is the moment (seconds, the log's clock) that parts the cases learned from and measured on.
    """

    target: str
    description: str
    cut: int
    n_train: int
    n_test: int
    prevalence: float
    auc: float
    auc_low: float
    auc_high: float
    brier: float
    brier_prior: float

    @property
    def usable(self) -> bool:
        """Whether it ranks later cases better than chance, and no worse than their mean as a probability."""
        return self.auc_low > NO_SKILL and self.brier <= self.brier_prior


def measure_signal(table: CaseTable, target: Target, training: Training) -> Signal:
    """Train on the earlier cases and measure on the later ones; raises NotEnoughLabels, OneClass, NoEvidence."""
    labels = final_labels(table, target)
    labelled = labels.known_at < NEVER
    if target.column and labelled.sum() < FEWEST_EVIDENCE:
        raise NoEvidence(target.column, int(labelled.sum()), FEWEST_EVIDENCE)
    if not labelled.any():
        raise NotEnoughLabels(target.name, 0, len(table))
    cut = _cut(table.opened_at[labelled], labels.known_at[labelled])
    chosen = measured_cases(table, target, EvaluationWindow(cut, NEVER), labels)
    answer = labels.value[chosen]
    if len(answer) < FEWEST_TESTED:
        raise NotEnoughLabels(f"{target.name} (later part)", len(answer), len(table))
    if answer.all() or not answer.any():
        raise OneClass(f"{target.name} (later part)", len(answer), value=bool(answer.all()))
    model = train(table, target, cut, training)
    cases = table.select(chosen)
    chance = model.chance(cases)
    low, high = auc_interval(chance, answer, cases.group_id, training.seed)
    metrics = measure(chance, answer)
    return Signal(
        target=target.name,
        description=target.description,
        cut=cut,
        n_train=len(model.seen_case),
        n_test=len(answer),
        prevalence=metrics.prevalence,
        auc=metrics.auc,
        auc_low=low,
        auc_high=high,
        brier=metrics.brier,
        brier_prior=metrics.brier_prior,
    )


def _cut(opened: Ints, known: Ints) -> int:
    """Return the moment that parts the log: by when cases began, or later, where their labels come in much later."""
    cut = int(np.quantile(opened, EARLIER_SHARE))
    if (known < cut).sum() < _FEWEST_KNOWN * (opened < cut).sum():
        latest = int(np.quantile(opened, _LATEST_CUT))
        cut = min(max(cut, int(np.quantile(known, EARLIER_SHARE))), latest)
    return cut


def auc_interval(chance: Floats, answer: Flags, group: Texts, seed: int) -> tuple[float, float]:
    """Return the 95 % interval of the AUC by drawing whole records anew, for cases of one record share their fate."""
    _, record = np.unique(group.astype(str), return_inverse=True)
    rows = np.split(np.argsort(record, kind="stable"), np.cumsum(np.bincount(record))[:-1])
    random = np.random.default_rng(seed)
    drawn = []
    for _ in range(RESAMPLES):
        chosen = np.concatenate([rows[place] for place in random.integers(0, len(rows), len(rows))])
        if answer[chosen].any() and not answer[chosen].all():
            drawn.append(area_under_curve(chance[chosen], answer[chosen]))
    if not drawn:
        return 0.0, 1.0
    low, high = np.percentile(drawn, _BOUNDS)
    return float(low), float(high)
