"""The domain's enumerations as GraphQL knows them; import them from here, so that each is declared before its use."""

import strawberry

from graph.domain.audit.catalogue import CheckKind
from graph.domain.audit.verdicts import CheckVerdict
from graph.domain.decision.appeal import AppealKind, AppealState
from graph.domain.decision.kpis import Better, KeyFigure, KpiGrouping, KpiPeriod, KpiUnit
from graph.domain.decision.record import DecisionState
from graph.domain.decision.spot_checks import SpotCheckState
from graph.domain.delivery.attempts import DeliveryState
from graph.domain.delivery.endpoints import EndpointCommand, EndpointState, EventKind
from graph.domain.gate.facts import Breaker, Stage
from graph.domain.gate.waivers import ExceptionScope
from graph.domain.intake.case import CaseState
from graph.domain.intake.quality_gates import GateKind
from graph.domain.intake.rules import FieldAvailability, FieldType, OutcomeType
from graph.domain.kernel.periods import Period
from graph.domain.kernel.problems import ProblemCode
from graph.domain.lineage.reach import Direction
from graph.domain.lineage.recall import RecallBasis, RecallItemState, RecallState
from graph.domain.monitor.drift import DriftKind, DriftReference
from graph.domain.people.delegation import DelegationState
from graph.domain.planning.scenario import RunState
from graph.domain.registry.change import ChangeState
from graph.domain.registry.exceptions import ExceptionState
from graph.domain.registry.promotion import PromotionCommand
from graph.domain.registry.relations import Relation, TieKind
from graph.domain.review.task import TaskState, Verdict
from graph.domain.review.urgency import SlaState
from graph.store.decision.pages import ListOrder
from graph.store.decision.summaries import Grouping
from pipelines.loading.progress import LoadState

__all__ = [
    "AppealKind",
    "AppealState",
    "Better",
    "Breaker",
    "CaseState",
    "ChangeState",
    "CheckKind",
    "CheckVerdict",
    "DecisionState",
    "DelegationState",
    "DeliveryState",
    "Direction",
    "DriftKind",
    "DriftReference",
    "EndpointCommand",
    "EndpointState",
    "EventKind",
    "ExceptionScope",
    "ExceptionState",
    "FieldAvailability",
    "FieldType",
    "GateKind",
    "Grouping",
    "KeyFigure",
    "KpiGrouping",
    "KpiPeriod",
    "KpiUnit",
    "ListOrder",
    "LoadState",
    "OutcomeType",
    "Period",
    "ProblemCode",
    "PromotionCommand",
    "RecallBasis",
    "RecallItemState",
    "RecallState",
    "Relation",
    "RunState",
    "SlaState",
    "SpotCheckState",
    "Stage",
    "TaskState",
    "TieKind",
    "Verdict",
]

