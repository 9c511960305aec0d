"""Policy versions under change control: proposed as a table, approved by another person, put in use, taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.domain.intake.rules import FieldAvailability
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.keys import VersionKey
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.people.roles import Actor, Operation
from graph.domain.registry.change import WAITING, ChangeState
from graph.domain.registry.policy_change import (
    PolicyChange,
    PolicyCommand,
    PolicyFacts,
    check_policy_change,
    check_proposed_table,
    state_after,
)
from graph.queries.kernel.rows import WRITTEN
from graph.queries.registry.policy_changes import (
    AUTOMATIC,
    AutomaticParams,
    PolicyChangeRow,
)
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.registry import PolicyVersionRecord, PolicyVersionUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import GATE_ACTOR, audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of
from graph.store.registry.policy_versions import GovernedPolicy, PolicyVersion, policy_of_version, policy_versions

MOST_LISTED = 100
"""Decisions of a version that is taken back: a page; the decision log holds all of them."""
_OPERATIONS: Mapping[PolicyCommand, str] = {
    PolicyCommand.APPROVE: "approveChange",
    PolicyCommand.DECLINE: "declineChange",
    PolicyCommand.ACTIVATE: "activateChange",
    PolicyCommand.ROLL_BACK: "rollbackChange",
}


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """What is proposed for a policy (by id or key): a table as text, other thresholds, or both, and why.

    Without a table that of the version in use stays, or of the newest where none is in use.
    """

    policy: str
    reason: str | None
    table: str | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PolicyStand:
    """How a policy version stands after a change."""

    version_id: str
    key: str
    state: ChangeState


@dataclass(frozen=True, slots=True)
class AutomaticDecision:
    """A decision that a version made without a person."""

    id: str
    case: str
    action: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class RolledBack:
    """The version that governs again, and what the one taken back had decided meanwhile, the newest first."""

    stand: PolicyStand
    total: int
    decisions: Sequence[AutomaticDecision]


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A sound table with the policy that it is for."""

    policy: GovernedPolicy
    text: str
    table: CompiledPolicy

    @property
    def key(self) -> str:
        """Return the natural key of the version that the table makes."""
        return VersionKey(self.policy.key, self.table.content_digest).text


async def check_draft(store: Store, draft: PolicyDraft) -> CheckedDraft | tuple[Problem, ...]:
    """Return a draft as a sound table, or everything that is wrong with it; nothing is written."""
    policy = await policy_versions(store, draft.policy)
    if policy is None:
        return (_no_policy(draft.policy),)
    base = policy.in_use or next(iter(policy.versions), None)
    text = draft.table if draft.table is not None else None if base is None else base.table
    if text is None:
        return (invalid("table", "No version is there to take the table from: send one as text."),)
    read = read_policy(text)
    if isinstance(read, tuple):
        return read
    if unknown := sorted(draft.thresholds.keys() - read.parameters.keys()):
        known = ", ".join(sorted(read.parameters)) or "none"
        return (invalid("thresholds", f"The table has no threshold {unknown[0]}; it has: {known}."),)
    unchanged = base.thresholds if base is not None and draft.table is None else {}
    compiled = compile_policy(replace(read, parameters={**read.parameters, **unchanged, **draft.thresholds}))
    if isinstance(compiled, tuple):
        return compiled
    late = await _filled_afterwards(store, policy.points)
    problem = check_proposed_table(policy.key, compiled, late)
    return (problem,) if problem else CheckedDraft(policy, text, compiled)


async def propose_policy(store: Store, actor: Actor, draft: PolicyDraft, key: str) -> PolicyStand | Problem:
    """Propose a table as the next version of a policy, once; nothing is decided by it before another approves it."""

    async def read(_: Try) -> CheckedDraft | Problem:
        checked = await check_draft(store, draft)
        return _as_one(checked) if isinstance(checked, tuple) else checked

    async def attempt(checked: CheckedDraft, one: Try) -> Attempted:
        known = checked.policy.version(checked.key)
        version_id = store.clock.new_id() if known is None else known.id
        change = PolicyChange(version_id, PolicyCommand.PROPOSE, draft.reason)
        facts = PolicyFacts(checked.key, None) if known is None else _facts(checked.policy, known)
        facts = replace(facts, waiting=_other_waiting(checked.policy, checked.key))
        if problem := check_policy_change(change, facts, actor, one.now):
            return problem
        row = await _row(store, actor, _Wanted(change, facts, checked.policy, known), one.now)
        created = None if known else _record(checked, version_id, actor, milliseconds(one.now))
        result = _result(version_id, checked.key, ChangeState.PROPOSED)
        return PlannedWrite(store.policy_changes, replace(row, created=created), result, checked.policy.key)

    fields: dict[str, Json] = {
        "policy": draft.policy,
        "table": draft.table,
        "thresholds": dict(draft.thresholds),
    }
    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.CHANGE_POLICIES,
            request=Request("proposeChange", actor.account, fields, {"note": draft.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_stand,
            subject="policy",
        ),
    )


