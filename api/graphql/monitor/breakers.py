"""Breakers of decision points: listed with their history, opened, stopped and reset."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.enums import Breaker
from api.graphql.fields import ANY_KEY, described
from api.graphql.identifiers import global_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.monitor.breakers import BreakerWish
from graph.domain.people.roles import Operation
from graph.store.monitor.breaker_lists import MOST_CHANGES, BreakerMove, PointBreaker, breakers
from graph.store.monitor.breakers import BreakerStand, change_breaker

_READERS = readable(Operation.READ_CASES)


@strawberry.type(description="One change of a breaker.", directives=[_READERS])
class BreakerChange:
    """A change."""

    from_state: Breaker = described("How it stood before.")
    to_state: Breaker = described("How it stood from then on.")
    by: str | None = described("Who changed it; none where the worker opened it because of drift.")
    at: datetime = described("When.")
    reason: str = described("Why.")


@strawberry.type(description="The breaker of a decision point.", directives=[_READERS])
class RegisteredBreaker:
    """A breaker."""

    id: strawberry.ID = described("The breaker.")
    decision_point: str = described("The key of its decision point.")
    name: str = described("The name of its decision point.")
    queue: str = described("The queue in which the point's tasks wait.")
    state: Breaker = described("How it stands.")
    reason: str | None = described("Why it stands so; none for one that was never opened.")
    since: datetime = described("Since when.")
    changes: list[BreakerChange] = described(f"Its last {MOST_CHANGES} changes, the newest first.")


@strawberry.type(description="How a breaker stands after it was changed.", directives=[_READERS])
class ChangedBreaker:
    """A breaker."""

    breaker_id: strawberry.ID = described("The breaker.")
    decision_point: str = described("The key of its decision point.")
    state: Breaker = described("How it stands.")


@strawberry.input(description="A breaker that is to be opened or stopped.")
class OpenBreakerInput:
    """A breaker."""

    decision_point: str = strawberry.field(description="The key of the decision point.")
    state: Breaker = strawberry.field(
        default=Breaker.REVIEW_ALL, description="REVIEW_ALL: people decide every case. STOPPED: nobody decides."
    )
    reason: str = strawberry.field(description="Why, for whoever meets it at work.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="A breaker that is to be reset.")
class ResetBreakerInput:
    """A breaker."""

    decision_point: str = strawberry.field(description="The key of the decision point.")
    reason: str = strawberry.field(description="Why the gate may decide again.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


ChangeBreakerResult: TypeAlias = Annotated[
    ChangedBreaker | Refusal,
    strawberry.union("ChangeBreakerResult", description="How the breaker stands, or why nothing changed."),
]


@strawberry.type
class BreakerQueries:
    """What can be read of breakers."""

    @strawberry.field(
        description="The breakers of decision points, the open ones first: how each stands, since when, and why.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def breakers(
        self, info: SignoffInfo, decision_point: str | None = None, *, only_open: bool = False
    ) -> list[RegisteredBreaker]:
        """Return the breakers of all points or of one."""
        return [_registered(one) for one in await breakers(info.context.store, decision_point, only_open=only_open)]


@strawberry.type
class BreakerMutations:
    """What can be done with breakers."""

    @strawberry.mutation(
        description="Send every case of a decision point to a person, or stop the point, until a person resets it.",
        extensions=[Requires(Operation.MANAGE_BREAKERS)],
    )
    async def open_breaker(self, info: SignoffInfo, input: OpenBreakerInput) -> ChangeBreakerResult:  # noqa: A002  # GraphQL's convention
        """Open or stop a breaker."""
        return await _changed(info, input, input.state)

    @strawberry.mutation(
        description="Let the gate decide again as its policy says.",
        extensions=[Requires(Operation.MANAGE_BREAKERS)],
    )
    async def reset_breaker(self, info: SignoffInfo, input: ResetBreakerInput) -> ChangeBreakerResult:  # noqa: A002  # as above
        """Reset a breaker."""
        return await _changed(info, input, Breaker.CLOSED)


async def _changed(
    info: SignoffInfo, sent: OpenBreakerInput | ResetBreakerInput, wanted: Breaker
) -> ChangedBreaker | Refusal:
    store, actor = info.context.store, info.context.actor
    wish = BreakerWish(sent.decision_point, wanted, sent.reason)
    return shown(await change_breaker(store, actor, wish, sent.idempotency_key), _stand)


def _stand(stand: BreakerStand) -> ChangedBreaker:
    return ChangedBreaker(
        breaker_id=global_id("BreakerState", stand.breaker_id), decision_point=stand.point, state=stand.state
    )


def _registered(one: PointBreaker) -> RegisteredBreaker:
    return RegisteredBreaker(
        id=global_id("BreakerState", one.id),
        decision_point=one.point,
        name=one.name,
        queue=one.queue,
        state=one.state,
        reason=one.reason,
        since=one.since,
        changes=[_move(move) for move in one.changes],
    )


def _move(move: BreakerMove) -> BreakerChange:
    return BreakerChange(from_state=move.before, to_state=move.after, by=move.by, at=move.at, reason=move.reason)
