"""Quality gates of a whole file: what a pack checks of the rows that come in together, each gate one predicate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from graph.domain.intake.distribution import Profile, gap_between
from graph.domain.intake.quality import Quality
from graph.domain.intake.quality_gates import FieldValue, GateRun

FILE_GATE = "file gate "
"""How a finding begins that is about the file of a case, not about its own row."""
_SOURCE_CHECK = "check "
"""How a finding begins that another system made on the data of a case."""
_DAY = timedelta(days=1)


class FileCheck(StrEnum):
    """What is checked of a file: repeated keys, age, number of rows, empty cells, dangling references, drift."""

    UNIQUENESS = "uniqueness"
    FRESHNESS = "freshness"
    VOLUME = "volume"
    MISSINGNESS = "missingness"
    REFERENTIAL = "referential"
    DRIFT = "drift"


class OnFailure(StrEnum):
    """What a failed gate does: taint all cases that come of the file, or stop the load."""

    TAINT = "taint"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class FileGate:
    """One check of a file; `words` say what a file that fails it has.

    `at_most` counts rows (uniqueness, volume), days (freshness) or is a share of rows from 0 to 1 (the others).
    """

    name: str
    check: FileCheck
    words: str
    columns: tuple[str, ...] = ()
    other: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    on_failure: OnFailure = OnFailure.TAINT


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a file's rows hold: the gates' columns, the age of its newest row, its newest version and the one before.

    `before` is None where the dataset has no earlier version.
    """

    rows: int
    columns: Mapping[str, Sequence[FieldValue]]
    age: timedelta | None = None
    newest: Profile = field(default_factory=dict)
    before: Profile | None = None


@dataclass(frozen=True, slots=True)
class FileGateResult:
    """How a gate ran on a file, and what it measured, in words."""

    gate: FileGate
    run: GateRun
    measured: str

    @property
    def finding(self) -> str:
        """What is wrong with a case of a file that failed."""
        return f"{FILE_GATE}{self.gate.name}: {self.gate.words} ({self.measured})"


@dataclass(frozen=True, slots=True)
class FileQuality:
    """What all gates said of one file."""

    results: Sequence[FileGateResult] = ()

    @property
    def verdict(self) -> Quality:
        """Whether every gate ran and passed."""
        if self.failed:
            return Quality.TAINTED
        ran = all(one.run is GateRun.PASSED for one in self.results)
        return Quality.CLEAN if ran else Quality.UNKNOWN

    @property
    def failed(self) -> Sequence[FileGateResult]:
        """The gates that failed, in the pack's order."""
        return [one for one in self.results if one.run is GateRun.FAILED]

    @property
    def stopping(self) -> Sequence[FileGateResult]:
        """The failed gates that stop the load."""
        return [one for one in self.failed if one.gate.on_failure is OnFailure.STOP]

    def findings(self, *, newest: bool) -> tuple[str, ...]:
        """Return what taints a case of the file; `newest` is true for one of its newest version, which drift is of."""
        return tuple(one.finding for one in self.failed if newest or one.gate.check is not FileCheck.DRIFT)


NO_FILE_GATES = FileQuality()
"""What is said of a file where nothing is checked."""


def run_file_gates(gates: Sequence[FileGate], contents: FileContents) -> FileQuality:
    """Run every gate on a file."""
    return FileQuality([_run(gate, contents) for gate in gates])


def version_findings(file_findings: Sequence[str], failed_checks: Sequence[str]) -> list[str]:
    """Return what is wrong with each case of a dataset version: by its file's gates, by checks of other systems."""
    return [*file_findings, *(f"{_SOURCE_CHECK}{name} failed where the data come from" for name in failed_checks)]


def without_file_findings(findings: Sequence[str]) -> list[str]:
    """Return what was found wrong with a case's own rows."""
    return [one for one in findings if not one.startswith((FILE_GATE, _SOURCE_CHECK))]


def _run(gate: FileGate, contents: FileContents) -> FileGateResult:
    if any(name not in contents.columns for name in (*gate.columns, *filter(None, [gate.other]))):
        return FileGateResult(gate, GateRun.NOT_RUN, "a column is not there")
    match gate.check:
        case FileCheck.UNIQUENESS:
            return _unique(gate, contents)
        case FileCheck.FRESHNESS:
            return _fresh(gate, contents)
        case FileCheck.VOLUME:
            return _counted(gate, contents.rows, f"{contents.rows:,} row{'' if contents.rows == 1 else 's'}")
        case FileCheck.MISSINGNESS:
            return _filled(gate, contents)
        case FileCheck.REFERENTIAL:
            return _referred(gate, contents)
        case FileCheck.DRIFT:
            return _drifted(gate, contents)


def _unique(gate: FileGate, contents: FileContents) -> FileGateResult:
    """Count the rows whose values stand in an earlier one; a row without all of the values is equal to no other."""
    keys = [
        key
        for key in zip(*(contents.columns[name] for name in gate.columns), strict=True)
        if all(value is not None for value in key)
    ]
    repeated = len(keys) - len(set(keys))
    return _counted(gate, repeated, f"rows that repeat {' and '.join(gate.columns)} of an earlier one: {repeated:,}")


def _fresh(gate: FileGate, contents: FileContents) -> FileGateResult:
    if contents.age is None:
        return FileGateResult(
            gate, GateRun.NOT_RUN, "there is no row, or its age was judged when the file first came in"
        )
    days = contents.age / _DAY
    return _counted(gate, days, f"its newest row is {days:.1f} days old")


def _filled(gate: FileGate, contents: FileContents) -> FileGateResult:
    empty = sum(value is None for name in gate.columns for value in contents.columns[name])
    return _shared(gate, empty, contents.rows * len(gate.columns), f"of {', '.join(gate.columns)} are empty")


def _referred(gate: FileGate, contents: FileContents) -> FileGateResult:
    known = set(contents.columns[gate.other or ""])
    values = [value for name in gate.columns for value in contents.columns[name] if value is not None]
    dangling = sum(value not in known for value in values)
    return _shared(gate, dangling, len(values), f"of {', '.join(gate.columns)} are no {gate.other} of the file")


def _drifted(gate: FileGate, contents: FileContents) -> FileGateResult:
    if contents.before is None:
        return FileGateResult(gate, GateRun.NOT_RUN, "the first version has nothing to be compared with")
    measured = []
    failed = False
    for name in gate.columns:
        old, new = contents.before.get(name), contents.newest.get(name)
        gap = None if old is None or new is None else gap_between(old, new)
        if gap is None:
            return FileGateResult(gate, GateRun.NOT_RUN, f"{name} cannot be compared with the version before")
        failed = failed or gap.exceeds(gate.at_most or 0.0)
        measured.append(f"{name}: {gap.where}; {gap.chance}")
    return FileGateResult(gate, _result(failed=failed), "; ".join(measured))


def _shared(gate: FileGate, count: int, total: int, words: str) -> FileGateResult:
    share = count / total if total else 0.0
    return _counted(gate, share, f"{count:,} of {total:,} values {words}")


def _counted(gate: FileGate, value: float, measured: str) -> FileGateResult:
    too_few = gate.at_least is not None and value < gate.at_least
    most = 0.0 if gate.at_most is None and gate.at_least is None else gate.at_most
    return FileGateResult(gate, _result(failed=too_few or (most is not None and value > most)), measured)


def _result(*, failed: bool) -> GateRun:
    return GateRun.FAILED if failed else GateRun.PASSED
