"""Figures of a what-if as GraphQL types."""

from collections.abc import Mapping
from typing import Any

import strawberry

from api.graphql.rules import readable
from graph.domain.people.roles import Operation


def _described(text: str) -> Any:  # noqa: ANN401  # strawberry's field stands for the type it is annotated with
    return strawberry.field(description=text)


@strawberry.type(
    description=(
        "One figure as things are and under the scenario; null where there was nothing to measure. A queue that grows "
        "without end has no single figure of waits and late reviews: then only the quantiles are given."
    ),
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfKpi:
    """A figure with bands; delta is paired, scenario less base."""

    name: str = _described("What is measured, such as missedSlaShare.")
    words: str = _described("The same in words.")
    unit: str = _described("cases, share, hours or money.")
    base: float | None = _described("Mean over replications as things are.")
    base_low: float | None = _described("Its 5 % quantile.")
    base_high: float | None = _described("Its 95 % quantile.")
    candidate: float | None = _described("Mean over replications under the scenario.")
    candidate_low: float | None = _described("Its 5 % quantile.")
    candidate_high: float | None = _described("Its 95 % quantile.")
    delta: float | None = _described("Mean difference on the same draws.")
    delta_low: float | None = _described("Its 5 % quantile.")
    delta_high: float | None = _described("Its 95 % quantile.")


def kpi_of(stored: Mapping[str, Any]) -> WhatIfKpi:
    """Return a stored figure as its GraphQL type."""
    sides = {
        f"{side}{end.lower() and '_' + end.lower()}": stored[f"{side}{end}"]
        for side in ("base", "candidate", "delta")
        for end in ("", "Low", "High")
    }
    return WhatIfKpi(name=stored["name"], words=stored["words"], unit=stored["unit"], **sides)
