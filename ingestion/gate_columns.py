"""Quality gates over the columns of a file: all cases at once, each with the result that `run_gate` has for one row."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.domain.intake.quality import QualityReport, report
from graph.domain.intake.quality_gates import FieldValue, GateKind, GateRun, QualityGate

Flags: TypeAlias = NDArray[np.bool_]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RUNS = (GateRun.PASSED, GateRun.FAILED, GateRun.NOT_RUN)


def judge_columns(
    gates: Sequence[QualityGate], columns: Mapping[str, Sequence[FieldValue]], intake_findings: Sequence[Sequence[str]]
) -> list[QualityReport]:
    """Return a report for each case; `columns` hold one typed value a case, `intake_findings` its other findings."""
    runs = [run_columns(gate, columns, len(intake_findings)) for gate in gates]
    codes = np.array(runs, np.int8).reshape(len(runs), len(intake_findings))
    known: dict[tuple[bytes, tuple[str, ...]], QualityReport] = {}
    reports = []
    for place, own in enumerate(intake_findings):
        key = (codes[:, place].tobytes(), tuple(own))
        if key not in known:
            case_runs = [(gate, _RUNS[code]) for gate, code in zip(gates, codes[:, place], strict=True)]
            known[key] = report(case_runs, key[1])
        reports.append(known[key])
    return reports


def run_columns(gate: QualityGate, columns: Mapping[str, Sequence[FieldValue]], size: int) -> NDArray[np.int8]:
    """Return how a gate runs on each case: 0 passed, 1 failed, 2 could not run."""
    if any(name not in columns for name in gate.fields):
        return np.full(size, 2, np.int8)
    values = columns[gate.field]
    absent = np.fromiter((value is None for value in values), np.bool_, size)
    match gate.when:
        case GateKind.MISSING:
            return _codes(absent, np.zeros(size, np.bool_))
        case GateKind.NOT_ONE_OF:
            listed = frozenset(gate.values)
            outside = np.fromiter((str(value) not in listed for value in values), np.bool_, size)
            return _codes(outside & ~absent, np.zeros(size, np.bool_))
        case GateKind.BEFORE:
            return _before(gate, values, columns, absent)
        case GateKind.BELOW | GateKind.ABOVE:
            return _beyond(gate, values, absent)


def _before(
    gate: QualityGate, values: Sequence[FieldValue], columns: Mapping[str, Sequence[FieldValue]], absent: Flags
) -> NDArray[np.int8]:
    if gate.other is None:
        return np.full(len(values), 2, np.int8)
    others = columns[gate.other]
    absent = absent | np.fromiter((other is None for other in others), np.bool_, len(others))
    (first, readable), (second, also) = _microseconds(values), _microseconds(others)
    return _codes((first < second) & ~absent, ~(readable & also) & ~absent)


def _beyond(gate: QualityGate, values: Sequence[FieldValue], absent: Flags) -> NDArray[np.int8]:
    if gate.bound is None:
        return np.full(len(values), 2, np.int8)
    numbers = np.fromiter((_number(value) for value in values), np.float64, len(values))
    beyond = numbers < gate.bound if gate.when is GateKind.BELOW else numbers > gate.bound
    return _codes(beyond & ~absent, ~np.isfinite(numbers) & ~absent)


def _codes(failed: Flags, not_run: Flags) -> NDArray[np.int8]:
    return np.where(not_run, 2, np.where(failed, 1, 0)).astype(np.int8)


def _number(value: FieldValue) -> float:
    usable = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if usable else np.nan  # type: ignore[arg-type]  # a number, seen in the line above


def _microseconds(values: Sequence[FieldValue]) -> tuple[NDArray[np.int64], Flags]:
    """Return times since 1970 and where there is one; what is no aware time is 0 and flagged."""
    aware = [value if isinstance(value, datetime) and value.tzinfo is not None else None for value in values]
    since = (0 if value is None else _whole_microseconds(value) for value in aware)
    flags = np.fromiter((value is not None for value in aware), np.bool_, len(aware))
    return np.fromiter(since, np.int64, len(aware)), flags


def _whole_microseconds(at: datetime) -> int:
    passed = at - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds
