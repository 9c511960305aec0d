"""Rules and the places where they apply: policies, decision points, queues, calendars and deadlines."""

from graph.models._declare import (
    Activity,
    Entity,
    count,
    edge,
    flag,
    indexed_text,
    json_text,
    lineage_edge,
    moment,
    number,
    text,
    texts,
    unique_text,
)

_HERE = "graph.models.policy"
_PEOPLE = "graph.models.people"


class PolicyNode(Entity):
    """A named set of rules; `key` is its name."""

    __label__ = "Policy"
    __layer__ = 1
    __searched__ = True
    __title__ = "Policy: {called:{called}|{name!n}}"
    # The policy of past practice governs no point: it bears the key of its own.
    __called__ = (
        "coalesce(head([(n)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]), head(COLLECT {"
        " MATCH (at_:DecisionPoint {key: split(n.key, ': ')[0]}) RETURN at_.name + substring(n.key, size(at_.key)) }))"
    )
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")
    owned_by_team = edge(f"{_PEOPLE}.TeamNode", "OWNED_BY")


class PolicyVersionNode(Entity):
    """One decision table; `key` is `name|digest`; stage PROPOSED, APPROVED, DECLINED, ACTIVE, SUPERSEDED or RECALLED.

    `activateAt`: from when on an approved one is to govern. `activatedAt`: when it last began to. `replaced` is the key
    of the version that governed before it. `backtest`: what it does with past and open cases.
    """

    __label__ = "PolicyVersion"
    __layer__ = 3
    __title__ = "Policy version: {called:{called}|{key!n}}"
    __called__ = (
        "coalesce(head([(n)-[:VERSION_OF]->(:Policy)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]) + ', version ' +"
        " (1 + COUNT { (n)-[:VERSION_OF]->(:Policy)<-[:VERSION_OF]-(of_:PolicyVersion) WHERE of_.knownAt < n.knownAt })"
        ", head(COLLECT { MATCH (at_:DecisionPoint {key: split(n.key, ': ')[0]})"
        " RETURN at_.name + split(substring(n.key, size(at_.key)), '|')[0] }))"
    )
    id_ = unique_text("id")
    key = unique_text("key")
    version = count("version")
    stage = text("stage")
    table = text("table")
    parameters = json_text("parameters")
    table_digest = text("tableDigest")
    proposer_id = text("proposerId")
    approver_id = text("approverId")
    activate_at = moment("activateAt")
    activated_at = moment("activatedAt")
    changed_at = moment("changedAt")
    replaced = text("replaced")
    backtest = json_text("backtest")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    version_of = lineage_edge(f"{_HERE}.PolicyNode", "VERSION_OF", to_name=True, one=True)
    was_revision_of = lineage_edge(f"{_HERE}.PolicyVersionNode", "WAS_REVISION_OF", one=True)


class DecisionPointNode(Entity):
    """Where something is decided; `epoch` rises with what the gate must see; `badOutcomes`: `action|outcome`.

    `intakeRules`: canonical JSON of its fields, quality gates and outcomes. `ownReasons`: `verdict|reason code`.
    `driftTestedFrom` and `driftTestedTo`: of which days drift was tested.
    `quorum`, where several people judge a case: `approvals|rejections|BLIND` or `…|OPEN`.
    `correctionAction`: what a correction amounts to, where its pack has a word for that.
    `blindFirst`: reviewers answer once before they see what is recommended.
    `spotCheckShare`: with which probability an automatic decision is drawn for a blind review.
    `suggestEach`: free tasks are suggested to people, at most so many to each with those that they hold; else none is.
    """

    __label__ = "DecisionPoint"
    __layer__ = 2
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    mode = text("mode")
    high_impact = flag("highImpact")
    reversible = flag("reversible")
    proposal_action = text("proposalAction")
    alternative_action = text("alternativeAction")
    correction_action = text("correctionAction")
    reason_codes = texts("reasonCodes")
    own_reasons = texts("ownReasons")
    note_required = texts("noteRequired")
    quorum = text("quorum")
    blind_first = flag("blindFirst")
    suggest_each = count("suggestEach")
    spot_check_share = number("spotCheckShare")
    required_course = text("requiredCourse")
    hotspots = texts("hotspots")
    plausible_from = moment("plausibleFrom")
    lease_seconds = count("leaseSeconds")
    grace_seconds = count("graceSeconds")
    wrong_proposal_cost = number("wrongProposalCost")
    wrong_alternative_cost = number("wrongAlternativeCost")
    review_cost = number("reviewCost")
    currency = text("currency")
    bad_outcomes = texts("badOutcomes")
    intake_rules = json_text("intakeRules")
    drift_tested_from = moment("driftTestedFrom")
    drift_tested_to = moment("driftTestedTo")
    epoch = count("epoch")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    governed_by = lineage_edge(f"{_HERE}.PolicyNode", "GOVERNED_BY", one=True)
    in_queue = edge(f"{_HERE}.QueueNode", "IN_QUEUE", one=True)
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")
    owned_by_team = edge(f"{_PEOPLE}.TeamNode", "OWNED_BY")


class QueueNode(Entity):
    """Work that the same people clear; `key` is its name."""

    __label__ = "Queue"
    __layer__ = 1
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    constrained_by = edge(f"{_HERE}.SlaNode", "CONSTRAINED_BY", one=True)
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")
    owned_by_team = edge(f"{_PEOPLE}.TeamNode", "OWNED_BY")


class SlaNode(Entity):
    """How soon a task of a queue is due, in minutes of its calendar; the share that warns; where late tasks go."""

    __label__ = "Sla"
    __layer__ = 0
    __title__ = "Deadline rule: {called:{called}|{key!n}}"
    __called__ = "head([(n)<-[:CONSTRAINED_BY]-(of_:Queue) | of_.name])"
    id_ = unique_text("id")
    key = unique_text("key")
    review_minutes = count("reviewMinutes")
    warning_share = number("warningShare")
    escalation_queue = text("escalationQueue")
    escalation_priority = count("escalationPriority")
    recorded_at = moment("recordedAt")
    constrained_by = edge(f"{_HERE}.CalendarNode", "CONSTRAINED_BY", one=True)


class CalendarNode(Entity):
    """Business hours in a zone on some weekdays (`days`), without the holidays of a country and further free days.

    `furtherShifts` are more hours, such as `SAT SUN 06:00-14:00`.
    """

    __label__ = "Calendar"
    __layer__ = 0
    __title__ = "Calendar: {key!p}"
    id_ = unique_text("id")
    key = unique_text("key")
    zone = text("zone")
    opens_at = text("opensAt")
    closes_at = text("closesAt")
    days = texts("days")
    country = text("country")
    holidays = texts("holidays")
    further_shifts = texts("furtherShifts")
    recorded_at = moment("recordedAt")


class BreakerStateNode(Entity):
    """How the breaker of a point stands: CLOSED (the gate decides), REVIEW_ALL (people decide), STOPPED (nobody does).

    Drift was judged for it up to `driftJudgedTo`; `spentColumns` are those that open it no more until they came back.
    """

    __label__ = "BreakerState"
    __layer__ = 3
    __title__ = "Breaker state: {called:{called}|{key!n}}, {state!l}"
    __called__ = "head([(n)-[:ABOUT]->(at_:DecisionPoint) | at_.name])"
    id_ = unique_text("id")
    key = unique_text("key")
    state = text("state")
    reason = text("reason")
    drift_judged_to = moment("driftJudgedTo")
    spent_columns = texts("spentColumns")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_HERE}.DecisionPointNode", "ABOUT", one=True)


