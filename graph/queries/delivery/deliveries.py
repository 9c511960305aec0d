"""Events that are due, on their way to each endpoint, and what became of an attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows
from graph.records.delivery import DeliveryRecord, DeliveryUpdate


class DueEventsParams(NamedTuple):
    """Until when an event is due (ms), and how many at most."""

    now: int
    limit: int


class DueEventsRow(NamedTuple):
    """An event that is due, and the case that it is about, if any."""

    id: str
    kind: str
    case: str | None


@dataclass(frozen=True, slots=True)
class DispatchRow(Row):
    """An event with its case, and what is to be delivered of it; `state` is that of the event."""

    event_id: str
    case_id: str | None
    state: str
    deliveries: Sequence[DeliveryRecord]


class DispatchedRow(NamedTuple):
    """How many events are on their way."""

    dispatched: int


class DueDeliveriesParams(NamedTuple):
    """Until when an attempt is due (ms), and how many at most."""

    now: int
    limit: int


class DueDeliveryRow(NamedTuple):
    """A delivery with its endpoint, its event, and the decision, case and point that it tells of, as maps."""

    delivery: Stored
    endpoint: Stored
    event: Stored
    decision: Stored | None
    case: Stored | None
    point: str | None


@dataclass(frozen=True, slots=True)
class AttemptRow(Row):
    """What became of a delivery after so many attempts."""

    key: str
    attempts: int
    delivery: DeliveryUpdate


class AttemptsRow(NamedTuple):
    """How many deliveries it was written of."""

    recorded: int


class DeliveriesParams(NamedTuple):
    """How the sort keys begin of the deliveries that are wanted, and how many at most."""

    prefix: str
    limit: int


class DeliveryRow(NamedTuple):
    """A delivery and its event, as maps."""

    delivery: Stored
    event: Stored


DUE_EVENTS = Query("delivery/due_events.cypher", DueEventsParams, DueEventsRow, Access.READ, hot=True)
DISPATCH = Query("delivery/dispatch.cypher", Rows[DispatchRow], DispatchedRow, Access.WRITE, hot=True)
DUE_DELIVERIES = Query("delivery/due_deliveries.cypher", DueDeliveriesParams, DueDeliveryRow, Access.READ, hot=True)
RECORD_ATTEMPTS = Query("delivery/record_attempts.cypher", Rows[AttemptRow], AttemptsRow, Access.WRITE, hot=True)
DELIVERIES = Query("delivery/deliveries.cypher", DeliveriesParams, DeliveryRow, Access.READ, hot=True)
