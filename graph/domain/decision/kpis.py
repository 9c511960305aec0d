"""Key figures of decisions: what each one counts, in which unit, and which way is better.

What a figure is computed from is in `pipelines.kpi`; a new one is an entry here and a measure there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class KeyFigure(StrEnum):
    """The key figures, in the order in which they are shown."""

    THROUGHPUT = "THROUGHPUT"
    HOURS_TO_DECISION = "HOURS_TO_DECISION"
    HOURS_TO_GATE = "HOURS_TO_GATE"
    HOURS_TO_CLAIM = "HOURS_TO_CLAIM"
    HOURS_OF_REVIEW = "HOURS_OF_REVIEW"
    DECIDED_LATE = "DECIDED_LATE"
    ESCALATION_RATE = "ESCALATION_RATE"
    AUTOMATIC_SHARE = "AUTOMATIC_SHARE"
    APPROVAL_ACCURACY = "APPROVAL_ACCURACY"
    DEFECT_RATE = "DEFECT_RATE"
    OVERRIDE_RATE = "OVERRIDE_RATE"
    ENTITIES_TOUCHED = "ENTITIES_TOUCHED"
    COST_OF_ERRORS = "COST_OF_ERRORS"
    COST_OF_REVIEW = "COST_OF_REVIEW"
    COST_OF_OVERRIDES = "COST_OF_OVERRIDES"
    COST_OF_ESCALATIONS = "COST_OF_ESCALATIONS"
    REVIEWER_LOAD = "REVIEWER_LOAD"
    DRIFT_ALERTS = "DRIFT_ALERTS"


class KpiUnit(StrEnum):
    """What a figure is measured in; money is in the decision point's currency."""

    COUNT = "COUNT"
    SHARE = "SHARE"
    HOURS = "HOURS"
    MONEY = "MONEY"


class Better(StrEnum):
    """Which way a figure improves."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"
    NEITHER = "NEITHER"


class KpiPeriod(StrEnum):
    """How long a period is, in UTC; weeks begin on Monday."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


class KpiGrouping(StrEnum):
    """By what key figures are told apart."""

    PERSON = "PERSON"
    TEAM = "TEAM"
    QUEUE = "QUEUE"
    CATEGORY = "CATEGORY"
    POLICY = "POLICY"
    MODEL = "MODEL"
    ACTION = "ACTION"


@dataclass(frozen=True, slots=True)
class KpiSpec:
    """A key figure: its name, its formula in words, its unit, and what is missing where there is nothing to count."""

    name: str
    formula: str
    unit: KpiUnit
    better: Better
    missing: str


_NO_DECISION = "Nothing was decided in these days."
_NO_TIME = "Nothing was decided in these days, or no clock says when: the log only has an order."
_NO_TASK = "Live only: none of these decisions had a task."
_NO_CLAIM = "Live only: nobody claimed a task of these decisions."
_NO_OUTCOME = "No outcome of these decisions is known yet."

