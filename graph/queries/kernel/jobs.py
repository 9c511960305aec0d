"""Leases of jobs: one worker runs each."""

from typing import NamedTuple

from graph.queries.kernel.query import Access, Query


class TakeLeaseParams(NamedTuple):
    """Which job, who wants it, and for how long (ms)."""

    job: str
    holder: str
    lease_ms: int


class TakeLeaseRow(NamedTuple):
    """The epoch under which the holder may write."""

    epoch: int


class GiveBackParams(NamedTuple):
    """Which job, and who held it."""

    job: str
    holder: str


class GiveBackRow(NamedTuple):
    """The job that is free."""

    job: str


TAKE_LEASE = Query("kernel/jobs/take_lease.cypher", TakeLeaseParams, TakeLeaseRow, Access.WRITE, hot=True)
GIVE_BACK = Query("kernel/jobs/give_back.cypher", GiveBackParams, GiveBackRow, Access.WRITE, hot=True)
