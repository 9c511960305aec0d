"""Versions of policies: how they stand, the changes of which one governs, and what one decided without a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.registry import PolicyVersionRecord, PolicyVersionUpdate


class PolicyVersionsParams(NamedTuple):
    """A policy by its id, its key, or a version's id (the others None), and how many versions at most."""

    policy: str | None
    key: str | None
    version: str | None
    limit: int


class PolicyVersionsRow(NamedTuple):
    """A policy, the keys of the points that it governs, and its versions with their changes, the newest first."""

    policy: Stored
    points: Sequence[str]
    versions: Sequence[Stored]


POLICY_VERSIONS = Query(
    "registry/policy/versions.cypher", PolicyVersionsParams, PolicyVersionsRow, Access.READ, hot=True
)


@dataclass(frozen=True, slots=True)
class PolicyChangeRow(Row):
    """A change of a version: tokens first (`stage` is empty of a new one), then what is written.

    `alone`: no other version may wait. `activates`: `active` is superseded, and the points move to their next epoch.
    `revises`: it is the first time that this version follows `active`.
    """

    write_id: str
    policy: str
    version_key: str
    stage: str
    changed_at: int
    active: str | None
    alone: bool
    activates: bool
    revises: bool
    created: PolicyVersionRecord | None
    version: PolicyVersionUpdate
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


CHANGE_POLICY = Query(
    "registry/policy/change.cypher",
    Rows[PolicyChangeRow | Keyed[PolicyChangeRow]],
    VerdictRow,
    Access.WRITE,
    hot=True,
)


class CurrentVersionsParams(NamedTuple):
    """No choice: of all policies."""


class CurrentVersionsRow(NamedTuple):
    """A version that waits or is in use; `activate_at` (epoch ms) is its time, `tested`: it has a back-test."""

    id: str
    stage: str
    activate_at: int | None
    tested: bool


CURRENT_VERSIONS = Query(
    "registry/policy/current.cypher", CurrentVersionsParams, CurrentVersionsRow, Access.READ, hot=True
)


class SetBacktestParams(NamedTuple):
    """A version, when it was last changed as far as was read, and its back-test as canonical JSON."""

    id: str
    changed_at: int
    backtest: str


class SetBacktestRow(NamedTuple):
    """The version's id."""

    id: str


SET_BACKTEST = Query("registry/policy/set_backtest.cypher", SetBacktestParams, SetBacktestRow, Access.WRITE, hot=True)


class AutomaticParams(NamedTuple):
    """A policy version, since when (epoch ms), and how many decisions are listed."""

    version: str
    since: int
    limit: int


class AutomaticRow(NamedTuple):
    """How many there are, and one of them; None where there is none."""

    total: int
    id: str | None
    case: str | None
    action: str | None
    decided_at: int | None


AUTOMATIC = Query("registry/policy/automatic.cypher", AutomaticParams, AutomaticRow, Access.READ, hot=True)
