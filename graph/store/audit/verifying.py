"""The check of the graph against its audit log: every entry from its nodes, every root, signature and the log's end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from graph.domain.audit.checkpoint import Signed, verifies
from graph.domain.audit.decision_reading import Reading, first_difference
from graph.domain.audit.leaves import FIRST_FORMAT, LeafKind, leaf_hash
from graph.domain.audit.merkle import appended, root_of
from graph.domain.kernel.stored import Stored
from graph.queries.audit import log as audit
from graph.queries.audit.log import EntryRow
from graph.store.audit.inserted import first_inserted
from graph.store.audit.leaves import Commitments, parsed, readings
from graph.store.audit.log_pages import checkpoints, entries
from graph.store.audit.replayed_runs import run_fault
from graph.store.audit.sealing import signed_of
from graph.store.audit.signing import Head, Loss
from graph.store.kernel.store import Store

_NOTHING_SIGNED = "Nothing is signed yet, so nothing can be checked: run a worker, which seals and signs the log."
_NO_HEAD = (
    "Nothing here says where the log ended, so a cut end could not be told: restore audit-head.json of the data folder "
    "from your backup, or give a checkpoint that was kept elsewhere (--checkpoint)."
)


@dataclass(frozen=True, slots=True)
class Trusted:
    """What is trusted from outside the database: the public key, what was signed last, a checkpoint kept elsewhere.

    `restored` says that the database was put back to an earlier day on purpose: a loss is then told, and no fault.
    """

    key: Ed25519PublicKey | None
    head: Head | None
    earlier: Signed | None = None
    restored: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """How much of the log was checked, how many entries wait for their place, and the first fault in words.

    `erased_notes` are those that cannot be checked any more, for the keys of their writers were destroyed.
    """

    entries: int
    checkpoints: int
    waiting: int
    fault: str | None
    losses: tuple[str, ...] = ()
    erased_notes: int = 0


async def verify_graph(store: Store, trusted: Trusted) -> Verified:
    """Recompute the log from the nodes and compare it with what was signed; the first fault is named."""
    losses = () if trusted.head is None else tuple(_message_of(loss) for loss in trusted.head.losses)
    walk = _Walk(store, trusted)
    fault = losses[0] if losses and not trusted.restored else await walk.fault()
    return Verified(walk.size, walk.checkpoints, walk.waiting, fault, losses, walk.erased_notes)


@dataclass(slots=True)
class _Walk:
    """One pass over the log, in order, that holds a page of it at a time."""

    store: Store
    trusted: Trusted
    frontier: list[bytes] = field(default_factory=list)
    size: int = 0
    checkpoints: int = 0
    waiting: int = 0
    contradiction: str | None = None
    silent_size: int = 0
    erased_notes: int = 0

    async def fault(self) -> str | None:
        head, earlier = self.trusted.head, self.trusted.earlier
        if fault := self._earlier_fault():
            return fault
        while True:
            async for stored in checkpoints(self.store, self.size):
                if head is None and earlier is None:
                    return _NO_HEAD
                fault = self._gap_fault(stored) or self._signature_fault(stored) or await self._stretch_fault(stored)
                if fault:
                    return fault
            outside = (await self.store.graph.read(audit.OUTSIDE, audit.OutsideParams(self.size)))[0]
            self.waiting = outside.waiting
            if not outside.beyond:
                return self._end_fault() or await first_inserted(self.store)
            newer = await self.store.graph.read(audit.CHECKPOINTS, audit.CheckpointsParams(self.size, 1))
            if not newer:
                return f"Entry {self.size} has a place in the log, but no checkpoint covers it."

    def _earlier_fault(self) -> str | None:
        earlier, key = self.trusted.earlier, self.trusted.key
        if earlier is not None and (key is None or not verifies(earlier, key)):
            return "The kept checkpoint's signature is not of this public key."
        return None

    def _gap_fault(self, stored: Stored) -> str | None:
        """Name the checkpoint that stood before this one and is gone; those of older releases do not say which."""
        size, before = stored["treeSize"], stored["previousSize"]
        if before is None:
            self.silent_size = size
            return None
        if self.size < before < size:
            return f"The checkpoint of size {before} was deleted: that of size {size} was made after it."
        if before != self.size:
            return f"The checkpoint of size {size} was changed, or that of size {self.size} was added."
        return None

    def _signature_fault(self, stored: Stored) -> str | None:
        """Say what is wrong with a checkpoint's signature; the newest ones may still wait for theirs."""
        head, size = self.trusted.head, stored["treeSize"]
        if stored["signature"] is None:
            signed_once = head is None or size <= head.size
            return f"The signature of the checkpoint of size {size} was removed." if signed_once else None
        if self.trusted.key is None or not verifies(signed_of(stored), self.trusted.key):
            return f"The signature of the checkpoint of size {size} is not of this public key."
        self.checkpoints += head is None or size <= head.size
        return None

    async def _stretch_fault(self, stored: Stored) -> str | None:
        """Check the entries that a checkpoint added to the one before, and its root over all."""
        end = stored["treeSize"]
        async for rows in entries(self.store, self.size, end):
            known = await readings(self.store, rows)
            if fault := await self._page_fault(rows, known):
                return fault
        if self.size != end:
            return f"Entry {self.size} of the audit log is missing."
        if root_of(self.frontier).hex() != stored["rootHash"]:
            return f"The entries up to {end} do not give the root that was signed."
        if self.contradiction:
            return self.contradiction
        if [node.hex() for node in self.frontier] != stored["frontier"]:
            return f"The checkpoint of size {end} was changed: its list of inner hashes is not the log's."
        return None

    async def _page_fault(self, rows: Sequence[EntryRow], known: Mapping[str, Reading]) -> str | None:
        for row in rows:
            if row.leaf_index != self.size:
                return f"Entry {self.size} of the audit log is missing."
            if fault := await _entry_fault(self.store, row, known.get(row.subject_id)):
                return fault
            self.erased_notes += known[row.subject_id].erased
            self.frontier, self.size = appended(self.frontier, self.size, [bytes.fromhex(row.leaf_hash)])
            self.contradiction = self.contradiction or self._contradicted()
        return None

    def _contradicted(self) -> str | None:
        """Say where the log at this size is not the one that was remembered outside the database."""
        head, earlier = self.trusted.head, self.trusted.earlier
        root = root_of(self.frontier).hex() if self.size in self._remembered else ""
        if head is not None and head.size == self.size and head.root != root:
            return f"The entries up to {self.size} are not those that were signed last (audit-head.json)."
        if earlier is not None and earlier.checkpoint.size == self.size and earlier.checkpoint.root != root:
            return f"The log contradicts the kept checkpoint of size {self.size}: history was rewritten."
        return None

    @property
    def _remembered(self) -> tuple[int, ...]:
        head, earlier = self.trusted.head, self.trusted.earlier
        return (-1 if head is None else head.size, -1 if earlier is None else earlier.checkpoint.size)

    def _end_fault(self) -> str | None:
        head, longest = self.trusted.head, max(self._remembered)
        if self.size < longest:
            return (
                f"Entry {self.size} of the audit log is missing: {longest} were signed. Its end was cut off, or the "
                "database was put back to an older copy."
            )
        if head is not None and head.checkpoints is not None and self.checkpoints != head.checkpoints:
            among = self.silent_size or head.size
            return (
                f"A checkpoint below size {among} was deleted or added: {head.checkpoints} were signed up to entry "
                f"{head.size - 1}, {self.checkpoints} are there."
            )
        return None if self.size else _NOTHING_SIGNED


