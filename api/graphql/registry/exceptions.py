"""Exceptions to rows of policies: granted by a policy owner for a time, listed with their use, and revoked."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.enums import ExceptionScope, ExceptionState
from api.graphql.fields import ANY_KEY, described
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.domain.registry.exceptions import ExceptionDraft
from graph.store.registry.exception_lists import GrantedException, exceptions
from graph.store.registry.exceptions import ExceptionStand, grant_exception, revoke_exception

_READERS = readable(Operation.READ_CASES)
_KINDS = {ExceptionScope.ENTITY: "BusinessEntity", ExceptionScope.CATEGORY: "Category", ExceptionScope.CASE: "Case"}


@strawberry.type(description="A row of a policy that is waived for a time.", directives=[_READERS])
class RegisteredException:
    """An exception."""

    id: strawberry.ID = described("The exception.")
    decision_point: str = described("The decision point at which it holds.")
    policy_version_id: strawberry.ID = described("The policy version of which it waives a row.")
    holds: bool = described("Whether that version is the one in use; under another one the exception has no effect.")
    rule: str = described("The row that is waived.")
    scope: ExceptionScope = described("For what kind of subject.")
    subject_id: strawberry.ID = described("For which entity, category or case.")
    subject: str = described("What that is called.")
    reason: str = described("Why.")
    state: ExceptionState = described("How it stands.")
    granted_at: datetime = described("Since when.")
    until: datetime = described("Until when, that moment not included.")
    granted_by: str | None = described("Who granted it.")
    requested_by: str | None = described("Who asked for it.")
    revoked_at: datetime | None = described("When it was revoked.")
    revoked_by: str | None = described("Who revoked it.")
    revoke_reason: str | None = described("Why it was revoked.")
    decisions: int = described("How many decisions were made under it.")


@strawberry.type(description="How an exception stands after it was granted or revoked.", directives=[_READERS])
class ChangedException:
    """An exception."""

    exception_id: strawberry.ID = described("The exception.")
    state: ExceptionState = described("How it stands.")
    until: datetime = described("Until when it was granted.")


@strawberry.input(description="A row that is to be waived.")
class GrantExceptionInput:
    """An exception."""

    decision_point: str = strawberry.field(description="The key of the decision point.")
    rule: str = strawberry.field(description="The row of its policy, one that sends cases to a person.")
    scope: ExceptionScope = strawberry.field(description="For what kind of subject.")
    subject_id: strawberry.ID = strawberry.field(description="For which entity, category or case.")
    until: datetime | None = strawberry.field(
        default=None, description="Its end, within 90 days; one without an end is refused."
    )
    requested_by: str = strawberry.field(description="The account of the person who asks for it: not your own.")
    reason: str = strawberry.field(description="Why the row should not hold here.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="An exception that ends before its time.")
class RevokeExceptionInput:
    """A revocation."""

    exception_id: strawberry.ID = strawberry.field(description="The exception.")
    reason: str = strawberry.field(description="Why it ends.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


ChangeExceptionResult: TypeAlias = Annotated[
    ChangedException | Refusal,
    strawberry.union("ChangeExceptionResult", description="How the exception stands, or why nothing changed."),
]


@strawberry.type
class ExceptionQueries:
    """What can be read of exceptions."""

    @strawberry.field(
        description="Who waived what, why, until when, and how often that was used: the newest 200.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def exceptions(
        self, info: SignoffInfo, decision_point: str | None = None, state: ExceptionState | None = None
    ) -> list[RegisteredException]:
        """Return exceptions of a point, or of all."""
        return [_registered(one) for one in await exceptions(info.context.store, decision_point, state)]


@strawberry.type
class ExceptionMutations:
    """What can be done with exceptions."""

    @strawberry.mutation(
        description="Waive a row of the policy in use for an entity, a category or a case, until a moment.",
        extensions=[Requires(Operation.GRANT_EXCEPTIONS)],
    )
    async def grant_exception(self, info: SignoffInfo, input: GrantExceptionInput) -> ChangeExceptionResult:  # noqa: A002  # GraphQL's convention
        """Grant an exception."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            _draft(input), lambda draft: grant_exception(store, actor, draft, input.idempotency_key), _changed
        )

    @strawberry.mutation(
        description="End an exception before its time.", extensions=[Requires(Operation.GRANT_EXCEPTIONS)]
    )
    async def revoke_exception(self, info: SignoffInfo, input: RevokeExceptionInput) -> ChangeExceptionResult:  # noqa: A002  # as above
        """Revoke an exception."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.exception_id, "ExceptionGrant", "exceptionId"),
            lambda one: revoke_exception(store, actor, one, input.reason, input.idempotency_key),
            _changed,
        )


def _draft(sent: GrantExceptionInput) -> ExceptionDraft | Problem:
    subject = node_id(sent.subject_id, _KINDS[sent.scope], "subjectId")
    if isinstance(subject, Problem):
        return subject
    return ExceptionDraft(
        sent.decision_point, sent.rule, sent.scope, subject, sent.until, sent.requested_by, sent.reason
    )


def _changed(stand: ExceptionStand) -> ChangedException:
    return ChangedException(
        exception_id=global_id("ExceptionGrant", stand.exception_id), state=stand.state, until=stand.until
    )


def _registered(one: GrantedException) -> RegisteredException:
    return RegisteredException(
        id=global_id("ExceptionGrant", one.id),
        decision_point=one.point,
        policy_version_id=global_id("PolicyVersion", one.policy_version_id),
        holds=one.holds,
        rule=one.rule,
        scope=one.scope,
        subject_id=global_id(_KINDS[one.scope], one.subject_id),
        subject=one.subject,
        reason=one.reason,
        state=one.state,
        granted_at=one.granted_at,
        until=one.until,
        granted_by=one.granted_by,
        requested_by=one.requested_by,
        revoked_at=one.revoked_at,
        revoked_by=one.revoked_by,
        revoke_reason=one.revoke_reason,
        decisions=one.decisions,
    )
