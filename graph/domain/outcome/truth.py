"""What the record answers to a model's question about a case, and since when: what models learn from after a load."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.outcome.rating import ended_badly, kinds_bad_for, truth_of


class KnownAnswer(NamedTuple):
    """Whether it came true, and since when that is known (ms)."""

    value: bool
    known: int


class KnownOutcome(NamedTuple):
    """An outcome as it is stored, and since when it is known (ms)."""

    kind: str
    value: str
    known: int


@dataclass(frozen=True, slots=True)
class TruthRules:
    """What a point proposes, what people choose instead, and which outcomes are bad for which action."""

    proposal: str
    alternative: str
    bad_outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenDecision:
    """The decision in force: its action, whether a person took it, and when (ms)."""

    action: str
    by_person: bool
    at: int


def reported(kind: str, outcomes: Sequence[KnownOutcome]) -> KnownAnswer | None:
    """Return the answer that is reported under the question's own name; the last one counts."""
    answers = [
        KnownAnswer(truth, one.known)
        for one in sorted(outcomes, key=lambda one: one.known)
        if one.kind == kind and (truth := truth_of(one.value)) is not None
    ]
    return answers[-1] if answers else None


def proposal_was_wrong(
    decision: TakenDecision | None, outcomes: Sequence[KnownOutcome], rules: TruthRules
) -> KnownAnswer | None:
    """Return whether the proposal was wrong, as far as decision and outcomes show it.

    A person's alternative says yes at once. A proposal that went through is known by its bad outcomes: yes with the
    first that is true, no once all are known to be false. Where none is declared, a person's approval says no. What
    the gate decided by itself proves nothing: only outcomes do.
    """
    if decision is None:
        return None
    if decision.action == rules.alternative:
        return KnownAnswer(value=True, known=decision.at) if decision.by_person else None
    if decision.action != rules.proposal:
        return None
    kinds = kinds_bad_for(decision.action, rules.bad_outcomes)
    if not kinds:
        return KnownAnswer(value=False, known=decision.at) if decision.by_person else None
    badly = ended_badly(decision.action, [(one.kind, one.value) for one in outcomes], rules.bad_outcomes)
    if badly is None:
        return None
    telling = [one.known for one in outcomes if one.kind in kinds and truth_of(one.value) is badly]
    return KnownAnswer(badly, min(telling) if badly else max(telling))
