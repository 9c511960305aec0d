"""The columns of cases that are watched, and how they are sketched."""

import json

import numpy as np
import pytest

from graph.domain.intake.distribution import quantile_places
from graph.domain.monitor.drift import DriftKind
from graph.store.monitor.drift import WatchedCase
from pipelines.drift.columns import MIX, SCORE, columns_of, compared_columns, numbers_sketched
from tests.builders.firm import INTAKE


def case(score: float | None = 0.4, **values: object) -> WatchedCase:
    return WatchedCase(json.dumps(values), score, None)


def test_fields_that_are_known_in_time_are_watched_but_no_times_and_no_names_of_cases() -> None:
    cases = [
        case(amount=float(one), vendor=f"V-{one}", urgent=bool(one % 2), needed_by="2026-01-05", paid_at="2026-01-05")
        for one in range(10)
    ]

    watched = columns_of(cases, INTAKE).columns

    assert [one.name for one in watched] == ["amount", "urgent", "score", "category"]
    assert (watched[SCORE][0].rows, watched[MIX][0].rows) == (10, 0)


def test_empty_values_are_counted_of_features_alone() -> None:
    now = columns_of([case(None, amount=None), case(None, amount=3.0)], INTAKE)
    before = columns_of([case(amount=1.0), case(amount=2.0)], INTAKE)

    empty = {one.watched.kind: (one.empty_before, one.empty_now) for one in compared_columns(before, now)}

    assert empty == {DriftKind.FEATURE: (0, 1), DriftKind.SCORE: (0, 0), DriftKind.MIX: (0, 0)}


@pytest.mark.parametrize("kind", ["normal", "skewed", "few values", "equal"])
def test_a_sketch_of_many_rows_holds_their_exact_quantiles(kind: str) -> None:
    draws, rows = np.random.default_rng(1), 150_000
    numbers = {
        "normal": draws.normal(size=rows),
        "skewed": draws.lognormal(sigma=3.0, size=rows),
        "few values": draws.poisson(3.0, size=rows).astype(float),
        "equal": np.zeros(rows),
    }[kind]

    assert numbers_sketched(numbers).quantiles == tuple(np.sort(numbers)[quantile_places(rows)].tolist())
