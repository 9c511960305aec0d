"""Hot spots: nothing later is looked at (F4), bands cover, and busy is not bad."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecasting.columns import DAY, NEVER, Floats
from forecasting.count_intervals import coverage, fit_spread
from forecasting.count_means import Ahead, learner
from forecasting.counts import Occurrences, daily_counts
from forecasting.errors import NotEnoughHistory
from forecasting.hotspot_backtest import backtest_hotspots, precision
from forecasting.hotspots import Hotspots, forecast, forecast_counts
from forecasting.poisson import Prior, deviance, fit_poisson
from forecasting.shares import expected_total, usual_of_like
from tests.builders.made_counts import MONDAY, changed_from, drawn

RATES = {f"node {number}": 8.0 / (number + 1) for number in range(15)}
VOLUME = {name: 3.0 * rate for name, rate in RATES.items()}


def parts(hotspots: Hotspots) -> list[bytes]:
    """Every number and name of a forecast as bytes."""
    arrays = (
        hotspots.expected,
        hotspots.low,
        hotspots.high,
        hotspots.ewma,
        hotspots.excess.usual,
        hotspots.excess.share,
    )
    return ["|".join(hotspots.nodes).encode(), *(array.tobytes() for array in arrays)]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), day=st.integers(20, 44), hour=st.integers(0, 23), ahead=st.sampled_from([1, 7]))
def test_what_happens_from_as_of_on_changes_no_byte(seed: int, day: int, hour: int, ahead: int) -> None:
    happened = drawn(seed, 45, {"a": 3.0, "b": 1.0, "c": 0.2}, {"a": 9.0, "b": 1.0, "c": 1.0})
    as_of = MONDAY + day * DAY + hour * 3_600

    before = forecast(happened, as_of, Ahead(0, ahead))
    after = forecast(changed_from(happened, as_of, seed + 1), as_of, Ahead(0, ahead))

    assert parts(after) == parts(before)


def test_a_forecast_of_the_backtest_is_the_one_that_would_have_been_issued() -> None:
    counts = daily_counts(drawn(5, 60, RATES, VOLUME), MONDAY + 60 * DAY)
    origin = 50

    rolling = learner(counts, Ahead(0, 1))
    issued = forecast_counts(counts.until(origin), Ahead(0, 1))

    seen = rolling.seen[origin] > 0
    np.testing.assert_allclose(rolling.mean(origin)[seen], issued.expected, rtol=1e-6)
    low, high = rolling.spread(origin).interval(rolling.mean(origin)[seen])
    assert (low.tolist(), high.tolist()) == (issued.low.tolist(), issued.high.tolist())


def test_counts_by_day_and_node_with_what_stood_open() -> None:
    happened = Occurrences(
        event_at=np.array([MONDAY + 5, MONDAY + DAY, MONDAY + 2 * DAY]),
        event_node=np.array(["a", "b", "a"], object),
        start_at=np.array([MONDAY + 1, MONDAY + 2, MONDAY + DAY + 1]),
        end_at=np.array([MONDAY + 2 * DAY + 5, MONDAY + 9, NEVER]),
        start_node=np.array(["a", "a", "b"], object),
    )

    counts = daily_counts(happened, MONDAY + 2 * DAY + 100)

    assert (counts.first, list(counts.nodes), counts.days) == (4, ["a", "b"], 2)
    assert counts.events.tolist() == [[1, 0], [0, 1]]
    assert counts.arrivals.tolist() == [[2, 0], [0, 1]]
    assert counts.open.tolist() == [[0, 0], [1, 0], [1, 1]]
    assert counts.weekdays[:2].tolist() == [0, 1]


def test_an_outage_does_not_move_the_expected_total_but_a_new_level_does() -> None:
    weekdays = np.arange(60) % 7
    usual = np.where(weekdays < 5, 100.0, 10.0)[:42]
    outage, busier = usual.copy(), usual.copy()
    outage[37:40] = 0.0
    busier[-14:] *= 1.5
    week = usual[:7].sum()
    assert expected_total(outage, weekdays, 0, 7) == pytest.approx(week, rel=0.15)
    assert expected_total(busier, weekdays, 0, 7) == pytest.approx(1.5 * week, rel=0.05)


def test_busy_is_not_bad() -> None:
    rates = {"busy": 10.0, "calm": 1.0, "other": 1.0, "bad": 2.0}
    volume = {"busy": 50.0, "calm": 5.0, "other": 5.0, "bad": 2.0}
    happened = drawn(3, 56, rates, volume)

    result = forecast(happened, MONDAY + 56 * DAY, Ahead(0, 7))

    share = dict(zip(result.nodes, result.excess.share.tolist(), strict=True))
    assert max(result.nodes, key=lambda name: share[name]) == "bad"
    assert abs(share["busy"]) < 0.2
    assert share["bad"] > 0.5
    np.testing.assert_allclose(result.excess.usual + result.excess.amount, result.expected)


def test_bands_cover_what_they_say_on_counts_that_stray() -> None:
    draw = np.random.default_rng(7)
    mean = np.exp(draw.normal(1.0, 1.2, 4_000))

    def counts() -> Floats:
        return draw.negative_binomial(4.0, 4.0 / (4.0 + mean)).astype(np.float64)

    spread = fit_spread(mean, counts())
    covered = coverage(mean, *spread.interval(mean), counts())

    assert covered is not None
    assert 0.87 <= covered <= 0.93
    np.testing.assert_allclose(spread.dispersion[2:], 0.25, rtol=0.25)


def test_expected_counts_beat_the_moving_average_where_weekends_are_quiet() -> None:
    score = backtest_hotspots(drawn(11, 63, RATES, VOLUME), MONDAY + 35 * DAY, MONDAY + 63 * DAY, 1)

    assert score.periods == 28
    assert score.deviance_vs_ewma is not None
    assert score.deviance_vs_ewma < -0.33
    assert score.coverage_90 is not None
    assert 0.85 <= score.coverage_90 <= 0.95


@pytest.mark.parametrize(
    ("forecast_of", "counts", "expected"),
    [
        ([3, 2, 1], [5, 4, 0], 1.0),
        ([1, 2, 3], [5, 4, 0], 0.5),
        ([3, 2, 1], [5, 1, 1], 1.0),
        ([5, 1, 1], [5, 1, 1], 1.0),
        ([3, 1, 1], [5, 1, 0], 0.75),
        ([3, 2, 1], [0, 0, 0], 0.0),
    ],
)
def test_precision_names_whatever_reaches_the_last_place_and_counts_no_zeros(
    forecast_of: list[float], counts: list[float], expected: float
) -> None:
    assert precision(np.array(forecast_of, float), np.array(counts, float), top=2) == expected


def test_poisson_weights_are_where_the_penalised_likelihood_is_highest() -> None:
    draw = np.random.default_rng(2)
    features = np.hstack([np.ones((300, 1)), draw.normal(size=(300, 2))])
    exposure, trust = draw.uniform(1, 5, 300), draw.uniform(0.5, 1, 300)
    counts = draw.poisson(exposure * np.exp(features @ np.array([0.2, 0.5, -0.3]))).astype(np.float64)
    prior = Prior(np.array([0.0, 0.4, 0.0]), np.array([1.0, 5.0, 5.0]))

    def loss(weights: Floats) -> float:
        scores = features @ weights
        apart = weights - prior.weights
        return float(trust @ (exposure * np.exp(scores) - counts * scores) + 0.5 * prior.precision @ apart**2)

    weights = fit_poisson(features, counts, exposure, trust, prior)

    around = [weights + np.array(step) * 1e-3 for step in product((-1, 0, 1), repeat=3) if any(step)]
    assert all(loss(weights) < loss(other) for other in around)
    assert fit_poisson(features[:0], counts[:0], exposure[:0], trust[:0], prior).tolist() == [0.0, 0.4, 0.0]


def test_deviance_is_zero_only_where_all_is_right() -> None:
    counts = np.array([0.0, 2.0, 5.0])

    assert deviance(counts, counts) == pytest.approx(2e-3)
    assert deviance(counts, counts + 1.0) > 0.5


def test_too_little_history_is_said_with_what_is_needed() -> None:
    with pytest.raises(NotEnoughHistory, match="not enough history: 13 of 14 days of counts"):
        forecast(drawn(1, 20, RATES, VOLUME), MONDAY + 13 * DAY, Ahead(0, 1))


def test_the_plain_baseline_of_a_day_looks_at_days_of_its_part_of_the_week() -> None:
    """Two weeks with ten events a working day and none on weekends, then a Saturday and a Monday are asked about."""
    moments = [MONDAY + day * DAY + hour for day in range(14) if day % 7 < 5 for hour in range(10)]
    happened = Occurrences(
        event_at=np.array(moments),
        event_node=np.array(["a"] * len(moments), object),
        start_at=np.array([MONDAY + 1]),
        end_at=np.array([NEVER]),
        start_node=np.array(["a"], object),
    )
    friday = daily_counts(happened, MONDAY + 12 * DAY)

    assert usual_of_like(friday, 0, 1).tolist() == [0.0]
    assert usual_of_like(friday, 2, 1).tolist() == [pytest.approx(10.0)]
    assert usual_of_like(daily_counts(happened, MONDAY + 14 * DAY), 0, 7).tolist() == [50.0]


def by_rows(per_period: Floats, rows: int) -> Occurrences:
    """Events of one node, so many in each period of rows, at its first rows; each row begins a case."""
    at = [row for start, many in enumerate(per_period) for row in range(start * rows, start * rows + int(many))]
    begun = np.arange(len(per_period) * rows)
    nodes = np.array(["a"] * len(begun), object)
    return Occurrences(np.array(at, np.int64), nodes[: len(at)], begun, begun + 1, nodes, rows_a_day=rows)


def test_rows_are_counted_by_their_places_and_no_row_is_on_a_weekend() -> None:
    happened = by_rows(np.array([float(period % 3) for period in range(20)]), 4)

    counts = daily_counts(happened, 70)
    ahead = forecast(happened, 70, Ahead(0, 1))
    later = forecast(changed_from(happened, 68, 1), 70, Ahead(0, 1))

    assert counts.events[:, 0].tolist() == [float(period % 3) for period in range(17)]
    assert set(counts.weekdays.tolist()) == {0}
    assert parts(later) == parts(ahead)
    assert ahead.ewma.tolist() == [pytest.approx(0.91, abs=0.01)]


def test_few_rows_are_said_in_rows() -> None:
    with pytest.raises(NotEnoughHistory, match="not enough history: 13 of 14 whole periods of 500 rows"):
        forecast(by_rows(np.ones(20), 500), 13 * 500 + 499, Ahead(0, 1))


def test_expected_counts_by_rows_beat_the_moving_average_where_events_are_few() -> None:
    draw = np.random.default_rng(2)

    metrics = backtest_hotspots(by_rows(draw.poisson(0.3, 120).astype(float), 50), 0, 120 * 50, 1)

    assert metrics.periods == 120 - 14
    assert metrics.deviance_vs_ewma is not None
    assert metrics.deviance_vs_ewma < -0.05
    assert metrics.coverage_90 is not None
    assert metrics.coverage_90 > 0.85
