"""Who approves without looking, from a firm's reviews: a stamper is flagged, neither speed nor an easy queue is."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from forecasting.examination.reviewers import REVIEWS, reviewers_of
from graph.errors import InvalidInput

STAMPS_FROM_WEEK = {"R5": 0, "R6": 4}


def write_reviews(folder: Path, *, stampers: bool) -> Path:
    rng = np.random.default_rng(2)
    count = 6_000
    reviewer = rng.choice([f"R{number}" for number in range(1, 9)], count)
    week = rng.integers(0, 8, count)
    easy = reviewer == "R8"
    risk = np.where(easy, rng.beta(1, 9, count), rng.beta(2, 5, count))
    refuses = rng.random(count) < np.clip(risk * 0.9, 0.02, 1)
    if stampers:
        for name, first in STAMPS_FROM_WEEK.items():
            stamps = (reviewer == name) & (week >= first)
            refuses = np.where(stamps, rng.random(count) < 0.02, refuses)
    table = pd.DataFrame(
        {
            "reviewer": reviewer,
            "ts": pd.Timestamp("2025-01-06T09:00:00") + pd.to_timedelta(week * 7, unit="D"),
            "queue": np.where(easy, "easy", "general"),
            "risk_score": risk,
            "seconds": np.where(np.isin(reviewer, ["R5", "R7"]), 15, 120),
            "decision": np.where(refuses, "block", "approve"),
        }
    )
    table.to_csv(folder / REVIEWS, index=False)
    return folder


def flags(folder: Path) -> list[str]:
    return [name for name, one in reviewers_of(folder)["reviewers"].items() if one["flag"]]


def test_who_refuses_hardly_anything_is_flagged_also_from_a_later_week_on(tmp_path: Path) -> None:
    assert flags(write_reviews(tmp_path, stampers=True)) == ["R5", "R6"]


def test_neither_speed_nor_an_easy_queue_flags_anybody(tmp_path: Path) -> None:
    assert flags(write_reviews(tmp_path, stampers=False)) == []


def test_a_time_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    row = {"reviewer": "R1", "ts": "soon", "queue": "general", "risk_score": 0.2, "decision": "approve"}
    pd.DataFrame([row]).to_csv(tmp_path / REVIEWS, index=False)

    with pytest.raises(InvalidInput, match=r"reviews\.csv\.gz: line 2: ts is no time"):
        reviewers_of(tmp_path)
