"""The gate's verdict, the work it gives to people, what they did, and what came of it."""

from graph.models._declare import (
    Activity,
    Basis,
    Entity,
    count,
    edge,
    flag,
    indexed_moment,
    indexed_text,
    json_text,
    lineage_edge,
    moment,
    number,
    text,
    texts,
    unique_text,
)

_HERE = "graph.models.review"
_PEOPLE = "graph.models.people"
_CASE = "graph.models.case"
_POLICY = "graph.models.policy"


class GateEvaluationNode(Activity):
    """One run of the gate: result, the rule that routed, reasons, and the epoch it saw."""

    __label__ = "GateEvaluation"
    __short__ = "evaluation"
    __layer__ = 6
    __title__ = "Gate: {result!l} by rule {rule}"
    id_ = unique_text("id")
    result = text("result")
    rule = text("rule")
    reasons = texts("reasons")
    facts_digest = text("factsDigest")
    point_epoch = count("pointEpoch")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    used_prediction = lineage_edge(f"{_CASE}.PredictionNode", "USED", Basis.PASSED)
    used_snapshot = lineage_edge(f"{_CASE}.InputSnapshotNode", "USED", Basis.PASSED, one=True)
    used_quality_check = lineage_edge("graph.models.provenance.QualityCheckNode", "USED", one=True)
    used_breaker_state = lineage_edge(f"{_POLICY}.BreakerStateNode", "USED", one=True)
    used_exception = lineage_edge(f"{_POLICY}.ExceptionGrantNode", "USED", one=True)
    had_plan = lineage_edge(f"{_POLICY}.PolicyVersionNode", "HAD_PLAN", one=True)
    about = lineage_edge(f"{_CASE}.CaseNode", "ABOUT", one=True)


class ReviewTaskNode(Activity):
    """Work for one person (WS-HumanTask); `slotKey`: `case|round|slot`; `sortKey`, `slaCheckAt`: null when closed.

    `quorum`, where several people judge a case: `approvals|rejections|BLIND` or `…|OPEN`, as the round began.
    `forId`, `delegationId`: for whom its holder acts, and by which delegation.
    `suspendedUntil`: until when its holder has put it off.
    `suggestedId`: who is suggested to take it while it is open, `suggestedBecause`: why.
    """

    __label__ = "ReviewTask"
    __short__ = "task"
    __layer__ = 8
    __title__ = "Review task, {state!l}"
    id_ = unique_text("id")
    slot_key = unique_text("slotKey")
    lease_key = unique_text("leaseKey")
    sort_key = indexed_text("sortKey")
    state = text("state")
    version = count("version")
    round_ = count("round")
    slot = count("slot")
    quorum = text("quorum")
    priority = count("priority")
    lease_epoch = count("leaseEpoch")
    holder_id = indexed_text("holderId")
    for_id = indexed_text("forId")
    delegation_id = text("delegationId")
    lease_expires_at = moment("leaseExpiresAt")
    claimed_at = moment("claimedAt")
    barred_ids = texts("barredIds")
    suspended_because = text("suspendedBecause")
    suspended_until = indexed_moment("suspendedUntil")
    suggested_id = indexed_text("suggestedId")
    suggested_because = text("suggestedBecause")
    due_at = moment("dueAt")
    at_risk_at = moment("atRiskAt")
    sla_state = text("slaState")
    sla_check_at = indexed_moment("slaCheckAt")
    rung = count("rung")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    was_generated_by = lineage_edge(f"{_HERE}.GateEvaluationNode", "WAS_GENERATED_BY", one=True)
    about = lineage_edge(f"{_CASE}.CaseNode", "ABOUT", one=True)
    in_queue = edge(f"{_POLICY}.QueueNode", "IN_QUEUE", one=True)
    assigned_to = edge(f"{_PEOPLE}.PersonNode", "ASSIGNED_TO", one=True)
    presents = lineage_edge(f"{_HERE}.ReviewPacketNode", "PRESENTS", one=True)
    escalated_by = lineage_edge(f"{_HERE}.EscalationNode", "ESCALATED_BY")
    was_informed_by = lineage_edge(f"{_HERE}.AppealNode", "WAS_INFORMED_BY", one=True)


