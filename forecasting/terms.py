"""Columns of text as terms: their TF-IDF weights enter the linear part, and each term is a feature of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from forecasting.columns import Floats, Texts

FEWEST_CASES = 5
"""Cases that hold a term at least: a rarer one would be learned by heart, and may name a single person."""
MOST_TERMS = 5_000
"""Terms of one column that are learned at most, the most frequent ones: a text of everyday use has fewer."""
MOST_NAMED = 100
"""Terms of one column that explanations name, those that move scores most: each is a feature of the registry."""
# One word, with what stands after an apostrophe, or two that follow each other.
_WORD, _LONGEST = r"\w+(?:['\u2019]\w+)*", 2
OTHER_TERMS = "other words"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a column; without one, all terms of the column that are not named."""

    column: str
    term: str | None = None

    @property
    def feature(self) -> str:
        """The name of the feature that explanations state."""
        return f"{self.column}: {OTHER_TERMS}" if self.term is None else f'{self.column} "{self.term}"'

    def label(self, column_label: str) -> str:
        """Return the feature's name for people, given that of the column."""
        return f"{OTHER_TERMS} of {column_label}" if self.term is None else f'{column_label} contains "{self.term}"'


@dataclass(frozen=True)
class Vectors:
    """How texts of a column become TF-IDF vectors of length 1: its terms, as learned from training texts alone."""

    vectorizer: Any

    @property
    def terms(self) -> list[str]:
        """The terms, in the order of the vectors' columns."""
        return [str(term) for term in self.vectorizer.get_feature_names_out()]

    def of(self, texts: Texts) -> Any:  # noqa: ANN401 - scipy's sparse matrices have no types
        """Return the vectors of texts as rows of a sparse matrix; unknown terms count for nothing."""
        return self.vectorizer.transform(texts.tolist())


def learn_vectors(texts: Texts) -> Vectors | None:
    """Return the terms that enough texts hold; None where there are none."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(
        token_pattern=_WORD,
        ngram_range=(1, _LONGEST),
        min_df=FEWEST_CASES,
        max_features=MOST_TERMS,
        sublinear_tf=True,
    )
    try:
        return Vectors(vectorizer.fit(texts.tolist()))
    except ValueError:
        # The library's way to say that no term is left.
        return None


@dataclass(frozen=True)
class TermWeights:
    """What each term of a column adds to the log-odds per unit of its TF-IDF, and which terms are named."""

    column: str
    vectors: Vectors
    weights: Floats
    named: Mapping[str, int]

    @property
    def features(self) -> list[Term]:
        """The features that an explanation may state of this column."""
        return [*(Term(self.column, term) for term in self.named), Term(self.column)]

    def margin(self, texts: Texts) -> Floats:
        """Return what each text adds; one without known terms adds nothing."""
        added: Floats = self.vectors.of(texts) @ self.weights
        return added

    def contributions(self, texts: Texts) -> dict[str, Floats]:
        """Return, per feature, each case's addition; together they are the margin."""
        parts = self.vectors.of(texts).multiply(self.weights).tocsc()
        places = list(self.named.values())
        shown = parts[:, places].toarray()
        by_feature = {Term(self.column, term).feature: shown[:, place] for place, term in enumerate(self.named)}
        unnamed = np.setdiff1d(np.arange(len(self.weights)), places)
        return {**by_feature, Term(self.column).feature: np.asarray(parts[:, unnamed].sum(axis=1)).ravel()}

    def unnamed(self, text: str) -> dict[str, float]:
        """Return the known terms of a text that are not named, with what each adds."""
        vector, terms = self.vectors.vectorizer.transform([text]), self.vectors.terms
        others = set(vector.indices.tolist()) - set(self.named.values())
        return {terms[place]: float(vector[0, place] * self.weights[place]) for place in sorted(others)}


def term_weights(column: str, vectors: Vectors, weights: Floats, matrix: Any) -> TermWeights:  # noqa: ANN401 - sparse
    """Return the weights of a column's terms; named are those that add most to the training cases together."""
    moved = np.asarray(abs(matrix.multiply(weights)).sum(axis=0)).ravel()
    places = np.argsort(-moved, kind="stable")[:MOST_NAMED].tolist()
    terms = vectors.terms
    return TermWeights(column, vectors, weights, {terms[place]: place for place in places if moved[place] > 0.0})


def all_features(models: Sequence[TermWeights]) -> dict[str, Term]:
    """Return every feature of some columns by its name."""
    return {term.feature: term for model in models for term in model.features}
