"""The schema: every subject's queries and mutations in one."""

import strawberry

from api.graphql.analysis.queries import AnalysisQueries
from api.graphql.cases.intake import IntakeQueries
from api.graphql.cases.mutations import CaseMutations
from api.graphql.decisions.mutations import DecisionMutations
from api.graphql.desk.queries import DeskQueries
from api.graphql.explorer.queries import ExplorerQueries
from api.graphql.forecasts.operations import ForecastMutations, ForecastQueries
from api.graphql.outcomes.mutations import OutcomeMutations
from api.graphql.reading.queries import ReadingQueries
from api.graphql.scalars import CONFIG
from api.graphql.tasks.mutations import TaskMutations
from api.graphql.viewer import ViewerQueries
from api.graphql.whatif.operations import WhatIfMutations, WhatIfQueries


@strawberry.type(description="Everything that can be read.")
class Query(
    ViewerQueries,
    ReadingQueries,
    DeskQueries,
    AnalysisQueries,
    ExplorerQueries,
    ForecastQueries,
    WhatIfQueries,
    IntakeQueries,
):
    """All queries."""


@strawberry.type(description="Everything that can be done; each answer is a success or a typed problem.")
class Mutation(CaseMutations, TaskMutations, DecisionMutations, OutcomeMutations, ForecastMutations, WhatIfMutations):
    """All mutations."""


def build_schema() -> strawberry.Schema:
    """Return the schema."""
    return strawberry.Schema(query=Query, mutation=Mutation, config=CONFIG)
