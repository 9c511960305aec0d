"""Addresses that events are delivered to: added, paused, resumed, removed, each on record."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.delivery.attempts import DeliveryState
from graph.domain.delivery.endpoints import (
    MOST_ENDPOINTS,
    EndpointChange,
    EndpointCommand,
    EndpointState,
    EventKind,
    NewEndpoint,
    check_endpoint,
    next_state,
)
from graph.domain.delivery.messages import secret_of
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, Operation
from graph.queries.delivery import endpoints as queries
from graph.queries.delivery.endpoints import (
    BacklogsParams,
    EndpointChangeRow,
    EndpointParams,
    EndpointsParams,
    NewEndpointRow,
)
from graph.records._record import UNCHANGED
from graph.records.change import Move
from graph.records.delivery import WebhookEndpointRecord, WebhookEndpointUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that events are delivered to; `secret_number` rises with each new secret."""

    id: str
    name: str
    url: str
    kinds: tuple[EventKind, ...]
    state: EndpointState
    secret_number: int
    version: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class EndpointCounts:
    """An endpoint, how many events wait for it, and how many were given up."""

    endpoint: Endpoint
    waiting: int
    dead: int


@dataclass(frozen=True, slots=True)
class ChangedEndpoint:
    """How an endpoint stands after a command, and its secret where the command made one."""

    endpoint_id: str
    state: EndpointState
    secret: str | None


async def endpoints_of(store: Store, *, removed: bool = False) -> list[Endpoint]:
    """Return the endpoints in the order in which they were added, those that were removed too if asked for."""
    wanted = [one.value for one in EndpointState if removed or one is not EndpointState.REMOVED]
    return [endpoint_of(row.endpoint) for row in await store.graph.read(queries.ENDPOINTS, EndpointsParams(wanted))]


async def counted_endpoints(store: Store, *, removed: bool = False) -> list[EndpointCounts]:
    """Return the same with how many events wait for each and were given up: what people look at."""
    endpoints = await endpoints_of(store, removed=removed)
    rows = await store.graph.read(queries.BACKLOGS, BacklogsParams([one.id for one in endpoints]))
    of = {row.id: row for row in rows}
    return [EndpointCounts(one, of[one.id].waiting, of[one.id].dead) for one in endpoints]


async def add_endpoint(
    store: Store, actor: Actor, wanted: NewEndpoint, key: str, *, plain_http: bool
) -> ChangedEndpoint | Problem:
    """Add an endpoint once; the answer, repeated or not, holds the secret that its events are signed with."""

    async def read(_: Try) -> int:
        return len(await endpoints_of(store))

    async def attempt(others: int, one: Try) -> Attempted:
        if others >= MOST_ENDPOINTS:
            message = f"There are {MOST_ENDPOINTS} webhooks, which is the most: remove one that nobody listens to."
            return Problem(ProblemCode.ILLEGAL_TRANSITION, message)
        endpoint = WebhookEndpointRecord(
            id=store.clock.new_id(),
            name=wanted.name,
            url=wanted.url,
            kinds=[kind.value for kind in wanted.kinds],
            state=EndpointState.ACTIVE.value,
            secret_number=1,
            version=1,
            recorded_at=milliseconds(one.now),
        )
        move = Move("", EndpointState.ACTIVE.value, "ADD_WEBHOOK")
        change, entry = await audited_change(store, move, (actor.person_id, actor.kind), endpoint.id, one.now)
        row = NewEndpointRow(endpoint, change, [entry], [])
        return PlannedWrite(store.new_webhooks, row, _result(endpoint.id, EndpointState.ACTIVE, 1), endpoint.id)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_WEBHOOKS,
            request=Request("addWebhook", actor.account, request_fields(wanted)),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=lambda result: _changed(store, result),
            fault=check_endpoint(wanted, plain_http=plain_http),
            subject="webhook",
        ),
    )


async def change_endpoint(store: Store, actor: Actor, change: EndpointChange, key: str) -> ChangedEndpoint | Problem:
    """Pause, resume or remove an endpoint, give it another secret, or send again what was given up; once."""

    async def read(_: Try) -> Endpoint | Problem:
        rows = await store.graph.read(queries.ENDPOINT, EndpointParams(change.endpoint_id))
        return endpoint_of(rows[0].endpoint) if rows else _UNKNOWN

    async def attempt(endpoint: Endpoint, one: Try) -> Attempted:
        after = next_state(endpoint.state, change.command)
        if isinstance(after, Problem):
            return after
        renewed = change.command is EndpointCommand.RENEW_SECRET
        number = endpoint.secret_number + renewed
        row = await _change_row(store, actor, (change, endpoint, after, number), one)
        result = _result(endpoint.id, after, number if renewed else None)
        return PlannedWrite(store.webhook_changes, row, result, endpoint.id)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_WEBHOOKS,
            request=Request("changeWebhook", actor.account, request_fields(change)),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=lambda result: _changed(store, result),
            subject="webhook",
        ),
    )


def endpoint_of(stored: Stored) -> Endpoint:
    """Return an endpoint from its stored properties."""
    return Endpoint(
        stored["id"],
        stored["name"],
        stored["url"],
        tuple(EventKind(kind) for kind in stored["kinds"]),
        EndpointState(stored["state"]),
        stored["secretNumber"],
        stored["version"],
        moment(stored["recordedAt"]),
    )


async def _change_row(
    store: Store, actor: Actor, wanted: tuple[EndpointChange, Endpoint, EndpointState, int], one: Try
) -> EndpointChangeRow:
    change, endpoint, after, number = wanted
    move = Move(endpoint.state.value, after.value, change.command.value)
    record, entry = await audited_change(store, move, (actor.person_id, actor.kind), endpoint.id, one.now)
    return EndpointChangeRow(
        write_id=store.clock.new_id(),
        endpoint_id=endpoint.id,
        version=endpoint.version,
        endpoint=WebhookEndpointUpdate(
            version=endpoint.version + 1,
            state=after.value,
            secret_number=UNCHANGED if number == endpoint.secret_number else number,
        ),
        after=(DeliveryState.DEAD if after is EndpointState.REMOVED else DeliveryState.WAITING).value,
        waits_at=milliseconds(one.now) if after is EndpointState.ACTIVE else None,
        again=change.command is EndpointCommand.SEND_AGAIN,
        change=record,
        audit=[entry],
        outbox=[],
    )


def _result(endpoint_id: str, state: EndpointState, secret_number: int | None) -> dict[str, Json]:
    return {"endpointId": endpoint_id, "state": state.value, "secretNumber": secret_number}


def _changed(store: Store, result: StoredResult) -> ChangedEndpoint:
    number = result["secretNumber"]
    secret = None if number is None else secret_of(store.webhook_key, result["endpointId"], number)
    return ChangedEndpoint(result["endpointId"], EndpointState(result["state"]), secret)


_UNKNOWN = Problem(ProblemCode.NOT_FOUND, "There is no webhook with this id: take it from the list of webhooks.")
