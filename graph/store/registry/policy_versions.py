"""What is stored of a policy: its versions, how each stands, who changed that when and why."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.gate.policy_differences import policy_differences
from graph.domain.gate.stored_policy import compiled_policy
from graph.domain.gate.table import CompiledPolicy
from graph.domain.kernel.moments import moment
from graph.domain.kernel.stored import Stored
from graph.domain.registry.change import ChangeState
from graph.queries.registry.policy_changes import (
    CURRENT_VERSIONS,
    POLICY_VERSIONS,
    SET_BACKTEST,
    CurrentVersionsParams,
    CurrentVersionsRow,
    PolicyVersionsParams,
    PolicyVersionsRow,
    SetBacktestParams,
)
from graph.store.kernel.store import Store

MOST_VERSIONS = 100
"""Of one policy: years of changes, and few enough for one page."""


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One change of a version: what was done, by whom (None: by Signoff at the agreed time), when and why."""

    command: str
    by: str | None
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A version of a policy; `changed_at` (epoch ms) is its token, `backtest` a JSON object."""

    id: str
    key: str
    state: ChangeState
    recorded_at: datetime
    table: str
    thresholds: Mapping[str, float]
    proposer_id: str | None
    proposer: str | None
    approver_id: str | None
    approver: str | None
    activate_at: datetime | None
    activated_at: datetime | None
    changed_at: int
    replaced: str | None
    backtest: Mapping[str, Any] | None
    changes: Sequence[VersionChange]

    @property
    def may_return(self) -> bool:
        """Tell whether it was in use before, and a second person's signature still stands."""
        signed = self.approver_id is not None and self.approver_id != self.proposer_id
        return signed and self.state is ChangeState.SUPERSEDED

    def compiled(self) -> CompiledPolicy | None:
        """Return the executable table; None where it no longer reads."""
        return compiled_policy(self.table, json.dumps(dict(self.thresholds)))


@dataclass(frozen=True, slots=True)
class GovernedPolicy:
    """A policy with the points that it governs and its versions, the newest first."""

    id: str
    key: str
    name: str
    points: Sequence[str]
    versions: Sequence[PolicyVersion]

    @property
    def in_use(self) -> PolicyVersion | None:
        """Return the version that governs."""
        return next((one for one in self.versions if one.state is ChangeState.ACTIVE), None)

    def version(self, key: str) -> PolicyVersion | None:
        """Return the version of a key."""
        return next((one for one in self.versions if one.key == key), None)

    def differences(self, version: PolicyVersion) -> tuple[str, ...]:
        """Return in words how a version differs from the one in use, or where it is that, from the one before."""
        base = self.in_use
        if base is not None and base.key == version.key:
            base = self.version(version.replaced or "")
        before, after = None if base is None else base.compiled(), version.compiled()
        return () if before is None or after is None else policy_differences(before.policy, after.policy)


async def policy_versions(store: Store, policy: str) -> GovernedPolicy | None:
    """Return a policy by its id or key; None where there is none."""
    return await _read(store, PolicyVersionsParams(policy, policy, None, MOST_VERSIONS))


async def policy_of_version(store: Store, version_id: str) -> tuple[GovernedPolicy, PolicyVersion] | None:
    """Return a version, by its id, with its policy; None where there is none."""
    policy = await _read(store, PolicyVersionsParams(None, None, version_id, MOST_VERSIONS))
    version = None if policy is None else next((one for one in policy.versions if one.id == version_id), None)
    return None if policy is None or version is None else (policy, version)


async def current_versions(store: Store) -> list[CurrentVersionsRow]:
    """Return the versions that wait for an approval or for their time, and those in use."""
    return await store.graph.read(CURRENT_VERSIONS, CurrentVersionsParams())


async def keep_backtest(store: Store, version: PolicyVersion, figures: str) -> bool:
    """Keep the back-test of a version as canonical JSON; return False where it was changed since it was read."""
    return bool(await store.graph.write(SET_BACKTEST, SetBacktestParams(version.id, version.changed_at, figures)))


async def _read(store: Store, params: PolicyVersionsParams) -> GovernedPolicy | None:
    rows = await store.graph.read(POLICY_VERSIONS, params)
    return _policy(rows[0]) if rows else None


def _policy(row: PolicyVersionsRow) -> GovernedPolicy:
    # Practice before Signoff is a version without a table: nobody changes it.
    versions = [_version(one) for one in row.versions if one["table"] is not None]
    return GovernedPolicy(
        row.policy["id"], row.policy["key"], row.policy["name"] or row.policy["key"], row.points, versions
    )


def _version(stored: Stored) -> PolicyVersion:
    return PolicyVersion(
        id=stored["id"],
        key=stored["key"],
        state=ChangeState(stored["stage"]),
        recorded_at=moment(stored["version"]),
        table=stored["table"],
        thresholds=json.loads(stored["parameters"] or "{}"),
        proposer_id=stored["proposerId"],
        proposer=stored["proposer"],
        approver_id=stored["approverId"],
        approver=stored["approver"],
        activate_at=_moment(stored["activateAt"]),
        activated_at=_moment(stored["activatedAt"]),
        changed_at=stored["changedAt"] or 0,
        replaced=stored["replaced"],
        backtest=None if stored["backtest"] is None else json.loads(stored["backtest"]),
        changes=[
            VersionChange(one["command"], one["actor"], moment(one["recordedAt"]), one["note"])
            for one in stored["changes"]
        ],
    )


def _moment(at: int | None) -> datetime | None:
    return None if at is None else moment(at)