class EscalationNode(Activity):
    """A task put on its next rung, from which queue and priority to which, and why."""

    __label__ = "Escalation"
    __layer__ = 5
    __title__ = "Escalation to {called:{called}|{toQueue!n}}"
    __called__ = "head(COLLECT { MATCH (of_:Queue {key: n.toQueue}) RETURN of_.name })"
    id_ = unique_text("id")
    rung = count("rung")
    reason = text("reason")
    from_queue = text("fromQueue")
    to_queue = text("toQueue")
    from_priority = count("fromPriority")
    to_priority = count("toPriority")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    was_associated_with = lineage_edge(f"{_PEOPLE}.PersonNode", "WAS_ASSOCIATED_WITH", one=True)


class ReviewPacketNode(Entity):
    """What the reviewer is shown, frozen: canonical JSON and its SHA-256; `grounds`: digests of what it presents."""

    __label__ = "ReviewPacket"
    __short__ = "packet"
    __layer__ = 7
    id_ = unique_text("id")
    digest = indexed_text("digest")
    content = json_text("content")
    grounds = json_text("grounds")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    presents_prediction = lineage_edge(f"{_CASE}.PredictionNode", "PRESENTS", Basis.PASSED)
    presents_snapshot = lineage_edge(f"{_CASE}.InputSnapshotNode", "PRESENTS", Basis.PASSED, one=True)
    presents_evaluation = lineage_edge(f"{_HERE}.GateEvaluationNode", "PRESENTS", one=True)
    presents_policy_version = lineage_edge(f"{_POLICY}.PolicyVersionNode", "PRESENTS", one=True)
    was_revision_of = lineage_edge(f"{_HERE}.ReviewPacketNode", "WAS_REVISION_OF", one=True)


class AppealNode(Activity):
    """A decision that other people look at again: APPEAL, REOPENING, RECALL, VIOLATION or SPOT_CHECK.

    It is OPEN, then CONFIRMED or CHANGED, or of a spot check DIFFERED, which changes nothing.
    `violations` name the rows of a log that broke a rule: the rule, when that was (without a clock: its place), and the
    how-manieth of them.
    """

    __label__ = "Appeal"
    __layer__ = 11
    __title__ = "{kind!l}: {state!l}"
    id_ = unique_text("id")
    kind = text("kind")
    state = text("state")
    reason = text("reason")
    violations = texts("violations")
    appellant_id = text("appellantId")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_HERE}.DecisionNode", "ABOUT", one=True)
    was_associated_with = lineage_edge(f"{_PEOPLE}.PersonNode", "WAS_ASSOCIATED_WITH", one=True)
    was_associated_with_software = lineage_edge(f"{_PEOPLE}.SoftwareAgentNode", "WAS_ASSOCIATED_WITH", one=True)
    was_informed_by = lineage_edge(f"{_HERE}.RecallItemNode", "WAS_INFORMED_BY", one=True)


class RecallNode(Activity):
    """What was decided on something faulty is looked at again; `openOf`: the recalled node's id until it is closed.

    `targetKind`, `targetId` and `target` say what is recalled; `since` and `until` bound when decisions were made.
    State SELECTING, OPEN or CLOSED; `selectedAt`: when decisions were first added. `steps` compensate changed ones.
    """

    __label__ = "Recall"
    __layer__ = 10
    __title__ = "Recall of {target}"
    id_ = unique_text("id")
    key = text("key")
    open_of = unique_text("openOf")
    target_kind = text("targetKind")
    target_id = text("targetId")
    target = text("target")
    since = moment("since")
    until = moment("until")
    reason = text("reason")
    steps = texts("steps")
    with_training = flag("withTraining")
    state = text("state")
    selected_at = moment("selectedAt")
    opener_id = text("openerId")
    owner_id = text("ownerId")
    report = json_text("report")
    closed_at = moment("closedAt")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    about_source = lineage_edge("graph.models.provenance.DataSourceNode", "ABOUT", one=True)
    about_dataset = lineage_edge("graph.models.provenance.DatasetNode", "ABOUT", one=True)
    about_dataset_version = lineage_edge("graph.models.provenance.DatasetVersionNode", "ABOUT", one=True)
    about_feature = lineage_edge("graph.models.registry.FeatureNode", "ABOUT", one=True)
    about_feature_version = lineage_edge("graph.models.registry.FeatureVersionNode", "ABOUT", one=True)
    about_model = lineage_edge("graph.models.registry.ModelNode", "ABOUT", one=True)
    about_model_version = lineage_edge("graph.models.registry.ModelVersionNode", "ABOUT", one=True)
    about_policy = lineage_edge(f"{_POLICY}.PolicyNode", "ABOUT", one=True)
    about_policy_version = lineage_edge(f"{_POLICY}.PolicyVersionNode", "ABOUT", one=True)
    about_person = lineage_edge(f"{_PEOPLE}.PersonNode", "ABOUT", one=True)
    was_associated_with = lineage_edge(f"{_PEOPLE}.PersonNode", "WAS_ASSOCIATED_WITH", one=True)
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")


