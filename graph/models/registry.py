"""Versioned registries: features, models and their training runs."""

from graph.models._declare import (
    Activity,
    Basis,
    Entity,
    count,
    edge,
    flag,
    indexed_text,
    json_text,
    lineage_edge,
    moment,
    text,
    texts,
    unique_text,
)

_HERE = "graph.models.registry"
_PEOPLE = "graph.models.people"
_PROVENANCE = "graph.models.provenance"


class FeatureNode(Entity):
    """A named input of models; `key` is its name."""

    __label__ = "Feature"
    __layer__ = 1
    __searched__ = True
    __title__ = "Feature: {called:{called}|{name!p}}"
    __called__ = "head([(n)<-[:VERSION_OF]-(its_:FeatureVersion) | its_.words])"
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")
    owned_by_team = edge(f"{_PEOPLE}.TeamNode", "OWNED_BY")


class FeatureVersionNode(Entity):
    """One definition of a feature; `key` is `name|version`; availability is CREATION, EVENT or AFTERWARDS."""

    __label__ = "FeatureVersion"
    __short__ = "feature"
    __layer__ = 2
    __searched__ = True
    __title__ = "Feature version: {words:{words}|{key!n}}"
    id_ = unique_text("id")
    key = unique_text("key")
    version = text("version")
    value_type = text("valueType")
    unit = text("unit")
    availability = text("availability")
    words = text("words")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    version_of = lineage_edge(f"{_HERE}.FeatureNode", "VERSION_OF", to_name=True, one=True)
    computed_from = lineage_edge(f"{_PROVENANCE}.DatasetNode", "COMPUTED_FROM", to_name=True)


class ModelNode(Entity):
    """A named model; `key` is its name. One of our own forecasts a target at a point; a primary one, its proposal."""

    __label__ = "Model"
    __layer__ = 1
    __searched__ = True
    __title__ = "Model: {target:{target!l}{called: ({called})|}|{name}}"
    __called__ = "head(COLLECT { MATCH (at_:DecisionPoint {key: n.decisionPoint}) RETURN at_.name })"
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    decision_point = indexed_text("decisionPoint")
    target = text("target")
    primary = flag("primary")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")
    owned_by_team = edge(f"{_PEOPLE}.TeamNode", "OWNED_BY")


class ModelVersionNode(Entity):
    """One trained state; `key` is `name|version`, `words` the name; `stage`: see `graph.domain.gate.facts.Stage`.

    `proposedAt` while a proposal to put it in use waits for another person. `comparison`: a challenger beside the
    version that was in use, on the same later cases; `shadowFigures`: on live ones, scored up to `shadowedTo` (a
    case's sort key). `liveFigures`: how right its forecasts were while in use. Where another registry states it: that
    registry's address, its stage and aliases there, and the digest of it all.
    """

    __label__ = "ModelVersion"
    __layer__ = 3
    __searched__ = True
    __title__ = "Model version: {called:{words!p} ({called})|{key!n}}, version {version}"
    __called__ = (
        "head(COLLECT { MATCH (n)-[:VERSION_OF]->(its_:Model) MATCH (at_:DecisionPoint {key: its_.decisionPoint})"
        " RETURN at_.name })"
    )
    id_ = unique_text("id")
    key = unique_text("key")
    version = text("version")
    words = text("words")
    stage = text("stage")
    metrics = json_text("metrics")
    calibration = json_text("calibration")
    artefact_sha256 = text("artefactSha256")
    artefact_source = text("artefactSource")
    params = json_text("params")
    registry = text("registry")
    registry_stage = text("registryStage")
    registry_digest = text("registryDigest")
    aliases = texts("aliases")
    author_id = text("authorId")
    approver_id = text("approverId")
    proposer_id = text("proposerId")
    proposed_at = moment("proposedAt")
    approved_at = moment("approvedAt")
    comparison = json_text("comparison")
    shadow_figures = json_text("shadowFigures")
    live_figures = json_text("liveFigures")
    shadowed_to = text("shadowedTo")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    version_of = lineage_edge(f"{_HERE}.ModelNode", "VERSION_OF", to_name=True, one=True)
    was_generated_by = lineage_edge(f"{_HERE}.TrainingRunNode", "WAS_GENERATED_BY", one=True)
    was_revision_of = lineage_edge(f"{_HERE}.ModelVersionNode", "WAS_REVISION_OF", one=True)
    trained_on = lineage_edge(f"{_PROVENANCE}.DatasetVersionNode", "TRAINED_ON", Basis.TRAINING)
    depends_on = lineage_edge(f"{_HERE}.FeatureVersionNode", "DEPENDS_ON", Basis.TRAINING)


class TrainingRunNode(Activity):
    """One training; `key` is `model|version`; `protocol` in words; `shadows`: past decisions it scored, when done.

    `reason` says why a challenger was trained.
    """

    __label__ = "TrainingRun"
    __layer__ = 2
    __title__ = "Training run: {key!m}"
    id_ = unique_text("id")
    key = unique_text("key")
    protocol = text("protocol")
    reason = text("reason")
    seed = count("seed")
    rows = count("rows")
    shadows = count("shadows")
    started_at = moment("startedAt")
    ended_at = moment("endedAt")
    recorded_at = moment("recordedAt")
