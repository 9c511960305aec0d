"""Tests of two samples against scipy's, and that their probabilities are those of chance."""

import numpy as np
import pytest
from scipy import stats

from graph.domain.intake.two_samples import Sample, compared, same_shares

DRAWS = np.random.default_rng(1)


def sample(values: np.ndarray) -> Sample:
    return Sample(np.sort(values).tolist(), len(values))


@pytest.mark.parametrize("shift", [0.0, 0.15, 0.5])
def test_the_distance_is_that_of_kolmogorov_and_smirnov(shift: float) -> None:
    before, now = DRAWS.normal(size=300), DRAWS.normal(shift, size=200)

    assert compared(sample(before), sample(now)).distance == pytest.approx(stats.ks_2samp(before, now).statistic)


@pytest.mark.parametrize(("statistic", "probability"), [(1.933, 0.1), (2.492, 0.05), (3.878, 0.01), (5.98, 0.001)])
def test_the_probability_has_the_published_critical_values(statistic: float, probability: float) -> None:
    from graph.domain.intake.two_samples import _limit  # noqa: PLC0415  # the table is of the limit alone

    assert _limit(statistic) == pytest.approx(probability, rel=0.02)


@pytest.mark.parametrize("cells", [[(30, 50), (70, 50)], [(30, 20), (30, 40), (40, 40)], [(90, 60), (60, 90)]])
def test_shares_are_judged_as_by_pearson(cells: list[tuple[int, int]]) -> None:
    expected = stats.chi2_contingency(np.array(cells), correction=False).pvalue

    assert same_shares(cells) == pytest.approx(expected)


@pytest.mark.parametrize("kind", ["normal", "lognormal", "few values"])
def test_samples_of_one_source_are_called_apart_as_often_as_chance_has_it(kind: str) -> None:
    draws = np.random.default_rng(7)

    def drawn(rows: int) -> np.ndarray:
        if kind == "few values":
            return draws.poisson(2.0, size=rows).astype(float)
        return draws.normal(size=rows) if kind == "normal" else draws.lognormal(size=rows)

    unlikely = sum(compared(sample(drawn(300)), sample(drawn(80))).probability < 0.05 for _ in range(150))

    assert unlikely <= 15, "0.05 of 150 are 7.5; more than 15 come by chance once in 300"


def test_a_value_that_is_new_is_seen_however_rare_it_was() -> None:
    assert same_shares([(5_000, 180), (0, 20)]) < 1e-6
    assert same_shares([(5_000, 200)]) == 1.0