class RecallItemNode(Activity):
    """One decision of a recall; `key` is `recall|decision`, `sortKey` is `recall|its place in the order`.

    `bases`: INPUT, TRAINING, DECIDER, POLICY. `waitingIn`: the recall while it waits to be looked at again. State
    LISTED, WAITING, IN_REVIEW (from then on its appeal says how it stands), SETTLED or SKIPPED.
    """

    __label__ = "RecallItem"
    __short__ = "recalled"
    __layer__ = 11
    __title__ = "Recalled decision, {state!l}"
    id_ = unique_text("id")
    key = unique_text("key")
    sort_key = indexed_text("sortKey")
    waiting_in = indexed_text("waitingIn")
    state = text("state")
    bases = texts("bases")
    reason = text("reason")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    about = lineage_edge(f"{_HERE}.DecisionNode", "ABOUT", one=True)
    was_informed_by = lineage_edge(f"{_HERE}.RecallNode", "WAS_INFORMED_BY", one=True)


class QuestionNode(Entity):
    """A reviewer's question about one packet, and its answer."""

    __label__ = "Question"
    __layer__ = 10
    id_ = unique_text("id")
    text_ = text("text")
    answer = text("answer")
    answered_by_id = text("answeredById")
    answered_at = moment("answeredAt")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_HERE}.ReviewTaskNode", "ABOUT", one=True)
    was_generated_by = lineage_edge(f"{_HERE}.ReviewNode", "WAS_GENERATED_BY", one=True)


class ReviewNode(Activity):
    """What a person did with a task: verdict, reason code, note, and the epochs it relied on.

    `claimedAt` is by the server's clock; `openedAt` and `dwellMs` (time in sight) are as the page measured them.
    `forId`: the person for whom it was done, by the delegation that it used.
    `firstVerdict` was given before the advice was shown. While a blind round is open, `_ballot` alone holds verdict,
    reason code, note and first verdict.
    """

    __label__ = "Review"
    __layer__ = 9
    __title__ = "Review: {verdict!l}"
    id_ = unique_text("id")
    verdict = text("verdict")
    reason_code = text("reasonCode")
    note = text("note")
    first_verdict = text("firstVerdict")
    for_id = text("forId")
    ballot = texts("_ballot")
    claimed_at = moment("claimedAt")
    opened_at = moment("openedAt")
    dwell_ms = count("dwellMs")
    lease_epoch = count("leaseEpoch")
    point_epoch = count("pointEpoch")
    rights_epoch = count("rightsEpoch")
    known_at = moment("knownAt")
    recorded_at = indexed_moment("recordedAt")
    used_task = lineage_edge(f"{_HERE}.ReviewTaskNode", "USED", one=True)
    used_packet = lineage_edge(f"{_HERE}.ReviewPacketNode", "USED", Basis.PASSED, one=True)
    used_delegation = lineage_edge(f"{_PEOPLE}.DelegationNode", "USED", one=True)
    was_associated_with = lineage_edge(f"{_PEOPLE}.PersonNode", "WAS_ASSOCIATED_WITH", one=True)
    was_informed_by = lineage_edge(f"{_HERE}.ReviewNode", "WAS_INFORMED_BY")
    disputes = lineage_edge("graph.models.registry.FeatureVersionNode", "DISPUTES")


