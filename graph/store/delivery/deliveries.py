"""Events on their way: those that are due are set on it, attempts are recorded, and each can be looked up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.decision.outbox import OutboxState
from graph.domain.delivery.attempts import DeliveryState, Step
from graph.domain.delivery.endpoints import EndpointState, EventKind
from graph.domain.delivery.messages import EventMessage, secret_of
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.keys import DeliveryKey, DeliveryPlace, deliveries_prefix
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.stored import Stored
from graph.queries.delivery.deliveries import (
    DELIVERIES,
    DISPATCH,
    DUE_DELIVERIES,
    DUE_EVENTS,
    RECORD_ATTEMPTS,
    AttemptRow,
    DeliveriesParams,
    DeliveryRow,
    DispatchRow,
    DueDeliveriesParams,
    DueDeliveryRow,
    DueEventsParams,
    DueEventsRow,
)
from graph.queries.kernel.rows import Rows
from graph.records._record import UNCHANGED
from graph.records.delivery import DeliveryRecord, DeliveryUpdate
from graph.store.delivery.endpoints import Endpoint, endpoint_of, endpoints_of
from graph.store.kernel.store import Store

MOST_AT_ONCE = 200
"""Events of one pass: it ends within moments, and the next one follows a second later."""
MOST_LISTED = 200
"""Deliveries of a list: what was given up is looked at by a person."""


@dataclass(frozen=True, slots=True)
class Due:
    """An attempt that is due: the delivery, after so many attempts and failed ones; the message and its secret."""

    key: str
    attempts: int
    failures: int
    created: int
    endpoint: Endpoint
    message: EventMessage
    secret: str


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """What became of an event on its way to an endpoint."""

    event_id: str
    kind: EventKind
    decision_id: str | None
    state: DeliveryState
    attempts: int
    created_at: datetime
    last_attempt_at: datetime | None
    next_attempt_at: datetime | None
    fault: str | None


async def dispatch_due(store: Store) -> int:
    """Set the events on their way that may leave, one delivery for each endpoint that takes them; return how many.

    An event that nobody takes has arrived at once.
    """
    now = milliseconds(store.clock.now())
    events = await store.graph.read(DUE_EVENTS, DueEventsParams(now, MOST_AT_ONCE))
    if not events:
        return 0
    endpoints = await endpoints_of(store)
    # In the order of their cases, as every write locks them.
    rows = [_dispatch_row(event, endpoints, now) for event in sorted(events, key=lambda one: (one.case or "", one.id))]
    return (await store.graph.write(DISPATCH, Rows(rows)))[0].dispatched


async def due_deliveries(store: Store) -> list[Due]:
    """Return the attempts that are due, those that wait longest first."""
    wanted = DueDeliveriesParams(milliseconds(store.clock.now()), MOST_AT_ONCE)
    return [_due(store, row) for row in await store.graph.read(DUE_DELIVERIES, wanted)]


async def record_attempts(store: Store, ended: Iterable[tuple[Due, Step]], *, attempted: bool = True) -> int:
    """Store what became of deliveries, and return of how many; one that another worker has stored meanwhile stays so.

    Without `attempted` nothing was sent: the webhook is paused or removed.
    """
    now = milliseconds(store.clock.now())
    rows = [AttemptRow(due.key, due.attempts, _update(due, step, now if attempted else None)) for due, step in ended]
    return (await store.graph.write(RECORD_ATTEMPTS, Rows(rows)))[0].recorded if rows else 0


async def deliveries_of(store: Store, endpoint_id: str, state: DeliveryState, limit: int) -> list[DeliveryView]:
    """Return the newest deliveries to an endpoint that stand so."""
    wanted = DeliveriesParams(deliveries_prefix(endpoint_id, state.value), min(limit, MOST_LISTED))
    return [_view(row) for row in await store.graph.read(DELIVERIES, wanted)]


def _dispatch_row(event: DueEventsRow, endpoints: Sequence[Endpoint], now: int) -> DispatchRow:
    takers = [one for one in endpoints if EventKind(event.kind) in one.kinds]
    return DispatchRow(
        event_id=event.id,
        case_id=event.case,
        state=(OutboxState.SENDING if takers else OutboxState.DELIVERED).value,
        deliveries=[
            DeliveryRecord(
                key=DeliveryKey(event.id, taker.id).text,
                event_id=event.id,
                endpoint_id=taker.id,
                state=DeliveryState.WAITING.value,
                attempts=0,
                failures=0,
                next_attempt_at=now if taker.state is EndpointState.ACTIVE else None,
                sort_key=_sort_key(taker.id, DeliveryState.WAITING, now, event.id),
                recorded_at=now,
            )
            for taker in takers
        ],
    )


def _due(store: Store, row: DueDeliveryRow) -> Due:
    delivery, endpoint = row.delivery, endpoint_of(row.endpoint)
    return Due(
        key=delivery["key"],
        attempts=delivery["attempts"],
        failures=delivery["failures"],
        created=delivery["recordedAt"],
        endpoint=endpoint,
        message=_message(row),
        secret=secret_of(store.webhook_key, endpoint.id, endpoint.secret_number),
    )


def _message(row: DueDeliveryRow) -> EventMessage:
    event, decision, case = row.event, row.decision, row.case or {}
    subject = event["subjectId"] if decision is None else decision["id"]
    data: dict[str, Json] = {"changed": subject} if decision is None else _decided(decision, case, row.point)
    return EventMessage(event["id"], EventKind(event["kind"]), subject, moment(event["recordedAt"]), data)


def _decided(decision: Stored, case: Stored, point: str | None) -> dict[str, Json]:
    """Return what a receiver needs to act: no notes, no names, nothing of the payload."""
    return {
        "decisionId": decision["id"],
        "decisionPoint": point,
        "caseId": case.get("id"),
        "externalId": case.get("externalId"),
        "verdict": decision["verdict"],
        "action": decision["action"],
        "reasonCode": decision.get("reasonCode"),
        "decidedBy": decision["kind"],
        "decidedAt": moment(decision["decidedAt"]).isoformat(),
        "finalAt": moment(decision["finalAt"]).isoformat(),
    }


def _update(due: Due, step: Step, at: int | None) -> DeliveryUpdate:
    failed = at is not None and step.state is not DeliveryState.DELIVERED
    return DeliveryUpdate(
        state=step.state.value,
        attempts=due.attempts + (at is not None),
        failures=due.failures + failed,
        next_attempt_at=None if step.next_at is None else milliseconds(step.next_at),
        last_attempt_at=UNCHANGED if at is None else at,
        fault=step.fault,
        sort_key=_sort_key(due.endpoint.id, step.state, due.created, due.message.id),
    )


def _view(row: DeliveryRow) -> DeliveryView:
    delivery = row.delivery
    last, following = delivery.get("lastAttemptAt"), delivery.get("nextAttemptAt")
    return DeliveryView(
        event_id=row.event["id"],
        kind=EventKind(row.event["kind"]),
        decision_id=row.event.get("decisionId"),
        state=DeliveryState(delivery["state"]),
        attempts=delivery["attempts"],
        created_at=moment(delivery["recordedAt"]),
        last_attempt_at=None if last is None else moment(last),
        next_attempt_at=None if following is None else moment(following),
        fault=delivery.get("fault"),
    )


def _sort_key(endpoint_id: str, state: DeliveryState, created: int, event_id: str) -> str:
    return DeliveryPlace(endpoint_id, state.value, f"{created:016d}", event_id).text
