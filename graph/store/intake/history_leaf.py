"""The one audit entry of an ingest run: it vouches for the file, the clock and everything that was replayed."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.audit.leaves import FILE_GATES, LeafKind, leaf_hash, run_leaf
from graph.domain.audit.replay_digests import run_digest
from graph.domain.intake.replay import ReplayRun, content_digest, run_commitments
from graph.domain.kernel.canonical import Json
from graph.queries.intake.ingest import RunContentRow, RunDigestsRow, RunRow
from graph.records.audit import AuditEntryRecord


@dataclass(frozen=True, slots=True)
class Finished:
    """A run at its end: as it was stored, how many rows were set aside, the id of its entry, and the moment (ms).

    `file_gates` is the digest of what the gates of its file said.
    """

    stored: RunRow
    run: ReplayRun
    quarantined: int
    entry_id: str
    at: int
    file_gates: str | None = None

    def commitments(self, total: str) -> dict[str, Json]:
        """Return what a leaf says of the run; `total` is the digest over what it brought."""
        return run_commitments(self.run, self.quarantined, self.stored.shift_ms, total)


@dataclass(frozen=True, slots=True)
class RunLeaf:
    """What a run brought as it is stored with it, and its audit entry.

    The counts are None where an older release began the run, for its leaf does not count.
    """

    content_digest: str
    file_gates: str | None
    decisions: int | None
    outcomes: int | None
    entry: AuditEntryRecord


def began_earlier(rows: Sequence[RunDigestsRow]) -> bool:
    """Tell whether an older release, which took no digests, loaded a part of the run."""
    return any(row.digests is None for row in rows)


def covering_leaf(finished: Finished, rows: Sequence[RunDigestsRow]) -> RunLeaf:
    """Return the leaf of a run over what each of its decisions and outcomes stands on."""
    decisions = [[one or "" for one in row.digests or ()] for row in rows if row.kind == "decision"]
    outcomes = [one or "" for row in rows if row.kind == "outcome" for one in row.digests or ()]
    undecided = [[one or "" for one in row.digests or ()] for row in rows if row.kind == "undecided"]
    total = run_digest(decisions, outcomes, undecided)
    counted = {"decisions": len(decisions), "outcomes": len(outcomes)}
    sealed = {**finished.commitments(total), **counted, FILE_GATES: finished.file_gates}
    leaf = run_leaf(finished.stored.id, sealed)
    entry = AuditEntryRecord.of(leaf, finished.entry_id, finished.at)
    return RunLeaf(total, finished.file_gates, len(decisions), len(outcomes), entry)


def first_leaf(finished: Finished, rows: Sequence[RunContentRow]) -> RunLeaf:
    """Return the leaf of a run in the first format, for one that an older release began."""
    total = content_digest(rows)
    subject, fields = finished.stored.id, finished.commitments(total)
    entry = AuditEntryRecord(
        id=finished.entry_id,
        kind=LeafKind.INGEST_RUN.value,
        subject_id=subject,
        leaf_hash=leaf_hash(LeafKind.INGEST_RUN, subject, fields),
        format=None,
        commitments=None,
        unsealed=finished.entry_id,
        recorded_at=finished.at,
    )
    return RunLeaf(total, None, None, None, entry)
