"""Webhooks: addresses that events are delivered to, and what became of each event."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer, sure
from api.graphql.context import SignoffInfo
from api.graphql.enums import DeliveryState, EndpointCommand, EndpointState, EventKind
from api.graphql.fields import ANY_KEY, described
from api.graphql.identifiers import global_id, node_id, optional_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.settings import ApiSettings
from graph.domain.delivery.endpoints import EndpointChange, NewEndpoint
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.delivery.deliveries import MOST_LISTED, DeliveryView, deliveries_of
from graph.store.delivery.endpoints import (
    ChangedEndpoint,
    EndpointCounts,
    add_endpoint,
    change_endpoint,
    counted_endpoints,
)

_READERS = readable(Operation.READ_DELIVERIES)
_KIND = "WebhookEndpoint"


@strawberry.type(description="An address of another system that events are sent to.", directives=[_READERS])
class Webhook:
    """An address."""

    id: strawberry.ID = described("The webhook.")
    name: str = described("What people call it.")
    url: str = described("Where events are sent.")
    events: list[EventKind] = described("The kinds of events that it takes.")
    state: EndpointState = described("Whether events are sent.")
    added_at: datetime = described("When it was added.")
    waiting: int = described("How many events wait for an attempt.")
    given_up: int = described("How many events were given up; they can be sent again.")


@strawberry.type(description="An event on its way to a webhook.", directives=[_READERS])
class WebhookDelivery:
    """What became of an event."""

    event_id: str = described("The `webhook-id` under which it is sent, the same at each attempt.")
    event: EventKind = described("What it tells of.")
    decision_id: strawberry.ID | None = described("The decision that it tells of.")
    state: DeliveryState = described("How it stands.")
    attempts: int = described("How often it was sent.")
    created_at: datetime = described("Since when it is on its way.")
    last_attempt_at: datetime | None = described("When it was sent last.")
    next_attempt_at: datetime | None = described("When it is sent next; null where it is not.")
    fault: str | None = described("Why the last attempt did not count.")


@strawberry.type(description="How a webhook stands after a command.", directives=[readable(Operation.MANAGE_WEBHOOKS)])
class ChangedWebhook:
    """A change that is on record."""

    webhook_id: strawberry.ID = described("The webhook.")
    state: EndpointState = described("How it stands now.")
    secret: str | None = described("The secret that events are signed with, where the command made one; keep it safe.")


@strawberry.input(description="An address that events are to be sent to.")
class AddWebhookInput:
    """A new address."""

    name: str = described("What people call it, such as the name of the system that listens.")
    url: str = described("An https address, such as https://erp.example.com/hooks/signoff.")
    events: list[EventKind] = strawberry.field(
        default_factory=lambda: [EventKind.DECISION_RECORDED], description="The kinds of events that it takes."
    )
    idempotency_key: str = described(ANY_KEY)


@strawberry.input(description="What is wanted of a webhook.")
class ChangeWebhookInput:
    """A change."""

    webhook_id: strawberry.ID = described("The webhook.")
    command: EndpointCommand = described("What to do.")
    idempotency_key: str = described(ANY_KEY)


ChangeWebhookResult: TypeAlias = Annotated[
    ChangedWebhook | Refusal,
    strawberry.union("ChangeWebhookResult", description="How the webhook stands, or why it stays as it was."),
]


@strawberry.type
class WebhookQueries:
    """What can be read of webhooks."""

    @strawberry.field(
        description="All webhooks, in the order in which they were added.",
        extensions=[RequiresOrFails(Operation.READ_DELIVERIES)],
    )
    async def webhooks(self, info: SignoffInfo, removed: bool = False) -> list[Webhook]:  # noqa: FBT001, FBT002  # GraphQL's argument
        """Return the webhooks, those that were removed too if asked for."""
        return [_webhook(one) for one in await counted_endpoints(info.context.store, removed=removed)]

    @strawberry.field(
        description=f"The newest events of a webhook that stand so, at most {MOST_LISTED}.",
        extensions=[RequiresOrFails(Operation.READ_DELIVERIES)],
    )
    async def webhook_deliveries(
        self, info: SignoffInfo, webhook_id: strawberry.ID, state: DeliveryState, first: int = 50
    ) -> list[WebhookDelivery]:
        """Return the deliveries to a webhook."""
        endpoint = sure(node_id(webhook_id, _KIND, "webhookId"))
        limit = max(0, min(first, MOST_LISTED))
        return [_delivery(one) for one in await deliveries_of(info.context.store, endpoint, state, limit)]


@strawberry.type
class WebhookMutations:
    """What can be done with webhooks."""

    @strawberry.mutation(
        description="Send events to an address from now on; the answer holds the secret that they are signed with.",
        extensions=[Requires(Operation.MANAGE_WEBHOOKS)],
    )
    async def add_webhook(
        self,
        info: SignoffInfo,
        input: AddWebhookInput,  # noqa: A002  # GraphQL's convention
    ) -> ChangeWebhookResult:
        """Add a webhook."""
        store, actor = info.context.store, info.context.actor
        plain_http = bool(ApiSettings().webhook_networks)
        return await answer(
            NewEndpoint(input.name, input.url, tuple(input.events)),
            lambda wanted: add_endpoint(store, actor, wanted, input.idempotency_key, plain_http=plain_http),
            _changed,
        )

    @strawberry.mutation(
        description="Pause, resume or remove a webhook, renew its secret, or send again what was given up.",
        extensions=[Requires(Operation.MANAGE_WEBHOOKS)],
    )
    async def change_webhook(
        self,
        info: SignoffInfo,
        input: ChangeWebhookInput,  # noqa: A002  # GraphQL's convention
    ) -> ChangeWebhookResult:
        """Change a webhook."""
        endpoint = node_id(input.webhook_id, _KIND, "webhookId")
        change = endpoint if isinstance(endpoint, Problem) else EndpointChange(endpoint, input.command)
        store, actor = info.context.store, info.context.actor
        return await answer(
            change, lambda wanted: change_endpoint(store, actor, wanted, input.idempotency_key), _changed
        )


def _webhook(counted: EndpointCounts) -> Webhook:
    one = counted.endpoint
    return Webhook(
        id=global_id(_KIND, one.id),
        name=one.name,
        url=one.url,
        events=list(one.kinds),
        state=one.state,
        added_at=one.added_at,
        waiting=counted.waiting,
        given_up=counted.dead,
    )


def _delivery(one: DeliveryView) -> WebhookDelivery:
    return WebhookDelivery(
        event_id=one.event_id,
        event=one.kind,
        decision_id=optional_id("Decision", one.decision_id),
        state=one.state,
        attempts=one.attempts,
        created_at=one.created_at,
        last_attempt_at=one.last_attempt_at,
        next_attempt_at=one.next_attempt_at,
        fault=one.fault,
    )


def _changed(done: ChangedEndpoint) -> ChangedWebhook:
    return ChangedWebhook(webhook_id=global_id(_KIND, done.endpoint_id), state=done.state, secret=done.secret)
