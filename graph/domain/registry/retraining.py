"""When a model is trained again: after enough new labels, by schedule, or because its later errors say so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

NEW_SHARE = 0.1
"""New labels, as a share of what the version in use learned from, that are worth a training at once."""
FEWEST_NEW = 100
"""Fewer new labels than these change no model of ours."""
FEWEST_BY_SCHEDULE = 30
"""Fewer cannot even be measured on: the schedule waits for them."""
EVERY = timedelta(weeks=1)
"""The schedule: drift of a desk's work shows from week to week."""
FEWEST_SCORED = 100
"""Scores whose label is known, before their error says anything."""
REST = timedelta(days=1)
"""After any training: the same labels would only be learned again."""


@dataclass(frozen=True, slots=True)
class LiveError:
    """How wrong the scores in use were on cases whose label is known now; Brier scores, beside the average's."""

    scored: int
    brier: float
    brier_prior: float


@dataclass(frozen=True, slots=True)
class LearningFacts:
    """When the newest version of a model was trained, from how many cases, and what is known since."""

    trained_at: datetime
    rows: int
    new_labels: int
    error: LiveError | None


def training_reason(facts: LearningFacts, now: datetime) -> str | None:
    """Return why a model is to be trained again now, in words; None where nothing says so."""
    age = now - facts.trained_at
    if age < REST or facts.new_labels == 0:
        return None
    error = facts.error
    if error is not None and error.scored >= FEWEST_SCORED and error.brier > error.brier_prior:
        return (
            f"its scores of {error.scored:,} later cases were worse than the average would have been "
            f"(Brier {error.brier:.4f}, average {error.brier_prior:.4f})"
        )
    if facts.new_labels >= max(FEWEST_NEW, NEW_SHARE * facts.rows):
        return f"{facts.new_labels:,} labels became known since the last training"
    if age >= EVERY and facts.new_labels >= FEWEST_BY_SCHEDULE:
        return f"the last training was {age.days} days ago, and {facts.new_labels:,} labels became known since"
    return None
