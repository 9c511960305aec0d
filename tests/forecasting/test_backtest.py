"""The back-test measures what it says, on the cases that it says."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from forecasting.backtest import EvaluationWindow, backtest, measured_cases, rehearse
from forecasting.calibration import fit_affine, probability
from forecasting.columns import DAY
from forecasting.errors import NotEnoughLabels
from forecasting.labels import final_labels
from forecasting.metrics import area_under_curve, calibration_error, measure, reliability
from forecasting.risk import train
from forecasting.thresholds import MaturedCases, cheapest_threshold, realised
from tests.builders.made_cases import CUT, END, HAND_OVER, MISSED, QUICK, made_table

TABLE = made_table(41)
WINDOW = EvaluationWindow(CUT, END)


def test_it_says_its_protocol_and_measures_each_target() -> None:
    lines: list[str] = []
    first = replace(MISSED, name="missed_first", first_only=True)

    report = backtest(TABLE, [HAND_OVER, MISSED, first], WINDOW, QUICK, lines.append)

    assert list(report.results) == ["hand_over", "missed", "missed_first"]
    assert report.results["missed_first"].n_test < report.results["missed"].n_test
    assert report.results["missed_first"].n_train == report.results["missed"].n_train
    assert "Cut 2024-01-31 00:00" in report.protocol
    assert "100.0% agreement" in report.protocol
    assert lines[0].startswith("hand_over: training")
    for result in report.results.values():
        assert result.metrics.auc > 0.6
        assert result.metrics.brier < result.metrics.brier_prior


def test_no_record_is_on_both_sides() -> None:
    chosen = measured_cases(TABLE, HAND_OVER, WINDOW, final_labels(TABLE, HAND_OVER))

    assert (TABLE.opened_at[chosen] >= CUT).all()
    assert not set(TABLE.group_id[chosen].tolist()) & set(TABLE.group_id[TABLE.opened_at < CUT].tolist())


def test_a_rehearsal_measures_the_last_matured_week_before_the_cut() -> None:
    model = train(TABLE, MISSED, CUT, QUICK)
    blind = TABLE.select(TABLE.started_at < CUT)

    report, again = rehearse(TABLE, model, QUICK), rehearse(blind.as_of(CUT), model, QUICK)

    assert report == again
    assert report.results["missed"].n_test > 20
    assert "labels known at 2024-01-31 00:00" in report.protocol


def test_an_empty_test_window_is_refused() -> None:
    with pytest.raises(NotEnoughLabels, match="test window"):
        backtest(TABLE, [HAND_OVER], EvaluationWindow(CUT, CUT + 60), QUICK, lambda _step: None)


@pytest.mark.parametrize("digits", [1, 15])
def test_the_area_under_the_curve_equals_scikit_learns(digits: int) -> None:
    random = np.random.default_rng(1)
    answer = random.random(200) < 0.3
    score = np.round(random.random(200) + 0.4 * answer.astype(np.float64), digits)

    assert area_under_curve(score, answer) == pytest.approx(roc_auc_score(answer, score), abs=1e-12)


def test_figures_of_a_small_case_by_hand() -> None:
    chance = np.array([0.9, 0.8, 0.3, 0.3, 0.2, 0.2, 0.1, 0.1, 0.1, 0.0])
    answer = np.array([True, False, True, False, False, False, False, False, False, False])

    metrics = measure(chance, answer)

    assert metrics.prevalence == 0.2
    assert metrics.brier_prior == pytest.approx(0.16)
    assert metrics.brier == pytest.approx((0.01 + 0.64 + 0.49 + 0.09 + 2 * 0.04 + 3 * 0.01) / 10)
    assert metrics.ece == pytest.approx((0.1 + 0.8 + 0.7 + 0.3 + 0.4 + 0.3) / 10)
    assert metrics.precision_top10 == 1.0


def test_the_groups_of_a_reliability_plot_are_of_equal_size_the_least_likely_first() -> None:
    chance = np.repeat([0.9, 0.1, 0.5, 0.3], 5)
    truth = np.repeat([1.0, 0.0, 1.0, 0.0], 5)

    bins = reliability(chance, truth)

    assert [one.cases for one in bins] == [2] * 10
    assert [(round(one.probability, 3), one.share) for one in (bins[0], bins[5], bins[9])] == [
        (0.1, 0.0),
        (0.5, 1.0),
        (0.9, 1.0),
    ]
    assert sum(one.cases * one.share for one in bins) == truth.sum()


def test_a_calibrated_forecast_has_little_calibration_error() -> None:
    random = np.random.default_rng(2)
    chance = random.random(20_000)

    assert calibration_error(chance, (random.random(20_000) < chance).astype(float)) < 0.02


def test_recalibration_undoes_a_shift_and_never_turns_the_order() -> None:
    random = np.random.default_rng(3)
    margin = random.normal(size=4_000)
    answer = random.random(4_000) < probability(margin - 1.5)

    affine = fit_affine(margin, answer)
    reversed_answer = fit_affine(margin, ~answer & (margin < 0))

    assert affine.shift == pytest.approx(-1.5, abs=0.15)
    assert affine.slope == pytest.approx(1.0, abs=0.1)
    assert reversed_answer.slope > 0


def matured(seed: int) -> MaturedCases:
    random = np.random.default_rng(seed)
    chance = np.round(random.random(400), 3)
    wrong = random.random(400) < chance
    return MaturedCases(chance, wrong, random.exponential(40.0, 400), np.full(400, 5.0), random.random(400) < 0.8)


@pytest.mark.parametrize("seed", range(5))
def test_the_threshold_costs_least_of_all(seed: int) -> None:
    history = matured(seed)

    chosen = cheapest_threshold(history)

    others = [realised(history, below) for below in np.linspace(0.0, 1.0, 201)]
    sure = [t.cost for t in others if t.automatic_share * 400 >= 30 or t.automatic_share == 0.0]
    assert chosen.cost <= min(sure) + 0.02
    assert chosen.cost <= chosen.cost_all_reviewed


def test_where_errors_are_dear_nothing_is_automatic() -> None:
    history = matured(9)
    dear = replace(history, error_cost=np.full(400, 1e6), wrong=np.ones(400, dtype=bool))

    chosen = cheapest_threshold(dear)

    assert (chosen.below, chosen.automatic_share, chosen.realised_error) == (0.0, 0.0, None)
    assert chosen.cost == chosen.cost_all_reviewed == 5.0


def _tied(*groups: tuple[float, int, int]) -> MaturedCases:
    """Return cases in groups of one chance: the chance, how many went right, how many went wrong."""
    chance = np.concatenate([np.full(right + wrong, one) for one, right, wrong in groups])
    wrong = np.concatenate([np.arange(right + wrong) >= right for _, right, wrong in groups])
    return MaturedCases(
        chance, wrong, np.full(len(chance), 40.0), np.full(len(chance), 5.0), np.ones(len(chance), dtype=bool)
    )


@pytest.mark.parametrize(
    ("groups", "below", "share"),
    [
        ([(0.1, 50, 50)], 0.0, 0.0),
        ([(0.05, 20, 0), (0.1, 50, 50)], 0.0, 0.0),
        ([(1e-5, 60, 0), (2e-5, 0, 60)], 1.5e-5, 0.5),
        ([(1e-14, 60, 0), (2e-14, 0, 60)], 0.0, 0.0),
        ([(1e-14, 60, 0), (2e-12, 0, 60)], 1.5e-12, 0.5),
        ([(0.2, 40, 0), (0.4, 0, 40)], 0.3, 0.5),
        ([(1.0, 40, 0)], 0.0, 0.0),
        ([(0.2, 40, 0)], 0.6, 1.0),
    ],
)
def test_cases_of_one_chance_pass_together(groups: list[tuple[float, int, int]], below: float, share: float) -> None:
    chosen = cheapest_threshold(_tied(*groups))

    assert chosen.below == pytest.approx(below, rel=0.35)
    assert chosen.automatic_share == share


def test_only_eligible_cases_pass() -> None:
    history = replace(matured(4), eligible=np.zeros(400, dtype=bool))

    assert cheapest_threshold(history).automatic_share == 0.0
    assert realised(history, 1.0).automatic_share == 0.0


def test_the_window_is_half_open() -> None:
    day = EvaluationWindow(CUT, CUT + DAY)

    chosen = measured_cases(TABLE, HAND_OVER, day, final_labels(TABLE, HAND_OVER))

    assert (TABLE.opened_at[chosen] < CUT + DAY).all()
