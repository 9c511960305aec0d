"""What planners work with: frozen snapshots, forecasts made from them and scored later, scenarios and their runs."""

from graph.models._declare import (
    Activity,
    Entity,
    count,
    flag,
    indexed_moment,
    indexed_text,
    json_text,
    lineage_edge,
    moment,
    number,
    text,
    unique_text,
)

_HERE = "graph.models.forecast"
_POLICY = "graph.models.policy"
_PROVENANCE = "graph.models.provenance"
_CASE = "graph.models.case"
_PEOPLE = "graph.models.people"


class SnapshotNode(Entity):
    """A decision point as known before `asOf`, frozen; `key` is the SHA-256 over its columns."""

    __label__ = "Snapshot"
    __short__ = "planningSnapshot"
    __layer__ = 11
    __title__ = "Snapshot: {called:{called}, |}as of {asOf!d}"
    __called__ = "head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])"
    id_ = unique_text("id")
    key = unique_text("key")
    as_of = moment("asOf")
    shift_ms = count("shiftMs")
    cases = count("cases")
    decisions = count("decisions")
    outcomes = count("outcomes")
    tasks = count("tasks")
    people = count("people")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_POLICY}.DecisionPointNode", "ABOUT", one=True)
    was_derived_from = lineage_edge(f"{_PROVENANCE}.DatasetVersionNode", "WAS_DERIVED_FROM")


class ForecastRunNode(Activity):
    """One forecast of all nodes of a kind for a period; `key`: `series|period`, `series`: `point|event|kind|lead`.

    Of a log without a clock the period is that of its rows from `firstRow` to `lastRow`, forecast from what was known
    before `beforeRow`; it has no times but those at which it was issued and scored.
    """

    __label__ = "ForecastRun"
    __layer__ = 12
    __title__ = "Forecast run: {called:{called}, |}{lastRow:rows {firstRow:,} to {lastRow:,}|from {periodStart!d}}"
    __called__ = "head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])"
    id_ = unique_text("id")
    key = unique_text("key")
    series = indexed_text("series")
    state = indexed_text("state")
    attribute = text("attribute")
    period = text("period")
    lead = count("lead")
    protocol = text("protocol")
    origin = text("origin")
    period_start = indexed_moment("periodStart")
    period_end = moment("periodEnd")
    issued_at = moment("issuedAt")
    first_row = count("firstRow")
    last_row = count("lastRow")
    before_row = count("beforeRow")
    unscored_until = indexed_moment("unscoredUntil")
    precision_at_10 = number("precisionAt10")
    ewma_precision_at_10 = number("ewmaPrecisionAt10")
    scored_at = moment("scoredAt")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    used = lineage_edge(f"{_HERE}.SnapshotNode", "USED", one=True)
    about = lineage_edge(f"{_POLICY}.DecisionPointNode", "ABOUT", one=True)


class ForecastNode(Entity):
    """The count forecast for one node and period; `key` is `run|node`; `sortKey` pages by time, `worstKey` by error.

    Of an impact forecast `subject` is the id of the node that decisions rest on, and stands in the key; that one does
    not depend on the forecast, nor the forecast on it, so no edge leads there. Rows are as those of its run.
    """

    __label__ = "Forecast"
    __layer__ = 13
    __title__ = "Forecast: {node}, {lastRow:rows {firstRow:,} to {lastRow:,}|from {periodStart!d}}"
    id_ = unique_text("id")
    key = unique_text("key")
    node = text("node")
    node_kind = text("nodeKind")
    subject = text("subject")
    event = text("event")
    period = text("period")
    period_start = moment("periodStart")
    period_end = moment("periodEnd")
    first_row = count("firstRow")
    last_row = count("lastRow")
    before_row = count("beforeRow")
    issued_at = moment("issuedAt")
    origin = text("origin")
    expected = number("expected")
    low = count("low")
    high = count("high")
    lead = count("lead")
    usual = number("usual")
    ewma = number("ewma")
    excess = number("excess")
    excess_share = number("excessShare")
    causes = json_text("causes")
    actual = count("actual")
    error = number("error")
    inside = flag("inside")
    scored_at = moment("scoredAt")
    sort_key = indexed_text("sortKey")
    worst_key = indexed_text("worstKey")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    was_generated_by = lineage_edge(f"{_HERE}.ForecastRunNode", "WAS_GENERATED_BY", one=True)
    was_derived_from = lineage_edge(f"{_HERE}.SnapshotNode", "WAS_DERIVED_FROM")
    about = lineage_edge(f"{_CASE}.BusinessEntityNode", "ABOUT", one=True)


class ScenarioNode(Entity):
    """Changes to try at a decision point; `key` is the SHA-256 of `content` (canonical JSON)."""

    __label__ = "Scenario"
    __layer__ = 5
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    content = json_text("content")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_POLICY}.DecisionPointNode", "ABOUT", one=True)


class SimulationRunNode(Activity):
    """One run of a scenario: QUEUED, RUNNING, DONE, CANCELLED or FAILED; `waiting` is its place until it has ended."""

    __label__ = "SimulationRun"
    __layer__ = 5
    id_ = unique_text("id")
    sort_key = indexed_text("sortKey")
    waiting = indexed_text("waiting")
    state = text("state")
    progress = number("progress")
    cancel_requested = flag("cancelRequested")
    seed = count("seed")
    code_version = text("codeVersion")
    result = json_text("result")
    failure = text("failure")
    started_at = moment("startedAt")
    ended_at = moment("endedAt")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    used_scenario = lineage_edge(f"{_HERE}.ScenarioNode", "USED", one=True)
    used_snapshot = lineage_edge(f"{_HERE}.SnapshotNode", "USED", one=True)
    had_plan = lineage_edge(f"{_POLICY}.PolicyVersionNode", "HAD_PLAN", one=True)
    was_associated_with = lineage_edge(f"{_PEOPLE}.PersonNode", "WAS_ASSOCIATED_WITH", one=True)
