"""What is decided about: cases, business entities, and what was known when a case was scored."""

from graph.models._declare import (
    Entity,
    count,
    edge,
    flag,
    indexed_text,
    moment,
    number,
    numbers,
    text,
    texts,
    unique_text,
)

_HERE = "graph.models.matter"
_PEOPLE = "graph.models.people"
_PROVENANCE = "graph.models.provenance"
_REGISTRY = "graph.models.registry"
_POLICY = "graph.models.policy"


class CaseNode(Entity):
    """One proposal to decide; `key` is `point|external id`; `sortKey` pages the list, newest last.

    `submitterIds`: who sent it or a correction of it. `lookAlikes`: accounts that an outside requester could be taken
    for. `submitted`: what was stated beside the payload, as canonical JSON.
    """

    __label__ = "Case"
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    external_id = indexed_text("externalId")
    state = text("state")
    sort_key = indexed_text("sortKey")
    awaiting_score = indexed_text("awaitingScore")
    version = count("version")
    payload = text("payload")
    payload_digest = text("payloadDigest")
    payload_revision = count("payloadRevision")
    person_required = flag("personRequired")
    submitter_ids = texts("submitterIds")
    look_alikes = texts("lookAlikes")
    submitted = text("submitted")
    reach = count("reach")
    origin = text("origin")
    occurred_at = moment("occurredAt")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    at = edge(f"{_POLICY}.DecisionPointNode", "AT")
    concerns = edge(f"{_HERE}.BusinessEntityNode", "CONCERNS")
    requested_by_person = edge(f"{_PEOPLE}.PersonNode", "REQUESTED_BY")
    requested_by_software = edge(f"{_PEOPLE}.SoftwareAgentNode", "REQUESTED_BY")


class BusinessEntityNode(Entity):
    """A vendor, customer, product or group; `key` is `kind|external id`."""

    __label__ = "BusinessEntity"
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    kind = text("kind")
    external_id = text("externalId")
    name = text("name")
    recorded_at = moment("recordedAt")
    in_category = edge(f"{_HERE}.CategoryNode", "IN_CATEGORY")
    depends_on = edge(f"{_HERE}.BusinessEntityNode", "DEPENDS_ON")


class CategoryNode(Entity):
    """A class of entities or cases; `key` is `kind|name`."""

    __label__ = "Category"
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    recorded_at = moment("recordedAt")


class InputSnapshotNode(Entity):
    """The values a case was judged on and whether they are tainted; `sourceAt`: on the source's own clock."""

    __label__ = "InputSnapshot"
    id_ = unique_text("id")
    values = text("values")
    digest = text("digest")
    quality = text("quality")
    as_of = moment("asOf")
    source_at = moment("sourceAt")
    occurred_at = moment("occurredAt")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = edge(f"{_HERE}.CaseNode", "ABOUT")
    taken_from = edge(f"{_PROVENANCE}.DatasetVersionNode", "TAKEN_FROM")
    was_revision_of = edge(f"{_HERE}.InputSnapshotNode", "WAS_REVISION_OF")
    was_generated_by = edge("graph.models.review.ReviewNode", "WAS_GENERATED_BY")


class PredictionNode(Entity):
    """A score; base plus contributions is its margin (log-odds). A shadow counted for nothing and explains nothing.

    `target` names what a further model forecasts; it is null on the score of the point's main model.
    """

    __label__ = "Prediction"
    id_ = unique_text("id")
    probability = number("probability")
    margin = number("margin")
    base = number("base")
    features = texts("features")
    feature_values = texts("featureValues")
    contributions = numbers("contributions")
    reasons = texts("reasons")
    target = text("target")
    shadow = flag("shadow")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    scored_by = edge(f"{_REGISTRY}.ModelVersionNode", "SCORED_BY")
    scored_on = edge(f"{_HERE}.InputSnapshotNode", "SCORED_ON")
    influenced_by = edge(f"{_REGISTRY}.FeatureVersionNode", "INFLUENCED_BY")
