"""What analysts ask: filtered decisions, sums, overrides, what one is based on, and what depends on a version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.decision.pages import PageRow
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row


@dataclass(frozen=True, slots=True)
class ChosenDecisions(Row):
    """Sort keys from `since` to `before`; None leaves a condition out.

    `limits` holds the risk below which each policy version (by id) and each point's own one (by key) lets pass.
    `needs` says what is read for each decision beside it: members of Need. `windows`: by the key of a point,
    between which sort keys of cases a value drifted, from the first to before the second.
    """

    before: str
    since: str
    states: Sequence[str]
    point: str | None
    kind: str | None
    origin: str | None
    action: str | None
    verdict: str | None
    policy_id: str | None
    policy: str | None
    model_id: str | None
    model: str | None
    decider: str | None
    queue: str | None
    escalated: bool | None
    against: bool | None
    badly: bool | None
    external_id: str | None
    entity: str | None
    category: str | None
    quality: str | None
    source: str | None
    drifted: bool | None
    windows: Mapping[str, Sequence[tuple[str, str]]]
    needs: Sequence[str]
    limits: Mapping[str, float | None]

    @property
    def parts(self) -> frozenset[str]:
        """Return the parts of the statements that read what is chosen by, and what is needed."""
        chosen_by = {
            "entity": (self.entity,),
            "category": (self.category,),
            "policy": (self.policy_id, self.policy),
            "decider": (self.decider,),
            "model": (self.model_id, self.model),
            "queue": (self.queue,),
            "escalated": (self.escalated,),
            "drifted": (self.drifted,),
        }
        return frozenset(self.needs) | {part for part, values in chosen_by.items() if values.count(None) < len(values)}


class DecisionFilterParams(NamedTuple):
    """Which decisions by outcomes known by `known_by` (ms), and how many."""

    chosen: ChosenDecisions
    known_by: int
    limit: int


class DecisionCountParams(NamedTuple):
    """Which decisions by outcomes known by `known_by` (ms)."""

    chosen: ChosenDecisions
    known_by: int


class CountRow(NamedTuple):
    """How many there are."""

    total: int


class SummaryParams(NamedTuple):
    """Which decisions, counted by members of Grouping; `period` is one of day, week, month and quarter."""

    chosen: ChosenDecisions
    known_by: int
    by: Sequence[str]
    period: str | None
    entity_kind: str | None
    limit: int


class SummaryRow(NamedTuple):
    """A group: its keys (None where it is not grouped by one), its decisions, those ended, those ended badly.

    `begun` is the first day of its period, in UTC. `advised`, `due`, `timed` and `priced` are those of which there is
    an advice, a due time, a time to decision and a loss; `outcomes` holds for each decision what is reported of it,
    as (kind, whether it says true). `untimed` are those of a log without a clock, which count as decided when loaded.
    """

    kind: str | None
    origin: str | None
    action: str | None
    verdict: str | None
    quality: str | None
    point: str | None
    policy_id: str | None
    policy_key: str | None
    policy_number: int | None
    decider: str | None
    category: str | None
    model: str | None
    entity: Stored | None
    queue: str | None
    sla_minutes: int | None
    escalated: bool | None
    begun: str | None
    decisions: int
    ended: int
    bad: int
    automatic: int
    automatic_ended: int
    automatic_bad: int
    approved: int
    advised: int
    against: int
    due: int
    late: int
    timed: int
    mean_hours: float | None
    p90_hours: float | None
    priced: int
    lost: float
    automatic_lost: float
    saved: float
    outcomes: Sequence[Sequence[tuple[str, bool]]]
    untimed: int


class FiguresParams(NamedTuple):
    """Which decisions by outcomes known by `known_by` (ms), and by what they are told apart: members of KpiGrouping."""

    chosen: ChosenDecisions
    known_by: int
    by: Sequence[str]


class FiguresList(NamedTuple):
    """The decisions, each as the values of a `FiguresRow`."""

    decisions: Sequence[Sequence[Any]]


class FiguresRow(NamedTuple):
    """A decision: times in ms, its advice and its end where they are known, its loss, and what it is told apart by.

    `rated_at` is since when its end is known, `ratable` whether any outcome could show it. `escalated` and `due_at` are
    those of its task; `entities`: ids of what its case concerns, where its end is known. `timed` is false where its log
    has no clock, and `decided_at` is when that was loaded.
    """

    decided_at: int
    timed: bool
    kind: str
    action: str
    verdict: str
    against: bool | None
    badly: bool | None
    rated_at: int | None
    ratable: bool
    loss: float | None
    review_cost: float | None
    began_at: int | None
    due_at: int | None
    submitted_at: int | None
    task_at: int | None
    claimed_at: int | None
    escalated: bool | None
    entities: Sequence[str]
    person: str | None
    team: str | None
    queue: str | None
    category: str | None
    policy: str | None
    model: str | None


class OverridesParams(NamedTuple):
    """Decisions of people at a point from `since` to before `until` (ms); `limits` as for filters."""

    point: str
    since: int
    until: int
    limits: Mapping[str, float | None]
    known_by: int
    limit: int


class OverridesRow(NamedTuple):
    """One person's decisions: with advice, by shadow scores, against it; how these and those that followed ended.

    `untimed` are those of a log without a clock, which count as decided when it was loaded.
    """

    decider: str
    person_id: str
    decisions: int
    advised: int
    shadows: int
    against: int
    against_ended: int
    against_bad: int
    followed_ended: int
    followed_bad: int
    untimed: int


class VersionsParams(NamedTuple):
    """The key of a decision point."""

    point: str


class VersionsRow(NamedTuple):
    """A policy version that governs or has governed."""

    id: str
    stage: str


class DecisionBasisParams(NamedTuple):
    """Which decision."""

    decision_id: str


class DecisionBasisRow(NamedTuple):
    """Everything that a decision is based on, as maps of stored properties; None where it has none of a kind."""

    decision_id: str
    point: str
    snapshot: Stored | None
    data: Stored | None
    trained_on: Sequence[Stored]
    features: Sequence[Stored]
    model: Stored | None
    prediction: Stored | None
    policy: Stored | None
    person: Stored | None
    gate: Stored | None
    review: Stored | None
    packet: Stored | None
    run: Stored | None
    entry: Stored | None


class ImpactParams(NamedTuple):
    """Which node, as of when (ms; None for now); `most`: how many dependencies of decisions are looked at."""

    id: str
    as_of: int | None
    most: int


class ImpactRow(NamedTuple):
    """Decisions of one origin and basis, with their cases and outcomes; `came_true`: outcomes that say true."""

    origin: str
    by_input: bool
    by_training: bool
    decisions: int
    in_force: int
    cases: int
    outcomes: int
    came_true: int
    money: float


class ImpactPageParams(NamedTuple):
    """As for the counts, and which part of the list: before a sort key, of one origin, on one basis."""

    id: str
    as_of: int | None
    before: str
    origin: str | None
    basis: str | None
    most: int
    limit: int


class ImpactPageRow(NamedTuple):
    """A decision, its place, and its bases."""

    id: str
    sort_key: str
    bases: Sequence[str]


FILTERED_DECISIONS = Query("decision/analysis/decisions.cypher", DecisionFilterParams, PageRow, Access.READ, hot=True)
OLDEST_DECISIONS = Query(
    "decision/analysis/oldest_decisions.cypher", DecisionFilterParams, PageRow, Access.READ, hot=True
)
DECISION_COUNT = Query("decision/analysis/count.cypher", DecisionCountParams, CountRow, Access.READ, hot=True)
SUMMARY = Query("decision/analysis/summary.cypher", SummaryParams, SummaryRow, Access.READ, hot=True)
FIGURES = Query("decision/analysis/figures.cypher", FiguresParams, FiguresList, Access.READ, hot=True)
OVERRIDES = Query("decision/analysis/overrides.cypher", OverridesParams, OverridesRow, Access.READ, hot=True)
POLICY_VERSIONS = Query("decision/analysis/policy_versions.cypher", VersionsParams, VersionsRow, Access.READ, hot=True)
BASIS = Query("decision/analysis/basis.cypher", DecisionBasisParams, DecisionBasisRow, Access.READ, hot=True)
IMPACT = Query("decision/analysis/impact.cypher", ImpactParams, ImpactRow, Access.READ, hot=True)
IMPACT_PAGE = Query("decision/analysis/impact_page.cypher", ImpactPageParams, ImpactPageRow, Access.READ, hot=True)
