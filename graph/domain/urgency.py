"""How a task stands against the moment at which it should be decided."""

from enum import StrEnum

WARNING_SHARE = 0.25
"""The last part of the time for a review, in which a task counts as at risk."""


class SlaState(StrEnum):
    """ON_TRACK; AT_RISK in the last quarter of its time; BREACHED once its time is over."""

    ON_TRACK = "ON_TRACK"
    AT_RISK = "AT_RISK"
    BREACHED = "BREACHED"


def warning_ms(review_minutes: int) -> int:
    """Return how long before its due time a task begins to be at risk, in milliseconds."""
    return round(review_minutes * 60_000 * WARNING_SHARE)


def sla_state(due_ms: int, now_ms: int, review_minutes: int) -> SlaState:
    """Return how a task that is due at `due_ms` stands now."""
    if now_ms >= due_ms:
        return SlaState.BREACHED
    return SlaState.AT_RISK if due_ms - now_ms <= warning_ms(review_minutes) else SlaState.ON_TRACK
