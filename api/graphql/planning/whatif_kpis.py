"""Figures of a what-if as GraphQL types."""

from collections.abc import Mapping
from typing import Any

import strawberry

from api.graphql.fields import described
from api.graphql.rules import readable
from graph.domain.people.roles import Operation


@strawberry.type(
    description=(
        "One figure as things are and under the scenario; null where there was nothing to measure. A queue that grows "
        "without end has no single figure of waits and late reviews: then only the quantiles are given."
    ),
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfKpi:
    """A figure with bands; delta is paired, scenario less base."""

    name: str = described("What is measured, such as missedSlaShare.")
    words: str = described("The same in words.")
    unit: str = described("cases, share, hours or money.")
    base: float | None = described("Mean over replications as things are.")
    base_low: float | None = described("Its 5 % quantile.")
    base_high: float | None = described("Its 95 % quantile.")
    candidate: float | None = described("Mean over replications under the scenario.")
    candidate_low: float | None = described("Its 5 % quantile.")
    candidate_high: float | None = described("Its 95 % quantile.")
    delta: float | None = described("Mean difference on the same draws.")
    delta_low: float | None = described("Its 5 % quantile.")
    delta_high: float | None = described("Its 95 % quantile.")


def kpi_of(stored: Mapping[str, Any]) -> WhatIfKpi:
    """Return a stored figure as its GraphQL type."""
    sides = {
        f"{side}{end.lower() and '_' + end.lower()}": stored[f"{side}{end}"]
        for side in ("base", "candidate", "delta")
        for end in ("", "Low", "High")
    }
    return WhatIfKpi(name=stored["name"], words=stored["words"], unit=stored["unit"], **sides)
