"""Delegation in absence: made by the person who is away or by an admin, listed, and ended."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer, shown
from api.graphql.context import SignoffInfo
from api.graphql.enums import DelegationState
from api.graphql.fields import ANY_KEY, described
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.people.delegation import DelegationDraft
from graph.domain.people.roles import Operation
from graph.store.people.delegation_lists import MadeDelegation, delegations
from graph.store.people.delegations import DelegationStand, delegate, end_delegation
from graph.store.review.delegated import advance_delegations

_READERS = readable(Operation.READ_CASES)


@strawberry.type(description="A person's work in the hands of another for a time.", directives=[_READERS])
class RegisteredDelegation:
    """A delegation."""

    id: strawberry.ID = described("The delegation.")
    delegator: str = described("Who is away.")
    delegate: str = described("Who acts for that person.")
    from_: datetime = strawberry.field(name="from", description="Since when.")
    until: datetime = described("Until when, that moment not included.")
    ended_at: datetime | None = described("When it was ended before that.")
    state: DelegationState = described("How it stands.")
    reason: str | None = described("Why.")
    made_by: str | None = described("Who made it.")
    reviews: int = described("How many verdicts were given by it.")
    mine: bool = described("Whether who asks is one of the two, and may end it.")


@strawberry.type(description="How a delegation stands after it was made or ended.", directives=[_READERS])
class ChangedDelegation:
    """A delegation."""

    delegation_id: strawberry.ID = described("The delegation.")
    state: DelegationState = described("How it stands.")
    from_: datetime = strawberry.field(name="from", description="Since when.")
    until: datetime = described("Until when.")


@strawberry.input(description="Whose work goes to whom.")
class DelegateTasksInput:
    """A delegation."""

    delegator: str | None = strawberry.field(
        default=None, description="The account of who is away: your own, or as an admin anybody's; null: your own."
    )
    delegate: str = strawberry.field(description="The account of who acts for that person: one who reviews.")
    from_: datetime | None = strawberry.field(name="from", default=None, description="From when; null: at once.")
    until: datetime | None = strawberry.field(
        default=None, description="Its end, within 90 days of its beginning; one without an end is refused."
    )
    reason: str | None = strawberry.field(default=None, description="Why.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="A delegation that ends before its time.")
class EndDelegationInput:
    """An end."""

    delegation_id: strawberry.ID = strawberry.field(description="The delegation.")
    reason: str | None = strawberry.field(default=None, description="Why it ends.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


ChangeDelegationResult: TypeAlias = Annotated[
    ChangedDelegation | Refusal,
    strawberry.union("ChangeDelegationResult", description="How the delegation stands, or why nothing changed."),
]


@strawberry.type
class DelegationQueries:
    """What can be read of delegations."""

    @strawberry.field(
        description="Whose work is or was in whose hands: the newest 200; of who asks alone, where `mine`.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def delegations(
        self, info: SignoffInfo, *, mine: bool = False, open_only: bool = False
    ) -> list[RegisteredDelegation]:
        """Return delegations."""
        person = info.context.actor.person_id
        listed = await delegations(info.context.store, person if mine else None, open_only=open_only)
        return [_listed(one, person) for one in listed]


@strawberry.type
class DelegationMutations:
    """What can be done with delegations."""

    @strawberry.mutation(
        description="Put your work, or as an admin that of others, in the hands of another person for a time. The "
        "tasks that are held go to that person, who decides them in the other's name.",
        extensions=[Requires(Operation.DELEGATE_TASKS)],
    )
    async def delegate_tasks(self, info: SignoffInfo, input: DelegateTasksInput) -> ChangeDelegationResult:  # noqa: A002  # GraphQL's convention
        """Delegate tasks."""
        store, actor = info.context.store, info.context.actor
        draft = DelegationDraft(
            input.delegator or actor.account, input.delegate, input.from_, input.until, input.reason
        )
        made = await delegate(store, actor, draft, input.idempotency_key)
        await advance_delegations(store)
        return shown(made, _changed)

    @strawberry.mutation(
        description="End a delegation before its time; what is held by it goes back.",
        extensions=[Requires(Operation.DELEGATE_TASKS)],
    )
    async def end_delegation(self, info: SignoffInfo, input: EndDelegationInput) -> ChangeDelegationResult:  # noqa: A002  # as above
        """End a delegation."""
        store, actor = info.context.store, info.context.actor
        ended = await answer(
            node_id(input.delegation_id, "Delegation", "delegationId"),
            lambda one: end_delegation(store, actor, one, input.reason, input.idempotency_key),
            _changed,
        )
        await advance_delegations(store)
        return ended


def _changed(stand: DelegationStand) -> ChangedDelegation:
    return ChangedDelegation(
        delegation_id=global_id("Delegation", stand.delegation_id),
        state=stand.state,
        from_=stand.begins,
        until=stand.ends,
    )


def _listed(one: MadeDelegation, person_id: str) -> RegisteredDelegation:
    return RegisteredDelegation(
        id=global_id("Delegation", one.id),
        delegator=one.delegator,
        delegate=one.delegate,
        from_=one.begins,
        until=one.ends,
        ended_at=one.ended_at,
        state=one.state,
        reason=one.reason,
        made_by=one.made_by,
        reviews=one.reviews,
        mine=person_id in {one.delegator_id, one.delegate_id},
    )
