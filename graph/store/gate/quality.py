"""What comes in, checked by the intake rules of its decision point, and how the result is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.intake.case import CaseSubmission
from graph.domain.intake.file_gates import version_findings
from graph.domain.intake.masking import uncorrectable
from graph.domain.intake.payload_fields import check_times, in_time, odd_times, readable_row, taken_payload, typed_row
from graph.domain.intake.plausible import check_plausible, span_until
from graph.domain.intake.quality import QualityReport, judge, with_findings
from graph.domain.intake.quality_gates import FieldValue
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.keys import DatasetVersionKey
from graph.domain.kernel.problems import Problem
from graph.queries.registry.versions import JudgedVersion
from graph.records.intake import InputSnapshotRecord, QualityCheckRecord, Times
from graph.store.kernel.decision_point import Point
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of


@dataclass(frozen=True, slots=True)
class Received:
    """A submission as its point takes it: the payload, and what the gates say of its row."""

    point: Point
    payload: Mapping[str, Json]
    row: Mapping[str, FieldValue]
    report: QualityReport

    def snapshot(self, snapshot_id: str, times: Times) -> InputSnapshotRecord:
        """Return the payload as it is stored."""
        return InputSnapshotRecord.of(self.payload, self.report.verdict.value, snapshot_id, times)

    def check(self, check_id: str, times: Times) -> QualityCheckRecord:
        """Return the quality check as it is stored."""
        return QualityCheckRecord.of((self.point.intake, self.row, self.report), check_id, times)


async def receive(store: Store, point: Point, submission: CaseSubmission) -> Received | Problem:
    """Judge a submission; a refusal stands only by rules that were read just now: another process may change them."""
    now = store.clock.now()
    received = _received(point, submission, now)
    if isinstance(received, Problem):
        newest = await point_of(store, point.key, fresh=True)
        received = received if newest is None or newest.epoch == point.epoch else _received(newest, submission, now)
    if isinstance(received, Problem):
        return received
    report = with_findings(received.report, await _of_version(store, submission))
    return replace(received, payload=store.masks.sealed(received.point.intake, received.payload), report=report)


async def _of_version(store: Store, submission: CaseSubmission) -> Sequence[str]:
    """Return what is wrong with each case of the dataset version that a submission names, whichever door it takes."""
    if submission.source is None:
        return ()
    source = submission.source
    key = DatasetVersionKey(source.namespace, source.dataset, source.version).text
    row = await store.version_findings.ask(JudgedVersion(key))
    return () if row is None else version_findings(row.findings, row.checks_failed)


def taken_correction(point: Point, correction: Mapping[str, Json], now: datetime) -> Mapping[str, Json] | Problem:
    """Return a reviewer's correction as its point takes it, or refuse what the fields of the point do not allow."""
    rules = point.intake
    if rules is None:
        return correction
    if problem := uncorrectable(rules, correction):
        return problem
    typed = typed_row(rules, correction, "correction")
    if isinstance(typed, Problem):
        return typed
    odd = check_times(rules, typed, span_until(point.plausible_from, now), "correction")
    return odd or taken_payload(rules, correction)


def judged_payload(point: Point, payload: Mapping[str, Json], now: datetime) -> Received:
    """Judge a payload that a person has corrected: what cannot be read by the rules leaves its gates unrun."""
    rules = point.intake
    if rules is None:
        return Received(point, payload, {}, judge(None, {}))
    row = readable_row(rules, payload)
    odd = [fault for _, fault in odd_times(rules, row, span_until(point.plausible_from, now))]
    return Received(point, payload, row, judge(rules.gates, row, odd))


def _received(point: Point, submission: CaseSubmission, now: datetime) -> Received | Problem:
    rules, row = point.intake, submission.gate_row
    span = span_until(point.plausible_from, now)
    # A file's times are judged on its own clock, by its door, and only taint: a row is not lost for them.
    happened = submission.occurred_at if row is None else None
    if happened is not None and (problem := check_plausible(happened, "occurredAt", span)):
        return problem
    if row is not None:
        payload = in_time(rules, submission.payload)
    elif rules is None:
        payload, row = dict(submission.payload), {}
    else:
        typed = typed_row(rules, submission.payload)
        if isinstance(typed, Problem):
            return typed
        if problem := check_times(rules, typed, span):
            return problem
        payload, row = taken_payload(rules, submission.payload), typed
    return Received(point, payload, row, judge(None if rules is None else rules.gates, row, submission.findings))
