"""The register of delegations: whose work is or was in whose hands, from when until when, and how much came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.delegation import DelegationState, delegation_state
from graph.queries.people.delegations import DELEGATIONS, DelegationsParams, DelegationsRow
from graph.store.kernel.store import Store

MOST_LISTED = 200
"""A page; older ones are reached by person."""


@dataclass(frozen=True, slots=True)
class MadeDelegation:
    """A delegation as it stands; `reviews` is how many verdicts were given by it."""

    id: str
    delegator_id: str
    delegator: str
    delegate_id: str
    delegate: str
    begins: datetime
    ends: datetime
    ended_at: datetime | None
    state: DelegationState
    reason: str | None
    made_by: str | None
    reviews: int


async def delegations(
    store: Store, person_id: str | None = None, *, open_only: bool = False
) -> Sequence[MadeDelegation]:
    """Return the newest delegations, of a person on either side, those that run or will run, where so named."""
    now = store.clock.now()
    since = milliseconds(now) if open_only else None
    rows = await store.graph.read(DELEGATIONS, DelegationsParams(None, person_id, since, MOST_LISTED))
    return [_made(row, now) for row in rows]


async def delegation_of(store: Store, delegation_id: str) -> MadeDelegation | Problem:
    """Return one delegation by its id."""
    rows = await store.graph.read(DELEGATIONS, DelegationsParams(delegation_id, None, None, 1))
    if rows:
        return _made(rows[0], store.clock.now())
    return Problem(ProblemCode.NOT_FOUND, f"There is no delegation {delegation_id}: `delegations` lists them.")


def _made(row: DelegationsRow, now: datetime) -> MadeDelegation:
    stored = row.delegation
    begins, ends = moment(stored["begins"]), moment(stored["ends"])
    ended = None if stored["endedAt"] is None else moment(stored["endedAt"])
    return MadeDelegation(
        id=stored["id"],
        delegator_id=stored["delegatorId"],
        delegator=row.delegator or stored["delegatorId"],
        delegate_id=stored["delegateId"],
        delegate=row.delegate or stored["delegateId"],
        begins=begins,
        ends=ends,
        ended_at=ended,
        state=delegation_state(begins, ends, ended, now),
        reason=stored["reason"],
        made_by=row.made_by,
        reviews=row.reviews,
    )
