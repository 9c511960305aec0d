"""A pack as a strict model: what `pack.yaml` may say, and nothing else."""

from datetime import UTC, date, datetime, time, tzinfo
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from graph.domain.decision.kpis import KeyFigure
from graph.domain.intake.plausible import FIRST_PLAUSIBLE
from graph.domain.kernel.row_moments import moment_of_text
from graph.domain.review.rounds import Quorum
from graph.domain.review.urgency import WARNING_SHARE
from ingestion.pack.casework import (
    ANY,
    ROW_NUMBER,
    Action,
    ActionSpec,
    BrokenColumn,
    CaseSpec,
    DecisionsOrNone,
    Derived,
    EntitySpec,
    ExpressionText,
    Label,
    LabelName,
    Precedence,
    ReadyScore,
    RowClock,
    ScoreSpec,
    Span,
    Where,
)
from ingestion.pack.columns import (
    Availability,
    Column,
    DataSource,
    Description,
    Identifier,
    Name,
    Strict,
    Table,
)
from ingestion.pack.derived import derived_columns
from ingestion.pack.file_gates import FileGateSpec

STARTED, DECIDED = "started", "decided"
"""In expressions of measures: when the case began and when it was decided, in days."""

ROWS = "ROWS "
"""Begins a period of so many rows, where rows have no time."""

VOTES = "votes"
"""A measure of votes counts how many a person gives."""

