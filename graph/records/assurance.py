"""What must hold with its last verdict, the controls that it supports, and figures with their targets."""

from dataclasses import dataclass

from graph.records._record import UNCHANGED, Record, Settable, Update


@dataclass(frozen=True, slots=True)
class ControlRecord(Record):
    """A control that is stored for the first time; its wording follows as an update."""

    id: str
    key: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ControlUpdate(Update):
    """A control as the catalogue of this release words it."""

    name: str
    framework: str
    provision: str
    words: str
    applies_from: str | None


@dataclass(frozen=True, slots=True)
class InvariantRecord(Record):
    """An invariant that is stored for the first time; its wording and verdict follow as an update."""

    id: str
    key: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class InvariantUpdate(Update):
    """An invariant as the catalogue of this release words it, and how its check ended; `listed` is canonical JSON."""

    name: str
    kind: str
    number: int | None
    mend: str
    awaits: str | None
    verdict: str
    failing: int
    at_least: bool
    listed: str
    checked_at: int


@dataclass(frozen=True, slots=True)
class KpiRecord(Record):
    """A figure that a decision point is judged by, as it is opened; people set its target later."""

    id: str
    key: str
    target: float | None
    version: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class KpiUpdate(Update):
    """What a release or a pack says of a figure, what history tells of it, or what people agreed."""

    name: Settable[str] = UNCHANGED
    figure: Settable[str | None] = UNCHANGED
    outcome: Settable[str | None] = UNCHANGED
    formula: Settable[str] = UNCHANGED
    unit: Settable[str] = UNCHANGED
    better: Settable[str] = UNCHANGED
    target: Settable[float | None] = UNCHANGED
    money: Settable[float | None] = UNCHANGED
    history_value: Settable[float | None] = UNCHANGED
    history_cases: Settable[int] = UNCHANGED
    history_reason: Settable[str | None] = UNCHANGED
    version: Settable[int] = UNCHANGED
