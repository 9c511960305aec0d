"""The schema: every subject's queries and mutations in one."""

from functools import cache
from typing import Any

import strawberry

from api.graphql.audit.invariants import InvariantQueries
from api.graphql.audit.queries import AuditQueries
from api.graphql.decision.analysis import AnalysisQueries
from api.graphql.decision.appeals import AppealMutations, AppealQueries
from api.graphql.decision.judged import KpiMutations
from api.graphql.decision.mutations import DecisionMutations
from api.graphql.decision.queries import DecisionQueries
from api.graphql.decision.records import RecordQueries
from api.graphql.decision.types import Decision, Outcome
from api.graphql.delivery.subscriptions import Subscription
from api.graphql.delivery.webhooks import WebhookMutations, WebhookQueries
from api.graphql.intake.case_types import Case
from api.graphql.intake.mutations import CaseMutations
from api.graphql.intake.quarantine import QuarantineMutations, QuarantineQueries
from api.graphql.intake.queries import CaseQueries
from api.graphql.intake.revealing import RevealMutations
from api.graphql.intake.rules import IntakeQueries
from api.graphql.lineage.explorer import ExplorerQueries
from api.graphql.lineage.queries import LineageQueries
from api.graphql.lineage.recall import RecallOrderQueries
from api.graphql.lineage.recalls import RecallMutations, RecallQueries
from api.graphql.lineage.walk_lists import list_queries
from api.graphql.lineage.walk_queries import walk_queries
from api.graphql.lineage.walk_types import walk_result, walk_types
from api.graphql.monitor.breakers import BreakerMutations, BreakerQueries
from api.graphql.monitor.drift import DriftQueries
from api.graphql.monitor.oversight import OversightQueries
from api.graphql.outcome.mutations import OutcomeMutations
from api.graphql.people.accounts import AccountMutations, AccountQueries
from api.graphql.people.delegations import DelegationMutations, DelegationQueries
from api.graphql.people.queries import OrganisationQueries
from api.graphql.people.trainings import TrainingMutations, TrainingQueries
from api.graphql.planning.forecasts import ForecastMutations, ForecastQueries
from api.graphql.planning.whatif import WhatIfMutations, WhatIfQueries
from api.graphql.registry.exceptions import ExceptionMutations, ExceptionQueries
from api.graphql.registry.identity import IdentityMutations, IdentityQueries
from api.graphql.registry.mutations import RegistryMutations
from api.graphql.registry.packs import PackMutations, PackQueries
from api.graphql.registry.policy_changes import PolicyChangeMutations, PolicyChangeQueries
from api.graphql.registry.promotion import PromotionMutations, PromotionQueries
from api.graphql.registry.queries import RegistryQueries
from api.graphql.review.disputes import DisputeMutations, DisputeQueries
from api.graphql.review.mutations import TaskMutations
from api.graphql.review.queries import DeskQueries
from api.graphql.review.snoozing import SnoozeMutations
from api.graphql.scalars import CONFIG
from api.graphql.viewer import ViewerQueries

WALK_TYPES = walk_types({"Case": Case, "Decision": Decision, "Outcome": Outcome})
"""What a walk comes to, by kind of node."""
_WalkQueries = walk_queries(walk_result(WALK_TYPES))


_QUERIES: tuple[Any, ...] = (
    ViewerQueries,
    CaseQueries,
    DecisionQueries,
    RecordQueries,
    LineageQueries,
    RecallOrderQueries,
    RecallQueries,
    _WalkQueries,
    AuditQueries,
    InvariantQueries,
    DeskQueries,
    DisputeQueries,
    AnalysisQueries,
    DriftQueries,
    BreakerQueries,
    OversightQueries,
    ExplorerQueries,
    ForecastQueries,
    WhatIfQueries,
    IntakeQueries,
    OrganisationQueries,
    TrainingQueries,
    RegistryQueries,
    PackQueries,
    list_queries(WALK_TYPES),
    QuarantineQueries,
    IdentityQueries,
    PromotionQueries,
    PolicyChangeQueries,
    ExceptionQueries,
    AppealQueries,
    AccountQueries,
    DelegationQueries,
    WebhookQueries,
)
RootQuery = strawberry.type(type("RootQuery", _QUERIES, {}), name="Query", description="Everything that can be read.")
"""All queries."""


@strawberry.type(description="Everything that can be done; each answer is a success or a typed problem.")
class Mutation(
    CaseMutations,
    TaskMutations,
    SnoozeMutations,
    DecisionMutations,
    OutcomeMutations,
    ForecastMutations,
    WhatIfMutations,
    RegistryMutations,
    PackMutations,
    QuarantineMutations,
    RevealMutations,
    IdentityMutations,
    KpiMutations,
    DisputeMutations,
    PromotionMutations,
    PolicyChangeMutations,
    ExceptionMutations,
    BreakerMutations,
    AppealMutations,
    AccountMutations,
    TrainingMutations,
    DelegationMutations,
    RecallMutations,
    WebhookMutations,
):
    """All mutations."""


@cache
def build_schema() -> strawberry.Schema:
    """Return the schema, built once in a process."""
    return strawberry.Schema(
        query=RootQuery,
        mutation=Mutation,
        subscription=Subscription,
        types=list(WALK_TYPES.values()),
        config=CONFIG,
    )
