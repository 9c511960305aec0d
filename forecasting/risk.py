"""The risk model: boosted trees and logistic regression, blended in log-odds and recalibrated.

Only the logistic regression reads texts. Where there are any, how much it counts is fitted.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from forecasting.calibration import Affine, fit_affine, fit_shares, probability
from forecasting.cases import CaseTable
from forecasting.columns import DAY, Flags, Floats, Ints, Texts
from forecasting.errors import NotEnoughLabels, OneClass
from forecasting.features import FeatureHistory, Features, Recipe, snapshot
from forecasting.labels import (
    Answer,
    Deadlines,
    Target,
    fit_deadlines,
    gap_for,
    trainable,
    training_labels,
)
from forecasting.linear import LinearModel, fit_linear
from forecasting.ready_scores import ReadyBlend, as_it_stands, calibrated, refuse_other_than_chances, usable_scores
from forecasting.terms import TermWeights
from forecasting.trees import BoostingSettings, TreeModel, fit_trees

FEWEST_LABELS = 200
"""With fewer the trees learn single cases."""
_FOLDS = 4
"""A case is scored by a model of the other three quarters."""
_NEWEST = 7 * DAY
_FEWEST_NEWEST = 100
"""Cases on which calibration rests at least: fewer than these of the newest days say little about sureness."""
# Chosen on inner cuts before 2016-04-18: trees alone rank slightly worse, an even mix clearly worse.
_SHARES = (0.75, 0.25)


@dataclass(frozen=True)
class Blend:
    """Trees and linear part, added up in log-odds; `shares` say how much each counts."""

    trees: TreeModel
    linear: LinearModel
    shares: tuple[float, float] = _SHARES

    @property
    def texts(self) -> tuple[TermWeights, ...]:
        """The columns of text that it reads."""
        return self.linear.texts

    def margins(self, features: Features) -> Floats:
        """Return the log-odds of each part, case by case, in two columns."""
        return np.column_stack([self.trees.margin(features), self.linear.margin(features)])

    def margin(self, features: Features) -> Floats:
        """Return the blended log-odds before calibration."""
        blended: Floats = self.margins(features) @ np.array(self.shares)
        return blended

    def contributions(self, features: Features) -> tuple[float, dict[str, Floats]]:
        """Return the base and, per attribute, each case's addition to it."""
        tree_base, by_source = self.trees.contributions(features)
        of_trees, of_linear = self.shares
        total = {name: of_trees * values for name, values in by_source.items()}
        for name, values in self.linear.contributions(features).items():
            total[name] = total.get(name, 0.0) + of_linear * values
        return of_trees * tree_base + of_linear * self.linear.base, total


@dataclass(frozen=True)
class RiskModel:
    """Everything that scoring needs: what was known at the cut, how to read it, and what was learned.

    `seen_margin` are cross-fitted, calibrated margins of the training cases, in the order of `seen_case`. `past` is
    without its texts: only the terms that were learned of them are stored.
    """

    target: Target
    recipe: Recipe
    cut: int
    gap_hours: float
    past: CaseTable
    deadlines: Deadlines | None
    blend: Blend | ReadyBlend
    affine: Affine
    seen_case: Texts
    seen_margin: Floats
    seen_answer: Flags

    def features(self, table: CaseTable) -> Features:
        """Return the features of new cases, from their own start and from what was known at the cut."""
        return snapshot(table, FeatureHistory(self.past, self.target, self.deadlines, self.cut), self.recipe)

    def can_score(self, table: CaseTable) -> Flags:
        """Return which cases it has a word on: all, or those with a score in its column."""
        column = self.target.column
        return usable_scores(table.scores[column]) if column else np.ones(len(table), dtype=np.bool_)

    def margin(self, features: Features) -> Floats:
        """Return calibrated log-odds."""
        return self.affine.apply(self.blend.margin(features))

    def chance(self, table: CaseTable) -> Floats:
        """Return the probability of each case."""
        return probability(self.margin(self.features(table)))

    def contributions(self, features: Features) -> tuple[float, dict[str, Floats]]:
        """Return base and contributions of the calibrated margin."""
        base, by_source = self.blend.contributions(features)
        scaled = {name: self.affine.slope * values for name, values in by_source.items()}
        return self.affine.slope * base + self.affine.shift, scaled


