"""What governs decisions: points with their agreements, policy versions, models and features."""

from dataclasses import dataclass

from graph.records._record import UNCHANGED, Record, Settable, Update


@dataclass(frozen=True, slots=True)
class DecisionPointUpdate(Update):
    """A decision point as its pack declares it; whatever it had before is replaced."""

    key: str
    name: str
    mode: str
    high_impact: bool
    reversible: bool
    proposal_action: str
    alternative_action: str
    correction_action: str | None
    reason_codes: list[str]
    own_reasons: list[str]
    note_required: list[str]
    quorum: str | None
    blind_first: bool
    suggest_each: int | None
    spot_check_share: float | None
    required_course: str | None
    hotspots: list[str]
    plausible_from: int
    lease_seconds: int
    grace_seconds: int
    wrong_proposal_cost: float | None
    wrong_alternative_cost: float | None
    review_cost: float | None
    currency: str | None
    bad_outcomes: list[str]
    intake_rules: str | None


@dataclass(frozen=True, slots=True)
class SlaUpdate(Update):
    """What was agreed for a queue."""

    review_minutes: int
    warning_share: float
    escalation_queue: str | None
    escalation_priority: int | None


@dataclass(frozen=True, slots=True)
class CalendarUpdate(Update):
    """Business hours and free days."""

    zone: str
    opens_at: str
    closes_at: str
    days: list[str]
    country: str | None
    holidays: list[str]
    further_shifts: list[str]


@dataclass(frozen=True, slots=True)
class PolicyVersionRecord(Record):
    """A decision table with its parameters; where it stands is set beside it."""

    id: str
    key: str
    version: int
    table: str
    parameters: str
    table_digest: str
    proposer_id: str
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class PolicyVersionUpdate(Update):
    """Where a policy version stands after a change, or what its back-test says."""

    stage: Settable[str] = UNCHANGED
    proposer_id: Settable[str] = UNCHANGED
    approver_id: Settable[str | None] = UNCHANGED
    activate_at: Settable[int | None] = UNCHANGED
    activated_at: Settable[int] = UNCHANGED
    changed_at: Settable[int] = UNCHANGED
    replaced: Settable[str | None] = UNCHANGED
    backtest: Settable[str | None] = UNCHANGED


@dataclass(frozen=True, slots=True)
class ExceptionGrantRecord(Record):
    """A row of a policy version that is waived until a moment; `open_at` is its point's key."""

    id: str
    key: str
    open_at: str
    rule: str
    scope: str
    subject_id: str
    reason: str
    until: int
    granter_id: str
    asker_id: str
    granted_epoch: int
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ModelRecord(Record):
    """A model of ours: which target it forecasts at which point."""

    id: str
    key: str
    name: str
    decision_point: str
    target: str
    primary: bool
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ModelVersionRecord(Record):
    """One trained state of a model; the statement activates it."""

    id: str
    key: str
    version: str
    words: str
    metrics: str
    calibration: str
    comparison: str | None
    shadowed_to: str | None
    artefact_sha256: str
    author_id: str
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ModelVersionUpdate(Update):
    """What another registry states of a version, whose stage there approves nothing here; or how one of ours stands."""

    registry: Settable[str] = UNCHANGED
    registry_stage: Settable[str | None] = UNCHANGED
    registry_digest: Settable[str] = UNCHANGED
    aliases: Settable[list[str]] = UNCHANGED
    artefact_source: Settable[str | None] = UNCHANGED
    metrics: Settable[str | None] = UNCHANGED
    params: Settable[str | None] = UNCHANGED
    stage: Settable[str] = UNCHANGED
    proposer_id: Settable[str | None] = UNCHANGED
    proposed_at: Settable[int | None] = UNCHANGED
    approver_id: Settable[str] = UNCHANGED
    approved_at: Settable[int] = UNCHANGED


@dataclass(frozen=True, slots=True)
class TrainingRunRecord(Record):
    """How a model version was trained; `reason` says why a challenger was."""

    id: str
    key: str
    protocol: str
    reason: str | None
    seed: int
    rows: int
    ended_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class FeatureVersionRecord(Record):
    """One definition of a feature."""

    id: str
    key: str
    version: str
    value_type: str
    availability: str
    words: str
    known_at: int
    recorded_at: int
