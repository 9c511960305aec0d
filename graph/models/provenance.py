"""Where data comes from: sources, datasets, their versions, and the runs that brought them in."""

from graph.models._declare import (
    Activity,
    Entity,
    count,
    edge,
    indexed_moment,
    indexed_text,
    json_text,
    lineage_edge,
    moment,
    text,
    texts,
    unique_text,
)

_HERE = "graph.models.provenance"
_PEOPLE = "graph.models.people"


class DataSourceNode(Entity):
    """A system or publisher that data comes from; `key` is its name."""

    __label__ = "DataSource"
    __short__ = "source"
    __layer__ = 0
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    licence = text("licence")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")
    owned_by_team = edge(f"{_PEOPLE}.TeamNode", "OWNED_BY")


class DatasetNode(Entity):
    """A named set of data (OpenLineage namespace and name); `key` is `namespace|name`; `statedOwners` as others say."""

    __label__ = "Dataset"
    __layer__ = 1
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    namespace = text("namespace")
    name = text("name")
    stated_owners = texts("statedOwners")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    had_primary_source = lineage_edge(f"{_HERE}.DataSourceNode", "HAD_PRIMARY_SOURCE", to_name=True, one=True)
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")
    owned_by_team = edge(f"{_PEOPLE}.TeamNode", "OWNED_BY")


class DatasetVersionNode(Entity):
    """The data of one delivery, week or run; `key` is `namespace|name|version`; checks are those of other systems.

    `slice` says which part of the dataset it is; `profile` how columns are distributed, for comparing the next one;
    `findings` what the gates of its file found wrong with each case that is taken from it.
    """

    __label__ = "DatasetVersion"
    __layer__ = 2
    __searched__ = True
    __title__ = "Dataset version: {called:{called}, {version}|{key}}"
    __called__ = "head([(n)-[:VERSION_OF]->(of_:Dataset) | of_.name])"
    id_ = unique_text("id")
    key = unique_text("key")
    version = text("version")
    sha256 = text("sha256")
    rows = count("rows")
    slice_ = text("slice")
    profile = json_text("profile")
    schema = texts("schema")
    column_lineage = texts("columnLineage")
    checks_passed = texts("checksPassed")
    checks_failed = texts("checksFailed")
    findings = texts("findings")
    stage = text("stage")
    known_at = indexed_moment("knownAt")
    recorded_at = moment("recordedAt")
    version_of = lineage_edge(f"{_HERE}.DatasetNode", "VERSION_OF", to_name=True, one=True)
    was_generated_by = lineage_edge(f"{_HERE}.IngestRunNode", "WAS_GENERATED_BY", one=True)
    was_derived_from = lineage_edge(f"{_HERE}.DatasetVersionNode", "WAS_DERIVED_FROM")


class IngestRunNode(Activity):
    """One load of a file, `key` is `pack|sha256 of the file|until`; or a run elsewhere, `job namespace|job|run`.

    `fileGates` is the digest of what the gates of its file said, where its pack has any.
    """

    __label__ = "IngestRun"
    __layer__ = 1
    __searched__ = True
    __title__ = "Ingest run: {file:{file}|{key}}"
    id_ = unique_text("id")
    key = unique_text("key")
    pack = text("pack")
    file = text("file")
    sha256 = text("sha256")
    rows = count("rows")
    quarantined = count("quarantined")
    content_digest = text("contentDigest")
    file_gates = text("fileGates")
    decisions = count("decisions")
    outcomes = count("outcomes")
    shift_ms = count("shiftMs")
    state = text("state")
    settled_digest = text("settledDigest")
    live_cases = count("liveCases")
    live_tainted = count("liveTainted")
    started_at = moment("startedAt")
    ended_at = moment("endedAt")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")


class QuarantinedRowNode(Entity):
    """A row that was refused, and why; `key` is `sha256 of the file|row`, `sortKey` is `state|id`."""

    __label__ = "QuarantinedRow"
    __layer__ = 3
    __title__ = "Refused row {row}"
    id_ = unique_text("id")
    key = unique_text("key")
    sort_key = indexed_text("sortKey")
    state = text("state")
    version = count("version")
    row = count("row")
    reason = text("reason")
    record_key = text("recordKey")
    column = text("column")
    cells = json_text("cells")
    raw = text("raw")
    mended = json_text("mended")
    lock = text("_lock")
    recorded_at = moment("recordedAt")
    was_generated_by = lineage_edge(f"{_HERE}.IngestRunNode", "WAS_GENERATED_BY", one=True)


class QualityCheckNode(Entity):
    """The verdict of the quality gates on one snapshot, or on one file: CLEAN, TAINTED or UNKNOWN; which gates ran.

    `gateRow` holds the values that they read: of a row its cells, of a file what each gate measured, in words.
    """

    __label__ = "QualityCheck"
    __layer__ = 5
    id_ = unique_text("id")
    verdict = text("verdict")
    findings = texts("findings")
    gates_passed = texts("gatesPassed")
    gates_failed = texts("gatesFailed")
    gates_not_run = texts("gatesNotRun")
    gates_digest = text("gatesDigest")
    gate_row = text("gateRow")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge("graph.models.case.InputSnapshotNode", "ABOUT", one=True)
    about_version = lineage_edge(f"{_HERE}.DatasetVersionNode", "ABOUT")
    was_generated_by = lineage_edge(f"{_HERE}.IngestRunNode", "WAS_GENERATED_BY", one=True)
