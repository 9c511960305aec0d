"""A stopped decision point: who comes to decide there hears why nobody does."""

from graph.domain.gate.facts import Breaker
from graph.domain.kernel.problems import Problem, ProblemCode

RULE = "breaker"
"""The rule that a refusal at a stopped point names."""


def check_stopped(point: str, breaker: Breaker, reason: str | None) -> Problem | None:
    """Refuse to have a case decided, or taken to decide it, at a point that is stopped."""
    if breaker is not Breaker.STOPPED:
        return None
    why = "" if reason is None else f" ({reason})"
    return Problem(
        ProblemCode.NOT_ELIGIBLE,
        f"{point} is stopped{why}: its cases wait. Ask a policy owner to reset its breaker.",
        {"rule": RULE},
    )