Amount = Annotated[float, Field(strict=False, ge=0, lt=1e9, allow_inf_nan=False)]
Hours = Annotated[float, Field(strict=False, gt=0, le=10_000, allow_inf_nan=False)]
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
Share = Annotated[float, Field(strict=False, gt=0, le=1, allow_inf_nan=False)]
Priority = Annotated[int, Field(ge=1, le=9)]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$|^row \d{1,7}$")]
RowsPeriod = Annotated[str, StringConstraints(pattern=r"^ROWS [1-9]\d{0,5}$")]
VerdictName = Literal["APPROVE", "EDIT", "REJECT", "RESPOND", "ABSTAIN"]
DayName = Literal["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]


class QueueSpec(Strict):
    """Where cases wait for a person."""

    id: Identifier
    name: Description


class RungSpec(Strict):
    """Where a task goes when its time for a review is over: to another queue, to a higher priority, or both."""

    after: Literal["breach"]
    queue: QueueSpec | None = None
    priority: Priority | None = None


class ShiftSpec(Strict):
    """Opening hours on some weekdays."""

    opens: TimeOfDay
    closes: TimeOfDay
    days: Annotated[list[DayName], Field(min_length=1)]


class CalendarSpec(ShiftSpec):
    """Business hours of a queue, in the table's time zone; `shifts` adds hours, `country` its public holidays."""

    id: Identifier
    shifts: Annotated[list[ShiftSpec], Field(default_factory=list)]
    holidays: Annotated[list[date], Field(default_factory=list)]
    country: Country | None = None


class Money(Strict):
    """Rates in one currency, what a review costs, and what an error costs as an expression, by the label that tells it.

    Expressions read the row that opens the case, the rates, and `hours` from there until the error was known.
    `prevented` is the share of wrong proposals that a review prevents; where people decided before, it is measured.
    """

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    rates: Annotated[dict[LabelName, Amount], Field(default_factory=dict)]
    review_minutes: Amount
    minute_rate: Amount
    prevented: Share | None = None
    errors: Annotated[dict[LabelName, ExpressionText], Field(min_length=1)]


class DecisionPoint(Strict):
    """What is decided here, who owns it, and how people review it; `reason_codes` go with any verdict."""

    id: Identifier
    name: Description
    mode: Literal["AUTOMATED", "HYBRID", "MANUAL"]
    high_impact: bool
    reversible: bool
    reason_codes: Annotated[list[Action], Field(default_factory=list)]
    note_required: Annotated[list[VerdictName], Field(default_factory=list)]
    course: Name | None = None
    lease_minutes: Annotated[int, Field(ge=1, le=480)] = 15
    grace_seconds: Annotated[int, Field(ge=0, le=86_400)] = 30
    owner: Name
    queue: QueueSpec
    review_within_hours: Hours
    at_risk_after: Share = WARNING_SHARE
    escalation: Annotated[list[RungSpec], Field(default_factory=list, max_length=1)]
    calendar: CalendarSpec
    policy: Name
    plausible_from: date = FIRST_PLAUSIBLE.date()

    @property
    def first_plausible(self) -> datetime:
        """Return the moment before which nothing that is decided here can have happened."""
        return datetime.combine(self.plausible_from, time(), UTC)


class Review(Strict):
    """How many people judge a case: so many approvals or rejections close it; `blind` hides verdicts until then.

    Where `blind_first`, each reviewer answers once before they see what is recommended. Where `suggest_each`, free
    tasks are suggested to people who were right on such cases, to nobody more than so many with those that they hold.
    `spot_checks` is the share of automatic decisions that a person judges too, blind: one person, so not with several.
    """

    approve: Annotated[int, Field(ge=1, le=5)] = 1
    reject: Annotated[int, Field(ge=1, le=5)] = 1
    blind: bool = False
    blind_first: bool = False
    suggest_each: Annotated[int, Field(ge=1, le=50)] | None = None
    spot_checks: Annotated[float, Field(gt=0, le=1)] | None = None

    @model_validator(mode="after")
    def _one_checks(self) -> Self:
        if self.spot_checks is not None and self.quorum.several:
            message = "spot_checks has one person judge a case again: leave it out, or leave out approve and reject"
            raise ValueError(message)
        return self

    @property
    def quorum(self) -> Quorum:
        """Return it as the decision point takes it."""
        return Quorum(self.approve, self.reject, self.blind)


class Deadline(Strict):
    """How the unwritten deadline is found: resolve time against the final mark, one threshold a class."""

    opened: Name
    resolved: Name
    met: Name
    per: Name
    fit_from: date


class HotspotSpec(Strict):
    """By a column's values hot spots are forecast, a period ahead; without one, by graph community.

    `label` is counted where it is true; without one, cases that follow another one of their key. The column of
    `decisions: by` counts by who decided. Of a log without a clock a period is so many rows, such as `ROWS 500`.
    """

    name: Name
    label: LabelName | None = None
    column: Name | None = None
    period: Literal["DAY", "WEEK"] | RowsPeriod

    @property
    def rows(self) -> int | None:
        """How many rows a period has; None where it is a day or a week."""
        return int(self.period.removeprefix(ROWS)) if self.period.startswith(ROWS) else None


class Gate(Strict):
    """A check whose failure taints a row: a tainted case is never decided automatically."""

    name: Identifier
    when: Literal["before", "missing", "not_one_of", "below", "above"]
    column: Name
    words: Description
    other: Name | None = None
    values: list[str] | None = None
    bound: Annotated[float, Field(strict=False, allow_inf_nan=False)] | None = None


class Kpi(Strict):
    """A measure of the use case over its decided cases, or over all of them, that fit `where`.

    Of `votes` it is how many a person gives in so many rows (`per`) of a log in which several people judge a case.
    With `given` it is over those alone of which a label is known to be true.

    It is the share of those that fit a condition (`share`), or of which a label is true (`label`, where that is known;
    false with `holds: false`), or the median or mean of an expression over the row that opens the case, `started` and
    `decided`. `of: records` reads the first case of each record. `unavailable` says why the data do not tell it; a
    `formula` says in words how it is computed. `live` names the key figure that tells it of live decisions, `reported`
    the outcome whose mean does; `target` is what was agreed when it is opened, met from one side (`better`).
    """

    name: Description
    unit: Name
    of: Literal["decisions", "cases", "records", "votes"] = "decisions"
    per: Annotated[int, Field(ge=1, lt=1_000_000_000)] | None = None
    where: Where | None = None
    given: LabelName | None = None
    share: Where | None = None
    label: LabelName | None = None
    holds: bool = True
    median: ExpressionText | None = None
    mean: ExpressionText | None = None
    unavailable: Description | None = None
    formula: Description | None = None
    better: Literal["higher", "lower"] | None = None
    target: Annotated[float, Field(strict=False, allow_inf_nan=False, ge=0)] | None = None
    live: Annotated[KeyFigure, Field(strict=False)] | None = None
    reported: LabelName | None = None

    @property
    def measures(self) -> list[str]:
        """The names of what it computes; a checked measure has one at most."""
        return [name for name in ("share", "label", "median", "mean", "per") if getattr(self, name) is not None]


class ReportedNumber(Strict):
    """An outcome that is no part of the data: a number that others report of a decision by the API."""

    words: Description
    unit: Name | None = None
    lowest: Annotated[float, Field(strict=False, allow_inf_nan=False)] | None = None
    highest: Annotated[float, Field(strict=False, allow_inf_nan=False)] | None = None


class SolutionsSpec(Strict):
    """By what records are solved: a column that is filled in afterwards, such as a closing code.

    It counts from when the label `known` is true; the label `reopened` says that it did not last.
    """

    column: Name
    known: LabelName
    reopened: LabelName | None = None


class DemoSection(Strict):
    """The moment of the log that the demo shows as now, and the days it may be moved within.

    A log without a clock names the first row that is still to come, such as `row 9600`, and nothing is moved.
    Undecided cases that began longer before it than `live_within` are history.
    """

    as_of: Moment
    moment_between: Annotated[list[date], Field(min_length=2, max_length=2)] | None = None
    live_within: Span | None = None

    @property
    def moment(self) -> datetime:
        """The fixed moment on the log's own clock, without zone."""
        row = moment_of_text(self.as_of)
        return datetime.fromisoformat(self.as_of) if row is None else row.replace(tzinfo=None)


class Pack(Strict):
    """One use case: its data, its cases, its decision, what tells right from wrong, and its demo.

    `only` says which rows are in scope, `backdated` which ones carry an older date than they were entered at.
    `due` tells by the opening row when a case must be decided, where no deadline is fitted.
    """

    format: Literal[2]
    pack: Identifier
    version: Annotated[int, Field(ge=1)]
    title: Description
    question: Description
    source: DataSource
    table: Table
    columns: Annotated[list[Column], Field(min_length=3, max_length=512)]
    solutions: SolutionsSpec | None = None
    precedence: Annotated[dict[LabelName, Precedence], Field(default_factory=dict)]
    derive: Annotated[dict[LabelName, Derived], Field(default_factory=dict)]
    clock: RowClock
    only: Where | None = None
    backdated: Where | None = None
    cases: CaseSpec
    actions: Annotated[dict[Action, ActionSpec], Field(min_length=2)]
    decisions: DecisionsOrNone
    labels: Annotated[dict[LabelName, Label], Field(min_length=1)]
    reported: Annotated[dict[LabelName, ReportedNumber], Field(default_factory=dict)]
    scores: Annotated[list[ScoreSpec], Field(min_length=1)]
    entities: Annotated[list[EntitySpec], Field(default_factory=list)]
    money: Money
    decision_point: DecisionPoint
    review: Review = Review()
    deadline: Deadline | None = None
    due: ExpressionText | None = None
    features: Annotated[list[Name], Field(min_length=1)]
    hotspots: Annotated[list[HotspotSpec], Field(default_factory=list)]
    quality_gates: Annotated[list[Gate], Field(default_factory=list)]
    file_gates: Annotated[list[FileGateSpec], Field(default_factory=list)]
    kpis: Annotated[list[Kpi], Field(min_length=1)]
    demo: DemoSection

    def column(self, name: str) -> Column:
        """Return the column of that name; a checked pack names no other."""
        return next(column for column in self.facts if column.id == name)

    @property
    def facts(self) -> list[Column]:
        """The columns of the file and those that are derived from them."""
        return [*self.columns, *derived_columns(self.columns, self.derive)]

    def counts_rows(self, name: str | None) -> bool:
        """Tell whether a name stands for the place of a row in its file, which no column has."""
        return name == ROW_NUMBER and all(column.id != ROW_NUMBER for column in self.columns)

    @property
    def has_keys(self) -> bool:
        """Whether a column names the case of a row; where none does, a row is known by its place alone."""
        return not self.counts_rows(self.cases.key)

    @property
    def zone(self) -> tzinfo:
        """The zone of the log's own clock; rows without a clock are counted in UTC."""
        return self.table.zone if self.clock.has_times else UTC

    @property
    def has_deadline(self) -> bool:
        """Whether cases have a time by which they must be decided."""
        return self.deadline is not None or self.due is not None

    @property
    def ready_scores(self) -> list[ReadyScore]:
        """The forecasts that stand in a column."""
        return [score for score in self.scores if isinstance(score, ReadyScore)]

    @property
    def case_columns(self) -> list[str]:
        """The columns whose values a case carries: features, forecasts in a column, and what is out of order."""
        broken = [name for name, spec in self.derive.items() if isinstance(spec, BrokenColumn)]
        return list(dict.fromkeys([*self.features, *(score.column for score in self.ready_scores), *broken]))

    def leaks(self) -> frozenset[str]:
        """Name the columns that are only filled in after the fact."""
        return frozenset(column.id for column in self.facts if column.available is Availability.AFTERWARDS)

    def counts_deciders(self, spec: HotspotSpec) -> bool:
        """Tell whether a hot spot is counted by who decided: a case has its other columns from its opening row."""
        return spec.column is not None and spec.column == self.decisions.by

    @property
    def proposal(self) -> str:
        """The action that is proposed for every case."""
        return next(action for action, spec in self.actions.items() if spec.proposal)

    @property
    def alternative(self) -> str:
        """The action that a refused proposal amounts to: the first one whose verdict is REJECT."""
        return next(action for action, spec in self.actions.items() if spec.verdict == "REJECT")

    @property
    def correction(self) -> str | None:
        """The action that a correction amounts to: the first one whose verdict is EDIT, None where there is none."""
        return next((action for action, spec in self.actions.items() if spec.verdict == "EDIT"), None)

    @property
    def outcomes(self) -> dict[str, Label]:
        """The labels that become outcomes of decided cases."""
        return {name: label for name, label in self.labels.items() if label.of is not None}

    @property
    def proven_wrong(self) -> list[tuple[str, str]]:
        """The action and the outcome that proves it wrong, for each outcome that does."""
        return [(label.of, name) for name, label in self.labels.items() if label.of is not None and label.of != ANY]
