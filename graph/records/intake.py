"""Cases as they come in: the case, its input, the check of that input, and what it concerns."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.intake.quality import QualityReport
from graph.domain.intake.quality_gates import FieldValue
from graph.domain.intake.rules import IntakeRules, gate_row_text
from graph.domain.kernel.canonical import Json, canonical_json
from graph.records._record import UNCHANGED, Record, Settable, Update


class Times(NamedTuple):
    """When something happened, was known and is recorded (ms); `source_at`: on the source's own clock.

    Where nobody knows when it happened, `sequence` is its place in a log without a clock.
    """

    occurred_at: int | None
    known_at: int
    recorded_at: int
    source_at: int | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class CaseRecord(Record):
    """A case that was submitted; `submitted` is canonical JSON of what was stated beside the payload."""

    id: str
    key: str
    external_id: str
    state: str
    awaiting_score: str | None
    sort_key: str
    version: int
    payload: str
    payload_digest: str
    payload_revision: int
    reach: int
    origin: str
    submitter_ids: list[str]
    submitted: str
    person_required: bool | None
    look_alikes: list[str] | None
    occurred_at: int | None
    sequence: int | None
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class CaseUpdate(Update):
    """What a command changes of a case."""

    version: Settable[int] = UNCHANGED
    state: Settable[str] = UNCHANGED
    awaiting_score: Settable[str | None] = UNCHANGED
    payload: Settable[str] = UNCHANGED
    payload_digest: Settable[str] = UNCHANGED
    payload_revision: Settable[int] = UNCHANGED
    person_required: Settable[bool] = UNCHANGED
    open_appeal: Settable[str | None] = UNCHANGED
    appealed_round: Settable[int] = UNCHANGED
    blind_review: Settable[bool] = UNCHANGED
    submitter_ids: Settable[list[str]] = UNCHANGED
    submitted: Settable[str] = UNCHANGED


@dataclass(frozen=True, slots=True)
class InputSnapshotRecord(Record):
    """The values a case is judged on, as canonical JSON with their digest; `source_at`: on the source's own clock."""

    id: str
    values: str
    digest: str
    quality: str
    as_of: int
    source_at: int | None
    occurred_at: int | None
    sequence: int | None
    known_at: int
    recorded_at: int

    @classmethod
    def of(cls, payload: Mapping[str, Json], quality: str, snapshot_id: str, times: Times) -> "InputSnapshotRecord":
        """Return the snapshot of a payload as of when it was known."""
        values = canonical_json(dict(payload))
        return cls(
            id=snapshot_id,
            values=values.decode(),
            digest=hashlib.sha256(values).hexdigest(),
            quality=quality,
            as_of=times.known_at,
            source_at=times.source_at,
            occurred_at=times.occurred_at,
            sequence=times.sequence,
            known_at=times.known_at,
            recorded_at=times.recorded_at,
        )


@dataclass(frozen=True, slots=True)
class QualityCheckRecord(Record):
    """The verdict of the quality gates on one snapshot: how each ran, and on which values."""

    id: str
    verdict: str
    findings: list[str]
    gates_passed: list[str]
    gates_failed: list[str]
    gates_not_run: list[str]
    gates_digest: str | None
    gate_row: str | None
    known_at: int
    recorded_at: int

    @classmethod
    def of(
        cls,
        judged: tuple[IntakeRules | None, Mapping[str, FieldValue], QualityReport],
        check_id: str,
        times: Times,
    ) -> "QualityCheckRecord":
        """Return the check of a row by the rules of its point."""
        rules, row, report = judged
        return cls(
            id=check_id,
            verdict=report.verdict.value,
            findings=list(report.findings),
            gates_passed=list(report.passed),
            gates_failed=list(report.failed),
            gates_not_run=list(report.not_run),
            gates_digest=None if rules is None else rules.gates_digest(),
            gate_row=None if rules is None else gate_row_text(rules, row),
            known_at=times.known_at,
            recorded_at=times.recorded_at,
        )


@dataclass(frozen=True, slots=True)
class BusinessEntityRecord(Record):
    """Something that a case concerns, on first sight."""

    id: str
    key: str
    kind: str
    external_id: str
    name: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class IdentityMatchRecord(Record):
    """Two entities that may be one, as they are proposed."""

    id: str
    key: str
    sort_key: str
    state: str
    score: float
    reason: str
    version: int
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class IdentityMatchUpdate(Update):
    """What was decided about two entities that may be one."""

    state: str
    sort_key: str
    version: int


@dataclass(frozen=True, slots=True)
class CategoryRecord(Record):
    """A class of entities of one kind."""

    id: str
    key: str
    name: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ConstraintRecord(Record):
    """A limit on how the firm may deal with an entity."""

    id: str
    key: str
    name: str
    words: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class SolutionRecord(Record):
    """By what records were solved, as it is stored for the first time; its figures follow as an update."""

    id: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class SolutionUpdate(Update):
    """How many records were solved so, and how many of them were opened again, by a moment."""

    records: int
    reopened: int
    known_at: int


@dataclass(frozen=True, slots=True)
class QuarantinedRowRecord(Record):
    """A row that was refused, as it came in."""

    id: str
    key: str
    sort_key: str
    state: str
    version: int
    row: int
    reason: str
    record_key: str | None
    column: str | None
    cells: str | None
    raw: str | None


@dataclass(frozen=True, slots=True)
class QuarantinedRowUpdate(Update):
    """What was done with a refused row."""

    state: str
    sort_key: str
    version: int
    reason: Settable[str] = UNCHANGED
    column: Settable[str | None] = UNCHANGED
    mended: Settable[str | None] = UNCHANGED
