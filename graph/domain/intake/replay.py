"""Replayed history: decisions that a firm took before Signoff, and the digest that seals them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from graph.domain.intake.case import EntityRef
from graph.domain.intake.distribution import Profile
from graph.domain.intake.file_gates import NO_FILE_GATES, FileQuality
from graph.domain.intake.quality import QualityReport
from graph.domain.intake.quality_gates import FieldValue
from graph.domain.intake.rules import IntakeRules
from graph.domain.kernel.canonical import Json, Scalar
from graph.domain.kernel.keys import DatasetKey, LoadKey, VersionKey
from graph.domain.kernel.row_moments import row_text
from graph.domain.people.identity import LogActor


def practice_of(point: str) -> str:
    """Name the policy that stands for how the firm decided at a point until now."""
    return f"{point}: practice before Signoff"


@dataclass(frozen=True, slots=True)
class ReplaySource:
    """Whose data are replayed: the pack's point and source, and the file with its SHA-256 and row count."""

    pack: str
    point: str
    source: str
    licence: str
    namespace: str
    dataset: str
    columns: tuple[str, ...]
    file: str
    sha256: str
    rows: int
    rows_of: str = ""

    @property
    def file_sha256(self) -> str:
        """The SHA-256 of the file alone: refused rows are known by it, for mended ones make another reading of it."""
        return self.rows_of or self.sha256


@dataclass(frozen=True, slots=True)
class ReplayRun:
    """One load: what of the file is history (before `as_of`, on the log's clock), moved by whole weeks.

    `until` is None where the whole file is history. A log that is not `timed` only has an order, and `until` stands for
    a row of it.
    """

    source: ReplaySource
    until: datetime | None
    as_of: datetime
    shift_weeks: int
    timed: bool = True

    @property
    def key(self) -> str:
        """The natural key: pack, file and end of history."""
        until = ""
        if self.until is not None:
            until = self.until.isoformat(timespec="minutes") if self.timed else row_text(self.until)
        return LoadKey(self.source.pack, self.source.sha256, until).text

    @property
    def practice(self) -> str:
        """The name of the policy that stands for how the firm decided until now."""
        return practice_of(self.source.point)

    @property
    def practice_key(self) -> str:
        """The key of the policy version that stands for how the firm decided until now."""
        return VersionKey(self.practice, "1").text

    @property
    def dataset_key(self) -> str:
        """The key of the dataset."""
        return DatasetKey(self.source.namespace, self.source.dataset).text


@dataclass(frozen=True, slots=True)
class ReplayVersion:
    """The rows of one week: its name such as 2016-W15, SHA-256 over them, count, last event (shifted, UTC).

    `slice` says which part of the dataset that is, by the log's own clock; `profile` how the columns are distributed
    that a later version is compared by.
    """

    version: str
    sha256: str
    rows: int
    known_at: datetime
    slice: str = ""
    profile: Profile = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReplayFeature:
    """An input of models: name, type, unit, when it is known, and its label."""

    name: str
    value_type: str
    unit: str | None
    availability: str
    label: str


@dataclass(frozen=True, slots=True)
class ReplayEntity:
    """A business entity of the log, the category it was first seen in, and the constraints it was last seen under.

    `owner` is who answered for it last; `ties` are people with a tie to it, each with what ties them in words, and
    `depends_on` other entities that it rests on.
    """

    kind: str
    id: str
    category: str | None = None
    constraints: tuple[str, ...] = ()
    owner: LogActor | None = None
    ties: tuple[tuple[LogActor, str], ...] = ()
    depends_on: tuple[EntityRef, ...] = ()

    @property
    def people(self) -> tuple[LogActor, ...]:
        """Everybody whom the log names with it."""
        return (*(() if self.owner is None else (self.owner,)), *(person for person, _ in self.ties))


@dataclass(frozen=True, slots=True)
class ReplayCase:
    """A case as its start row tells it; times are shifted, `source_at` is not; `line` counts from 1.

    `gate_row` is what its quality gates read, `requested_by` the person in the log who asked for it. Of a log without a
    clock `place` is the row's in its order; then nothing is known of when it was but when it was loaded (`started_at`).
    """

    external_id: str
    values: Mapping[str, Scalar]
    entities: tuple[EntityRef, ...]
    quality: QualityReport
    gate_row: Mapping[str, FieldValue]
    started_at: datetime
    source_at: datetime | None
    version: str
    line: int
    requested_by: LogActor | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class ReplayDecision:
    """What was done with a case, and the verdict on the proposal that it amounts to; `machine`: no person decided.

    Of a log without a clock `place` is that of the deciding row, and `decided_at` when it was loaded.
    """

    case: ReplayCase
    action: str
    verdict: str
    decider: str
    decided_at: datetime
    machine: bool = False
    place: int | None = None


@dataclass(frozen=True, slots=True)
class ReplayOutcome:
    """What became of a case, and when that was known (shifted, UTC); `timed`: that it then happened, too.

    `place` is the row of a log without a clock from which it was known.
    """

    external_id: str
    name: str
    value: bool
    known_at: datetime
    timed: bool = True
    place: int | None = None


@dataclass(frozen=True, slots=True)
class ReplayRefusal:
    """A row that was set aside: where, why, whose, by which column; its cells by column, or its text where it has none.

    Personal columns are left out.
    """

    line: int
    reason: str
    key: str | None = None
    column: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class SolvedCase:
    """A past case of a record that was solved, and since when that was known (shifted, UTC)."""

    external_id: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class ReplaySolution:
    """By what records were solved, how many, how many of them were opened again, and their cases."""

    name: str
    records: int
    reopened: int
    solved: tuple[SolvedCase, ...]


@dataclass(frozen=True, slots=True)
class History:
    """All that one load brings, in file order; `file` is what the gates said of the file itself.

    `undecided` are past cases that nobody is known to have decided.
    """

    run: ReplayRun
    intake: IntakeRules
    actor_column: str
    versions: Sequence[ReplayVersion]
    features: Sequence[ReplayFeature]
    entities: Sequence[ReplayEntity]
    decisions: Sequence[ReplayDecision]
    outcomes: Sequence[ReplayOutcome]
    refusals: Sequence[ReplayRefusal]
    file: FileQuality = NO_FILE_GATES
    undecided: Sequence[ReplayCase] = ()
    solutions: Sequence[ReplaySolution] = ()

    def sha256_of(self, version: str) -> str | None:
        """Return the SHA-256 over the rows of one week, by its name."""
        return next((one.sha256 for one in self.versions if one.version == version), None)


def run_commitments(run: ReplayRun, quarantined: int, shift_ms: int, content: str) -> dict[str, Json]:
    """Return what the leaf of a run says of it without counts; `content` is the digest over what it brought."""
    return {
        "key": run.key,
        "pack": run.source.pack,
        "sha256": run.source.sha256,
        "rows": run.source.rows,
        "quarantined": quarantined,
        "contentDigest": content,
        "shiftMs": shift_ms,
    }


def content_digest(decisions: Iterable[tuple[str, str, str, int]]) -> str:
    """Return the SHA-256 (hex) over the sorted lines `case key|action|person key|decided ms` of a run."""
    total = hashlib.sha256()
    for line in sorted("|".join(map(str, decision)) for decision in decisions):
        total.update(line.encode())
        total.update(b"\n")
    return total.hexdigest()
