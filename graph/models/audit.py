"""Technical nodes: the audit log, delivery, idempotency, job leases, accounts and their keys."""

from graph.models._declare import (
    Technical,
    count,
    edge,
    flag,
    indexed_moment,
    indexed_text,
    moment,
    text,
    texts,
    unique_count,
    unique_text,
)

_HERE = "graph.models.audit"
_PEOPLE = "graph.models.people"


class AuditEntryNode(Technical):
    """One leaf of the audit log; `unsealed` is set until it gets its `leafIndex`; `commitments`: what it hashes."""

    __label__ = "AuditEntry"
    id_ = unique_text("id")
    kind = text("kind")
    subject_id = indexed_text("subjectId")
    leaf_hash = text("leafHash")
    format_ = count("format")
    commitments = text("commitments")
    unsealed = indexed_text("unsealed")
    leaf_index = unique_count("leafIndex")
    recorded_at = moment("recordedAt")


class CheckpointNode(Technical):
    """A signed root of the audit log at one size; `previousSize` is that of the checkpoint before, 0 at the first."""

    __label__ = "Checkpoint"
    id_ = unique_text("id")
    log_id = text("logId")
    tree_size = unique_count("treeSize")
    previous_size = count("previousSize")
    root_hash = text("rootHash")
    frontier = texts("frontier")
    key_id = text("keyId")
    signature = text("signature")
    recorded_at = indexed_moment("recordedAt")


class OutboxEventNode(Technical):
    """Something to deliver after the grace period: PENDING, SENDING, DELIVERED, FAILED or CANCELLED.

    `subjectId`: what it tells of where that is no decision.
    """

    __label__ = "OutboxEvent"
    id_ = unique_text("id")
    decision_id = unique_text("decisionId")
    subject_id = text("subjectId")
    kind = text("kind")
    state = text("state")
    pending_until = indexed_moment("pendingUntil")
    deliver_after = moment("deliverAfter")
    recorded_at = moment("recordedAt")
    lock = text("_lock")


class DeliveryNode(Technical):
    """An event on its way to one webhook: WAITING, DELIVERED or DEAD; `key`: `event|webhook`.

    `nextAttemptAt` is null where no attempt is due: it has ended, or its webhook is paused. `sortKey`:
    `webhook|state|created|event`.
    """

    __label__ = "Delivery"
    key = unique_text("key")
    event_id = indexed_text("eventId")
    endpoint_id = text("endpointId")
    state = text("state")
    attempts = count("attempts")
    failures = count("failures")
    next_attempt_at = indexed_moment("nextAttemptAt")
    last_attempt_at = moment("lastAttemptAt")
    fault = text("fault")
    sort_key = indexed_text("sortKey")
    recorded_at = moment("recordedAt")
    lock = text("_lock")


class IdempotencyKeyNode(Technical):
    """What one request led to; `key` is `account|operation|client key`."""

    __label__ = "IdempotencyKey"
    key = unique_text("key")
    request_digest = text("requestDigest")
    result = text("result")
    recorded_at = indexed_moment("recordedAt")


class JobLeaseNode(Technical):
    """Which worker may run a job, until when; `epoch` rises with each change of hands."""

    __label__ = "JobLease"
    key = unique_text("key")
    holder = text("holder")
    epoch = count("epoch")
    expires_at = moment("expiresAt")
    lock = text("_lock")


class AccountNode(Technical):
    """A log-in of this deployment; `key` is its name."""

    __label__ = "Account"
    id_ = unique_text("id")
    key = unique_text("key")
    roles = texts("roles")
    password_hash = text("passwordHash")
    disabled = flag("disabled")
    ended_sessions = texts("endedSessions")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    acts_as_person = edge(f"{_PEOPLE}.PersonNode", "ACTS_AS")
    acts_as_software = edge(f"{_PEOPLE}.SoftwareAgentNode", "ACTS_AS")


class ApiKeyNode(Technical):
    """A hashed key of an account."""

    __label__ = "ApiKey"
    id_ = unique_text("id")
    secret_hash = unique_text("secretHash")
    expires_at = moment("expiresAt")
    revoked_at = moment("revokedAt")
    recorded_at = moment("recordedAt")
    issued_to = edge(f"{_HERE}.AccountNode", "ISSUED_TO")


class ErasureKeyNode(Technical):
    """A wrapped key that personal text is committed under: destroying it erases. `key`: the subject."""

    __label__ = "ErasureKey"
    id_ = unique_text("id")
    key = unique_text("key")
    wrapped = text("wrapped")
    destroyed_at = moment("destroyedAt")
    recorded_at = moment("recordedAt")