@dataclass(frozen=True)
class Training:
    """How a model is trained; the same settings and the same table give the same model."""

    recipe: Recipe
    boosting: BoostingSettings = field(default_factory=BoostingSettings)
    seed: int = 0
    fewest: int = FEWEST_LABELS


def train(table: CaseTable, target: Target, cut: int, training: Training) -> RiskModel:
    """Learn from what was known strictly before the cut.

    Raises NotEnoughLabels, OneClass or NoEvidence when there is nothing to learn from.
    """
    known = table.as_of(cut)
    if target.column:
        return _ready(known, target, cut)
    deadlines = fit_deadlines(known, target) if target.answer is Answer.DEADLINE else None
    labels = training_labels(known, target, deadlines, cut)
    gap = gap_for(known, deadlines) if deadlines else target.gap_hours
    chosen = trainable(known, target, labels, cut, gap)
    answer, group = labels.value[chosen], known.group_id[chosen]
    _refuse_poor(target, answer, known, training.fewest)
    features = snapshot(known, FeatureHistory(known, target, deadlines), training.recipe).select(chosen)
    margins = _cross_fitted(features, answer, group, training)
    shares = fit_shares(margins, answer) if features.texts else _SHARES
    margin = margins @ np.array(shares)
    started = known.started_at[chosen]
    newest = _newest(started)
    affine = fit_affine(margin[newest], answer[newest])
    return RiskModel(
        target=target,
        recipe=training.recipe,
        cut=cut,
        gap_hours=gap,
        past=replace(known, texts={}),
        deadlines=deadlines,
        blend=replace(_fit(features, answer, training), shares=shares),
        affine=affine,
        seen_case=known.case_id[chosen],
        seen_margin=affine.apply(margin),
        seen_answer=answer,
    )


def second_opinion(table: CaseTable, target: Target, cut: int) -> RiskModel:
    """Return a ready-made score as it stands: nothing is known here of how good it is."""
    return _ready(table.as_of(cut), target, cut, measured=False)


def _ready(known: CaseTable, target: Target, cut: int, *, measured: bool = True) -> RiskModel:
    """Hold a ready-made score against the labels of cases that it was not trained on; raises as `calibrated`."""
    refuse_other_than_chances(target.column, known.scores[target.column])
    labels = training_labels(known, target, None, cut)
    chosen = trainable(known, target, labels, cut, target.gap_hours) & usable_scores(known.scores[target.column])
    answer, scores = labels.value[chosen], known.scores[target.column][chosen]
    blend, affine = calibrated(target.column, scores, answer) if measured else as_it_stands(target.column)
    return RiskModel(
        target=target,
        recipe=Recipe(()),
        cut=cut,
        gap_hours=target.gap_hours,
        past=replace(known, texts={}),
        deadlines=None,
        blend=blend,
        affine=affine,
        seen_case=known.case_id[chosen],
        seen_margin=affine.apply(blend.margin_of(scores)),
        seen_answer=answer,
    )


def _newest(started: Ints) -> Flags:
    """Return which cases calibration rests on: those of the newest days, and at least so many."""
    fewest = np.sort(started)[max(0, len(started) - _FEWEST_NEWEST)]
    newest: Flags = started >= min(int(started.max()) - _NEWEST, int(fewest))
    return newest


def _fit(features: Features, answer: Flags, training: Training) -> Blend:
    trees = fit_trees(features, answer, training.boosting, training.seed)
    return Blend(trees, fit_linear(features, answer))


def _cross_fitted(features: Features, answer: Flags, group: Texts, training: Training) -> Floats:
    """Return both parts' margins that no case's own record had a part in."""
    fold = _folds(group)
    margins = np.zeros((len(answer), len(_SHARES)))
    for number in range(_FOLDS):
        held = fold == number
        blend = _fit(features.select(~held), answer[~held], training)
        margins[held] = blend.margins(features.select(held))
    return margins


def _folds(group: Texts) -> Ints:
    order = {name: place for place, name in enumerate(sorted(set(group.tolist())))}
    return np.fromiter((order[name] % _FOLDS for name in group.tolist()), np.int64, len(group))


def _refuse_poor(target: Target, answer: Flags, known: CaseTable, fewest: int) -> None:
    if len(answer) < fewest:
        raise NotEnoughLabels(target.name, len(answer), len(known))
    if answer.all() or not answer.any():
        raise OneClass(target.name, len(answer), value=bool(answer.all()))
