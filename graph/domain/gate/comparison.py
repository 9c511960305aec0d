"""What a rule compared a fact with, and up to where a policy lets a case pass without a person."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graph.domain.gate.cells import Between, Condition, comparison_texts
from graph.domain.gate.facts import RISK
from graph.domain.gate.policy import FactSpec, GateResult
from graph.domain.gate.safeguards import unusable_facts
from graph.domain.gate.table import CompiledPolicy
from graph.domain.kernel.canonical import Scalar, is_finite_number


@dataclass(frozen=True, slots=True)
class Compared:
    """A fact that a row of a table compared: its `value` and, as people read them, that and the `condition`.

    `limit` is the first number of the condition; `is_score` tells risks, which are shown in percent, from other facts.
    """

    fact: str
    title: str
    value: Scalar
    limit: float | None
    is_score: bool
    shown: str
    condition: str

    @property
    def sentence(self) -> str:
        """Return what was compared with what: `risk of a delay: 31 % (below 40 %)`."""
        compared = "" if self.condition == self.shown else f" ({self.condition})"
        return f"{self.title[:1].upper()}{self.title[1:]}: {self.shown}{compared}"


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """The row of a decision table that held, with all that it compared, risks first."""

    id: str
    compared: tuple[Compared, ...]

    @property
    def counted(self) -> Compared | None:
        """Return the risk that counted, the main one first; None where the row reads none."""
        return next((one for one in self.compared if one.is_score), None)


def matched_row(
    policy: CompiledPolicy, rule: str | None, values: Mapping[str, Scalar], scores: Mapping[str, float]
) -> MatchedRow | None:
    """Return the row that routed a case or, where a safeguard did, the row that held beside it; None where none did.

    `rule` is what the gate stored; `values` and `scores` are as `graph.domain.gate.facts` names them.
    """
    rows, facts = policy.policy.rows, {**values, **scores}
    number = next((place for place, row in enumerate(rows) if row.id == rule), None)
    if number is None and not any(unusable_facts(policy.policy, facts)):
        number = policy.own_row(facts)
    if number is None:
        return None
    conditions = policy.conditions[number]
    read = [
        compared(spec, facts[spec.name], conditions[spec.name], is_score=spec.name in scores)
        for spec in policy.policy.facts
        if spec.name in conditions and spec.name in facts
    ]
    return MatchedRow(rows[number].id, tuple(sorted(read, key=lambda one: (not one.is_score, one.fact != RISK))))


def compared(spec: FactSpec, value: Scalar, condition: Condition, *, is_score: bool) -> Compared:
    """Return a fact beside the condition that it was put to: a score in percent, another number with its unit."""
    limit = _finite_end(condition) if isinstance(condition, Between) else None
    shown, limits = comparison_texts(value, condition)
    if is_score and isinstance(condition, Between) and is_finite_number(value):
        low, high = condition.low * 100, condition.high * 100
        of_hundred = Between(low, high, condition.low_included, condition.high_included)
        shown, limits = (f"{text} %" for text in comparison_texts(float(value * 100), of_hundred))
    elif spec.unit is not None and isinstance(condition, Between):
        shown, limits = f"{shown} {spec.unit}", f"{limits} {spec.unit}"
    return Compared(spec.name, spec.label, value, limit, is_score, shown, limits)


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


def advises_below(policy: CompiledPolicy) -> float | None:
    """Return the risk below which a score speaks for the proposal, else for the alternative; None: for neither.

    A limit of 0 is set where scores were no better than the average, so that people decide.
    """
    return automatic_below(policy) or None


def label_of_fact(policy: CompiledPolicy, fact: str) -> str | None:
    """Return what a policy calls a fact."""
    return next((spec.label for spec in policy.policy.facts if spec.name == fact), None)


def _finite_end(condition: Between) -> float | None:
    return next((end for end in (condition.low, condition.high) if math.isfinite(end)), None)
