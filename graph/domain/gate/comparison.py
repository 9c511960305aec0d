"""What a rule compared a fact with, and up to where a policy lets a case pass without a person."""

import math

from graph.domain.gate.cells import Between
from graph.domain.gate.policy import GateResult
from graph.domain.gate.table import CompiledPolicy

RISK = "risk"


def bound_of(policy: CompiledPolicy, rule: str, fact: str) -> float | None:
    """Return the number that a rule compares a fact with; None where the rule does not read it."""
    for row, conditions in zip(policy.policy.rows, policy.conditions, strict=True):
        if row.id == rule:
            condition = conditions.get(fact)
            return _finite_end(condition) if isinstance(condition, Between) else None
    return None


def automatic_below(policy: CompiledPolicy) -> float | None:
    """Return the highest risk below which some row lets a case pass without a person; None where none reads it."""
    ends = [
        condition.high
        for row, conditions in zip(policy.policy.rows, policy.conditions, strict=True)
        if row.result is GateResult.AUTO_APPROVE and isinstance(condition := conditions.get(RISK), Between)
    ]
    finite = [end for end in ends if math.isfinite(end)]
    return max(finite, default=None)


def label_of_fact(policy: CompiledPolicy, fact: str) -> str | None:
    """Return what a policy calls a fact."""
    return next((spec.label for spec in policy.policy.facts if spec.name == fact), None)


def _finite_end(condition: Between) -> float | None:
    return next((end for end in (condition.low, condition.high) if math.isfinite(end)), None)
