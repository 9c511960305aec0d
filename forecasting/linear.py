"""Logistic regression on one-hot values and on the terms of texts; its parts are its explanation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from forecasting.columns import Flags, Floats
from forecasting.encoding import Scale, Vocabulary, learn_scale, learn_vocabulary
from forecasting.features import AGE, SEQUENCE, Features, source_of
from forecasting.terms import TermWeights, Vectors, learn_vectors, term_weights

_FEWEST_ONE_HOT = 10
"""Cases: a rarer value would be learned by heart."""
_INVERSE_PENALTY = 0.3
"""By hand, on cases before the first cut."""
# The few numbers that the linear part sees, at less than full weight; all others are left to the trees.
_NUMBERS = (AGE, SEQUENCE)
_NUMBER_WEIGHT = 0.4
"""By hand, on cases before the first cut."""
_TERM_WEIGHT = 3.0
"""Vectors of texts have length 1, so each entry is small: at this weight the penalty suits them. Chosen on the first
half of the conversations of the moderation log.
"""


@dataclass(frozen=True)
class LinearModel:
    """Margin at the average training case without its texts, centred parts per value and number, weights of terms."""

    base: float
    vocabularies: Mapping[str, Vocabulary]
    terms: Mapping[str, Floats]
    scale: Scale
    slopes: Floats
    texts: tuple[TermWeights, ...] = ()

    def contributions(self, features: Features) -> dict[str, Floats]:
        """Return, per attribute and named term, each case's addition to `base`; together they are the margin."""
        by_attribute = self._of_attributes(features)
        for one in self.texts:
            by_attribute |= one.contributions(features.texts[one.column])
        return by_attribute

    def margin(self, features: Features) -> Floats:
        """Return each case's log-odds."""
        total: Floats = self.base + np.sum(list(self._of_attributes(features).values()), axis=0)
        for one in self.texts:
            total = total + one.margin(features.texts[one.column])
        return total

    def _of_attributes(self, features: Features) -> dict[str, Floats]:
        scaled = self.scale.apply(_numbers(features)) * self.slopes
        by_attribute: dict[str, Floats] = dict(zip(_seen(features), scaled.T, strict=True))
        for name, vocabulary in self.vocabularies.items():
            term = self.terms[name][vocabulary.encode(features.categories[name])]
            source = source_of(name)
            by_attribute[source] = by_attribute[source] + term if source in by_attribute else term
        return by_attribute


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
    vectors = {name: learned for name, texts in features.texts.items() if (learned := learn_vectors(texts))}
    terms_of = {name: learned.of(features.texts[name]) for name, learned in vectors.items()}
    weighted = [matrix * _TERM_WEIGHT for matrix in terms_of.values()]
    learner = LogisticRegression(C=_INVERSE_PENALTY, max_iter=500)
    learner.fit(sparse.hstack([*blocks, numbers, *weighted], format="csr"), answer)
    weights, base, place = learner.coef_[0], float(learner.intercept_[0]), 0
    terms: dict[str, Floats] = {}
    for name, vocabulary in vocabularies.items():
        own = weights[place : place + len(vocabulary)]
        average = float(own[codes[name]].mean())
        base, terms[name], place = base + average, own - average, place + len(vocabulary)
    numbers_end = place + numbers.shape[1]
    slopes = weights[place:numbers_end] * _NUMBER_WEIGHT
    texts = tuple(_weighed(vectors, terms_of, weights[numbers_end:] * _TERM_WEIGHT))
    return LinearModel(base, vocabularies, terms, scale, slopes, texts)


def _weighed(vectors: Mapping[str, Vectors], matrices: Mapping[str, Any], weights: Floats) -> Iterator[TermWeights]:
    place = 0
    for name, learned in vectors.items():
        width = matrices[name].shape[1]
        yield term_weights(name, learned, weights[place : place + width], matrices[name])
        place += width


def _numbers(features: Features) -> Floats:
    return features.numbers[:, [features.names.index(name) for name in _seen(features)]]


def _seen(features: Features) -> list[str]:
    """Name those of the numbers that the features have: of a log without a clock no case has an age."""
    return [name for name in _NUMBERS if name in features.names]
