"""Leases of jobs: of any number of workers, one runs each job at a time."""

from dataclasses import dataclass

from graph.queries.kernel.jobs import GIVE_BACK, TAKE_LEASE, GiveBackParams, TakeLeaseParams
from graph.store.kernel.store import Store

LEASE_MS = 15_000
"""How long a job stands still after its worker was killed."""


@dataclass(frozen=True, slots=True)
class JobHold:
    """A job held by a worker under an epoch, which its writes compare."""

    job: str
    holder: str
    epoch: int


async def take(store: Store, job: str, holder: str) -> JobHold | None:
    """Take or prolong the lease of a job; None while another worker has it."""
    rows = await store.graph.write(TAKE_LEASE, TakeLeaseParams(job, holder, LEASE_MS))
    return JobHold(job, holder, rows[0].epoch) if rows else None


async def give_back(store: Store, job: str, holder: str) -> None:
    """Let another worker have the job at once."""
    await store.graph.write(GIVE_BACK, GiveBackParams(job, holder))