def _message_of(loss: Loss) -> str:
    return (
        f"Entry {loss.left} and what followed it were lost: {loss.size} entries were signed in log {loss.log_id}, of "
        f"which the database had {loss.left} when the next were sealed. Its end was cut off, or an older copy was "
        "restored; after a restore on purpose, check with --restored."
    )


async def alterations(store: Store, ids: Sequence[str]) -> dict[str, str | None]:
    """Return for each of these decisions that has an entry what differs from it in the nodes, None for nothing."""
    rows = await store.graph.read(audit.ENTRIES_OF, audit.SubjectsParams(ids))
    known = await readings(store, rows)
    return {row.subject_id: _node_fault(row, known.get(row.subject_id)) for row in rows}


async def _entry_fault(store: Store, row: EntryRow, reading: Reading | None) -> str | None:
    fault = _node_fault(row, reading)
    if fault is None and reading is not None and LeafKind(row.kind) is LeafKind.INGEST_RUN:
        fault = await run_fault(store.graph, reading.commitments, row.leaf_format or FIRST_FORMAT)
        return None if fault is None else f"{_named(row)}: {fault}."
    return fault


def _node_fault(row: EntryRow, reading: Reading | None) -> str | None:
    """Return what differs between an entry and the nodes it is about, None for nothing."""
    named = _named(row)
    if reading is None:
        return f"{named}: its nodes are gone or cut off."
    written = None if row.commitments is None else parsed(row.commitments)
    if written is not None and _hash_of(row, written) != row.leaf_hash:
        return f"{named}: what it says that it commits to was changed."
    if reading.faults:
        return f"{named}: {reading.faults[0]}."
    known = reading.commitments
    if reading.erased and written is None:
        return None  # The first format keeps no commitment beside the hash: without the key it cannot be taken again.
    if _hash_of(row, known) != row.leaf_hash:
        what = None if written is None else first_difference(written, known)
        return f"{named}: its {what or 'nodes'} {'was' if what else 'were'} changed after it was written."
    return None


def _named(row: EntryRow) -> str:
    place = "" if row.leaf_index is None else f" {row.leaf_index}"
    return f"Entry{place} ({row.kind} {row.subject_id})"


def _hash_of(row: EntryRow, known: Commitments) -> str:
    return leaf_hash(LeafKind(row.kind), row.subject_id, known, row.leaf_format or FIRST_FORMAT)