async def change_policy(store: Store, actor: Actor, change: PolicyChange, key: str) -> PolicyStand | Problem:
    """Approve, decline or activate a proposed version, or take the one in use back, once."""

    async def read(_: Try) -> tuple[GovernedPolicy, PolicyVersion] | Problem:
        stored = await policy_of_version(store, change.version_id)
        return stored or _no_version(change.version_id)

    async def attempt(held: tuple[GovernedPolicy, PolicyVersion], one: Try) -> Attempted:
        policy, version = held
        facts = _facts(policy, version)
        if problem := check_policy_change(change, facts, actor, one.now):
            return problem
        after, touched = state_after(change, facts), version
        if change.command is PolicyCommand.ROLL_BACK:
            touched = policy.version(facts.former or "") or version
        row = await _row(store, actor, _Wanted(change, facts, policy, touched), one.now)
        return PlannedWrite(store.policy_changes, row, _result(touched.id, touched.key, after), policy.key)

    at = None if change.activate_at is None else milliseconds(change.activate_at)
    fields: dict[str, Json] = {"versionId": change.version_id, "command": change.command.value, "activateAt": at}
    done = await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.CHANGE_POLICIES,
            request=Request(_OPERATIONS[change.command], actor.account, fields, {"note": change.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_stand,
            subject="policy",
        ),
    )
    if isinstance(done, PolicyStand) and done.state is ChangeState.ACTIVE:
        await _forget_points(store, done.version_id)
    return done


async def roll_back(store: Store, actor: Actor, change: PolicyChange, key: str) -> RolledBack | Problem:
    """Go back to the version before the one in use; what that one decided meanwhile is read after the change."""
    stored = await policy_of_version(store, change.version_id)
    done = await change_policy(store, actor, change, key)
    if isinstance(done, Problem) or stored is None:
        return done if isinstance(done, Problem) else _no_version(change.version_id)
    total, listed = await automatic_decisions(store, stored[1])
    return RolledBack(done, total, listed)


async def automatic_decisions(store: Store, version: PolicyVersion) -> tuple[int, Sequence[AutomaticDecision]]:
    """Return how many effective decisions a version made without a person since it was last put in use, and some."""
    since = 0 if version.activated_at is None else milliseconds(version.activated_at)
    rows = await store.graph.read(AUTOMATIC, AutomaticParams(version.id, since, MOST_LISTED))
    listed = [
        AutomaticDecision(row.id, row.case or "", row.action or "", moment(row.decided_at or 0))
        for row in rows
        if row.id is not None
    ]
    return (rows[0].total if rows else 0), listed