KPIS: Mapping[KeyFigure, KpiSpec] = {
    KeyFigure.THROUGHPUT: KpiSpec("Throughput", "The number of decisions.", KpiUnit.COUNT, Better.NEITHER, _NO_TIME),
    KeyFigure.HOURS_TO_DECISION: KpiSpec(
        "Time to decision",
        "The median of the hours from the task, else from the case, to the decision.",
        KpiUnit.HOURS,
        Better.LOWER,
        _NO_TIME,
    ),
    KeyFigure.HOURS_TO_GATE: KpiSpec(
        "Submitted to gated",
        "The median of the hours from the case to its task.",
        KpiUnit.HOURS,
        Better.LOWER,
        _NO_TASK,
    ),
    KeyFigure.HOURS_TO_CLAIM: KpiSpec(
        "Gated to claimed",
        "The median of the hours from the task to the claim of the person who decided.",
        KpiUnit.HOURS,
        Better.LOWER,
        _NO_CLAIM,
    ),
    KeyFigure.HOURS_OF_REVIEW: KpiSpec(
        "Claimed to decided",
        "The median of the hours from the claim to the decision.",
        KpiUnit.HOURS,
        Better.LOWER,
        _NO_CLAIM,
    ),
    KeyFigure.DECIDED_LATE: KpiSpec(
        "Decided late",
        "Decisions after the task was due, of those whose task has a due time.",
        KpiUnit.SHARE,
        Better.LOWER,
        "Live only: no task of these decisions has a due time.",
    ),
    KeyFigure.ESCALATION_RATE: KpiSpec(
        "Escalation rate",
        "Decisions whose task was escalated, of those with a task.",
        KpiUnit.SHARE,
        Better.LOWER,
        _NO_TASK,
    ),
    KeyFigure.AUTOMATIC_SHARE: KpiSpec(
        "Decided automatically", "Automatic decisions, of all.", KpiUnit.SHARE, Better.NEITHER, _NO_DECISION
    ),
    KeyFigure.APPROVAL_ACCURACY: KpiSpec(
        "Approval accuracy",
        "Approvals that were not wrong, of the approvals whose outcome is known.",
        KpiUnit.SHARE,
        Better.HIGHER,
        "No outcome of these approvals is known yet.",
    ),
    KeyFigure.DEFECT_RATE: KpiSpec(
        "Defect rate",
        "Decisions that were wrong, of those whose outcome is known.",
        KpiUnit.SHARE,
        Better.LOWER,
        _NO_OUTCOME,
    ),
    KeyFigure.OVERRIDE_RATE: KpiSpec(
        "Override rate",
        "Decisions of people against the model's advice, of those with advice.",
        KpiUnit.SHARE,
        Better.NEITHER,
        "No decision of a person had a score to follow.",
    ),
    KeyFigure.ENTITIES_TOUCHED: KpiSpec(
        "Touched by wrong decisions",
        "The number of customers, vendors and other parties that a wrong decision concerned.",
        KpiUnit.COUNT,
        Better.LOWER,
        "No case whose outcome is known names a party that it concerns.",
    ),
    KeyFigure.COST_OF_ERRORS: KpiSpec(
        "Cost of errors",
        "What wrong decisions lost: as their outcomes report it, else as the decision point states it.",
        KpiUnit.MONEY,
        Better.LOWER,
        _NO_OUTCOME,
    ),
    KeyFigure.COST_OF_REVIEW: KpiSpec(
        "Cost of reviews",
        "Decisions of people, times what the decision point states for a review.",
        KpiUnit.MONEY,
        Better.LOWER,
        "No person decided, or the decision point does not state what a review costs.",
    ),
    KeyFigure.COST_OF_OVERRIDES: KpiSpec(
        "Cost of overrides",
        "What wrong decisions of people against the model's advice lost.",
        KpiUnit.MONEY,
        Better.LOWER,
        "No outcome of a decision against advice is known yet.",
    ),
    KeyFigure.COST_OF_ESCALATIONS: KpiSpec(
        "Cost of escalations",
        "Escalated decisions of people, times what the decision point states for a review.",
        KpiUnit.MONEY,
        Better.LOWER,
        "Live only: no task of these decisions was escalated, or the point does not state what a review costs.",
    ),
    KeyFigure.REVIEWER_LOAD: KpiSpec(
        "Reviewer load",
        "Decisions of people, for each person who decided.",
        KpiUnit.COUNT,
        Better.NEITHER,
        "No person decided in these days, or no clock says when: the log only has an order.",
    ),
    KeyFigure.DRIFT_ALERTS: KpiSpec(
        "Drift alerts",
        "Columns of cases that drifted, in all windows that ended: weeks, or longer ones where few cases come in.",
        KpiUnit.COUNT,
        Better.LOWER,
        "Drift was not tested in these days: a worker tests each week that is over, from 50 cases on.",
    ),
}
CORRECTED = frozenset({KeyFigure.APPROVAL_ACCURACY, KeyFigure.DEFECT_RATE})
"""Figures of outcomes that are known at different speeds: of young decisions they mislead unless corrected for age."""
NOT_BY_GROUP = "Drift is that of all cases of the decision point: it is not told apart by groups or filters."
