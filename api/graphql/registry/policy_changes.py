"""Policy versions under change control: proposed, approved by another person, put in use, taken back in one step."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer, sure
from api.graphql.context import SignoffInfo
from api.graphql.fields import ANY_KEY
from api.graphql.identifiers import node_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.planning.whatif_inputs import ThresholdInput
from api.graphql.problems import Refusal
from api.graphql.registry.policy_types import (
    ChangedPolicyVersion,
    CheckedPolicy,
    PolicyBacktest,
    PolicyFault,
    PolicyVersions,
    RolledBackPolicy,
    backtests_of,
    changed_of,
    rolled_back_of,
    versions_of,
)
from graph.domain.gate.policy_differences import policy_differences
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.domain.registry.policy_change import PolicyChange, PolicyCommand
from graph.store.registry.policy_changes import PolicyDraft, change_policy, check_draft, propose_policy, roll_back
from graph.store.registry.policy_versions import policy_of_version, policy_versions


@strawberry.input(description="A table for a policy, not proposed yet.")
class PolicyDraftInput:
    """A draft."""

    policy_id: strawberry.ID = strawberry.field(description="The policy.")
    table: str | None = strawberry.field(
        default=None, description="The whole decision table as YAML; left out: that of the version in use."
    )
    thresholds: list[ThresholdInput] = strawberry.field(
        default_factory=list, description="Thresholds that take other values than the table says."
    )


@strawberry.input(description="A proposed policy version.")
class ProposeChangeInput(PolicyDraftInput):
    """A proposal."""

    reason: str = strawberry.field(description="Why the policy should change, for whoever approves it.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="An approval, which signs every threshold of the version.")
class ApproveChangeInput:
    """An approval."""

    change_id: strawberry.ID = strawberry.field(description="The proposed version.")
    activate_at: datetime | None = strawberry.field(
        default=None, description="From when on it is used; left out: at once."
    )
    reason: str | None = strawberry.field(default=None, description="What is to be remembered of the approval.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="What is done with a version that waits.")
class ChangeInput:
    """A step."""

    change_id: strawberry.ID = strawberry.field(description="The version that waits.")
    reason: str | None = strawberry.field(default=None, description="Why.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="A step back to the version before the one in use.")
class RollbackChangeInput:
    """A roll-back."""

    change_id: strawberry.ID = strawberry.field(description="The version in use, which is taken back.")
    reason: str = strawberry.field(description="Why it is taken back.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


ChangePolicyResult: TypeAlias = Annotated[
    ChangedPolicyVersion | Refusal,
    strawberry.union("ChangePolicyResult", description="How the version stands, or why it stays as it was."),
]
RollbackResult: TypeAlias = Annotated[
    RolledBackPolicy | Refusal,
    strawberry.union("RollbackResult", description="What is in use again, or why nothing was taken back."),
]


@strawberry.type
class PolicyChangeQueries:
    """What can be read of policy versions."""

    @strawberry.field(
        description="The newest versions of a policy: how each stands and differs, who changed that and why.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def policy_versions(self, info: SignoffInfo, policy_id: strawberry.ID) -> PolicyVersions:
        """Return the versions of a policy."""
        policy = sure(node_id(policy_id, "Policy", "policyId"))
        stored = await policy_versions(info.context.store, policy)
        return versions_of(
            sure(stored or Problem(ProblemCode.NOT_FOUND, "There is no such policy: take its id from `policies`."))
        )

    @strawberry.field(
        description="What a policy version does with the stored cases of each point that it governs, beside the one in "
        "use; nothing until the worker has tested it.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def policy_backtest(self, info: SignoffInfo, change_id: strawberry.ID) -> list[PolicyBacktest]:
        """Return the back-test of a version."""
        stored = await policy_of_version(info.context.store, sure(node_id(change_id, "PolicyVersion", "changeId")))
        missing = Problem(ProblemCode.NOT_FOUND, "There is no such version: take its id from `policyVersions`.")
        return backtests_of(sure(stored or missing)[1])

    @strawberry.field(
        description="What is wrong with a table, and how it differs from the version in use; nothing is written.",
        extensions=[RequiresOrFails(Operation.CHANGE_POLICIES)],
    )
    async def check_policy(self, info: SignoffInfo, input: PolicyDraftInput) -> CheckedPolicy:  # noqa: A002  # GraphQL's convention
        """Check a table."""
        checked = await check_draft(info.context.store, sure(_draft(input, None)))
        if isinstance(checked, tuple):
            faults = [PolicyFault(where=one.details.get("where"), message=one.message) for one in checked]
            return CheckedPolicy(faults=faults, differences=[], idle=[])
        base = None if checked.policy.in_use is None else checked.policy.in_use.compiled()
        differences = () if base is None else policy_differences(base.policy, checked.table.policy)
        return CheckedPolicy(faults=[], differences=list(differences), idle=list(checked.table.idle))


@strawberry.type
class PolicyChangeMutations:
    """What can be done with policy versions."""

    @strawberry.mutation(
        description="Propose a table or other thresholds as the next version of a policy.",
        extensions=[Requires(Operation.CHANGE_POLICIES)],
    )
    async def propose_change(self, info: SignoffInfo, input: ProposeChangeInput) -> ChangePolicyResult:  # noqa: A002  # as above
        """Propose a version."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            _draft(input, input.reason),
            lambda draft: propose_policy(store, actor, draft, input.idempotency_key),
            changed_of,
        )

    @strawberry.mutation(
        description="Approve what another person proposed: it is used at once, or from the given time on.",
        extensions=[Requires(Operation.CHANGE_POLICIES)],
    )
    async def approve_change(self, info: SignoffInfo, input: ApproveChangeInput) -> ChangePolicyResult:  # noqa: A002  # as above
        """Approve a version."""
        wanted = _change(input.change_id, PolicyCommand.APPROVE, input.reason, input.activate_at)
        return await _changed(info, wanted, input.idempotency_key)

    @strawberry.mutation(
        description="Decline a version that waits, or take one's own proposal back.",
        extensions=[Requires(Operation.CHANGE_POLICIES)],
    )
    async def decline_change(self, info: SignoffInfo, input: ChangeInput) -> ChangePolicyResult:  # noqa: A002  # as above
        """Decline a version."""
        return await _changed(
            info, _change(input.change_id, PolicyCommand.DECLINE, input.reason), input.idempotency_key
        )

    @strawberry.mutation(
        description="Use an approved version now instead of at its time.",
        extensions=[Requires(Operation.CHANGE_POLICIES)],
    )
    async def activate_change(self, info: SignoffInfo, input: ChangeInput) -> ChangePolicyResult:  # noqa: A002  # as above
        """Put a version in use."""
        return await _changed(
            info, _change(input.change_id, PolicyCommand.ACTIVATE, input.reason), input.idempotency_key
        )

    @strawberry.mutation(
        description="Go back in one step to the version before the one in use; the answer lists what was decided "
        "automatically meanwhile.",
        extensions=[Requires(Operation.CHANGE_POLICIES)],
    )
    async def rollback_change(self, info: SignoffInfo, input: RollbackChangeInput) -> RollbackResult:  # noqa: A002  # as above
        """Take the version in use back."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            _change(input.change_id, PolicyCommand.ROLL_BACK, input.reason),
            lambda change: roll_back(store, actor, change, input.idempotency_key),
            rolled_back_of,
        )


async def _changed(info: SignoffInfo, wanted: PolicyChange | Problem, key: str) -> ChangePolicyResult:
    store, actor = info.context.store, info.context.actor
    return await answer(wanted, lambda change: change_policy(store, actor, change, key), changed_of)


def _change(
    change_id: str, command: PolicyCommand, reason: str | None, activate_at: datetime | None = None
) -> PolicyChange | Problem:
    version = node_id(change_id, "PolicyVersion", "changeId")
    return version if isinstance(version, Problem) else PolicyChange(version, command, reason, activate_at)


def _draft(sent: PolicyDraftInput, reason: str | None) -> PolicyDraft | Problem:
    policy = node_id(sent.policy_id, "Policy", "policyId")
    if isinstance(policy, Problem):
        return policy
    return PolicyDraft(policy, reason, sent.table, {one.parameter: one.value for one in sent.thresholds})
