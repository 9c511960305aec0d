"""Leases of jobs: one worker runs each."""

from dataclasses import dataclass

from graph.queries._query import Access, Query


@dataclass(frozen=True)
class TakeLeaseParams:
    """Which job, who wants it, and for how long (ms)."""

    job: str
    holder: str
    lease_ms: int


@dataclass(frozen=True)
class TakeLeaseRow:
    """The epoch under which the holder may write."""

    epoch: int


@dataclass(frozen=True)
class GiveBackParams:
    """Which job, and who held it."""

    job: str
    holder: str


@dataclass(frozen=True)
class GiveBackRow:
    """The job that is free."""

    job: str


TAKE_LEASE = Query("jobs/take_lease.cypher", TakeLeaseParams, TakeLeaseRow, Access.WRITE, hot=True)
GIVE_BACK = Query("jobs/give_back.cypher", GiveBackParams, GiveBackRow, Access.WRITE, hot=True)