class DecisionNode(Entity):
    """What was decided; `effectiveCaseId` is the case while the decision is in force, else null.

    A replayed one is derived from the input that its case began with; a live one has it by its gate or packet.
    `sequence`: its place in a log without a clock, of which `decidedAt` says when it was loaded.
    `statedOtherwise` names what the newest file states otherwise about it.
    `spotCheckShare`: with which probability an automatic one was to be drawn for a spot check; `spotCheck`, where it
    was drawn: `point|WAITING`, `…|OPEN`, `…|CONFIRMED` or `…|DIFFERED`.
    """

    __label__ = "Decision"
    __layer__ = 10
    __title__ = "Decision: {action!l} ({state!l})"
    id_ = unique_text("id")
    effective_case_id = unique_text("effectiveCaseId")
    sort_key = indexed_text("sortKey")
    action = text("action")
    verdict = text("verdict")
    kind = text("kind")
    state = text("state")
    origin = text("origin")
    reason_code = text("reasonCode")
    content_digests = texts("contentDigests")
    stated_otherwise = texts("statedOtherwise")
    spot_check_share = number("spotCheckShare")
    spot_check = indexed_text("spotCheck")
    point_epoch = count("pointEpoch")
    decided_at = indexed_moment("decidedAt")
    final_at = moment("finalAt")
    occurred_at = moment("occurredAt")
    sequence = count("sequence")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_CASE}.CaseNode", "ABOUT", one=True)
    was_generated_by_review = lineage_edge(f"{_HERE}.ReviewNode", "WAS_GENERATED_BY", Basis.PASSED, one=True)
    was_generated_by_gate = lineage_edge(f"{_HERE}.GateEvaluationNode", "WAS_GENERATED_BY", Basis.PASSED, one=True)
    was_generated_by_ingest = lineage_edge("graph.models.provenance.IngestRunNode", "WAS_GENERATED_BY", one=True)
    was_attributed_to_person = lineage_edge(f"{_PEOPLE}.PersonNode", "WAS_ATTRIBUTED_TO", Basis.INPUT, one=True)
    was_attributed_to_software = lineage_edge(f"{_PEOPLE}.SoftwareAgentNode", "WAS_ATTRIBUTED_TO", one=True)
    governed_by = lineage_edge(f"{_POLICY}.PolicyVersionNode", "GOVERNED_BY", Basis.INPUT, one=True)
    was_derived_from = lineage_edge(f"{_CASE}.InputSnapshotNode", "WAS_DERIVED_FROM", one=True)
    was_revision_of = lineage_edge(f"{_HERE}.DecisionNode", "WAS_REVISION_OF", one=True)
    was_invalidated_by = lineage_edge(f"{_POLICY}.StateChangeNode", "WAS_INVALIDATED_BY", one=True)
    was_invalidated_by_appeal = lineage_edge(f"{_HERE}.AppealNode", "WAS_INVALIDATED_BY", one=True)


class OutcomeNode(Entity):
    """What came of a decision; money in the point's currency.

    `key` is `decision|kind|external id`, and one more number where it corrects others. `sequence`: the place in a log
    without a clock from which it was known.
    """

    __label__ = "Outcome"
    __layer__ = 11
    __title__ = "Outcome {kind!l}: {value!y}"
    id_ = unique_text("id")
    key = unique_text("key")
    kind = text("kind")
    value = text("value")
    money = number("money")
    correction_reason = text("correctionReason")
    reporter_id = text("reporterId")
    content_digest = text("contentDigest")
    occurred_at = moment("occurredAt")
    sequence = count("sequence")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    resulted_from = lineage_edge(f"{_HERE}.DecisionNode", "RESULTED_FROM", one=True)
    was_revision_of = lineage_edge(f"{_HERE}.OutcomeNode", "WAS_REVISION_OF")
    about = lineage_edge(f"{_CASE}.CaseNode", "ABOUT", one=True)
    was_generated_by = lineage_edge("graph.models.provenance.IngestRunNode", "WAS_GENERATED_BY", one=True)
