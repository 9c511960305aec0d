"""Two people put a model version in use: one proposes, another approves; a former version comes back the same way."""

from dataclasses import replace

import pytest

from graph.domain.gate.facts import Stage
from graph.domain.kernel.problems import ProblemCode
from graph.domain.kernel.reasons import LONGEST_REASON
from graph.domain.people.roles import Actor, ActorKind
from graph.domain.registry.promotion import Promotion, PromotionCommand, PromotionFacts, check_promotion

OWNER = Actor("owner", "owner-id", ActorKind.HUMAN, frozenset())
OTHER = Actor("other", "other-id", ActorKind.HUMAN, frozenset())
FACTS = PromotionFacts("risk|2", Stage.CHALLENGER, own=True, usable=True, proposer_id=None, other=None)
PROPOSED = replace(FACTS, proposer_id="owner-id")
PROPOSE = Promotion("v", PromotionCommand.PROPOSE, "better")
APPROVE = Promotion("v", PromotionCommand.APPROVE)
DECLINE = Promotion("v", PromotionCommand.DECLINE)


@pytest.mark.parametrize("stage", [Stage.CHALLENGER, Stage.SUPERSEDED])
def test_a_challenger_and_a_former_version_are_proposed_and_approved_by_another(stage: Stage) -> None:
    assert check_promotion(PROPOSE, replace(FACTS, stage=stage), OWNER) is None
    assert check_promotion(APPROVE, replace(PROPOSED, stage=stage), OTHER) is None


def test_nobody_approves_an_own_proposal_but_may_take_it_back() -> None:
    problem = check_promotion(APPROVE, PROPOSED, OWNER)

    assert problem is not None
    assert problem.code is ProblemCode.FORBIDDEN
    assert check_promotion(DECLINE, PROPOSED, OWNER) is None


@pytest.mark.parametrize("stage", [Stage.ACTIVE, Stage.RETIRED, Stage.RECALLED, Stage.UNVERIFIED])
def test_no_other_stage_comes_into_use(stage: Stage) -> None:
    for change, facts in ((PROPOSE, FACTS), (APPROVE, PROPOSED)):
        problem = check_promotion(change, replace(facts, stage=stage), OTHER)

        assert problem is not None
        assert problem.message.startswith(f"risk|2 cannot be put in use, for it is {stage.lower()}")


def test_a_version_without_usable_signal_is_not_proposed() -> None:
    problem = check_promotion(PROPOSE, replace(FACTS, usable=False), OWNER)

    assert problem is not None
    assert "no usable signal" in problem.message


def test_one_version_of_a_model_is_proposed_at_a_time() -> None:
    problem = check_promotion(PROPOSE, replace(FACTS, other="risk|1"), OWNER)

    assert problem is not None
    assert problem.message == "risk|1 is proposed already: approve or decline that one first."


@pytest.mark.parametrize(("change", "facts"), [(PROPOSE, PROPOSED), (APPROVE, FACTS), (DECLINE, FACTS)])
def test_commands_out_of_turn_are_refused(change: Promotion, facts: PromotionFacts) -> None:
    problem = check_promotion(change, facts, OTHER)

    assert problem is not None
    assert problem.code is ProblemCode.ILLEGAL_TRANSITION


@pytest.mark.parametrize("reason", [None, "  ", "x" * (LONGEST_REASON + 1)])
def test_a_proposal_says_why_in_a_sentence_or_two(reason: str | None) -> None:
    problem = check_promotion(replace(PROPOSE, reason=reason), FACTS, OWNER)

    assert problem is not None
    assert problem.code is ProblemCode.INVALID_INPUT


def test_programs_put_no_model_in_use() -> None:
    program = replace(OWNER, kind=ActorKind.SOFTWARE)

    problem = check_promotion(PROPOSE, FACTS, program)

    assert problem is not None
    assert problem.code is ProblemCode.FORBIDDEN
