"""One try of a hot write: what its verdict, or its failure, means for the caller."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.errors import CommitOutcomeUnknown, DatabaseUnavailable, UniquenessViolated
from graph.queries._rows import WRITTEN
from graph.store.group_commit import GroupCommit, QueueFull, Row
from graph.store.requests import read_back, unavailable, unknown_outcome
from graph.store.store import Store

TRIES = 3
"""How often a rule is run again on facts that moved, before the caller is told to come back."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Nothing was written, because the facts moved since they were read: `verdict` says which."""

    verdict: str


Result = Mapping[str, Any]


async def commit(store: Store, group: GroupCommit, row: Row, result: Result, case_id: str) -> Result | Problem | Moved:
    """Send a row through its group and return its result, the stored result of a repetition, or a problem."""
    key, digest = row["idempotency"]["key"], row["idempotency"]["requestDigest"]
    try:
        verdict = await group.submit(row, case_id=case_id, key=key)
    except QueueFull:
        return Problem(ProblemCode.RATE_LIMITED, "Too many requests wait to be saved: try again in a moment.")
    except UniquenessViolated:
        return await read_back(store, key, digest) or Moved("TAKEN")
    except CommitOutcomeUnknown:
        return await _found_out(store, key, digest)
    except DatabaseUnavailable:
        return unavailable("The database does not answer")
    if verdict == WRITTEN:
        return result
    if verdict == "KEY_USED":
        return await read_back(store, key, digest) or Moved(verdict)
    return Moved(verdict)


async def _found_out(store: Store, key: str, digest: str) -> Result | Problem:
    """Read back by key what a broken commit did; where nothing was written the client may safely try again."""
    try:
        return await read_back(store, key, digest) or unknown_outcome()
    except DatabaseUnavailable:
        return unknown_outcome()
