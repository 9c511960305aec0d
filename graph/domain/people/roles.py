"""Who acts, in which roles, and which operations each role may start."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.domain.kernel.problems import Problem, ProblemCode


class Role(StrEnum):
    """The roles that a person or a program can be granted."""

    REVIEWER = "reviewer"
    ANALYST = "analyst"
    PLANNER = "planner"
    POLICY_OWNER = "policy owner"
    AUDITOR = "auditor"
    ADMIN = "admin"
    INTEGRATOR = "integrator"


class ActorKind(StrEnum):
    """Whether a person or a program acts."""

    HUMAN = "HUMAN"
    SOFTWARE = "SOFTWARE"


@dataclass(frozen=True, slots=True)
class Actor:
    """The account behind a request and the Person or SoftwareAgent it acts as."""

    account: str
    person_id: str
    kind: ActorKind
    roles: frozenset[Role]


class Operation(StrEnum):
    """What can be asked of Signoff, as far as roles tell it apart."""

    SUBMIT_CASE = "submit a case"
    RECORD_OUTCOME = "record an outcome"
    RECORD_LINEAGE = "record lineage"
    REVIEW_TASK = "review a task"
    ESCALATE_TASK = "escalate a task"
    ANSWER_QUESTION = "answer a question"
    READ_CASES = "read cases, tasks and decisions"
    READ_NOTES = "read reviewers' notes"
    READ_LINEAGE = "read lineage"
    READ_FORECASTS = "read forecasts"
    RUN_FORECAST = "ask for a forecast"
    READ_AUDIT = "read the audit log"
    READ_OVERSIGHT = "read how decisions and reviewers are overseen"
    RUN_WHAT_IF = "run a what-if"
    LOAD_PACK = "load a pack"
    MANAGE_PEOPLE = "manage accounts and keys"
    MANAGE_REGISTRY = "change owners, teams, categories, constraints and ties"
    CHANGE_MODELS = "propose, approve or decline a model version"
    CHANGE_POLICIES = "propose, approve, decline or roll back a policy version"
    APPEAL_DECISION = "appeal a decision"
    REOPEN_CASE = "reopen a case"
    DELEGATE_TASKS = "delegate tasks or end a delegation"
    MANAGE_RECALLS = "open, work off or close a recall"
    GRANT_EXCEPTIONS = "grant or revoke an exception to a policy"
    MANAGE_BREAKERS = "open, stop or reset a breaker"
    READ_QUARANTINE = "read refused rows"
    MEND_ROWS = "mend refused rows or leave them out"
    REVEAL_MASKED = "see masked values"
    MANAGE_WEBHOOKS = "add, change or remove webhooks"
    READ_DELIVERIES = "read webhooks and what became of their events"


_READERS = frozenset(
    {Role.REVIEWER, Role.ANALYST, Role.PLANNER, Role.POLICY_OWNER, Role.AUDITOR, Role.ADMIN, Role.INTEGRATOR}
)
GRANTED: Mapping[Operation, frozenset[Role]] = {
    Operation.SUBMIT_CASE: frozenset({Role.INTEGRATOR}),
    Operation.RECORD_OUTCOME: frozenset({Role.INTEGRATOR}),
    Operation.RECORD_LINEAGE: frozenset({Role.INTEGRATOR}),
    Operation.REVIEW_TASK: frozenset({Role.REVIEWER}),
    Operation.ESCALATE_TASK: frozenset({Role.REVIEWER, Role.POLICY_OWNER, Role.ADMIN}),
    Operation.ANSWER_QUESTION: frozenset({Role.REVIEWER, Role.ANALYST, Role.POLICY_OWNER, Role.INTEGRATOR}),
    Operation.READ_CASES: _READERS,
    Operation.READ_NOTES: frozenset({Role.REVIEWER, Role.ANALYST, Role.AUDITOR, Role.POLICY_OWNER}),
    Operation.READ_LINEAGE: _READERS,
    Operation.READ_FORECASTS: _READERS,
    Operation.RUN_FORECAST: frozenset({Role.PLANNER, Role.ADMIN}),
    Operation.READ_AUDIT: frozenset({Role.ANALYST, Role.AUDITOR, Role.ADMIN, Role.POLICY_OWNER, Role.REVIEWER}),
    Operation.READ_OVERSIGHT: frozenset({Role.ANALYST, Role.AUDITOR, Role.ADMIN, Role.POLICY_OWNER}),
    Operation.RUN_WHAT_IF: frozenset({Role.PLANNER, Role.POLICY_OWNER, Role.ADMIN}),
    Operation.LOAD_PACK: frozenset({Role.ADMIN}),
    Operation.MANAGE_PEOPLE: frozenset({Role.ADMIN}),
    Operation.MANAGE_REGISTRY: frozenset({Role.POLICY_OWNER, Role.ADMIN}),
    Operation.CHANGE_MODELS: frozenset({Role.POLICY_OWNER, Role.ADMIN}),
    Operation.CHANGE_POLICIES: frozenset({Role.POLICY_OWNER, Role.ADMIN}),
    Operation.APPEAL_DECISION: _READERS,
    Operation.REOPEN_CASE: frozenset({Role.POLICY_OWNER}),
    Operation.DELEGATE_TASKS: frozenset({Role.REVIEWER, Role.ADMIN}),
    Operation.MANAGE_RECALLS: frozenset({Role.POLICY_OWNER}),
    Operation.GRANT_EXCEPTIONS: frozenset({Role.POLICY_OWNER}),
    Operation.MANAGE_BREAKERS: frozenset({Role.POLICY_OWNER, Role.ADMIN}),
    Operation.READ_QUARANTINE: frozenset({Role.ANALYST, Role.POLICY_OWNER, Role.AUDITOR, Role.ADMIN, Role.INTEGRATOR}),
    Operation.MEND_ROWS: frozenset({Role.ANALYST, Role.POLICY_OWNER, Role.ADMIN, Role.INTEGRATOR}),
    Operation.REVEAL_MASKED: frozenset({Role.REVIEWER, Role.AUDITOR}),
    Operation.MANAGE_WEBHOOKS: frozenset({Role.ADMIN}),
    Operation.READ_DELIVERIES: frozenset({Role.ADMIN, Role.AUDITOR, Role.INTEGRATOR}),
}


def may_not(actor: Actor, operation: Operation) -> Problem | None:
    """Refuse an operation that none of the actor's roles grants; the answer names the roles that do."""
    granting = GRANTED[operation]
    if actor.roles & granting:
        return None
    needed = ", ".join(sorted(granting))
    held = ", ".join(sorted(actor.roles)) or "none"
    return Problem(
        ProblemCode.FORBIDDEN,
        f"To {operation} takes the role {needed}; this account has {held}. An admin can grant it.",
        {"needed": needed, "held": held},
    )
