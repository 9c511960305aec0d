"""Quality gates: what a decision point checks on the row that a case starts with, each gate one pure predicate."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

FieldValue: TypeAlias = str | float | bool | datetime | None
"""A typed value of a row; times are aware. A field that is there without a value is None, an absent one has no key."""


class GateKind(StrEnum):
    """When a gate fails: one time before another, no value, a text outside a list, a number beyond a bound."""

    BEFORE = "before"
    MISSING = "missing"
    NOT_ONE_OF = "not_one_of"
    BELOW = "below"
    ABOVE = "above"


class GateRun(StrEnum):
    """What came of running one gate on one row."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    NOT_RUN = "NOT_RUN"


@dataclass(frozen=True, slots=True)
class QualityGate:
    """One check; `words` say what a row that fails it has."""

    name: str
    when: GateKind
    field: str
    words: str
    other: str | None = None
    values: tuple[str, ...] = ()
    bound: float | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Name the fields that the gate reads."""
        return (self.field,) if self.other is None else (self.field, self.other)


def run_gate(gate: QualityGate, row: Mapping[str, FieldValue]) -> GateRun:
    """Run a gate on a typed row; it cannot run where a field is absent or holds another type."""
    if any(name not in row for name in gate.fields):
        return GateRun.NOT_RUN
    value = row[gate.field]
    match gate.when:
        case GateKind.MISSING:
            return _result(failed=value is None)
        case GateKind.NOT_ONE_OF:
            return _result(failed=value is not None and str(value) not in gate.values)
        case GateKind.BEFORE:
            return GateRun.NOT_RUN if gate.other is None else _before(value, row[gate.other])
        case GateKind.BELOW | GateKind.ABOVE:
            return _beyond(gate, value)


def _before(value: FieldValue, other: FieldValue) -> GateRun:
    if value is None or other is None:
        return GateRun.PASSED
    if not (_is_moment(value) and _is_moment(other)):
        return GateRun.NOT_RUN
    return _result(failed=value < other)  # type: ignore[operator]  # both are times, seen above


def _beyond(gate: QualityGate, value: FieldValue) -> GateRun:
    if gate.bound is None:
        return GateRun.NOT_RUN
    if value is None:
        return GateRun.PASSED
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return GateRun.NOT_RUN
    return _result(failed=value < gate.bound if gate.when is GateKind.BELOW else value > gate.bound)


def _is_moment(value: FieldValue) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _result(*, failed: bool) -> GateRun:
    return GateRun.FAILED if failed else GateRun.PASSED
