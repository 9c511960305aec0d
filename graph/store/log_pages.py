"""The audit log page by page: its entries in order, its checkpoints by size, and what the nodes say of both."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from graph.domain.audit import LeafKind
from graph.queries import audit
from graph.queries.audit import SealedRow
from graph.store.leaves import Commitments, commitments
from graph.store.store import Store

PAGE = 2_000
"""Entries that are read at once: some megabytes with all that decisions stand on."""


async def entries(store: Store, first: int, end: int) -> AsyncIterator[Sequence[SealedRow]]:
    """Yield the entries from place `first` up to, not at, `end`, a page at a time."""
    for begins in range(first, end, PAGE):
        yield await store.graph.read(audit.SEALED, audit.SealedParams(begins, min(begins + PAGE, end)))


async def checkpoints(store: Store, after: int) -> AsyncIterator[Mapping[str, Any]]:
    """Yield the stored checkpoints larger than `after`, smallest first, signed or not."""
    while rows := await store.graph.read(audit.CHECKPOINTS, audit.CheckpointsParams(after, PAGE)):
        for row in rows:
            yield row.checkpoint
        after = rows[-1].checkpoint["treeSize"]


async def commitments_of(store: Store, rows: Sequence[SealedRow]) -> dict[str, Commitments]:
    """Return what the nodes say today about these entries, by subject; one whose nodes are gone is missing."""
    known: dict[str, Commitments] = {}
    for kind in LeafKind:
        subjects = [row.subject_id for row in rows if row.kind == kind.value]
        if subjects:
            known |= await commitments(store, kind, subjects)
    return known
