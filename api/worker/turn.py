"""What one pass of a job is given."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from graph.store.kernel.jobs import JobHold
from graph.store.kernel.store import Store


@dataclass(frozen=True, slots=True)
class Turn:
    """One pass of a job: the store, the hold under which it writes, and where keys and models are kept.

    A pass that takes longer than moments ends when `stopping` is set.
    """

    store: Store
    hold: JobHold
    data_dir: Path
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
