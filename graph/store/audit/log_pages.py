"""The audit log page by page: its entries in order, its checkpoints by size."""

from collections.abc import AsyncIterator, Sequence

from graph.domain.kernel.stored import Stored
from graph.queries.audit import log as audit
from graph.queries.audit.log import EntryRow
from graph.store.kernel.store import Store

PAGE = 2_000
"""Entries that are read at once: some megabytes with all that decisions stand on."""


async def entries(store: Store, first: int, end: int) -> AsyncIterator[Sequence[EntryRow]]:
    """Yield the entries from place `first` up to, not at, `end`, a page at a time."""
    for begins in range(first, end, PAGE):
        yield await store.graph.read(audit.ENTRIES, audit.SealedParams(begins, min(begins + PAGE, end)))


async def checkpoints(store: Store, after: int) -> AsyncIterator[Stored]:
    """Yield the stored checkpoints larger than `after`, smallest first, signed or not."""
    while rows := await store.graph.read(audit.CHECKPOINTS, audit.CheckpointsParams(after, PAGE)):
        for row in rows:
            yield row.checkpoint
        after = rows[-1].checkpoint["treeSize"]
