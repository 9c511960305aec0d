"""What the file gates of a pack say of a file: all rows that came in together, against the version before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.domain.intake.case import CaseSubmission
from graph.domain.intake.distribution import Profile
from graph.domain.intake.file_gates import (
    NO_FILE_GATES,
    FileCheck,
    FileContents,
    FileGate,
    FileQuality,
    OnFailure,
    run_file_gates,
)
from graph.domain.intake.quality import with_findings
from graph.domain.intake.quality_gates import GateRun
from graph.domain.intake.replay import History, ReplayCase
from graph.domain.kernel.keys import DatasetKey
from graph.errors import InvalidInput
from graph.store.intake.file_quality import profile_before
from graph.store.kernel.store import Store
from ingestion.file_profiles import profile_of, values_of
from ingestion.history import LogReading, events_by_part
from ingestion.pack.file_gates import FileGateSpec
from ingestion.pack.model import Pack


@dataclass(frozen=True, slots=True)
class FileStatement:
    """What the gates said of a file, and which of its versions is the newest (None: it has no row)."""

    quality: FileQuality = NO_FILE_GATES
    newest: str | None = None


def file_gates(pack: Pack) -> tuple[FileGate, ...]:
    """Return the pack's file gates as the domain runs them."""
    return tuple(_gate(gate) for gate in pack.file_gates)


async def check_file(store: Store, reading: LogReading) -> FileStatement:
    """Run the file gates; InvalidInput where one that stops the load failed, before anything is written."""
    stated = judge_file(reading, await _stored_before(store, reading))
    if stopping := stated.quality.stopping:
        failed = "; ".join(f"{one.gate.name}: {one.gate.words} ({one.measured})" for one in stopping)
        remedy = "send a file that passes, or have the gate taint (`on_failure: taint`) instead of stopping"
        raise InvalidInput(f"{reading.log.name} is not loaded, nothing was written; file gate {failed}; {remedy}.")
    return stated


def judge_file(reading: LogReading, before: Profile | None = None) -> FileStatement:
    """Return what the gates say; `before` profiles the version before the file, which a file of one week needs."""
    pack = reading.pack
    gates = file_gates(pack)
    if not gates:
        return FileStatement()
    weeks = events_by_part(reading)
    if not weeks:
        return FileStatement(run_file_gates(gates, FileContents(0, dict.fromkeys(_columns(gates), ()))))
    events = [event for week in weeks.values() for event in week]
    profiles = [profile_of(pack, reading.log, week) for week in list(weeks.values())[-2:]]
    contents = FileContents(
        rows=len(events),
        columns={name: values_of(reading.log, events, name) for name in _columns(gates)},
        age=None
        if reading.log.has_mended_rows or not pack.clock.has_times
        else reading.latest - max(event.at for event in events),
        newest=profiles[-1],
        before=profiles[0] if len(profiles) > 1 else before,
    )
    return FileStatement(run_file_gates(gates, contents), list(weeks)[-1])


def tainted_history(history: History, stated: FileStatement) -> History:
    """Return a history with what the gates said of its file, and that in the findings of its cases."""
    history = replace(history, file=stated.quality)
    if not stated.quality.failed:
        return history
    decisions = [replace(one, case=_tainted(one.case, stated)) for one in history.decisions]
    return replace(history, decisions=decisions, undecided=[_tainted(one, stated) for one in history.undecided])


def _tainted(case: ReplayCase, stated: FileStatement) -> ReplayCase:
    return replace(case, quality=with_findings(case.quality, findings_of(stated, case.version)))


def tainted_submission(submission: CaseSubmission, stated: FileStatement) -> CaseSubmission:
    """Return a case with the findings of its file."""
    version = None if submission.source is None else submission.source.version
    return replace(submission, findings=(*submission.findings, *findings_of(stated, version)))


def file_gate_facts(quality: FileQuality) -> list[dict[str, Any]]:
    """Return how each gate ran as a JSON object."""
    return [
        {
            "gate": one.gate.name,
            "check": one.gate.check.value,
            "run": one.run.value,
            "measured": one.measured,
            "onFailure": one.gate.on_failure.value,
        }
        for one in quality.results
    ]


def file_gate_sentences(quality: FileQuality) -> Iterator[str]:
    """Yield how many gates passed, and each that did not with what it does."""
    if not quality.results:
        return
    passed = sum(one.run is GateRun.PASSED for one in quality.results)
    yield f"file gates: {passed} of {len(quality.results)} passed"
    for one in quality.results:
        if one.run is GateRun.FAILED:
            stops = one.gate.on_failure is OnFailure.STOP
            what = "the file is not loaded" if stops else "its cases are tainted"
            yield f"  {one.gate.name} failed, {what}: {one.gate.words} ({one.measured})"
        elif one.run is GateRun.NOT_RUN:
            yield f"  {one.gate.name} did not run: {one.measured}"


def _gate(spec: FileGateSpec) -> FileGate:
    return FileGate(
        spec.name,
        spec.check,
        spec.words,
        tuple(spec.columns),
        spec.other,
        spec.at_least,
        spec.at_most,
        spec.on_failure,
    )


def _columns(gates: Sequence[FileGate]) -> Sequence[str]:
    return sorted({name for gate in gates for name in (*gate.columns, gate.other) if name is not None})


def findings_of(stated: FileStatement, version: str | None) -> tuple[str, ...]:
    """Return what taints a case of that version, and of the live part of it, for what its file is."""
    return stated.quality.findings(newest=version is not None and version.startswith(stated.newest or "\0"))


async def _stored_before(store: Store, reading: LogReading) -> Profile | None:
    source, weeks = reading.pack.source, events_by_part(reading)
    if len(weeks) != 1 or not any(gate.check is FileCheck.DRIFT for gate in reading.pack.file_gates):
        return None
    (events,) = weeks.values()
    first = reading.shift.moved(min(event.at for event in events))
    return await profile_before(store.graph, DatasetKey(source.namespace, source.dataset).text, first)
