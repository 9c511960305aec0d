"""Two people change which policy governs; one goes back to the former version; an unsigned version governs nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind
from graph.domain.registry.change import ChangeState
from graph.domain.registry.policy_change import (
    PolicyChange,
    PolicyCommand,
    PolicyFacts,
    check_policy_change,
    check_proposed_table,
    governing_state,
    state_after,
)

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
OWNER = Actor("owner", "owner-id", ActorKind.HUMAN, frozenset())
OTHER = Actor("other", "other-id", ActorKind.HUMAN, frozenset())
NEW = PolicyFacts("buying|2", None)
PROPOSED = PolicyFacts("buying|2", ChangeState.PROPOSED, "owner-id")
APPROVED = replace(PROPOSED, state=ChangeState.APPROVED)
IN_USE = replace(PROPOSED, state=ChangeState.ACTIVE, former="buying|1", was_active=True)
PROPOSE = PolicyChange("v", PolicyCommand.PROPOSE, "fewer reviews")
APPROVE = PolicyChange("v", PolicyCommand.APPROVE)
DECLINE = PolicyChange("v", PolicyCommand.DECLINE)
ACTIVATE = PolicyChange("v", PolicyCommand.ACTIVATE)
ROLL_BACK = PolicyChange("v", PolicyCommand.ROLL_BACK, "too many returns")

TABLE = """
policy: buying
version: 2
facts:
  risk: {type: number, min: 0, max: 1, words: risk that the purchase is wrong}
rows:
  - {id: low, when: {risk: "< 0.1"}, then: AUTO_APPROVE, because: The risk is low.}
  - {id: look, when: {risk: ">= 0.1"}, then: REVIEW, because: The risk is not low.}
"""


def compiled(text: str) -> CompiledPolicy:
    policy = read_policy(text)
    assert not isinstance(policy, tuple), policy
    table = compile_policy(policy)
    assert not isinstance(table, tuple), table
    return table


def code(change: PolicyChange, facts: PolicyFacts, actor: Actor = OTHER) -> ProblemCode | None:
    problem = check_policy_change(change, facts, actor, NOW)
    return None if problem is None else problem.code


@pytest.mark.parametrize(
    ("change", "facts", "after"),
    [
        (PROPOSE, NEW, ChangeState.PROPOSED),
        (PROPOSE, replace(NEW, state=ChangeState.DECLINED), ChangeState.PROPOSED),
        (PROPOSE, replace(NEW, state=ChangeState.SUPERSEDED), ChangeState.PROPOSED),
        (APPROVE, PROPOSED, ChangeState.ACTIVE),
        (replace(APPROVE, activate_at=LATER), PROPOSED, ChangeState.APPROVED),
        (ACTIVATE, APPROVED, ChangeState.ACTIVE),
        (DECLINE, PROPOSED, ChangeState.DECLINED),
        (DECLINE, APPROVED, ChangeState.DECLINED),
        (DECLINE, replace(PROPOSED, was_active=True), ChangeState.SUPERSEDED),
        (ROLL_BACK, IN_USE, ChangeState.ACTIVE),
    ],
)
def test_a_change_goes_from_state_to_state(change: PolicyChange, facts: PolicyFacts, after: ChangeState) -> None:
    assert check_policy_change(change, facts, OTHER, NOW) is None
    assert state_after(change, facts) is after


ALLOWED: dict[PolicyCommand, set[ChangeState | None]] = {
    PolicyCommand.PROPOSE: {None, ChangeState.DECLINED, ChangeState.SUPERSEDED},
    PolicyCommand.APPROVE: {ChangeState.PROPOSED},
    PolicyCommand.DECLINE: {ChangeState.PROPOSED, ChangeState.APPROVED},
    PolicyCommand.ACTIVATE: {ChangeState.APPROVED},
    PolicyCommand.ROLL_BACK: {ChangeState.ACTIVE},
}


@pytest.mark.parametrize("change", [PROPOSE, APPROVE, DECLINE, ACTIVATE, ROLL_BACK])
@pytest.mark.parametrize("state", [None, *ChangeState])
def test_no_other_pair_of_state_and_command_holds(change: PolicyChange, state: ChangeState | None) -> None:
    allowed = state in ALLOWED[change.command]

    assert code(change, replace(IN_USE, state=state)) is (None if allowed else ProblemCode.ILLEGAL_TRANSITION)


def test_nobody_approves_an_own_proposal_but_may_take_it_back() -> None:
    assert code(APPROVE, PROPOSED, OWNER) is ProblemCode.FORBIDDEN
    assert code(APPROVE, replace(PROPOSED, proposer_id=None), OWNER) is ProblemCode.FORBIDDEN
    assert code(DECLINE, PROPOSED, OWNER) is None


def test_one_version_of_a_policy_waits_at_a_time() -> None:
    problem = check_policy_change(PROPOSE, replace(NEW, waiting="buying|1"), OWNER, NOW)

    assert problem is not None
    assert problem.message == "buying|1 waits already: approve or decline that one first."


def test_a_version_that_replaced_none_is_not_taken_back() -> None:
    assert code(ROLL_BACK, replace(IN_USE, former=None)) is ProblemCode.ILLEGAL_TRANSITION


@pytest.mark.parametrize("change", [PROPOSE, ROLL_BACK])
@pytest.mark.parametrize("reason", [None, "  ", "x" * 401])
def test_a_proposal_and_a_step_back_say_why(change: PolicyChange, reason: str | None) -> None:
    assert code(replace(change, reason=reason), NEW) is ProblemCode.INVALID_INPUT


def test_a_version_comes_into_use_at_a_time_that_is_still_to_come() -> None:
    assert code(replace(APPROVE, activate_at=NOW), PROPOSED) is ProblemCode.INVALID_INPUT


def test_programs_change_no_policy() -> None:
    assert code(PROPOSE, NEW, replace(OWNER, kind=ActorKind.SOFTWARE)) is ProblemCode.FORBIDDEN


@pytest.mark.parametrize(("proposer", "approver"), [("a", None), (None, None), ("a", "a")])
def test_a_version_that_no_second_person_signed_counts_as_proposed(proposer: str | None, approver: str | None) -> None:
    assert governing_state(ChangeState.ACTIVE, proposer, approver) is ChangeState.PROPOSED
    assert governing_state(ChangeState.ACTIVE, "a", "b") is ChangeState.ACTIVE
    assert governing_state(ChangeState.SUPERSEDED, proposer, approver) is ChangeState.SUPERSEDED


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        (TABLE.replace("policy: buying", "policy: selling"), "policy", "The table is of policy selling"),
        (TABLE.replace(">= 0.1", ">= 0.05"), "rows", "Rows low (AUTO_APPROVE) and look (REVIEW) share cases"),
    ],
)
def test_a_table_of_another_policy_or_whose_rows_share_cases_is_refused(text: str, where: str, message: str) -> None:
    problem = check_proposed_table("buying", compiled(text), ())

    assert isinstance(problem, Problem)
    assert problem.details == {"where": where}
    assert problem.message.startswith(message)


def test_a_table_that_reads_what_is_known_too_late_is_refused() -> None:
    assert check_proposed_table("buying", compiled(TABLE), ()) is None
    problem = check_proposed_table("buying", compiled(TABLE), {"risk"})

    assert problem is not None
    assert problem.details == {"where": "facts.risk"}