class ExceptionGrantNode(Entity):
    """A row of a policy version waived until a moment, for an entity, a category or a case; `openAt`: its point.

    `openAt` is null once it was revoked or cleared away. `grantedEpoch`, `revokedEpoch`: the point's epochs from which
    on it is to be seen, and no longer.
    """

    __label__ = "ExceptionGrant"
    __layer__ = 4
    __title__ = "Exception: row {rule} waived"
    id_ = unique_text("id")
    key = unique_text("key")
    open_at = indexed_text("openAt")
    rule = text("rule")
    scope = text("scope")
    subject_id = text("subjectId")
    reason = text("reason")
    until = moment("until")
    granter_id = text("granterId")
    asker_id = text("askerId")
    granted_epoch = count("grantedEpoch")
    revoked_epoch = count("revokedEpoch")
    revoked_at = moment("revokedAt")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    waives = lineage_edge(f"{_HERE}.PolicyVersionNode", "WAIVES", one=True)
    about_point = lineage_edge(f"{_HERE}.DecisionPointNode", "ABOUT", one=True)
    about_entity = lineage_edge("graph.models.case.BusinessEntityNode", "ABOUT", one=True)
    about_category = lineage_edge("graph.models.case.CategoryNode", "ABOUT", one=True)
    about_case = lineage_edge("graph.models.case.CaseNode", "ABOUT", one=True)
    granted_by = lineage_edge(f"{_PEOPLE}.PersonNode", "WAS_ATTRIBUTED_TO", one=True)
    requested_by = lineage_edge(f"{_PEOPLE}.PersonNode", "REQUESTED_BY", to_name=True, one=True)


class StateChangeNode(Activity):
    """One change of a working state or of a registry's edge: from, to, who, what kind of actor, when.

    Of an edge, `fromState` and `toState` are the ids of the nodes that it led to and leads to. `pointEpoch`: the epoch
    of its decision point from which on a breaker stands so.
    """

    __label__ = "StateChange"
    __layer__ = 9
    __title__ = "State change: {command!l}"
    id_ = unique_text("id")
    from_state = text("fromState")
    to_state = text("toState")
    command = text("command")
    actor_id = text("actorId")
    actor_kind = text("actorKind")
    reason = text("reason")
    note = text("note")
    point_epoch = count("pointEpoch")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about_case = lineage_edge("graph.models.case.CaseNode", "ABOUT", one=True)
    about_task = lineage_edge("graph.models.review.ReviewTaskNode", "ABOUT", one=True)
    about_review = lineage_edge("graph.models.review.ReviewNode", "ABOUT", one=True)
    about_source = lineage_edge("graph.models.provenance.DataSourceNode", "ABOUT")
    about_dataset = lineage_edge("graph.models.provenance.DatasetNode", "ABOUT")
    about_feature = lineage_edge("graph.models.registry.FeatureNode", "ABOUT")
    about_model = lineage_edge("graph.models.registry.ModelNode", "ABOUT")
    about_model_version = lineage_edge("graph.models.registry.ModelVersionNode", "ABOUT")
    about_policy = lineage_edge(f"{_HERE}.PolicyNode", "ABOUT")
    about_policy_version = lineage_edge(f"{_HERE}.PolicyVersionNode", "ABOUT")
    about_point = lineage_edge(f"{_HERE}.DecisionPointNode", "ABOUT")
    about_queue = lineage_edge(f"{_HERE}.QueueNode", "ABOUT")
    about_person = lineage_edge(f"{_PEOPLE}.PersonNode", "ABOUT")
    about_program = lineage_edge(f"{_PEOPLE}.SoftwareAgentNode", "ABOUT")
    about_team = lineage_edge(f"{_PEOPLE}.TeamNode", "ABOUT")
    about_entity = lineage_edge("graph.models.case.BusinessEntityNode", "ABOUT")
    about_match = lineage_edge("graph.models.case.IdentityMatchNode", "ABOUT")
    about_category = lineage_edge("graph.models.case.CategoryNode", "ABOUT")
    about_constraint = lineage_edge("graph.models.case.ConstraintNode", "ABOUT")
    about_figure = lineage_edge("graph.models.assurance.KpiNode", "ABOUT")
    about_appeal = lineage_edge("graph.models.review.AppealNode", "ABOUT")
    about_exception = lineage_edge(f"{_HERE}.ExceptionGrantNode", "ABOUT")
    about_recall = lineage_edge("graph.models.review.RecallNode", "ABOUT")
    about_recall_item = lineage_edge("graph.models.review.RecallItemNode", "ABOUT")
    about_webhook = lineage_edge("graph.models.monitor.WebhookEndpointNode", "ABOUT")
