"""Values of outcomes against the kinds that a decision point declares: what is declared nowhere, or typed otherwise."""

import difflib
import math
import re
from collections.abc import Iterator, Sequence

from graph.domain.intake.rules import DeclaredOutcome, OutcomeType
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.outcome.rating import truth_of

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?")
"""A plain decimal number, short enough that a double holds the same value."""
_SHOWN_CHARACTERS = 40
"""How much of a wrong value a refusal repeats."""


def outcome_fault(
    declared: Sequence[DeclaredOutcome] | None, kind: str, value: str, money: float | None = None
) -> Problem | None:
    """Refuse a kind that the point does not declare, a value that is none of its type, or two different amounts."""
    if not declared:
        return invalid("kind", "This decision point declares no outcomes: load its pack again, then report this.")
    outcome = next((one for one in declared if one.kind == kind), None)
    if outcome is None:
        near = difflib.get_close_matches(kind, [one.kind for one in declared], n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        return invalid(
            "kind",
            f'"{kind[:_SHOWN_CHARACTERS]}" is no outcome of this decision point: {hint}'
            f"Accepted are {'; '.join(_accepted(declared))}.",
        )
    if not _fits(outcome, value):
        return invalid("value", f'value "{value[:_SHOWN_CHARACTERS]}" is not one of {kind}: send {_wanted(outcome)}.')
    if outcome.type is OutcomeType.MONEY and money not in {None, float(value)}:
        return invalid(
            "money", f"{kind} says {value} as its value and {money:.12g} as money: send the amount once, as the value."
        )
    return None


def _accepted(declared: Sequence[DeclaredOutcome]) -> Iterator[str]:
    for one in declared:
        yield f"{one.kind} ({_wanted(one)})"


def _fits(outcome: DeclaredOutcome, value: str) -> bool:
    match outcome.type:
        case OutcomeType.BOOLEAN:
            return truth_of(value) is not None
        case OutcomeType.NUMBER | OutcomeType.MONEY:
            return _NUMBER.fullmatch(value) is not None and _lies_within(float(value), outcome)
        case OutcomeType.TEXT:
            return value in outcome.values


def _wanted(outcome: DeclaredOutcome) -> str:
    unit = "" if outcome.unit is None else f" in {outcome.unit}"
    match outcome.type:
        case OutcomeType.BOOLEAN:
            return "exactly true or false"
        case OutcomeType.NUMBER:
            return f"a plain number{unit}{_bounds(outcome) or ', such as 12.5'}"
        case OutcomeType.MONEY:
            return f"an amount{unit}, such as 12.50"
        case OutcomeType.TEXT:
            return f"one of {', '.join(outcome.values)}"


def _lies_within(number: float, outcome: DeclaredOutcome) -> bool:
    low = -math.inf if outcome.lowest is None else outcome.lowest
    high = math.inf if outcome.highest is None else outcome.highest
    return math.isfinite(number) and low <= number <= high


def _bounds(outcome: DeclaredOutcome) -> str:
    parts = [("from", outcome.lowest), ("to", outcome.highest)]
    return "".join(f" {word} {bound:g}" for word, bound in parts if bound is not None)
