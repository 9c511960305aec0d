"""How good a risk score was: discrimination, squared error, calibration, and the top of the list."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats, Ints

_BINS = 10
"""Bins of calibration: the usual number."""
_TOP_SHARE = 0.1
"""The tenth that a team of reviewers looks at first."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Measured on final labels; `brier_prior` is that of always saying the prevalence of the test cases."""

    prevalence: float
    auc: float
    brier: float
    brier_prior: float
    ece: float
    precision_top10: float


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Cases with like probabilities: their mean probability, and the share of them that came true."""

    probability: float
    share: float
    cases: int


def measure(chance: Floats, answer: Flags) -> Metrics:
    """Return all figures; needs both classes."""
    truth = answer.astype(np.float64)
    prevalence = float(truth.mean())
    return Metrics(
        prevalence=prevalence,
        auc=area_under_curve(chance, answer),
        brier=float(((chance - truth) ** 2).mean()),
        brier_prior=prevalence * (1.0 - prevalence),
        ece=calibration_error(chance, truth),
        precision_top10=float(truth[_by_falling(chance)[: max(1, round(len(truth) * _TOP_SHARE))]].mean()),
    )


def area_under_curve(score: Floats, answer: Flags) -> float:
    """Return the chance that a positive outranks a negative, ties counting half (Mann-Whitney)."""
    values, places, counts = np.unique(score, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2.0
    positives = int(answer.sum())
    above = float(middle[places][answer].sum()) - positives * (positives + 1) / 2.0
    return above / (positives * (len(answer) - positives)) if len(values) else 0.5


def reliability(chance: Floats, truth: Floats) -> list[CalibrationBin]:
    """Return ten bins of equal count, the least likely cases first; those of a reliability plot."""
    bins = reversed(np.array_split(_by_falling(chance), _BINS))
    return [CalibrationBin(float(chance[b].mean()), float(truth[b].mean()), len(b)) for b in bins if len(b)]


def calibration_error(chance: Floats, truth: Floats) -> float:
    """Return the mean gap between forecast and frequency over ten bins of equal count."""
    gaps = [one.cases * abs(one.share - one.probability) for one in reliability(chance, truth)]
    return sum(gaps) / len(truth)


def _by_falling(chance: Floats) -> Ints:
    return np.argsort(-chance, kind="stable")
