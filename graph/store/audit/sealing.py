"""The sealer: gives each new audit entry its place in the log and signs what was stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.domain.audit.checkpoint import Checkpoint, Signed, sign
from graph.domain.audit.merkle import appended, root_of
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.stored import Stored
from graph.errors import SignoffError
from graph.queries.audit import log as audit
from graph.queries.kernel.query import Nothing
from graph.records.audit import CheckpointRecord
from graph.store.audit.signing import Head, Loss, SigningFolder, new_log_id
from graph.store.kernel.jobs import JobHold
from graph.store.kernel.store import Store

JOB = "seal"
_MOST_AT_ONCE = 5_000
"""Entries of one read: a second's work, and a few megabytes."""


class LogContradicted(SignoffError):
    """What the database holds is not what was sealed: nothing is signed, and somebody has to look."""


@dataclass(frozen=True, slots=True)
class _Log:
    """The log as its newest checkpoint tells it."""

    log_id: str
    size: int
    frontier: tuple[bytes, ...]


async def seal(store: Store, hold: JobHold, folder: SigningFolder) -> int:
    """Seal what waits, in the order of time, and sign every unsigned size; return how many entries were sealed.

    Raises `LogContradicted` where a stored entry or checkpoint is not what was sealed.
    """
    await _refuse_rollback(store, folder)
    newest = await newest_checkpoint(store)
    log = _log_of(newest, folder) if newest is not None else _Log(_first_log(folder), 0, ())
    sealed = await _seal_waiting(store, hold, log)
    await _sign_unsigned(store, folder)
    return sealed


async def newest_checkpoint(store: Store) -> Stored | None:
    """Return the newest checkpoint's stored properties."""
    rows = await store.graph.read(audit.NEWEST_CHECKPOINT, Nothing())
    return rows[0].checkpoint if rows else None


def checkpoint_of(stored: Stored) -> Checkpoint:
    """Return a stored checkpoint as it is signed."""
    return Checkpoint(stored["logId"], stored["treeSize"], stored["rootHash"], stored["recordedAt"])


def signed_of(stored: Stored) -> Signed:
    """Return a stored checkpoint with its signature."""
    return Signed(checkpoint_of(stored), stored["keyId"], stored["signature"])


async def _seal_waiting(store: Store, hold: JobHold, log: _Log) -> int:
    rows = await store.graph.read(audit.UNSEALED, audit.UnsealedParams(_MOST_AT_ONCE))
    if not rows:
        return 0
    rows.sort(key=lambda row: (row.recorded_at, row.id))
    frontier, size = appended(log.frontier, log.size, (bytes.fromhex(row.leaf_hash) for row in rows))
    checkpoint = CheckpointRecord(
        id=store.clock.new_id(),
        log_id=log.log_id,
        tree_size=size,
        previous_size=log.size,
        root_hash=root_of(frontier).hex(),
        frontier=[node.hex() for node in frontier],
        recorded_at=milliseconds(store.clock.now()),
    )
    places = [audit.PlaceRow(row.id, index) for index, row in enumerate(rows, log.size)]
    written = await store.graph.write(
        audit.SEAL, audit.SealParams(hold.job, hold.holder, hold.epoch, places, checkpoint)
    )
    return written[0].sealed if written else 0


async def _sign_unsigned(store: Store, folder: SigningFolder) -> None:
    """Read back what was stored since the last signature, recompute it, and sign what agrees."""
    head = folder.head()
    before = await _stored_at(store, head.size) if head is not None else None
    roots, size = _frontier(before), 0 if before is None else before["treeSize"]
    signed_before = await _signed_before(store, head)
    for row in await store.graph.read(audit.CHECKPOINTS, audit.CheckpointsParams(size, _MOST_AT_ONCE)):
        stored = row.checkpoint
        leaves = await _leaves(store, size, stored["treeSize"])
        roots, size = appended(roots, size, leaves)
        if size != stored["treeSize"] or root_of(roots).hex() != stored["rootHash"]:
            raise LogContradicted(
                f"The entries up to {stored['treeSize']} of the audit log do not give the root that was sealed. "
                "Run `signoff audit verify` and compare with a checkpoint kept elsewhere."
            )
        signed = sign(checkpoint_of(stored), folder.private_key())
        await store.graph.write(audit.SIGN, audit.SignParams(size, signed.signature, signed.key_id))
        signed_before += 1
        losses = () if head is None else head.losses
        folder.remember(Head(stored["logId"], size, stored["rootHash"], signed_before, losses))


async def _signed_before(store: Store, head: Head | None) -> int:
    """Return how many checkpoints were signed up to the head; counted in the graph where the file does not say."""
    if head is None:
        return 0
    if head.checkpoints is not None:
        return head.checkpoints
    return (await store.graph.read(audit.COUNT_CHECKPOINTS, audit.CountCheckpointsParams(head.size)))[0].checkpoints


async def _leaves(store: Store, first: int, end: int) -> list[bytes]:
    leaves: list[bytes] = []
    for begins in range(first, end, _MOST_AT_ONCE):
        params = audit.SealedParams(begins, min(begins + _MOST_AT_ONCE, end))
        leaves += [bytes.fromhex(row.leaf_hash) for row in await store.graph.read(audit.SEALED, params)]
    return leaves


async def _refuse_rollback(store: Store, folder: SigningFolder) -> None:
    """Start a new log where the database no longer has what was signed last: it was restored to an earlier day."""
    head = folder.head()
    if head is None:
        return
    stored = await _stored_at(store, head.size)
    if stored is None or stored["rootHash"] != head.root:
        newest = await newest_checkpoint(store)
        if newest is not None and newest["treeSize"] >= head.size:
            raise LogContradicted(
                f"The checkpoint of size {head.size} is not the one that was signed. "
                "Compare with a checkpoint kept elsewhere before anything more is sealed."
            )
        size, root = (0, "") if newest is None else (newest["treeSize"], newest["rootHash"])
        lost = Loss(head.log_id, head.size, head.root, size)
        shorter = replace(head, log_id=new_log_id(), size=size, root=root, checkpoints=None)
        folder.remember(replace(shorter, losses=(*head.losses, lost)))


async def _stored_at(store: Store, size: int) -> Stored | None:
    rows = await store.graph.read(audit.CHECKPOINT_AT, audit.CheckpointAtParams(size))
    return rows[0].checkpoint if rows else None


def _log_of(newest: Stored, folder: SigningFolder) -> _Log:
    head = folder.head()
    log_id = newest["logId"] if head is None else head.log_id
    return _Log(log_id, newest["treeSize"], tuple(_frontier(newest)))


def _frontier(stored: Stored | None) -> Sequence[bytes]:
    return [] if stored is None else [bytes.fromhex(node) for node in stored["frontier"]]


def _first_log(folder: SigningFolder) -> str:
    head = folder.head()
    return new_log_id() if head is None else head.log_id
