"""The register of exceptions: who waived what, why, until when, and how often it was used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.gate.waivers import ExceptionScope
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.registry.exceptions import EXPIRING, ExceptionState, exception_state
from graph.queries.registry.exceptions import EXCEPTIONS, ExceptionsParams, ExceptionsRow
from graph.store.kernel.store import Store

MOST_LISTED = 200
"""A page: two full points; older ones are reached by point and state."""
_FOR_EVER = 2**53
"""Later than any end (ms): the largest whole number that every client reads exactly."""


@dataclass(frozen=True, slots=True)
class GrantedException:
    """An exception as it stands; `holds`: the policy version that it waives a row of is the one in use."""

    id: str
    point: str
    policy_version_id: str
    holds: bool
    rule: str
    scope: ExceptionScope
    subject_id: str
    subject: str
    reason: str
    state: ExceptionState
    granted_at: datetime
    until: datetime
    granted_by: str | None
    requested_by: str | None
    revoked_at: datetime | None
    revoked_by: str | None
    revoke_reason: str | None
    decisions: int


async def exceptions(
    store: Store, point: str | None = None, state: ExceptionState | None = None
) -> Sequence[GrantedException]:
    """Return the newest exceptions, of a point and in a state where one is named."""
    now = store.clock.now()
    at, soon = milliseconds(now), milliseconds(now + EXPIRING)
    after, until = {
        None: (0, _FOR_EVER),
        ExceptionState.ACTIVE: (soon, _FOR_EVER),
        ExceptionState.EXPIRING: (at, soon),
        ExceptionState.EXPIRED: (0, at),
        ExceptionState.REVOKED: (0, _FOR_EVER),
    }[state]
    revoked = None if state is None else state is ExceptionState.REVOKED
    rows = await store.graph.read(EXCEPTIONS, ExceptionsParams("", point, None, revoked, after, until, MOST_LISTED))
    return [_exception(row, now) for row in rows]


async def exception_of(store: Store, exception_id: str) -> GrantedException | Problem:
    """Return one exception by its id."""
    wanted = ExceptionsParams("", None, exception_id, None, 0, _FOR_EVER, 1)
    rows = await store.graph.read(EXCEPTIONS, wanted)
    if rows:
        return _exception(rows[0], store.clock.now())
    return Problem(ProblemCode.NOT_FOUND, f"There is no exception {exception_id}: `exceptions` lists them.")


def _exception(row: ExceptionsRow, now: datetime) -> GrantedException:
    stored = row.exception
    until, revoked_at = moment(stored["until"]), stored["revokedAt"]
    ended = None if revoked_at is None else moment(revoked_at)
    return GrantedException(
        id=stored["id"],
        point=row.point,
        policy_version_id=row.policy_id,
        holds=row.governs,
        rule=stored["rule"],
        scope=ExceptionScope(stored["scope"]),
        subject_id=stored["subjectId"],
        subject=row.subject_name or stored["subjectId"],
        reason=stored["reason"],
        state=exception_state(until, ended, now),
        granted_at=moment(stored["recordedAt"]),
        until=until,
        granted_by=row.granter,
        requested_by=row.asker,
        revoked_at=ended,
        revoked_by=row.revoker,
        revoke_reason=row.revoke_reason,
        decisions=row.decisions,
    )