async def activate_due(store: Store, version_id: str) -> bool:
    """Put an approved version in use whose time has come; return whether it was still waiting for that."""
    stored = await policy_of_version(store, version_id)
    if stored is None:
        return False
    policy, version = stored
    now = store.clock.now()
    if version.state is not ChangeState.APPROVED or version.activate_at is None or version.activate_at > now:
        return False
    change = PolicyChange(version_id, PolicyCommand.ACTIVATE)
    row = await _row(store, None, _Wanted(change, _facts(policy, version), policy, version), now)
    written = await store.policy_changes.submit(row, case_id=policy.key, key=row.write_id) == WRITTEN
    if written:
        await _forget_points(store, version_id)
    return written


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A change that holds, the facts that it was judged by, and the version that it writes to (None: a new one)."""

    change: PolicyChange
    facts: PolicyFacts
    policy: GovernedPolicy
    version: PolicyVersion | None


async def _row(store: Store, actor: Actor | None, wanted: _Wanted, now: datetime) -> PolicyChangeRow:
    change, version, active = wanted.change, wanted.version, wanted.policy.in_use
    after = state_after(change, wanted.facts)
    activates = after is ChangeState.ACTIVE
    before = "" if version is None else version.state.value
    version_id = change.version_id if version is None else version.id
    note = (change.reason or "").strip() or None
    move = Move(before, after.value, change.command.value, None, note)
    who = GATE_ACTOR if actor is None else (actor.person_id, actor.kind)
    record, entry = await audited_change(store, move, who, version_id, now)
    first = version is None or version.activated_at is None
    return PolicyChangeRow(
        write_id=store.clock.new_id(),
        policy=wanted.policy.key,
        version_key=wanted.facts.key if version is None else version.key,
        stage=before,
        changed_at=0 if version is None else version.changed_at,
        active=None if active is None else active.id,
        alone=change.command is PolicyCommand.PROPOSE,
        activates=activates,
        revises=activates and first,
        created=None,
        version=_update(change, after, who[0], now, active),
        change=record,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(record, version_id, store.clock.new_id())],
    )


def _update(
    change: PolicyChange, after: ChangeState, who: str, now: datetime, active: PolicyVersion | None
) -> PolicyVersionUpdate:
    at = milliseconds(now)
    update = PolicyVersionUpdate(stage=after.value, changed_at=at)
    if after is ChangeState.ACTIVE:
        update = replace(update, activated_at=at, activate_at=None)
    match change.command:
        case PolicyCommand.PROPOSE:
            return replace(update, proposer_id=who, approver_id=None, activate_at=None, backtest=None)
        case PolicyCommand.APPROVE:
            activate_at = None if change.activate_at is None else milliseconds(change.activate_at)
            update = replace(update, approver_id=who, activate_at=activate_at)
        case PolicyCommand.DECLINE:
            return replace(update, activate_at=None)
        case PolicyCommand.ROLL_BACK:
            return update
        case PolicyCommand.ACTIVATE:
            pass
    if after is ChangeState.ACTIVE and active is not None:
        return replace(update, replaced=active.key)
    return update


def _facts(policy: GovernedPolicy, version: PolicyVersion) -> PolicyFacts:
    former = None if version.replaced is None else policy.version(version.replaced)
    return PolicyFacts(
        key=version.key,
        state=version.state,
        proposer_id=version.proposer_id,
        former=former.key if former is not None and former.may_return else None,
        was_active=version.activated_at is not None,
    )


def _other_waiting(policy: GovernedPolicy, key: str) -> str | None:
    return next((one.key for one in policy.versions if one.state in WAITING and one.key != key), None)


def _record(checked: CheckedDraft, version_id: str, actor: Actor, at: int) -> PolicyVersionRecord:
    return PolicyVersionRecord(
        id=version_id,
        key=checked.key,
        version=at,
        table=checked.text,
        parameters=json.dumps(dict(checked.table.policy.parameters)),
        table_digest=checked.table.content_digest,
        proposer_id=actor.person_id,
        known_at=at,
        recorded_at=at,
    )


async def _filled_afterwards(store: Store, points: Sequence[str]) -> frozenset[str]:
    """Name the inputs of the governed points that are only filled in after the fact."""
    stored = [await point_of(store, one) for one in points]
    return frozenset(
        one.name
        for point in stored
        if point is not None and point.intake is not None
        for one in point.intake.fields
        if one.available is FieldAvailability.AFTERWARDS
    )


async def _forget_points(store: Store, version_id: str) -> None:
    stored = await policy_of_version(store, version_id)
    for point in () if stored is None else stored[0].points:
        store.points.pop(point, None)


def _as_one(problems: tuple[Problem, ...]) -> Problem:
    """Return the first of several faults, which says how many more there are."""
    first, more = problems[0], len(problems) - 1
    return first if not more else replace(first, message=f"{first.message} ({more} more to mend)")


def _no_policy(policy: str) -> Problem:
    return Problem(ProblemCode.NOT_FOUND, f"There is no policy {policy}: take its name from `signoff policies list`.")


def _no_version(version: str) -> Problem:
    return Problem(
        ProblemCode.NOT_FOUND, f"There is no policy version {version}: take its id from `signoff policies list`."
    )


def _result(version_id: str, key: str, state: ChangeState) -> dict[str, Json]:
    return {"versionId": version_id, "key": key, "state": state.value}


def _stand(result: StoredResult) -> PolicyStand:
    return PolicyStand(result["versionId"], result["key"], ChangeState(result["state"]))
