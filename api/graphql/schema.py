"""The schema: every subject's queries and mutations in one."""

import strawberry

from api.graphql.audit.invariants import InvariantQueries
from api.graphql.audit.queries import AuditQueries
from api.graphql.decision.analysis import AnalysisQueries
from api.graphql.decision.mutations import DecisionMutations
from api.graphql.decision.queries import DecisionQueries
from api.graphql.decision.records import RecordQueries
from api.graphql.intake.mutations import CaseMutations
from api.graphql.intake.queries import CaseQueries
from api.graphql.intake.rules import IntakeQueries
from api.graphql.lineage.explorer import ExplorerQueries
from api.graphql.lineage.queries import LineageQueries
from api.graphql.outcome.mutations import OutcomeMutations
from api.graphql.planning.forecasts import ForecastMutations, ForecastQueries
from api.graphql.planning.whatif import WhatIfMutations, WhatIfQueries
from api.graphql.review.mutations import TaskMutations
from api.graphql.review.queries import DeskQueries
from api.graphql.scalars import CONFIG
from api.graphql.viewer import ViewerQueries


@strawberry.type(name="Query", description="Everything that can be read.")
class RootQuery(
    ViewerQueries,
    CaseQueries,
    DecisionQueries,
    RecordQueries,
    LineageQueries,
    AuditQueries,
    InvariantQueries,
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
    return strawberry.Schema(query=RootQuery, mutation=Mutation, config=CONFIG)
