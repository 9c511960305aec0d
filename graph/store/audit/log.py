"""The audit log as it is asked for: checkpoints, proofs and exports."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from graph.domain.audit.checkpoint import Signed
from graph.domain.audit.decision_reading import Opened
from graph.domain.audit.leaves import FIRST_FORMAT
from graph.domain.audit.merkle import Window
from graph.domain.audit.proof import checkpoint_json
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.queries.audit import log as audit
from graph.queries.audit.log import EntryRow
from graph.store.audit.leaves import Commitments, readings
from graph.store.audit.log_pages import checkpoints, entries
from graph.store.audit.sealing import newest_checkpoint, signed_of
from graph.store.kernel.store import Store


@dataclass(frozen=True, slots=True)
class Proof:
    """What one entry commits to, its place, and the path to a signed checkpoint (hashes in hex)."""

    entry_id: str
    kind: str
    subject: str
    commitments: Commitments
    leaf_format: int
    leaf_hash: str
    leaf_index: int
    path: tuple[str, ...]
    signed: Signed

    def as_json(self) -> dict[str, Json]:
        """Return the proof as the file that `signoff audit verify --proof` takes."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "format": self.leaf_format,
            "commitments": self.commitments,
            "leafHash": self.leaf_hash,
            "leafIndex": self.leaf_index,
            "path": list(self.path),
            "checkpoint": checkpoint_json(self.signed),
        }


async def checkpoint(store: Store) -> Signed | None:
    """Return the newest signed checkpoint; None before the first."""
    stored = await newest_checkpoint(store)
    if stored is None:
        return None
    if stored["signature"] is not None:
        return signed_of(stored)
    earlier = await _signed_checkpoints(store)
    return earlier[-1] if earlier else None


async def proof(store: Store, subject_id: str) -> Proof | Problem:
    """Return the proof that a subject (a decision, undo, outcome or ingest run) is in the signed log."""
    read = await opened_proof(store, subject_id)
    return read if isinstance(read, Problem) else read[0]


async def opened_proof(store: Store, subject_id: str) -> tuple[Proof, Opened] | Problem:
    """Return the proof of a subject, and what the digests that it holds are taken of."""
    rows = await store.graph.read(audit.ENTRY_OF, audit.EntryOfParams(subject_id))
    if not rows:
        return Problem(
            ProblemCode.NOT_FOUND, f"The audit log has no entry about {subject_id}: take a decision's id from a list."
        )
    entry = rows[0]
    if entry.leaf_index is None:
        return _pending()
    covering = await store.graph.read(audit.CHECKPOINTS, audit.CheckpointsParams(entry.leaf_index, 1))
    if not covering or covering[0].checkpoint["signature"] is None:
        return _pending()
    stored = covering[0].checkpoint
    window = await _window(store, entry.leaf_index, stored["treeSize"])
    known = (await readings(store, [entry])).get(entry.subject_id)
    path = window.inclusion_proof(entry.leaf_index)
    proved = Proof(
        entry_id=entry.id,
        kind=entry.kind,
        subject=entry.subject_id,
        commitments={} if known is None else known.commitments,
        leaf_format=entry.leaf_format or FIRST_FORMAT,
        leaf_hash=entry.leaf_hash,
        leaf_index=entry.leaf_index,
        path=tuple(node.hex() for node in path),
        signed=signed_of(stored),
    )
    return proved, Opened() if known is None else known.opened


async def exported(store: Store) -> AsyncIterator[str]:
    """Yield the log as lines of JSON: entries with what they commit to, and each signed checkpoint after its last."""
    size = 0
    for signed in await _signed_checkpoints(store):
        async for rows in entries(store, size, signed.checkpoint.size):
            known = await readings(store, rows)
            for row in rows:
                reading = known.get(row.subject_id)
                yield json.dumps({"entry": _entry(row, {} if reading is None else reading.commitments)})
        size = signed.checkpoint.size
        yield json.dumps({"checkpoint": checkpoint_json(signed)})


async def _window(store: Store, index: int, size: int) -> Window:
    """Return the part of the log that the proof of one entry needs: what its checkpoint added to the one before."""
    rows = await store.graph.read(audit.CHECKPOINT_BELOW, audit.CheckpointBelowParams(index + 1))
    start, frontier = 0, list[bytes]()
    if rows:
        start = rows[0].checkpoint["treeSize"]
        frontier = [bytes.fromhex(node) for node in rows[0].checkpoint["frontier"]]
    leaves = [bytes.fromhex(row.leaf_hash) async for page in entries(store, start, size) for row in page]
    return Window(frontier, start, leaves)


async def _signed_checkpoints(store: Store) -> list[Signed]:
    return [signed_of(stored) async for stored in checkpoints(store, 0) if stored["signature"] is not None]


def _entry(row: EntryRow, commitments: Commitments) -> dict[str, Json]:
    return {
        "index": row.leaf_index,
        "kind": row.kind,
        "subject": row.subject_id,
        "leafHash": row.leaf_hash,
        "format": row.leaf_format or FIRST_FORMAT,
        "commitments": commitments,
    }


def _pending() -> Problem:
    message = "The entry is not sealed yet: ask again in a second (a worker must be running)."
    return Problem(ProblemCode.UNAVAILABLE, message, {"state": "PENDING"})
