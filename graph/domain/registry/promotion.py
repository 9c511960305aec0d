"""Which model version is in use is changed by two people: one proposes a version, another approves or declines."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.domain.gate.facts import Stage
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.reasons import check_reason
from graph.domain.people.roles import Actor
from graph.domain.registry.change import check_person, check_second_person


class PromotionCommand(StrEnum):
    """What a person does with a model version, as it stands on record."""

    PROPOSE = "PROPOSE_MODEL_VERSION"
    APPROVE = "APPROVE_MODEL_VERSION"
    DECLINE = "DECLINE_MODEL_VERSION"


@dataclass(frozen=True, slots=True)
class Promotion:
    """What is wanted of a model version (by id), and why; a proposal always says why."""

    version_id: str
    command: PromotionCommand
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PromotionFacts:
    """How a model version stands; `own`: trained here. `other` is the key of another proposed version of its model.

    `proposer_id` is who proposed it, while that waits for an answer. `usable` is False where it has no usable signal.
    """

    key: str
    stage: Stage
    own: bool
    usable: bool
    proposer_id: str | None
    other: str | None


_AFTER: Mapping[PromotionCommand, str] = {
    PromotionCommand.PROPOSE: "is proposed already: have another account approve or decline it first",
    PromotionCommand.APPROVE: "is not proposed: propose it first",
    PromotionCommand.DECLINE: "is not proposed: leave it as it is",
}
_PROPOSABLE = frozenset({Stage.CHALLENGER, Stage.SUPERSEDED})


def check_promotion(change: Promotion, facts: PromotionFacts, actor: Actor) -> Problem | None:
    """Return why this person cannot do this with a version that stands so; a former version is proposed as a new one.

    Whoever proposed it does not approve it, but may take the proposal back.
    """
    why = "this version should be used, for whoever approves it" if change.command is PromotionCommand.PROPOSE else None
    if fault := check_reason(change.reason, why) or check_person(actor, "Which model is in use"):
        return fault
    proposed = facts.proposer_id is not None
    if proposed is (change.command is PromotionCommand.PROPOSE):
        return Problem(ProblemCode.ILLEGAL_TRANSITION, f"Read {facts.key} again: it {_AFTER[change.command]}.")
    match change.command:
        case PromotionCommand.PROPOSE:
            return _check_proposal(facts)
        case PromotionCommand.APPROVE if facts.proposer_id == actor.person_id:
            return check_second_person(facts.key, facts.proposer_id, actor)
        case PromotionCommand.APPROVE if facts.stage not in _PROPOSABLE:
            return _not_proposable(facts)
        case PromotionCommand.APPROVE | PromotionCommand.DECLINE:
            return None


def _check_proposal(facts: PromotionFacts) -> Problem | None:
    if not facts.own or facts.stage not in _PROPOSABLE:
        return _not_proposable(facts)
    if not facts.usable:
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION,
            f"{facts.key} has no usable signal: its probabilities were no better than the average. Wait until "
            "more labels are known, and propose a later one.",
        )
    if facts.other is not None:
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION, f"{facts.other} is proposed already: approve or decline that one first."
        )
    return None


def _not_proposable(facts: PromotionFacts) -> Problem:
    why = f"it is {facts.stage.lower()}" if facts.own else "it was not trained here"
    return Problem(
        ProblemCode.ILLEGAL_TRANSITION,
        f"{facts.key} cannot be put in use, for {why}: name a challenger or a version that was in use before.",
    )
