"""Forecasts that were made elsewhere and stand in a column: recalibrated on cases that they were not trained on."""

from dataclasses import dataclass

import numpy as np

from forecasting.calibration import Affine, fit_affine
from forecasting.columns import Flags, Floats
from forecasting.errors import NoEvidence, OneClass
from forecasting.features import Features
from forecasting.terms import TermWeights
from graph.errors import InvalidInput

FEWEST_EVIDENCE = 100
"""Cases: two numbers of the calibration are fitted, and the error of fewer says little."""
_SUREST = 1e-6
"""A score of 0 or 1 has no log-odds: it counts as one chance in a million."""


@dataclass(frozen=True)
class ReadyBlend:
    """A score in a column as log-odds; `centre` is that of the average case."""

    column: str
    centre: float
    texts: tuple[TermWeights, ...] = ()

    def margin_of(self, scores: Floats) -> Floats:
        """Return the log-odds of scores."""
        sure = np.clip(scores, _SUREST, 1.0 - _SUREST)
        margin: Floats = np.log(sure) - np.log1p(-sure)
        return margin

    def margin(self, features: Features) -> Floats:
        """Return each case's log-odds before calibration."""
        return self.margin_of(features.scores[self.column])

    def contributions(self, features: Features) -> tuple[float, dict[str, Floats]]:
        """Return the log-odds of the average case, and what the score of each case adds to it."""
        return self.centre, {self.column: self.margin(features) - self.centre}


def usable_scores(scores: Floats) -> Flags:
    """Return which scores are chances; one that is missing, or no number from 0 to 1, says nothing."""
    usable: Flags = (scores >= 0.0) & (scores <= 1.0)
    return usable


def as_it_stands(column: str) -> tuple[ReadyBlend, Affine]:
    """Return a score without any calibration."""
    return ReadyBlend(column, 0.0), Affine(1.0, 0.0)


def calibrated(column: str, scores: Floats, answer: Flags) -> tuple[ReadyBlend, Affine]:
    """Return a score with its calibration by cases that it was not trained on; raises NoEvidence, OneClass."""
    blend = ReadyBlend(column, 0.0)
    if len(answer) < FEWEST_EVIDENCE:
        raise NoEvidence(column, len(answer), FEWEST_EVIDENCE)
    if answer.all() or not answer.any():
        raise OneClass(column, len(answer), value=bool(answer.all()))
    margin = blend.margin_of(scores)
    return ReadyBlend(column, float(margin.mean())), fit_affine(margin, answer)


def refuse_other_than_chances(column: str, scores: Floats) -> None:
    """Raise InvalidInput for a column whose numbers are no chances."""
    strange = scores[np.isfinite(scores) & ~usable_scores(scores)]
    if len(strange):
        raise InvalidInput(
            f"{column}: {len(strange)} scores are no chance from 0 to 1, such as {strange[0]:g}; scale them, or make "
            "the column a feature"
        )
