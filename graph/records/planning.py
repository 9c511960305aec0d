"""What planners work with: frozen snapshots, forecasts, scenarios and their runs."""

from dataclasses import dataclass

from graph.records._record import UNCHANGED, Record, Settable, Update


@dataclass(frozen=True, slots=True)
class SnapshotRecord(Record):
    """A decision point, frozen, with the counts of what it holds; `key` is its digest."""

    id: str
    key: str
    as_of: int
    shift_ms: int
    cases: int
    decisions: int
    outcomes: int
    tasks: int
    people: int
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ForecastRunRecord(Record):
    """A forecast run that is requested, or made."""

    id: str
    key: str
    series: str
    state: str
    attribute: str
    period: str
    lead: int
    period_start: int | None
    period_end: int | None
    first_row: int | None
    last_row: int | None
    before_row: int | None
    issued_at: int
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ForecastRunUpdate(Update):
    """A forecast run that has been made."""

    series: str
    state: str
    attribute: str
    period: str
    lead: int
    period_start: int | None
    period_end: int | None
    first_row: int | None
    last_row: int | None
    before_row: int | None
    issued_at: int
    protocol: str
    origin: str
    unscored_until: int | None
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ForecastRecord(Record):
    """The count that is forecast for one node and period; `causes` are JSON, `subject` is the id of another node."""

    id: str
    key: str
    node: str
    node_kind: str
    subject: str | None
    event: str
    period: str
    lead: int
    period_start: int | None
    period_end: int | None
    first_row: int | None
    last_row: int | None
    before_row: int | None
    issued_at: int
    origin: str
    expected: float
    low: int
    high: int
    usual: float | None
    ewma: float
    excess: float | None
    excess_share: float | None
    causes: str
    sort_key: str
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ScenarioRecord(Record):
    """Changes to try, as canonical JSON; `key` is their digest."""

    id: str
    key: str
    name: str
    content: str
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class SimulationRunRecord(Record):
    """A run of a scenario, queued or begun."""

    id: str
    sort_key: str
    waiting: str | None
    state: str
    progress: float
    seed: int
    started_at: int | None
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class SimulationRunUpdate(Update):
    """How a run ended; `result` is JSON."""

    state: str
    result: str | None
    failure: str | None
    code_version: str | None
    ended_at: int
    progress: Settable[float] = UNCHANGED
