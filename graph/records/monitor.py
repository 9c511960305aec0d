"""Signals of drift, and breakers, as they are stored."""

from dataclasses import dataclass

from graph.records._record import UNCHANGED, Record, Settable, Update


@dataclass(frozen=True, slots=True)
class DriftSignalRecord(Record):
    """A column that drifted in a window of cases."""

    id: str
    sort_key: str
    kind: str
    name: str
    label: str
    sentence: str
    statistic: float
    probability: float
    threshold: float
    since: int
    until: int
    reference: str
    cases: int
    reference_cases: int
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class BreakerStateUpdate(Update):
    """How a breaker stands since when and why; up to when drift was judged for it, and what opens it no more."""

    state: Settable[str] = UNCHANGED
    reason: Settable[str | None] = UNCHANGED
    known_at: Settable[int] = UNCHANGED
    drift_judged_to: Settable[int] = UNCHANGED
    spent_columns: Settable[list[str]] = UNCHANGED
