"""Accounts: who can log in and what each may do; changed, closed and opened again by an admin."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.fields import ANY_KEY, described
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.kernel.problems import Problem
from graph.domain.people.accounts import AccountChange
from graph.domain.people.roles import ActorKind, Operation
from graph.store.people.account_changes import ChangedAccount as Changed
from graph.store.people.account_changes import change_account
from graph.store.people.accounts import AccountView, accounts
from graph.store.people.completed_courses import HeldTrainingsRow, held_trainings
from graph.store.review.delegated import hand_on

_READABLE = [readable(Operation.MANAGE_PEOPLE)]


@strawberry.type(description="A course that counts for a person now.", directives=_READABLE)
class HeldTraining:
    """A course of an account's person."""

    course: str = described("The course.")
    valid_until: datetime = described("Until when it counts.")


@strawberry.type(description="A log-in of a person or a program.", directives=_READABLE)
class RegisteredAccount:
    """An account."""

    account: str = described("Its name.")
    is_program: bool = described("Whether a program uses it, not a person.")
    roles: list[str] = described("What it may do, by name.")
    closed: bool = described("Whether it is closed: nobody can use it, and its keys count no more.")
    mine: bool = described("Whether it is the one that asks, which another admin changes.")
    trainings: list[HeldTraining] = described("The courses of its person that count now, those that end first before.")


@strawberry.type(description="An account as it stands after a change, and what ended with it.", directives=_READABLE)
class ChangedAccount:
    """A changed account."""

    account: str = described("Its name.")
    roles: list[str] = described("What it may do, by name.")
    closed: bool = described("Whether it is closed.")
    returned_tasks: int = described("How many held tasks went back to their queues or to whose they are.")
    ended_delegations: int = described("How many delegations of its person, on either side, were ended.")


@strawberry.input(description="What an account is to become.")
class ChangeAccountInput:
    """A change of an account."""

    account: str = strawberry.field(description="Its name: not your own.")
    roles: list[str] | None = strawberry.field(
        default=None, description="All its roles from now on; null: as they are."
    )
    closed: bool | None = strawberry.field(default=None, description="Close it, or open it again; null: as it is.")
    reason: str = strawberry.field(description="Why: it stays on record.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


ChangeAccountResult: TypeAlias = Annotated[
    ChangedAccount | Refusal,
    strawberry.union("ChangeAccountResult", description="How the account stands, or why nothing changed."),
]


@strawberry.type
class AccountQueries:
    """What can be read of accounts."""

    @strawberry.field(
        description="All accounts by name, closed ones too.", extensions=[RequiresOrFails(Operation.MANAGE_PEOPLE)]
    )
    async def accounts(self, info: SignoffInfo) -> list[RegisteredAccount]:
        """Return accounts."""
        own, store = info.context.actor.account, info.context.store
        trainings = await held_trainings(store)
        return [_listed(one, own, trainings.get(one.actor.account, ())) for one in await accounts(store)]


@strawberry.type
class AccountMutations:
    """What can be done with accounts."""

    @strawberry.mutation(
        description="Change the roles of an account, close it or open it again. Where its person may no longer review, "
        "the tasks that they hold go back and their delegations end at once.",
        extensions=[Requires(Operation.MANAGE_PEOPLE)],
    )
    async def change_account(self, info: SignoffInfo, input: ChangeAccountInput) -> ChangeAccountResult:  # noqa: A002  # GraphQL's convention
        """Change an account."""
        change = AccountChange(input.account, input.roles, input.closed, input.reason)
        store = info.context.store
        changed = await change_account(store, info.context.actor, change, input.idempotency_key)
        moved = 0 if isinstance(changed, Problem) else await hand_on(store)
        return shown(changed, lambda one: _changed(one, moved))


def _listed(one: AccountView, own: str, trainings: Sequence[HeldTrainingsRow]) -> RegisteredAccount:
    return RegisteredAccount(
        account=one.actor.account,
        is_program=one.actor.kind is ActorKind.SOFTWARE,
        roles=sorted(one.actor.roles),
        closed=one.disabled,
        mine=one.actor.account == own,
        trainings=[HeldTraining(course=row.course, valid_until=moment(row.until)) for row in trainings],
    )


def _changed(one: Changed, moved: int) -> ChangedAccount:
    return ChangedAccount(
        account=one.account,
        roles=sorted(one.rights.roles),
        closed=one.rights.closed,
        returned_tasks=moved,
        ended_delegations=one.ended_delegations,
    )
