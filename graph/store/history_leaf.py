"""The one audit leaf of an ingest run: it vouches for the file, the clock and everything that was replayed."""

from dataclasses import dataclass

from graph.domain.audit import LeafKind, leaf_hash
from graph.domain.canonical import Json
from graph.domain.replay import ReplayRun
from graph.queries.ingest import RunRow


@dataclass(frozen=True, slots=True)
class RunLeaf:
    """The digest of what a run brought, and the leaf over all of the run's immutable fields."""

    content_digest: str
    leaf_hash: str


def run_leaf(stored: RunRow, run: ReplayRun, quarantined: int, content_digest: str) -> RunLeaf:
    """Return the leaf of a run; every commitment stands on the IngestRun node under the same name."""
    commitments: dict[str, Json] = {
        "key": run.key,
        "pack": run.source.pack,
        "sha256": run.source.sha256,
        "rows": run.source.rows,
        "quarantined": quarantined,
        "contentDigest": content_digest,
        "shiftMs": stored.shift_ms,
    }
    return RunLeaf(content_digest, leaf_hash(LeafKind.INGEST_RUN, stored.id, commitments))
