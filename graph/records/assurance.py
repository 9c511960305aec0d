"""What must hold and the controls that it supports, as they are stored with their last verdict."""

from dataclasses import dataclass

from graph.records._record import Record, Update


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
