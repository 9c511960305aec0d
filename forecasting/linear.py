"""One-hot logistic regression whose terms are its explanation."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats
from forecasting.encoding import Scale, Vocabulary, learn_scale, learn_vocabulary
from forecasting.features import AGE, SEQUENCE, Features, source_of

_FEWEST_ONE_HOT = 10
"""Cases: a rarer value would be learned by heart."""
_INVERSE_PENALTY = 0.3
"""By hand, on cases before the first cut."""
# The few numbers that the linear part sees, at less than full weight; all others are left to the trees.
_NUMBERS = (AGE, SEQUENCE)
_NUMBER_WEIGHT = 0.4
"""By hand, on cases before the first cut."""


@dataclass(frozen=True)
class LinearModel:
    """Margin at the average training case, and centred terms per category value and number."""

    base: float
    vocabularies: Mapping[str, Vocabulary]
    terms: Mapping[str, Floats]
    scale: Scale
    slopes: Floats

    def contributions(self, features: Features) -> dict[str, Floats]:
        """Return, per attribute, each case's addition to `base`; together they are the margin."""
        scaled = self.scale.apply(_numbers(features)) * self.slopes
        by_attribute: dict[str, Floats] = dict(zip(_seen(features), scaled.T, strict=True))
        for name, vocabulary in self.vocabularies.items():
            term = self.terms[name][vocabulary.encode(features.categories[name])]
            source = source_of(name)
            by_attribute[source] = by_attribute[source] + term if source in by_attribute else term
        return by_attribute

    def margin(self, features: Features) -> Floats:
        """Return each case's log-odds."""
        total: Floats = self.base + np.sum(list(self.contributions(features).values()), axis=0)
        return total


def fit_linear(features: Features, answer: Flags) -> LinearModel:
    """Fit by penalised maximum likelihood."""
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    vocabularies = {n: learn_vocabulary(values, _FEWEST_ONE_HOT) for n, values in features.categories.items()}
    codes = {name: vocabulary.encode(features.categories[name]) for name, vocabulary in vocabularies.items()}
    scale, rows = learn_scale(_numbers(features)), len(answer)
    blocks = [
        sparse.csr_matrix((np.ones(rows), codes[name], np.arange(rows + 1)), (rows, len(vocabulary)))
        for name, vocabulary in vocabularies.items()
    ]
    numbers = sparse.csr_matrix(scale.apply(_numbers(features)) * _NUMBER_WEIGHT)
    learner = LogisticRegression(C=_INVERSE_PENALTY, max_iter=500)
    learner.fit(sparse.hstack([*blocks, numbers], format="csr"), answer)
    weights, base, place = learner.coef_[0], float(learner.intercept_[0]), 0
    terms: dict[str, Floats] = {}
    for name, vocabulary in vocabularies.items():
        own = weights[place : place + len(vocabulary)]
        average = float(own[codes[name]].mean())
        base, terms[name], place = base + average, own - average, place + len(vocabulary)
    return LinearModel(base, vocabularies, terms, scale, weights[place:] * _NUMBER_WEIGHT)


def _numbers(features: Features) -> Floats:
    return features.numbers[:, [features.names.index(name) for name in _seen(features)]]


def _seen(features: Features) -> list[str]:
    """Name those of the numbers that the features have: of a log without a clock no case has an age."""
    return [name for name in _NUMBERS if name in features.names]
