"""Signals of drift as they are stored."""

from dataclasses import dataclass

from graph.records._record import Record


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
