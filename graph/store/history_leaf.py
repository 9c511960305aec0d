"""The one audit entry of an ingest run: it vouches for the file, the clock and everything that was replayed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.domain.audit.leaves import FORMAT, LeafKind, leaf_hash, run_leaf
from graph.domain.audit.replay_digests import run_digest
from graph.domain.intake.replay import ReplayRun, content_digest
from graph.domain.kernel.canonical import Json
from graph.queries.ingest import RunContentRow, RunDigestsRow, RunRow


@dataclass(frozen=True, slots=True)
class RunLeaf:
    """What a run brought as it is stored with it, and the fields of its audit entry.

    The counts are None where an older release began the run, for its leaf does not count.
    """

    content_digest: str
    decisions: int | None
    outcomes: int | None
    entry: Mapping[str, Any]


def began_earlier(rows: Sequence[RunDigestsRow]) -> bool:
    """Tell whether an older release, which took no digests, loaded a part of the run."""
    return any(row.digests is None for row in rows)


def covering_leaf(stored: RunRow, run: ReplayRun, quarantined: int, rows: Sequence[RunDigestsRow]) -> RunLeaf:
    """Return the leaf of a run over what each of its decisions and outcomes stands on."""
    decisions = [[one or "" for one in row.digests or ()] for row in rows if row.kind == "decision"]
    outcomes = [one or "" for row in rows if row.kind == "outcome" for one in row.digests or ()]
    total = run_digest(decisions, outcomes)
    counted = {"decisions": len(decisions), "outcomes": len(outcomes)}
    leaf = run_leaf(stored.id, {**_fields(stored, run, quarantined, total), **counted})
    entry = {"leafHash": leaf.hash, "format": FORMAT, "commitments": leaf.text}
    return RunLeaf(total, len(decisions), len(outcomes), entry)


def first_leaf(stored: RunRow, run: ReplayRun, quarantined: int, rows: Sequence[RunContentRow]) -> RunLeaf:
    """Return the leaf of a run in the first format, for one that an older release began."""
    total = content_digest(f"{row.case_key}|{row.action}|{row.person_key}|{row.decided_at}" for row in rows)
    fields = _fields(stored, run, quarantined, total)
    return RunLeaf(total, None, None, {"leafHash": leaf_hash(LeafKind.INGEST_RUN, stored.id, fields)})


def _fields(stored: RunRow, run: ReplayRun, quarantined: int, total: str) -> dict[str, Json]:
    return {
        "key": run.key,
        "pack": run.source.pack,
        "sha256": run.source.sha256,
        "rows": run.source.rows,
        "quarantined": quarantined,
        "contentDigest": total,
        "shiftMs": stored.shift_ms,
    }
