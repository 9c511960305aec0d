"""Addresses that events are delivered to, and events on their way to one."""

from dataclasses import dataclass

from graph.records._record import UNCHANGED, Record, Settable, Update


@dataclass(frozen=True, slots=True)
class WebhookEndpointRecord(Record):
    """An address of another system, and the kinds of events that it takes."""

    id: str
    name: str
    url: str
    kinds: list[str]
    state: str
    secret_number: int
    version: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class WebhookEndpointUpdate(Update):
    """What a change of an endpoint sets."""

    version: int
    state: Settable[str] = UNCHANGED
    secret_number: Settable[int] = UNCHANGED


@dataclass(frozen=True, slots=True)
class DeliveryRecord(Record):
    """An event on its way to one endpoint, as it begins."""

    key: str
    event_id: str
    endpoint_id: str
    state: str
    attempts: int
    failures: int
    next_attempt_at: int | None
    sort_key: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class DeliveryUpdate(Update):
    """What an attempt, or a person who has it sent again, sets."""

    state: str
    attempts: int
    failures: int
    next_attempt_at: int | None
    last_attempt_at: Settable[int]
    fault: str | None
    sort_key: str