strawberry.enum(CheckKind, description="INVARIANT must hold; HYGIENE is looked after, and its findings are no breach.")
strawberry.enum(CheckVerdict, description="How a check of the graph ended; NOT_JUDGED: not yet, or there was no time.")
strawberry.enum(
    LoadState,
    description="Where the load of a pack stands. FAILED: not to its end; a further load adds what is missing.",
)
strawberry.enum(CaseState, description="The state of a case.")
strawberry.enum(
    AppealKind,
    description="Who has a decision looked at again: APPEAL, somebody; REOPENING, a policy owner; RECALL, a recall; "
    "VIOLATION, a log whose later rows break a rule on the order of events.",
)
strawberry.enum(
    AppealState,
    description="OPEN: other people look at it. CONFIRMED: the decision stays. CHANGED: another revises it. "
    "DIFFERED: a spot check would have decided otherwise, and the decision stays.",
)
strawberry.enum(Better, description="Which way a figure improves.")
strawberry.enum(
    Breaker,
    description="How the breaker of a decision point stands. CLOSED: the gate decides as its policy says. REVIEW_ALL: "
    "a person decides every case. STOPPED: cases are taken in and wait. UNKNOWN: as REVIEW_ALL.",
)
strawberry.enum(KeyFigure, description="The key figures; `metrics` states the formula of each.")
strawberry.enum(KpiGrouping, description="By what key figures are told apart; TEAM: that of the person at that time.")
strawberry.enum(KpiPeriod, description="How long a period is, in UTC; weeks begin on Monday.")
strawberry.enum(KpiUnit, description="What a figure is measured in; MONEY is in the decision point's currency.")
strawberry.enum(DecisionState, description="The state of a decision; an INVALIDATED one was undone.")
strawberry.enum(Direction, description="UP: what a node is based on. DOWN: what depends on it.")
strawberry.enum(
    DriftKind, description="What drifted: a value of cases, the main model's score, or the mix of categories."
)
strawberry.enum(
    DriftReference,
    description="TRAINING: with what came in before the main model in use was trained. BEFORE: before the window.",
)
strawberry.enum(
    DelegationState,
    description="How a delegation stands: it will begin, it runs, its time is over, or somebody ended it before.",
)
strawberry.enum(ExceptionScope, description="For what a row of a policy is waived.")
strawberry.enum(
    ExceptionState, description="How an exception stands; EXPIRING: it ends within seven days, and holds until then."
)
strawberry.enum(FieldAvailability, description="When a field is known: at creation, at each event, or only afterwards.")
strawberry.enum(FieldType, description="Of which type a field's values are.")
strawberry.enum(GateKind, description="When a quality gate fails.")
strawberry.enum(OutcomeType, description="Of which type an outcome's value is.")
strawberry.enum(Grouping, description="What decisions can be counted by.")
strawberry.enum(ListOrder, description="In which order a list comes.")
strawberry.enum(Period, description="How long a forecast period is, in UTC; weeks begin on Monday.")
strawberry.enum(ProblemCode, description="Every refusal that a client can receive.")
strawberry.enum(DeliveryState, description="Whether an event waits for its next attempt, has arrived, or was given up.")
strawberry.enum(
    EndpointCommand,
    name="WebhookCommand",
    description="PAUSE, RESUME or REMOVE a webhook, RENEW its secret, or SEND again the events that were given up.",
)
strawberry.enum(EndpointState, name="WebhookState", description="Whether events are sent; those of a paused one wait.")
strawberry.enum(EventKind, name="WebhookEvent", description="What can happen that others want to know of.")
strawberry.enum(RunState, description="The state of a run of a what-if.")
strawberry.enum(
    PromotionCommand,
    name="ModelVersionCommand",
    description="PROPOSE that a version be used, APPROVE another person's proposal, or DECLINE one (also one's own).",
)
strawberry.enum(
    Stage,
    name="ModelStage",
    description="Where a model version stands; a CHALLENGER scores live cases for comparison, and no rule reads that.",
)
strawberry.enum(
    ChangeState,
    description="Where a change stands: APPROVED waits for its time, ACTIVE is in use, SUPERSEDED was in use before.",
)
strawberry.enum(
    SpotCheckState,
    description="How far the spot check of a drawn decision is. DIFFERED: the person would have decided otherwise.",
)
strawberry.enum(SlaState, description="Whether a task is in time, at risk or late.")
strawberry.enum(TaskState, description="The state of a task.")
strawberry.enum(Relation, description="What a declared edge says of the node that it leads from.")
strawberry.enum(TieKind, description="By what a person is tied to an entity or to another person.")
strawberry.enum(Verdict, description="What a reviewer can say.")
strawberry.enum(
    RecallBasis,
    description="By what a decision depends on what is recalled: INPUT, TRAINING of its model, DECIDER, POLICY.",
)
strawberry.enum(
    RecallState,
    description="SELECTING: decisions are still added. OPEN: they are looked at again. CLOSED: all is done, on record.",
)
strawberry.enum(
    RecallItemState,
    description="How a decision of a recall stands. LISTED: not looked at again. WAITING, IN_REVIEW; CONFIRMED: it "
    "stays. CHANGED: revised, compensation is due. SETTLED: that was carried out. SKIPPED: it could not be judged.",
)
