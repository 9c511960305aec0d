"""A model is trained again for new labels, by schedule, or for its errors; and never twice a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.registry.retraining import LearningFacts, LiveError, training_reason

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
FACTS = LearningFacts(NOW - timedelta(days=2), rows=1_000, new_labels=0, error=None)
BAD = LiveError(scored=100, brier=0.26, brier_prior=0.25)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (FACTS, None),
        (replace(FACTS, new_labels=99), None),
        (replace(FACTS, new_labels=100), "100 labels became known since the last training"),
        (replace(FACTS, rows=2_000, new_labels=199), None),
        (replace(FACTS, rows=2_000, new_labels=200), "200 labels became known since the last training"),
        (
            replace(FACTS, trained_at=NOW - timedelta(days=7), new_labels=30),
            "the last training was 7 days ago, and 30 labels became known since",
        ),
        (replace(FACTS, trained_at=NOW - timedelta(days=7), new_labels=29), None),
        (
            replace(FACTS, new_labels=1, error=BAD),
            "its scores of 100 later cases were worse than the average would have been (Brier 0.2600, average 0.2500)",
        ),
        (replace(FACTS, new_labels=1, error=replace(BAD, scored=99)), None),
        (replace(FACTS, new_labels=1, error=replace(BAD, brier=0.25)), None),
        (replace(FACTS, new_labels=0, error=BAD), None),
        (LearningFacts(NOW - timedelta(hours=23), 100, 5_000, BAD), None),
    ],
)
def test_the_reason_names_what_is_new(facts: LearningFacts, reason: str | None) -> None:
    assert training_reason(facts, NOW) == reason
