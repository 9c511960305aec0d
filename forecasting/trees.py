"""Gradient boosted trees on ordinal codes, explained by exact Shapley values of their margin.

Native categoricals are never used: the explainer is silently wrong on them (additivity error 8.5).
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np

from forecasting.columns import Flags, Floats
from forecasting.encoding import Vocabulary, learn_vocabulary
from forecasting.features import CLOCK, Features

_FEWEST_ORDINAL = 20
"""Cases: the order of a rarer value is chance."""


@dataclass(frozen=True)
class BoostingSettings:
    """Settings of the boosting; `seeds` models are averaged."""

    rounds: int = 150
    leaves: int = 20
    leaf_cases: int = 20
    column_share: float = 0.4
    learning_rate: float = 0.05
    penalty: float = 5.0
    seeds: int = 2


@dataclass(frozen=True)
class TreeModel:
    """The boosted models, the columns that they read, and the vocabulary of each category."""

    boosted: tuple[Any, ...]
    columns: tuple[str, ...]
    vocabularies: Mapping[str, Vocabulary]

    def matrix(self, features: Features) -> Floats:
        """Return the columns that the trees read: the numbers, then the codes."""
        return _matrix(features, self.vocabularies)[
            :, [_names(features, self.vocabularies).index(c) for c in self.columns]
        ]

    def margin(self, features: Features) -> Floats:
        """Return each case's log-odds, averaged over the models."""
        matrix = self.matrix(features)
        with one_thread():
            margins: Floats = np.mean([model.decision_function(matrix) for model in self.boosted], axis=0)
        return margins

    def contributions(self, features: Features) -> tuple[float, dict[str, Floats]]:
        """Return the base and, per attribute, each case's addition to it."""
        base, values = shapley(self.boosted, self.matrix(features))
        sources = dict(zip(features.names, features.sources, strict=True))
        by_source: dict[str, Floats] = {}
        for place, column in enumerate(self.columns):
            source = sources.get(column, column.removeprefix(_CODE))
            by_source[source] = by_source[source] + values[:, place] if source in by_source else values[:, place]
        return base, by_source


_CODE = "code of "


def fit_trees(features: Features, answer: Flags, settings: BoostingSettings, seed: int) -> TreeModel:
    """Fit one model per seed on the columns that vary."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    vocabularies = {
        name: learn_vocabulary(values, _FEWEST_ORDINAL)
        for name, values in features.categories.items()
        if name not in CLOCK
    }
    matrix, names = _matrix(features, vocabularies), _names(features, vocabularies)
    varies = np.ptp(matrix, axis=0) > 0.0
    with one_thread():
        boosted = tuple(
            HistGradientBoostingClassifier(
                max_iter=settings.rounds,
                learning_rate=settings.learning_rate,
                max_leaf_nodes=settings.leaves,
                min_samples_leaf=settings.leaf_cases,
                l2_regularization=settings.penalty,
                max_features=settings.column_share,
                early_stopping=False,
                random_state=seed + place,
            ).fit(matrix[:, varies], answer)
            for place in range(settings.seeds)
        )
    columns = tuple(name for name, used in zip(names, varies, strict=True) if used)
    return TreeModel(boosted, columns, vocabularies)


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which OpenMP uses one thread.

    Trees of a few thousand cases gain nothing from a second one; where other programs use the cores, threads that
    wait for each other actively made a fit of half a minute take more than ten.
    """
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="openmp")
    return limits


def shapley(boosted: tuple[Any, ...], matrix: Floats) -> tuple[float, Floats]:
    """Return the mean margin and, per case and column, the Shapley value of the margin.

    Shapley values of an average of models are the average of theirs.
    """
    from shap import TreeExplainer

    explainers = [TreeExplainer(model, feature_perturbation="tree_path_dependent") for model in boosted]
    base = float(np.mean([float(np.ravel(explainer.expected_value)[0]) for explainer in explainers]))
    values: Floats = np.mean([explainer.shap_values(matrix) for explainer in explainers], axis=0)
    return base, values


def _names(features: Features, vocabularies: Mapping[str, Vocabulary]) -> list[str]:
    return [*features.names, *(f"{_CODE}{name}" for name in vocabularies)]


def _matrix(features: Features, vocabularies: Mapping[str, Vocabulary]) -> Floats:
    codes = [vocabulary.encode(features.categories[name]) for name, vocabulary in vocabularies.items()]
    matrix: Floats = np.column_stack([features.numbers, *codes]) if codes else features.numbers
    return matrix
