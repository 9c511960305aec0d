"""Searches of thresholds and staff as GraphQL types."""

from collections.abc import Mapping
from typing import Any

import strawberry

from api.graphql.planning.whatif_kpis import WhatIfKpi, kpi_of
from api.graphql.rules import readable
from graph.domain.people.roles import Operation


@strawberry.type(
    description="One combination; without a steady state it has ranges and no single figure.",
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfCell:
    """A combination that was tried."""

    threshold: float = strawberry.field(description="The threshold.")
    reviewers: int = strawberry.field(description="Reviewers more, or fewer where negative.")
    cost: float | None = strawberry.field(description="Mean cost over the horizon.")
    cost_low: float | None = strawberry.field(description="Its 5 % quantile.")
    cost_high: float | None = strawberry.field(description="Its 95 % quantile.")
    late: float | None = strawberry.field(description="Mean share of late reviews.")
    late_low: float | None = strawberry.field(description="Its 5 % quantile.")
    late_high: float | None = strawberry.field(description="Its 95 % quantile.")
    to_people: float | None = strawberry.field(description="Mean number of cases that go to people.")
    endless: bool = strawberry.field(description="Whether its queue grows without end.")


@strawberry.type(description="The combination to take.", directives=[readable(Operation.READ_CASES)])
class WhatIfBest:
    """The chosen combination."""

    threshold: float = strawberry.field(description="The threshold.")
    reviewers: int = strawberry.field(description="Reviewers more, or fewer where negative.")


@strawberry.type(
    description="Thresholds and numbers of reviewers tried through the queue.",
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfSearch:
    """A search with its curve."""

    answer: str = strawberry.field(description="The answer in one sentence.")
    parameter: str = strawberry.field(description="The threshold that was tried.")
    in_time: float | None = strawberry.field(description="The share of reviews that must be in time.")
    hour_cost: float = strawberry.field(description="What an hour of a reviewer on shift costs.")
    late_cost: float = strawberry.field(description="What a late review costs.")
    replications: int = strawberry.field(description="How often each combination was drawn while searching.")
    cells: list[WhatIfCell] = strawberry.field(description="Everything that was tried.")
    best: WhatIfBest | None = strawberry.field(description="What to take; null where nothing can be recommended.")
    kpis: list[WhatIfKpi] = strawberry.field(
        description="Its figures against things as they are, from draws that had no part in choosing it."
    )


def search_of(stored: Mapping[str, Any]) -> WhatIfSearch:
    """Return a stored search as its GraphQL type."""
    best = stored["best"]
    return WhatIfSearch(
        answer=stored["answer"],
        parameter=stored["parameter"],
        in_time=stored["inTime"],
        hour_cost=stored["hourCost"],
        late_cost=stored["lateCost"],
        replications=stored["replications"],
        cells=[_cell(one) for one in stored["cells"]],
        best=None if best is None else WhatIfBest(threshold=best["threshold"], reviewers=best["reviewers"]),
        kpis=[kpi_of(one) for one in stored["kpis"]],
    )


def _cell(stored: Mapping[str, Any]) -> WhatIfCell:
    return WhatIfCell(
        threshold=stored["threshold"],
        reviewers=stored["reviewers"],
        cost=stored["cost"],
        cost_low=stored["costLow"],
        cost_high=stored["costHigh"],
        late=stored["late"],
        late_low=stored["lateLow"],
        late_high=stored["lateHigh"],
        to_people=stored["toPeople"],
        endless=stored["endless"],
    )
