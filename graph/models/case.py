"""What is decided about: cases, business entities, and what was known when a case was scored."""

from graph.models._declare import (
    Basis,
    Entity,
    count,
    edge,
    flag,
    indexed_text,
    json_text,
    lineage_edge,
    moment,
    number,
    numbers,
    text,
    texts,
    unique_text,
)

_HERE = "graph.models.case"
_PEOPLE = "graph.models.people"
_PROVENANCE = "graph.models.provenance"
_REGISTRY = "graph.models.registry"
_POLICY = "graph.models.policy"


class CaseNode(Entity):
    """One proposal to decide; `key` is `point|external id`; `sortKey` pages the list, newest last.

    `submitterIds`: who sent it or a correction of it. `lookAlikes`: accounts that an outside requester could be taken
    for. `submitted`: what was stated beside the payload, as canonical JSON. `sequence`: its place in a log without a
    clock; then `occurredAt` is empty. `_firstAnswers`: what reviewers answered before they saw the advice.
    `openAppeal`: the id of the appeal for which people look at it again; `appealedRound`: the round that the newest
    appeal opened, which nobody judges who judged an earlier one. `blindReview`: while it is judged, reviewers do not
    see what was decided and advised before.
    """

    __label__ = "Case"
    __layer__ = 3
    __title__ = "Case {externalId}"
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    external_id = indexed_text("externalId")
    state = text("state")
    sort_key = indexed_text("sortKey")
    awaiting_score = indexed_text("awaitingScore")
    version = count("version")
    payload = json_text("payload")
    payload_digest = text("payloadDigest")
    payload_revision = count("payloadRevision")
    person_required = flag("personRequired")
    open_appeal = text("openAppeal")
    appealed_round = count("appealedRound")
    blind_review = flag("blindReview")
    submitter_ids = texts("submitterIds")
    look_alikes = texts("lookAlikes")
    submitted = json_text("submitted")
    reach = count("reach")
    origin = text("origin")
    occurred_at = moment("occurredAt")
    sequence = count("sequence")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    first_answers = texts("_firstAnswers")
    lock = text("_lock")
    at = edge(f"{_POLICY}.DecisionPointNode", "AT", one=True)
    resolved_by = edge(f"{_HERE}.SolutionNode", "RESOLVED_BY", one=True)
    concerns = lineage_edge(f"{_HERE}.BusinessEntityNode", "CONCERNS", to_name=True)
    requested_by_person = lineage_edge(f"{_PEOPLE}.PersonNode", "REQUESTED_BY", to_name=True, one=True)
    requested_by_software = lineage_edge(f"{_PEOPLE}.SoftwareAgentNode", "REQUESTED_BY", to_name=True, one=True)


class SolutionNode(Entity):
    """By what records were solved, such as a closing code; `key` is `point|name`.

    `records` were solved so by `knownAt`, `reopened` of them were opened again by then.
    """

    __label__ = "Solution"
    __layer__ = 2
    __title__ = "Solved by {name}"
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    records = count("records")
    reopened = count("reopened")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")


class BusinessEntityNode(Entity):
    """A vendor, customer, product or group; `key` is `kind|external id`."""

    __label__ = "BusinessEntity"
    __short__ = "entity"
    __layer__ = 2
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    kind = text("kind")
    external_id = text("externalId")
    name = text("name")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    in_category = edge(f"{_HERE}.CategoryNode", "IN_CATEGORY")
    constrained_by = edge(f"{_HERE}.ConstraintNode", "CONSTRAINED_BY")
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")
    owned_by_team = edge(f"{_PEOPLE}.TeamNode", "OWNED_BY")
    depends_on = lineage_edge(f"{_HERE}.BusinessEntityNode", "DEPENDS_ON")
    same_as = edge(f"{_HERE}.BusinessEntityNode", "SAME_AS")


class IdentityMatchNode(Entity):
    """Two entities of one kind that may be one: `key` is `kind|id|id`; PROPOSED, or held to be SAME or DIFFERENT.

    `score` says how alike their names are, 0 to 100; `sortKey` is `state|the likeliest first|id`.
    """

    __label__ = "IdentityMatch"
    __short__ = "match"
    __layer__ = 3
    __title__ = "Likely the same, {state!l}"
    id_ = unique_text("id")
    key = unique_text("key")
    sort_key = indexed_text("sortKey")
    state = text("state")
    score = number("score")
    reason = text("reason")
    version = count("version")
    lock = text("_lock")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_HERE}.BusinessEntityNode", "ABOUT")


class CategoryNode(Entity):
    """A class of entities of one kind, within its parent; `key` is `kind|names from the top, joined by /`."""

    __label__ = "Category"
    __layer__ = 1
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    in_category = edge(f"{_HERE}.CategoryNode", "IN_CATEGORY")


class ConstraintNode(Entity):
    """A limit on how the firm may deal with an entity, such as an embargo or a budget; `key` is its name."""

    __label__ = "Constraint"
    __layer__ = 1
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    words = text("words")
    recorded_at = moment("recordedAt")


class InputSnapshotNode(Entity):
    """The values a case was judged on and whether they are tainted; `sourceAt`: on the source's own clock.

    `contentDigests` where a load brought it as that of a past case without a decision. `sequence`: its place in a log
    without a clock.
    """

    __label__ = "InputSnapshot"
    __short__ = "snapshot"
    __layer__ = 4
    __title__ = "Input data, {quality!l}"
    id_ = unique_text("id")
    values = json_text("values")
    digest = text("digest")
    quality = text("quality")
    as_of = moment("asOf")
    source_at = moment("sourceAt")
    content_digests = texts("contentDigests")
    occurred_at = moment("occurredAt")
    sequence = count("sequence")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_HERE}.CaseNode", "ABOUT", one=True)
    taken_from = lineage_edge(f"{_PROVENANCE}.DatasetVersionNode", "TAKEN_FROM", Basis.INPUT)
    was_revision_of = lineage_edge(f"{_HERE}.InputSnapshotNode", "WAS_REVISION_OF", one=True)
    was_generated_by = lineage_edge("graph.models.review.ReviewNode", "WAS_GENERATED_BY", one=True)
    was_loaded_by = lineage_edge(f"{_PROVENANCE}.IngestRunNode", "WAS_GENERATED_BY", one=True)


class PredictionNode(Entity):
    """A score; base plus contributions is its margin (log-odds). A shadow counted for nothing and explains nothing.

    `target` names what a further model forecasts; it is null on the score of the point's main model.
    """

    __label__ = "Prediction"
    __layer__ = 5
    __title__ = "{shadow:Shadow prediction|Prediction}{target: of {target!l}|}: risk {probability:.0%}"
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
    scored_by = lineage_edge(f"{_REGISTRY}.ModelVersionNode", "SCORED_BY", Basis.INPUT, one=True)
    scored_on = lineage_edge(f"{_HERE}.InputSnapshotNode", "SCORED_ON", one=True)
    influenced_by = lineage_edge(f"{_REGISTRY}.FeatureVersionNode", "INFLUENCED_BY", Basis.INPUT)
