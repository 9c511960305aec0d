"""The audit log as it is asked for: checkpoints, proofs, exports, and the check against the nodes."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.domain.audit import LeafKind, leaf_hash
from graph.domain.audit_proof import told_of
from graph.domain.canonical import Json
from graph.domain.checkpoint import Signed
from graph.domain.merkle import Window, appended, root_of
from graph.domain.problems import Problem, ProblemCode
from graph.domain.replay import content_digest
from graph.queries import audit
from graph.queries.audit import SealedRow
from graph.queries.ingest import RUN_CONTENT, FindRunParams
from graph.store.leaves import Commitments, commitments
from graph.store.sealing import newest_checkpoint, signed_of
from graph.store.store import Store

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Proof:
    """What one entry commits to, its place, and the path to a signed checkpoint (hashes in hex)."""

    entry_id: str
    kind: str
    subject: str
    commitments: Commitments
    leaf_hash: str
    leaf_index: int
    path: tuple[str, ...]
    signed: Signed

    def told(self) -> dict[str, Json]:
        """Return the proof as the file that `signoff audit verify --proof` takes."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "commitments": self.commitments,
            "leafHash": self.leaf_hash,
            "leafIndex": self.leaf_index,
            "path": list(self.path),
            "checkpoint": told_of(self.signed),
        }


async def checkpoint(store: Store) -> Signed | None:
    """Return the newest signed checkpoint; None before the first."""
    stored = await newest_checkpoint(store)
    if stored is None:
        return None
    if stored["signature"] is not None:
        return signed_of(stored)
    earlier = await _signed_checkpoints(store, 0)
    return earlier[-1] if earlier else None


async def proof(store: Store, subject_id: str) -> Proof | Problem:
    """Return the proof that a subject (a decision, undo, outcome or ingest run) is in the signed log."""
    rows = await store.graph.read(audit.ENTRY_OF, audit.EntryOfParams(subject_id))
    if not rows:
        return Problem(ProblemCode.NOT_FOUND, f"The audit log has no entry about {subject_id}.")
    entry = rows[0]
    if entry.leaf_index is None:
        return _pending()
    covering = await store.graph.read(audit.CHECKPOINTS, audit.CheckpointsParams(entry.leaf_index, 1))
    if not covering or covering[0].checkpoint["signature"] is None:
        return _pending()
    stored = covering[0].checkpoint
    window = await _window(store, entry.leaf_index, stored["treeSize"])
    kind = LeafKind(entry.kind)
    known = await commitments(store, kind, [entry.subject_id])
    path = window.inclusion_proof(entry.leaf_index)
    return Proof(
        entry_id=entry.id,
        kind=entry.kind,
        subject=entry.subject_id,
        commitments=known.get(entry.subject_id, {}),
        leaf_hash=entry.leaf_hash,
        leaf_index=entry.leaf_index,
        path=tuple(node.hex() for node in path),
        signed=signed_of(stored),
    )


async def exported(store: Store) -> AsyncIterator[str]:
    """Yield the log as lines of JSON: entries with what they commit to, and each signed checkpoint after its last."""
    size = 0
    for signed in await _signed_checkpoints(store, 0):
        async for rows in _entries(store, size, signed.checkpoint.size):
            known = await _commitments(store, rows)
            for row in rows:
                yield json.dumps({"entry": _entry(row, known.get(row.subject_id, {}))})
        size = signed.checkpoint.size
        yield json.dumps({"checkpoint": told_of(signed)})


async def first_contradiction(store: Store) -> str | None:
    """Recompute the log from the nodes; return the first entry or checkpoint that they contradict, in words."""
    size, frontier = 0, list[bytes]()
    for signed in await _signed_checkpoints(store, 0):
        async for rows in _entries(store, size, signed.checkpoint.size):
            known = await _commitments(store, rows)
            for row in rows:
                if row.leaf_index != size:
                    return f"Entry {size} of the audit log is missing."
                if fault := await _entry_fault(store, row, known.get(row.subject_id)):
                    return fault
                frontier, size = appended(frontier, size, [bytes.fromhex(row.leaf_hash)])
        if size != signed.checkpoint.size or root_of(frontier).hex() != signed.checkpoint.root:
            return f"The entries up to {signed.checkpoint.size} do not give the root that was signed."
    return None


async def _entry_fault(store: Store, row: SealedRow, found: Commitments | None) -> str | None:
    named = f"Entry {row.leaf_index} ({row.kind} {row.subject_id})"
    if found is None:
        return f"{named}: its nodes are gone or cut off."
    if leaf_hash(LeafKind(row.kind), row.subject_id, found) != row.leaf_hash:
        return f"{named}: its nodes were changed after it was written."
    if LeafKind(row.kind) is LeafKind.INGEST_RUN and not await _run_holds(store, found):
        return f"{named}: the decisions that it brought were changed."
    return None


async def _run_holds(store: Store, found: Mapping[str, Any]) -> bool:
    rows = await store.graph.read(RUN_CONTENT, FindRunParams(found["key"]))
    lines = (f"{row.case_key}|{row.action}|{row.person_key}|{row.decided_at}" for row in rows)
    return bool(content_digest(lines) == found["contentDigest"])


async def _window(store: Store, index: int, size: int) -> Window:
    """Return the part of the log that the proof of one entry needs: what its checkpoint added to the one before."""
    rows = await store.graph.read(audit.CHECKPOINT_BELOW, audit.CheckpointBelowParams(index + 1))
    start, frontier = 0, list[bytes]()
    if rows:
        start = rows[0].checkpoint["treeSize"]
        frontier = [bytes.fromhex(node) for node in rows[0].checkpoint["frontier"]]
    leaves = [bytes.fromhex(row.leaf_hash) async for page in _entries(store, start, size) for row in page]
    return Window(frontier, start, leaves)


async def _signed_checkpoints(store: Store, after: int) -> list[Signed]:
    found: list[Signed] = []
    while rows := await store.graph.read(audit.CHECKPOINTS, audit.CheckpointsParams(after, _PAGE)):
        found += [signed_of(row.checkpoint) for row in rows if row.checkpoint["signature"] is not None]
        after = rows[-1].checkpoint["treeSize"]
    return found


async def _entries(store: Store, first: int, end: int) -> AsyncIterator[Sequence[SealedRow]]:
    for begins in range(first, end, _PAGE):
        yield await store.graph.read(audit.SEALED, audit.SealedParams(begins, min(begins + _PAGE, end)))


async def _commitments(store: Store, rows: Sequence[SealedRow]) -> dict[str, Commitments]:
    known: dict[str, Commitments] = {}
    for kind in LeafKind:
        subjects = [row.subject_id for row in rows if row.kind == kind.value]
        if subjects:
            known |= await commitments(store, kind, subjects)
    return known


def _entry(row: SealedRow, found: Commitments) -> dict[str, Json]:
    return {
        "index": row.leaf_index,
        "kind": row.kind,
        "subject": row.subject_id,
        "leafHash": row.leaf_hash,
        "commitments": found,
    }


def _pending() -> Problem:
    message = "The entry is not sealed yet: ask again in a second (a worker must be running)."
    return Problem(ProblemCode.UNAVAILABLE, message, {"state": "PENDING"})
