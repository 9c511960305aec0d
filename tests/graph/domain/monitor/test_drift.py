"""Drift: what is called drift, what is not, and how it is worded."""

import numpy as np
import pytest

from graph.domain.intake.distribution import Distribution, distribution_of
from graph.domain.monitor.drift import DriftKind, DriftReference, WatchedColumn, WatchedName, drifts

AMOUNT = WatchedName(DriftKind.FEATURE, "amount", "amount", "EUR")
SCORE = WatchedName(DriftKind.SCORE, "score", "risk score")
FLAG = WatchedName(DriftKind.FEATURE, "knowledge", "knowledge was used")
DESK = WatchedName(DriftKind.MIX, "category", "mix of categories")
LOW, HIGH = distribution_of([20.0 + one for one in range(201)]), distribution_of([210.0 + one for one in range(201)])


def sentences(column: WatchedColumn, reference: DriftReference = DriftReference.TRAINING) -> list[str]:
    return [one.sentence for one in drifts([column], reference)]


def categories(**counts: int) -> Distribution:
    return distribution_of([name for name, count in counts.items() for _ in range(count)])


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (WatchedColumn(AMOUNT, LOW, HIGH), "Amount is higher than in training: median 120 → 310 EUR."),
        (WatchedColumn(AMOUNT, HIGH, LOW), "Amount is lower than in training: median 310 → 120 EUR."),
        (
            WatchedColumn(SCORE, distribution_of([0.1] * 90), distribution_of([0.3] * 90)),
            "Risk score is higher than in training: median 10% → 30%.",
        ),
        (
            WatchedColumn(DESK, categories(A=80, B=20), categories(A=30, B=70)),
            "Mix of categories: 'A' is 30% of cases, in training 80%.",
        ),
        (
            WatchedColumn(FLAG, categories(**{"True": 80, "False": 20}), categories(**{"True": 30, "False": 70})),
            "Knowledge was used: yes is 30% of cases, in training 80%.",
        ),
        (
            WatchedColumn(AMOUNT, LOW, LOW, empty_now=201),
            "Amount is empty in 50% of cases, in training in 0%.",
        ),
    ],
)
def test_drift_is_told_in_words(column: WatchedColumn, expected: str) -> None:
    assert sentences(column) == [expected]


def test_what_came_before_is_named_where_no_training_did() -> None:
    assert sentences(WatchedColumn(AMOUNT, LOW, HIGH), DriftReference.BEFORE) == [
        "Amount is higher than before: median 120 → 310 EUR."
    ]


def test_a_column_does_not_drift_from_itself_and_one_without_values_is_not_looked_at() -> None:
    nothing = distribution_of([])

    assert sentences(WatchedColumn(AMOUNT, LOW, LOW)) == []
    assert sentences(WatchedColumn(AMOUNT, LOW, nothing)) == []
    assert drifts([], DriftReference.TRAINING) == []


def test_a_shift_that_is_no_use_to_know_is_no_drift_however_sure_it_is() -> None:
    before = Distribution(1_000_000, {"A": 500_000, "B": 500_000})
    now = Distribution(1_000_000, {"A": 520_000, "B": 480_000})

    assert sentences(WatchedColumn(DESK, before, now)) == []


def test_twenty_columns_without_drift_give_a_signal_in_no_more_than_one_window_of_twenty() -> None:
    draws = np.random.default_rng(3)

    def window() -> list[WatchedColumn]:
        return [
            WatchedColumn(
                WatchedName(DriftKind.FEATURE, f"{place}", f"{place}"),
                distribution_of(draws.normal(size=400).tolist()),
                distribution_of(draws.normal(size=60).tolist()),
            )
            for place in range(20)
        ]

    alarms = sum(bool(drifts(window(), DriftReference.TRAINING)) for _ in range(30))

    assert alarms <= 5, "0.04 of 30 are 1.2; more than 5 come by chance less than once in 500"
