"""Which policy version governs is changed by two people; a step back to the former one takes one person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.domain.gate.table import CompiledPolicy
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.reasons import check_reason
from graph.domain.people.roles import Actor
from graph.domain.registry.change import ChangeState, check_person, check_second_person

SUBJECT = "Which policy governs"


class PolicyCommand(StrEnum):
    """What is done with a policy version, as it stands on record."""

    PROPOSE = "PROPOSE_POLICY_VERSION"
    APPROVE = "APPROVE_POLICY_VERSION"
    DECLINE = "DECLINE_POLICY_VERSION"
    ACTIVATE = "ACTIVATE_POLICY_VERSION"
    ROLL_BACK = "ROLL_BACK_POLICY_VERSION"


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """What is wanted of a policy version (by id), why, and for an approval from when on (None: at once)."""

    version_id: str
    command: PolicyCommand
    reason: str | None = None
    activate_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """How a policy version stands; `state` is None where the proposal is its first appearance.

    `waiting` is the key of another version of the policy that waits, `former` that of the one which this one replaced.
    `was_active`: it was in use at some time.
    """

    key: str
    state: ChangeState | None
    proposer_id: str | None = None
    waiting: str | None = None
    former: str | None = None
    was_active: bool = False


_REASONS: Mapping[PolicyCommand, str] = {
    PolicyCommand.PROPOSE: "the policy should change, for whoever approves it",
    PolicyCommand.ROLL_BACK: "the version in use is taken back: the decisions made by it will be looked at",
}
_STATES: Mapping[PolicyCommand, Collection[ChangeState | None]] = {
    PolicyCommand.PROPOSE: (None, ChangeState.DECLINED, ChangeState.SUPERSEDED),
    PolicyCommand.APPROVE: (ChangeState.PROPOSED,),
    PolicyCommand.DECLINE: (ChangeState.PROPOSED, ChangeState.APPROVED),
    PolicyCommand.ACTIVATE: (ChangeState.APPROVED,),
    PolicyCommand.ROLL_BACK: (ChangeState.ACTIVE,),
}
_REMEDIES: Mapping[PolicyCommand, str] = {
    PolicyCommand.PROPOSE: "propose a table that differs from it",
    PolicyCommand.APPROVE: "only a proposed version is approved",
    PolicyCommand.DECLINE: "only a version that waits is declined; to leave the one in use, roll it back",
    PolicyCommand.ACTIVATE: "have another person approve it first",
    PolicyCommand.ROLL_BACK: "name the version in use",
}


def check_policy_change(change: PolicyChange, facts: PolicyFacts, actor: Actor, now: datetime) -> Problem | None:
    """Return why this person cannot do this with a version that stands so.

    Whoever proposed it does not approve it, but may take the proposal back. Going back to the former version takes one
    person: two had approved that one.
    """
    command = change.command
    if fault := check_reason(change.reason, _REASONS.get(command)) or check_person(actor, SUBJECT):
        return fault
    if facts.state not in _STATES[command]:
        state = "not there" if facts.state is None else facts.state.lower()
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION,
            f"{facts.key} is {state}. Read it again: {_REMEDIES[command]}.",
            {"state": state},
        )
    match command:
        case PolicyCommand.PROPOSE if facts.waiting is not None:
            return Problem(
                ProblemCode.ILLEGAL_TRANSITION, f"{facts.waiting} waits already: approve or decline that one first."
            )
        case PolicyCommand.APPROVE:
            return check_second_person(facts.key, facts.proposer_id, actor) or _check_time(change.activate_at, now)
        case PolicyCommand.ROLL_BACK if facts.former is None:
            return Problem(
                ProblemCode.ILLEGAL_TRANSITION,
                f"{facts.key} replaced no version that could come back: send another table in a proposal.",
            )
        case _:
            return None


def _check_time(activate_at: datetime | None, now: datetime) -> Problem | None:
    if activate_at is None or activate_at > now:
        return None
    return invalid("activateAt", f"{activate_at:%Y-%m-%d %H:%M} is past: leave it out to use the version at once.")


def state_after(change: PolicyChange, facts: PolicyFacts) -> ChangeState:
    """Return how a version stands after a change that holds; what was in use before a proposal stays a former one."""
    match change.command:
        case PolicyCommand.PROPOSE:
            return ChangeState.PROPOSED
        case PolicyCommand.APPROVE if change.activate_at is not None:
            return ChangeState.APPROVED
        case PolicyCommand.APPROVE | PolicyCommand.ACTIVATE | PolicyCommand.ROLL_BACK:
            return ChangeState.ACTIVE
        case PolicyCommand.DECLINE:
            return ChangeState.SUPERSEDED if facts.was_active else ChangeState.DECLINED


def governing_state(state: ChangeState, proposer_id: str | None, approver_id: str | None) -> ChangeState:
    """Return how far the gate trusts a version: one in use that no second person signed counts as proposed."""
    signed = approver_id is not None and approver_id != proposer_id
    return state if signed or state is not ChangeState.ACTIVE else ChangeState.PROPOSED


def check_proposed_table(policy: str, table: CompiledPolicy, afterwards: Collection[str]) -> Problem | None:
    """Refuse a sound table of another policy, one whose rows share cases, and one that reads what is known too late.

    `afterwards` are the inputs that are only filled in after the fact.
    """
    given = table.policy
    if given.id != policy:
        return invalid("policy", f"The table is of policy {given.id}: write `policy: {policy}`.")
    if table.overlaps:
        more = f" ({len(table.overlaps) - 1} more)" if len(table.overlaps) > 1 else ""
        shared = f"{table.overlaps[0].rstrip('.')}{more}"
        return invalid("rows", f"{shared}: write the conditions so that each case fits one row alone.")
    late = next((fact.name for fact in given.facts if fact.name in afterwards), None)
    if late is not None:
        return invalid(
            f"facts.{late}",
            f"{late} is only filled in after the fact: take it out, whoever decides cannot know it.",
        )
    return None
