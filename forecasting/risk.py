"""The risk model: boosted trees and logistic regression, blended in log-odds and recalibrated.

Only the logistic regression reads texts. Where there are any, how much it counts is fitted.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from forecasting.calibration import Affine, CalibrationWindow, beside_the_prior, fit_affine, fit_shares, probability
from forecasting.cases import CaseTable, Labels
from forecasting.columns import DAY, HOUR, NEVER, Flags, Floats, Ints, Texts
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
from forecasting.maturity import Maturity, maturity
from forecasting.ready_scores import ReadyBlend, as_it_stands, calibrated, refuse_other_than_chances, usable_scores
from forecasting.terms import TermWeights
from forecasting.trees import BoostingSettings, TreeModel, fit_trees

FEWEST_LABELS = 200
"""With fewer the trees learn single cases."""
_FOLDS = 4
"""A case is scored by a model of the other three quarters."""
_NEWEST = 7 * DAY
_FEWEST_NEWEST = 300
"""Cases on which calibration rests at least, or half of all: with fewer, how often it came true is off by points."""
_FEWEST_OF_EACH = 30
"""Cases of the rarer answer in them: of fewer, how often it comes is chance."""
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
    without its texts: only the terms that were learned of them are stored. `window` is None in a model that was stored
    before it was kept, and of a ready-made score.
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
    window: CalibrationWindow | None = None

    @property
    def usable(self) -> bool:
        """Whether its probabilities were no worse than the average on the cases that it was calibrated on."""
        return self.window is None or self.window.usable

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
    speed = _speed(known, target, labels, cut)
    gap = gap_for(known, deadlines) if deadlines else speed.gap / HOUR
    chosen = trainable(known, target, labels, cut, gap)
    answer, group = labels.value[chosen], known.group_id[chosen]
    _refuse_poor(target, answer, known, training.fewest)
    features = snapshot(known, FeatureHistory(known, target, deadlines), training.recipe).select(chosen)
    margins = _cross_fitted(features, answer, group, training)
    shares = fit_shares(margins, answer) if features.texts else _SHARES
    seen = MaturedRows(
        features,
        answer,
        known.started_at[chosen],
        labels.known_at[chosen],
        speed.weights(answer, cut - known.started_at[chosen]),
    )
    affine, window = _calibrated(seen, margins, shares, (int(gap * HOUR), training))
    margin = margins @ np.array(shares)
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
        window=window,
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


def _speed(known: CaseTable, target: Target, labels: Labels, cut: int) -> Maturity:
    of = (labels.known_at < NEVER) & (known.opened_at >= target.since)
    if not of.any():
        raise NotEnoughLabels(target.name, 0, len(known))
    started = known.started_at[of]
    return maturity(labels.value[of], labels.known_at[of] - started, cut - started)


@dataclass(frozen=True)
class MaturedRows:
    """The cases learned from: features, answers, when each began and when its answer was known, and what it weighs."""

    features: Features
    answer: Flags
    started: Ints
    known_at: Ints
    weight: Floats

    def select(self, chosen: Flags | Ints) -> "MaturedRows":
        """Return the chosen cases."""
        return MaturedRows(
            self.features.select(chosen),
            self.answer[chosen],
            self.started[chosen],
            self.known_at[chosen],
            self.weight[chosen],
        )


def _calibrated(
    seen: MaturedRows, margins: Floats, shares: tuple[float, float], how: tuple[int, Training]
) -> tuple[Affine, CalibrationWindow]:
    """Calibrate on the newest cases, as they would have been scored by what was learned before them.

    Where too little had been, on margins that each case's own record had no part in.
    """
    gap, training = how
    newest = _newest(seen)
    window, since = seen.select(newest), int(seen.started[newest].min())
    earlier = (seen.known_at < since) & (seen.started < since - gap)
    answers = seen.answer[earlier]
    if len(answers) >= training.fewest and answers.any() and not answers.all():
        before = seen.select(earlier)
        made = replace(_fit(before.features, before.answer, training), shares=shares).margin(window.features)
    else:
        made = margins[newest] @ np.array(shares)
    order = np.argsort(window.started, kind="stable")
    made, answer, weight = made[order], window.answer[order], window.weight[order]
    brier, prior = beside_the_prior(made, answer, weight)
    until = int(window.started.max())
    return fit_affine(made, answer, weight), CalibrationWindow(len(answer), since, until, brier, prior)


def _newest(seen: MaturedRows) -> Flags:
    """Return which cases calibration rests on: the newest days', at least so many, and of each answer."""
    order = np.argsort(-seen.started, kind="stable")
    enough = min(_FEWEST_NEWEST, (len(order) + 1) // 2) - 1
    for value in (False, True):
        places = np.flatnonzero(seen.answer[order] == value)
        enough = max(enough, int(places[min(_FEWEST_OF_EACH, len(places)) - 1]))
    first = min(int(seen.started.max()) - _NEWEST, int(seen.started[order][enough]))
    newest: Flags = seen.started >= first
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
