"""Rows of a log that break a rule on the order of events, where the case was decided without them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.domain.kernel.keys import ViolationKey
from graph.domain.kernel.reasons import LONGEST_REASON

_HEADING = "Found after the decision: "
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Violation:
    """A row that broke a rule: what tells it apart within its case, and what happened when, in words."""

    key: ViolationKey
    description: str


def unknown_violations(violations: Sequence[Violation], known: Collection[str]) -> list[Violation]:
    """Return those for which the decisions of their case were not looked at again before."""
    return [one for one in violations if one.key.text not in known]


def violation_reason(violations: Sequence[Violation]) -> str:
    """Return why a decision is looked at again: each row in words, as far as a reason may be long."""
    for shown in range(len(violations), 0, -1):
        left = len(violations) - shown
        more = [f"and {left:,} more"] if left else []
        text = _HEADING + _BETWEEN.join([*(one.description for one in violations[:shown]), *more])
        if len(text) <= LONGEST_REASON:
            return text
    return f"{_HEADING}{len(violations):,} rows out of order"
